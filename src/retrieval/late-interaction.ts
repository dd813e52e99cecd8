import { AppError } from '../errors.ts';
import type { Chunk } from './chunk.ts';
import { dotAt } from './dot.ts';
import type { Embedder } from './embedder.ts';
import type { Query } from './passage.ts';
import { simplified } from './simplified.ts';

/** A text to compare a question with. */
export type Comparable = { readonly text: string; readonly language: Chunk['language'] };

/** What of a ranking is compared: the first `most`, as far as they score at most `within` less than the best. */
export type Reach = { readonly most: number; readonly within: number };

/** The first of what was found, best first, that are within reach. */
export function withinReach<T extends { readonly score: number }>(
  found: readonly T[],
  { most, within }: Reach,
): readonly T[] {
  const best = found[0]?.score ?? 0;
  return found.slice(0, most).filter(({ score }) => score >= best - within);
}

/** How near each of the first that are within reach comes to the question, as `lateInteraction` tells; null as well where there are not two
 *  to compare. */
export async function compareFirst<T extends { readonly score: number }>(
  found: readonly T[],
  query: Query,
  options: Reach & { readonly embedder: Embedder | null; readonly comparable: (one: T) => Comparable },
): Promise<readonly number[] | null> {
  const compared = withinReach(found, options);
  return compared.length < 2 ? null : lateInteraction(query, compared.map(options.comparable), options.embedder);
}

/** How near each text comes to the question token by token: -1..1, higher is better, comparable within one question. Null when there is
 *  nothing to tell it by: the question has no vector, the model no directions to compare tokens in, or it fails meanwhile, which the next
 *  question tells of. Takes a pass of the model for each text. */
export async function lateInteraction(
  query: Query,
  texts: readonly Comparable[],
  embedder: Embedder | null,
): Promise<readonly number[] | null> {
  if (embedder === null || query.vector === null) return null;
  try {
    const question = await embedder.embedTokens('query', simplified(query.text), query.language);
    if (question === null || question.length === 0) return null;
    const tokens = await Promise.all(
      texts.map(({ text, language }) => embedder.embedTokens('passage', text, language)),
    );
    return tokens.map((own) => maxSim(question, own ?? []));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}

/** For each token of the question the cosine with the nearest token of the text, on average by how much the tokens count (MaxSim: Khattab &
 *  Zaharia 2020); -1 for a text without tokens. */
export function maxSim(question: readonly Float32Array[], text: readonly Float32Array[]): number {
  if (text.length === 0) return -1;
  let sum = 0;
  for (const asked of question) sum += nearestIn(text, asked);
  return sum / question.length;
}

/** The dot product of a token with the nearest one of the text, which holds some. */
export function nearestIn(text: readonly Float32Array[], asked: Float32Array): number {
  let nearest = Number.NEGATIVE_INFINITY;
  for (const held of text) nearest = Math.max(nearest, dotAt(held, 0, asked));
  return nearest;
}
