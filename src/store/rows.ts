import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { bulletinSchema, languageSchema, linesSchema } from '../bulletin/bulletin.ts';
import type { Chunk, Sentence } from '../retrieval/chunk.ts';
import type { EmbeddedChunk, StoredBulletin } from './store.ts';
import { fromBlob } from './vector-blob.ts';

/* What comes from the database, as values. Every function here throws when a row is not what was written: of another shape, or
   with another checksum, since SQLite does not notice flipped bits inside of what it keeps. */

const bytes = z.instanceof(Uint8Array);
const texts = z.array(z.string()).readonly();

const bulletinRow = z.object({
  path: z.string(),
  hash: z.string(),
  fingerprint: z.string(),
  addedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  crc: z.int(),
  json: z.string(),
});
const itemTimeRow = z.object({ bulletinId: z.string(), itemId: z.string(), addedAt: z.iso.datetime() });
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

/** For each bulletin's id: its items' ids and when they were first kept, whether they are still there or not. */
export type ItemTimes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The checksum (CRC-32) of texts and bytes, one after the other. */
export function checksum(...parts: readonly (string | Uint8Array | null)[]): number {
  return parts.reduce<number>((sum, part) => (part === null ? sum : crc32(part, sum)), 0);
}

/** The times in rows of bulletin id, item id and time. */
export function toItemTimes(rows: readonly unknown[]): ItemTimes {
  const times = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const { bulletinId, itemId, addedAt } = itemTimeRow.parse(row);
    const ofBulletin = times.get(bulletinId) ?? new Map<string, string>();
    times.set(bulletinId, ofBulletin.set(itemId, addedAt));
  }
  return times;
}

/** A bulletin with the times of the items that it has now. */
export function toStoredBulletin(row: unknown, times: ItemTimes): StoredBulletin {
  const { path, hash, fingerprint, addedAt, updatedAt, crc, json } = bulletinRow.parse(row);
  const bulletin = fromJson(bulletinSchema, json, crc, checksum(json));
  const known = times.get(bulletin.id);
  const itemsAddedAt = new Map(bulletin.items.map((item) => [item.id, known?.get(item.id) ?? addedAt]));
  return { bulletin, file: { path, hash }, fingerprint, addedAt, updatedAt, itemsAddedAt };
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

function vectorsOf(blob: Uint8Array, count: number): readonly Float32Array[] {
  const vectors = fromBlob(blob, count);
  if (vectors === null) throw new Error(`a blob of ${blob.byteLength} bytes does not hold ${count} vectors`);
  return vectors;
}

function ensureIntact(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`checksum ${actual} instead of ${expected}`);
}
