import type { Period } from './answer/answer.ts';
import type { ChunkReading, Reading } from './answer/reading.ts';
import { readChunk, readText, together } from './answer/reading.ts';
import type { Bulletin, Item } from './bulletin/bulletin.ts';
import { findDates } from './bulletin/dates.ts';
import type { Places } from './bulletin/places.ts';
import type { Chunk } from './retrieval/chunk.ts';
import type { LanguageMeans } from './retrieval/language-means.ts';
import { Retriever } from './retrieval/retriever.ts';
import type { EmbeddedChunk, Store, StoredBulletin } from './store/store.ts';

/** An item, the bulletin it stands in, and the places of the file that this was read from. */
export type CatalogItem = { readonly item: Item; readonly bulletin: Bulletin; readonly places: Places };

/** The ids of chunks that a refresh took out and put in. */
export type CatalogChanges = { readonly removed: readonly string[]; readonly added: readonly string[] };

export type CatalogOptions = {
  readonly store: Store;
  /** Vectors of bulletins with another fingerprint come from another model and are left out; null leaves out all. */
  readonly fingerprint: string | null;
  readonly dimension: number;
  readonly means: LanguageMeans | null;
};

/** Bulletins and retriever as the store has them, in memory, so that answering touches no disk for them. */
export class Catalog {
  readonly retriever: Retriever;
  readonly #options: CatalogOptions;
  readonly #items = new Map<string, CatalogItem>();
  readonly #chunkIds = new Map<string, readonly string[]>();
  readonly #readings = new WeakMap<Chunk, ChunkReading>();
  readonly #itemReadings = new WeakMap<Item, Reading>();
  readonly #spans = new WeakMap<Item, readonly Period[]>();
  #bulletins: readonly StoredBulletin[] = [];
  #sequence = -1;
  #revision = 0;

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
  async refresh(): Promise<CatalogChanges> {
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
      const embedded = await this.#options.store.chunks(stored.bulletin.id);
      removed.push(...this.#drop(stored.bulletin.id));
      added.push(...this.#take(stored, embedded));
    }
    for (const id of before.keys()) removed.push(...this.#drop(id));
    this.#bulletins = now;
    this.#sequence = sequence;
    return { removed, added };
  }

  /** Whether the item is dated in the period (by its own date or, where it has none, its bulletin's) or names a day of it. */
  isIn(itemId: string, { from, to }: Period): boolean {
    const place = this.#items.get(itemId);
    if (place === undefined) return false;
    return this.#spansOf(place).some((span) => span.from <= to && span.to >= from);
  }

  /** What a chunk holds, read once and kept. */
  reading(chunk: Chunk): ChunkReading {
    const known = this.#readings.get(chunk);
    if (known !== undefined) return known;
    const reading = readChunk(chunk);
    this.#readings.set(chunk, reading);
    return reading;
  }

  /** What an item holds as a whole, the title of its bulletin included, read once and kept; empty for an unknown id. */
  itemReading(itemId: string): Reading {
    const place = this.#items.get(itemId);
    if (place === undefined) return together([]);
    const known = this.#itemReadings.get(place.item);
    if (known !== undefined) return known;
    const chunks = (this.#chunkIds.get(place.bulletin.id) ?? []).flatMap((id) => this.retriever.chunk(id) ?? []);
    const own = chunks.filter((chunk) => chunk.itemId === itemId).map((chunk) => this.reading(chunk));
    const reading = together([
      readText(`${place.bulletin.title}\n${place.item.title}`),
      ...own.flatMap(({ context, sentences }) => [context, ...sentences]),
    ]);
    this.#itemReadings.set(place.item, reading);
    return reading;
  }

  #spansOf(place: CatalogItem): readonly Period[] {
    const known = this.#spans.get(place.item);
    if (known !== undefined) return known;
    const spans = datesOf(place);
    this.#spans.set(place.item, spans);
    return spans;
  }

  #take({ bulletin, file, fingerprint }: StoredBulletin, embedded: readonly EmbeddedChunk[]): readonly string[] {
    this.#revision++;
    const usable = fingerprint === this.#options.fingerprint;
    for (const { chunk, vector } of embedded) this.retriever.add({ chunk, vector: usable ? vector : null });
    const ids = embedded.map(({ chunk }) => chunk.id);
    this.#chunkIds.set(bulletin.id, ids);
    for (const item of bulletin.items) this.#items.set(item.id, { item, bulletin, places: file.places });
    return ids;
  }

  #drop(bulletinId: string): readonly string[] {
    this.#revision++;
    const ids = this.#chunkIds.get(bulletinId) ?? [];
    for (const id of ids) this.retriever.remove(id);
    this.#chunkIds.delete(bulletinId);
    for (const [id, { bulletin }] of this.#items) if (bulletin.id === bulletinId) this.#items.delete(id);
    return ids;
  }
}

function isUnchanged(old: StoredBulletin, now: StoredBulletin): boolean {
  return old.updatedAt === now.updatedAt && old.fingerprint === now.fingerprint && old.file.hash === now.file.hash;
}

/** The item's day, and the days that its text names; years and months in it are topics rather than dates. */
function datesOf({ item, bulletin }: CatalogItem): readonly Period[] {
  const own = item.date ?? bulletin.publishedOn;
  const texts = item.blocks.flatMap((block) => (block.kind === 'table' ? [] : block.text));
  const named = findDates([item.subtitle ?? '', ...texts].join('\n'), own).filter(
    (date) => date.precision === 'day' || date.precision === 'range',
  );
  const days = named
    .map(({ from, to }) => ({ from, to }))
    .filter(({ from, to }) => from.slice(0, 7) === to.slice(0, 7));
  return own === null ? days : [{ from: own, to: own }, ...days];
}
