/** A chunk in one ranked list. Higher scores are better; the range is the list's own. */
export type Hit = { readonly id: string; readonly score: number };

/** How words and vectors are weighed against each other. */
export type Fusion = {
  /** For a chunk in the question's language the words' share of the score, 0..1; for one in another what the words add to that of its vector. */
  readonly wordWeight: { readonly same: number; readonly other: number };
  /** In the question's language words count in full once the best word hit covers `open` of the question (rarity-weighted), and not at all
   *  below `closed`. */
  readonly gate: { readonly closed: number; readonly open: number };
};

/** How the bot weighs. In another language shared words are numbers, names and what sounds or means the same: that a chunk has them speaks for it, that it lacks
 *  them says nothing, so that they add to its vector instead of taking a share. Best of 0.7..0.8 and 0.2..0.3 over KorQuAD v1 dev, NTREX and
 *  the development questions together. Korean questions for Chinese sentences among Korean ones, R@1: 86.3 with a share, 90.9 so. */
export const FUSION: Fusion = {
  wordWeight: { same: 0.75, other: 0.25 },
  gate: { closed: 0.1, open: 0.3 },
};

/** What fusion needs to know of a candidate. `words` is its BM25 score (0 when no word was found), `similarity` its cosine,
 *  or null when vectors were not searched. */
export type Candidate = {
  readonly id: string;
  readonly words: number;
  readonly similarity: number | null;
  readonly sameLanguage: boolean;
};

/** A candidate with its fused score and what made it: higher is better. `words` and `vector` are 0..1, `score` too, or up to 1 and the weight of
 *  words in another language more. `wordWeight` and `vectorWeight` are what the two count for in the score; `gate` how far words in the question's language
 *  count for this question at all, 0..1. */
export type Fused = {
  readonly id: string;
  readonly score: number;
  readonly words: number;
  readonly vector: number;
  readonly wordWeight: number;
  readonly vectorWeight: number;
  readonly gate: number;
};

/** Fuses words and vectors: each list is scaled to 0..1 (words by their best score within the question's language and within the others,
 *  vectors from the `floor` to the best similarity) and the two are added by weight. Best first, ties by id.
 *  `coverage` is that of the best word hit in the question's language; `floor` the lowest similarity of the vector list proper, so that a chunk that only
 *  words found cannot stretch the scale. Without vectors words alone count, in whatever language.
 *  @example
 *  fuse([{ id: 'a', words: 8, similarity: 0.9, sameLanguage: true }, { id: 'b', words: 2, similarity: 0.8, sameLanguage: true }],
 *    { coverage: 0.5, floor: 0.8 })
 *  // => [{ id: 'a', score: 1, words: 1, vector: 1, … }, { id: 'b', score: 0.1875, words: 0.25, vector: 0, … }] */
export function fuse(
  candidates: readonly Candidate[],
  evidence: { readonly coverage: number; readonly floor: number },
  { wordWeight, gate }: Fusion = FUSION,
): Fused[] {
  const similarities = candidates.flatMap((candidate) => candidate.similarity ?? []);
  const bestSimilarity = Math.max(evidence.floor, ...similarities);
  const byWordsAlone = similarities.length === 0;
  const opening = byWordsAlone ? 1 : openingOf(gate, evidence.coverage);
  const bestWords = (sameLanguage: boolean) =>
    Math.max(0, ...candidates.flatMap((one) => (byWordsAlone || one.sameLanguage === sameLanguage ? one.words : [])));
  const [best, bestOther] = [bestWords(true), bestWords(false)];
  const fused = candidates.map(({ id, words: bm25, similarity, sameLanguage }) => {
    const words = bm25 === 0 ? 0 : bm25 / (sameLanguage ? best : bestOther);
    const vector = scaled(similarity, evidence.floor, bestSimilarity);
    const share = byWordsAlone ? 1 : opening * wordWeight.same;
    const [wordPart, vectorPart] = sameLanguage || byWordsAlone ? [share, 1 - share] : [wordWeight.other, 1];
    const score = wordPart * words + vectorPart * vector;
    return { id, score, words, vector, wordWeight: wordPart, vectorWeight: vectorPart, gate: opening };
  });
  return fused.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function openingOf({ closed, open }: Fusion['gate'], coverage: number): number {
  return Math.min(1, Math.max(0, (coverage - closed) / (open - closed)));
}

function scaled(similarity: number | null, floor: number, best: number): number {
  if (similarity === null || best <= floor) return similarity !== null && similarity >= best ? 1 : 0;
  return Math.min(1, Math.max(0, (similarity - floor) / (best - floor)));
}
