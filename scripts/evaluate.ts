import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedEmbedder } from './cached-embedder.ts';
import { withoutSpaces, withTypos } from './corrupt.ts';
import type { Asked } from './evaluate-answers.ts';
import { askAll } from './evaluate-answers.ts';
import type { Quality, SearchSet } from './evaluate-search.ts';
import { embedChunks, embedQueries, embedSet, ownSet, qualityOf } from './evaluate-search.ts';
import { evaluateSummaries } from './evaluate-summaries.ts';
import { showFailures } from './failures.ts';
import { shortForm, showFloors } from './floors.ts';
import { sample } from './metrics.ts';
import type { Ntrex, PublicSet } from './public-sets.ts';
import { readKorquad, readNtrex, translations } from './public-sets.ts';
import type { Collection } from './question-run.ts';
import { COLLECTIONS, openCollection, openModel } from './question-run.ts';
import type { Question } from './questions.ts';
import { answerTables } from './report.ts';
import { reportOf } from './report-text.ts';
import { botOf, partsOf, peersOf, withoutRules } from './search-systems.ts';

// Evaluates answers and search, prints the report and writes docs/EVALUATION.md. Usage: npm run evaluate
//   npm run evaluate -- --dev      while tuning: the development questions alone, with what went wrong; writes nothing
//   npm run evaluate -- --floors   the short form: ends with 1 when a figure is below its floor

const REPORT = fileURLToPath(new URL('../docs/EVALUATION.md', import.meta.url));
const SUBSET = 1500; // KorQuAD questions where all of them would take long
const FIRST = 1000; // sentences whose right text is in another language than all others
const SEED = 7;

type Results = Readonly<Record<string, ReadonlyMap<string, Quality>>>;

const model = await openModel(cachedEmbedder);
try {
  if (process.argv.includes('--floors')) {
    const figures = await shortForm(model);
    console.log(showFloors(figures));
    if (figures.some(({ value, floor }) => value < floor)) process.exitCode = 1;
  } else if (process.argv.includes('--dev')) {
    const { dev } = await withCollections((collections) => answersOf(collections, ['dev']));
    console.log(`${answerTables({ dev: dev ?? [] })}\n\n${showFailures(dev ?? [])}`);
  } else {
    const { answers, own } = await withCollections(async (collections) => ({
      answers: await answersOf(collections, ['dev', 'test']),
      own: await ownQuestions(collections),
    }));
    const text = reportOf({ answers, own, ...(await publicSets()), summaries: await evaluateSummaries() });
    console.log(text);
    await mkdir(dirname(REPORT), { recursive: true });
    await writeFile(REPORT, text);
  }
} finally {
  await model.embedder.close();
}

async function withCollections<T>(work: (collections: readonly Collection[]) => Promise<T>): Promise<T> {
  const collections: Collection[] = [];
  try {
    for (const name of COLLECTIONS) collections.push(await openCollection(name, model));
    return await work(collections);
  } finally {
    for (const collection of collections) await collection.close();
  }
}

async function answersOf(
  collections: readonly Collection[],
  splits: readonly Question['split'][],
): Promise<Partial<Record<Question['split'], readonly Asked[]>>> {
  const answers: Partial<Record<Question['split'], readonly Asked[]>> = {};
  for (const split of splits) {
    const asked: Asked[] = [];
    for (const collection of collections) asked.push(...(await askAll(collection, split)));
    answers[split] = asked;
  }
  tell('answers');
  return answers;
}

/** The questions of the mixed collection as a search for their items, on all systems. */
async function ownQuestions(
  collections: readonly Collection[],
): Promise<{ readonly peers: Results; readonly rules: Results }> {
  const mixed = collections.find(({ name }) => name === 'mixed');
  if (mixed === undefined) throw new Error('There is no collection "mixed".');
  const dev = await ownSet(mixed, 'dev', model);
  const test = await ownSet(mixed, 'test', model);
  const systems = [...(await partsOf(mixed.chunks, model)), ...(await peersOf(mixed.chunks))];
  const peers = {
    'mixed collection, development': await qualityOf(systems, dev),
    'mixed collection, test': await qualityOf(systems, test),
  };
  tell('own questions by item');
  return { peers, rules: { 'mixed collection, development': await ablation(dev) } };
}

async function publicSets(): Promise<{ readonly search: Results; readonly peers: Results; readonly rules: Results }> {
  const korquad = await readKorquad();
  const ntrex = await readNtrex();
  const chunks = await embedChunks(korquad.texts, model);
  const all: SearchSet = { chunks, queries: await embedQueries(korquad.queries, model) };
  const onAll = await qualityOf([...(await partsOf(chunks, model)), ...(await peersOf(chunks))], all);
  tell('KorQuAD');
  const subset = sample(korquad.queries, SUBSET, SEED);
  const some: SearchSet = { chunks, queries: await embedQueries(subset, model) };
  const changed = await changedQuestions(subset, some);
  tell('KorQuAD, changed questions');
  const across = await acrossLanguages(ntrex);
  return {
    search: { 'KorQuAD v1 dev': onAll, ...changed, ...across.search },
    peers: { 'KorQuAD v1 dev': onAll },
    rules: { [`KorQuAD, ${SUBSET} questions`]: await ablation(some), ...across.rules },
  };
}

/** The bot on questions that are typed in other ways. */
async function changedQuestions(subset: PublicSet['queries'], { chunks }: SearchSet): Promise<Results> {
  const bot = [await botOf(chunks, model)];
  const results: Record<string, ReadonlyMap<string, Quality>> = {};
  for (const [name, change] of [
    ['as it is', (text: string) => text],
    ['with typing errors', (text: string) => withTypos(text, SEED)],
    ['without spaces', withoutSpaces],
    ['in NFD', (text: string) => text.normalize('NFD')],
  ] as const) {
    const queries = await embedQueries(
      subset.map((one) => ({ ...one, text: change(one.text) })),
      model,
    );
    results[`KorQuAD, ${subset.length} questions, ${name}`] = await qualityOf(bot, { chunks, queries });
  }
  return results;
}

async function acrossLanguages(ntrex: Ntrex): Promise<{ readonly search: Results; readonly rules: Results }> {
  const search: Record<string, ReadonlyMap<string, Quality>> = {};
  const rules: Record<string, ReadonlyMap<string, Quality>> = {};
  for (const [from, to] of [
    ['ko', 'zh'],
    ['zh', 'ko'],
    ['ko', 'en'],
    ['en', 'ko'],
  ] as const) {
    const set = await embedSet(translations(ntrex, from, to), model);
    const name = `NTREX ${from} to ${to}`;
    search[name] = await qualityOf([await botOf(set.chunks, model)], set);
    if (from === 'ko' && to === 'zh') rules[name] = await ablation(set);
    tell(name);
  }
  const mixed = await embedSet(translations(ntrex, 'ko', 'zh', { language: 'ko', first: FIRST }), model);
  const name = `NTREX ko, right text zh (first ${FIRST}), others ko`;
  search[name] = await qualityOf([await botOf(mixed.chunks, model)], mixed);
  rules[name] = await ablation(mixed);
  tell(name);
  return { search, rules };
}

async function ablation(set: SearchSet): Promise<ReadonlyMap<string, Quality>> {
  return qualityOf([...(await partsOf(set.chunks, model)), ...(await withoutRules(set.chunks, model))], set);
}

function tell(what: string): void {
  console.error(`${(performance.now() / 1000).toFixed(0)} s: ${what}`);
}
