const ASCII_END = 0x80;
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** Signs that were added to EUC-KR later and that the platform does not know. */
const LATER_SIGNS = [
  [0xa2e6, '€'],
  [0xa2e7, '®'],
] as const;

/** Text in EUC-KR or its extension CP949, the encodings of Korean before Unicode; null when the bytes are neither. The decoder of
 *  the platform knows EUC-KR alone, which lacks the 8,822 rarer syllables (똠, 뷁), and lets code points for private use pass.
 *  @example decodeKorean(Uint8Array.of(0x8c, 0x63)) // => '똠' */
export function decodeKorean(bytes: Uint8Array): string | null {
  const table = letters();
  const text = new Uint16Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const letter = byte < ASCII_END ? byte : table[(byte << 8) | (bytes[++at] ?? 0)];
    if (letter === undefined || (letter === 0 && byte !== 0)) return null;
    text[length++] = letter;
  }
  return new TextDecoder('utf-16le').decode(text.subarray(0, length));
}

/** The letter (a code unit) of each pair of bytes; 0 where there is none. */
function letters(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const decoder = new TextDecoder('euc-kr');
  const common = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length !== 1 || /[\p{Cc}\p{Co}\uFFFD]/u.test(letter)) continue;
      table[(lead << 8) | trail] = letter.charCodeAt(0);
      common.add(letter.charCodeAt(0));
    }
  }
  for (const [pair, sign] of LATER_SIGNS) table[pair] = sign.charCodeAt(0);
  fillRare(table, common);
  return table;
}

/** CP949 puts the syllables that EUC-KR lacks, in the order of Unicode, where EUC-KR has nothing. */
function fillRare(table: Uint16Array, common: ReadonlySet<number>): void {
  let syllable = FIRST_SYLLABLE;
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    for (const trail of trails(lead)) {
      while (common.has(syllable)) syllable++;
      if (syllable > LAST_SYLLABLE) return;
      table[(lead << 8) | trail] = syllable++;
    }
  }
}

/** The second bytes that CP949 adds to a first byte: beside EUC-KR's rows from 0xA1 on only those below 0xA1. */
function* trails(lead: number): Generator<number> {
  const ranges = [
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0x81, lead <= 0xa0 ? 0xfe : 0xa0],
  ] as const;
  for (const [first, last] of ranges) {
    for (let trail = first; trail <= last; trail++) yield trail;
  }
}
