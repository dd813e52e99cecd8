import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { bulletinSchema, languageSchema, linesSchema, warningSchema } from '../bulletin/bulletin.ts';
import type { Overview } from '../bulletin/overview.ts';
import { OVERVIEW_VERSION, overviewOf } from '../bulletin/overview.ts';
import { LINES_ONLY, placesSchema } from '../bulletin/places.ts';
import type { ErrorCode } from '../errors.ts';
import type { Chunk, Sentence } from '../retrieval/chunk.ts';
import type { ChunkEntry } from '../retrieval/chunk-entry.ts';
import { ENTRY_VERSION, entryOf } from '../retrieval/chunk-entry.ts';
import type { BulletinFile, EmbeddedChunk, FileOutcome, KeptFile, KnownFile, StoredBulletin } from './store.ts';
import { FILE_FORMATS } from './store.ts';
import { fromBlob } from './vector-blob.ts';

/* What comes from the database, as values. Every function here throws when a row is not what was written: of another shape, or
   with another checksum, since SQLite does not notice flipped bits inside of what it keeps. */

const bytes = z.instanceof(Uint8Array);
const texts = z.array(z.string()).readonly();

const time = z.iso.datetime();

const bulletinRow = z.object({
  crc: z.int(),
  path: z.string(),
  hash: z.string(),
  fingerprint: z.string(),
  updatedAt: time,
  json: z.string(),
  document: z.string().nullable(),
});
const keptFileRow = z.object({
  id: z.string(),
  path: z.string(),
  hash: z.string(),
  fingerprint: z.string(),
  title: z.string(),
  publishedOn: z.string().nullable(),
});
const markRow = z.object({ id: z.string(), crc: z.int(), updatedAt: time });
const overviewRow = z.object({
  id: z.string(),
  path: z.string(),
  hash: z.string(),
  fingerprint: z.string(),
  updatedAt: time,
  document: z.string().nullable(),
  title: z.string(),
  publishedOn: z.string().nullable(),
  overview: z.string().nullable(),
  overviewCrc: z.int().nullable(),
});
const notedFileRow = z.object({ path: z.string(), crc: z.int(), hash: z.string(), outcome: z.string() });
const bulletinTimeRow = z.object({ bulletinId: z.string(), crc: z.int(), addedAt: time });
const itemTimeRow = z.object({
  bulletinId: z.string(),
  itemId: z.string(),
  crc: z.int(),
  addedAt: time,
  ordinal: z.int().nullable(),
});
const sourceRow = z.object({ crc: z.int(), text: z.string() });
const chunkRow = z.object({ crc: z.int(), json: z.string(), vector: bytes.nullable() });
const entryRow = z.object({
  id: z.string(),
  entry: z.string().nullable(),
  entryCrc: z.int().nullable(),
  vector: bytes.nullable(),
});
const sentenceVectorsRow = z.object({ crc: z.int(), count: z.int().nonnegative(), vectors: bytes });

/** Every kind of sentence: one that is missing or unknown does not compile. */
const KINDS = {
  subtitle: 'subtitle',
  sentence: 'sentence',
  bullet: 'bullet',
  note: 'note',
  caption: 'caption',
  row: 'row',
} as const satisfies { readonly [K in Sentence['kind']]: K };

const sentenceSchema: z.ZodType<Sentence> = z
  .object({
    text: z.string(),
    lines: linesSchema,
    kind: z.enum(KINDS),
    under: texts,
    lead: z.string().nullable().default(null), // older rows have none
    columns: texts,
    cells: texts,
  })
  .readonly();

const chunkSchema: z.ZodType<Chunk> = z
  .object({
    id: z.string(),
    bulletinId: z.string(),
    itemId: z.string(),
    ordinal: z.int().nonnegative(),
    context: z.string(),
    text: z.string(),
    lines: linesSchema,
    language: languageSchema,
    sentences: z.array(sentenceSchema).readonly(),
  })
  .readonly();

const documentSchema = z
  .object({ format: z.enum(FILE_FORMATS), places: placesSchema, warnings: z.array(warningSchema).readonly() })
  .readonly();

const outcomeSchema: z.ZodType<FileOutcome> = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('failed'),
      // What was written is a code of this program or, after an update, of an earlier version: it is only told.
      code: z.custom<ErrorCode>((code) => typeof code === 'string'),
      message: z.string(),
      readers: z.int(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('same'),
      bulletinId: z.string(),
      of: z.string(),
      by: z.enum(['bytes', 'name', 'content']),
    })
    .readonly(),
]);

type ItemTime = { readonly addedAt: string; readonly ordinal: number };

/** When a bulletin was first kept, and each item that it has or had. */
type Times = { readonly bulletin: string; readonly items: ReadonlyMap<string, ItemTime> };

/** The id of a bulletin, and a mark that is another one after every change of its row. */
export function toMark(row: unknown): { readonly id: string; readonly mark: string } {
  const { id, crc, updatedAt } = markRow.parse(row);
  return { id, mark: `${crc} ${updatedAt}` };
}

/** A file of a database of version 1. */
const PLAIN = { format: 'text', places: LINES_ONLY, warnings: [] } as const;

/** The checksum (CRC-32) of the columns of a row, one after the other. */
export function checksum(...columns: readonly (string | Uint8Array | null)[]): number {
  return columns.reduce<number>((sum, column) => (column === null ? sum : crc32(column, sum)), 0);
}

/** The times in a bulletin's rows of `bulletin_times` and `item_times`. */
export function toTimes(rows: { readonly bulletin: unknown; readonly items: readonly unknown[] }): Times {
  const { bulletinId, crc, addedAt } = bulletinTimeRow.parse(rows.bulletin);
  ensureIntact(checksum(bulletinId, addedAt), crc);
  const items = rows.items.map((row) => {
    const { bulletinId, itemId, crc, addedAt, ordinal } = itemTimeRow.parse(row);
    ensureIntact(itemTimeChecksum({ bulletinId, itemId, addedAt, ordinal }), crc);
    return [itemId, { addedAt, ordinal: ordinal ?? 0 }] as const;
  });
  return { bulletin: addedAt, items: new Map(items) };
}

/** The checksum of a row of `item_times`. */
export function itemTimeChecksum(row: Omit<z.infer<typeof itemTimeRow>, 'crc'>): number {
  return checksum(row.bulletinId, row.itemId, row.addedAt, row.ordinal === null ? null : String(row.ordinal));
}

/** A bulletin as a whole. */
export function toBulletin(row: unknown): Bulletin {
  const { crc, path, hash, fingerprint, updatedAt, json, document } = bulletinRow.parse(row);
  return fromJson(bulletinSchema, json, crc, checksum(path, hash, fingerprint, updatedAt, json, document));
}

/** The overview of a bulletin as it is kept, and its checksum with the columns beside it. */
export function overviewColumns(
  bulletin: Bulletin,
  beside: readonly (string | null)[],
): { readonly overview: string; readonly crc: number } {
  const overview = JSON.stringify({ version: OVERVIEW_VERSION, overview: overviewOf(bulletin) });
  return { overview, crc: checksum(bulletin.id, ...beside, overview) };
}

/** A bulletin with the times of the items that it has now; `whole` gives all of it, for an overview that has to be made anew. */
export function toStoredBulletin(row: unknown, times: Times, whole: () => Bulletin): StoredBulletin {
  const { id, path, hash, fingerprint, updatedAt, document, overview, ...rest } = overviewRow.parse(row);
  const beside = [path, hash, fingerprint, updatedAt, document];
  if (overview !== null) ensureIntact(checksum(id, ...beside, overview), rest.overviewCrc);
  const bulletin = toOverview(overview) ?? overviewOf(whole());
  if (bulletin.title !== rest.title || bulletin.publishedOn !== rest.publishedOn) throw new Error(`${id} is another`);
  const file = { path, hash, ...(document === null ? PLAIN : documentSchema.parse(JSON.parse(document))) };
  const items = bulletin.items.map((item) => [item.id, known(times.items.get(item.id), item.id)] as const);
  const itemsAddedAt = new Map(items.map(([itemId, { addedAt }]) => [itemId, addedAt]));
  const itemOrder = new Map(items.map(([itemId, { ordinal }]) => [itemId, ordinal]));
  return { bulletin, file, fingerprint, addedAt: times.bulletin, updatedAt, itemsAddedAt, itemOrder };
}

/** Bytes that this program wrote, as their checksum proves, in this version of their shape need no second look at each field: with a
 *  schema a start with 1,000 bulletins takes seconds longer. */
function toOverview(json: string | null): Overview | null {
  const kept = json === null ? null : JSON.parse(json);
  return kept?.version === OVERVIEW_VERSION ? kept.overview : null;
}

/** The row of a bulletin as it is when the bulletin stands in another file. */
export function toMovedRow(row: unknown, file: BulletinFile) {
  const bulletin = toBulletin(row);
  const { fingerprint, updatedAt, json } = bulletinRow.parse(row);
  const { path, hash } = file;
  const document = documentOf(file);
  const { overview, crc: overviewCrc } = overviewColumns(bulletin, [path, hash, fingerprint, updatedAt, document]);
  const crc = checksum(path, hash, fingerprint, updatedAt, json, document);
  return { crc, path, hash, document, overview, overviewCrc };
}

/** What is kept of a bulletin's file besides its path and hash, as JSON. */
export function documentOf({ format, places, warnings }: BulletinFile): string {
  return JSON.stringify({ format, places, warnings });
}

/** A file that no bulletin is read from. */
export function toNotedFile(row: unknown): KnownFile {
  const { path, crc, hash, outcome } = notedFileRow.parse(row);
  return { path, hash, outcome: fromJson(outcomeSchema, outcome, crc, checksum(path, hash, outcome)) };
}

/** The source text of a bulletin. */
export function toSource(row: unknown): string {
  const { crc, text } = sourceRow.parse(row);
  ensureIntact(checksum(text), crc);
  return text;
}

/** A chunk with its own vector; those of its sentences are left null. */
export function toEmbeddedChunk(row: unknown): EmbeddedChunk {
  const chunk = toChunk(row);
  const { vector } = chunkRow.parse(row);
  const [own = null] = vector === null ? [] : vectorsOf(vector, 1);
  return { chunk, vector: own, sentenceVectors: null };
}

/** A chunk without its vector, over which its checksum goes too. */
export function toChunk(row: unknown): Chunk {
  const { crc, json, vector } = chunkRow.parse(row);
  return fromJson(chunkSchema, json, crc, checksum(json, vector));
}

/** What a bulletin was read from, without a look at its checksum, which would need the whole row. What is wrong here makes an ingest read
 *  the file again, or comes to light when it writes. */
export function toKeptFile(row: unknown): KeptFile {
  const { id, path, hash, fingerprint, title, publishedOn } = keptFileRow.parse(row);
  return { bulletin: { id, title, publishedOn }, file: { path, hash }, fingerprint };
}

/** The entry of a chunk as it is kept, and its checksum with the vector. */
export function entryColumns(
  chunk: Chunk,
  vector: Uint8Array | null,
): { readonly entry: string; readonly crc: number } {
  const { itemId, language, tokens } = entryOf(chunk, null);
  // A token holds no white space.
  const entry = JSON.stringify({ version: ENTRY_VERSION, itemId, language, tokens: tokens.join(' ') });
  return { entry, crc: checksum(chunk.id, entry, vector) };
}

/** What a chunk is found by; `whole` gives all of it, for an entry that has to be made anew. Not looked at field by field, as
 *  overviews are not. */
export function toEntry(row: unknown, whole: (id: string) => EmbeddedChunk): ChunkEntry {
  const { id, entry, entryCrc, vector } = entryRow.parse(row);
  if (entry !== null) ensureIntact(checksum(id, entry, vector), entryCrc);
  const kept = entry === null ? null : JSON.parse(entry);
  if (kept?.version !== ENTRY_VERSION) {
    const { chunk, vector: own } = whole(id);
    return entryOf(chunk, own);
  }
  const { itemId, language, tokens } = kept;
  const [own = null] = vector === null ? [] : vectorsOf(vector, 1);
  return { id, itemId, language, tokens: tokens === '' ? [] : tokens.split(' '), vector: own };
}

/** The vectors of a chunk's sentences. */
export function toSentenceVectors(row: unknown): readonly Float32Array[] {
  const { crc, count, vectors } = sentenceVectorsRow.parse(row);
  ensureIntact(checksum(vectors), crc);
  return vectorsOf(vectors, count);
}

function fromJson<T>(schema: z.ZodType<T>, json: string, expected: number, actual: number): T {
  ensureIntact(actual, expected);
  return schema.parse(JSON.parse(json));
}

function known(time: ItemTime | undefined, id: string): ItemTime {
  if (time === undefined) throw new Error(`there is no time for ${id}`);
  return time;
}

function vectorsOf(blob: Uint8Array, count: number): readonly Float32Array[] {
  const vectors = fromBlob(blob, count);
  if (vectors === null) throw new Error(`a blob of ${blob.byteLength} bytes does not hold ${count} vectors`);
  return vectors;
}

/** Throws when a checksum is not the one that was kept. */
export function ensureIntact(actual: number, expected: number | null): void {
  if (actual !== expected) throw new Error(`checksum ${actual} instead of ${expected}`);
}
