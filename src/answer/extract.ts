import type { Demand } from './demand.ts';
import type { Evidence } from './evidence.ts';

const MOST = 4; // sentences: what a reader takes in at once
const NEAR_BEST = 0.8; // of the best score: what says as much as the best sentence is shown along with it
const NEAR_BEST_OF_LIST = 0.7; // the members of a list differ more in their words
const FITTING = 0.6; // of the best score: from here on a sentence that holds what is asked for is taken before one that does not

/** The sentences to quote, at most four: the best, and others that score nearly as well, of its item first, in the order of the bulletin.
 *  Where sentences hold the kind of value asked for, or the figures of the question (where no list or comparison is asked for), the others are left out; a sentence of
 *  the same wording is shown once. Expects the evidence best first; empty when there is none. */
export function extract(evidence: readonly Evidence[], demand: Demand): Evidence[] {
  const asked = preferred(evidence, (one) => one.asked !== false);
  const candidates = preferred(
    preferred(asked, (one) => !one.otherYear),
    (one) => demand.list || one.figured,
  );
  const best = candidates[0];
  if (best === undefined) return [];
  const share = demand.list ? NEAR_BEST_OF_LIST : NEAR_BEST;
  const least = Math.min(best.score, best.score * share); // a score below 0 is not above its own share
  const chosen: Evidence[] = [];
  for (const candidate of candidates) {
    if (chosen.length === MOST || candidate.score < least) break;
    if (chosen.every((other) => other.sentence.text !== candidate.sentence.text)) chosen.push(candidate);
  }
  return inReadingOrder(chosen);
}

/** Those that fit, when one of them is good enough; else all. */
function preferred(evidence: readonly Evidence[], fits: (one: Evidence) => boolean): readonly Evidence[] {
  const least = (evidence[0]?.score ?? 0) * FITTING;
  const fitting = evidence.filter(fits);
  return (fitting[0]?.score ?? Number.NEGATIVE_INFINITY) >= least ? fitting : evidence;
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
