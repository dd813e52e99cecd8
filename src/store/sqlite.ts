import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import type { Chunk } from '../retrieval/chunk.ts';
import type { ChunkEntry } from '../retrieval/chunk-entry.ts';
import { damaged, withFaults } from './faults.ts';
import { checkWhole, openForReading, openForWriting } from './open-database.ts';
import { byNewestIssue, checkRecord, inOrder } from './record.ts';
import {
  checksum,
  documentOf,
  entryColumns,
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
    for (const { bulletin } of await store.bulletins()) {
      await store.bulletin(bulletin.id);
      await store.source(bulletin.id);
      await store.entries(bulletin.id);
      const chunks = await store.chunks(bulletin.id);
      await store.sentenceVectors(chunks.map(({ chunk }) => chunk.id));
    }
  } finally {
    await store.close();
  }
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
  readonly #db: Database;
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepareAll>;
  /** What was read of each bulletin, and the mark that its row had then: reading it all again takes a second with 1,000 bulletins. */
  #known = new Map<string, { readonly mark: string; readonly stored: StoredBulletin }>();

  constructor(db: Database, path: string) {
    this.#db = db;
    this.#path = path;
    this.#statements = prepareAll(db);
  }

  async sequence(): Promise<number> {
    return Number(this.#read(() => this.#statements.sequence.get()));
  }

  async bulletins(): Promise<readonly StoredBulletin[]> {
    return this.#read(() => {
      const before = this.#known;
      this.#known = new Map();
      for (const row of this.#statements.marks.all()) {
        const { id, mark } = this.#trust(() => toMark(row));
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
    const rows = this.#read(() => this.#statements.keptFiles.all());
    return this.#trust(() => rows.map(toKeptFile));
  }

  async stored(bulletinId: string): Promise<StoredBulletin | null> {
    return this.#read(() => {
      const row = this.#statements.overview.get(bulletinId);
      return row === undefined ? null : this.#stored(row, bulletinId);
    });
  }

  async bulletin(bulletinId: string): Promise<Bulletin | null> {
    const row = this.#read(() => this.#statements.bulletin.get(bulletinId));
    return row === undefined ? null : this.#trust(() => toBulletin(row));
  }

  async source(bulletinId: string): Promise<string | null> {
    const row = this.#read(() => this.#statements.source.get(bulletinId));
    return row === undefined ? null : this.#trust(() => toSource(row));
  }

  async chunks(bulletinId: string): Promise<readonly EmbeddedChunk[]> {
    const rows = this.#read(() => this.#statements.chunks.all(bulletinId));
    return this.#trust(() => rows.map(toEmbeddedChunk));
  }

  async entries(bulletinId: string): Promise<readonly ChunkEntry[]> {
    return this.#read(() => {
      const rows = this.#statements.entries.all(bulletinId);
      return this.#trust(() =>
        rows.map((row) => toEntry(row, (id) => toEmbeddedChunk(this.#statements.chunk.get(id)))),
      );
    });
  }

  async texts(chunkIds: readonly string[]): Promise<readonly (Chunk | null)[]> {
    const rows = this.#read(() => chunkIds.map((id) => this.#statements.chunk.get(id)));
    return this.#trust(() => rows.map((row) => (row === undefined ? null : toChunk(row))));
  }

  async sentenceVectors(chunkIds: readonly string[]): Promise<readonly (readonly Float32Array[] | null)[]> {
    const rows = this.#read(() => chunkIds.map((id) => this.#statements.sentenceVectors.get(id)));
    return this.#trust(() => rows.map((row) => (row === undefined ? null : toSentenceVectors(row))));
  }

  async notedFiles(): Promise<readonly KnownFile[]> {
    const rows = this.#read(() => this.#statements.notedFiles.all());
    return this.#trust(() => rows.map(toNotedFile));
  }

  async save(record: BulletinRecord, now: Date): Promise<void> {
    checkRecord(record);
    this.#write(() => {
      this.#saveBulletin(record, now.toISOString());
      this.#statements.removeChunks.run(record.bulletin.id);
      inOrder(record).forEach((chunk, position) => {
        this.#saveChunk(chunk, position);
      });
      return true;
    });
  }

  async moveFile(bulletinId: string, file: BulletinFile): Promise<void> {
    this.#write(() => {
      const row = this.#statements.bulletin.get(bulletinId);
      if (row === undefined) return false;
      const { crc, path, hash, document, overview, overviewCrc } = this.#trust(() => toMovedRow(row, file));
      this.#statements.forgetFile.run(path);
      return this.#statements.moveFile.run(crc, path, hash, document, overview, overviewCrc, bulletinId).changes > 0;
    });
  }

  async remove(bulletinId: string): Promise<boolean> {
    return this.#write(() => this.#statements.remove.run(bulletinId).changes > 0);
  }

  async noteFile({ path, hash, outcome }: KnownFile): Promise<void> {
    this.#write(() => {
      const json = JSON.stringify(outcome);
      this.#statements.noteFile.run(path, checksum(path, hash, json), hash, json);
      return false;
    });
  }

  async forgetFile(path: string): Promise<void> {
    this.#write(() => {
      this.#statements.forgetFile.run(path);
      return false;
    });
  }

  async close(): Promise<void> {
    withFaults(this.#path, () => this.#db.close());
  }

  #stored(row: unknown, id: string): StoredBulletin {
    const { bulletin, bulletinTime, itemTimes } = this.#statements;
    const times = { bulletin: bulletinTime.get(id), items: itemTimes.all(id) };
    return this.#trust(() => toStoredBulletin(row, toTimes(times), () => toBulletin(bulletin.get(id))));
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
    for (const { id } of bulletin.items) saveItemTime.run(bulletin.id, id, checksum(bulletin.id, id, now), now);
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

  /** Runs queries that see one state of the database, whatever is written meanwhile. */
  #read<T>(query: () => T): T {
    this.#ensureOpen();
    return withFaults(this.#path, () => this.#db.transaction(query).deferred());
  }

  /** Runs changes as one transaction, and lets the sequence rise when there were any. */
  #write(change: () => boolean): boolean {
    this.#ensureOpen();
    const work = () => {
      const changed = change();
      if (changed) this.#statements.rise.run();
      return changed;
    };
    return withFaults(this.#path, () => this.#db.transaction(work).immediate());
  }

  #trust<T>(convert: () => T): T {
    try {
      return convert();
    } catch (error) {
      throw damaged(this.#path, error);
    }
  }

  #ensureOpen(): void {
    if (!this.#db.open) throw new AppError('INTERNAL', `The store ${this.#path} was used after it was closed.`);
  }
}

const BULLETIN_COLUMNS = 'crc, path, hash, fingerprint, updated_at AS updatedAt, json, document';

function prepareAll(db: Database) {
  return {
    sequence: db.prepare('SELECT sequence FROM meta').pluck(),
    rise: db.prepare('UPDATE meta SET sequence = sequence + 1'),
    keptFiles: db.prepare(
      'SELECT id, path, hash, fingerprint, title, published_on AS publishedOn FROM bulletins ORDER BY id',
    ),
    marks: db.prepare('SELECT id, crc, updated_at AS updatedAt FROM bulletins'),
    overview: db.prepare(
      `SELECT id, path, hash, fingerprint, updated_at AS updatedAt, document, title, published_on AS publishedOn,
         overview, overview_crc AS overviewCrc
       FROM bulletins WHERE id = ?`,
    ),
    bulletin: db.prepare(`SELECT ${BULLETIN_COLUMNS} FROM bulletins WHERE id = ?`),
    bulletinTime: db.prepare(
      'SELECT bulletin_id AS bulletinId, crc, added_at AS addedAt FROM bulletin_times WHERE bulletin_id = ?',
    ),
    itemTimes: db.prepare(
      'SELECT bulletin_id AS bulletinId, item_id AS itemId, crc, added_at AS addedAt FROM item_times WHERE bulletin_id = ?',
    ),
    source: db.prepare('SELECT crc, text FROM sources WHERE bulletin_id = ?'),
    chunks: db.prepare('SELECT crc, json, vector FROM chunks WHERE bulletin_id = ? ORDER BY position'),
    chunk: db.prepare('SELECT crc, json, vector FROM chunks WHERE id = ?'),
    entries: db.prepare(
      'SELECT id, entry, entry_crc AS entryCrc, vector FROM chunks WHERE bulletin_id = ? ORDER BY position',
    ),
    sentenceVectors: db.prepare('SELECT crc, count, vectors FROM sentence_vectors WHERE chunk_id = ?'),
    saveBulletin: db.prepare(
      `INSERT INTO bulletins (id, crc, path, hash, fingerprint, updated_at, json, document, title, published_on, overview,
         overview_crc)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET crc = excluded.crc, path = excluded.path, hash = excluded.hash,
         fingerprint = excluded.fingerprint, updated_at = excluded.updated_at, json = excluded.json,
         document = excluded.document, title = excluded.title, published_on = excluded.published_on,
         overview = excluded.overview, overview_crc = excluded.overview_crc`,
    ),
    saveSource: db.prepare('INSERT OR REPLACE INTO sources (bulletin_id, crc, text) VALUES (?, ?, ?)'),
    saveBulletinTime: db.prepare('INSERT OR IGNORE INTO bulletin_times (bulletin_id, crc, added_at) VALUES (?, ?, ?)'),
    saveItemTime: db.prepare(
      'INSERT OR IGNORE INTO item_times (bulletin_id, item_id, crc, added_at) VALUES (?, ?, ?, ?)',
    ),
    saveChunk: db.prepare(
      `INSERT INTO chunks (id, bulletin_id, position, crc, json, vector, entry, entry_crc)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    saveSentenceVectors: db.prepare('INSERT INTO sentence_vectors (chunk_id, crc, count, vectors) VALUES (?, ?, ?, ?)'),
    removeChunks: db.prepare('DELETE FROM chunks WHERE bulletin_id = ?'),
    moveFile: db.prepare(
      'UPDATE bulletins SET crc = ?, path = ?, hash = ?, document = ?, overview = ?, overview_crc = ? WHERE id = ?',
    ),
    notedFiles: db.prepare('SELECT path, crc, hash, outcome FROM files ORDER BY path'),
    noteFile: db.prepare('INSERT OR REPLACE INTO files (path, crc, hash, outcome) VALUES (?, ?, ?, ?)'),
    forgetFile: db.prepare('DELETE FROM files WHERE path = ?'),
    remove: db.prepare('DELETE FROM bulletins WHERE id = ?'),
  };
}
