/** A line of a file: its 1-based number in the original and its cleaned text. */
export type Line = { readonly number: number; readonly text: string };

const LINE_END = /\r\n|\n|\r/;
const INVISIBLE = /(?!\p{White_Space})[\p{Cc}\p{Cf}]/gu;
// Page breaks and other programs' line breaks too: removing them would join two words.
const ODD_SPACE = /(?!\t)\p{White_Space}/gu;
const PDF_SPACE = String.fromCharCode(1);

/** Splits a file into lines that keep their original numbers. Byte order mark, zero-width and control characters other than tab are
 *  removed and odd spaces become plain ones; every other character stays as it was (NFD stays NFD). The end of the last line
 *  opens no further one; an empty text has no line. Idempotent.
 *  @example normalize('\uFEFF가\r\n나\u3000다\n') // => [{ number: 1, text: '가' }, { number: 2, text: '나 다' }] */
export function normalize(text: string): Line[] {
  const pieces = text.split(LINE_END);
  if (pieces.at(-1) === '') pieces.pop();
  return pieces.map((piece, i) => ({
    number: i + 1,
    text: piece.replaceAll(PDF_SPACE, ' ').replace(ODD_SPACE, ' ').replace(INVISIBLE, ''),
  }));
}
