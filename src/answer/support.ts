import type { Query } from '../retrieval/passage.ts';
import type { Answer } from './answer.ts';
import type { Evidence } from './evidence.ts';

/** Raw evidence for an answer, each 0..1 or a cosine. Scores that compare only within one list are no evidence and not among them. */
export type Signals = {
  /** Rarity-weighted share of the question's tokens in the best sentence with its headings and title. */
  readonly words: number;
  /** The same share in the whole item: what it lacks, a name or a figure, the item does not speak of. */
  readonly item: number;
  /** Centred cosine of the question with the best sentence, and with its passage; 0 without vectors. */
  readonly similarity: number;
  readonly passage: number;
  /** Share of the question's numbers (27, 2035) that the item lacks; 0 when it has none. */
  readonly missingNumbers: number;
  /** 1 when a kind of thing is asked for (a number, a day) that the best sentence does not hold. */
  readonly missingKind: number;
  /** 1 when the passage is in another language than the question, where words tell nothing. */
  readonly foreign: number;
};

/** Answered from here on, related from there: chosen on the development questions of data/eval. */
const ANSWERED = 0.5;
const RELATED = 0.12;

/** Logistic weights of the signals, and what is left when all are 0. */
const BIAS = -4;
const WEIGHTS: Signals = {
  words: 4,
  item: 2,
  similarity: 6,
  passage: 3,
  missingNumbers: -4,
  missingKind: -1,
  foreign: 1,
};
const SIGNAL_NAMES = ['words', 'item', 'similarity', 'passage', 'missingNumbers', 'missingKind', 'foreign'] as const;

const NONE: Signals = { words: 0, item: 0, similarity: 0, passage: 0, missingNumbers: 0, missingKind: 0, foreign: 0 };

/** What the item of the best sentence says as a whole: its distinct tokens, and the rarity-weighted share of the question's among them. */
export type ItemEvidence = { readonly tokens: ReadonlySet<string>; readonly coverage: number };

/** Reads the signals off the weighed sentences (best first) and the best one's item. */
export function signals(query: Query, evidence: readonly Evidence[], item: ItemEvidence): Signals {
  const best = evidence[0];
  if (best === undefined) return NONE;
  const numbers = query.tokens.filter((token) => /^\d/.test(token));
  const missing = numbers.filter((number) => !holdsNumber(item.tokens, number));
  return {
    words: best.context,
    item: item.coverage,
    similarity: best.similarity ?? 0,
    passage: best.passage.explanation.similarity ?? 0,
    missingNumbers: numbers.length === 0 ? 0 : missing.length / numbers.length,
    missingKind: best.asked === false ? 1 : 0,
    foreign: best.passage.chunk.language === query.language ? 0 : 1,
  };
}

/** Evidence for an answer, 0..1, higher is better: a logistic model over the signals. */
export function support(signals: Signals): number {
  const sum = SIGNAL_NAMES.reduce((total, name) => total + WEIGHTS[name] * signals[name], BIAS);
  return 1 / (1 + Math.exp(-sum));
}

/** The outcome that this much support allows. */
export function outcomeOf(support: number): Answer['outcome'] {
  if (support >= ANSWERED) return 'answered';
  return support >= RELATED ? 'related' : 'none';
}

/** A year is written with two digits or four: '27 is 2027. */
function holdsNumber(tokens: ReadonlySet<string>, number: string): boolean {
  if (tokens.has(number)) return true;
  if (/^20\d\d$/.test(number)) return tokens.has(number.slice(2));
  return /^\d\d$/.test(number) && tokens.has(`20${number}`);
}
