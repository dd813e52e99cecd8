import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors.ts';
import { decodeKorean } from './korean.ts';

/** Of the letters outside of ASCII, the least share of Hangul in a text that is taken for Korean. Chinese text in GB 2312 also
 *  reads as EUC-KR, with half of its letters as syllables by accident. */
const HANGUL_SHARE = 0.8;
/** The 60 most frequent syllables of KorQuAD, half of all there; by accident they come up in fewer than one in ten. */
const COMMON_SYLLABLES =
  /[이다에의는을하로고한지가서대은기를사시으인도정일해리아했라년스어자전나수과국부들그있었주장제상되게적보와위만원여선월]/g;
const COMMON_SHARE = 0.25;
/** How many characters are looked at to tell what a text is. */
const SAMPLE_LENGTH = 100_000;
/** The largest share of control characters in a text; what has more is something else. */
const CONTROL_SHARE = 0.02;

/** The text of a file's bytes: in UTF-8, in UTF-16 with a mark, or in EUC-KR/CP949. The mark is left out, all else stays as it is.
 *  Throws FILE_NOT_TEXT or FILE_ENCODING, with the place of the first byte that is wrong; `path` is for the message.
 *  @example decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'a.md') // => 'a' */
export function decode(bytes: Uint8Array, path: string): string {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  const text = decodeAny(bytes, head, path);
  ensureText(text, path);
  return text;
}

function decodeAny(bytes: Uint8Array, head: string, path: string): string {
  if (head.startsWith('\xff\xfe\0\0') || head.startsWith('\0\0\xfe\xff')) throw wrongEncoding(path, 'it is UTF-32');
  if (head.startsWith('\xff\xfe')) return decodeUtf16(bytes, 'LE', path);
  if (head.startsWith('\xfe\xff')) return decodeUtf16(bytes, 'BE', path);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  if (bytes.includes(0)) throw notText(path, 'it holds zero bytes');
  const { firstBad, good, bad } = surveyUtf8(bytes);
  const korean = good > bad ? null : decodeKorean(bytes);
  if (korean !== null && isKorean(korean)) return korean;
  const line = lineAt(bytes, firstBad);
  throw wrongEncoding(path, `byte ${firstBad} (counted from 0), in line ${line}, is not UTF-8`);
}

function decodeUtf16(bytes: Uint8Array, order: 'LE' | 'BE', path: string): string {
  if (bytes.length % 2 === 1)
    throw wrongEncoding(path, `it is UTF-16, but byte ${bytes.length - 1}, the last, is half a letter`);
  const units = Buffer.from(bytes.subarray(2));
  const text = (order === 'LE' ? units : units.swap16()).toString('utf16le');
  const lone = /\p{Surrogate}/u.exec(text);
  if (lone === null) return text;
  const line = text.slice(0, lone.index).split(/\r\n?|\n/).length;
  throw wrongEncoding(path, `it is UTF-16, but byte ${2 + lone.index * 2}, in line ${line}, begins half a letter`);
}

/** How the bytes outside of ASCII look as UTF-8: how many belong to whole letters, how many do not, and where the first of the
 *  latter is. A file in UTF-8 with a few broken bytes has far more of the former, one in another encoding hardly any. */
function surveyUtf8(bytes: Uint8Array): { readonly firstBad: number; readonly good: number; readonly bad: number } {
  let [firstBad, good, bad] = [-1, 0, 0];
  for (let at = 0; at < bytes.length; ) {
    const length = letterLength(bytes, at);
    if (length > 1) good += length;
    if (length === 0) {
      if (bad === 0) firstBad = at;
      bad++;
    }
    at += Math.max(length, 1);
  }
  return { firstBad, good, bad };
}

/** The number of bytes of the UTF-8 letter that begins at `at`, or 0 when none does. */
function letterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 || lead > 0xf4 ? 0 : 2 + Number(lead >= 0xe0) + Number(lead >= 0xf0);
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}

function isKorean(text: string): boolean {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const letters = count(sample, /[^\p{ASCII}\p{P}\p{S}\p{Z}]/gu);
  const hangul = count(sample, /\p{Script=Hangul}/gu);
  return hangul > 0 && hangul / letters >= HANGUL_SHARE && count(sample, COMMON_SYLLABLES) / hangul >= COMMON_SHARE;
}

function ensureText(text: string, path: string): void {
  if (text.includes('\0')) throw notText(path, 'it holds zero bytes');
  const control = count(text, /(?![\t\n\v\f\r])\p{Cc}/gu);
  if (control <= text.length * CONTROL_SHARE) return;
  throw notText(path, `${control} of its ${text.length} characters are control characters`);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  const before = Buffer.from(bytes.subarray(0, offset)).toString('latin1');
  return before.split(/\r\n?|\n/).length;
}

function notText(path: string, why: string): AppError {
  const message = `${path} is not a text file: ${why}. Save it as text in UTF-8, give it the name of what it is, or remove it.`;
  return new AppError('FILE_NOT_TEXT', message);
}

function wrongEncoding(path: string, why: string): AppError {
  return new AppError('FILE_ENCODING', `${path} is in an encoding that cannot be read: ${why}. Save it as UTF-8.`);
}
