import type { Postings } from './postings.ts';
import { COUNT_BITS, MOST_COUNTED } from './postings.ts';
import { RowScores } from './row-scores.ts';

/** A token of a query: the rows that hold it, and how rare it is. Rows that hold any of `instead` too get nothing for it: there it is the same word
 *  once more. */
export type Term = { readonly postings: Postings; readonly rarity: number; readonly instead?: readonly Postings[] };

/** The terms of a query in several wordings: those that all of them share, and what each has besides. */
export type Terms = { readonly shared: readonly Term[]; readonly besides: readonly (readonly Term[])[] };

/** What BM25 needs to know of the collection: k1, and for each row k1 * (1 - b + b * length / mean length). */
export type Lengths = { readonly k1: number; readonly dampings: Float64Array };

export type RowScore = { readonly row: number; readonly score: number };

/** Finds the rows with the highest BM25 scores. What all wordings of a query share is added up once. */
export class Bm25 {
  readonly #scores = new RowScores();
  readonly #besides = new RowScores();
  readonly #most = new RowScores();

  /** The `limit` rows that score best (> 0), best first, ties by `compare`; of those in `among`, each named once, where it is given. */
  best(
    { shared, besides }: Terms,
    lengths: Lengths,
    { limit, among, compare }: { limit: number; among?: Uint32Array; compare: (a: number, b: number) => number },
  ): RowScore[] {
    for (const scores of [this.#scores, this.#besides, this.#most]) scores.reserve(lengths.dampings.length);
    for (const term of shared) addTo(this.#scores, term, lengths);
    for (const terms of besides) {
      for (const term of terms) addTo(this.#besides, term, lengths);
      this.#most.raise(this.#besides);
      this.#besides.clear();
    }
    this.#scores.add(this.#most);
    this.#most.clear();
    const { scores } = this.#scores;
    const best = firstOf(among ?? this.#scores.touched, scores, limit, compare);
    const result = best.map((row) => ({ row, score: scores[row] ?? 0 }));
    this.#scores.clear();
    return result;
  }
}

/** Adds what a term gives to each row. */
function addTo(into: RowScores, { postings, rarity, instead = [] }: Term, { k1, dampings }: Lengths): void {
  const { scores } = into;
  const { values, length } = postings.entries;
  const weight = rarity * (k1 + 1);
  for (let i = 0; i < length; i++) {
    const entry = values[i] ?? 0;
    const times = entry & MOST_COUNTED;
    if (times === 0) continue;
    const row = entry >>> COUNT_BITS;
    if (instead.length > 0 && instead.some((other) => other.has(row))) continue;
    const score = scores[row] ?? 0;
    if (score === 0) into.touch(row);
    scores[row] = score + (weight * times) / (times + (dampings[row] ?? 0));
  }
}

/** The `limit` rows of highest score, > 0, in their order; what lies behind the last of enough better ones is left out before it is sorted. */
function firstOf(
  rows: Uint32Array,
  scores: Float64Array,
  limit: number,
  compare: (a: number, b: number) => number,
): number[] {
  const byRank = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || compare(a, b);
  let best: number[] = [];
  let floor = Number.MIN_VALUE;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    if ((scores[row] ?? 0) < floor) continue;
    best.push(row);
    if (best.length < 2 * limit) continue;
    best = best.sort(byRank).slice(0, limit);
    floor = scores[best[limit - 1] ?? 0] ?? floor;
  }
  return best.sort(byRank).slice(0, limit);
}
