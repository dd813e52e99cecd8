import { resolve } from 'node:path';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { loadConfig } from '../src/config.ts';
import type { ModelFolder } from '../src/retrieval/model-folder.ts';
import { readModelFolder } from '../src/retrieval/model-folder.ts';
import type { Side } from '../src/retrieval/token-space.ts';
import { WorkerProcess } from '../src/retrieval/worker-process.ts';
import { readNtrex } from './public-sets.ts';
import { writeTokenSpace } from './write-token-space.ts';

// Fits the space in which tokens are compared on NTREX sentences and writes token-space.json into the folder of the configured model: the mean
// token of each language as a question and as a passage, and the directions in which tokens differ most from it (principal components).
// Usage: npm run fit:tokens

const SENTENCES = 400; // of each language; their tokens are 72,000
const DIRECTIONS = 128;

const LANGUAGES = ['ko', 'en', 'zh'] as const;
const KINDS = ['query', 'passage'] as const;

const folder = await readModelFolder(resolve(loadConfig().embeddingModel));
const worker = new WorkerProcess(() => {});
try {
  const { dir, weights, maxTokens } = folder;
  await worker.request({ kind: 'load', modelDir: dir, weights, maxTokens, space: null });
  const ntrex = await readNtrex();
  const sides: { readonly side: Side; readonly mean: Float64Array }[] = [];
  const spread = Matrix.zeros(folder.dimension, folder.dimension);
  for (const language of LANGUAGES) {
    for (const kind of KINDS) {
      const rows = await tokensOf(ntrex[language].slice(0, SENTENCES), kind);
      const mean = meanOf(rows, folder);
      sides.push({ side: `${language}.${kind}`, mean });
      const apart = new Matrix(rows.map((row) => unit(row.map((value, i) => value - (mean[i] ?? 0)))));
      spread.add(apart.transpose().mmul(apart));
      console.log(`${language}.${kind}: ${rows.length} tokens`);
    }
  }
  const directions = principal(spread);
  const means = sides.map(({ side, mean }) => [side, directions.map((direction) => dot(direction, mean))]);
  await writeTokenSpace(dir, { directions, means: Object.fromEntries(means) });
} finally {
  await worker.end();
}

/** The last hidden state of every token of the texts. */
async function tokensOf(texts: readonly string[], kind: (typeof KINDS)[number]): Promise<number[][]> {
  const rows: number[][] = [];
  for (const text of texts) {
    const request = { kind: 'tokens', prefix: `${kind}:`, text: `${kind}: ${text}`, side: `ko.${kind}` } as const;
    const reply = await worker.request(request);
    if (reply.kind !== 'tokens') throw new Error(`The worker answered with ${reply.kind}.`);
    const width = reply.vectors.length / reply.count;
    for (let i = 0; i < reply.count; i++) rows.push([...reply.vectors.subarray(i * width, (i + 1) * width)]);
  }
  return rows;
}

/** The eigenvectors of the largest eigenvalues, largest first. */
function principal(spread: Matrix): number[][] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(spread, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const kept = order.slice(0, DIRECTIONS);
  const share = sum(kept.map((i) => realEigenvalues[i] ?? 0)) / sum(realEigenvalues);
  console.log(`${DIRECTIONS} directions hold ${(100 * share).toFixed(1)} % of how tokens differ`);
  return kept.map((i) => eigenvectorMatrix.getColumn(i));
}

function meanOf(rows: readonly (readonly number[])[], { dimension }: ModelFolder): Float64Array {
  const mean = new Float64Array(dimension);
  for (const row of rows)
    row.forEach((value, i) => {
      mean[i] = (mean[i] ?? 0) + value / rows.length;
    });
  return mean;
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function dot(a: readonly number[], b: Float64Array): number {
  return a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
