/** A chunk in one ranked list. Higher scores are better; the range is the list's own. */
export type Hit = { readonly id: string; readonly score: number };

/** How words and vectors are weighed against each other. */
export type Fusion = {
  /** The words' share of the score, 0..1, for a chunk in the question's language and for one in another. */
  readonly wordWeight: { readonly same: number; readonly other: number };
  /** Words count in full once the best word hit covers `open` of the question (rarity-weighted), and not at all below `closed`. */
  readonly gate: { readonly closed: number; readonly open: number };
  /** How much of that coverage is doubted, 0..1, where vectors find nothing in the best word hit and the nearest of all is in another
   *  language. */
  readonly doubt: number;
};

/** How the bot weighs. In another language shared words are mostly numbers and names: best of 0.7..0.8 and 0.2..0.3 over KorQuAD v1 dev
 *  and NTREX together. Across languages the best hit covers 0.06 of a question, within one language 0.33 or more. Where a
 *  collection mixes languages, a text in the question's own may share some words with it while the answer is in another: R@1 of Korean questions
 *  for Chinese sentences among Korean ones 78.7 without doubt, 85.7 with it. Within one language doubt takes 0.6 from R@1 in texts with 3 % of
 *  their letters misread. */
export const FUSION: Fusion = {
  wordWeight: { same: 0.75, other: 0.25 },
  gate: { closed: 0.1, open: 0.3 },
  doubt: 0.45,
};

/** What fusion needs to know of a candidate. `words` is its BM25 score (0 when no word was found), `similarity` its cosine,
 *  or null when vectors were not searched. */
export type Candidate = {
  readonly id: string;
  readonly words: number;
  readonly similarity: number | null;
  readonly sameLanguage: boolean;
};

/** A candidate with its fused score in 0..1 and what made it, each 0..1: higher is better. `wordWeight` is the share of `words` in the
 *  score, the rest that of `vector`; `gate` how far words count for this question at all. */
export type Fused = {
  readonly id: string;
  readonly score: number;
  readonly words: number;
  readonly vector: number;
  readonly wordWeight: number;
  readonly gate: number;
};

/** Fuses words and vectors: each list is scaled to 0..1 (words by their best score, vectors from the `floor` to the best
 *  similarity) and the two are added by weight. Best first, ties by id.
 *  `coverage` is that of the best word hit; `floor` the lowest similarity of the vector list proper, so that a chunk that only
 *  words found cannot stretch the scale.
 *  @example
 *  fuse([{ id: 'a', words: 8, similarity: 0.9, sameLanguage: true }, { id: 'b', words: 2, similarity: 0.8, sameLanguage: true }],
 *    { coverage: 0.5, floor: 0.8 })
 *  // => [{ id: 'a', score: 1, words: 1, vector: 1, … }, { id: 'b', score: 0.1875, words: 0.25, vector: 0, … }] */
export function fuse(
  candidates: readonly Candidate[],
  evidence: { readonly coverage: number; readonly floor: number },
  { wordWeight, gate, doubt }: Fusion = FUSION,
): Fused[] {
  const bestWords = Math.max(0, ...candidates.map((candidate) => candidate.words));
  const similarities = candidates.flatMap((candidate) => candidate.similarity ?? []);
  const bestSimilarity = Math.max(evidence.floor, ...similarities);
  const leaders = candidates.filter(({ words }) => words === bestWords);
  const agreement = Math.max(0, ...leaders.map(({ similarity }) => scaled(similarity, evidence.floor, bestSimilarity)));
  const byWordsAlone = similarities.length === 0;
  const doubted = nearest(candidates)?.sameLanguage === false ? doubt * (1 - agreement) : 0;
  const opening = byWordsAlone ? 1 : openingOf(gate, evidence.coverage - doubted);
  const fused = candidates.map((candidate) => {
    const words = bestWords === 0 ? 0 : candidate.words / bestWords;
    const vector = scaled(candidate.similarity, evidence.floor, bestSimilarity);
    const weight = byWordsAlone ? 1 : opening * (candidate.sameLanguage ? wordWeight.same : wordWeight.other);
    const score = weight * words + (1 - weight) * vector;
    return { id: candidate.id, score, words, vector, wordWeight: weight, gate: opening };
  });
  return fused.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** The candidate that is nearest by vector; undefined when vectors were not searched. */
function nearest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const one of candidates) if ((one.similarity ?? -1) > (best?.similarity ?? -1)) best = one;
  return best;
}

function openingOf({ closed, open }: Fusion['gate'], coverage: number): number {
  return Math.min(1, Math.max(0, (coverage - closed) / (open - closed)));
}

function scaled(similarity: number | null, floor: number, best: number): number {
  if (similarity === null || best <= floor) return similarity !== null && similarity >= best ? 1 : 0;
  return Math.min(1, Math.max(0, (similarity - floor) / (best - floor)));
}
