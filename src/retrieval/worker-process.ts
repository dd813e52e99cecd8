import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Reply, Request } from './embedder-protocol.ts';
import { replySchema } from './embedder-protocol.ts';

const WORKER = fileURLToPath(new URL('./embedder-worker.ts', import.meta.url));
const YOUNG_HEAP = '--max-semi-space-size=2'; // MB; 30 MB less memory than with Node's 16, at the same speed
const STDERR_KEPT = 4096; // characters, for the log when the process ends by itself

/** The worker process ended before it answered. `signal` is what killed it (SIGSEGV, SIGKILL), or null. */
export class WorkerExit extends Error {
  override readonly name = 'WorkerExit';
  readonly signal: NodeJS.Signals | null;

  constructor(code: number | null, signal: NodeJS.Signals | null, stderr: string) {
    super(`The worker process ended with ${signal ?? `code ${code}`}. ${stderr}`.trim());
    this.signal = signal;
  }
}

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

/** The worker process as the main process sees it. It takes one request at a time; while none is in hand it does not keep the
 *  main process alive, and it ends by itself when the main process is gone.
 *
 *  It is a process and not a thread, because onnxruntime-node 1.14 loads once per process: a second worker thread, after the first has
 *  ended, fails with "Module did not self-register" or corrupts the heap, and leaving in the middle of a run aborts. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #reason: Error | null = null;
  #waiting: Waiting | null = null;

  /** @param onEnd called when the process has ended, whoever ended it. */
  constructor(onEnd: () => void) {
    // The loader is resolved here: the process may run in any folder, and this one may have no loader (under vitest).
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    this.#child = fork(WORKER, {
      execArgv: ['--import', loader, YOUNG_HEAP],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message) => {
      const { data, error } = replySchema.safeParse(message);
      this.#settle((waiting) => (data === undefined ? waiting.reject(error) : waiting.resolve(data)));
    });
    this.#gone = this.#watch(onEnd);
    this.#keepAlive(false);
  }

  /** The process id; undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends one request and waits for its answer. Rejects with `WorkerExit` when the process ends first. */
  request(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#waiting !== null) return reject(new Error('The worker takes one request at a time.'));
      this.#waiting = { resolve, reject };
      this.#keepAlive(true);
      // A request that cannot be sent finds the process ended, or its end is about to be told.
      this.#child.send(request, (error) => {
        const reason = this.#reason;
        if (error !== null && reason !== null) this.#settle((waiting) => waiting.reject(reason));
      });
    });
  }

  /** Ends the process, after the request in hand, and waits until it is gone. */
  async end(): Promise<void> {
    this.#keepAlive(true);
    if (this.#child.connected) this.#child.disconnect();
    await this.#gone;
  }

  async #watch(onEnd: () => void): Promise<void> {
    const reason = await ended(this.#child);
    this.#reason = reason;
    this.#settle((waiting) => waiting.reject(reason));
    onEnd();
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    this.#waiting = null;
    this.#keepAlive(false);
    how(waiting);
  }

  #keepAlive(yes: boolean): void {
    const { channel, stderr } = this.#child;
    for (const handle of [this.#child, channel, stderr instanceof Socket ? stderr : null]) {
      if (yes) handle?.ref();
      else handle?.unref();
    }
  }
}

/** Waits for 'exit' and the end of stderr: Node 20 never emits 'close' after disconnect(). */
function ended(child: ChildProcess): Promise<Error> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(error);
    });
    child.on('exit', (code, signal) => {
      const done = () => resolve(new WorkerExit(code, signal, stderr));
      if (child.stderr === null || child.stderr.closed) done();
      else child.stderr.on('close', done);
    });
  });
}
