import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteError } from 'better-sqlite3';
import { AppError } from '../errors.ts';

/** Runs a step of work on the database file at `path`; what goes wrong is thrown as an `AppError` that says what to do. */
export function withFaults<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultOf(error, path);
  }
}

/** An error of SQLite or of the file system as an `AppError`; an `AppError` stays as it is. */
export function faultOf(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const folder = dirname(path);
  if (isFull(code, folder)) {
    const message = `The disk with ${folder} is full. Nothing that was kept before is lost. Make room and try again.`;
    return new AppError('DISK_FULL', message, { cause: error });
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const message = `${path} is in use by another process. Try again when that one is done.`;
    return new AppError('STATE_BUSY', message, { cause: error });
  }
  // The statements are fixed, so that an error in one (SQLITE_ERROR) comes from the tables it names.
  if (/^SQLITE_(ERROR$|CORRUPT|NOTADB|FORMAT|IOERR_(READ|SHORT_READ|DATA|CORRUPTFS))/.test(code)) {
    return damaged(path, error);
  }
  if (/^(SQLITE_(READONLY|PERM|AUTH|CANTOPEN)|EROFS$|EACCES$|EPERM$)/.test(code)) return readOnly(path, error);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    const message = `BULLETIN_STATE has to be a folder, but ${folder} is not one and cannot be made one. Name another folder.`;
    return new AppError('CONFIG_INVALID', message, { cause: error });
  }
  return new AppError('INTERNAL', `Working with ${path} failed (${code || String(error)}).`, { cause: error });
}

/** STATE_DAMAGED with what to do. The damaged file is left as it is. */
export function damaged(path: string, cause: unknown): AppError {
  const message =
    `The database ${path} is damaged. It was left as it is. Move it away together with ${path}-wal and ${path}-shm ` +
    '(where they exist) and run `npm run bulletin -- ingest`: the bulletins are read again from their files.';
  return new AppError('STATE_DAMAGED', message, { cause });
}

/** STATE_READ_ONLY with what to do. */
export function readOnly(path: string, cause: unknown): AppError {
  const message = `${path} cannot be written. Make it and its folder writable, or set BULLETIN_STATE to a folder that is.`;
  return new AppError('STATE_READ_ONLY', message, { cause });
}

/** The code of an error of SQLite (SQLITE_BUSY) or of the system (ENOENT); empty when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/** SQLite tells a full disk by SQLITE_FULL, but where it cannot grow its shared memory or a quota ends by other errors. */
function isFull(code: string, folder: string): boolean {
  if (/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/.test(code)) return true;
  return /^SQLITE_(IOERR|CANTOPEN)/.test(code) && hasNoRoom(folder);
}

function hasNoRoom(folder: string): boolean {
  try {
    return statfsSync(folder).bavail === 0;
  } catch {
    return false; // a folder that cannot be asked is no sign of a full disk: the first error is told
  }
}
