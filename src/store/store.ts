import type { Bulletin, Warning } from '../bulletin/bulletin.ts';
import type { Overview } from '../bulletin/overview.ts';
import type { Places } from '../bulletin/places.ts';
import type { ErrorCode } from '../errors.ts';
import type { Chunk } from '../retrieval/chunk.ts';
import type { ChunkEntry } from '../retrieval/chunk-entry.ts';
import type { FeedbackStore } from './feedback.ts';
import type { Outbox } from './outbox.ts';

/** The formats of files, told by content. */
export const FILE_FORMATS = ['text', 'html', 'pdf', 'docx', 'hwp', 'hwpx'] as const;

/** The file a bulletin was read from: its path relative to the bulletins folder (with `/`), and the SHA-256 of its bytes in hex.
 *  `places` lead from a line of the source text to the page or block of the file; `warnings` tell what of the file may be missing
 *  from that text. */
export type BulletinFile = {
  readonly path: string;
  readonly hash: string;
  readonly format: (typeof FILE_FORMATS)[number];
  readonly places: Places;
  readonly warnings: readonly Warning[];
};

/** What became of a file that no bulletin is read from. `failed`: these bytes cannot be read, as version `readers` of the readers
 *  found. `same`: the file holds a kept bulletin that is read from a file with the hash `of`; `by` is how that was told. */
export type FileOutcome =
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly readers: number }
  | {
      readonly kind: 'same';
      readonly bulletinId: string;
      readonly of: string;
      readonly by: 'bytes' | 'name' | 'content';
    };

/** A file that no bulletin is read from, remembered so that the same bytes need not be read again. `path` as in BulletinFile. */
export type KnownFile = { readonly path: string; readonly hash: string; readonly outcome: FileOutcome };

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
 *  `itemsAddedAt` tells for each item id when an item of that id was first kept: what is new today. `itemOrder` tells the place of that
 *  among all items ever kept, from 1 on and whatever the clock said; 0 stands for those that an earlier version kept. */
export type StoredBulletin = {
  readonly bulletin: Overview;
  readonly file: BulletinFile;
  readonly fingerprint: string;
  readonly addedAt: string;
  readonly updatedAt: string;
  readonly itemsAddedAt: ReadonlyMap<string, string>;
  readonly itemOrder: ReadonlyMap<string, number>;
};

/** What a bulletin was read from and made with, and what names it: all that an ingest has to know of one that did not change. */
export type KeptFile = {
  readonly bulletin: Pick<Overview, 'id' | 'title' | 'publishedOn'>;
  readonly file: Pick<BulletinFile, 'path' | 'hash'>;
  readonly fingerprint: string;
};

/** What is kept. Every write is one transaction: after a crash it is there whole or not at all. Reads see the last committed
 *  write of any process. Methods reject with an `AppError`: STATE_BUSY, STATE_DAMAGED, DISK_FULL, STATE_READ_ONLY. */
export interface Store {
  /** What users thought of answers. */
  readonly feedback: FeedbackStore;
  /** Who gets daily digests, and what became of each. */
  readonly outbox: Outbox;
  /** Rises with every committed change of bulletins, in any process. */
  sequence(): Promise<number>;
  /** All bulletins, newest issue first (`publishedOn` descending, unknown last; then id). */
  bulletins(): Promise<readonly StoredBulletin[]>;
  /** What each bulletin was read from, in the order of ids. */
  keptFiles(): Promise<readonly KeptFile[]>;
  /** One bulletin without its texts, or null when there is none of this id. */
  stored(bulletinId: string): Promise<StoredBulletin | null>;
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
  /** The files that are remembered without being a bulletin's own, in the order of their paths. */
  notedFiles(): Promise<readonly KnownFile[]>;
  /** Adds the bulletin, or replaces the one of the same id whole. What was noted of its file is forgotten. */
  save(record: BulletinRecord, now: Date): Promise<void>;
  /** Notes that the same bulletin now stands in another file, and forgets what was noted of that. Does nothing when the id is
   *  unknown. */
  moveFile(bulletinId: string, file: BulletinFile): Promise<void>;
  /** Removes the bulletin with all that hangs on it; false when there is none. */
  remove(bulletinId: string): Promise<boolean>;
  /** Remembers what became of a file, in place of what was noted of that path before. No change of bulletins: the sequence stays. */
  noteFile(file: KnownFile): Promise<void>;
  /** Forgets what was noted of a path; does nothing when that is nothing. */
  forgetFile(path: string): Promise<void>;
  /** Closes the database. May be called twice. */
  close(): Promise<void>;
}
