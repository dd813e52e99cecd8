import { expect, test } from 'vitest';
import { summarize } from '../../src/answer/summarize.ts';
import type { Block, Item } from '../../src/bulletin/bulletin.ts';

function itemOf(blocks: readonly Block[], more: Partial<Item> = {}): Item {
  const places = { lines: [1, 9] as const, titleLines: [1, 1] as const, subtitleLines: null };
  const names = { id: 'b/1', number: null, title: '제목', subtitle: null, section: null, subsection: null, date: null };
  return { ...names, ...places, blocks, sources: [], ...more };
}

const bullet = (text: string, line: number): Block => ({ kind: 'bullet', text, depth: 0, lines: [line, line] });
const textsOf = (item: Item) => summarize(item).map(({ text }) => text);

const HEADLINE = '환경부는 하천 수질을 실시간으로 재는 사업을 시작하였다.';
const DETAIL = '장비는 강물 속에 잠긴 채로 태양광 전지로 움직인다.';
const FIGURE = '전국 하천 12곳에 모두 340억 원을 투입한다.';
const NEXT = '내년에는 호수와 저수지로 넓힐 계획이다.';

test('summarize takes what happened, the main figure and what comes next, in the order of the item and with their lines', () => {
  const blocks: Block[] = [
    { kind: 'heading', text: '1) 개요', lines: [2, 2] },
    { kind: 'note', text: '참고로 적어 둔 말이다.', lines: [2, 2] },
    { kind: 'paragraph', text: `${HEADLINE} ${DETAIL}`, lines: [3, 4] },
    bullet(NEXT, 5),
    bullet(FIGURE, 6),
  ];
  expect(summarize(itemOf(blocks, { title: '하천 수질 측정' }))).toEqual([
    { text: HEADLINE, lines: [3, 4] },
    { text: NEXT, lines: [5, 5] },
    { text: FIGURE, lines: [6, 6] },
  ]);
});

test('summarize takes no sentence that says the title, or another sentence, again', () => {
  const title = '환경부, 하천 수질을 실시간으로 재는 사업 시작';
  const again = '환경부는 하천 수질을 실시간으로 재는 사업을 시작';
  expect(textsOf(itemOf([bullet(again, 2), bullet(FIGURE, 3)], { title }))).toEqual([FIGURE]);
  const twice = '투입하는 돈은 전국 하천 12곳에 모두 340억 원이다.';
  expect(textsOf(itemOf([bullet(HEADLINE, 2), bullet(FIGURE, 3), bullet(twice, 4)]))).toEqual([HEADLINE, FIGURE]);
});

test('summarize keeps a sentence like the title that tells a figure', () => {
  const title = '환경부, 하천 수질을 실시간으로 재는 사업 시작';
  const told = '환경부는 하천 12곳의 수질을 실시간으로 재는 사업 시작';
  expect(textsOf(itemOf([bullet(told, 2)], { title }))).toEqual([told]);
});

test('summarize passes over what only announces, dates, and sentences cut off from the one they point back to', () => {
  const blocks = [
    bullet('세부 내용은 다음과 같다.', 2),
    bullet('2024-08-03 | 로이터', 3),
    bullet(HEADLINE, 4),
    bullet(DETAIL, 5),
    bullet('이는 지난해의 340억 원보다 20% 많다.', 6),
  ];
  expect(textsOf(itemOf(blocks))).toEqual([HEADLINE]);
});

test('summarize prefers figures of the news to those of the background', () => {
  const before = "'23년 말 기준 측정소 1,200곳의 유지비는 연간 910억 원";
  const blocks = [bullet(HEADLINE, 2), bullet(before, 3), bullet(FIGURE, 4)];
  expect(textsOf(itemOf(blocks))).toEqual([HEADLINE, FIGURE]);
});

test('summarize takes figures below a heading for reference last', () => {
  const heading: Block = { kind: 'heading', text: '〈※ 참고: 지난 사업〉', lines: [3, 3] };
  const aside = '지난 사업에서는 전국 호수 45곳에 810억 원을 들였다.';
  const after: Block = { kind: 'heading', text: '2) 예산', lines: [5, 5] };
  expect(textsOf(itemOf([bullet(HEADLINE, 2), heading, bullet(aside, 4), after, bullet(FIGURE, 6)]))).toEqual([
    HEADLINE,
    FIGURE,
  ]);
});

test('summarize reads a list entry that was taken for a heading', () => {
  const heading: Block = { kind: 'heading', text: HEADLINE, lines: [2, 2] };
  expect(textsOf(itemOf([heading, bullet(DETAIL, 3)]))).toEqual([HEADLINE]);
});

test.each([
  [
    'en',
    'Fund opens',
    [
      'The city opened a fund for repair shops.',
      'It is run by volunteers.',
      'Shops will get 2 million dollars by 2026.',
    ],
  ],
  [
    'zh',
    '设立基金',
    ['该市设立了面向维修店的专项基金。', '基金由志愿者管理运营并公开账目。', '预计到2026年将投入2000万元。'],
  ],
] as const)('summarize finds figures and plans in %s', (_, title, [headline, detail, figure]) => {
  expect(textsOf(itemOf([bullet(`${headline} ${detail} ${figure}`, 2)], { title }))).toEqual([headline, figure]);
});

test('summarize stays within its room, and shows a sentence that is longer only where there is no other', () => {
  const long = `${'가나다라마 '.repeat(60).trim()}.`;
  expect(textsOf(itemOf([bullet(long, 2), bullet(HEADLINE, 3)]))).toEqual([HEADLINE]);
  expect(textsOf(itemOf([bullet(long, 2)]))).toEqual([long]);
});

test('summarize passes over rows without a word', () => {
  const rows = [
    { cells: ['', ''], lines: [4, 4] as const },
    { cells: ['로봇', '8개'], lines: [5, 5] as const },
  ];
  const table: Block = { kind: 'table', header: ['분야', '수'], rows, lines: [3, 5] };
  expect(summarize(itemOf([table]))).toEqual([{ text: '로봇 8개', lines: [5, 5] }]);
});

test('summarize takes the subtitle of an item without text, and nothing where there is none', () => {
  expect(summarize(itemOf([], { subtitle: '부제(7.24)', subtitleLines: [2, 2] }))).toEqual([
    { text: '부제(7.24)', lines: [2, 2] },
  ]);
  expect(summarize(itemOf([]))).toEqual([]);
});

test('summarize takes the rows of a table where there is nothing else', () => {
  const table: Block = {
    kind: 'table',
    header: ['분야', '내용'],
    rows: [{ cells: ['로봇', ''], lines: [4, 4] }],
    lines: [3, 4],
  };
  expect(summarize(itemOf([table]))).toEqual([{ text: '로봇', lines: [4, 4] }]);
});
