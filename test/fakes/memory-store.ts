import type { Bulletin } from '../../src/bulletin/bulletin.ts';
import { overviewOf } from '../../src/bulletin/overview.ts';
import { AppError } from '../../src/errors.ts';
import type { Chunk } from '../../src/retrieval/chunk.ts';
import type { ChunkEntry } from '../../src/retrieval/chunk-entry.ts';
import { entryOf } from '../../src/retrieval/chunk-entry.ts';
import { byNewestIssue, checkRecord, inOrder } from '../../src/store/record.ts';
import type {
  BulletinFile,
  BulletinRecord,
  EmbeddedChunk,
  KeptFile,
  KnownFile,
  Store,
  StoredBulletin,
} from '../../src/store/store.ts';
import { memoryFeedback } from './memory-feedback.ts';
import { memoryOutbox } from './memory-outbox.ts';

type Kept = {
  readonly record: BulletinRecord;
  readonly file: BulletinFile;
  readonly chunks: readonly EmbeddedChunk[];
  readonly updatedAt: string;
};

type ItemTime = { readonly addedAt: string; readonly ordinal: number };

/** A store that forgets everything with its process; it keeps the same contract as the one on disk. */
export function memoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly feedback = memoryFeedback(() => this.#ensureOpen());
  readonly outbox = memoryOutbox();
  readonly #kept = new Map<string, Kept>();
  readonly #bulletinTimes = new Map<string, string>();
  readonly #itemTimes = new Map<string, Map<string, ItemTime>>();
  readonly #files = new Map<string, KnownFile>();
  #sequence = 0;
  #items = 0;
  #open = true;

  async sequence(): Promise<number> {
    this.#ensureOpen();
    return this.#sequence;
  }

  async bulletins(): Promise<readonly StoredBulletin[]> {
    this.#ensureOpen();
    return [...this.#kept.values()].map((kept) => this.#stored(kept)).sort(byNewestIssue);
  }

  async keptFiles(): Promise<readonly KeptFile[]> {
    this.#ensureOpen();
    const kept = [...this.#kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    return kept.map(
      ([
        id,
        {
          file: { path, hash },
          record: { bulletin, fingerprint },
        },
      ]) => ({
        bulletin: { id, title: bulletin.title, publishedOn: bulletin.publishedOn },
        file: { path, hash },
        fingerprint,
      }),
    );
  }

  async stored(bulletinId: string): Promise<StoredBulletin | null> {
    this.#ensureOpen();
    const kept = this.#kept.get(bulletinId);
    return kept === undefined ? null : this.#stored(kept);
  }

  async bulletin(bulletinId: string): Promise<Bulletin | null> {
    this.#ensureOpen();
    return this.#kept.get(bulletinId)?.record.bulletin ?? null;
  }

  async source(bulletinId: string): Promise<string | null> {
    this.#ensureOpen();
    return this.#kept.get(bulletinId)?.record.source ?? null;
  }

  async chunks(bulletinId: string): Promise<readonly EmbeddedChunk[]> {
    this.#ensureOpen();
    const chunks = this.#kept.get(bulletinId)?.chunks ?? [];
    return chunks.map(({ chunk, vector }) => ({ chunk, vector, sentenceVectors: null }));
  }

  async entries(bulletinId: string): Promise<readonly ChunkEntry[]> {
    return (await this.chunks(bulletinId)).map(({ chunk, vector }) => entryOf(chunk, vector));
  }

  async texts(chunkIds: readonly string[]): Promise<readonly (Chunk | null)[]> {
    this.#ensureOpen();
    const all = [...this.#kept.values()].flatMap((kept) => kept.chunks);
    const chunks = new Map(all.map(({ chunk }) => [chunk.id, chunk]));
    return chunkIds.map((id) => chunks.get(id) ?? null);
  }

  async sentenceVectors(chunkIds: readonly string[]): Promise<readonly (readonly Float32Array[] | null)[]> {
    this.#ensureOpen();
    const all = [...this.#kept.values()].flatMap((kept) => kept.chunks);
    const vectors = new Map(all.map(({ chunk, sentenceVectors }) => [chunk.id, sentenceVectors]));
    return chunkIds.map((id) => vectors.get(id) ?? null);
  }

  async notedFiles(): Promise<readonly KnownFile[]> {
    this.#ensureOpen();
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async save(record: BulletinRecord, now: Date): Promise<void> {
    this.#ensureOpen();
    checkRecord(record);
    const { id, items } = record.bulletin;
    const updatedAt = now.toISOString();
    this.#kept.set(id, { record, file: record.file, chunks: inOrder(record).map(copy), updatedAt });
    this.#files.delete(record.file.path);
    keepFirst(this.#bulletinTimes, id, updatedAt);
    const times = this.#itemTimes.get(id) ?? new Map<string, ItemTime>();
    for (const item of items) {
      if (!times.has(item.id)) times.set(item.id, { addedAt: updatedAt, ordinal: ++this.#items });
    }
    this.#itemTimes.set(id, times);
    this.#sequence++;
  }

  async moveFile(bulletinId: string, file: BulletinFile): Promise<void> {
    this.#ensureOpen();
    const kept = this.#kept.get(bulletinId);
    if (kept === undefined) return;
    this.#kept.set(bulletinId, { ...kept, file });
    this.#files.delete(file.path);
    this.#sequence++;
  }

  async remove(bulletinId: string): Promise<boolean> {
    this.#ensureOpen();
    const removed = this.#kept.delete(bulletinId);
    if (removed) this.#sequence++;
    return removed;
  }

  async noteFile(file: KnownFile): Promise<void> {
    this.#ensureOpen();
    this.#files.set(file.path, file);
  }

  async forgetFile(path: string): Promise<void> {
    this.#ensureOpen();
    this.#files.delete(path);
  }

  async close(): Promise<void> {
    this.#open = false;
  }

  #stored({ record, file, updatedAt }: Kept): StoredBulletin {
    const { bulletin, fingerprint } = record;
    const times = this.#itemTimes.get(bulletin.id);
    const items = bulletin.items.map(({ id }) => [id, times?.get(id) ?? { addedAt: updatedAt, ordinal: 0 }] as const);
    const itemsAddedAt = new Map(items.map(([id, { addedAt }]) => [id, addedAt]));
    const itemOrder = new Map(items.map(([id, { ordinal }]) => [id, ordinal]));
    const addedAt = this.#bulletinTimes.get(bulletin.id) ?? updatedAt;
    return { bulletin: overviewOf(bulletin), file, fingerprint, addedAt, updatedAt, itemsAddedAt, itemOrder };
  }

  #ensureOpen(): void {
    if (!this.#open) throw new AppError('INTERNAL', 'The store was used after it was closed.');
  }
}

function keepFirst(times: Map<string, string>, id: string, time: string): void {
  if (!times.has(id)) times.set(id, time);
}

function copy({ chunk, vector, sentenceVectors }: EmbeddedChunk): EmbeddedChunk {
  return {
    chunk,
    vector: vector?.slice() ?? null,
    sentenceVectors: sentenceVectors?.map((one) => one.slice()) ?? null,
  };
}
