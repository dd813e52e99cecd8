import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import type { IndexIdentity } from './index-manifest.ts';
import { decodeManifest, encodeManifest, manifestOf, staleness } from './index-manifest.ts';
import type { IndexContents } from './vector-index.ts';
import { VectorIndex } from './vector-index.ts';

const MANIFEST = 'manifest.jsonl';
const INDEX_NAME = /^[0-9a-f]{64}\.hnsw$/;
const TEMPORARY_NAME = /^(\d+)\.(?:hnsw|jsonl)\.tmp$/;

/** More than a disk has left that was full a moment ago. */
const DISK_PROBE_BYTES = 65_536;

/** What reading a saved index gives: the index, or why a new one has to be built. `behind`: made of another sequence of the store, so
 *  that some of its vectors may be others now; `missing`: none was saved; `stale`: sound, but made with another model or settings;
 *  `damaged`: its files are not what was written. */
export type LoadedIndex =
  | { readonly kind: 'loaded'; readonly index: VectorIndex }
  | { readonly kind: 'behind'; readonly index: VectorIndex }
  | UnloadedIndex;

type UnloadedIndex = { readonly kind: 'stale' | 'missing' | 'damaged'; readonly reason: string };
type ReadManifest = { readonly kind: 'read'; readonly bytes: Buffer };

/** A saved `VectorIndex`: a cache in a folder of its own, which may be deleted at any time.
 *
 *  The folder holds `<sha256>.hnsw` and `manifest.jsonl`, which names that file. Both are written beside, checked, flushed to the
 *  disk and then renamed, the manifest last: whenever the process or the machine stops, the manifest names a whole file, the old or the
 *  new one. Within one process use one object for a folder; its work is done one after the other. */
export class IndexFile {
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Saves the index in place of the one before. It may be changed again once this is resolved or rejected; what changes before
   *  the file is written would not be what `identity` says, and is told with INDEX_STALE. Blocks the event loop for about 50 ms for
   *  10,000 vectors of 384 numbers. Rejects with INDEX_STALE, DISK_FULL, STATE_READ_ONLY or INDEX_FAILED; the index saved before
   *  then stays. */
  save(index: VectorIndex, identity: IndexIdentity): Promise<void> {
    const { revision } = index;
    return this.#inTurn(() => this.#save(index, revision, identity));
  }

  /** Reads the index that was saved with this identity, but for the sequence. Whatever is the matter with the files is in the result. */
  load(identity: IndexIdentity): Promise<LoadedIndex> {
    return this.#inTurn(() => this.#load(identity));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done;
    return done;
  }

  async #save(index: VectorIndex, revision: number, identity: IndexIdentity): Promise<void> {
    if (identity.dimension !== index.dimension) {
      const message = `An index of ${index.dimension} numbers a vector cannot be saved as one of ${identity.dimension}. Rebuild the index.`;
      throw new AppError('INDEX_FAILED', message);
    }
    const temporary = (kind: 'hnsw' | 'jsonl') => join(this.#folder, `${process.pid}.${kind}.tmp`);
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#removeLeftovers();
      const contents = await writeIndex(index, revision, temporary('hnsw'));
      const manifest = encodeManifest(manifestOf(identity, contents));
      await writeFile(temporary('jsonl'), manifest, { flag: 'wx', flush: true });
      await flush(temporary('hnsw'), 'r+');
      const file = `${contents.sha256}.hnsw`;
      await this.#rename(temporary('hnsw'), file);
      await this.#rename(temporary('jsonl'), MANIFEST);
      await this.#removeLeftovers(file);
    } catch (cause) {
      await Promise.allSettled([rm(temporary('hnsw'), { force: true }), rm(temporary('jsonl'), { force: true })]);
      throw saveFault(cause, this.#folder);
    }
  }

  /** Flushes the folder too, so that a power cut cannot keep the later of two renamings and lose the earlier. */
  async #rename(temporary: string, name: string): Promise<void> {
    await rename(temporary, join(this.#folder, name));
    // Windows cannot flush a folder.
    if (process.platform !== 'win32') await flush(this.#folder, 'r');
  }

  /** Removes what a stopped process left half written, and where the current file is given, all older ones. */
  async #removeLeftovers(current?: string): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const isOldIndex = current !== undefined && INDEX_NAME.test(name) && name !== current;
      const pid = TEMPORARY_NAME.exec(name)?.[1];
      if (isOldIndex || (pid !== undefined && !isOtherProcess(Number(pid)))) {
        await rm(join(this.#folder, name), { recursive: true, force: true });
      }
    }
  }

  async #load(identity: IndexIdentity): Promise<LoadedIndex> {
    const read = await readManifest(join(this.#folder, MANIFEST));
    if (read.kind !== 'read') return read;
    const decoded = decodeManifest(read.bytes);
    if (decoded.kind !== 'manifest') return decoded;
    const { dimension, file, points, sequence } = decoded.manifest;
    const kind = sequence === identity.sequence ? 'loaded' : 'behind';
    const reason = staleness(decoded.manifest, identity);
    if (reason !== null) return { kind: 'stale', reason };
    const path = join(this.#folder, `${file.sha256}.hnsw`);
    try {
      return { kind, index: await VectorIndex.read(path, { dimension, contents: { ...file, points } }) };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'INDEX_FAILED') throw error;
      return { kind: 'damaged', reason: error.message };
    }
  }
}

async function writeIndex(index: VectorIndex, revision: number, path: string): Promise<IndexContents> {
  // The library writes without telling errors, so the file is made here, where a read-only or missing folder is told.
  await writeFile(path, '', { flag: 'wx' });
  if (index.revision !== revision) {
    throw new AppError(
      'INDEX_STALE',
      'The index was changed before it was saved. Save it again with its new identity.',
    );
  }
  try {
    return await index.write(path);
  } catch (error) {
    // On a full disk this fails with ENOSPC, the true reason; if it succeeds, the first error is the one to tell.
    await appendFile(path, Buffer.alloc(DISK_PROBE_BYTES));
    throw error;
  }
}

async function flush(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readManifest(path: string): Promise<ReadManifest | UnloadedIndex> {
  try {
    // A pipe would be waited for without end.
    if (!(await stat(path)).isFile()) return { kind: 'damaged', reason: `${path} is not a file.` };
    return { kind: 'read', bytes: await readFile(path) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { kind: 'missing', reason: `There is no ${path}.` };
    return { kind: 'damaged', reason: `${path} cannot be read (${errnoOf(error) ?? String(error)}).` };
  }
}

function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0); // signal 0 only asks
  } catch (error) {
    return errnoOf(error) === 'EPERM'; // it runs, but is somebody else's
  }
}

function saveFault(cause: unknown, folder: string): AppError {
  if (cause instanceof AppError) return cause;
  const errno = errnoOf(cause);
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('DISK_FULL', `The disk with ${folder} is full: the index was not saved. Make room.`, {
        cause,
      });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppError('STATE_READ_ONLY', `${folder} cannot be written: the index was not saved. Allow writing.`, {
        cause,
      });
    default: {
      const message = `The index was not saved in ${folder} (${errno ?? String(cause)}). Remove that folder and rebuild the index.`;
      return new AppError('INDEX_FAILED', message, { cause });
    }
  }
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
