import { expect, test } from 'vitest';
import { bulletinRef, itemRef, linksOf, sourceLinks } from '../../src/answer/citation.ts';
import type { Item, Source } from '../../src/bulletin/bulletin.ts';
import { recordOf } from '../fakes/records.ts';

const { bulletin } = recordOf({ items: ['I-01'] });

function source(url: string | null, title: string | null = null): Source {
  return { url, title, publisher: '科技日报', date: '2024-07-11', lines: [9, 9] };
}

function itemWith(sources: readonly Source[]): Item {
  return { ...base, sources };
}

const base = {
  id: 'b/I-01',
  number: 'I-01',
  title: '제목',
  subtitle: null,
  section: '정책',
  subsection: null,
  date: '2024-07-11',
  lines: [1, 10],
  titleLines: [1, 1],
  subtitleLines: null,
  blocks: [],
} as const;

test('itemRef names an item without its text', () => {
  const names = { id: 'b/I-01', number: 'I-01', title: '제목', section: '정책', date: '2024-07-11' };
  expect(itemRef(itemWith([]))).toEqual(names);
});

test('bulletinRef names a bulletin without its items', () => {
  const { id, title, publishedOn } = bulletin;
  expect(bulletinRef(bulletin)).toEqual({ id, title, publishedOn });
});

test('linksOf gives each link once, in the order of the bulletin, and none for sources without', () => {
  const b = 'https://b.example/';
  const a = 'https://a.example/';
  expect(linksOf(itemWith([source(b), source(null), source(a), source(b, '다시')]))).toEqual([b, a]);
  expect(linksOf(itemWith([source(null)]))).toEqual([]);
  expect(linksOf(itemWith([]))).toEqual([]);
});

test('sourceLinks leaves out sources without a link, and keeps what the others state', () => {
  const url = 'https://a.example/';
  expect(sourceLinks(itemWith([source(null, '지면'), source(url, '기사'), source(url)]))).toEqual([
    { url, title: '기사', publisher: '科技日报', date: '2024-07-11' },
    { url, title: null, publisher: '科技日报', date: '2024-07-11' },
  ]);
});
