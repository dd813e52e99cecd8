import { stat } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import type { Bulletin } from './bulletin/bulletin.ts';
import { isSameIssue } from './bulletin/same-issue.ts';
import { bulletinId } from './documents/list.ts';
import type { FileOutcome, KnownFile, StoredBulletin } from './store/store.ts';

/** A kept bulletin as far as files are compared with it. */
export type Kept = Pick<StoredBulletin, 'bulletin' | 'file' | 'fingerprint'>;

/** How a file was found to hold a kept bulletin. */
export type SameBy = Extract<FileOutcome, { kind: 'same' }>['by'];

/** A kept bulletin that another file holds too. */
export type Twin = { readonly kept: Kept; readonly by: SameBy };

/** The better a format tells lines, tables and reading order, the earlier. */
const FORMATS: readonly StoredBulletin['file']['format'][] = ['text', 'hwpx', 'docx', 'html', 'hwp', 'pdf'];

const CORRECTED = /수정|정정|correct|revised|更正|修订|修正|勘误/iu;

/** What is kept and what is remembered of files while files are compared with it, in step with the store as the run goes on. */
export class Shelf {
  readonly #kept: Map<string, Kept>;
  readonly #noted: Map<string, KnownFile>;
  readonly #bulletinDir: string;

  constructor(kept: readonly Kept[], noted: readonly KnownFile[], bulletinDir: string) {
    this.#kept = new Map(kept.map((one) => [one.bulletin.id, one]));
    this.#noted = new Map(noted.map((file) => [file.path, file]));
    this.#bulletinDir = bulletinDir;
  }

  /** The bulletin of this id. */
  kept(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  /** The bulletin that is read from the file of this name. */
  readFrom(name: string): Kept | undefined {
    return this.#find(({ file }) => file.path === name);
  }

  /** What is remembered of the file of this name. */
  noted(name: string): KnownFile | undefined {
    return this.#noted.get(name);
  }

  /** Takes over what was saved. */
  put(kept: Kept): void {
    this.#kept.set(kept.bulletin.id, kept);
    this.#noted.delete(kept.file.path);
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
  twinOf(name: string, bulletin: Bulletin): Twin | undefined {
    const beside = this.#find((kept) => isBeside(kept.file.path, name) && !daysDiffer(kept.bulletin, bulletin));
    if (beside !== undefined) return { kept: beside, by: 'name' };
    const same = this.#find((kept) => isSameIssue(kept.bulletin, bulletin));
    return same && { kept: same, by: 'content' };
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
  async isGone({ file }: Kept): Promise<boolean> {
    return (await this.#modified(file.path)) === null;
  }

  /** Whether a file rather than the one that a bulletin is read from should give its content: a corrected one by its name, else the
   *  better format, else the one modified later. */
  async isPreferred(candidate: Pick<Kept['file'], 'path' | 'format'>, { file }: Kept): Promise<boolean> {
    const [ours, theirs] = [isCorrected(candidate.path), isCorrected(file.path)];
    if (ours !== theirs) return ours;
    if (candidate.format !== file.format) return FORMATS.indexOf(candidate.format) < FORMATS.indexOf(file.format);
    return ((await this.#modified(candidate.path)) ?? 0) > ((await this.#modified(file.path)) ?? 0);
  }

  #find(fits: (kept: Kept) => boolean): Kept | undefined {
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

function daysDiffer(a: Bulletin, b: Bulletin): boolean {
  return a.publishedOn !== null && b.publishedOn !== null && a.publishedOn !== b.publishedOn;
}
