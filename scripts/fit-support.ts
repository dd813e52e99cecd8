import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../src/answer/answer.ts';
import type { Signals } from '../src/answer/support.ts';
import { NO_SIGNALS, SIGNAL_NAMES } from '../src/answer/support.ts';
import { consider } from '../src/ask.ts';
import { cachedEmbedder } from './cached-embedder.ts';
import type { Collection } from './question-run.ts';
import { COLLECTIONS, openCollection, openModel } from './question-run.ts';

// Fits the models of support on the development questions of all collections, prints what they reach cross-validated by fact, and writes
// src/answer/support-weights.ts. Usage: npm run fit

const RIDGE = 0.3; // keeps weights small: there are some hundred questions and ten signals
const STEPS = 20_000;
const RATE = 0.05;
const FOLDS = 10;

/** Which way each signal may count: more of it never makes an answer less likely, or never more likely. */
const SIGNS: Signals = {
  sentence: 1,
  passage: 1,
  item: 1,
  missingName: -1,
  missingFigure: -1,
  otherYear: -1,
  missingKind: -1,
  instruction: -1,
  foreign: 1,
};

type Example = { readonly fact: string; readonly signs: Signals; readonly answerable: boolean };
type Model = { bias: number; weights: Record<keyof Signals, number> };

const file = fileURLToPath(new URL('../src/answer/support-weights.ts', import.meta.url));
const models: Record<string, Model> = {};
const thresholds: Record<string, number> = {};
const model = await openModel(cachedEmbedder);
const collections: Collection[] = [];
for (const name of COLLECTIONS) collections.push(await openCollection(name, model));
for (const retrieval of ['hybrid', 'lexical'] as const) {
  const examples: Example[] = [];
  for (const collection of collections) examples.push(...(await examplesOf(collection, retrieval)));
  const guesses = crossValidated(examples);
  const answered = thresholdOf(examples, guesses);
  report(retrieval, examples, guesses, answered);
  models[retrieval] = rounded(modelOf(examples));
  thresholds[retrieval] = round(answered);
}
for (const { close } of collections) await close();
await model.embedder.close();
await writeFile(file, source());

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

/** The guess for each example by a model that has not seen its fact. */
function crossValidated(examples: readonly Example[]): number[] {
  const facts = [...new Set(examples.map(({ fact }) => fact))].sort();
  const fold = new Map(facts.map((fact, i) => [fact, i % FOLDS]));
  const folds = Array.from({ length: FOLDS }, (_, i) => modelOf(examples.filter(({ fact }) => fold.get(fact) !== i)));
  return examples.map(({ fact, signs }) => {
    const model = folds[fold.get(fact) ?? 0];
    return model === undefined ? 0 : guess(model, signs);
  });
}

/** The threshold at which the shares of answerable questions that are answered and of others that are not add up to most (Youden's J): a
 *  wrong answer and a refusal weigh alike. */
function thresholdOf(examples: readonly Example[], guesses: readonly number[]): number {
  const gain = (threshold: number) =>
    shareOf(examples, guesses, true, (guessed) => guessed >= threshold) +
    shareOf(examples, guesses, false, (guessed) => guessed < threshold);
  const thresholds = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  return thresholds.reduce((best, one) => (gain(one) > gain(best) ? one : best));
}

/** Of the examples that are answerable, or not, the share whose guess passes. */
function shareOf(
  examples: readonly Example[],
  guesses: readonly number[],
  answerable: boolean,
  passes: (guessed: number) => boolean,
): number {
  const all = guesses.filter((_, i) => examples[i]?.answerable === answerable);
  return all.filter(passes).length / all.length;
}

function report(retrieval: string, examples: readonly Example[], guesses: readonly number[], threshold: number): void {
  const refused = shareOf(examples, guesses, true, (guessed) => guessed < threshold);
  const heldBack = shareOf(examples, guesses, false, (guessed) => guessed < threshold);
  console.log(
    `${retrieval}: threshold ${threshold.toFixed(2)}, cross-validated by fact on ${examples.length} questions:`,
  );
  console.log(`  answerable refused ${refused.toFixed(3)}, unanswerable not answered ${heldBack.toFixed(3)}`);
}

function zeros(): Record<keyof Signals, number> {
  return { ...NO_SIGNALS };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function rounded({ bias, weights }: Model): Model {
  const result = zeros();
  for (const name of SIGNAL_NAMES) result[name] = round(weights[name]);
  return { bias: round(bias), weights: result };
}

function source(): string {
  return `import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by \`npm run fit\` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = ${literal(models)};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = ${literal(thresholds)};
`;
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll(/([\d}])\n/g, '$1,\n')
    .replace(/,\n$/, '');
}
