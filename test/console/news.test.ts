import { expect, test } from 'vitest';
import { newsOf } from '../../src/console/news.ts';

const bulletin = (title: string) => ({ id: title, title, publishedOn: null, items: 1, chunks: 1, warnings: [] });
const REPORT = {
  added: 1,
  updated: 1,
  unchanged: 7,
  removed: 0,
  failed: [],
  same: [],
  bulletins: [bulletin('주간 동향'), bulletin('월간 동향')],
  vectors: { embedded: 1, reused: 0 },
  milliseconds: { total: 1 },
};

test('newsOf tells what changed, in each language', () => {
  expect(newsOf(REPORT, 'ko')).toBe('새 게시물 1건, 바뀐 게시물 1건: 주간 동향, 월간 동향');
  expect(newsOf(REPORT, 'en')).toBe('1 new, 1 changed: 주간 동향, 월간 동향');
  expect(newsOf(REPORT, 'zh')).toBe('新增通报 1 期, 更新通报 1 期：주간 동향, 월간 동향');
});

test('newsOf tells removals without titles, and names a few titles of many', () => {
  expect(newsOf({ ...REPORT, added: 0, updated: 0, removed: 2, bulletins: [] }, 'ko')).toBe('없어진 게시물 2건');
  const bulletins = ['가', '나', '다', '라'].map(bulletin);
  expect(newsOf({ ...REPORT, added: 4, updated: 0, bulletins }, 'ko')).toBe('새 게시물 4건: 가, 나, 다, …');
});
