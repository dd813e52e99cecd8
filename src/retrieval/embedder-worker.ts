import { availableParallelism } from 'node:os';
import { basename, dirname, sep } from 'node:path';
import type { Session } from '@xenova/transformers/src/backends/onnx.js';
import { ONNX } from '@xenova/transformers/src/backends/onnx.js';
import { env } from '@xenova/transformers/src/env.js';
import type { Tokenizer } from '@xenova/transformers/src/tokenizers.js';
import { AutoTokenizer } from '@xenova/transformers/src/tokenizers.js';
import type { Reply, Request } from './embedder-protocol.ts';
import type { TokenSpace } from './token-space.ts';
import { inSpace } from './token-space.ts';

// The worker process: it holds the model and answers one request at a time. worker-process.ts starts it and is its only partner.

/** On 2 cores a passage of 188 tokens takes 13.5 ms with 2 threads and 22.5 with 1; larger machines have other work to do. */
const MAX_THREADS = 4;
const LOG_ERRORS = 3; // onnxruntime's severity: errors only.

type Model = {
  readonly tokenizer: Tokenizer;
  readonly session: Session;
  readonly maxTokens: number;
  readonly space: TokenSpace | null;
};

let model: Model | undefined;

process.on('message', (request: Request) => {
  answer(request)
    .catch(failure)
    .then((reply) => process.send?.(reply))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C and service managers signal the whole group; the main process decides when the worker ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

async function answer(request: Request): Promise<Reply> {
  switch (request.kind) {
    case 'load':
      model = await load(request);
      return { kind: 'loaded' };
    case 'embed':
      return { kind: 'vector', vector: await embed(loaded(), request.text) };
    case 'tokens':
      return { kind: 'tokens', ...(await tokensOf(loaded(), request)) };
    case 'count': {
      const { tokenizer } = loaded();
      const counts = request.texts.map((text) => tokenizer.encode(text, null, { add_special_tokens: false }).length);
      return { kind: 'counts', counts };
    }
  }
}

function failure(error: unknown): Reply {
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error), stack: '' };
  return { kind: 'failed', message: error.message, stack: error.stack ?? '' };
}

function loaded(): Model {
  if (model === undefined) throw new Error('A text came before the model was loaded.');
  return model;
}

async function load({ modelDir, weights, maxTokens, space }: Extract<Request, { kind: 'load' }>): Promise<Model> {
  env.allowRemoteModels = false;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.localModelPath = dirname(modelDir) + sep;
  const tokenizer = await AutoTokenizer.from_pretrained(basename(modelDir), { local_files_only: true });
  const session = await ONNX.InferenceSession.create(weights, {
    executionProviders: ['cpu'],
    intraOpNumThreads: Math.min(availableParallelism(), MAX_THREADS),
    interOpNumThreads: 1,
    logSeverityLevel: LOG_ERRORS,
  });
  return { tokenizer, session, maxTokens, space };
}

async function embed(model: Model, text: string): Promise<Float32Array<ArrayBuffer>> {
  const { data, tokens, dimension } = await hiddenStates(model, text);
  return normalized(meanOfRows(data, tokens, dimension));
}

/** The tokens of a text behind its prefix, without the special ones at both ends. */
async function tokensOf(model: Model, { prefix, text, side }: Extract<Request, { kind: 'tokens' }>) {
  const { data, tokens, dimension } = await hiddenStates(model, text);
  const first = 1 + model.tokenizer.encode(prefix, null, { add_special_tokens: false }).length;
  const last = Math.max(first, tokens - 1);
  const rows = data.slice(first * dimension, last * dimension);
  return { vectors: model.space === null ? rows : inSpace(rows, model.space, side), count: last - first };
}

/** What the model makes of each token, one row after the other. */
async function hiddenStates({ tokenizer, session, maxTokens }: Model, text: string) {
  const ids = cut(tokenizer.encode(text), maxTokens);
  const output = await session.run(feeds(session, ids));
  const { data, dims } = output.last_hidden_state ?? { data: undefined, dims: [] };
  const [, tokens = 0, dimension = 0] = dims;
  if (!(data instanceof Float32Array) || tokens !== ids.length || data.length !== tokens * dimension) {
    throw new Error(`The model answered with an unknown shape: ${JSON.stringify(dims)} for ${ids.length} tokens.`);
  }
  return { data, tokens, dimension };
}

/** Keeps the closing special token when the text is cut. */
function cut(ids: readonly number[], maxTokens: number): readonly number[] {
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)];
}

/** One text a run, so nothing is padded and the mask is all ones. */
function feeds(session: Session, ids: readonly number[]) {
  const dims = [1, ids.length];
  const known = new Map([
    ['input_ids', () => BigInt64Array.from(ids, (id) => BigInt(id))],
    ['attention_mask', () => new BigInt64Array(ids.length).fill(1n)],
    ['token_type_ids', () => new BigInt64Array(ids.length)],
  ]);
  return Object.fromEntries(
    session.inputNames.map((name) => {
      const data = known.get(name);
      if (data === undefined) throw new Error(`The model asks for an input that is not known: ${name}.`);
      return [name, new ONNX.Tensor('int64', data(), dims)];
    }),
  );
}

function meanOfRows(data: Float32Array, rows: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) + (data[row * width + i] ?? 0) / rows;
  }
  return mean;
}

function normalized(vector: Float64Array): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => value / norm);
}
