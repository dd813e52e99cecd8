import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { codeOf, faultOf, withFaults } from './faults.ts';
import { ensureWritable } from './open-database.ts';

const LOCK_FILE = 'writer.lock';
const HOLDER_FILE = 'writer.pid';

/** The right to write, held until `release` or until the process ends in whatever way. */
export type WriterLock = { readonly release: () => Promise<void> };

/** Takes the right to write in the folder `stateDir`, made where it is missing, without waiting. One process holds it at a
 *  time, once; readers need none. The operating system takes it back from a process that died, so no file ever has to be
 *  deleted by hand. Rejects with STATE_BUSY, naming the holder where it is known, STATE_READ_ONLY or DISK_FULL.
 *  @example const lock = await acquireWriterLock('data/state') */
export async function acquireWriterLock(stateDir: string): Promise<WriterLock> {
  const path = join(stateDir, LOCK_FILE);
  const holder = join(stateDir, HOLDER_FILE);
  return withFaults(path, () => {
    ensureWritable(path);
    const db = new Database(path, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
      writeFileSync(holder, `${process.pid}\n`);
    } catch (error) {
      db.close();
      throw codeOf(error) === 'SQLITE_BUSY' ? busy(stateDir, holder, error) : faultOf(error, path);
    }
    const release = async () => {
      if (!db.open) return;
      rmSync(holder, { force: true });
      db.close();
    };
    return { release };
  });
}

function busy(stateDir: string, holder: string, cause: unknown): AppError {
  const pid = pidIn(holder);
  const who = pid === null ? 'Another process' : `Process ${pid}`;
  const message = `${who} is writing to ${stateDir} already (the bot or an ingest). Wait until it is done, or stop it.`;
  return new AppError('STATE_BUSY', message, { cause });
}

/** The process that wrote the file, or null when there is none: it is written just after the lock was taken. */
function pidIn(holder: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(holder, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : null;
  } catch {
    return null; // the lock tells that someone writes; who it is only helps the operator
  }
}
