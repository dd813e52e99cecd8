import evidenceWeights from '../../data/answers/evidence.json' with { type: 'json' };
import type { Language } from '../bulletin/bulletin.ts';
import type { Sentence } from '../retrieval/chunk.ts';
import { sentenceText } from '../retrieval/chunk.ts';
import type { Passage } from '../retrieval/passage.ts';
import { holdsAsked } from './asked.ts';
import type { Demand } from './demand.ts';
import { lacking } from './demand.ts';
import { extremeRows } from './extremes.ts';
import { isYear } from './figures.ts';
import type { Reading } from './reading.ts';
import { readChunk, readText } from './reading.ts';

const ORIGIN = /^(?:출처|자료|source|来源|资料)\s*[:：]|[?？]\s*$/iu; // where a figure is from, and a question: they say nothing themselves

/** What speaks for a sentence as an answer. `own` is the rarity-weighted share of the question's tokens in the sentence itself;
 *  `similarity` its centred cosine with the question, headings included, or null without vectors; `named` the share of the question's names
 *  and figures that it holds with its headings (1 when there are none, and when it holds any where news are asked for); `otherYear` whether it speaks of years, but not of one that the
 *  question names; `figured` whether the sentence itself holds all figures of the question; `asked` whether it holds the kind of value
 *  asked for, or says that it gives a reason where one is, null when neither is; `foreign` whether it is in another language than the question; `extreme`
 *  whether it is the row at the end of a table's scale that is asked for. */
type Signs = {
  readonly own: number;
  readonly similarity: number | null;
  readonly named: number;
  readonly otherYear: boolean;
  readonly figured: boolean;
  readonly asked: boolean | null;
  readonly foreign: boolean;
  readonly extreme: boolean;
};

/** A sentence weighed as an answer to a question: the `index`th of its passage. `near` is how near it comes to the question token by token
 *  (-1..1), null as long as the sentences are not compared so. `score` compares with others of the same question, higher is better: a
 *  sentence that scores 1 more is the answer e times as often. */
export type Evidence = Signs & {
  readonly sentence: Sentence;
  readonly passage: Passage;
  readonly index: number;
  readonly near: number | null;
  readonly score: number;
};

/** What a score is the weighted sum of, each 0..1 (cosines -1..1). Across languages few words are shared, so that the cosine has to
 *  count for more there; and the nearer sentences are, the more a difference between them tells. */
export type Features = {
  readonly own: number;
  readonly passage: number;
  readonly similarity: number;
  readonly squared: number;
  readonly foreign: number;
  readonly foreignSimilarity: number;
  readonly asked: number;
  readonly named: number;
  readonly figured: number;
  readonly otherYear: number;
  readonly caption: number;
  readonly origin: number;
  readonly extreme: number;
  readonly near: number;
};

/** All features, in the order of the weights. */
export const FEATURE_NAMES = [
  'own',
  'passage',
  'similarity',
  'squared',
  'foreign',
  'foreignSimilarity',
  'asked',
  'named',
  'figured',
  'otherYear',
  'caption',
  'origin',
  'extreme',
  'near',
] as const satisfies readonly (keyof Features)[];

/** How much each feature counts, for each way of searching, and where sentences are compared token by token: data/answers/README.md tells
 *  how the weights are made. */
const EVIDENCE: Readonly<Record<'hybrid' | 'lexical' | 'compared', Features>> = evidenceWeights;

/** What weighing needs to know of the question and the collection. `coverage` is the rarity-weighted share (0..1) of the question's
 *  tokens that one of the readings holds; `similarity` the centred cosine of the question with a sentence's vector; `section` the headings
 *  that a passage's item stands below, empty without any: they name what the item need not say again. */
export type Weights = {
  readonly language: Language;
  readonly coverage: (readings: readonly Reading[]) => number;
  readonly similarity: (vector: Float32Array, passage: Passage) => number | null;
  readonly section: (passage: Passage) => string;
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
    const section = readText(weights.section(passage));
    const extremes = extremesOf(demand, passage, weights);
    return passage.chunk.sentences.map((sentence, index): Evidence => {
      const own = sentences[index] ?? context;
      const vector = vectors[p]?.[index];
      const signs: Signs = {
        own: weights.coverage([own]),
        similarity: vector === undefined ? null : weights.similarity(vector, passage),
        named: named(demand, [own, context, section]),
        otherYear: speaksOfOtherYear(demand, own, context),
        figured: demand.figures.every((figure) => own.figures.has(figure)),
        asked: demand.kind === null ? null : holdsAsked(demand.kind, sentenceText(sentence)),
        foreign: passage.chunk.language !== weights.language,
        extreme: extremes.has(index),
      };
      const weighed = { sentence, passage, index, near: null, ...signs };
      return { ...weighed, score: score(weighed) };
    });
  });
  return evidence.sort((a, b) => b.score - a.score);
}

/** A weighed sentence with how near it comes to the question token by token, weighed anew. */
export function weighedNear(one: Evidence, near: number): Evidence {
  const compared = { ...one, near };
  return { ...compared, score: score(compared) };
}

/** The features of a weighed sentence. */
export function featuresOf(one: Omit<Evidence, 'score'>): Features {
  const similarity = one.similarity ?? 0;
  return {
    own: one.own,
    passage: one.passage.score,
    similarity,
    squared: similarity ** 2,
    foreign: Number(one.foreign),
    foreignSimilarity: one.foreign ? similarity : 0,
    asked: Number(one.asked === true),
    named: one.named,
    figured: Number(one.figured),
    otherYear: Number(one.otherYear),
    caption: Number(one.sentence.kind === 'caption'),
    origin: Number(ORIGIN.test(one.sentence.text.normalize('NFKC'))),
    extreme: Number(one.extreme),
    near: one.near ?? 0,
  };
}

function score(one: Omit<Evidence, 'score'>): number {
  const weights = EVIDENCE[one.near !== null ? 'compared' : one.similarity !== null ? 'hybrid' : 'lexical'];
  const features = featuresOf(one);
  return FEATURE_NAMES.reduce((sum, name) => sum + weights[name] * features[name], 0);
}

function extremesOf({ extreme }: Demand, { chunk }: Passage, { coverage }: Weights): ReadonlySet<number> {
  return extreme === null
    ? new Set()
    : extremeRows(chunk.sentences, extreme, (columnName) => coverage([readText(columnName)]));
}

function named(demand: Demand, readings: readonly Reading[]): number {
  const all = demand.names.length + demand.codes.length + demand.known.length + demand.figures.length;
  if (all === 0) return 1;
  const { names, figures } = lacking(demand, readings);
  const held = 1 - (names.length + figures.length) / all;
  return demand.items ? Math.ceil(held) : held; // news on 5G or 6G may be on either
}

function speaksOfOtherYear({ figures }: Demand, own: Reading, context: Reading): boolean {
  const years = figures.filter(isYear);
  if (years.length === 0 || years.some((year) => own.figures.has(year))) return false;
  if ([...own.figures].some(isYear)) return true;
  return !years.some((year) => context.figures.has(year)) && [...context.figures].some(isYear);
}
