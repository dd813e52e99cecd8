import type { Answer } from '../src/answer/answer.ts';
import type { Signals } from '../src/answer/support.ts';
import { ask } from '../src/ask.ts';
import type { Language } from '../src/bulletin/bulletin.ts';
import { consider } from '../src/consider.ts';
import { ndcg, recall, reciprocalRank } from '../src/measures.ts';
import type { Forecast, Observation, Prospect } from './metrics.ts';
import type { Collection } from './question-run.ts';
import type { Question } from './questions.ts';
import { holdsAll, shownOf } from './questions.ts';

/** A question, what was answered, and what is known of how good that was. */
export type Asked = {
  readonly collection: string;
  readonly question: Question;
  readonly answer: Answer;
  /** Ids of the items of the passages found, best first. */
  readonly items: readonly string[];
  /** Whether the answer holds all that it must. */
  readonly right: boolean;
  /** Whether the sentences that were chosen hold it, shown or not. */
  readonly chosenRight: boolean;
  /** The support, or null where no support would bring an answer. */
  readonly support: number | null;
  /** What the support was read off. */
  readonly signs: Signals;
  /** Languages of the bulletins that the answer stands in; empty for a question without one. */
  readonly languages: readonly Language[];
};

/** Asks the questions of a collection, of one split or of both. */
export async function askAll(collection: Collection, split?: Question['split']): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of collection.questions.filter((one) => split === undefined || one.split === split)) {
    asked.push(await askOne(question, collection));
  }
  return asked;
}

async function askOne(question: Question, { name, options, chunks }: Collection): Promise<Asked> {
  const answer = await ask(question.question, options);
  const { open, passages, quotable, signs } = await consider(question.question, options);
  const holds = (texts: readonly string[]) => question.answerable && holdsAll(question.answer, texts.join(' '));
  const itemsOf = new Set<string>(question.answerable ? question.items : []);
  return {
    collection: name,
    question,
    answer,
    items: [...new Set(passages.map(({ chunk }) => chunk.itemId))],
    right: answer.outcome === 'answered' && holds(answer.sentences.map(shownOf)),
    chosenRight: holds(quotable.map(({ sentence }) => shownOf(sentence))),
    support: open || answer.outcome === 'none' ? null : answer.support,
    signs,
    languages: [...new Set(chunks.flatMap(({ chunk }) => (itemsOf.has(chunk.itemId) ? [chunk.language] : [])))],
  };
}

/** The figures of answers, each as the observations it is the mean of. */
export const FIGURES = {
  /** The first item cited answers; of the answerable questions that got a citation or none. */
  'right item cited first': (asked) =>
    answerable(asked).map((one) => observation(one, isIn(one.answer.citations[0]?.item.id, one.question.items))),
  'R@1': (asked) => ranked(asked, (items, found) => recall(items, found, 1)),
  'R@5': (asked) => ranked(asked, (items, found) => recall(items, found, 5)),
  'R@10': (asked) => ranked(asked, (items, found) => recall(items, found, 10)),
  'MRR@10': (asked) => ranked(asked, (items, found) => reciprocalRank(items, found, 10)),
  'nDCG@10': (asked) => ranked(asked, (items, found) => ndcg(items, found, 10)),
  /** The sentences chosen hold the answer, whether they were shown or not: what would be right if support were always enough. */
  'right sentences chosen': (asked) => answerable(asked).map((one) => observation(one, one.chosenRight)),
  'answered right': (asked) => answerable(asked).map((one) => observation(one, one.right)),
  refused: (asked) => answerable(asked).map((one) => observation(one, one.answer.outcome !== 'answered')),
  'held back': (asked) => unanswerable(asked).map((one) => observation(one, one.answer.outcome !== 'answered')),
  'wrong among answers': (asked) => answered(asked).map((one) => observation(one, !one.right)),
  'citation precision': (asked) =>
    answered(asked).flatMap((one) =>
      one.answer.sentences.map((sentence) => observation(one, isCitedRight(one, sentence.citations))),
    ),
} as const satisfies Readonly<Record<string, (asked: readonly Asked[]) => Observation[]>>;

/** The name of a figure. */
export type Figure = keyof typeof FIGURES;

/** What thresholds are weighed by. */
export function prospectsOf(asked: readonly Asked[]): Prospect[] {
  return asked.map(({ question, support, chosenRight }) => ({
    support,
    answerable: question.answerable,
    right: chosenRight,
  }));
}

/** Support as a forecast of whether the bulletins hold an answer. */
export function forecastsOf(asked: readonly Asked[]): Forecast[] {
  return asked.map(({ question, answer }) => ({ expected: answer.support, observed: question.answerable }));
}

function answerable(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ question }) => question.answerable);
}

function unanswerable(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ question }) => !question.answerable);
}

function answered(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ answer }) => answer.outcome === 'answered');
}

function ranked(
  asked: readonly Asked[],
  measure: (items: ReadonlyMap<string, number>, found: readonly string[]) => number,
): Observation[] {
  return answerable(asked).map(({ question, items }) => ({
    unit: question.fact,
    value: measure(new Map(question.items.map((id) => [id, 1])), items),
  }));
}

function isCitedRight({ question, answer }: Asked, numbers: readonly number[]): boolean {
  const cited = answer.citations.filter(({ n }) => numbers.includes(n));
  return question.answerable && cited.some(({ item }) => isIn(item.id, question.items));
}

function isIn(id: string | undefined, ids: readonly string[]): boolean {
  return id !== undefined && ids.includes(id);
}

function observation({ question }: Asked, value: boolean): Observation {
  return { unit: question.fact, value: Number(value) };
}
