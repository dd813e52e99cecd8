import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NewsItem } from '../../src/answer/same-news.ts';
import { otherCarriers, sameNews } from '../../src/answer/same-news.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { chunkItem, searchText } from '../../src/retrieval/chunk.ts';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';
import { tokenize } from '../../src/retrieval/tokenize.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['data/bulletins', 'data/eval/bulletins', 'test/fixtures/bulletins'];
const CUT = 'scattered-headings.md'; // the same issue as the bundled bulletin, cut short

const index = new LexicalIndex();
const real: NewsItem[] = [];
const texts = new Map<string, string>();
const shareOf = (one: string, other: string) => index.shareOf([one], [other]);

/** An item under an id of its own, in the issue of a day. */
function itemOf(id: string, publishedOn: string, text: string, preferred = false): NewsItem {
  index.add(id, tokenize(text));
  return {
    item: { id, number: null, title: id, section: null, date: null },
    bulletin: { id: `${id.split('/')[0]} of ${publishedOn}`, title: '주간', publishedOn },
    preferred,
  };
}

beforeAll(async () => {
  for (const folder of FOLDERS) {
    for (const name of (await readdir(join(ROOT, folder))).filter((one) => /\.(md|txt)$/.test(one) && one !== CUT)) {
      const { items } = parse(await readFile(join(ROOT, folder, name), 'utf8'), { id: name });
      for (const item of items) {
        const chunks = await chunkItem(name, item, async (all) => all.map(({ length }) => length / 2));
        const text = chunks.map(searchText).join('\n');
        texts.set(item.id, text);
        real.push({ ...itemOf(item.id, '2024-08-02', text), bulletin: { id: name, title: name, publishedOn: null } });
      }
    }
  }
});

describe('sameNews', () => {
  test('takes no two different items of real bulletins for one', () => {
    expect(real.length).toBeGreaterThan(80);
    expect(sameNews(real, shareOf)).toEqual(new Map());
  });

  test.each([
    ['other figures', (text: string) => text.replace(/\d/g, (digit) => `${(Number(digit) + 3) % 10}`)],
    [
      'a fourth of its lines left out',
      (text: string) =>
        text
          .split('\n')
          .filter((_, i) => i % 4 !== 3)
          .join('\n'),
    ],
  ])('takes a later issue of an item with %s for the same', (_, change) => {
    for (const one of real) {
      const later = itemOf(`later/${one.item.id}`, '2024-08-09', change(texts.get(one.item.id) ?? ''));
      const same = sameNews([one, later], shareOf);
      expect(same.get(one.item.id)?.lead, one.item.id).toBe(later.item.id);
    }
  });

  test('shows the newest, or the newest in the period that the question names, and lists all newest first', () => {
    const text = '성급 재보증 기관의 위험 분담 비율은 최소 20%';
    const [july, june, august] = [
      itemOf('a/1', '2024-07-05', text),
      itemOf('b/1', '2024-06-28', text),
      itemOf('c/1', '2024-08-02', text),
    ];
    const same = sameNews([july, june, august], shareOf);
    expect(same.get('b/1')?.lead).toBe('c/1');
    expect(otherCarriers('c/1', same).map(({ bulletin }) => bulletin.publishedOn)).toEqual([
      '2024-07-05',
      '2024-06-28',
    ]);
    expect(otherCarriers('b/1', same).map(({ item }) => item.id)).toEqual(['c/1', 'a/1']);
    expect(otherCarriers('unknown', same)).toEqual([]);
    expect(sameNews([july, { ...june, preferred: true }, august], shareOf).get('c/1')?.lead).toBe('b/1');
  });

  test('leaves items of one bulletin apart, however alike', () => {
    const one = itemOf('d/1', '2024-07-05', '양자 컴퓨터');
    const other = { ...itemOf('d/2', '2024-07-05', '양자 컴퓨터'), bulletin: one.bulletin };
    expect(sameNews([one, other], shareOf).size).toBe(0);
  });

  test('gives the same groups in any order', () => {
    const items = ['2024-07-05', '2024-07-12', '2024-07-19'].map((day, i) => itemOf(`e${i}/1`, day, '석탄 발전 개조'));
    expect(sameNews(items.toReversed(), shareOf)).toEqual(sameNews(items, shareOf));
  });
});
