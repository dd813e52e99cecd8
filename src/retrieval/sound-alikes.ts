import type { AddAlike, AlikeFinder, IsKnown } from './alikes.ts';
import { HAN, HANGUL } from './alikes.ts';
import { append } from './append.ts';
import { koreanReadings, mandarinReadings } from './han-readings.ts';
import { joined } from './joined.ts';
import { hangulOf, readAsPinyin, syllablesOf } from './mandarin.ts';
import { tokenize } from './tokenize.ts';

const PINYIN = /^[a-zü]{5,}$/; // shorter words are too often words of other languages
const MOST_SYLLABLES = 4; // of a name in pinyin
const LONGEST_SOUND = 3; // Hangul syllables of a Mandarin one

/** Han characters by how they are read. Korean and Chinese share thousands of words that are written with the same characters (투자 is 投资), and Korean
 *  and English write Chinese names as they sound (저우산 and Zhoushan are 舟山). */
export class Sounds implements AlikeFinder {
  readonly #met = new Set<string>();
  readonly #readings = new Map<string, Readings>();
  readonly #byKorean = new Map<string, string[]>();
  readonly #byMandarin = new Map<string, string[]>();
  readonly #byPinyin = new Map<string, string[]>();

  /** Takes in the Han characters of a token. */
  meet(token: string): void {
    if (!HAN.test(token)) return;
    for (const character of token) {
      if (this.#met.has(character)) continue;
      this.#met.add(character);
      const { korean, mandarin, pinyin } = this.#readingsOf(character);
      for (const reading of korean) append(this.#byKorean, reading, character);
      for (const reading of mandarin) append(this.#byMandarin, reading, character);
      for (const reading of pinyin) append(this.#byPinyin, reading, character);
    }
  }

  find(words: readonly string[], isKnown: IsKnown, add: AddAlike): void {
    for (const word of words) {
      if (HANGUL.test(word)) this.#hangul(word, isKnown, add);
      else if (HAN.test(word)) this.#han(word, isKnown, add);
      else if (PINYIN.test(word)) this.#pinyin(word, isKnown, add);
    }
  }

  #hangul(word: string, isKnown: IsKnown, add: AddAlike): void {
    const covered = (from: number, to: number, alike: readonly string[]) => {
      for (let at = from; at + 1 < to; at++) add(word.slice(at, at + 2), alike);
    };
    for (let from = 0; from < word.length; from++) {
      for (const [bySound, longest] of [
        [this.#byKorean, 1],
        [this.#byMandarin, LONGEST_SOUND],
      ] as const) {
        for (const { to, characters } of soundsAt(word, from, bySound, longest)) {
          for (const second of soundsAt(word, to, bySound, longest)) {
            for (const pair of pairs(characters, second.characters, isKnown)) covered(from, second.to, [pair]);
          }
        }
      }
      for (const { to, name } of pinyinAt(word, from)) if (isKnown(name)) covered(from, to, [name]);
    }
  }

  #han(word: string, isKnown: IsKnown, add: AddAlike): void {
    const readings = [...word].map((character) => ({ character, ...this.#readingsOf(character) }));
    for (const [from, first] of readings.entries()) {
      const second = readings[from + 1];
      if (second === undefined) break;
      const pair = first.character + second.character;
      for (const sound of joined([first.korean, second.korean])) add(pair, tokenize(sound));
      for (const sound of joined([first.mandarin, second.mandarin])) add(pair, tokenize(sound));
      for (let to = from + 2; to <= Math.min(readings.length, from + MOST_SYLLABLES); to++) {
        const part = readings.slice(from, to);
        const pairs = tokenize(part.map(({ character }) => character).join(''));
        for (const name of joined(part.map(({ pinyin }) => pinyin)).filter(isKnown)) {
          for (const pair of pairs) add(pair, [name]);
        }
      }
    }
  }

  #readingsOf(character: string): Readings {
    const known = this.#readings.get(character);
    if (known !== undefined) return known;
    const pinyin = mandarinReadings(character);
    const mandarin = [...new Set(pinyin.flatMap((reading) => hangulOf(reading) ?? []))];
    const readings = { korean: koreanReadings(character), mandarin, pinyin };
    this.#readings.set(character, readings);
    return readings;
  }

  #pinyin(word: string, isKnown: IsKnown, add: AddAlike): void {
    for (const syllables of readAsPinyin(word.replaceAll('ü', 'v'), MOST_SYLLABLES)) {
      if (syllables.length < 2) continue;
      add(word, tokenize(syllables.map((syllable) => hangulOf(syllable) ?? '').join('')));
      const [first = [], ...others] = syllables.map((syllable) => this.#byPinyin.get(syllable) ?? []);
      let names = first.map((character) => [character]);
      for (const characters of others) {
        names = names.flatMap((name) =>
          characters.filter((one) => isKnown((name.at(-1) ?? '') + one)).map((one) => [...name, one]),
        );
      }
      for (const name of names) add(word, tokenize(name.join('')));
    }
  }
}

/** A Han character as Korean reads it, as Korean writes its sound in Mandarin, and in pinyin. */
type Readings = Readonly<Record<'korean' | 'mandarin' | 'pinyin', readonly string[]>>;

/** The Han characters that sound like what begins at a place, by where it ends. */
function soundsAt(word: string, from: number, bySound: ReadonlyMap<string, string[]>, longest: number) {
  return endsBehind(word, from, longest).flatMap((to) => {
    const characters = bySound.get(word.slice(from, to));
    return characters === undefined ? [] : [{ to, characters }];
  });
}

/** Where a part of a word that begins at a place and is `longest` or shorter may end. */
function endsBehind(word: string, from: number, longest: number): number[] {
  return Array.from({ length: Math.min(longest, word.length - from) }, (_, i) => from + 1 + i);
}

/** The names in pinyin that Korean would write as what begins at a place, of two syllables or more, by where they end. */
function pinyinAt(word: string, from: number): { readonly to: number; readonly name: string }[] {
  let names = [{ to: from, name: '' }];
  const found: { readonly to: number; readonly name: string }[] = [];
  for (let count = 1; count <= MOST_SYLLABLES && names.length > 0; count++) {
    names = names.flatMap(({ to, name }) =>
      endsBehind(word, to, LONGEST_SOUND).flatMap((end) =>
        syllablesOf(word.slice(to, end)).map((one) => ({ to: end, name: name + one })),
      ),
    );
    if (count > 1) found.push(...names);
  }
  return found;
}

function pairs(first: readonly string[], second: readonly string[], isKnown: IsKnown): string[] {
  return first.flatMap((a) => second.map((b) => a + b).filter(isKnown));
}
