import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { structureOf } from '../../src/bulletin/structure.ts';
import { fixture, KOSTEC } from './fixture.ts';

const structure = (text: string) => structureOf(text, parse(text, { id: 'x' }));
const codes = (text: string) => structure(text).signs.map(({ code }) => code);

test('structureOf tells items, coverage and no sign of misunderstanding of the real bulletin', () => {
  const { items, coverage, signs, sections } = structure(KOSTEC);
  expect(signs).toEqual([]);
  expect(sections).toEqual(['정책동향', '기술동향', '단신동향']);
  expect(items[0]).toMatchObject({ id: 'x/I-01', number: '01', date: '2024-07-24', blocks: { heading: 6 } });
  expect(coverage.reduce((sum, { characterShare }) => sum + characterShare, 0)).toBeCloseTo(1);
  expect(coverage[0]).toMatchObject({ kind: 'item' });
});

test.each([
  ['NO_ITEMS', ''],
  ['ONE_ITEM_HOLDS_MOST', `# 소식\n\n## 가 발표\n\n${'가나다라 '.repeat(1000)}\n\n## 나 발표\n\n나이다.\n`],
  ['ITEM_WITHOUT_TEXT', '# 소식\n\n## 가 발표\n\n가이다.\n\n## 나 발표\n\n나이다.\n\n## 다 발표\n'],
  ['TITLE_TWICE', '# 소식\n\n## 가 발표\n\n가이다.\n\n## 가 발표\n\n나이다.\n'],
  ['NO_DATES', '# 소식\n\n## 가 발표\n\n가이다.\n\n## 나 발표\n\n나이다.\n'],
  ['NO_LINKS', '# 소식\n\n## 가 발표\n\n가이다.\n\n## 나 발표\n\n나이다.\n'],
  ['NUMBER_MISSING', KOSTEC.replace(/^## 02 /gm, '## 03 ')],
  ['LINK_TWICE', KOSTEC.replace(/\]\(https?:[^)]*\)/g, '](http://a.kr/)')],
  [
    'TEXT_UNPLACED',
    `# 소식\n\n${'소개하는 말이 길게 이어지는 문장입니다. '.repeat(9)}\n\n## 가 발표\n\n가이다.\n\n## 나 발표\n\n나이다.\n`,
  ],
])('structureOf warns with %s', (code, text) => {
  expect(codes(text)).toContain(code);
});

test('structureOf warns of titles that only the contents or only the items have', () => {
  const text = fixture('agency-weekly.txt').replace(' 2. 독일, 수소 수입 전략 발표', ' 2. 프랑스, 원자력 계획 발표');
  expect(codes(text)).toEqual(expect.arrayContaining(['LISTED_BUT_MISSING', 'FOUND_BUT_UNLISTED']));
});
