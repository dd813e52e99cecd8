import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { LINES_ONLY } from '../bulletin/places.ts';
import { AppError, ofFile } from '../errors.ts';
import { decode } from './decode.ts';
import type { DocumentText } from './document.ts';
import { formatOf } from './format.ts';
import type { IsolationOptions } from './reader-process.ts';
import { readIsolated } from './reader-process.ts';
import { ensureWithin, TEXT_LIMITS } from './text-limits.ts';

const MEGABYTE = 1024 * 1024;
const DEFAULT_MAX_BYTES = 20 * MEGABYTE;
const BLOCK_BYTES = MEGABYTE;

/** A file's bytes, and their SHA-256 in hex. */
export type FileBytes = { readonly bytes: Uint8Array; readonly hash: string };

/** Reads a file's bytes. Throws FILE_UNREADABLE (missing, no permission, not a regular file) or FILE_TOO_LARGE (more than `maxBytes`,
 *  by default 20 MB); each message says what to do.
 *  @example await readBytes('data/bulletins/a.md') // => { bytes: Buffer, hash: '3a7b…' } */
export async function readBytes(
  path: string,
  { maxBytes = DEFAULT_MAX_BYTES }: { readonly maxBytes?: number } = {},
): Promise<FileBytes> {
  const bytes = await regularBytes(path, maxBytes).catch((error: unknown) => {
    throw error instanceof AppError ? error : unreadable(path, error);
  });
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** A file's bytes as Markdown lines, whatever format they are in by their content. Text is decoded here; all else is read in a process
 *  of its own with limits, so no file can harm this one. Throws FILE_UNSUPPORTED, FILE_ENCRYPTED, FILE_NO_TEXT, FILE_DAMAGED,
 *  FILE_HARMFUL, FILE_NOT_TEXT, FILE_ENCODING or FILE_TOO_LARGE; each message begins with `path` and says what to do. */
export async function readDocument(
  bytes: Uint8Array,
  path: string,
  isolation: IsolationOptions = {},
): Promise<DocumentText> {
  const format = formatOf(bytes, path);
  try {
    return format === 'text' ? readText(bytes, path) : await readIsolated(format, bytes, isolation);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, ofFile(path, error.message), { cause: error.cause });
  }
}

function readText(bytes: Uint8Array, path: string): DocumentText {
  const text = decode(bytes, path);
  ensureWithin(text, TEXT_LIMITS);
  return { format: 'text', text, places: LINES_ONLY, warnings: [] };
}

async function regularBytes(path: string, maxBytes: number): Promise<Buffer> {
  // Opening a device may already have effects, so it is looked at before; and without waiting, should a pipe stand there by then.
  ensureRegular(await stat(path), path);
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    ensureRegular(found, path);
    if (found.size > maxBytes) throw tooLarge(path, maxBytes);
    return await readUpTo(file, maxBytes, path);
  } finally {
    await file.close();
  }
}

/** All bytes of a file, however long it is by now; FILE_TOO_LARGE as soon as it has grown too long. */
async function readUpTo(file: FileHandle, maxBytes: number, path: string): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (let length = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(BLOCK_BYTES), 0, BLOCK_BYTES);
    if (bytesRead === 0) return Buffer.concat(blocks);
    length += bytesRead;
    if (length > maxBytes) throw tooLarge(path, maxBytes);
    blocks.push(buffer.subarray(0, bytesRead));
  }
}

function ensureRegular(found: { isFile(): boolean; isDirectory(): boolean }, path: string): void {
  if (found.isFile()) return;
  const kind = found.isDirectory() ? 'a folder' : 'a device, pipe or socket';
  throw new AppError(
    'FILE_UNREADABLE',
    `${path} is ${kind}, not a file. Name a file, or move it out of the bulletins folder.`,
  );
}

function tooLarge(path: string, maxBytes: number): AppError {
  const limit = `${Math.round((maxBytes / MEGABYTE) * 10) / 10} MB`;
  return new AppError(
    'FILE_TOO_LARGE',
    `${path} has more than ${limit}. Split it into several files, one for each issue.`,
  );
}

function unreadable(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = `${path} cannot be read: ${reasonFor(code)}`;
  return new AppError('FILE_UNREADABLE', message, { cause });
}

function reasonFor(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file, or it is a link to one that is gone. Put it back, or remove the link.';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied. Give the user that runs this program the right to read it.';
    case 'ELOOP':
      return 'it is a link that leads back to itself. Remove the link.';
    default:
      return `the system reports ${code || 'an error'}. Check the file and the disk.`;
  }
}
