import type { Sentence } from '../retrieval/chunk.ts';
import { sentenceText } from '../retrieval/chunk.ts';
import type { Passage } from '../retrieval/passage.ts';
import { holdsAsked } from './asked.ts';
import type { Demand } from './demand.ts';
import { lacking } from './demand.ts';
import { isYear } from './figures.ts';
import type { Reading } from './reading.ts';
import { readChunk } from './reading.ts';

/** How much each sign counts in a sentence's score. Tuned on the development questions of data/eval. */
const WEIGHT = {
  own: 0.5,
  context: 0.25,
  similarity: 1.2,
  passage: 0.35,
  asked: 0.06,
  named: 0.1,
  otherYear: -0.15,
} as const;
const SHORT = 12; // characters: below this a sentence is a label rather than a statement
const SHORT_PENALTY = 0.1;
const CAPTION_PENALTY = 0.1; // a caption names what a picture or table shows
const ORIGIN = /^(?:출처|자료|source|来源|资料)\s*[:：]/iu; // where a figure is from, which says nothing itself
const ORIGIN_PENALTY = 0.3;

/** What speaks for a sentence as an answer. `own` is the rarity-weighted share of the question's tokens in the sentence itself,
 *  `context` the share with its headings and item title; `similarity` its centred cosine with the question, or null without vectors;
 *  `named` the share of the question's names and figures that it holds with its headings (1 when there are none); `otherYear` whether
 *  it speaks of years, but not of one that the question names; `figured` whether the sentence itself holds all figures of the question; `asked` whether it holds the kind of value asked for, null when no kind is. */
type Signs = {
  readonly own: number;
  readonly context: number;
  readonly similarity: number | null;
  readonly named: number;
  readonly otherYear: boolean;
  readonly figured: boolean;
  readonly asked: boolean | null;
};

/** A sentence weighed as an answer to a question: the `index`th of its passage. `score` adds its signs up, higher is better. */
export type Evidence = Signs & {
  readonly sentence: Sentence;
  readonly passage: Passage;
  readonly index: number;
  readonly score: number;
};

/** What weighing needs to know of the collection. `coverage` is the rarity-weighted share (0..1) of the question's tokens that one of
 *  the readings holds; `similarity` the centred cosine of the question with a sentence's vector. */
export type Weights = {
  readonly coverage: (readings: readonly Reading[]) => number;
  readonly similarity: (vector: Float32Array, passage: Passage) => number | null;
};

/** Weighs every sentence of the passages as an answer to the question, best first; ties in the order of the passages.
 *  `vectors` holds the sentence vectors of each passage, in the same order, or null. */
export function weigh(
  demand: Demand,
  passages: readonly Passage[],
  vectors: readonly (readonly Float32Array[] | null)[],
  weights: Weights,
): Evidence[] {
  const evidence = passages.flatMap((passage, p) => {
    const { context, sentences } = readChunk(passage.chunk);
    return passage.chunk.sentences.map((sentence, index): Evidence => {
      const own = sentences[index] ?? context;
      const vector = vectors[p]?.[index];
      const signs: Signs = {
        own: weights.coverage([own]),
        context: weights.coverage([own, context]),
        similarity: vector === undefined ? null : weights.similarity(vector, passage),
        named: named(demand, [own, context]),
        otherYear: speaksOfOtherYear(demand, own, context),
        figured: demand.figures.every((figure) => own.figures.has(figure)),
        asked: demand.kind === null ? null : holdsAsked(demand.kind, sentenceText(sentence)),
      };
      return { sentence, passage, index, ...signs, score: score(sentence, passage, signs) };
    });
  });
  return evidence.sort((a, b) => b.score - a.score);
}

function named(demand: Demand, readings: readonly Reading[]): number {
  const all = demand.names.length + demand.codes.length + demand.figures.length;
  if (all === 0) return 1;
  const { names, figures } = lacking(demand, readings);
  return 1 - (names.length + figures.length) / all;
}

function speaksOfOtherYear({ figures }: Demand, own: Reading, context: Reading): boolean {
  const years = figures.filter(isYear);
  if (years.length === 0 || years.some((year) => own.figures.has(year))) return false;
  if ([...own.figures].some(isYear)) return true;
  return !years.some((year) => context.figures.has(year)) && [...context.figures].some(isYear);
}

function score({ text, kind }: Sentence, passage: Passage, signs: Signs): number {
  const written = text.normalize('NFKC');
  return (
    WEIGHT.own * signs.own +
    WEIGHT.context * signs.context +
    WEIGHT.similarity * (signs.similarity ?? 0) +
    WEIGHT.passage * passage.score +
    WEIGHT.named * signs.named +
    (signs.asked ? WEIGHT.asked : 0) +
    (signs.otherYear ? WEIGHT.otherYear : 0) -
    (written.length < SHORT ? SHORT_PENALTY : 0) -
    (kind === 'caption' ? CAPTION_PENALTY : 0) -
    (ORIGIN.test(written) ? ORIGIN_PENALTY : 0)
  );
}
