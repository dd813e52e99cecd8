import type { Evidence } from './evidence.ts';

const MOST = 4; // sentences: what a reader takes in at once
const NEAR_BEST = 0.8; // of the best score: what says as much as the best sentence is shown along with it

/** The sentences to quote, at most four: the best, and others that score nearly as well, of its item first. In the order of the bulletin
 *  within an item; a sentence of the same wording is shown once. Empty when there is no evidence. */
export function extract(evidence: readonly Evidence[]): Evidence[] {
  const best = evidence[0];
  if (best === undefined) return [];
  const chosen: Evidence[] = [];
  for (const candidate of evidence) {
    if (chosen.length === MOST || candidate.score < best.score * NEAR_BEST) break;
    if (chosen.every((other) => other.sentence.text !== candidate.sentence.text)) chosen.push(candidate);
  }
  return inReadingOrder(chosen);
}

/** Items in the order of their best sentence; within an item by place. */
function inReadingOrder(chosen: readonly Evidence[]): Evidence[] {
  const items = [...new Set(chosen.map((one) => one.passage.chunk.itemId))];
  return chosen.toSorted(
    (a, b) =>
      items.indexOf(a.passage.chunk.itemId) - items.indexOf(b.passage.chunk.itemId) ||
      a.passage.chunk.ordinal - b.passage.chunk.ordinal ||
      a.index - b.index,
  );
}
