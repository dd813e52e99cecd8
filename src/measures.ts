/** The right texts of a query and how right each is: grades above 0. */
export type Relevant = ReadonlyMap<string, number>;

/** Share of the right texts among the first `depth` of a ranking, 0..1. */
export function recall(relevant: Relevant, ranking: readonly string[], depth: number): number {
  return ranking.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size;
}

/** 1 divided by the rank of the first right text, 0..1; 0 when none is among the first `depth`. */
export function reciprocalRank(relevant: Relevant, ranking: readonly string[], depth: number): number {
  const at = ranking.slice(0, depth).findIndex((id) => relevant.has(id));
  return at === -1 ? 0 : 1 / (at + 1);
}

/** Normalised discounted cumulative gain of the first `depth`, 0..1: gain 2^grade - 1, discount log2(rank + 1).
 *  @example ndcg(new Map([['a', 1]]), ['b', 'a'], 10) // => 0.63, 1 / log2(3) */
export function ndcg(relevant: Relevant, ranking: readonly string[], depth: number): number {
  const gain = (grades: readonly number[]) =>
    grades.reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const best = [...relevant.values()].sort((a, b) => b - a).slice(0, depth);
  return gain(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / gain(best);
}
