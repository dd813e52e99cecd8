import { AppError } from '../errors.ts';
import type { Chunk } from './chunk.ts';
import { dotAt } from './dot.ts';
import type { Embedder } from './embedder.ts';
import type { Query } from './passage.ts';
import { simplified } from './simplified.ts';

/** A text to compare a question with. */
export type Comparable = { readonly text: string; readonly language: Chunk['language'] };

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
  for (const asked of question) {
    let nearest = Number.NEGATIVE_INFINITY;
    for (const held of text) nearest = Math.max(nearest, dotAt(held, 0, asked));
    sum += nearest;
  }
  return sum / question.length;
}
