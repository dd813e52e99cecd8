import { extname } from 'node:path';
import type { Format } from './document.ts';
import { damaged, unsupported } from './format-faults.ts';
import { markupOf } from './markup-format.ts';
import { packageOf } from './package-format.ts';

/** Where in files that cannot be read which mark stands, in Latin-1, and what they are. */
const MARKS = [
  [0, '{\\rtf', 'an RTF document'],
  [0, '\x89PNG', 'a PNG image'],
  [0, '\xff\xd8\xff', 'a JPEG image'],
  [0, 'GIF87a', 'a GIF image'],
  [0, 'GIF89a', 'a GIF image'],
  [0, 'II*\0', 'a TIFF image'],
  [0, 'MM\0*', 'a TIFF image'],
  [0, '\x1f\x8b', 'a gzip archive'],
  [0, '7z\xbc\xaf', 'a 7z archive'],
  [0, 'Rar!\x1a', 'a RAR archive'],
  [0, 'BZh91AY', 'a bzip2 archive'],
  [0, '\xfd7zXZ', 'an xz archive'],
  [0, 'ALZ\x01', 'an ALZ archive'],
  [0, '\x7fELF', 'a program'],
  [0, 'SQLite format 3\0', 'a database'],
  [0, '%!PS', 'a PostScript document'],
] as const;

/** Marks that a text may have there as well; these files have zero bytes near their beginning, and texts have none. */
const MARKS_WITH_ZEROS = [
  [0, 'BM', 'a BMP image'],
  [0, 'MZ', 'a program'],
  [0, 'EGGA', 'an EGG archive'],
  [4, 'ftyp', 'a film or a photograph (MP4, HEIC)'],
  [8, 'WEBP', 'a WebP image'],
] as const;

const HEAD_BYTES = 4096;
const PDF_HEAD_BYTES = 1024; // where a PDF's mark may stand, after what a mail or web server put before it
const PDF_TAIL_BYTES = 2048;
/** Formats that no text has: a file of such a name that is neither was damaged on its way. */
const NEVER_TEXT = new Set(['.pdf', '.hwp', '.hwpx', '.docx', '.doc', '.odt', '.pptx', '.xlsx']);

/** What a file is, by its content: its name decides only where the content can't tell (a piece of HTML, an empty file). Throws
 *  FILE_UNSUPPORTED, FILE_ENCRYPTED or FILE_DAMAGED, with what it is and what to do; `path` is for the message and its extension.
 *  @example formatOf(Buffer.from('%PDF-1.7 …'), 'weekly.md') // => 'pdf' */
export function formatOf(bytes: Uint8Array, path: string): Format {
  const extension = extname(path).toLowerCase();
  const head = latin1(bytes.subarray(0, HEAD_BYTES));
  if (isPdf(bytes, head)) return 'pdf';
  if (head.startsWith('HWP Document File')) return 'hwp'; // version 3; the reader says what to do
  if (head.startsWith('PK\x03\x04') || head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    return packageOf(bytes, path);
  }
  const marks = head.includes('\0') ? [...MARKS, ...MARKS_WITH_ZEROS] : MARKS;
  const marked = marks.find(([at, mark]) => head.startsWith(mark, at));
  if (marked !== undefined) throw unsupported(path, marked[2]);
  const markup = markupOf(head, extension);
  if (markup.kind === 'html') return 'html';
  if (markup.kind === 'other') throw unsupported(path, markup.what);
  if (NEVER_TEXT.has(extension)) ensureWhole(bytes, path, extension);
  return 'text';
}

/** A mark that is not the first thing counts only with the end of a PDF: a text may speak of it. */
function isPdf(bytes: Uint8Array, head: string): boolean {
  if (/^(\xef\xbb\xbf)?\s*%PDF-/.test(head)) return true;
  return (
    head.slice(0, PDF_HEAD_BYTES).includes('%PDF-') && latin1(bytes.subarray(-PDF_TAIL_BYTES)).includes('startxref')
  );
}

function ensureWhole(bytes: Uint8Array, path: string, extension: string): void {
  const isEmpty = bytes.length === 0;
  const isText = !bytes.subarray(0, HEAD_BYTES).includes(0) || isUtf16(bytes);
  if (!isEmpty && isText) return;
  const what = isEmpty ? 'is empty' : `is no ${extension.slice(1).toUpperCase()} by its content, nor text`;
  throw damaged(path, what);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
