import supportModels from '../../data/answers/support.json' with { type: 'json' };
import type { Language } from '../bulletin/bulletin.ts';
import type { Alikes } from '../retrieval/alikes.ts';
import { holdsAlike } from '../retrieval/alikes.ts';
import type { Answer } from './answer.ts';
import type { Demand } from './demand.ts';
import { lacking } from './demand.ts';
import type { Evidence } from './evidence.ts';
import { isImplied } from './names.ts';
import type { Reading } from './reading.ts';
import { readText } from './reading.ts';

/** How much each signal counts, what is left when all are 0, and from which support on there is an answer. */
type SupportModel = { readonly threshold: number; readonly bias: number; readonly weights: Signals };

/** The model for each way of searching: data/answers/README.md tells how it is made. */
const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = supportModels;

/** Raw evidence for an answer. Scores that compare only within one list, and rarities that depend on the size of the collection, are no
 *  evidence and not among them. */
export type Signals = {
  /** Centred cosine of the question with the best sentence, and with its passage; 0 without vectors. */
  readonly sentence: number;
  readonly passage: number;
  /** Share of the question's content words in the best item, 0..1; 0 for a passage in another language, where words tell nothing. */
  readonly item: number;
  /** 1 when the question names a name, a code, a year or a figure that the best item lacks; where news are asked for, when it lacks all names. */
  readonly missingName: number;
  readonly missingFigure: number;
  /** 1 when every sentence chosen speaks of other years than the question. */
  readonly otherYear: number;
  /** 1 when a kind of value is asked for that no sentence chosen holds. */
  readonly missingKind: number;
  /** 1 when a reason is asked for and no sentence chosen says that it gives one. */
  readonly missingReason: number;
  /** 1 when the text tells the program what to do. */
  readonly instruction: number;
  /** 1 when the best passage is in another language than the question. */
  readonly foreign: number;
  /** 1 when the best passage is in another language and its item holds all that the question names, and that is something: there, where few
   *  words are shared, it tells the most. */
  readonly named: number;
  /** The same share for a passage in another language, of the words as that language has them, by sound or meaning. */
  readonly heard: number;
  /** 1 when the question asks for the items on something: any text on it answers. */
  readonly items: number;
};

/** All signals, in the order of the model. */
export const SIGNAL_NAMES = [
  'sentence',
  'passage',
  'item',
  'missingName',
  'missingFigure',
  'otherYear',
  'missingKind',
  'missingReason',
  'instruction',
  'foreign',
  'named',
  'heard',
  'items',
] as const;

/** The signals of nothing at all. */
export const NO_SIGNALS: Signals = {
  sentence: 0,
  passage: 0,
  item: 0,
  missingName: 0,
  missingFigure: 0,
  otherYear: 0,
  missingKind: 0,
  missingReason: 0,
  instruction: 0,
  foreign: 0,
  named: 0,
  heard: 0,
  items: 0,
};

/** What a question is judged by: what it demands, its language, the sentences that would be quoted (best first), and what the item of the
 *  best of them holds as a whole, its bulletin's title included; and what the question's tokens may be in other scripts. */
export type Grounds = {
  readonly demand: Demand;
  readonly language: Language;
  readonly best: Evidence | undefined;
  readonly chosen: readonly Evidence[];
  readonly item: Reading;
  readonly alikes?: Alikes | undefined;
};

/** Letters that another language has words for, be it a short form or a brand: EV, LandSpace. */
const LETTERS = /^\p{L}{2,}$/u;

/** Reads the signals off the grounds. */
export function signals({ demand, language, best, chosen, item, alikes }: Grounds): Signals {
  if (best === undefined) return NO_SIGNALS;
  const foreign = best.passage.chunk.language !== language;
  const missing = lacking(demand, [item]);
  const { context, language: written } = best.passage.chunk;
  const title = readText(context);
  const names = missing.names
    .filter((name) => !isImplied(name, { names: title.names, language: written }))
    .filter((name) => !(foreign && demand.codes.includes(name) && LETTERS.test(name)));
  const isNamed = names.length === 0 || (demand.items && names.length < demand.names.length + demand.codes.length);
  const isMissing = demand.kind !== null && !chosen.some(({ asked }) => asked);
  return {
    sentence: best.similarity ?? 0,
    passage: best.passage.explanation.similarity ?? 0,
    item: foreign ? 0 : shareOf(demand, item, alikes),
    missingName: isNamed ? 0 : 1,
    missingFigure: missing.figures.length > 0 ? 1 : 0,
    otherYear: chosen.every(({ otherYear }) => otherYear) ? 1 : 0,
    missingKind: isMissing && demand.kind !== 'reason' ? 1 : 0,
    missingReason: isMissing && demand.kind === 'reason' ? 1 : 0,
    instruction: demand.instruction ? 1 : 0,
    foreign: foreign ? 1 : 0,
    named: foreign && isNamed && missing.figures.length === 0 && namesAnything(demand) ? 1 : 0,
    heard: foreign ? shareOf(demand, item, alikes) : 0,
    items: demand.items ? 1 : 0,
  };
}

function namesAnything({ names, codes, known, figures }: Demand): boolean {
  return [names, codes, known, figures].some((list) => list.length > 0);
}

/** Mean over the content words of the share of their tokens that the reading holds; 0 without content words. */
function shareOf({ words }: Demand, { tokens }: Reading, alikes: Alikes | undefined): number {
  if (words.length === 0) return 0;
  const shares = words.map((word) => word.filter((token) => holdsAlike(tokens, token, alikes)).length / word.length);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** What each signal adds to support: its value times its weight. From `threshold` on there is an answer. */
export type SupportExplanation = {
  readonly support: number;
  readonly threshold: number;
  readonly bias: number;
  readonly signals: readonly { readonly name: keyof Signals; readonly value: number; readonly weight: number }[];
};

/** Tells what support is made of. */
export function explainSupport(signals: Signals, retrieval: Answer['retrieval']): SupportExplanation {
  const { threshold, bias, weights } = MODELS[retrieval];
  return {
    support: support(signals, retrieval),
    threshold,
    bias,
    signals: SIGNAL_NAMES.map((name) => ({ name, value: signals[name], weight: weights[name] })),
  };
}

/** Evidence for an answer, 0..1, higher is better: a logistic model over the signals, one for each way of searching, fitted by
 *  `npm run fit` on the development questions. */
function support(signals: Signals, retrieval: Answer['retrieval']): number {
  const { bias, weights } = MODELS[retrieval];
  const sum = SIGNAL_NAMES.reduce((total, name) => total + weights[name] * signals[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** How near a passage must be for anything to be shown: the cosine of the best sentence or of its passage, less where its item in another
 *  language holds what the question names or some of its words, or the share of the question's content words in the item. Questions on
 *  other topics reached cosines of 0.13 to 0.26. Of the development questions between 0.2 and 0.27 that name something that is there, 9 had an answer and
 *  4 none; of those between 0.15 and 0.27 of whose words a tenth
 *  sounded alike there, 16 and 4; with 0.25 instead of 0.1 for the words of the dictionary 5 more are refused and none held back. */
const NEAR = { cosine: 0.27, named: 0.2, heard: 0.15, item: 0.4 } as const;
const HEARD = 0.1; // share of the content words from which on they count as heard

function isNearEnough({ sentence, passage, item, named, heard }: Signals): boolean {
  const least = Math.min(NEAR.cosine, named > 0 ? NEAR.named : 1, heard >= HEARD ? NEAR.heard : 1);
  return Math.max(sentence, passage) >= least || item >= NEAR.item;
}

/** The outcome that the signals allow, and the support behind it. */
export function judge(
  signals: Signals,
  retrieval: Answer['retrieval'],
): { readonly outcome: Answer['outcome']; readonly support: number } {
  const supported = support(signals, retrieval);
  if (!isNearEnough(signals) || signals.instruction > 0) return { outcome: 'none', support: supported };
  return { outcome: supported >= MODELS[retrieval].threshold ? 'answered' : 'related', support: supported };
}
