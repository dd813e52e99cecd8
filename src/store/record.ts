import { AppError } from '../errors.ts';
import type { BulletinRecord, EmbeddedChunk, StoredBulletin } from './store.ts';
import { allFinite } from './vector-blob.ts';

/** The chunks of a record in order of item and ordinal; chunks of no item of the bulletin come last. */
export function inOrder({ bulletin, chunks }: BulletinRecord): EmbeddedChunk[] {
  const places = new Map(bulletin.items.map((item, place) => [item.id, place]));
  const placeOf = ({ chunk }: EmbeddedChunk) => places.get(chunk.itemId) ?? places.size;
  return [...chunks].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      compare(a.chunk.itemId, b.chunk.itemId) ||
      a.chunk.ordinal - b.chunk.ordinal ||
      compare(a.chunk.id, b.chunk.id),
  );
}

/** Orders bulletins newest issue first; those of unknown day last; then by id. */
export function byNewestIssue(a: StoredBulletin, b: StoredBulletin): number {
  return compare(b.bulletin.publishedOn ?? '', a.bulletin.publishedOn ?? '') || compare(a.bulletin.id, b.bulletin.id);
}

/** Refuses a record that could not be read back as it is: a fault of the program, INTERNAL. */
export function checkRecord({ bulletin, chunks }: BulletinRecord): void {
  const ids = new Set<string>();
  for (const { chunk, vector, sentenceVectors } of chunks) {
    const refuse = (flaw: string) => new AppError('INTERNAL', `Chunk "${chunk.id}" of "${bulletin.id}" ${flaw}.`);
    if (chunk.bulletinId !== bulletin.id) throw refuse(`belongs to "${chunk.bulletinId}"`);
    if (ids.has(chunk.id)) throw refuse('is there twice');
    ids.add(chunk.id);
    if (sentenceVectors !== null && sentenceVectors.length !== chunk.sentences.length) {
      throw refuse(`has ${chunk.sentences.length} sentences but ${sentenceVectors.length} vectors of sentences`);
    }
    const vectors = [...(vector === null ? [] : [vector]), ...(sentenceVectors ?? [])];
    if (vectors.some((one) => one.length !== vectors[0]?.length)) throw refuse('has vectors of different lengths');
    if (!vectors.every(allFinite)) throw refuse('has a vector with a value that is not a number');
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
