import type { Format } from './document.ts';
import { damaged, encrypted, unsupported } from './format-faults.ts';

const ENTRY_BYTES = 128; // of an OLE2 directory; entries stand at multiples of it in the file
const NAME_BYTES = 64;
const MAX_ENTRIES = 5000; // a document has fewer than a hundred
const END_BYTES = 22 + 0xffff; // a ZIP's last record, with the longest comment

/** Old Office documents, by a stream that each has. */
const OLD_OFFICE = [
  ['WordDocument', 'an old Word document (.doc)'],
  ['Workbook', 'an old Excel workbook (.xls)'],
  ['Book', 'an old Excel workbook (.xls)'],
  ['PowerPoint Document', 'an old PowerPoint presentation (.ppt)'],
  ['__properties_version1.0', 'an Outlook mail (.msg)'],
] as const;

/** Packages in a ZIP, by the beginning of an entry's name. */
const ZIPPED = [
  ['xl/', 'an Excel workbook (.xlsx)'],
  ['ppt/', 'a PowerPoint presentation (.pptx)'],
  ['Index/', 'a Pages document'],
  ['index.apxl', 'a Keynote presentation'],
] as const;

/** What a ZIP or OLE2 file is: both hold many kinds of documents. Throws FILE_UNSUPPORTED, FILE_ENCRYPTED or FILE_DAMAGED. */
export function packageOf(bytes: Uint8Array, path: string): Format {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.readUInt8(0) === 0xd0 ? compoundOf(buffer, path) : zipOf(buffer, path);
}

function compoundOf(bytes: Buffer, path: string): Format {
  const names = streamNames(bytes);
  if (names.size === 0) throw damaged(path, 'is cut short: the list of what is in it is missing');
  if (names.has('EncryptedPackage')) throw encrypted(path, 'an Office document');
  if (names.has('FileHeader') || names.has('\x05HwpSummaryInformation')) return 'hwp';
  const old = OLD_OFFICE.find(([name]) => names.has(name));
  throw unsupported(path, old?.[1] ?? 'a compound file (OLE2) of an unknown kind');
}

/** The names in the directory of an OLE2 file. All places where an entry may stand are looked at: the chain of sectors that leads from
 *  one to the next may be damaged, or a circle. */
function streamNames(bytes: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 512; at + ENTRY_BYTES <= bytes.length && names.size < MAX_ENTRIES; at += ENTRY_BYTES) {
    const length = bytes.readUInt16LE(at + NAME_BYTES); // in bytes, with the zero at its end
    const kind = bytes.readUInt8(at + NAME_BYTES + 2);
    if (length < 4 || length > NAME_BYTES || length % 2 === 1 || kind < 1 || kind > 5) continue;
    names.add(bytes.toString('utf16le', at, at + length - 2));
  }
  return names;
}

function zipOf(bytes: Buffer, path: string): Format {
  const entries = zipEntries(bytes);
  if (entries.length === 0) throw damaged(path, 'is cut short: nothing can be found in it');
  const has = (start: string) => entries.some(({ name }) => name.startsWith(start));
  const format = formatOfEntries(mimetypeOf(bytes), has);
  if (format === null) throw unsupported(path, otherZip(mimetypeOf(bytes), has));
  if (entries.some((entry) => entry.isEncrypted)) throw encrypted(path, 'a document');
  return format;
}

function formatOfEntries(mimetype: string, has: (start: string) => boolean): Format | null {
  if (mimetype === 'application/hwp+zip' || has('Contents/content.hpf') || has('Contents/section0.xml')) return 'hwpx';
  return has('word/') ? 'docx' : null;
}

function otherZip(mimetype: string, has: (start: string) => boolean): string {
  if (mimetype.startsWith('application/vnd.oasis.opendocument.text')) return 'an OpenDocument text (.odt)';
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) return 'an OpenDocument file';
  if (mimetype === 'application/epub+zip') return 'an e-book (EPUB)';
  return ZIPPED.find(([start]) => has(start))?.[1] ?? 'a ZIP archive';
}

/** The content of the entry that tells the kind of package: by its rules it comes first and is not compressed. */
function mimetypeOf(bytes: Buffer): string {
  if (bytes.length < 38 || bytes.toString('latin1', 30, 38) !== 'mimetype') return '';
  const start = 38 + bytes.readUInt16LE(28);
  const size = Math.min(bytes.readUInt32LE(18), 100);
  return bytes.toString('latin1', start, start + size).trim();
}

type ZipEntry = { readonly name: string; readonly isEncrypted: boolean };

/** The entries by the list at the end or, when that is cut off, by what stands before each of them. */
function zipEntries(bytes: Buffer): readonly ZipEntry[] {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const first =
    end === -1 || end + 22 > bytes.length || end < bytes.length - END_BYTES ? -1 : bytes.readUInt32LE(end + 16);
  const listed = first === -1 ? [] : readEntries(bytes, first, CENTRAL);
  return listed.length > 0 ? listed : readEntries(bytes, 0, LOCAL);
}

/** How a record of an entry begins, and where its flags, the length of its name and the name stand in it. */
type EntryRecord = { readonly mark: string; readonly flags: number; readonly length: number; readonly name: number };
const CENTRAL: EntryRecord = { mark: 'PK\x01\x02', flags: 8, length: 28, name: 46 };
const LOCAL: EntryRecord = { mark: 'PK\x03\x04', flags: 6, length: 26, name: 30 };

function readEntries(bytes: Buffer, from: number, { mark, flags, length, name }: EntryRecord): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = bytes.indexOf(mark, from, 'latin1');
  while (at !== -1 && at + name <= bytes.length && entries.length < MAX_ENTRIES) {
    const end = at + name + bytes.readUInt16LE(at + length);
    const isEncrypted = (bytes.readUInt16LE(at + flags) & 1) === 1;
    entries.push({ name: bytes.toString('utf8', at + name, end), isEncrypted });
    at = bytes.indexOf(mark, end, 'latin1');
  }
  return entries;
}
