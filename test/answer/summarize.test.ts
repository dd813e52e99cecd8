import { expect, test } from 'vitest';
import { summarize } from '../../src/answer/summarize.ts';
import type { Block, Item } from '../../src/bulletin/bulletin.ts';

function itemOf(blocks: readonly Block[], more: Partial<Item> = {}): Item {
  const places = { lines: [1, 9] as const, titleLines: [1, 1] as const, subtitleLines: null };
  const names = { id: 'b/1', number: null, title: '제목', subtitle: null, section: null, subsection: null, date: null };
  return { ...names, ...places, blocks, sources: [], ...more };
}

const paragraph: Block = { kind: 'paragraph', text: '첫 문장이다. 둘째 문장이다. 셋째 문장이다.', lines: [3, 4] };

test('summarize takes the two leading sentences with their lines, and passes over headings and notes', () => {
  const blocks: Block[] = [
    { kind: 'heading', text: '1) 개요', lines: [2, 2] },
    { kind: 'note', text: '참고', lines: [2, 2] },
    paragraph,
  ];
  expect(summarize(itemOf(blocks))).toEqual([
    { text: '첫 문장이다.', lines: [3, 4] },
    { text: '둘째 문장이다.', lines: [3, 4] },
  ]);
});

test('summarize takes one sentence when it is long already', () => {
  const long = `${'가나다 '.repeat(50).trim()}.`;
  const blocks: Block[] = [{ kind: 'bullet', text: long, depth: 0, lines: [2, 2] }, paragraph];
  expect(summarize(itemOf(blocks)).map(({ text }) => text)).toEqual([long]);
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
