import { stat } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import type { Bulletin } from './bulletin/bulletin.ts';
import { daysDiffer, haveSameItems, isSameIssue, mayBeSameIssue } from './bulletin/same-issue.ts';
import { bulletinId } from './documents/list.ts';
import type { BulletinFile, FileOutcome, KeptFile, KnownFile, Store } from './store/store.ts';

/** How a file was found to hold a kept bulletin. */
export type SameBy = Extract<FileOutcome, { kind: 'same' }>['by'];

/** A kept bulletin that another file holds too. */
export type Twin = { readonly kept: KeptFile; readonly by: SameBy };

/** The better a format tells lines, tables and reading order, the earlier. */
const FORMATS: readonly BulletinFile['format'][] = ['text', 'hwpx', 'docx', 'html', 'hwp', 'pdf'];

const CORRECTED = /수정|정정|correct|revised|更正|修订|修正|勘误/iu;

/** Where more is read of the few bulletins that a file may hold too. */
type ShelfStore = Pick<Store, 'stored' | 'bulletin'>;

/** What is kept and what is remembered of files while files are compared with it, in step with the store as the run goes on. */
export class Shelf {
  readonly #kept = new Map<string, KeptFile>();
  readonly #idByPath = new Map<string, string>();
  readonly #noted: Map<string, KnownFile>;
  readonly #store: ShelfStore;
  readonly #bulletinDir: string;

  constructor(
    kept: readonly KeptFile[],
    noted: readonly KnownFile[],
    { store, bulletinDir }: { readonly store: ShelfStore; readonly bulletinDir: string },
  ) {
    this.#noted = new Map(noted.map((file) => [file.path, file]));
    this.#store = store;
    this.#bulletinDir = bulletinDir;
    for (const one of kept) this.#set(one);
  }

  /** The bulletin of this id. */
  kept(id: string): KeptFile | undefined {
    return this.#kept.get(id);
  }

  /** The bulletin that is read from the file of this name. */
  readFrom(name: string): KeptFile | undefined {
    const id = this.#idByPath.get(name);
    return id === undefined ? undefined : this.#kept.get(id);
  }

  /** What is remembered of the file of this name. */
  noted(name: string): KnownFile | undefined {
    return this.#noted.get(name);
  }

  /** Takes over what was saved. */
  put({ bulletin: { id, title, publishedOn }, file: { path, hash }, fingerprint }: KeptFile): void {
    // Not as it is given: a whole bulletin would stay in memory for the run.
    this.#set({ bulletin: { id, title, publishedOn }, file: { path, hash }, fingerprint });
    this.#noted.delete(path);
  }

  /** Takes over what was noted. */
  note(file: KnownFile): void {
    this.#noted.set(file.path, file);
  }

  /** The bulletin that was read from a file with these bytes. */
  twinByBytes(hash: string): Twin | undefined {
    const kept = this.#find(({ file }) => file.hash === hash);
    return kept && { kept, by: 'bytes' };
  }

  /** The bulletin that the file of this name holds too: of one name in one folder, with another extension, unless days of publication
   *  that differ contradict; or the same issue by its content. */
  async twinOf(name: string, bulletin: Bulletin): Promise<Twin | undefined> {
    const beside = this.#find((kept) => isBeside(kept.file.path, name) && !daysDiffer(kept.bulletin, bulletin));
    if (beside !== undefined) return { kept: beside, by: 'name' };
    for (const kept of this.#kept.values()) {
      if (await this.#isSameIssue(kept, bulletin)) return { kept, by: 'content' };
    }
    return undefined;
  }

  /** An id for the bulletin in a file of this name that no other has. */
  freeId(name: string): string {
    const id = bulletinId(name);
    for (let n = 1; ; n++) {
      const free = n === 1 ? id : `${id}-${n}`;
      if (!this.#kept.has(free)) return free;
    }
  }

  /** Whether a bulletin's file is no longer there; one that cannot be looked at counts as there. */
  async isGone({ file }: KeptFile): Promise<boolean> {
    return (await this.#modified(file.path)) === null;
  }

  /** Whether a file rather than the one that a bulletin is read from should give its content: a corrected one by its name, else the
   *  better format, else the one modified later. */
  async isPreferred(candidate: Pick<BulletinFile, 'path' | 'format'>, { bulletin, file }: KeptFile): Promise<boolean> {
    const format = (await this.#store.stored(bulletin.id))?.file.format ?? candidate.format;
    const [ours, theirs] = [isCorrected(candidate.path), isCorrected(file.path)];
    if (ours !== theirs) return ours;
    if (candidate.format !== format) return FORMATS.indexOf(candidate.format) < FORMATS.indexOf(format);
    return ((await this.#modified(candidate.path)) ?? 0) > ((await this.#modified(file.path)) ?? 0);
  }

  #set(kept: KeptFile): void {
    const { id } = kept.bulletin;
    const before = this.#kept.get(id);
    if (before !== undefined && this.#idByPath.get(before.file.path) === id) this.#idByPath.delete(before.file.path);
    this.#kept.set(id, kept);
    this.#idByPath.set(kept.file.path, id);
  }

  /** Looks at more of a kept bulletin only as long as it may be the one: most differ in day or title. */
  async #isSameIssue({ bulletin: { id, ...heading } }: KeptFile, bulletin: Bulletin): Promise<boolean> {
    if (!mayBeSameIssue(heading, bulletin)) return false;
    const overview = (await this.#store.stored(id))?.bulletin;
    if (overview === undefined || !haveSameItems(overview, bulletin)) return false;
    const whole = await this.#store.bulletin(id);
    return whole !== null && isSameIssue(whole, bulletin);
  }

  #find(fits: (kept: KeptFile) => boolean): KeptFile | undefined {
    for (const kept of this.#kept.values()) if (fits(kept)) return kept;
    return undefined;
  }

  /** When a file was modified, in milliseconds; null when it is gone, 0 when it cannot be told. */
  async #modified(name: string): Promise<number | null> {
    try {
      return (await stat(resolve(this.#bulletinDir, name))).mtimeMs;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      return code === 'ENOENT' || code === 'ENOTDIR' ? null : 0;
    }
  }
}

function isBeside(a: string, b: string): boolean {
  if (posix.dirname(a) !== posix.dirname(b) || posix.extname(a) === posix.extname(b)) return false;
  return bulletinId(a) === bulletinId(b);
}

function isCorrected(path: string): boolean {
  return CORRECTED.test(posix.basename(path).normalize('NFC'));
}
