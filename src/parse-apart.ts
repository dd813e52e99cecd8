import { Worker } from 'node:worker_threads';
import type { Bulletin } from './bulletin/bulletin.ts';
import { bundleOf } from './documents/reader-bundle.ts';
import { AppError } from './errors.ts';
import type { ParseReply, ParseRequest } from './parse-protocol.ts';

/** Makes a bulletin of a text. Throws FILE_HARMFUL when that takes too much; messages don't name the file. */
export type Parse = (text: string, of: { readonly id: string }) => Promise<Bulletin>;

/** What a text may cost: time of a processor and by the clock, and memory of JavaScript. */
export type ParseLimits = {
  readonly processorSeconds: number;
  /** For a thread that waits rather than works, or whose share of a processor cannot be told. A busy machine may take many times the
   *  time of a processor. */
  readonly seconds: number;
  readonly heapMegabytes: number;
};

/** Measured: the real bulletin takes 0.04 s and 20 MB, the worst text of the greatest length allowed a few seconds. */
export const PARSE_LIMITS: ParseLimits = { processorSeconds: 10, seconds: 120, heapMegabytes: 512 };

const LOOK_MS = 100; // between two looks at the time that is spent
const IDLE_MS = 30_000; // without work, before the thread and its memory are given back

export type ParserOptions = {
  readonly limits?: ParseLimits;
  /** The entry of the thread, when it is another than the parser's own. */
  readonly entry?: URL;
  /** Milliseconds after which a thread without work is ended. */
  readonly idle?: number;
  /** Called with the promise of its end when a thread has started. */
  readonly onStart?: (ended: Promise<void>) => void;
};

/** A parser in a thread of its own, so that parsing neither delays an answer nor ends the program. The thread starts with the first text,
 *  takes one at a time, in the order of the calls, and keeps the program alive only while it has one. */
export class ParserApart {
  readonly #limits: ParseLimits;
  readonly #entry: URL;
  readonly #idle: number;
  readonly #onStart: ParserOptions['onStart'];
  #thread: ParsingThread | null = null;
  #idling: NodeJS.Timeout | undefined;
  #before: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor({
    limits = PARSE_LIMITS,
    entry = new URL('./parse-worker.ts', import.meta.url),
    idle = IDLE_MS,
    onStart,
  }: ParserOptions = {}) {
    this.#limits = limits;
    this.#entry = entry;
    this.#idle = idle;
    this.#onStart = onStart;
  }

  /** Parses as parse() of bulletin/ does. Throws FILE_HARMFUL when a text takes more than the limits, INTERNAL when the parser fails on it
   *  or is closed. */
  readonly parse: Parse = (text, { id }) => {
    const result = this.#before.then(() => this.#parseNext({ text, id }));
    this.#before = result.catch(() => {});
    return result;
  };

  /** Ends the thread; a text in hand, and those that wait, are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idling);
    await this.#thread?.end();
    await this.#before;
  }

  async #parseNext(request: ParseRequest): Promise<Bulletin> {
    clearTimeout(this.#idling);
    const thread = await this.#running();
    try {
      return await thread.ask(request, this.#limits);
    } catch (error) {
      throw this.#closed ? closed() : error;
    } finally {
      this.#idling = setTimeout(() => this.#giveBack(thread), this.#idle).unref();
    }
  }

  /** Ends a thread without work; what comes meanwhile gets a new one. */
  #giveBack(thread: ParsingThread): void {
    if (this.#thread === thread) this.#thread = null;
    void thread.end();
  }

  async #running(): Promise<ParsingThread> {
    const program = await bundleOf(this.#entry).catch((cause: unknown) => {
      throw notStarted(cause);
    });
    if (this.#closed) throw closed();
    if (this.#thread !== null && !this.#thread.hasEnded) return this.#thread;
    this.#thread = new ParsingThread(program, this.#limits);
    this.#onStart?.(this.#thread.ended);
    return this.#thread;
  }
}

/** The thread as the main thread sees it; it takes one text at a time. */
class ParsingThread {
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  #waiting: ((reply: ParseReply | null) => void) | null = null;
  #fault: Error | null = null;
  #hasEnded = false;

  constructor(program: string, { heapMegabytes }: ParseLimits) {
    this.#worker = new Worker(new URL(`data:text/javascript;base64,${Buffer.from(program).toString('base64')}`), {
      env: {},
      execArgv: [], // this program's own loader is of no use to a program that is JavaScript already
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    this.#worker.on('message', (reply: ParseReply) => this.#waiting?.(reply));
    this.#worker.on('error', (error) => {
      this.#fault = error;
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#hasEnded = true;
        this.#waiting?.(null);
        resolve();
      });
    });
    this.#worker.unref();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The bulletin that a text is. A thread that takes too much is ended. */
  async ask(request: ParseRequest, limits: ParseLimits): Promise<Bulletin> {
    let over: string | null = null;
    const spent = stopwatch(this.#worker);
    const looking = setInterval(() => {
      over ??= overrun(spent(), limits);
      if (over !== null) void this.end();
    }, LOOK_MS);
    this.#worker.ref();
    try {
      const reply = await this.#reply(request);
      if (reply === null) throw over === null ? faultOf(this.#fault, limits) : harmful(over, this.#fault);
      if (reply.kind === 'failed') throw faultOf(reply.error, limits);
      return reply.bulletin;
    } finally {
      clearInterval(looking);
      if (over !== null) await this.ended; // an answer may still have come: the next text must not meet the ending thread
      this.#worker.unref();
    }
  }

  /** The answer to a request; null when the thread ends without one. */
  #reply(request: ParseRequest): Promise<ParseReply | null> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#worker.postMessage(request);
    });
  }
}

type Spent = { readonly seconds: number; readonly processorSeconds: number };

/** Tells what a thread has spent since. Node 20 counts processor time for all threads together: what the main thread, busy or kept
 *  waiting, can have had of it is taken off, so that the thread's own is rather told too small. */
function stopwatch(worker: Worker): () => Spent {
  const started = performance.now();
  const processor = process.cpuUsage();
  const main = performance.eventLoopUtilization();
  const thread = worker.performance.eventLoopUtilization();
  return () => {
    const { user, system } = process.cpuUsage(processor);
    const ofOthers = (user + system) / 1000 - performance.eventLoopUtilization(main).active;
    const atMost = worker.performance.eventLoopUtilization(thread).active;
    return {
      seconds: (performance.now() - started) / 1000,
      processorSeconds: Math.min(ofOthers, atMost) / 1000,
    };
  };
}

function overrun(spent: Spent, { processorSeconds, seconds }: ParseLimits): string | null {
  if (spent.processorSeconds > processorSeconds) return `${processorSeconds} seconds of a processor's time`;
  return spent.seconds > seconds ? `${seconds} seconds` : null;
}

/** What the end of a thread, or an error in it, tells of the text. */
function faultOf(cause: Error | null, { heapMegabytes }: ParseLimits): AppError {
  const code = cause !== null && 'code' in cause ? cause.code : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return harmful(`${heapMegabytes} MB of memory`, cause);
  if (cause?.message.includes('Maximum call stack')) return harmful('the nesting that can be followed', cause);
  const message =
    'The parser failed on it. See the log, and report it together with the file; move the file away until then.';
  return new AppError('INTERNAL', message, { cause: cause ?? new Error('The parsing thread ended.') });
}

function harmful(limit: string, cause: Error | null): AppError {
  const advice = 'Split it into several files, one for each issue; remove it if you do not know it.';
  return new AppError('FILE_HARMFUL', `To find its items takes more than ${limit}, so it was given up. ${advice}`, {
    cause,
  });
}

function notStarted(cause: unknown): AppError {
  const message = 'The thread that parses bulletins does not start. See the log, and install this program anew.';
  return new AppError('INTERNAL', message, { cause });
}

function closed(): AppError {
  return new AppError('INTERNAL', 'The parser is closed: the program is about to end. Start it again.');
}
