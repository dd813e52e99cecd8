import koreanTable from 'hanja/lib/data/hanjaeum.json' with { type: 'json' };
import { pinyin } from 'pinyin-pro';
import { hangulOf } from './mandarin.ts';
import { traditionalForms } from './simplified.ts';

const MOST_READINGS = 2; // of a character in Mandarin; further ones are rare

/** The Korean reading of each Han character, as it is inside a word. */
const KOREAN: Readonly<Record<string, string>> = koreanTable;

/** At the start of a word Korean writes no ㄹ, and no ㄴ before a vowel with y or i (두음 법칙): 력사 is 역사, 로인 노인, 녀자 여자. */
const Y_VOWELS = 'ᅣᅧᅨᅭᅲᅵ';

/** How a Han character is read in Korean, which writes traditional ones: each way at the start of a word and inside one, where that differs. Empty for
 *  one that has no reading.
 *  @example koreanReadings('历') // => ['역', '력'] */
export function koreanReadings(character: string): readonly string[] {
  const readings = [...traditionalForms(character), character].flatMap((form) => KOREAN[form] ?? []);
  return [...new Set(readings.flatMap((inside) => [atStart(inside), inside]))];
}

/** How a Han character is read in Mandarin, in pinyin without tones, ü as v: the usual reading first. Empty for one that has none.
 *  @example mandarinReadings('重') // => ['zhong', 'chong'] */
export function mandarinReadings(character: string): readonly string[] {
  const readings = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
  return [...new Set(readings)].filter((reading) => hangulOf(reading) !== undefined).slice(0, MOST_READINGS);
}

function atStart(reading: string): string {
  const [consonant = '', vowel = '', ...rest] = reading.normalize('NFD');
  const hasY = Y_VOWELS.includes(vowel);
  if (consonant !== 'ᄅ' && !(consonant === 'ᄂ' && hasY)) return reading;
  return [hasY ? 'ᄋ' : 'ᄂ', vowel, ...rest].join('').normalize('NFC');
}
