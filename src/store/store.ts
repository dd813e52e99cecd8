import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Overview } from '../bulletin/overview.ts';
import type { Chunk } from '../retrieval/chunk.ts';
import type { ChunkEntry } from '../retrieval/chunk-entry.ts';

/** The file a bulletin was read from: its path relative to the bulletins folder (with `/`), and the SHA-256 of its bytes in hex. */
export type BulletinFile = { readonly path: string; readonly hash: string };

/** A chunk with the unit vectors of itself and of its sentences, in the order of `chunk.sentences`; null where no model was there. */
export type EmbeddedChunk = {
  readonly chunk: Chunk;
  readonly vector: Float32Array | null;
  readonly sentenceVectors: readonly Float32Array[] | null;
};

/** What is written for one bulletin, whole or not at all. `fingerprint` names parser, chunking and model (see ingest.ts): another
 *  one means that chunks and vectors have to be made anew. `source` is the decoded text of the file. */
export type BulletinRecord = {
  readonly bulletin: Bulletin;
  readonly file: BulletinFile;
  readonly source: string;
  readonly fingerprint: string;
  readonly chunks: readonly EmbeddedChunk[];
};

/** A bulletin without its texts and chunks. `addedAt` is when it was first kept, `updatedAt` when it last changed (ISO 8601, UTC).
 *  `itemsAddedAt` tells for each item id when an item of that id was first kept: what is new today. */
export type StoredBulletin = {
  readonly bulletin: Overview;
  readonly file: BulletinFile;
  readonly fingerprint: string;
  readonly addedAt: string;
  readonly updatedAt: string;
  readonly itemsAddedAt: ReadonlyMap<string, string>;
};

/** What a bulletin was read from and made with. */
export type KeptFile = Pick<StoredBulletin, 'file' | 'fingerprint'> & { readonly bulletin: Pick<Overview, 'id'> };

/** What is kept. Every write is one transaction: after a crash it is there whole or not at all. Reads see the last committed
 *  write of any process. Methods reject with an `AppError`: STATE_BUSY, STATE_DAMAGED, DISK_FULL, STATE_READ_ONLY. */
export interface Store {
  /** Rises with every committed change of bulletins, in any process. */
  sequence(): Promise<number>;
  /** All bulletins, newest issue first (`publishedOn` descending, unknown last; then id). */
  bulletins(): Promise<readonly StoredBulletin[]>;
  /** What each bulletin was read from, in the order of ids: all that an ingest has to know of those that did not change. */
  files(): Promise<readonly KeptFile[]>;
  /** The whole bulletin, or null when there is none of this id. */
  bulletin(bulletinId: string): Promise<Bulletin | null>;
  /** The decoded text of the bulletin's file, or null when there is no such bulletin. */
  source(bulletinId: string): Promise<string | null>;
  /** The chunks of one bulletin with their vectors, in order of item and ordinal; sentence vectors are left null here. */
  chunks(bulletinId: string): Promise<readonly EmbeddedChunk[]>;
  /** What the chunks of one bulletin are found by, in the same order. */
  entries(bulletinId: string): Promise<readonly ChunkEntry[]>;
  /** Each chunk asked for, in the order asked; null where there is none. */
  texts(chunkIds: readonly string[]): Promise<readonly (Chunk | null)[]>;
  /** The sentence vectors of each chunk asked for, in the order asked; null where there are none. */
  sentenceVectors(chunkIds: readonly string[]): Promise<readonly (readonly Float32Array[] | null)[]>;
  /** Adds the bulletin, or replaces the one of the same id whole. */
  save(record: BulletinRecord, now: Date): Promise<void>;
  /** Notes that the same bulletin now stands in another file. Does nothing when the id is unknown. */
  moveFile(bulletinId: string, file: BulletinFile): Promise<void>;
  /** Removes the bulletin with all that hangs on it; false when there is none. */
  remove(bulletinId: string): Promise<boolean>;
  /** Closes the database. May be called twice. */
  close(): Promise<void>;
}
