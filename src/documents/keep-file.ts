import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../errors.ts';
import type { Format } from './document.ts';
import { formatOf } from './format.ts';
import { isBulletinName, isWorthALook } from './list.ts';

/** Bytes of a name without its extension: file systems allow 255 in all, and a number may follow. */
const STEM_BYTES = 180;
/** What no file system, or not each, takes in a name. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu;

const EXTENSIONS: Readonly<Record<Format, string>> = {
  text: '.md',
  html: '.html',
  pdf: '.pdf',
  docx: '.docx',
  hwp: '.hwp',
  hwpx: '.hwpx',
};

/** Where files go that are taken out of the folder: hidden, so that they are no bulletins any more. */
const ASIDE = '.removed';

/** A name for a file of these bytes under which it is listed as a bulletin: without folders or characters that do harm, and with an
 *  extension that fits where it had none. Throws FILE_UNSUPPORTED, FILE_ENCRYPTED or FILE_DAMAGED for what can't be a bulletin.
 *  @example bulletinFileName('../주간 동향', Buffer.from('%PDF-1.7 …')) // => '주간 동향.pdf' */
export function bulletinFileName(given: string, bytes: Uint8Array): string {
  const format = formatOf(bytes, given);
  const base = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = base
    .replace(NOT_IN_NAMES, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  const extension = isBulletinName(`x${extname(clean)}`) ? extname(clean) : EXTENSIONS[format];
  const stem = firstBytes(clean.endsWith(extension) ? clean.slice(0, -extension.length) : clean, STEM_BYTES).trim();
  const name = `${stem || 'bulletin'}${extension}`;
  return isWorthALook(name) ? name : `bulletin-${name.replace(/^[~#$]+/, '')}`;
}

/** Writes a file into a folder under a name that no other has, `name` or one with a number; gives that name. The file is there whole or
 *  not at all, and no other is touched. Throws BULLETIN_DIR_MISSING, DISK_FULL or FOLDER_READ_ONLY. */
export async function keepFile(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const hidden = join(folder, `.incoming-${randomBytes(6).toString('hex')}`);
  try {
    await writeThrough(hidden, bytes);
    for (let n = 1; ; n++) {
      const free = n === 1 ? name : numbered(name, n);
      if (await claimed(hidden, join(folder, free))) return free;
    }
  } catch (error) {
    throw faultOf(error, folder);
  } finally {
    await rm(hidden, { force: true }).catch(() => {}); // what is left is hidden, and no bulletin
  }
}

/** A file that was set aside: where it stood, and where it is now. */
export type SetAside = { readonly from: string; readonly to: string };

/** Moves a file of a folder to its hidden folder `.removed`, under a name that begins with the moment. Null when there is none.
 *  Throws FOLDER_READ_ONLY or DISK_FULL. */
export async function setAside(folder: string, name: string, now: Date): Promise<SetAside | null> {
  const from = join(folder, name);
  const moment = now.toISOString().replace(/[-:]/g, '').replace('.', '');
  const flat = name.split('/').join('-');
  try {
    await makeFolder(join(folder, ASIDE));
    for (let n = 1; ; n++) {
      const to = join(folder, ASIDE, `${moment}-${n === 1 ? flat : numbered(flat, n)}`);
      if (!(await claimed(from, to))) continue;
      await rm(from);
      return { from, to };
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw faultOf(error, folder);
  }
}

/** Moves a file back to where it stood. */
export async function bringBack({ from, to }: SetAside): Promise<void> {
  await rename(to, from);
}

/** Removes a file of a folder that was kept a moment ago. */
export async function dropFile(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the file at `from` the name `to` as well; false when another has it. */
async function claimed(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to).catch(async (error: unknown) => {
      // Some file systems have no second names.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error;
      await copyFile(from, to, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function numbered(name: string, n: number): string {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}-${n}${extension}`;
}

function firstBytes(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

function faultOf(error: unknown, folder: string): AppError {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = `There is no folder ${folder}. Make it or mount its disk, or set BULLETIN_DIR to where the bulletins are.`;
    return new AppError('BULLETIN_DIR_MISSING', message, { cause: error });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk with ${folder} is full. Nothing was changed. Make room and try again.`;
    return new AppError('DISK_FULL', message, { cause: error });
  }
  if (['EROFS', 'EACCES', 'EPERM'].includes(code)) {
    const message = `${folder} cannot be written. Give the user that runs this program the right to write there.`;
    return new AppError('FOLDER_READ_ONLY', message, { cause: error });
  }
  return new AppError('INTERNAL', `Changing ${folder} failed (${code || String(error)}).`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
