import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { bulletinSchema, languageSchema, linesSchema, warningSchema } from '../bulletin/bulletin.ts';
import { LINES_ONLY, placesSchema } from '../bulletin/places.ts';
import type { ErrorCode } from '../errors.ts';
import type { Chunk, Sentence } from '../retrieval/chunk.ts';
import type { BulletinFile, EmbeddedChunk, FileOutcome, KnownFile, StoredBulletin } from './store.ts';
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
const fileRow = z.object({ path: z.string(), crc: z.int(), hash: z.string(), outcome: z.string() });
const bulletinTimeRow = z.object({ bulletinId: z.string(), crc: z.int(), addedAt: time });
const itemTimeRow = z.object({ bulletinId: z.string(), itemId: z.string(), crc: z.int(), addedAt: time });
const sourceRow = z.object({ crc: z.int(), text: z.string() });
const chunkRow = z.object({ crc: z.int(), json: z.string(), vector: bytes.nullable() });
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
  .object({ text: z.string(), lines: linesSchema, kind: z.enum(KINDS), under: texts, columns: texts, cells: texts })
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

/** When bulletins and their items were first kept, by id, whether they are still there or not. */
export type Times = {
  readonly bulletins: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

/** A file of a database of version 1. */
const PLAIN = { format: 'text', places: LINES_ONLY, warnings: [] } as const;

/** The checksum (CRC-32) of the columns of a row, one after the other. */
export function checksum(...columns: readonly (string | Uint8Array | null)[]): number {
  return columns.reduce<number>((sum, column) => (column === null ? sum : crc32(column, sum)), 0);
}

/** The times in the rows of `bulletin_times` and `item_times`. */
export function toTimes(bulletinRows: readonly unknown[], itemRows: readonly unknown[]): Times {
  const bulletins = new Map<string, string>();
  for (const row of bulletinRows) {
    const { bulletinId, crc, addedAt } = bulletinTimeRow.parse(row);
    ensureIntact(checksum(bulletinId, addedAt), crc);
    bulletins.set(bulletinId, addedAt);
  }
  const items = new Map<string, Map<string, string>>();
  for (const row of itemRows) {
    const { bulletinId, itemId, crc, addedAt } = itemTimeRow.parse(row);
    ensureIntact(checksum(bulletinId, itemId, addedAt), crc);
    items.set(bulletinId, (items.get(bulletinId) ?? new Map<string, string>()).set(itemId, addedAt));
  }
  return { bulletins, items };
}

/** A bulletin with the times of the items that it has now. */
export function toStoredBulletin(row: unknown, times: Times): StoredBulletin {
  const { crc, path, hash, fingerprint, updatedAt, json, document } = bulletinRow.parse(row);
  const bulletin = fromJson(bulletinSchema, json, crc, checksum(path, hash, fingerprint, updatedAt, json, document));
  const file = { path, hash, ...(document === null ? PLAIN : documentSchema.parse(JSON.parse(document))) };
  const ofItems = times.items.get(bulletin.id);
  const itemsAddedAt = new Map(bulletin.items.map(({ id }) => [id, known(ofItems?.get(id), id)]));
  const addedAt = known(times.bulletins.get(bulletin.id), bulletin.id);
  return { bulletin, file, fingerprint, addedAt, updatedAt, itemsAddedAt };
}

/** The row of a bulletin as it is when the bulletin stands in another file. */
export function toMovedRow(row: unknown, file: BulletinFile): z.infer<typeof bulletinRow> {
  const { crc, ...kept } = bulletinRow.parse(row);
  const rest = [kept.fingerprint, kept.updatedAt, kept.json] as const;
  ensureIntact(checksum(kept.path, kept.hash, ...rest, kept.document), crc);
  const { path, hash } = file;
  const document = documentOf(file);
  return { ...kept, path, hash, document, crc: checksum(path, hash, ...rest, document) };
}

/** What is kept of a bulletin's file besides its path and hash, as JSON. */
export function documentOf({ format, places, warnings }: BulletinFile): string {
  return JSON.stringify({ format, places, warnings });
}

/** A remembered file. */
export function toKnownFile(row: unknown): KnownFile {
  const { path, crc, hash, outcome } = fileRow.parse(row);
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
  const { crc, json, vector } = chunkRow.parse(row);
  const chunk = fromJson(chunkSchema, json, crc, checksum(json, vector));
  const [own = null] = vector === null ? [] : vectorsOf(vector, 1);
  return { chunk, vector: own, sentenceVectors: null };
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

function known(addedAt: string | undefined, id: string): string {
  if (addedAt === undefined) throw new Error(`there is no time for ${id}`);
  return addedAt;
}

function vectorsOf(blob: Uint8Array, count: number): readonly Float32Array[] {
  const vectors = fromBlob(blob, count);
  if (vectors === null) throw new Error(`a blob of ${blob.byteLength} bytes does not hold ${count} vectors`);
  return vectors;
}

function ensureIntact(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`checksum ${actual} instead of ${expected}`);
}
