import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../src/answer/answer.ts';
import type { Signals } from '../src/answer/support.ts';
import { NO_SIGNALS, SIGNAL_NAMES } from '../src/answer/support.ts';
import { consider } from '../src/consider.ts';
import { cachedEmbedder } from './cached-embedder.ts';
import { crossValidated } from './folds.ts';
import type { Collection } from './question-run.ts';
import { COLLECTIONS, openCollection, openModel } from './question-run.ts';

// Fits the models of support on the development questions of all collections, prints what they reach cross-validated by fact, and writes
// data/answers/support.json. Usage: npm run fit

const RIDGE = 0.3; // keeps weights small: there are some hundred questions and ten signals
/** The share of answerable questions that is to be refused: of the others as many are held back as that allows. Words alone tell less. */
const REFUSED = { hybrid: 0.05, lexical: 0.08 } as const;
const STEPS = 20_000;
const RATE = 0.05;

/** Which way each signal may count: more of it never makes an answer less likely, or never more likely. */
const SIGNS: Signals = {
  sentence: 1,
  passage: 1,
  item: 1,
  missingName: -1,
  missingFigure: -1,
  otherYear: -1,
  missingKind: -1,
  missingReason: -1,
  instruction: -1,
  foreign: 1,
  named: 1,
  heard: 1,
  items: 1,
};

type Example = { readonly fact: string; readonly signs: Signals; readonly answerable: boolean };
type Model = { bias: number; weights: Record<keyof Signals, number> };
type Guess = { readonly guessed: number; readonly answerable: boolean };

const file = fileURLToPath(new URL('../data/answers/support.json', import.meta.url));
const fitted: Record<string, unknown> = {};
const model = await openModel(cachedEmbedder);
const collections: Collection[] = [];
for (const name of COLLECTIONS) collections.push(await openCollection(name, model));
for (const retrieval of ['hybrid', 'lexical'] as const) {
  const examples: Example[] = [];
  for (const collection of collections) examples.push(...(await examplesOf(collection, retrieval)));
  const guesses = crossValidated(examples, ({ fact }) => fact, modelOf).map(({ example, weights }) => ({
    guessed: guess(weights, example.signs),
    answerable: example.answerable,
  }));
  const threshold = thresholdOf(guesses, REFUSED[retrieval]);
  const reached = reachedAt(threshold, guesses);
  console.log(`${retrieval}: threshold ${threshold}, cross-validated by fact:`, reached);
  fitted[retrieval] = { threshold, ...rounded(modelOf(examples)), reached };
}
for (const { close } of collections) await close();
await model.embedder.close();
await writeFile(file, `${JSON.stringify(fitted, null, 2)}\n`);

/** The development questions of a collection with the signals that they give. */
async function examplesOf({ questions, options }: Collection, retrieval: Answer['retrieval']): Promise<Example[]> {
  const embedder = retrieval === 'hybrid' ? options.embedder : null;
  const examples: Example[] = [];
  for (const { question, fact, answerable, split } of questions) {
    if (split !== 'dev') continue;
    examples.push({ fact, answerable, signs: (await consider(question, { ...options, embedder })).signs });
  }
  return examples;
}

/** Logistic regression by gradient descent, each weight kept on its side of 0. */
function modelOf(examples: readonly Example[]): Model {
  const model: Model = { bias: 0, weights: zeros() };
  for (let step = 0; step < STEPS; step++) {
    const slope = zeros();
    let biasSlope = 0;
    for (const { signs, answerable } of examples) {
      const error = guess(model, signs) - (answerable ? 1 : 0);
      biasSlope += error;
      for (const name of SIGNAL_NAMES) slope[name] += error * signs[name];
    }
    model.bias -= (RATE * biasSlope) / examples.length;
    for (const name of SIGNAL_NAMES) {
      const weight = model.weights[name] - (RATE * (slope[name] + RIDGE * model.weights[name])) / examples.length;
      model.weights[name] = weight * SIGNS[name] < 0 ? 0 : weight;
    }
  }
  return model;
}

function guess({ bias, weights }: Model, signs: Signals): number {
  return 1 / (1 + Math.exp(-SIGNAL_NAMES.reduce((sum, name) => sum + weights[name] * signs[name], bias)));
}

/** The threshold at which the share of answerable questions that are refused comes nearest to `wanted`. */
function thresholdOf(guesses: readonly Guess[], wanted: number): number {
  const thresholds = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const distance = (threshold: number) => Math.abs(refusedAt(threshold, guesses) - wanted);
  return thresholds.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** What to expect at the threshold, by models that have not seen the question's fact. Shares are 0..1: of the answerable questions those that
 *  are refused, of the others those that are held back, of those that are answered the unanswerable ones; and the Brier score. */
function reachedAt(threshold: number, guesses: readonly Guess[]): Readonly<Record<string, number>> {
  const answered = guesses.filter(({ guessed }) => guessed >= threshold);
  return {
    questions: guesses.length,
    refused: thousandths(refusedAt(threshold, guesses)),
    heldBack: thousandths(heldBackAt(threshold, guesses)),
    unanswerableAmongAnswered: thousandths(share(answered, ({ answerable }) => !answerable)),
    brier: thousandths(mean(guesses.map(({ guessed, answerable }) => (guessed - Number(answerable)) ** 2))),
  };
}

function refusedAt(threshold: number, guesses: readonly Guess[]): number {
  const answerable = guesses.filter((one) => one.answerable);
  return share(answerable, ({ guessed }) => guessed < threshold);
}

function heldBackAt(threshold: number, guesses: readonly Guess[]): number {
  const unanswerable = guesses.filter((one) => !one.answerable);
  return share(unanswerable, ({ guessed }) => guessed < threshold);
}

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return mean(all.map((one) => Number(test(one))));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function zeros(): Record<keyof Signals, number> {
  return { ...NO_SIGNALS };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded({ bias, weights }: Model): Model {
  const result = zeros();
  for (const name of SIGNAL_NAMES) result[name] = round(weights[name]);
  return { bias: round(bias), weights: result };
}
