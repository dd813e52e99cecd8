import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, posix, resolve } from 'node:path';
import { AppError } from '../errors.ts';

/** What may be a bulletin. Those that cannot be read are listed as well, so that whoever reads them says so. */
const DOCUMENTS = new Set(
  [
    ...['md', 'markdown', 'txt', 'html', 'htm', 'xhtml', 'pdf', 'docx', 'hwp', 'hwpx'],
    ...['mht', 'mhtml', 'doc', 'rtf', 'odt', 'epub', 'hml', 'ppt', 'pptx', 'xls', 'xlsx'],
  ].map((extension) => `.${extension}`),
);
const HIDDEN = /^\./;
const TEMPORARY = /^~\$|~$|^#.*#$|\.(swp|swo|tmp|temp|part|partial|crdownload|bak)$/i;
const ABOUT_THE_FOLDER = /^(readme|licen[cs]e)([^\p{L}]|$)/iu;

/** The bulletins of a folder. `files` are relative to `root`, with `/`, in the order of their names. `skipped` are the files and
 *  folders left out, with the reason; `unreadable` ones ask for the operator's attention, the others do not. */
export type BulletinFiles = {
  readonly root: string;
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
};

/** Something that is not listed: hidden, an editor's leftover, a README or licence, another kind of file (not a document, a device),
 *  a link to what is listed already, or a folder that could not be read. */
type Skipped = {
  readonly path: string;
  readonly reason: 'hidden' | 'temporary' | 'readme' | 'other' | 'linked' | 'unreadable';
};

/** Finds the bulletins in a folder and the folders below it; a path that is a file is that one file. Links are followed, what they
 *  lead to is listed once. Rejects with BULLETIN_DIR_MISSING, or FILE_UNREADABLE when the folder itself cannot be read.
 *  @example await listBulletinFiles('data/bulletins') // => { root: '/…/data/bulletins', files: ['2024/a.md', 'b.md'], skipped: [] } */
export async function listBulletinFiles(path: string): Promise<BulletinFiles> {
  const root = resolve(path);
  const found = await stat(root).catch((error: unknown) => {
    throw missing(root, error);
  });
  if (!found.isDirectory()) return { root: dirname(root), files: [basename(root)], skipped: [] };
  const walk = new Walk(root);
  await walk.folder('');
  await walk.links();
  return walk.result();
}

/** Whether a file or folder of this name may be or hold a bulletin: neither hidden nor an editor's leftover, a download that is not yet
 *  whole, or a README. */
export function isWorthALook(name: string): boolean {
  return reasonToSkip(name) === null;
}

/** Whether a file of this name is listed as a bulletin. */
export function isBulletinName(name: string): boolean {
  return isWorthALook(name) && DOCUMENTS.has(extname(name).toLowerCase());
}

/** The id of the bulletin in a file: the file's name without extension, in lower case, with letters, digits and `._-` alone.
 *  @example bulletinId('2024/주간동향 2024-08-02.md') // => '주간동향-2024-08-02' */
export function bulletinId(path: string): string {
  const name = posix.basename(path).normalize('NFC');
  const id = name
    .replace(/\.\p{L}[\p{L}\p{N}]*$/u, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{N}._-]/gu, '')
    .normalize('NFC'); // letters that were apart may compose now
  if (/[\p{L}\p{N}]/u.test(id)) return id;
  return `bulletin-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** One walk through a folder: what really stands in it first, then what links lead to. */
class Walk {
  readonly #root: string;
  readonly #files: string[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #links: string[] = [];
  readonly #seen = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  async folder(path: string): Promise<void> {
    const entries = await this.#entries(path);
    for (const entry of entries) {
      const below = posix.join(path, entry.name);
      const reason = reasonToSkip(entry.name);
      if (reason !== null) this.#skipped.push({ path: below, reason });
      else if (entry.isSymbolicLink()) this.#links.push(below);
      else if (entry.isDirectory()) await this.folder(below);
      else await this.#file(below);
    }
  }

  /** Follows the links that were found; they may lead to folders with further links. */
  async links(): Promise<void> {
    for (let path = this.#links.shift(); path !== undefined; path = this.#links.shift()) {
      const target = await stat(join(this.#root, path)).catch(() => null); // one that leads nowhere is listed as a file
      if (target?.isDirectory()) await this.folder(path);
      else await this.#file(path);
    }
  }

  result(): BulletinFiles {
    const skipped = [...this.#skipped].sort((a, b) => compareNames(a.path, b.path));
    return { root: this.#root, files: [...this.#files].sort(compareNames), skipped };
  }

  /** What stands in a folder: nothing when it was seen before, as at the end of a loop of links. */
  async #entries(path: string): Promise<Dirent[]> {
    try {
      if (await this.#wasSeen(path)) return [];
      return await readdir(join(this.#root, path), { withFileTypes: true });
    } catch (error) {
      if (path === '') throw unreadable(this.#root, error);
      this.#skipped.push({ path, reason: 'unreadable' });
      return [];
    }
  }

  async #file(path: string): Promise<void> {
    if (!DOCUMENTS.has(extname(path).toLowerCase())) this.#skipped.push({ path, reason: 'other' });
    else if (!(await this.#wasSeen(path).catch(() => false))) this.#files.push(path);
  }

  /** Whether the walk was here before, by this name or through a link; that is noted as skipped. */
  async #wasSeen(path: string): Promise<boolean> {
    const real = await realpath(join(this.#root, path));
    if (this.#seen.has(real)) {
      this.#skipped.push({ path, reason: 'linked' });
      return true;
    }
    this.#seen.add(real);
    return false;
  }
}

function reasonToSkip(name: string): 'hidden' | 'temporary' | 'readme' | null {
  if (HIDDEN.test(name)) return 'hidden';
  if (TEMPORARY.test(name)) return 'temporary';
  return ABOUT_THE_FOLDER.test(name) ? 'readme' : null;
}

/** Systems differ in how they compose the letters of file names: the order does not. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a.normalize('NFC'), b.normalize('NFC')];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : 1;
}

function missing(path: string, cause: unknown): AppError {
  if (!(cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))) {
    return unreadable(path, cause);
  }
  const message = `There is no file or folder ${path}. Make it and put bulletins there, or set BULLETIN_DIR to where they are.`;
  return new AppError('BULLETIN_DIR_MISSING', message, { cause });
}

function unreadable(path: string, cause: unknown): AppError {
  const message = `${path} cannot be read (${String(cause)}). Give the user that runs this program the right to read it.`;
  return new AppError('FILE_UNREADABLE', message, { cause });
}
