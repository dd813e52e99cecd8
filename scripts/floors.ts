import type { Asked } from './evaluate-answers.ts';
import { askAll, FIGURES } from './evaluate-answers.ts';
import { embedSet, qualityOf } from './evaluate-search.ts';
import { estimate, sample } from './metrics.ts';
import type { PublicSet } from './public-sets.ts';
import { readKorquad, readNtrex, translations } from './public-sets.ts';
import type { Model } from './question-run.ts';
import { COLLECTIONS, openCollection } from './question-run.ts';
import { table } from './report.ts';
import { botOf } from './search-systems.ts';

const PARAGRAPHS = 240; // of KorQuAD, a quarter of them
const QUESTIONS = 500; // on those
const SENTENCES = 300; // of NTREX
const IN_CHINESE = 150; // of those, with the others in Korean
const SEED = 11;

/** A little under what was last measured: a change that takes a figure below is no improvement. */
const FLOORS = {
  'KorQuAD, R@1': 0.96,
  'NTREX ko to zh, R@1': 0.955,
  'NTREX zh to ko, R@1': 0.935,
  'NTREX ko, right text zh, others ko, R@1': 0.945,
  'development questions, R@5': 0.955,
  'development questions, right item cited first': 0.9,
  'development questions, answered right': 0.83,
  'development questions, answerable and not refused': 0.94,
  'development questions, unanswerable and held back': 0.56,
  'development questions, right among answers': 0.715,
  'development questions, citation precision': 0.72,
} as const;

/** A share, higher is better, and the least it may be. */
export type Floored = { readonly name: string; readonly value: number; readonly floor: number };

/** The short form of the evaluation: parts of the public sets, and the development questions of all collections. The same figures each
 *  time; it takes some 150 s of processor time, on two cores half of that. */
export async function shortForm(model: Model): Promise<readonly Floored[]> {
  const values: Readonly<Record<keyof typeof FLOORS, number>> = {
    ...(await searchValues(model)),
    ...(await answerValues(model)),
  };
  const measured = new Map(Object.entries(values));
  return Object.entries(FLOORS).map(([name, floor]) => ({ name, value: measured.get(name) ?? 0, floor }));
}

/** The figures as a table. */
export function showFloors(figures: readonly Floored[]): string {
  const rows = figures.map(({ name, value, floor }) => [
    name,
    (100 * value).toFixed(1),
    (100 * floor).toFixed(1),
    value < floor ? 'BELOW' : '',
  ]);
  return table(['figure, %', 'measured', 'floor', ''], rows);
}

async function searchValues(model: Model) {
  const ntrex = await readNtrex();
  const part = {
    ko: ntrex.ko.slice(0, SENTENCES),
    zh: ntrex.zh.slice(0, SENTENCES),
    en: ntrex.en.slice(0, SENTENCES),
    articles: ntrex.articles,
  };
  return {
    'KorQuAD, R@1': await firstShare(korquadPart(await readKorquad()), model),
    'NTREX ko to zh, R@1': await firstShare(translations(part, 'ko', 'zh'), model),
    'NTREX zh to ko, R@1': await firstShare(translations(part, 'zh', 'ko'), model),
    'NTREX ko, right text zh, others ko, R@1': await firstShare(
      translations(part, 'ko', 'zh', { language: 'ko', first: IN_CHINESE }),
      model,
    ),
  };
}

function korquadPart({ texts, queries }: PublicSet): PublicSet {
  const part = texts.slice(0, PARAGRAPHS);
  const ids = new Set(part.map(({ id }) => id));
  const asked = queries.filter(({ relevant }) => [...relevant.keys()].every((id) => ids.has(id)));
  return { texts: part, queries: sample(asked, QUESTIONS, SEED) };
}

async function firstShare(set: PublicSet, model: Model): Promise<number> {
  const embedded = await embedSet(set, model);
  const bot = await botOf(embedded.chunks, model);
  const quality = await qualityOf([bot], embedded);
  return quality.get(bot.name)?.['R@1'].mean ?? 0;
}

async function answerValues(model: Model) {
  const asked: Asked[] = [];
  for (const name of COLLECTIONS) {
    const collection = await openCollection(name, model);
    asked.push(...(await askAll(collection, 'dev').finally(collection.close)));
  }
  const mean = (figure: keyof typeof FIGURES) => estimate(FIGURES[figure](asked))?.mean ?? 0;
  return {
    'development questions, R@5': mean('R@5'),
    'development questions, right item cited first': mean('right item cited first'),
    'development questions, answered right': mean('answered right'),
    'development questions, answerable and not refused': 1 - mean('refused'),
    'development questions, unanswerable and held back': mean('held back'),
    'development questions, right among answers': 1 - mean('wrong among answers'),
    'development questions, citation precision': mean('citation precision'),
  };
}
