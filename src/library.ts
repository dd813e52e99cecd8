import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Warning } from './bulletin/bulletin.ts';
import type { SetAside } from './documents/keep-file.ts';
import { bringBack, bulletinFileName, dropFile, keepFile, setAside } from './documents/keep-file.ts';
import { listBulletinFiles } from './documents/list.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestOptions, IngestReport } from './ingest.ts';
import type { KeptFile, Store, StoredBulletin } from './store/store.ts';

/** What became of a file. `added` and `updated`: it was read, as a bulletin that is new or was known. `same`: it holds a bulletin that
 *  is read from another file. `failed`: it cannot be read, and is not kept. `waiting`: it is kept in the folder, and will be read when
 *  what `code` names is over. */
export type Added =
  | { readonly kind: 'added' | 'updated'; readonly bulletin: StoredBulletin; readonly warnings: readonly Warning[] }
  | { readonly kind: 'same'; readonly bulletin: StoredBulletin }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'waiting'; readonly code: ErrorCode };

export type LibraryOptions = {
  readonly bulletinDir: string;
  readonly store: Pick<Store, 'keptFiles' | 'notedFiles' | 'stored' | 'remove' | 'forgetFile'>;
  /** Brings store and catalog in step with files. Throws STATE_BUSY while another run is under way. */
  readonly ingest: (paths: readonly string[], onProgress?: IngestOptions['onProgress']) => Promise<IngestReport>;
  /** Runs a change of the store as its only writer, and lets the catalog follow. Throws STATE_BUSY likewise. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => Date;
  /** Waits for a while before another try. */
  readonly pause: () => Promise<void>;
};

/** How often a change is tried while another run is under way. */
const TRIES = 60;

/** Adds files to the bulletins folder, and takes bulletins out of it, while the program runs. */
export class Library {
  readonly #options: LibraryOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  /** Writes a file into the bulletins folder under its name or one like it, and reads it; a file that cannot be read, or that is there
   *  already, is not kept. Throws FOLDER_READ_ONLY, DISK_FULL, BULLETIN_DIR_MISSING or NO_BULLETINS (the folder is empty although
   *  bulletins are kept from there): then nothing was changed. */
  add(given: string, bytes: Uint8Array, onProgress?: IngestOptions['onProgress']): Promise<Added> {
    return this.#inTurn(() => this.#add(given, bytes, onProgress));
  }

  /** Takes a bulletin out: its files go to the hidden folder `.removed` of the bulletins folder, and nothing of it is found any more.
   *  Gives the names that its files had, none where they stand elsewhere; null when there is no such bulletin. Throws STATE_BUSY,
   *  FOLDER_READ_ONLY or a fault of the store: then all is as before. */
  remove(bulletinId: string): Promise<readonly string[] | null> {
    return this.#inTurn(() => this.#patiently(() => this.#options.exclusively(() => this.#remove(bulletinId))));
  }

  async #add(given: string, bytes: Uint8Array, onProgress: IngestOptions['onProgress']): Promise<Added> {
    const { bulletinDir, store } = this.#options;
    const before = await store.keptFiles();
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = before.find(({ file }) => file.hash === hash);
    if (known !== undefined) return { kind: 'same', bulletin: await this.#stored(known.bulletin.id) };
    await this.#ensureMounted(before.length);
    const name = await keepReadable(bulletinDir, given, bytes);
    if (typeof name !== 'string') return { kind: 'failed', code: name.code };
    try {
      const report = await this.#patiently(() => this.#options.ingest([join(bulletinDir, name)], onProgress));
      return await this.#outcome(name, report, before);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { kind: 'waiting', code: error.code };
    }
  }

  async #remove(bulletinId: string): Promise<readonly string[] | null> {
    const { bulletinDir, store, now } = this.#options;
    const stored = await store.stored(bulletinId);
    if (stored === null) return null;
    const noted = await store.notedFiles();
    // Another file of the same bulletin would take over.
    const copies = noted.filter(({ outcome }) => outcome.kind === 'same' && outcome.bulletinId === bulletinId);
    const names = [stored.file, ...copies].map(({ path }) => path).filter((path) => !isAbsolute(path));
    const moved: (SetAside & { readonly name: string })[] = [];
    try {
      for (const name of names) {
        const aside = await setAside(bulletinDir, name, now());
        if (aside !== null) moved.push({ ...aside, name });
      }
      await store.remove(bulletinId);
    } catch (error) {
      for (const one of moved) await bringBack(one);
      throw error;
    }
    for (const { path } of copies) await store.forgetFile(path);
    return moved.map(({ name }) => name);
  }

  /** An empty folder is most likely a disk that is not mounted: with one file in it all others would count as removed. */
  async #ensureMounted(kept: number): Promise<void> {
    const { bulletinDir } = this.#options;
    const { files } = await listBulletinFiles(bulletinDir);
    if (files.length > 0 || kept === 0) return;
    const message = `${bulletinDir} is empty, but ${kept} bulletins are kept from there. Nothing was changed. Check that it is mounted.`;
    throw new AppError('NO_BULLETINS', message);
  }

  async #outcome(name: string, report: IngestReport, before: readonly KeptFile[]): Promise<Added> {
    const failed = report.failed.find(({ file }) => file === name);
    if (failed !== undefined) {
      await dropFile(this.#options.bulletinDir, name);
      await this.#options.store.forgetFile(name);
      return { kind: 'failed', code: failed.code };
    }
    const same = report.same.find(({ file }) => file === name);
    if (same !== undefined) return { kind: 'same', bulletin: await this.#stored(same.as) };
    // Whoever watches the folder may have read the file before.
    const kept = (await this.#options.store.keptFiles()).find(({ file }) => file.path === name);
    if (kept === undefined) throw new AppError('INTERNAL', `${name} was ingested, but no bulletin is kept from it.`);
    const { id } = kept.bulletin;
    const told = report.bulletins.find((one) => one.id === id);
    const bulletin = await this.#stored(id);
    const kind = before.some((one) => one.bulletin.id === id) ? 'updated' : 'added';
    return { kind, bulletin, warnings: told?.warnings ?? bulletin.file.warnings };
  }

  async #stored(bulletinId: string): Promise<StoredBulletin> {
    const stored = await this.#options.store.stored(bulletinId);
    if (stored === null) throw new AppError('INTERNAL', `The bulletin "${bulletinId}" is gone.`);
    return stored;
  }

  /** One change after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {}); // told to whoever asked for it
    return result;
  }

  /** Tries again as long as another run is under way, up to a bound. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'STATE_BUSY') || left === 0) throw error;
        await this.#options.pause();
      }
    }
  }
}

/** Keeps a file that may be a bulletin; gives its name, or why it is none. */
async function keepReadable(folder: string, given: string, bytes: Uint8Array): Promise<string | AppError> {
  let name: string;
  try {
    name = bulletinFileName(given, bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return keepFile(folder, name, bytes);
}
