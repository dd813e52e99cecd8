import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { codeOf, damaged, faultOf, readOnly, withFaults } from './faults.ts';
import { DATABASE_VERSION, migrate, versionOf } from './migrations.ts';

// About 30 ms; larger databases are checked row by row as they are read, and whole by `checkStore`.
const CHECK_LIMIT_BYTES = 64 * 1024 * 1024;
const WAL_KEPT_BYTES = 16 * 1024 * 1024;

/** Opens the database at `path` for reading and writing, made or brought up to date where needed. `timeout` is how many
 *  milliseconds it waits for other connections. */
export function openForWriting(path: string, timeout: number): Database.Database {
  return withFaults(path, () => {
    ensureWritable(path);
    return prepared(new Database(path, { timeout }), (db) => {
      versionOf(db, path);
      db.pragma('foreign_keys = ON');
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
      checkSmall(db, path);
      migrate(db, path);
    });
  });
}

/** Opens the database at `path` for reading alone; where the folder can be written, SQLite puts its files for sharing beside it.
 *  Where it cannot share, as on read-only media, what is committed now is read into memory, and later changes are not seen. */
export function openForReading(path: string, timeout: number): Database.Database {
  return withFaults(path, () => {
    if (!existsSync(path)) throw nothingThere(path);
    ensureReadable(path);
    try {
      return readable(new Database(path, { readonly: true, timeout }), path);
    } catch (error) {
      if (!cannotShare(error)) throw error;
      return readable(new Database(snapshot(path), { readonly: true }), path);
    }
  });
}

/** Looks for damage in the structure of an open database: STATE_DAMAGED with what was found. Reads the whole file. */
export function checkWhole(db: Database.Database, path: string): void {
  const found = db.pragma('integrity_check(5)', { simple: true });
  if (found !== 'ok') throw damaged(path, new Error(`integrity_check: ${String(found)}`));
}

function checkSmall(db: Database.Database, path: string): void {
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  if (bytes <= CHECK_LIMIT_BYTES) checkWhole(db, path);
}

/** The connection after `prepare`, closed when that fails. */
function prepared(db: Database.Database, prepare: (db: Database.Database) => void): Database.Database {
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function readable(connection: Database.Database, path: string): Database.Database {
  return prepared(connection, (db) => {
    const version = versionOf(db, path);
    if (version === 0) throw nothingThere(path);
    if (version < DATABASE_VERSION) {
      const message = `${path} was written by an earlier version of this program and has to be made writable once to be updated.`;
      throw new AppError('STATE_READ_ONLY', message);
    }
    checkSmall(db, path);
  });
}

/** Makes the folder of the database at `path`, and throws when folder or file cannot be written. SQLite would open such a file
 *  for reading without a word, and take even exclusive transactions on it for reads. */
export function ensureWritable(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    // What Node.js tells when the disk of a missing folder is read-only.
    throw codeOf(error) === 'ENOENT' ? readOnly(path, error) : error;
  }
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
}

function ensureReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    const message = `${path} cannot be read. Give the user that runs this program the right to read it.`;
    throw new AppError('STATE_READ_ONLY', message, { cause: error });
  }
}

function nothingThere(path: string): AppError {
  const message = `There is no database at ${path} yet. Run \`npm run bulletin -- ingest\` with BULLETIN_STATE writable first.`;
  return new AppError('STATE_READ_ONLY', message);
}

/** Whether an error comes from the files beside the database that WAL needs and that cannot be made here. */
function cannotShare(error: unknown): boolean {
  return /^SQLITE_(CANTOPEN|READONLY|FULL|IOERR_(SHM|LOCK|RDLOCK|ACCESS))/.test(codeOf(error));
}

/** The database as it is committed, as one buffer that needs no log beside it. */
function snapshot(path: string): Buffer {
  const log = `${path}-wal`;
  const bytes = existsSync(log) && statSync(log).size > 0 ? merged(path, log) : readFileSync(path);
  // Bytes 18 and 19 of the header are 2 for WAL, which a database in memory cannot have, and 1 otherwise.
  bytes.fill(1, 18, 20);
  return bytes;
}

/** The bytes of the database with its log worked in, by way of a copy in the folder for temporary files. */
function merged(path: string, log: string): Buffer {
  const folder = temporaryFolder(path);
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    copyFileSync(log, `${copy}-wal`);
    const db = new Database(copy);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return readFileSync(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(path: string): string {
  try {
    return mkdtempSync(join(tmpdir(), 'bulletin-state-'));
  } catch (error) {
    const fault = faultOf(error, join(tmpdir(), 'copy.db'));
    const message =
      `${path} was not closed properly and cannot be written, so it has to be copied to be read, and that failed in ` +
      `${tmpdir()}. Set TMPDIR to a writable folder, or make the state folder writable.`;
    throw new AppError(fault.code, message, { cause: error });
  }
}
