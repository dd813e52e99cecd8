import type { Language } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import type { Embedder } from './embedder.ts';
import type { Query } from './passage.ts';
import { simplified } from './simplified.ts';
import { tokenizeQuery } from './tokenize.ts';

/** A query, how long its embedding took, and why it has no vector: null when it has one. */
export type Understood = { readonly query: Query; readonly milliseconds: number; readonly fault: AppError | null };

/** Makes the form of a text that is searched; `wordings` are the text with other forms of its names. Without a usable model (null, or one that fails) the query has no vector and is
 *  searched by words only; the fault says why. */
export async function understand(
  text: string,
  language: Language,
  embedder: Embedder | null,
  wordings: readonly string[] = [],
): Promise<Understood> {
  const words = { text, language, tokens: tokenizeQuery(text), variants: wordings.map((one) => tokenizeQuery(one)) };
  const started = performance.now();
  try {
    const vector = embedder === null ? null : await embedder.embedQuery(simplified(text));
    return { query: { ...words, vector }, milliseconds: performance.now() - started, fault: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { query: { ...words, vector: null }, milliseconds: performance.now() - started, fault: error };
  }
}
