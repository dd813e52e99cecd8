import { readFileSync } from 'node:fs';
import type { AddAlike, AlikeFinder, IsKnown } from './alikes.ts';
import { HAN, HANGUL } from './alikes.ts';
import { dictionaryForms, inflections } from './english-forms.ts';
import { tokenize } from './tokenize.ts';

const FILE = new URL('../../data/dictionary/chinese-english.tsv', import.meta.url);

const ENGLISH = /^[a-z]{3,}$/;
const LONGEST = 5; // characters of a headword
const MOST = 12; // headwords of one gloss or one reading: what may be more words than these tells nothing

/** Words of the three languages that mean the same. Headwords are simplified Chinese; as Korean writes most of them with the same characters, their
 *  Korean readings are Korean words (예산 is 预算, a budget), beside those that only sound so. Lists stay strings until they are asked for: there are
 *  some hundred thousand. */
export class Dictionary implements AlikeFinder {
  /** By headword its Korean readings, a tab, and its glosses. */
  readonly #entries = new Map<string, string>();
  readonly #byGloss = new Map<string, string>();
  readonly #byReading = new Map<string, string>();

  /** @param lines a headword of two to five Han characters, its Korean readings, and its glosses in one to three English words in lower case, with tabs
   *  between the three and semicolons between the members of one. */
  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const [headword = '', readings = '', glosses = ''] = line.split('\t');
      this.#entries.set(headword, `${readings}\t${glosses}`);
      for (const gloss of membersOf(glosses)) put(this.#byGloss, gloss, headword);
      for (const reading of membersOf(readings)) put(this.#byReading, reading, headword);
    }
  }

  find(words: readonly string[], isKnown: IsKnown, add: AddAlike): void {
    for (const [i, word] of words.entries()) {
      if (ENGLISH.test(word)) this.#english(word, words[i + 1] ?? '', add);
      else if (HAN.test(word) || HANGUL.test(word)) this.#asian(word, isKnown, add);
    }
  }

  /** An English word, alone and with the next one (molten salt), in Chinese and Korean. */
  #english(word: string, next: string, add: AddAlike): void {
    const forms = dictionaryForms(word);
    const nextForms = ENGLISH.test(next) ? dictionaryForms(next) : [];
    for (const [glosses, tokens] of [
      [forms, [word]],
      [forms.flatMap((one) => nextForms.map((other) => `${one} ${other}`)), [word, next]],
    ] as const) {
      for (const headword of glosses.flatMap((gloss) => few(this.#byGloss.get(gloss)))) {
        for (const written of [headword, ...this.#entryOf(headword).readings]) {
          const alike = tokenize(written);
          for (const token of tokens) add(token, alike);
        }
      }
    }
  }

  /** The parts of a Chinese or Korean word that mean something, in English. */
  #asian(word: string, isKnown: IsKnown, add: AddAlike): void {
    const tokens = new Set(tokenize(word)); // without a particle
    for (let from = 0; from < word.length; from++) {
      for (let to = from + 2; to <= Math.min(word.length, from + LONGEST); to++) {
        const part = word.slice(from, to);
        const own = bigrams(part);
        if (!own.every((token) => tokens.has(token))) break;
        for (const gloss of this.#glossesOf(part)) {
          for (const alike of writtenAs(gloss, isKnown)) for (const token of own) add(token, alike);
        }
      }
    }
  }

  #glossesOf(part: string): readonly string[] {
    const headwords = this.#entries.has(part) ? [part] : few(this.#byReading.get(part));
    return headwords.flatMap((headword) => this.#entryOf(headword).glosses);
  }

  #entryOf(headword: string): { readonly readings: readonly string[]; readonly glosses: readonly string[] } {
    const [readings = '', glosses = ''] = this.#entries.get(headword)?.split('\t') ?? [];
    return { readings: membersOf(readings), glosses: membersOf(glosses) };
  }
}

let chineseEnglish: Dictionary | undefined;

/** The dictionary in data/dictionary, read when it is first asked for. */
export function readDictionary(): Dictionary {
  chineseEnglish ??= new Dictionary(readFileSync(FILE, 'utf8').trimEnd().split('\n'));
  return chineseEnglish;
}

/** Puts a headword under a key, after those that are there. */
function put(map: Map<string, string>, key: string, headword: string): void {
  const others = map.get(key);
  map.set(key, others === undefined ? headword : `${others};${headword}`);
}

function membersOf(list: string): readonly string[] {
  return list === '' ? [] : list.split(';');
}

/** The headwords under a key; none where there are too many. */
function few(headwords: string | undefined): readonly string[] {
  const all = membersOf(headwords ?? '');
  return all.length > MOST ? [] : all;
}

/** How a gloss is written in some text: one word in each of its forms, several in the first form of each. */
function writtenAs(gloss: string, isKnown: IsKnown): readonly (readonly string[])[] {
  const [first = [], ...others] = gloss.split(' ').map((word) => inflections(word).filter(isKnown));
  if (others.length === 0) return first.map((word) => [word]);
  const words = [first, ...others].map(([word]) => word);
  return words.every((word) => word !== undefined) ? [words] : [];
}

function bigrams(part: string): string[] {
  return Array.from({ length: part.length - 1 }, (_, i) => part.slice(i, i + 2));
}
