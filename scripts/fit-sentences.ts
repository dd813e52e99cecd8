import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../src/answer/answer.ts';
import { nearness, toCompare, weighedAnew } from '../src/answer/closest.ts';
import type { Demand } from '../src/answer/demand.ts';
import type { Evidence, Features } from '../src/answer/evidence.ts';
import { FEATURE_NAMES, featuresOf } from '../src/answer/evidence.ts';
import { extract } from '../src/answer/extract.ts';
import { consider } from '../src/consider.ts';
import { adam } from './adam.ts';
import { cachedEmbedder } from './cached-embedder.ts';
import { crossValidated } from './folds.ts';
import type { Collection } from './question-run.ts';
import { COLLECTIONS, openCollection, openModel } from './question-run.ts';
import type { Question } from './questions.ts';
import { holdsAll, shownOf } from './questions.ts';

// Fits the weights of sentences on the answerable development questions of all collections, prints what they reach cross-validated by fact,
// and writes data/answers/evidence.json. Support looks at the sentences chosen: run npm run fit afterwards. Usage: npm run fit:sentences
//
// The weights make it most likely that, of all sentences of the passages found, one that answers is drawn when each is drawn with a chance of
// e to its score (multinomial logistic regression). A sentence answers as far as it holds what the answer must hold. Those that come out first
// are compared with the question token by token, and the weights for them fitted likewise, on those of each question that are compared.

const RIDGE = 0.05;
const STEPS = 800;
const RATE = 0.05;

/** Which way each feature may count. */
const SIGNS: Features = {
  own: 1,
  passage: 1,
  similarity: 1,
  squared: 1,
  foreign: 1,
  foreignSimilarity: 1,
  asked: 1,
  named: 1,
  figured: 1,
  otherYear: -1,
  caption: -1,
  origin: -1,
  extreme: 1,
  near: 1,
};

/** A sentence found for a question, its features before and after it is compared (null without the model), and how much of the answer it
 *  holds. */
type Candidate = {
  readonly evidence: Evidence;
  readonly features: readonly number[];
  readonly near: number | null;
  readonly share: number;
};
type Example = {
  readonly question: Question;
  readonly demand: Demand;
  readonly candidates: readonly Candidate[];
};
/** The weights of the features before sentences are compared, and of those that are. */
type Fitted = { readonly found: readonly number[]; readonly compared: readonly number[] };
type Weighed = Candidate & { readonly score: number };

const NEAR = FEATURE_NAMES.indexOf('near');

const file = fileURLToPath(new URL('../data/answers/evidence.json', import.meta.url));
const model = await openModel(cachedEmbedder);
const collections: Collection[] = [];
for (const name of COLLECTIONS) collections.push(await openCollection(name, model));
const fitted: Record<string, Record<string, number>> = {};
for (const retrieval of ['hybrid', 'lexical'] as const) {
  const examples: Example[] = [];
  for (const collection of collections) examples.push(...(await examplesOf(collection, retrieval)));
  report(retrieval, examples);
  const { found, compared } = bothOf(examples);
  fitted[retrieval] = named(found);
  if (retrieval === 'hybrid') fitted.compared = named(compared);
}
for (const { close } of collections) await close();
await model.embedder.close();
await writeFile(file, `${JSON.stringify(fitted, null, 2)}\n`);

/** The answerable development questions of a collection, with the sentences found for each. */
async function examplesOf({ questions, options }: Collection, retrieval: Answer['retrieval']): Promise<Example[]> {
  const embedder = retrieval === 'hybrid' ? options.embedder : null;
  const examples: Example[] = [];
  for (const question of questions) {
    if (question.split !== 'dev' || !question.answerable) continue;
    const { query, demand, evidence } = await consider(question.question, { ...options, embedder });
    const near = await nearness(evidence, query, embedder);
    const candidates = evidence.map((one, i) => ({
      evidence: one,
      features: FEATURE_NAMES.map((name) => featuresOf({ ...one, near: null })[name]),
      near: near?.[i] ?? null,
      share: shareOf(question, one),
    }));
    examples.push({ question, demand, candidates });
  }
  return examples;
}

/** How much of what the answer must hold a sentence holds; nothing in another item than one that answers. */
function shareOf({ items, answer }: Question, { passage, sentence }: Evidence): number {
  if (!new Set<string>(items).has(passage.chunk.itemId)) return 0;
  return answer.filter((pattern) => holdsAll([pattern], shownOf(sentence))).length / answer.length;
}

function bothOf(examples: readonly Example[]): Fitted {
  const found = weightsOf(examples.map(({ candidates }) => candidates));
  const compared = examples.map(({ candidates }) => toCompare(weighed(candidates, found)).map(nearer));
  return { found, compared: weightsOf(compared) };
}

/** A sentence that is compared, with how near it comes among its features. */
function nearer<T extends Candidate>(candidate: T): T {
  return { ...candidate, features: candidate.features.with(NEAR, candidate.near ?? 0) };
}

/** Gradient ascent, each weight kept on its side of 0. */
function weightsOf(examples: readonly (readonly Candidate[])[]): number[] {
  const weights = FEATURE_NAMES.map(() => 0);
  const stepsFor = adam(weights.length, { memory: 0.99 });
  for (let step = 1; step <= STEPS; step++) {
    const slope = weights.map((weight) => -RIDGE * weight);
    for (const candidates of examples) addSlope(slope, candidates, weights);
    const steps = stepsFor(slope);
    FEATURE_NAMES.forEach((name, i) => {
      const weight = (weights[i] ?? 0) + RATE * (steps[i] ?? 0);
      weights[i] = weight * SIGNS[name] < 0 ? 0 : weight;
    });
  }
  return weights;
}

/** Adds the slope of the log-likelihood of one question. */
function addSlope(slope: number[], candidates: readonly Candidate[], weights: readonly number[]): void {
  const scores = candidates.map(({ features }) => scoreOf(features, weights));
  const best = Math.max(...scores);
  const chances = scores.map((score) => Math.exp(score - best));
  const all = sum(chances);
  const right = sum(chances.map((chance, i) => chance * (candidates[i]?.share ?? 0)));
  if (right === 0) return; // no sentence that answers was found
  candidates.forEach(({ features, share }, i) => {
    const pull = (chances[i] ?? 0) * (share / right - 1 / all);
    features.forEach((feature, j) => {
      slope[j] = (slope[j] ?? 0) + pull * feature;
    });
  });
}

/** Sentences with their score by these weights, best first. */
function weighed(candidates: readonly Candidate[], weights: readonly number[]): Weighed[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate.features, weights) }))
    .sort((a, b) => b.score - a.score);
}

/** The sentences of an example, best first, as the bot orders them. */
function ranked({ candidates }: Example, { found, compared }: Fitted): Evidence[] {
  const first = weighed(candidates, found);
  const near = toCompare(first).flatMap((one) => one.near ?? []);
  const anew = (one: Weighed, to: number) => {
    const { features } = nearer({ ...one, near: to });
    return { ...one, score: scoreOf(features, compared) };
  };
  const all = near.length < 2 ? first : weighedAnew(first, near, anew);
  return all.map(({ evidence, score }) => ({ ...evidence, score }));
}

function report(retrieval: string, examples: readonly Example[]): void {
  const judged: { readonly question: Question; readonly first: Evidence | undefined; readonly chosen: Evidence[] }[] =
    [];
  for (const { example, weights } of crossValidated(examples, ({ question }) => question.fact, bothOf)) {
    const evidence = ranked(example, weights);
    judged.push({ question: example.question, first: evidence[0], chosen: extract(evidence, example.demand) });
  }
  const firstRight = judged.filter(({ question, first }) => first !== undefined && shareOf(question, first) > 0);
  const right = judged.filter(({ question, chosen }) =>
    holdsAll(question.answer, chosen.map(({ sentence }) => shownOf(sentence)).join(' ')),
  );
  const shown = sum(judged.map(({ chosen }) => chosen.length));
  console.log(`${retrieval}: cross-validated by fact on ${examples.length} questions:`);
  console.log(`  best sentence answers at least in part ${(firstRight.length / examples.length).toFixed(3)}`);
  console.log(`  sentences chosen hold the answer ${(right.length / examples.length).toFixed(3)}`);
  console.log(`  sentences chosen for a question ${(shown / examples.length).toFixed(2)}`);
}

function named(weights: readonly number[]): Record<string, number> {
  return Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, round(weights[i] ?? 0)]));
}

function scoreOf(features: readonly number[], weights: readonly number[]): number {
  return features.reduce((total, feature, i) => total + feature * (weights[i] ?? 0), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
