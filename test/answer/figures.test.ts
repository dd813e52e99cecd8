import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresAsked, figuresIn, isYear } from '../../src/answer/figures.ts';

const ONE_SUM: readonly (readonly [form: string, ...written: string[]])[] = [
  ['10000000 CNY', '1,000만 위안', '1000만위안', '1천만 위안', '10 million yuan', '1000万元', '1千万元', '1000萬元'],
  ['110000000 CNY', '1.1억 위안', '110 million yuan', '1.1亿元', '1.1億元', '110,000,000 RMB', '0.11 billion yuan'],
  ['435000000 USD', '4.35억 달러', '435 million dollars', '4.35亿美元'],
  ['50000000 KRW', '5천만 원', '5000만원', '50 million won', '5000万韩元'],
  ['2000 CNY', '2천 위안', '2000 yuan', '2,000위안', '2000元'],
  ['2000 EUR', '2000유로', '2천유로', '2 thousand euros', '2000欧元'],
  ['1200000000000 CNY', '1조 2,000억 위안', '1조2000억위안', '1.2 trillion yuan', '1.2tn yuan'],
  ['125000000 GBP', '1억 2500만 파운드', '£125m', '£0.125bn', '125 million pounds', 'GBP 125 million', '1.25亿英镑'],
  ['36000 USD', '3만 6천 달러', '$36,000', 'US$36 thousand', '3.6万美元'],
  ['6.5 %', '6.5%', '6.5 퍼센트', '6.5 percent', '6.5 per cent', '百分之6.5', '6.5％'],
  ['6 G', '6G', '6g', '6세대', '６Ｇ'],
  ['919 no.', '919호', '第919号', '919號'],
  ['2', '2차 공모', '2단계 공모', '두 번째 공모', 'the second call', 'the 2nd call', '第二期', '2번째'],
  ['20000', '20,000 PFLOPS', '2만 PFLOPS', '20000'],
  ['2000', '2000 PFLOPS', '2,000 PFLOPS', '2000톤', '2000명', '2천 명'],
  ['2050000000', '2050 million', '20.5억'],
  ['year 2027', "'27", '’27년', '27년', '27년까지', '2027년', '2027年', '2027', '２０２７년', "by '27,"],
  ['year 1999', "'99", '1999年', '99년'],
  ['year 2024', '2024년 전국', '2024년 후반', '2024년 내수', '2024년 동안', '2024년 이후', '24년 전망', '24년 내용'],
];

describe('figuresAsked', () => {
  test.each(ONE_SUM)('gives %s one form whatever way it is written', (form, ...written) => {
    expect(written.map((text) => figuresAsked(text))).toEqual(written.map(() => [form]));
    expect(written.map((text) => figuresAsked(text.normalize('NFD')))).toEqual(written.map(() => [form]));
  });

  test.each([
    ['6G에 500만 위안?', ['6 G', '5000000 CNY']],
    ['5G 말고 6G는?', ['5 G', '6 G']],
    ['1/10로 줄인대?', ['1', '10']],
    ['6G랑 6G', ['6 G']],
  ])('names each once, in order: %s', (question, figures) => {
    expect(figuresAsked(question)).toEqual(figures);
  });

  test.each([
    '10년 만에',
    '최근 10년간 비중',
    '10년간',
    '20년 전',
    '20년 전에는',
    '10년 내에',
    '15년새',
    '30年来',
    '30年间',
    '10년 사이',
  ])('leaves out how long something took: %s', (question) => {
    expect(figuresAsked(question)).toEqual([]);
  });

  test.each([
    '1년에 얼마나 줄어?',
    '1차 마감',
    '1단계 예산',
    '첫 번째 단계',
    'the first stage',
    'per second',
    '30 seconds',
  ])('leaves out rates, units of time and the first of several: %s', (question) =>
    expect(figuresAsked(question).filter((figure) => figure !== '30')).toEqual([]),
  );

  test('takes a secondary battery for no second one', () => {
    expect(figuresAsked('2차전지')).toEqual(['2']);
  });

  test('takes no rate for a figure', () => {
    expect(figuresAsked('1ha당 몇 톤, 1kg당 얼마, 1년에 몇 번')).toEqual([]);
    expect(figuresAsked('1당 체제')).toEqual(['1']);
  });

  test('takes the second half of a year for no second thing', () => {
    expect(figuresAsked('second half programme')).toEqual([]);
    expect(figuresAsked('the second programme')).toEqual(['2']);
  });

  test.each(['', '소식 알려줘', '7월 24일', '7月24日', 'C919', 'H100', '三家企业'])('finds none in %j', (question) => {
    expect(figuresAsked(question)).toEqual([]);
  });
});

describe('figuresIn', () => {
  test('gives a figure without its unit too', () => {
    expect([...figuresIn("'27년까지 500만 위안")]).toEqual(['year 2027', '5000000 CNY', '5000000']);
  });

  test.each([
    ['3', '세 곳', '세곳', 'three places', '三个地方', '3곳'],
    ['2', '두 기관', 'two agencies', '两家机构', '兩家機構'],
    ['14', '열네 명', 'Fourteen people', '十四人'],
    ['25', 'twenty-five', '二十五个'],
  ])('holds %s where it is counted in words', (figure, ...texts) => {
    expect(texts.filter((text) => !figuresIn(text).has(figure))).toEqual([]);
  });

  test.each(['네트워크', '한국 대표', '세계', 'someone', '一般', 'well-one', '세종 대로', '한해 동안'])(
    'finds no number in the words of %s',
    (text) => expect([...figuresIn(text)]).toEqual([]),
  );

  test('takes scales that do not fall for numbers of their own', () => {
    expect([...figuresIn('5만 8억')]).toEqual(['50000', '800000000']);
    expect([...figuresIn('$3 m wide')]).toEqual(['3 USD', '3']);
  });

  test('holds the numbers that Chinese gives the parts of a thing', () => {
    expect(figuresIn('东二区').has('2')).toBe(true);
    expect(figuresIn('朱雀三号').has('3 no.')).toBe(true);
    expect(figuresIn('六十三号').has('3 no.')).toBe(false);
    expect(figuresIn('第三期工程').has('3')).toBe(true);
    expect(figuresIn('统一规划').size).toBe(0);
  });

  test('holds grams with and without a space', () => {
    expect(figuresIn('over 8 g of sugar')).toEqual(figuresIn('over 8g of sugar'));
  });

  test('does not take one generation for another', () => {
    expect(figuresIn('5G 기지국').has('6 G')).toBe(false);
  });

  test('holds all that a question of the same words asks for, in every normal form', () => {
    const part = fc.constantFrom(
      '1',
      '20',
      '27',
      '2024',
      '.',
      ',',
      "'",
      '년',
      '年',
      ' ',
      '만',
      '억',
      '위안',
      '%',
      'g',
      '전',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const figures = figuresIn(written.normalize('NFC'));
        expect(figuresIn(written.normalize('NFD'))).toEqual(figures);
        expect(figuresAsked(written).filter((figure) => !figures.has(figure))).toEqual([]);
      }),
    );
  });

  test('reads any number of 만 as ten thousand times as much, to the digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredths) => {
        const written = (hundredths / 100).toFixed(2);
        expect(figuresAsked(`${written}만 위안`)).toEqual([`${hundredths * 100} CNY`]);
      }),
    );
  });
});

describe('figuresIn and figuresAsked', () => {
  test.each([
    ["'27년까지", '到2027年'],
    ['11.7억', '1.17 billion'],
    ['500만 위안', '500万元'],
    ['50%', '50퍼센트'],
    ['500만', '500만 위안'],
  ])('take %s for %s', (asked, text) => {
    expect(figuresAsked(asked).every((figure) => figuresIn(text).has(figure))).toBe(true);
  });

  test.each([
    ['6G 네트워크', '5G 네트워크'],
    ["'27년까지", "'25년까지"],
    ['500만 위안', '500억 위안'],
    ['500만 위안', '500만 달러'],
    ['창어 6호', '창어 5호'],
    ['2000위안', '2000년'],
  ])('do not take %s for %s', (asked, text) => {
    expect(figuresAsked(asked).every((figure) => figuresIn(text).has(figure))).toBe(false);
  });
});

describe('isYear', () => {
  test.each([
    ['year 2027', true],
    ['2027', false],
    ['2027 CNY', false],
  ])('tells years from figures: %s', (figure, expected) => {
    expect(isYear(figure)).toBe(expected);
  });
});
