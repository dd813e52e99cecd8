import { randomOf } from './metrics.ts';

const SPOILT = 0.2; // share of the words with an error
const SYLLABLES = { first: 0xac00, count: 11_172, withoutFinal: 28 } as const; // Unicode 15, 3.12: Hangul syllables
const VOWELS = 21;
const HANGUL_WORD = /\p{Script=Hangul}/u;

/** A text as it looks when typed in haste: in a fifth of its words with Hangul (at least one), one syllable loses its final consonant or
 *  gets another vowel, or is left out. The same for the same text and seed. */
export function withTypos(text: string, seed: number): string {
  const random = randomOf(seed);
  const words = text.split(/(\s+)/u);
  const places = words.flatMap((word, i) => (HANGUL_WORD.test(word) ? [i] : []));
  const order = places.map((place) => ({ place, key: random() })).sort((a, b) => a.key - b.key);
  const spoilt = new Set(order.slice(0, Math.max(1, Math.round(places.length * SPOILT))).map(({ place }) => place));
  return words.map((word, i) => (spoilt.has(i) ? withTypo(word, random) : word)).join('');
}

/** A text without its white space. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, '');
}

function withTypo(word: string, random: () => number): string {
  const letters = [...word];
  const places = letters.flatMap((letter, i) => (HANGUL_WORD.test(letter) ? [i] : []));
  const at = places[Math.floor(random() * places.length)];
  if (at === undefined) return word;
  const isDropped = letters.length > 1 && random() < 0.5;
  const replacement = isDropped ? '' : otherSyllable(letters[at] ?? '', random);
  return [...letters.slice(0, at), replacement, ...letters.slice(at + 1)].join('');
}

/** The syllable with another letter in place of one of its letters: another vowel, or without its final consonant. */
function otherSyllable(syllable: string, random: () => number): string {
  const code = (syllable.codePointAt(0) ?? 0) - SYLLABLES.first;
  if (code < 0 || code >= SYLLABLES.count) return '';
  const final = code % SYLLABLES.withoutFinal;
  if (final > 0 && random() < 0.5) return String.fromCodePoint(SYLLABLES.first + code - final);
  const vowel = Math.floor(code / SYLLABLES.withoutFinal) % VOWELS;
  const other = (vowel + 1 + Math.floor(random() * (VOWELS - 1))) % VOWELS;
  return String.fromCodePoint(SYLLABLES.first + code + (other - vowel) * SYLLABLES.withoutFinal);
}
