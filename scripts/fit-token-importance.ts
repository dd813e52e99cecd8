import { resolve } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { nearestIn } from '../src/retrieval/late-interaction.ts';
import { readTokenSpace, TOKEN_SPACE_FILE } from '../src/retrieval/token-space.ts';
import { createWorkerEmbedder } from '../src/retrieval/worker-embedder.ts';
import { adam } from './adam.ts';
import { readKorquadSentences } from './public-sets.ts';
import { writeTokenSpace } from './write-token-space.ts';

// Fits how much each token of a question counts when texts are compared token by token, on the paragraphs of KorQuAD v1 dev, and adds it to
// token-space.json in the folder of the configured model. Usage: npm run fit:tokens
//
// The importance makes it most likely that, of the sentences of a paragraph, the one that answers is drawn when each is drawn with a chance of e
// to how near it comes to the question; or, when the one that answers is taken away, none of them.

const RIDGE = 0.002;
const STEPS = 300;
const RATE = 0.03;

/** One question: its tokens as unit vectors, the cosine of each with the nearest token of each sentence of its paragraph, and the sentence
 *  that answers. */
type Example = {
  readonly tokens: readonly Float32Array[];
  readonly nearest: readonly Float64Array[];
  readonly right: number;
};

/** What is fitted: the importance, by how much nearness is multiplied, and the score of none. */
type Weights = { readonly importance: Float64Array; readonly scale: number; readonly none: number };

const modelDir = resolve(loadConfig().embeddingModel);
const embedder = createWorkerEmbedder({ modelDir });
const { dimension } = await embedder.start();
const space = await readTokenSpace(modelDir, dimension);
if (space === null) throw new Error(`There is no ${TOKEN_SPACE_FILE} to add to: run scripts/fit-token-space.ts first.`);
const examples: Example[] = [];
try {
  for (const { sentences, questions } of await readKorquadSentences()) {
    const texts = await Promise.all(sentences.map((text) => tokensOf('passage', text)));
    for (const { text, right } of questions) {
      const tokens = await tokensOf('query', text);
      examples.push({
        tokens,
        nearest: texts.map((one) => Float64Array.from(tokens, (token) => nearestIn(one, token))),
        right,
      });
    }
  }
} finally {
  await embedder.close();
}
await writeTokenSpace(modelDir, { ...space, importance: learn().importance });

/** Unit vectors, whatever the tokens count by now. */
async function tokensOf(kind: 'query' | 'passage', text: string): Promise<Float32Array[]> {
  const tokens = (await embedder.embedTokens(kind, text, 'ko')) ?? [];
  return tokens.map((token) => {
    const length = Math.hypot(...token) || 1;
    return token.map((value) => value / length);
  });
}

/** Gradient descent. */
function learn(): Weights {
  const width = examples[0]?.tokens[0]?.length ?? 0;
  const flat = new Float64Array(width + 2);
  flat.set([15, 6], width);
  const stepsFor = adam(flat.length, { memory: 0.999 });
  const read = (): Weights => ({
    importance: flat.subarray(0, width),
    scale: flat[width] ?? 0,
    none: flat[width + 1] ?? 0,
  });
  for (let step = 1; step <= STEPS; step++) {
    const slope = flat.map((value, i) => (i < width ? 2 * RIDGE * value : 0));
    let loss = 0;
    for (const example of examples) loss += addSlope(slope, example, read());
    if (step % 50 === 0) console.log(`step ${step}: loss ${(loss / examples.length).toFixed(4)}`);
    for (const [i, by] of stepsFor(slope).entries()) {
      const rate = i === width ? 10 * RATE : RATE; // the scale is some ten times the others
      flat[i] = (flat[i] ?? 0) - rate * by;
    }
  }
  return read();
}

/** Adds the mean slope of the loss of one question, with and without its answer, and gives its loss. */
function addSlope(slope: Float64Array, { tokens, nearest, right }: Example, weights: Weights): number {
  const { importance, scale, none } = weights;
  const width = importance.length;
  const shares = softmax(tokens.map((token) => product(token, importance)));
  const near = nearest.map((one) => product(one, shares));
  const logits = [...near.map((one) => scale * one), none];
  const withAnswer = softmax(logits);
  const withoutAnswer = softmax(logits.map((logit, i) => (i === right ? Number.NEGATIVE_INFINITY : logit)));
  const pull = logits.map((_, i) => {
    const wanted = Number(i === right) + Number(i === near.length);
    return ((withAnswer[i] ?? 0) + (withoutAnswer[i] ?? 0) - wanted) / (2 * examples.length);
  });
  for (const [t, token] of tokens.entries()) {
    const share = shares[t] ?? 0;
    const by = nearest.reduce((sum, one, k) => sum + (pull[k] ?? 0) * ((one[t] ?? 0) - (near[k] ?? 0)), 0);
    for (let i = 0; i < width; i++) slope[i] = (slope[i] ?? 0) + scale * share * by * (token[i] ?? 0);
  }
  slope[width] = (slope[width] ?? 0) + product(pull.slice(0, near.length), near);
  slope[width + 1] = (slope[width + 1] ?? 0) + (pull[near.length] ?? 0);
  return -(Math.log(withAnswer[right] ?? 0) + Math.log(withoutAnswer[near.length] ?? 0)) / 2;
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
