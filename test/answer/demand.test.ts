import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOf, isOpen, lacking } from '../../src/answer/demand.ts';
import { readText } from '../../src/answer/reading.ts';
import type { Language } from '../../src/bulletin/bulletin.ts';

/** The demand of a question without a period. */
function demand(question: string, language: Language = 'ko') {
  return demandOf(question, { text: question, language });
}

/** Everything that a text lacks of a question. */
function lacks(question: string, text: string, language: Language = 'ko'): string[] {
  const { names, figures } = lacking(demand(question, language), [readText(text)]);
  return [...names, ...figures];
}

describe('demandOf', () => {
  test('reads names, figures, codes, words and the kind of value off a question', () => {
    expect(demand('선전에서 C919 6대에 얼마 투자했어?')).toEqual({
      names: ['선전'],
      known: [],
      figures: ['6'],
      codes: ['c919'],
      tokens: new Map([['c919', ['c', '919']]]),
      words: [['투자']],
      kind: 'number',
      list: true,
      items: false,
      extreme: null,
      instruction: false,
    });
  });

  test('takes names, figures and words of the query, kinds and instructions of the question', () => {
    const query = { text: '6G 소식', language: 'ko', tokens: [], vector: null } as const;
    const { figures, kind } = demandOf('2024년 7월에 6G 소식은 언제 나왔어?', query);
    expect({ figures, kind }).toEqual({ figures: ['6 G'], kind: 'time' });
  });

  test.each<readonly [string, Language, readonly string[]]>([
    ['COMAC C929는 언제 나온대?', 'ko', ['c929']],
    ['AI+ 계획', 'ko', ['ai']],
    ['deepfake 규제', 'ko', ['deepfake']],
    ['AI+行动', 'zh', ['ai']],
    ['What did the plan say about AI and quantum chips?', 'en', ['ai']],
    ['When does C929 fly?', 'en', ['c929']],
    ['Hong Kong의 State Grid 소식', 'ko', []],
    ["Chang'e-6는 언제 떴어?", 'ko', []],
    ['What did SK Hynix and JD.com say?', 'en', []],
    ['6G 말고 5kg은?', 'ko', []],
    ['노선은 몇 km야? 多少km', 'ko', []],
    ['1kg당 전기 몇 kWh 먹어 lol', 'ko', []],
    ['EV 전지의 PUE', 'ko', ['ev', 'pue']],
    ['AI, ai, ＡＩ', 'ko', ['ai']],
  ])('takes the codes of %s, but no part of a name', (question, language, codes) => {
    expect(demand(question, language).codes).toEqual(codes);
  });

  test('bears any text, composed or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom<Language>('ko', 'en', 'zh'), (text, language) => {
        expect(demand(text.normalize('NFD'), language)).toEqual(demand(text.normalize('NFC'), language));
      }),
    );
  });
});

describe('isOpen', () => {
  test.each([
    ['소식 알려줘', true],
    ['뭐 있어?', true],
    ['로봇 소식 알려줘', false],
    ['상하이 소식 알려줘', false],
    ['6G 소식', false],
    ['AI 소식', false],
    ['얼마야?', false],
  ])('tells whether nothing is named: %s', (question, open) => {
    expect(isOpen(demand(question))).toBe(open);
  });
});

describe('lacking', () => {
  test.each<readonly [question: string, text: string, language: Language]>([
    ['중국에서 뭐 했어?', '선전시가 발표했다.', 'ko'],
    ['창어 프로젝트', '창어 6호가 달에 내렸다.', 'ko'],
    ['창어 6호', '嫦娥六号着陆', 'ko'],
    ['창어 6호', "Chang'e-6 landed.", 'ko'],
    ['Shenzhen에 1,000만 위안', '深圳投入1000万元', 'ko'],
    ["'27년까지", 'by 2027', 'ko'],
    ['C919', 'C919를 인도했다.', 'ko'],
    ['6G', '6세대 이동통신', 'ko'],
    ['Hong Kong의 소식', '홍콩이 발표했다.', 'ko'],
    ['Did SK Hynix build it?', '하이닉스가 지었다.', 'en'],
  ])('finds all of %s in %s', (question, text, language) => {
    expect(lacks(question, text, language)).toEqual([]);
  });

  test.each<readonly [question: string, text: string, missing: readonly string[]]>([
    ['선전 소식', '중국이 발표했다.', ['선전']],
    ['창어 6호', '창어 5호의 표본', ['창어 6']],
    ['6G', '5G 기지국', ['6 G']],
    ['C929', 'C919', ['c929']],
    ["'27년까지", '2025년까지', ['year 2027']],
    ['인도 소식', 'C919를 인도했다.', ['인도']],
    ['대전 소식', '대전환을 시작했다.', ['대전']],
  ])('misses %s in %s', (question, text, missing) => {
    expect(lacks(question, text)).toEqual(missing);
  });

  test('takes readings together', () => {
    const readings = [readText('선전'), readText('6G')];
    expect(lacking(demand('선전 6G'), readings)).toEqual({ names: [], figures: [] });
    expect(lacking(demand('선전 6G'), [])).toEqual({ names: ['선전'], figures: ['6 G'] });
  });

  test('finds nothing missing in the question itself', () => {
    const part = fc.constantFrom(
      '창어 ',
      '6',
      '호',
      'C919',
      'AI',
      '선전',
      'Hong ',
      'Kong',
      ' ',
      '年',
      "'27",
      '위안',
      '国',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(lacks(text, text)).toEqual([]);
      }),
    );
  });
});

test('lacking takes a name for held in any of its forms, and one of letters for held where its full form is', () => {
  const known = [
    { written: '潘建伟', others: ['판젠웨이'] },
    { written: 'HQI', others: ['한빛양자연구소'] },
  ];
  const question = '潘建伟 HQI';
  const demanded = demandOf(question, { text: question, language: 'ko', known });
  const lacks = (text: string) => lacking(demanded, [readText(text)]).names;
  expect(lacks('판젠웨이 원사와 한빛양자연구소')).toEqual([]);
  expect(lacks('潘建偉 院士, HQI')).toEqual([]);
  expect(lacks('천샤오룽 연구원과 한빛양자연구소')).toEqual(['潘建伟']);
  expect(lacks('판젠웨이 원사')).toEqual(['hqi']);
});
