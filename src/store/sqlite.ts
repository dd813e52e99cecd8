import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Chunk } from '../retrieval/chunk.ts';
import type { ChunkEntry } from '../retrieval/chunk-entry.ts';
import { Connection } from './connection.ts';
import { withFaults } from './faults.ts';
import type { FeedbackStore } from './feedback.ts';
import { checkWhole, openForReading, openForWriting } from './open-database.ts';
import type { Outbox } from './outbox.ts';
import { byNewestIssue, checkRecord, inOrder } from './record.ts';
import {
  checksum,
  documentOf,
  entryColumns,
  itemTimeChecksum,
  overviewColumns,
  toBulletin,
  toChunk,
  toEmbeddedChunk,
  toEntry,
  toKeptFile,
  toMark,
  toMovedRow,
  toNotedFile,
  toSentenceVectors,
  toSource,
  toStoredBulletin,
  toTimes,
} from './rows.ts';
import { feedbackOver } from './sqlite-feedback.ts';
import { outboxOver } from './sqlite-outbox.ts';
import { prepareAll } from './statements.ts';
import type {
  BulletinFile,
  BulletinRecord,
  EmbeddedChunk,
  KeptFile,
  KnownFile,
  Store,
  StoredBulletin,
} from './store.ts';
import { toBlob } from './vector-blob.ts';

const DATABASE_FILE = 'bulletins.db';

/** How to open a store. */
export type StoreOptions = {
  /** True asks for reading alone: that works on read-only media, and when a full disk stops everything else. Writing then rejects
   *  with STATE_READ_ONLY. */
  readonly readOnly?: boolean;
  /** How many milliseconds to wait for another process that writes before STATE_BUSY; 5,000 unless told. Waiting blocks. */
  readonly busyTimeout?: number;
};

const BUSY_TIMEOUT_MS = 5_000;

/** Opens the store in the folder `stateDir`, made where it is missing. Throws STATE_READ_ONLY (for `readOnly`: there is nothing
 *  to read), STATE_NEWER, STATE_DAMAGED, STATE_BUSY, DISK_FULL, or CONFIG_INVALID when `stateDir` is not a folder. A damaged
 *  database is never overwritten.
 *  @example const store = openStore('data/state', { readOnly: true }) */
export function openStore(stateDir: string, options: StoreOptions = {}): Store {
  const { readOnly = false, busyTimeout = BUSY_TIMEOUT_MS } = options;
  const path = resolve(stateDir, DATABASE_FILE);
  const open = readOnly ? openForReading : openForWriting;
  return storeOver(open(path, busyTimeout), path);
}

/** Reads everything that is kept in `stateDir`, and throws STATE_DAMAGED when something of it is not what was written. Takes
 *  seconds where the database has gigabytes. Does nothing when there is none yet. */
export async function checkStore(stateDir: string): Promise<void> {
  const path = resolve(stateDir, DATABASE_FILE);
  if (!existsSync(path)) return;
  const db = openForReading(path, BUSY_TIMEOUT_MS);
  const store = storeOver(db, path);
  try {
    withFaults(path, () => checkWhole(db, path));
    await store.keptFiles();
    await store.notedFiles();
    await store.feedback.all();
    for (const { bulletin } of await store.bulletins()) {
      await store.bulletin(bulletin.id);
      await store.source(bulletin.id);
      await store.entries(bulletin.id);
      const chunks = await store.chunks(bulletin.id);
      await store.sentenceVectors(chunks.map(({ chunk }) => chunk.id));
    }
    await readOutbox(store.outbox);
  } finally {
    await store.close();
  }
}

async function readOutbox(outbox: Outbox): Promise<void> {
  for (const { id } of await outbox.subscriptions()) await outbox.deliveries(id, Number.MAX_SAFE_INTEGER);
}

function storeOver(db: Database, path: string): SqliteStore {
  try {
    return withFaults(path, () => new SqliteStore(db, path));
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The store over an open database. */
class SqliteStore implements Store {
  readonly feedback: FeedbackStore;
  readonly outbox: Outbox;
  readonly #connection: Connection;
  readonly #statements: ReturnType<typeof prepareAll>;
  /** What was read of each bulletin, and the mark that its row had then: reading it all again takes a second with 1,000 bulletins. */
  #known = new Map<string, { readonly mark: string; readonly stored: StoredBulletin }>();

  constructor(db: Database, path: string) {
    this.#connection = new Connection(db, path);
    this.#statements = prepareAll(db);
    this.feedback = feedbackOver(this.#connection);
    this.outbox = outboxOver(this.#connection);
  }

  async sequence(): Promise<number> {
    return Number(this.#connection.read(() => this.#statements.sequence.get()));
  }

  async bulletins(): Promise<readonly StoredBulletin[]> {
    return this.#connection.read(() => {
      const before = this.#known;
      this.#known = new Map();
      for (const row of this.#statements.marks.all()) {
        const { id, mark } = this.#connection.trust(() => toMark(row));
        const known = before.get(id);
        this.#known.set(
          id,
          known?.mark === mark ? known : { mark, stored: this.#stored(this.#statements.overview.get(id), id) },
        );
      }
      return [...this.#known.values()].map(({ stored }) => stored).sort(byNewestIssue);
    });
  }

  async keptFiles(): Promise<readonly KeptFile[]> {
    const rows = this.#connection.read(() => this.#statements.keptFiles.all());
    return this.#connection.trust(() => rows.map(toKeptFile));
  }

  async stored(bulletinId: string): Promise<StoredBulletin | null> {
    return this.#connection.read(() => {
      const row = this.#statements.overview.get(bulletinId);
      return row === undefined ? null : this.#stored(row, bulletinId);
    });
  }

  async bulletin(bulletinId: string): Promise<Bulletin | null> {
    const row = this.#connection.read(() => this.#statements.bulletin.get(bulletinId));
    return row === undefined ? null : this.#connection.trust(() => toBulletin(row));
  }

  async source(bulletinId: string): Promise<string | null> {
    const row = this.#connection.read(() => this.#statements.source.get(bulletinId));
    return row === undefined ? null : this.#connection.trust(() => toSource(row));
  }

  async chunks(bulletinId: string): Promise<readonly EmbeddedChunk[]> {
    const rows = this.#connection.read(() => this.#statements.chunks.all(bulletinId));
    return this.#connection.trust(() => rows.map(toEmbeddedChunk));
  }

  async entries(bulletinId: string): Promise<readonly ChunkEntry[]> {
    return this.#connection.read(() => {
      const rows = this.#statements.entries.all(bulletinId);
      return this.#connection.trust(() =>
        rows.map((row) => toEntry(row, (id) => toEmbeddedChunk(this.#statements.chunk.get(id)))),
      );
    });
  }

  async texts(chunkIds: readonly string[]): Promise<readonly (Chunk | null)[]> {
    const rows = this.#connection.read(() => chunkIds.map((id) => this.#statements.chunk.get(id)));
    return this.#connection.trust(() => rows.map((row) => (row === undefined ? null : toChunk(row))));
  }

  async sentenceVectors(chunkIds: readonly string[]): Promise<readonly (readonly Float32Array[] | null)[]> {
    const rows = this.#connection.read(() => chunkIds.map((id) => this.#statements.sentenceVectors.get(id)));
    return this.#connection.trust(() => rows.map((row) => (row === undefined ? null : toSentenceVectors(row))));
  }

  async notedFiles(): Promise<readonly KnownFile[]> {
    const rows = this.#connection.read(() => this.#statements.notedFiles.all());
    return this.#connection.trust(() => rows.map(toNotedFile));
  }

  async save(record: BulletinRecord, now: Date): Promise<void> {
    checkRecord(record);
    this.#change(() => {
      this.#saveBulletin(record, now.toISOString());
      this.#statements.removeChunks.run(record.bulletin.id);
      inOrder(record).forEach((chunk, position) => {
        this.#saveChunk(chunk, position);
      });
      return true;
    });
  }

  async moveFile(bulletinId: string, file: BulletinFile): Promise<void> {
    this.#change(() => {
      const row = this.#statements.bulletin.get(bulletinId);
      if (row === undefined) return false;
      const { crc, path, hash, document, overview, overviewCrc } = this.#connection.trust(() => toMovedRow(row, file));
      this.#statements.forgetFile.run(path);
      return this.#statements.moveFile.run(crc, path, hash, document, overview, overviewCrc, bulletinId).changes > 0;
    });
  }

  async remove(bulletinId: string): Promise<boolean> {
    return this.#change(() => this.#statements.remove.run(bulletinId).changes > 0);
  }

  async noteFile({ path, hash, outcome }: KnownFile): Promise<void> {
    this.#change(() => {
      const json = JSON.stringify(outcome);
      this.#statements.noteFile.run(path, checksum(path, hash, json), hash, json);
      return false;
    });
  }

  async forgetFile(path: string): Promise<void> {
    this.#change(() => {
      this.#statements.forgetFile.run(path);
      return false;
    });
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  #stored(row: unknown, id: string): StoredBulletin {
    const { bulletin, bulletinTime, itemTimes } = this.#statements;
    const times = { bulletin: bulletinTime.get(id), items: itemTimes.all(id) };
    return this.#connection.trust(() => toStoredBulletin(row, toTimes(times), () => toBulletin(bulletin.get(id))));
  }

  #saveBulletin({ bulletin, file, source, fingerprint }: BulletinRecord, now: string): void {
    const json = JSON.stringify(bulletin);
    const { saveBulletin, saveSource, saveBulletinTime, saveItemTime } = this.#statements;
    const made = [file.path, file.hash, fingerprint, now];
    const document = documentOf(file);
    const { overview, crc } = overviewColumns(bulletin, [...made, document]);
    const { id, title, publishedOn } = bulletin;
    this.#statements.forgetFile.run(file.path);
    const whole = checksum(...made, json, document);
    saveBulletin.run(id, whole, ...made, json, document, title, publishedOn, overview, crc);
    saveSource.run(bulletin.id, checksum(source), source);
    saveBulletinTime.run(bulletin.id, checksum(bulletin.id, now), now);
    let ordinal = Number(this.#statements.lastOrdinal.get()) + 1;
    for (const item of bulletin.items) {
      const crc = itemTimeChecksum({ bulletinId: id, itemId: item.id, addedAt: now, ordinal });
      ordinal += saveItemTime.run(id, item.id, crc, now, ordinal).changes;
    }
  }

  #saveChunk({ chunk, vector, sentenceVectors }: EmbeddedChunk, position: number): void {
    const json = JSON.stringify(chunk);
    const blob = vector === null ? null : toBlob([vector]);
    const { entry, crc } = entryColumns(chunk, blob);
    const { saveChunk } = this.#statements;
    saveChunk.run(chunk.id, chunk.bulletinId, position, checksum(json, blob), json, blob, entry, crc);
    if (sentenceVectors === null) return;
    const vectors = toBlob(sentenceVectors);
    this.#statements.saveSentenceVectors.run(chunk.id, checksum(vectors), sentenceVectors.length, vectors);
  }

  /** Runs changes as one transaction, and lets the sequence rise when there were any. */
  #change(change: () => boolean): boolean {
    return this.#connection.write(() => {
      const changed = change();
      if (changed) this.#statements.rise.run();
      return changed;
    });
  }
}
