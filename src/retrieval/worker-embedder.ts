import { resolve } from 'node:path';
import type { Language } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import type { Embedder, EmbedderInfo } from './embedder.ts';
import type { Reply, Request } from './embedder-protocol.ts';
import type { ModelFolder } from './model-folder.ts';
import { fingerprintOf, modelDamaged, readModelFolder } from './model-folder.ts';
import { batches, segments, windowOf } from './text-window.ts';
import type { TokenSpace } from './token-space.ts';
import { readTokenSpace } from './token-space.ts';
import { WorkerExit, WorkerProcess } from './worker-process.ts';

const REFERENCE_COSINE = 0.99; // the least for a model that is whole; the 4-bit weights reach 0.9988 or more
const REFERENCES_CHECKED = 2;
const NORM_TOLERANCE = 1e-3;

/** Texts whose tokens are worth remembering: what comes close to the best in one question often does in the next. Some 50 KB each. */
export const TEXTS_REMEMBERED = 256;

/** Where the tokens of texts are remembered. */
type TokenMemory = {
  readonly get: (key: string) => readonly Float32Array[] | undefined;
  readonly set: (key: string, tokens: readonly Float32Array[]) => void;
};

/** An embedder whose model runs in a process of its own. */
export type WorkerEmbedder = Embedder & {
  /** The id of the worker process while there is one, for reports of its memory. */
  readonly workerPid: number | undefined;
};

/** Makes an embedder for the model in a local folder; nothing is loaded before the first call, and no network is used ever. Without a
 *  `memory` the tokens of a text are made anew each time. */
export function createWorkerEmbedder(options: {
  readonly modelDir: string;
  readonly memory?: TokenMemory;
}): WorkerEmbedder {
  return new ModelEmbedder(resolve(options.modelDir), options.memory ?? null);
}

type Job = { readonly run: (worker: WorkerProcess) => Promise<void>; readonly reject: (error: AppError) => void };
type Running = {
  readonly worker: WorkerProcess;
  readonly folder: ModelFolder;
  readonly space: TokenSpace | null;
  readonly fingerprint: string;
};

class ModelEmbedder implements WorkerEmbedder {
  readonly #modelDir: string;
  readonly #memory: TokenMemory | null;
  readonly #questions: Job[] = [];
  readonly #others: Job[] = [];
  #worker: WorkerProcess | null = null;
  #starting: Promise<Running> | null = null;
  #inHand: Promise<void> | null = null;
  #closed = false;

  constructor(modelDir: string, memory: TokenMemory | null) {
    this.#modelDir = modelDir;
    this.#memory = memory;
  }

  get workerPid(): number | undefined {
    return this.#worker?.pid;
  }

  async start(): Promise<EmbedderInfo> {
    const { fingerprint, folder } = await this.#running();
    return { fingerprint, dimension: folder.dimension };
  }

  embedQuery(text: string): Promise<Float32Array> {
    return this.#embed('query', text, this.#questions);
  }

  embedPassage(text: string): Promise<Float32Array> {
    return this.#embed('passage', text, this.#others);
  }

  async embedTokens(
    kind: 'query' | 'passage',
    text: string,
    language: Language,
  ): Promise<readonly Float32Array[] | null> {
    const { folder, space, fingerprint } = await this.#running();
    if (space === null) return null;
    const key = [fingerprint, kind, language, text].join('\n');
    const known = this.#memory?.get(key);
    if (known !== undefined) return known;
    const prefix = `${kind}:`;
    const whole = `${prefix} ${windowOf(text, folder.maxTokens)}`;
    const request = { kind: 'tokens', prefix, text: whole, side: `${language}.${kind}` } as const;
    const tokens = await this.#enqueue(this.#questions, request, (reply) => tokensIn(reply, space)); // a question waits
    this.#memory?.set(key, tokens);
    return tokens;
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    await this.#running();
    const counts = texts.map(() => 0);
    const parts = texts.flatMap((text, index) => segments(text).map((part) => ({ index, text: part })));
    for (const batch of batches(parts)) {
      const request = { kind: 'count', texts: batch.map(({ text }) => text) } as const;
      const counted = await this.#enqueue(this.#others, request, (reply) => expectKind(reply, 'counts').counts);
      batch.forEach(({ index }, i) => {
        counts[index] = (counts[index] ?? 0) + (counted[i] ?? 0);
      });
    }
    return counts;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#rejectWaiting(closed());
    await this.#starting?.catch(() => {});
    await this.#inHand;
    await this.#worker?.end();
  }

  async #embed(prefix: 'query' | 'passage', text: string, queue: Job[]): Promise<Float32Array> {
    const { folder } = await this.#running();
    const request = { kind: 'embed', text: `${prefix}: ${windowOf(text, folder.maxTokens)}` } as const;
    return this.#enqueue(queue, request, (reply) => vectorIn(reply, folder));
  }

  #running(): Promise<Running> {
    if (this.#closed) return Promise.reject(closed());
    if (this.#starting !== null) return this.#starting;
    const starting = this.#start().catch((error: unknown) => {
      if (this.#starting === starting) this.#starting = null;
      throw error;
    });
    this.#starting = starting;
    return starting;
  }

  async #start(): Promise<Running> {
    const folder = await readModelFolder(this.#modelDir);
    const space = await readTokenSpace(folder.dir, folder.dimension);
    const worker = new WorkerProcess(() => this.#forget(worker));
    this.#worker = worker;
    try {
      // The process loads while this one hashes: two cores, 0.1 s saved.
      const [fingerprint] = await Promise.all([fingerprintOf(folder.dir), load(worker, folder, space)]);
      return { worker, folder, space, fingerprint };
    } catch (error) {
      await worker.end();
      throw error;
    }
  }

  #forget(worker: WorkerProcess): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#starting = null;
  }

  #enqueue<T>(queue: Job[], request: Request, read: (reply: Reply) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async (worker: WorkerProcess) => resolve(read(await worker.request(request)));
      queue.push({ run, reject });
      this.#inHand ??= this.#work();
    });
  }

  /** One job after the other until none waits; questions first. */
  async #work(): Promise<void> {
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      try {
        const { worker } = await this.#running();
        await job.run(worker);
      } catch (cause) {
        job.reject(cause instanceof AppError ? cause : failed('The model failed on a text.', cause));
        if (cause instanceof WorkerExit) this.#rejectWaiting(failed('The embedding process ended.', cause));
      }
    }
    this.#inHand = null;
  }

  #next(): Job | undefined {
    return this.#questions.shift() ?? this.#others.shift();
  }

  #rejectWaiting(error: AppError): void {
    for (const job of [...this.#questions.splice(0), ...this.#others.splice(0)]) job.reject(error);
  }
}

/** Loads the model and has it embed reference texts: damage may still load, and then give wrong vectors. */
async function load(worker: WorkerProcess, folder: ModelFolder, space: TokenSpace | null): Promise<void> {
  const { dir, weights, maxTokens, references } = folder;
  try {
    expectKind(await worker.request({ kind: 'load', modelDir: dir, weights, maxTokens, space }), 'loaded');
    vectorIn(await worker.request({ kind: 'embed', text: 'query: ' }), folder);
    for (const { text, vector } of references.slice(0, REFERENCES_CHECKED)) {
      const cosine = dot(vectorIn(await worker.request({ kind: 'embed', text }), folder), vector);
      if (!(cosine >= REFERENCE_COSINE)) throw new Error(`Cosine ${cosine} with reference-vectors.json for "${text}".`);
    }
  } catch (cause) {
    if (cause instanceof WorkerExit && !isFaultOfData(cause))
      throw failed('The embedding process did not start.', cause);
    throw modelDamaged(dir, 'it does not load, or gives wrong vectors.', cause);
  }
}

/** Native code that meets nonsense ends with one of these; a lack of memory or of the runtime ends otherwise. */
function isFaultOfData({ signal }: WorkerExit): boolean {
  return signal !== null && ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE'].includes(signal);
}

/** The vector of a reply, when it is a unit vector of the model's dimension; NaN and infinity fail too. */
function vectorIn(reply: Reply, { dimension }: ModelFolder): Float32Array {
  const { vector } = expectKind(reply, 'vector');
  const norm = Math.sqrt(dot(vector, vector));
  if (vector.length === dimension && Math.abs(norm - 1) <= NORM_TOLERANCE) return vector;
  throw new Error(`The model gave ${vector.length} numbers of norm ${norm} for a unit vector of ${dimension}.`);
}

/** The vectors of a reply, when they are of the space's width. */
function tokensIn(reply: Reply, { directions: { length: width } }: TokenSpace): Float32Array[] {
  const { vectors, count } = expectKind(reply, 'tokens');
  if (vectors.length !== count * width)
    throw new Error(`The model gave ${vectors.length} numbers for ${count} tokens.`);
  return Array.from({ length: count }, (_, i) => vectors.subarray(i * width, (i + 1) * width));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) sum += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN);
  return sum;
}

function expectKind<K extends Reply['kind']>(reply: Reply, kind: K): Extract<Reply, { kind: K }> {
  if (isKind(reply, kind)) return reply;
  if (reply.kind !== 'failed') throw new Error(`The worker answered with ${reply.kind} instead of ${kind}.`);
  const cause = new Error(reply.message);
  if (reply.stack !== '') cause.stack = reply.stack;
  throw cause;
}

function isKind<K extends Reply['kind']>(reply: Reply, kind: K): reply is Extract<Reply, { kind: K }> {
  return reply.kind === kind;
}

function failed(message: string, cause?: unknown): AppError {
  return new AppError('EMBEDDER_FAILED', message, { cause });
}

function closed(): AppError {
  return failed('The embedder is closed.');
}
