import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Lines } from '../bulletin/bulletin.ts';
import type { Catalog, CatalogItem } from '../catalog.ts';
import type { Store, StoredBulletin } from '../store/store.ts';

/** Letters of the hashes that stand for a bulletin among all, for an item of that, and for a passage of that. Two of 10,000 bulletins share
 *  theirs once in 1,400 archives; items and passages have far fewer to be told from. */
const LETTERS = { bulletin: 6, item: 4, passage: 6 } as const;
const ITEM_KEY = LETTERS.bulletin + LETTERS.item;
const PASSAGE_KEY = ITEM_KEY + LETTERS.passage;

/** Some keys one after the other, in a custom_id. Each has the same length, so nothing stands between them. */
export const itemKeysSchema = keysSchema(ITEM_KEY);

/** As itemKeysSchema, of passages. */
export const passageKeysSchema = keysSchema(PASSAGE_KEY);

/** The key of one bulletin. */
export const bulletinKeySchema = z.string().regex(new RegExp(`^[\\w-]{${LETTERS.bulletin}}$`));

/** Names a bulletin in a custom_id, whatever the length of its id. */
export function bulletinKey(bulletinId: string): string {
  return hashOf(bulletinId, LETTERS.bulletin);
}

/** Names an item in a custom_id, whatever the length of its id.
 *  @example itemKey({ bulletinId: 'kostec-2024-08-02', itemId: 'kostec-2024-08-02/I-01' }).length // => 10 */
export function itemKey({ bulletinId, itemId }: { readonly bulletinId: string; readonly itemId: string }): string {
  return bulletinKey(bulletinId) + hashOf(itemId, LETTERS.item);
}

/** Names a passage of an item by its text: it is found again in an issue that was read anew, wherever it stands there. */
export function passageKey(of: {
  readonly bulletinId: string;
  readonly itemId: string;
  readonly text: string;
}): string {
  return itemKey(of) + hashOf(of.text, LETTERS.passage);
}

/** The keys of items in a text that itemKeysSchema checked. */
export function splitItemKeys(keys: string): readonly string[] {
  return split(keys, ITEM_KEY);
}

/** The keys of passages in a text that passageKeysSchema checked. */
export function splitPassageKeys(keys: string): readonly string[] {
  return split(keys, PASSAGE_KEY);
}

/** What became of an item since its key was made: `gone` when it or its bulletin is no longer there. */
export type FoundItem = { readonly kind: 'found'; readonly place: CatalogItem } | { readonly kind: 'gone' };
/** What became of a passage since its key was made: of a `changed` one the item is there, but no passage of it has that text any more. */
export type FoundPassage =
  | { readonly kind: 'found'; readonly place: CatalogItem; readonly text: string; readonly lines: Lines }
  | { readonly kind: 'changed'; readonly place: CatalogItem }
  | { readonly kind: 'gone' };

/** The bulletin that a key names; null when there is none any more. */
export function findBulletin(key: string, { bulletins }: Pick<Catalog, 'bulletins'>): StoredBulletin | null {
  return bulletins.find(({ bulletin }) => bulletinKey(bulletin.id) === key) ?? null;
}

/** The item that a key names. */
export function findItem(key: string, catalog: Catalog): FoundItem {
  const itemHash = key.slice(LETTERS.bulletin, ITEM_KEY);
  const stored = findBulletin(key.slice(0, LETTERS.bulletin), catalog);
  const item = stored?.bulletin.items.find(({ id }) => hashOf(id, LETTERS.item) === itemHash);
  const place = item === undefined ? undefined : catalog.item(item.id);
  return place === undefined ? { kind: 'gone' } : { kind: 'found', place };
}

/** The passage that a key names. */
export async function findPassage(key: string, catalog: Catalog, store: Store): Promise<FoundPassage> {
  const found = findItem(key, catalog);
  if (found.kind === 'gone') return found;
  const { place } = found;
  const chunks = await store.chunks(place.bulletin.id);
  const hash = key.slice(ITEM_KEY);
  const own = chunks.find(
    ({ chunk }) => chunk.itemId === place.item.id && hashOf(chunk.text, LETTERS.passage) === hash,
  );
  if (own === undefined) return { kind: 'changed', place };
  const { text, lines } = own.chunk;
  return { kind: 'found', place, text, lines };
}

function hashOf(text: string, letters: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, letters);
}

function keysSchema(length: number): z.ZodType<string> {
  return z.string().regex(new RegExp(`^(?:[\\w-]{${length}})+$`));
}

function split(keys: string, length: number): readonly string[] {
  return Array.from({ length: Math.floor(keys.length / length) }, (_, i) => keys.slice(i * length, (i + 1) * length));
}
