import { readable } from '../bulletin/markup.ts';
import type { Sentence } from '../retrieval/chunk.ts';
import type { Passage, Query } from '../retrieval/passage.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { asks, holdsAsked } from './asked.ts';

/** How much each sign counts in a sentence's score. Tuned on the development questions of data/eval. */
const WEIGHT = { own: 0.3, context: 0.25, similarity: 1.2, passage: 0.35, asked: 0.12 } as const;
const SHORT = 12; // characters: below this a sentence is a label rather than a statement
const SHORT_PENALTY = 0.1;

/** A sentence weighed as an answer to a question. `own` is the rarity-weighted share of the question's tokens in the sentence itself,
 *  `context` the share with its headings and item title; `similarity` its centred cosine with the question, or null without vectors;
 *  `asked` whether it holds the kind of thing asked for (a number, a day), null when no kind is. `score` adds them up, higher is better. */
export type Evidence = {
  readonly sentence: Sentence;
  readonly passage: Passage;
  readonly index: number;
  readonly own: number;
  readonly context: number;
  readonly similarity: number | null;
  readonly asked: boolean | null;
  readonly score: number;
};

/** What weighing needs from the retriever. `coverage` is the rarity-weighted share (0..1) of the query's tokens among the given ones;
 *  `similarity` the centred cosine of the question with a sentence's vector. */
export type Weights = {
  readonly coverage: (tokens: ReadonlySet<string>) => number;
  readonly similarity: (vector: Float32Array, passage: Passage) => number | null;
};

/** Weighs every sentence of the passages as an answer to the question, best first; ties in the order of the passages.
 *  `vectors` holds the sentence vectors of each passage, in the same order, or null. */
export function weigh(
  query: Query,
  passages: readonly Passage[],
  vectors: readonly (readonly Float32Array[] | null)[],
  weights: Weights,
): Evidence[] {
  const kind = asks(query.text);
  const evidence = passages.flatMap((passage, p) =>
    passage.chunk.sentences.map((sentence, index): Evidence => {
      const vector = vectors[p]?.[index];
      const own = weights.coverage(new Set(tokenize(readable(sentence.text))));
      const context = weights.coverage(contextTokens(sentence, passage));
      const similarity = vector === undefined ? null : weights.similarity(vector, passage);
      const asked = kind === null ? null : holdsAsked(kind, sentence.text);
      const parts = { own, context, similarity, asked };
      return { sentence, passage, index, ...parts, score: score(sentence, passage, parts) };
    }),
  );
  return evidence.sort((a, b) => b.score - a.score);
}

function contextTokens(sentence: Sentence, passage: Passage): ReadonlySet<string> {
  return new Set(tokenize(readable(`${passage.chunk.context}\n${sentence.text}`)));
}

function score(
  sentence: Sentence,
  passage: Passage,
  parts: Pick<Evidence, 'own' | 'context' | 'similarity' | 'asked'>,
): number {
  const short = sentence.text.length < SHORT ? SHORT_PENALTY : 0;
  return (
    WEIGHT.own * parts.own +
    WEIGHT.context * parts.context +
    WEIGHT.similarity * (parts.similarity ?? 0) +
    WEIGHT.passage * passage.score +
    (parts.asked ? WEIGHT.asked : 0) -
    short
  );
}
