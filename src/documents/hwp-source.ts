import { inflateRawSync } from 'node:zlib';
import { oleStreams } from './ole.ts';

/** What a file itself holds, read without the library that reads its structure. `pieces` are its runs of text in the order of the file,
 *  empty where they cannot be reached. `isMixed` says of a paragraph's text whether it is bold in part,
 *  `tablePlaces` how many cells its tables claim to have in rows times columns. */
export type HwpSource = {
  readonly pieces: readonly string[];
  readonly isMixed: (text: string) => boolean;
  readonly tablePlaces: number;
};

const COMPRESSED = 1;
/** Text under a password, or in a distribution document, where a notice stands in its place. */
const ENCIPHERED = 2 | 4;
const FLAGS_AT = 36;
const CHARACTER_SHAPE = 21; // HWPTAG_CHAR_SHAPE
const PARAGRAPH_TEXT = 67; // HWPTAG_PARA_TEXT
const PARAGRAPH_SHAPES = 68; // HWPTAG_PARA_CHAR_SHAPE: pairs of a place and the number of the shape from there on
const TABLE = 77; // HWPTAG_TABLE: attributes, then the numbers of rows and columns
const ATTRIBUTES_AT = 46; // of a character shape
const BOLD = 2;
const LONG_RECORD = 0xfff; // the size follows the header
const MAX_SECTION_BYTES = 64 * 1024 * 1024;
const END_OF_DIRECTORY = 'PK\x05\x06';
const CENTRAL_ENTRY = 0x02014b50;
const DEFLATED = 8;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** Pieces are compared by runs of as many letters. */
const GRAM = 3;
/** The share of its runs with which a piece counts as found: marks and numbers may have been put in between. */
const FOUND_SHARE = 0.8;

const UNREADABLE: HwpSource = { pieces: [], isMixed: () => false, tablePlaces: 0 };

/** The runs of text of an HWP 5 file: those of all its paragraphs, also in tables, shapes, notes, headers and footers. */
export function hwpSource(bytes: Uint8Array): HwpSource {
  const streams = oleStreams(bytes);
  const header = streams.get('FileHeader');
  const flags = header !== undefined && header.length >= FLAGS_AT + 4 ? header.readUInt32LE(FLAGS_AT) : 0;
  if ((flags & ENCIPHERED) !== 0) return UNREADABLE;
  const recordsAt = (path: string) =>
    recordsOf(inflated(streams.get(path) ?? Buffer.alloc(0), (flags & COMPRESSED) !== 0));
  const sections = [...streams.keys()].filter((path) => path.startsWith('BodyText/Section')).map(recordsAt);
  const isBold = boldShapes(recordsAt('DocInfo'));
  const mixed = new Set(sections.flatMap((records) => mixedTexts(records, isBold)));
  const texts = sections.flatMap((records) => records.filter(({ tag }) => tag === PARAGRAPH_TEXT));
  return {
    pieces: texts.flatMap(({ data }) => runs(data)),
    isMixed: (text) => mixed.has(lettersOf(text)),
    tablePlaces: sections.flatMap((records) => records.map(placesIn)).reduce((sum, places) => sum + places, 0),
  };
}

/** The runs of text of an HWPX file: those of `hp:t` in its sections. */
export function hwpxSource(bytes: Uint8Array): HwpSource {
  const sections = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { ...UNREADABLE, pieces: sections.flatMap((section) => textElements(section.toString('utf8'))) };
}

/** How much of a file's runs of text is not in what was read of it, in letters and digits, with the first run that is missing; null when
 *  nothing is. Where it stands does not matter, and what a file repeats counts once. */
export function missingFrom(
  pieces: readonly string[],
  text: string,
): { readonly letters: number; readonly allLetters: number; readonly first: string } | null {
  const known = new Set(grams(lettersOf(text)));
  let [letters, allLetters, first] = [0, 0, ''];
  for (const piece of new Set(pieces)) {
    const own = lettersOf(piece);
    allLetters += own.length;
    const all = grams(own);
    if (all.filter((gram) => known.has(gram)).length >= all.length * FOUND_SHARE) continue;
    if (first === '') first = piece.trim().slice(0, 40);
    letters += own.length;
  }
  return letters === 0 ? null : { letters, allLetters, first };
}

/** Letters and digits alone. Hancom stores symbols of its fonts as letters of the Yi script, which Korean documents do not have. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]|\p{Script=Yi}/gu, '');
}

function grams(letters: string): readonly string[] {
  return Array.from({ length: Math.max(0, letters.length - GRAM + 1) }, (_, i) => letters.slice(i, i + GRAM));
}

/** Empty when the bytes are damaged: the library reports that. */
function inflated(bytes: Buffer, isCompressed: boolean): Buffer {
  if (!isCompressed) return bytes;
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_SECTION_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}

type HwpRecord = { readonly tag: number; readonly data: Buffer };

function recordsOf(stream: Buffer): readonly HwpRecord[] {
  const records: HwpRecord[] = [];
  for (let at = 0; at + 4 <= stream.length; ) {
    const header = stream.readUInt32LE(at);
    const isLong = header >>> 20 === LONG_RECORD && at + 8 <= stream.length;
    const from = at + (isLong ? 8 : 4);
    at = from + (isLong ? stream.readUInt32LE(at + 4) : header >>> 20);
    records.push({ tag: header & 0x3ff, data: stream.subarray(from, at) });
  }
  return records;
}

function placesIn({ tag, data }: HwpRecord): number {
  return tag === TABLE && data.length >= 8 ? data.readUInt16LE(4) * data.readUInt16LE(6) : 0;
}

/** For each character shape of a document, in their order, whether it is bold. */
function boldShapes(records: readonly HwpRecord[]): readonly boolean[] {
  return records
    .filter(({ tag }) => tag === CHARACTER_SHAPE)
    .map(({ data }) => data.length >= ATTRIBUTES_AT + 4 && (data.readUInt32LE(ATTRIBUTES_AT) & BOLD) !== 0);
}

/** The letters of the paragraphs that are bold in part. */
function mixedTexts(records: readonly HwpRecord[], isBold: readonly boolean[]): readonly string[] {
  return records.flatMap(({ tag, data }, i) => {
    const text = records[i - 1];
    if (tag !== PARAGRAPH_SHAPES || text?.tag !== PARAGRAPH_TEXT) return [];
    const looks = Array.from(
      { length: Math.floor(data.length / 8) },
      (_, at) => isBold[data.readUInt32LE(at * 8 + 4)] ?? false,
    );
    return new Set(looks).size > 1 ? [lettersOf(runs(text.data).join(''))] : [];
  });
}

/** The text between control characters. Those of a table, a field or a tab take seven more places, the others one. */
function runs(text: Buffer): readonly string[] {
  const units = Array.from({ length: Math.floor(text.length / 2) }, (_, i) => text.readUInt16LE(i * 2));
  let run = '';
  const found: string[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit >= 32) {
      run += String.fromCharCode(unit);
      continue;
    }
    found.push(run);
    run = '';
    const isShort = unit === 0 || unit === 10 || unit === 13 || unit >= 24;
    if (!isShort) i += 7;
  }
  return [...found, run].filter((piece) => piece.trim() !== '');
}

/** The sections of a ZIP archive; none when it is damaged or too large, which the library reports. */
function entriesOf(file: Buffer): readonly Buffer[] {
  const end = file.lastIndexOf(END_OF_DIRECTORY, undefined, 'latin1');
  if (end === -1 || end + 20 > file.length) return [];
  const sections: Buffer[] = [];
  for (let at = file.readUInt32LE(end + 16); at + 46 <= file.length; ) {
    if (file.readUInt32LE(at) !== CENTRAL_ENTRY) break;
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const method = file.readUInt16LE(at + 10);
    const start = file.readUInt32LE(at + 42);
    if (/^Contents\/section\d+\.xml$/i.test(name) && start + 30 <= file.length) {
      const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
      sections.push(inflated(file.subarray(from, from + file.readUInt32LE(at + 20)), method === DEFLATED));
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return sections;
}

function textElements(xml: string): readonly string[] {
  const pieces: string[] = [];
  let isText = false;
  for (const piece of xml.split('<')) {
    const end = piece.indexOf('>');
    const tag = piece.slice(0, end);
    if (/^(?:\w+:)?t(?:\s|$)/.test(tag)) isText = !tag.endsWith('/');
    else if (/^\/(?:\w+:)?t$/.test(tag)) isText = false;
    const text = isText ? unescaped(piece.slice(end + 1)) : '';
    if (text.trim() !== '') pieces.push(text);
  }
  return pieces;
}

function unescaped(xml: string): string {
  return xml.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
