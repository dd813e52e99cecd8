import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { AppError } from '../errors.ts';
import { ensureHarmlessXml } from './xml-limits.ts';

const MEGABYTE = 1024 * 1024;
const LIMITS = { entryBytes: 16 * MEGABYTE, totalBytes: 32 * MEGABYTE, entries: 500 };

/** How much an archive may hold once inflated: bytes of one entry and of all, and the number of entries. */
export type ArchiveLimits = { readonly entryBytes: number; readonly totalBytes: number; readonly entries: number };

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
};

const DIRECTORY_END_LENGTH = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_LENGTH = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_LENGTH = 30;
const ENCRYPTED = 0x2041; // by the old way, by the strong one, or with the directory itself encrypted
const STORED = 0;
const DEFLATED = 8;
const ZIP64_16 = 0xffff;
const ZIP64_32 = 0xffffffff;

const inflate = promisify(inflateRaw);

/** Makes sure that a ZIP archive, as DOCX and HWPX are, can be given to a parser: every entry is inflated within the limits, whatever
 *  size it claims, and its XML is looked at. By default 16 MB an entry, 32 MB in all, 500 entries. Throws FILE_HARMFUL (too
 *  much of anything, entries that share bytes, ZIP64, document types), FILE_ENCRYPTED or FILE_DAMAGED. */
export async function ensureHarmlessArchive(bytes: Uint8Array, limits: ArchiveLimits = LIMITS): Promise<void> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, directory } = readDirectory(archive, limits.entries);
  let total = 0;
  for (const { entry, data } of contentsOf(archive, entries, directory)) {
    const content = await inflated(entry, data, Math.min(limits.entryBytes, limits.totalBytes - total));
    total += content.length;
    ensureHarmlessXml(content, entry.name);
  }
}

/** An entry of an archive that `ensureHarmlessArchive` let pass, as text; null when there is none of that name. */
export async function textOfEntry(bytes: Uint8Array, name: string): Promise<string | null> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, directory } = readDirectory(archive, LIMITS.entries);
  const found = contentsOf(archive, entries, directory).find(({ entry }) => entry.name === name);
  return found === undefined ? null : (await inflated(found.entry, found.data, LIMITS.entryBytes)).toString('utf8');
}

/** The entries by the directory at the end. It has to stand just before its end record and begin where that says: parsers that trust
 *  one or the other then see the same entries. */
function readDirectory(
  archive: Buffer,
  most: number,
): { readonly entries: readonly Entry[]; readonly directory: number } {
  const end = archive.lastIndexOf(Uint8Array.of(0x50, 0x4b, 0x05, 0x06));
  if (end === -1 || end + DIRECTORY_END_LENGTH > archive.length) throw damaged('its end is missing');
  const [disks, count] = [archive.readUInt32LE(end + 4), archive.readUInt16LE(end + 10)];
  const [length, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  if (count === ZIP64_16 || length === ZIP64_32 || start === ZIP64_32) throw zip64();
  if (count > most) throw harmful(`it holds more than ${most} files`);
  if (disks !== 0) throw damaged('it is a part of a divided archive');
  if (start + length !== end || archive.readUInt16LE(end + 20) !== archive.length - end - DIRECTORY_END_LENGTH) {
    throw damaged('its list of files is not where it should be');
  }
  const entries: Entry[] = [];
  let at = start;
  for (; at < end && entries.length < count; at = entryEnd(archive, at)) entries.push(entryAt(archive, at, end));
  if (at !== end || entries.length !== count) throw damaged('its list of files is not whole');
  return { entries, directory: start };
}

function entryAt(archive: Buffer, at: number, end: number): Entry {
  const isWhole = at + DIRECTORY_ENTRY_LENGTH <= end && archive.readUInt32LE(at) === DIRECTORY_ENTRY;
  if (!isWhole || entryEnd(archive, at) > end) throw damaged('its list of files is not whole');
  const nameEnd = at + DIRECTORY_ENTRY_LENGTH + archive.readUInt16LE(at + 28);
  const entry = {
    name: archive.toString('utf8', at + DIRECTORY_ENTRY_LENGTH, nameEnd),
    method: archive.readUInt16LE(at + 10),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    header: archive.readUInt32LE(at + 42),
  };
  if ((archive.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw encrypted();
  if (entry.packed === ZIP64_32 || entry.size === ZIP64_32 || entry.header === ZIP64_32) throw zip64();
  if (entry.method !== STORED && entry.method !== DEFLATED) throw damaged(`${entry.name} is packed in an unknown way`);
  return entry;
}

function entryEnd(archive: Buffer, at: number): number {
  const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)); // of name, extra field and comment
  return at + DIRECTORY_ENTRY_LENGTH + lengths.reduce((sum, length) => sum + length, 0);
}

/** The packed bytes of each entry, in the order of the file. Entries that share bytes let a small file inflate to a large one. */
function contentsOf(archive: Buffer, entries: readonly Entry[], directory: number) {
  let end = 0;
  return [...entries]
    .sort((a, b) => a.header - b.header)
    .map((entry) => {
      const { header, name, packed } = entry;
      if (header < end) throw harmful(`${name} shares its bytes with another file in it`);
      if (header + LOCAL_HEADER_LENGTH > directory || archive.readUInt32LE(header) !== LOCAL_HEADER) {
        throw damaged(`${name} is not where it should be`);
      }
      const start =
        header + LOCAL_HEADER_LENGTH + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      end = start + packed;
      if (end > directory) throw damaged(`${name} is not whole`);
      return { entry, data: archive.subarray(start, end) };
    });
}

async function inflated({ name, method, size }: Entry, data: Buffer, most: number): Promise<Buffer> {
  if (method === STORED && data.length > most) throw tooLarge(name);
  const content = method === STORED ? data : await inflateUpTo(name, data, most);
  if (content.length !== size) throw damaged(`${name} has another size than it says`);
  return content;
}

async function inflateUpTo(name: string, data: Buffer, most: number): Promise<Buffer> {
  if (most < 1) throw tooLarge(name);
  try {
    return await inflate(data, { maxOutputLength: most });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? tooLarge(name) : damaged(`${name} cannot be unpacked`, cause);
  }
}

function tooLarge(name: string): AppError {
  return harmful(`${name} is larger than a document needs once unpacked`);
}

function zip64(): AppError {
  return harmful('it is in the ZIP64 format for archives over 4 GB');
}

function harmful(what: string): AppError {
  const message = `It could harm the program that reads it: ${what}. Save the document anew without large pictures, or as PDF.`;
  return new AppError('FILE_HARMFUL', message);
}

function encrypted(): AppError {
  return new AppError('FILE_ENCRYPTED', 'It needs a password. Open it and save it without one, or remove it.');
}

function damaged(what: string, cause?: unknown): AppError {
  const message = `It is damaged: ${what}. Copy it here again from where it came from, or save it anew.`;
  return new AppError('FILE_DAMAGED', message, { cause });
}
