const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FIRST_INITIAL = 0x1100; // in NFKC, where a consonant that stands alone is one of the conjoining initials
const INITIALS = 19;
const VOWELS = 21;

/** The final consonants of a syllable in the order of Unicode, each as the keys that type it. */
const FINALS = [
  ...['', 'ㄱ', 'ㄲ', 'ㄱㅅ', 'ㄴ', 'ㄴㅈ', 'ㄴㅎ', 'ㄷ', 'ㄹ', 'ㄹㄱ', 'ㄹㅁ', 'ㄹㅂ', 'ㄹㅅ', 'ㄹㅌ', 'ㄹㅍ', 'ㄹㅎ'],
  ...['ㅁ', 'ㅂ', 'ㅂㅅ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'],
].map((keys) => keys.normalize('NFKC'));

/** Consonants that keyboards join when they are typed one after the other (ㅂ, ㅅ: ㅄ). */
const JOINED = new Map(
  ['ㄳㄱㅅ', 'ㄵㄴㅈ', 'ㄶㄴㅎ', 'ㄺㄹㄱ', 'ㄻㄹㅁ', 'ㄼㄹㅂ', 'ㄽㄹㅅ', 'ㄾㄹㅌ', 'ㄿㄹㅍ', 'ㅀㄹㅎ', 'ㅄㅂㅅ'].map(
    (row) => [row.slice(0, 1), row.slice(1)],
  ),
);

/** The last vowel that begins with the same key (ㅗ: ㅘ, ㅙ, ㅚ follow it), by the number of the first. */
const LAST_VOWEL = new Map([
  [8, 11],
  [13, 16],
  [18, 19],
]);

/** A text as it is compared: NFKC, lower case, white space collapsed; initial consonants stand one by one.
 *  @example foldTyped(' ㅄ  AI') // => 'ᄇᄉ ai' */
export function foldTyped(text: string): string {
  const apart = text.replace(/[ㄳ-ㅄ]/g, (jamo) => JOINED.get(jamo) ?? jamo);
  return apart.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The source of a regular expression (flag u) for what a folded text may be the beginning of: a consonant alone stands for each
 *  syllable that begins with it, the last syllable for all that can become of it while it is typed (서: 석, 방: 바이), and a space
 *  between syllables may be there or not. Takes time in proportion to the text that it is matched against.
 *  @example new RegExp(typedPattern(foldTyped('ㅅ타')), 'u').test('석탄') // => true */
export function typedPattern(folded: string): string {
  const characters = [...folded];
  return characters
    .map((character, i) => {
      const isLast = i === characters.length - 1;
      const pattern = isLast ? unfinished(character) : whole(character);
      return isSyllable(character) && isSyllable(characters[i + 1]) ? `${pattern} ?` : pattern;
    })
    .join('');
}

function whole(character: string): string {
  const initial = character.charCodeAt(0) - FIRST_INITIAL;
  if (initial >= 0 && initial < INITIALS) return beginningWith(character);
  if (character === ' ') return ' ?';
  return character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}

/** What a last character may become of: a syllable takes further vowels and a final, and its final may turn out to be the next initial. */
function unfinished(character: string): string {
  if (!isSyllable(character)) return whole(character);
  const code = character.charCodeAt(0) - FIRST_SYLLABLE;
  const final = code % FINALS.length;
  const open = code - final;
  if (final === 0) {
    const vowel = Math.floor(open / FINALS.length) % VOWELS;
    const last = open + ((LAST_VOWEL.get(vowel) ?? vowel) - vowel + 1) * FINALS.length - 1;
    return `[${syllable(open)}-${syllable(last)}]`;
  }
  const keys = FINALS[final] ?? '';
  const same = FINALS.flatMap((other, i) => (other.startsWith(keys) ? syllable(open + i) : []));
  const before = syllable(open + FINALS.indexOf(keys.slice(0, -1)));
  return `(?:[${same.join('')}]|${before}${beginningWith(keys.slice(-1))})`;
}

/** All syllables with an initial consonant, and the consonant itself. */
function beginningWith(initial: string): string {
  const each = VOWELS * FINALS.length;
  const first = (initial.charCodeAt(0) - FIRST_INITIAL) * each;
  return `[${syllable(first)}-${syllable(first + each - 1)}${initial}]`;
}

function isSyllable(character: string | undefined): boolean {
  const code = character?.charCodeAt(0) ?? 0;
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

function syllable(number: number): string {
  return String.fromCharCode(FIRST_SYLLABLE + number);
}
