import { setImmediate } from 'node:timers/promises';
import { AliasBook } from './answer/alias-book.ts';
import type { Period } from './answer/answer.ts';
import type { Reading } from './answer/reading.ts';
import { readChunk, readText, together, withTokens } from './answer/reading.ts';
import type { ItemOverview, Overview } from './bulletin/overview.ts';
import type { Places } from './bulletin/places.ts';
import { Recent } from './recent.ts';
import { append } from './retrieval/append.ts';
import type { Chunk } from './retrieval/chunk.ts';
import type { ChunkEntry } from './retrieval/chunk-entry.ts';
import type { LanguageMeans } from './retrieval/language-means.ts';
import type { Found, Passage } from './retrieval/passage.ts';
import { Retriever } from './retrieval/retriever.ts';
import type { Store, StoredBulletin } from './store/store.ts';

/** Chunks whose texts are kept in memory after an answer: those of some forty answers. What is read off them is not kept: that takes a
 *  third of a millisecond anew, and much of the time of garbage collection when it stays. */
const CHUNKS_KEPT = 500;

/** An item, the bulletin it stands in, and the places of the file that this was read from. */
export type CatalogItem = { readonly item: ItemOverview; readonly bulletin: Overview; readonly places: Places };

/** The ids of chunks that a refresh took out and put in. */
export type CatalogChanges = { readonly removed: readonly string[]; readonly added: readonly string[] };

/** What is held of a bulletin: the ids of its chunks by item, in order. */
type Held = { readonly bulletin: Overview; readonly chunkIds: ReadonlyMap<string, readonly string[]> };

export type CatalogOptions = {
  readonly store: Store;
  /** Vectors of bulletins with another fingerprint come from another model and are left out; null leaves out all. */
  readonly fingerprint: string | null;
  readonly dimension: number;
  readonly means: LanguageMeans | null;
};

/** What the store has, as far as searching and listing need it, in memory; the few texts that an answer needs are read from the store. */
export class Catalog {
  readonly retriever: Retriever;
  readonly aliases = new AliasBook();
  readonly #options: CatalogOptions;
  readonly #items = new Map<string, CatalogItem>();
  readonly #held = new Map<string, Held>();
  readonly #chunks = new Recent<Chunk>(CHUNKS_KEPT);
  #bulletins: readonly StoredBulletin[] = [];
  #sequence = -1;
  #revision = 0;
  #refreshed: Promise<unknown> = Promise.resolve();

  constructor(options: CatalogOptions) {
    this.#options = options;
    this.retriever = new Retriever(options.dimension, options.means);
  }

  /** All bulletins, newest issue first. */
  get bulletins(): readonly StoredBulletin[] {
    return this.#bulletins;
  }

  /** The store's sequence that this catalog is in step with; -1 before the first refresh. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Rises with every bulletin that is exchanged: what was read at one revision fits together. */
  get revision(): number {
    return this.#revision;
  }

  /** The item of this id, if it is there. */
  item(id: string): CatalogItem | undefined {
    return this.#items.get(id);
  }

  /** Takes over what changed in the store since the last refresh, and tells which chunks went and which came; a chunk that was
   *  replaced is in both. Each bulletin is exchanged between two questions: none meets it half or missing. */
  refresh(): Promise<CatalogChanges> {
    const changes = this.#refreshed.then(() => this.#refresh());
    this.#refreshed = changes.catch(() => {}); // told to whoever called; the next refresh tries again
    return changes;
  }

  /** The ids of all chunks of items that are dated in the period (by their own date or, where they have none, their bulletin's) or
   *  name a day of it. */
  chunksIn(period: Period): readonly string[] {
    return [...this.#items.values()].filter(({ item }) => isIn(item, period)).flatMap((place) => this.#chunksOf(place));
  }

  /** Whether the item is one of those that `chunksIn` goes by. */
  isIn(itemId: string, period: Period): boolean {
    const place = this.#items.get(itemId);
    return place !== undefined && isIn(place.item, period);
  }

  /** What was found, with its texts; what the store no longer has is left out. */
  async passages(found: readonly Found[]): Promise<Passage[]> {
    const chunks = await this.#texts(found.map(({ chunk }) => chunk.id));
    return found.flatMap((one, i) => {
      const chunk = chunks[i];
      return chunk === undefined ? [] : [{ ...one, chunk }];
    });
  }

  /** The share (0..1) of the distinct tokens of two items' texts and titles that both have. */
  shareOf(itemId: string, otherId: string): number {
    const idsOf = (id: string) => {
      const place = this.#items.get(id);
      return place === undefined ? [] : this.#chunksOf(place);
    };
    return this.retriever.lexical.shareOf(idsOf(itemId), idsOf(otherId));
  }

  /** The headings that an item stands below in its bulletin, a line each; empty without any, and for an unknown id. */
  sectionOf(itemId: string): string {
    const item = this.#items.get(itemId)?.item;
    return [item?.section, item?.subsection].filter(Boolean).join('\n');
  }

  /** What an item holds as a whole, the title of its bulletin included; empty for an unknown id. */
  async itemReading(itemId: string): Promise<Reading> {
    const place = this.#items.get(itemId);
    if (place === undefined) return together([]);
    const ids = this.#chunksOf(place);
    const chunks = await this.#texts(ids);
    const own = chunks.flatMap((chunk) => (chunk === undefined ? [] : readChunk(chunk)));
    const above = [place.bulletin.title, this.sectionOf(itemId), place.item.title];
    const title = readText(above.filter((heading) => heading !== '').join('\n'));
    const whole = together([title, ...own.flatMap(({ context, sentences }) => [context, ...sentences])]);
    const { lexical } = this.retriever;
    // The index knows them without reading the texts, which takes a millisecond for a long item.
    const has = (token: string) => title.tokens.has(token) || ids.some((id) => lexical.holds(id, token));
    return withTokens(whole, { has });
  }

  async #texts(ids: readonly string[]): Promise<readonly (Chunk | undefined)[]> {
    const known = ids.map((id) => this.#chunks.get(id));
    const missing = ids.filter((_, i) => known[i] === undefined);
    const read = missing.length === 0 ? [] : await this.#options.store.texts(missing);
    const found = new Map(read.flatMap((chunk) => (chunk === null ? [] : [[chunk.id, chunk] as const])));
    for (const [id, chunk] of found) if (this.retriever.chunk(id) !== undefined) this.#chunks.set(id, chunk);
    return ids.map((id, i) => known[i] ?? found.get(id));
  }

  #chunksOf({ item, bulletin }: CatalogItem): readonly string[] {
    return this.#held.get(bulletin.id)?.chunkIds.get(item.id) ?? [];
  }

  async #refresh(): Promise<CatalogChanges> {
    const removed: string[] = [];
    const added: string[] = [];
    const sequence = await this.#options.store.sequence();
    if (sequence === this.#sequence) return { removed, added };
    const before = new Map(this.#bulletins.map((stored) => [stored.bulletin.id, stored]));
    const now = await this.#options.store.bulletins();
    for (const stored of now) {
      const old = before.get(stored.bulletin.id);
      before.delete(stored.bulletin.id);
      if (old !== undefined && isUnchanged(old, stored)) continue;
      const entries = await this.#options.store.entries(stored.bulletin.id);
      await setImmediate();
      removed.push(...this.#drop(stored.bulletin.id));
      added.push(...this.#take(stored, entries));
    }
    for (const id of before.keys()) removed.push(...this.#drop(id));
    this.#bulletins = now;
    this.#sequence = sequence;
    return { removed, added };
  }

  #take({ bulletin, file, fingerprint }: StoredBulletin, entries: readonly ChunkEntry[]): readonly string[] {
    this.#revision++;
    const usable = fingerprint === this.#options.fingerprint;
    for (const entry of entries) this.retriever.add(usable ? entry : { ...entry, vector: null });
    const chunkIds = new Map<string, string[]>();
    for (const { id, itemId } of entries) append(chunkIds, itemId, id);
    this.#held.set(bulletin.id, { bulletin, chunkIds });
    this.aliases.set(bulletin.id, bulletin.aliases);
    for (const item of bulletin.items) this.#items.set(item.id, { item, bulletin, places: file.places });
    return entries.map(({ id }) => id);
  }

  #drop(bulletinId: string): readonly string[] {
    const held = this.#held.get(bulletinId);
    if (held === undefined) return [];
    this.#revision++;
    const ids = [...held.chunkIds.values()].flat();
    for (const id of ids) {
      this.retriever.remove(id);
      this.#chunks.delete(id);
    }
    for (const { id } of held.bulletin.items) {
      this.#items.delete(id);
    }
    this.#held.delete(bulletinId);
    this.aliases.delete(bulletinId);
    return ids;
  }
}

function isIn({ days }: ItemOverview, { from, to }: Period): boolean {
  return days.some((day) => day.from <= to && day.to >= from);
}

function isUnchanged(old: StoredBulletin, now: StoredBulletin): boolean {
  return old.updatedAt === now.updatedAt && old.fingerprint === now.fingerprint && old.file.hash === now.file.hash;
}
