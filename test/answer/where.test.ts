import { expect, test } from 'vitest';
import { where } from '../../src/answer/where.ts';

const page = (from: number, to: number) => ({ lines: [1, 2] as const, place: { unit: 'page', from, to } as const });
const block = (from: number, to: number) => ({ lines: [1, 2] as const, place: { unit: 'block', from, to } as const });

test.each([
  ['a page', [page(3, 3)], '3쪽', 'p. 3', '第3页'],
  ['pages', [page(3, 4)], '3–4쪽', 'pp. 3–4', '第3–4页'],
  ['a block', [block(12, 12)], '문단 12', 'paragraph 12', '第12段'],
  ['blocks', [block(12, 14)], '문단 12–14', 'paragraphs 12–14', '第12–14段'],
  ['several passages', [page(3, 3), page(3, 3), page(5, 6)], '3, 5–6쪽', 'pp. 3, 5–6', '第3, 5–6页'],
  ['lines', [{ lines: [7, 9] as const, place: null }], '7–9행', 'lines 7–9', '第 7–9 行'],
])('where names %s in each language', (_, spots, ko, en, zh) => {
  expect([where('ko', spots), where('en', spots), where('zh', spots)]).toEqual([ko, en, zh]);
});
