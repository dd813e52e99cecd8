import { textInContext } from '../retrieval/chunk.ts';
import type { Embedder } from '../retrieval/embedder.ts';
import type { Comparable } from '../retrieval/late-interaction.ts';
import { compareFirst, lateInteraction, withinReach } from '../retrieval/late-interaction.ts';
import type { Query } from '../retrieval/passage.ts';
import type { Evidence } from './evidence.ts';
import { weighedNear } from './evidence.ts';

/** Which sentences are compared. Each takes a pass of the model. */
const COMPARED = { most: 10, within: 4 } as const;

/** Sentences that were weighed, best first, weighed anew with how near they come to the question token by token, and ordered so. Without a
 *  model, or with nothing to compare, all stays as it is. */
export async function closest(
  evidence: readonly Evidence[],
  query: Query,
  embedder: Embedder | null,
): Promise<readonly Evidence[]> {
  const near = await compareFirst(evidence, query, { ...COMPARED, embedder, comparable });
  return near === null ? evidence : weighedAnew(evidence, near, weighedNear);
}

/** The sentences, best first, that are worth comparing: the first ones. */
export function toCompare<T extends { readonly score: number }>(evidence: readonly T[]): readonly T[] {
  return withinReach(evidence, COMPARED);
}

/** Sentences, best first, weighed by how near the first of them come and ordered so. One that is not compared counts as far as the farthest. */
export function weighedAnew<T extends { readonly score: number }>(
  evidence: readonly T[],
  near: readonly number[],
  weigh: (one: T, near: number) => T,
): T[] {
  const farthest = Math.min(...near);
  return evidence.map((one, i) => weigh(one, near[i] ?? farthest)).sort((a, b) => b.score - a.score);
}

/** How near each sentence, with its headings, comes to the question token by token, as `lateInteraction` tells. */
export function nearness(
  evidence: readonly Evidence[],
  query: Query,
  embedder: Embedder | null,
): Promise<readonly number[] | null> {
  return lateInteraction(query, evidence.map(comparable), embedder);
}

function comparable({ sentence, passage: { chunk } }: Evidence): Comparable {
  return { text: textInContext(sentence, chunk), language: chunk.language };
}
