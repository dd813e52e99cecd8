import { textInContext } from '../retrieval/chunk.ts';
import type { Embedder } from '../retrieval/embedder.ts';
import { lateInteraction } from '../retrieval/late-interaction.ts';
import type { Query } from '../retrieval/passage.ts';
import type { Evidence } from './evidence.ts';
import { weighedNear } from './evidence.ts';

/** What is compared: the first sentences, as far as they score so much less than the best at most. Each takes a pass of the model. */
const COMPARED = { most: 10, within: 4 } as const;

/** Sentences that were weighed, best first, weighed anew with how near they come to the question token by token, and ordered so. One that is
 *  not compared counts as far as the farthest. Without a model, or with nothing to compare, all stays as it is. */
export async function closest(
  evidence: readonly Evidence[],
  query: Query,
  embedder: Embedder | null,
): Promise<readonly Evidence[]> {
  const compared = toCompare(evidence);
  const near = compared.length < 2 ? null : await nearness(compared, query, embedder);
  if (near === null) return evidence;
  const farthest = Math.min(...near);
  return evidence.map((one, i) => weighedNear(one, near[i] ?? farthest)).sort((a, b) => b.score - a.score);
}

/** The sentences, best first, that are worth comparing: the first ones. */
export function toCompare<T extends { readonly score: number }>(evidence: readonly T[]): T[] {
  const best = evidence[0]?.score ?? 0;
  return evidence.slice(0, COMPARED.most).filter(({ score }) => score >= best - COMPARED.within);
}

/** How near each sentence, with its headings, comes to the question token by token, as `lateInteraction` tells. */
export function nearness(
  evidence: readonly Evidence[],
  query: Query,
  embedder: Embedder | null,
): Promise<readonly number[] | null> {
  const texts = evidence.map(({ sentence, passage: { chunk } }) => ({
    text: textInContext(sentence, chunk),
    language: chunk.language,
  }));
  return lateInteraction(query, texts, embedder);
}
