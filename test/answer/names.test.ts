import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import tables from '../../data/answers/names.json' with { type: 'json' };
import { aliasesIn, formsIn, isImplied, isName, namesIn, withoutNames, withWholes } from '../../src/answer/names.ts';

type Case = readonly [text: string, ...names: string[]];

const SAME_IN_EVERY_LANGUAGE: readonly Case[] = [
  ["Did Chang'e-6 land near Shanghai?", '창어 6', '상하이'],
  ['상하이 AI+ 실행계획', '상하이'],
  ['the plan of Shanghai', '상하이'],
  ['上海的人工智能计划', '상하이'],
  ['深圳和香港的机器人', '선전', '홍콩'],
  ['선전에서 로봇 택시 굴린대?', '선전'],
  ['Shenzhen robotaxis', '선전'],
  ['북경이랑 상해 중에 어디야', '베이징', '상하이'],
  ['科技部发布通知', '과기부'],
  ['the Ministry of Science and Technology said', '과기부'],
  ['서안 말고 Xi’an', '시안'],
  ['華為在北京', '화웨이', '베이징'],
  ['한국서울', '한국', '서울'],
  ['ＮＡＳＡ 발표', '미 항공우주국'],
  ['UAE and the U.S.', '아랍에미리트', '미국'],
  ['함부르크 항만', '함부르크'],
  ['the port of Hamburg', '함부르크'],
  ['旧金山和西雅图', '샌프란시스코', '시애틀'],
  ['寮國與紐西蘭', '라오스', '뉴질랜드'],
  ['a Slovenian forest and Vietnamese doctors', '슬로베니아', '베트남'],
  ['屏東縣和雲林縣', '핑둥', '윈린'],
];

const LONGEST_FIRST: readonly Case[] = [
  ['인도네시아 공장', '인도네시아'],
  ['北京大学的团队', '베이징대'],
  ['Wuhan University of Technology', '우한이공대'],
  ['North Korea', '북한'],
  ['South Korea', '한국'],
  ['印度尼西亚', '인도네시아'],
];

const WITHIN_OTHER_WORDS: readonly Case[] = [
  ['Indiana and Thailander'],
  [''],
  ['tell us more'],
  ['please focus on us most'],
  ['선전하는 계획'],
  ['애플리케이션'],
  ['metadata of a meta-analysis'],
  ['북인도'],
  ['최대만족'],
  ['인도적 지원, 인도주의'],
  ['C919를 인도했다'],
  ['올해 인도량은 30대, 인도된 것은 2대'],
  ['인도양 해저'],
  ['메타버스와 메타데이터, 메타인지'],
  ['디지털 대전환'],
  ['제강 부산물'],
  ['니오븀 합금'],
  ['시안화 수소'],
  ['재정부담과 교육부담'],
  ['딩쉐샹 상무부총리'],
  ['과기부문 개혁'],
  ['모바일 애플리케이션'],
  ['MoE 모델'],
];

const NUMBERED: readonly Case[] = [
  ['창어 5호와 창어 6호', '창어 5', '창어 6'],
  ['창어5호', '창어 5'],
  ["Chang'e-6, China's probe", '창어 6', '중국'],
  ["It was Chang'e 6.", '창어 6'],
  ["Chang'e6 and Shenzhou18", '창어 6', '선저우 18'],
  ['창어 5호의 달 토양', '창어 5'],
  ['嫦娥五号', '창어 5'],
  ['嫦娥六号', '창어 6'],
  ['天宫二号', '톈궁 2'],
  ['神舟十号', '선저우 10'],
  ['神舟十八号', '선저우 18'],
  ['神舟二十号', '선저우 20'],
  ['神舟二十一号', '선저우 21'],
  ['선저우 18호', '선저우 18'],
  ['Long March 5B', '창정 5'],
  ['창정 6.5톤', '창정'],
  ['베이더우 7월 발사', '베이더우'],
  ['창정 10년', '창정'],
  ['창어 6 일정', '창어 6'],
  ['창어 프로젝트', '창어'],
  ['창어 2024', '창어'],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('창어', '6', ' ', '호', "Chang'e", 'İ', 'US', '人', '十', '嫦娥', '선전', '한')).map(join),
);

function join(parts: readonly string[]): string {
  return parts.join('');
}

describe('namesIn', () => {
  test.each(SAME_IN_EVERY_LANGUAGE)('gives a name one form in every language: %s', (text, ...names) => {
    expect([...namesIn(text)]).toEqual(names);
  });

  test.each(LONGEST_FIRST)('takes the longest name: %s', (text, ...names) => {
    expect([...namesIn(text)]).toEqual(names);
  });

  test.each(WITHIN_OTHER_WORDS)('finds none within other words: %s', (text) => {
    expect([...namesIn(text)]).toEqual([]);
  });

  test.each(NUMBERED)('tells the members of a series apart: %s', (text, ...names) => {
    expect([...namesIn(text)]).toEqual(names);
  });

  test('keeps capitals and their place behind a letter that lower case makes longer', () => {
    expect([...namesIn('İzmir, EU and US')]).toEqual(['유럽연합', '미국']);
  });

  test.each([...SAME_IN_EVERY_LANGUAGE, ...NUMBERED])('reads decomposed letters alike: %s', (text, ...names) => {
    expect([...namesIn(text.normalize('NFD'))]).toEqual(names);
  });

  test('gives the same for every normal form of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(namesIn(text.normalize('NFD'))).toEqual(namesIn(text.normalize('NFC')));
      }),
    );
  });
});

describe('withoutNames', () => {
  test.each([
    ['Hong Kong의 AI 소식', ' 의 AI 소식'],
    ['SK Hynix HBM', '  HBM'],
    ["Chang'e-6 landed", '  landed'],
    ['창어 6호 27년', '  27년'],
    ['인도적 지원', '인도적 지원'],
    ['', ''],
  ])('leaves what names nothing: %s', (text, rest) => {
    expect(withoutNames(text)).toBe(rest);
  });

  test('leaves a text without names as it is, in NFKC', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(namesIn(text).size === 0 && !/[’‘İ]/.test(text.normalize('NFKC')));
        expect(withoutNames(text)).toBe(text.normalize('NFKC'));
      }),
    );
  });
});

describe('isName', () => {
  test.each(['상하이', '상하이'.normalize('NFD'), 'SHANGHAI', '上海', 'Xi’an', 'US', '3GPP', 'Hong Kong'])(
    'knows %s',
    (text) => {
      expect(isName(text)).toBe(true);
    },
  );

  test.each(['', '상하', '상하이시', '상하이의 계획', 'us', '인도적', '인도했', 'in China', '반도체'])(
    'does not take %j for one',
    (text) => {
      expect(isName(text)).toBe(false);
    },
  );
});

describe('withWholes', () => {
  test.each([
    ['선전', ['선전', '광둥', '중국']],
    ['중국', ['중국']],
    ['실리콘밸리', ['실리콘밸리', '캘리포니아', '미국']],
    ['창어 6', ['창어 6', '창어']],
    ['대만', ['대만']],
    ['없는 이름', ['없는 이름']],
  ])('adds what %s lies in, never what lies in it', (name, all) => {
    expect([...withWholes(new Set([name]))]).toEqual(all);
  });

  test('adds nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = withWholes(namesIn(text));
        expect(withWholes(once)).toEqual(once);
      }),
    );
  });
});

test('aliasesIn tells how each name is written', () => {
  expect(aliasesIn("上海와 Chang'e-6, 上海")).toEqual([
    { written: '上海', name: '상하이', from: 0, to: 2 },
    { written: "Chang'e-6", name: '창어 6', from: 4, to: 13 },
    { written: '上海', name: '상하이', from: 15, to: 17 },
  ]);
  expect(aliasesIn('이름이 없다')).toEqual([]);
});

test('formsIn gives the other forms of each name, in every script', () => {
  const [{ written, others } = { written: '', others: [] }] = formsIn('핑둥현의 수문');
  expect(written).toBe('핑둥');
  expect(others).toEqual(['Pingtung', '屏东']);
  expect(formsIn('屏東的水閘')[0]?.others).toEqual(['핑둥', 'Pingtung']);
  expect(formsIn("Chang'e-6 얘기")).toEqual([]); // a member of a series has no forms of its own
  expect(formsIn('이름이 없다')).toEqual([]);
});

describe('isImplied', () => {
  test('holds for the country of a language where a text names no other', () => {
    expect(isImplied('한국', { names: withWholes(namesIn('울산의 조선소')), language: 'ko' })).toBe(true);
    expect(isImplied('한국', { names: withWholes(namesIn('선전의 공장')), language: 'ko' })).toBe(false);
    expect(isImplied('중국', { names: new Set(), language: 'zh' })).toBe(true);
  });

  test('holds for no other name, and for none in English', () => {
    expect(isImplied('서울', { names: new Set(), language: 'ko' })).toBe(false);
    expect(isImplied('한국', { names: new Set(), language: 'en' })).toBe(false);
  });
});

test('countries bear the names of the Unicode CLDR in at least two languages', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  const displays = ['ko', 'en', 'zh'].map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  const regions = codes.map((code) => displays.map((names) => names.of(code) ?? code));
  const strange = tables.countries.filter(
    ({ names }) => !regions.some((region) => region.filter((name) => names.includes(name)).length >= 2),
  );
  expect(strange.map(({ names }) => names[0])).toEqual([]);
});

test('names lie in names of the tables, and no form stands for two of one kind', () => {
  const all = Object.values(tables).flat();
  const first = new Set(all.map(({ names }) => names[0]));
  expect(tables.places.flatMap(({ within }) => (within === undefined || first.has(within) ? [] : [within]))).toEqual(
    [],
  );
  for (const group of Object.values(tables)) {
    const forms = group.flatMap(({ names }) => names.map((name) => name.toLowerCase()));
    expect(forms.filter((form, i) => forms.indexOf(form) !== i)).toEqual([]);
  }
});

test.each([['제2차 세계 대전'], ['눈물을 흘리며 우시는 것'], ['폭력을 용인하지 않는다']])(
  'finds no name in %s',
  (text) => {
    expect([...namesIn(text)]).toEqual([]);
  },
);

test('finds a country by its adjective', () => {
  expect([...namesIn('a Syrian and an Indonesian student')]).toEqual(['시리아', '인도네시아']);
});
