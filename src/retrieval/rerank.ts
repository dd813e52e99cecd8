import type { Embedder } from './embedder.ts';
import type { Comparable, Reach } from './late-interaction.ts';
import { compareFirst } from './late-interaction.ts';
import type { Found, Query } from './passage.ts';

/** How to order what was found anew: what of it is compared, and what a late interaction of 1 adds to the score. */
type Closeness = Reach & { readonly weight: number };

/** For passages. With the first eight compared, whatever they score, the figures in DESIGN.md are the same. */
const PASSAGES: Closeness = { most: 5, within: 0.2, weight: 1.5 };

/** Passages ordered anew by how near they come to the question token by token; `textOf` gives what is searched of each. */
export async function rerankPassages<P extends Found>(
  found: readonly P[],
  query: Query,
  embedder: Embedder | null,
  textOf: (passage: P) => string,
): Promise<P[]> {
  const comparable = (passage: P) => ({ text: textOf(passage), language: passage.chunk.language });
  const reranked = await rerank(found, query, { ...PASSAGES, embedder, comparable });
  return reranked.map(({ one, score, near, lost }) => ({
    ...one,
    score,
    explanation: { ...one.explanation, interaction: near, lost },
  }));
}

/** What was found, with its new score; `near` is how near it comes to the question (null when it was not compared), `lost` what that took from
 *  the score. */
export type Reranked<T> = {
  readonly one: T;
  readonly score: number;
  readonly near: number | null;
  readonly lost: number;
};

/** Orders what was found for a question, best first, anew: where others come close to the best, by how near each comes to the question token by
 *  token besides. What comes nearest loses nothing by it, the others by how much farther they are, and what was not compared as much as the
 *  farthest. Without a model all stays as it is. */
export async function rerank<T extends { readonly score: number }>(
  found: readonly T[],
  query: Query,
  options: Closeness & { readonly embedder: Embedder | null; readonly comparable: (one: T) => Comparable },
): Promise<Reranked<T>[]> {
  const near = await compareFirst(found, query, options);
  if (near === null) return found.map((one) => ({ one, score: one.score, near: null, lost: 0 }));
  const [nearest, farthest] = [Math.max(...near), Math.min(...near)];
  return found
    .map((one, i) => {
      const lost = options.weight * (nearest - (near[i] ?? farthest));
      return { one, score: one.score - lost, near: near[i] ?? null, lost };
    })
    .sort((a, b) => b.score - a.score);
}
