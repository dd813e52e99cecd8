import { append } from './append.ts';
import { wordsOfQuery } from './tokenize.ts';

/** Words of two characters or more in one script. */
export const HANGUL = /^\p{Script=Hangul}{2,}$/u;
export const HAN = /^\p{Script=Han}{2,}$/u;

/** For a token of a question, the tokens of other scripts that may be the same word, by its sound or by its meaning: each a list of tokens that have to be
 *  there together. */
export type Alikes = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Finds what the words of a question, in their order, may be in other scripts, and adds it for each of their tokens; only what `isKnown` knows counts. */
export interface AlikeFinder {
  find(words: readonly string[], isKnown: IsKnown, add: AddAlike): void;
}

/** Whether some text holds a token. */
export type IsKnown = (token: string) => boolean;

/** Takes in tokens that may be the same as a token of the question. */
export type AddAlike = (token: string, alike: readonly string[]) => void;

/** What the tokens of a question may be in other scripts, as far as `isKnown` knows the tokens. */
export function alikesOf(question: string, isKnown: IsKnown, finders: readonly AlikeFinder[]): Alikes {
  const alikes = new Map<string, string[][]>();
  const met = new Set<string>();
  const add: AddAlike = (token, alike) => {
    const key = [token, ...alike].join(' ');
    if (met.has(key) || alike.length === 0 || !alike.every(isKnown)) return;
    met.add(key);
    append(alikes, token, [...alike]);
  };
  const words = wordsOfQuery(question);
  for (const finder of finders) finder.find(words, isKnown, add);
  return alikes;
}

/** Whether a text holds a token, as it is or, where it is known what that may be, in another script. */
export function holdsAlike(
  tokens: Pick<ReadonlySet<string>, 'has'>,
  token: string,
  alikes: Alikes | undefined,
): boolean {
  if (tokens.has(token)) return true;
  return alikes?.get(token)?.some((alike) => alike.every((one) => tokens.has(one))) ?? false;
}
