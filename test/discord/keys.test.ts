import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenDesk } from '../../src/console/run-command.ts';
import { findItem, findPassage, itemKey, passageKey, splitItemKeys, splitPassageKeys } from '../../src/discord/keys.ts';
import { realDesk } from '../console/real-desk.ts';

const BULLETIN = 'kostec-2024-08-02';
const ITEM = `${BULLETIN}/II-01`;

let desk: OpenDesk;
let text: string;
beforeAll(async () => {
  desk = await realDesk();
  const [chunk] = await desk.store.texts([`${ITEM}#0`]);
  text = chunk?.text ?? '';
});

describe('findItem', () => {
  test('finds the item of a key, and no other has it', () => {
    const all = desk.catalog.bulletins.flatMap(({ bulletin }) => bulletin.items);
    const keys = all.map(({ id }) => itemKey({ bulletinId: BULLETIN, itemId: id }));
    expect(new Set(keys).size).toBe(all.length);
    for (const [i, { id }] of all.entries()) {
      expect(findItem(keys[i] ?? '', desk.catalog)).toMatchObject({ kind: 'found', place: { item: { id } } });
    }
  });

  test('tells that an item or issue is gone', () => {
    for (const of of [
      { bulletinId: BULLETIN, itemId: 'other' },
      { bulletinId: 'other', itemId: ITEM },
    ]) {
      expect(findItem(itemKey(of), desk.catalog)).toEqual({ kind: 'gone' });
    }
    expect(findItem('', desk.catalog)).toEqual({ kind: 'gone' });
  });
});

describe('findPassage', () => {
  test('finds the passage by its text', async () => {
    const key = passageKey({ bulletinId: BULLETIN, itemId: ITEM, text });
    const found = await findPassage(key, desk.catalog, desk.store);
    expect(found).toMatchObject({ kind: 'found', text, place: { item: { id: ITEM } } });
  });

  test('tells that the issue holds another text by now', async () => {
    const key = passageKey({ bulletinId: BULLETIN, itemId: ITEM, text: `${text} ` });
    expect(await findPassage(key, desk.catalog, desk.store)).toMatchObject({
      kind: 'changed',
      place: { item: { id: ITEM } },
    });
  });

  test('tells that the item is gone', async () => {
    const key = passageKey({ bulletinId: BULLETIN, itemId: 'other', text });
    expect(await findPassage(key, desk.catalog, desk.store)).toEqual({ kind: 'gone' });
  });
});

test('splitItemKeys and splitPassageKeys give the keys that were put together', () => {
  const items = ['I-01', 'I-02'].map((name) => itemKey({ bulletinId: BULLETIN, itemId: name }));
  const passages = ['a', 'b', 'c'].map((word) => passageKey({ bulletinId: BULLETIN, itemId: ITEM, text: word }));
  expect(splitItemKeys(items.join(''))).toEqual(items);
  expect(splitPassageKeys(passages.join(''))).toEqual(passages);
});
