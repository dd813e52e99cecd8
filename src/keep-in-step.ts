import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FolderWatch, Ticker } from './documents/watch.ts';
import { watchFolder } from './documents/watch.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestOptions, IngestReport } from './ingest.ts';
import type { Logger } from './log.ts';

export type KeepInStepOptions = {
  readonly bulletinDir: string;
  /** Seconds between two looks through the folder; null lets the system tell of changes where it can. */
  readonly pollSeconds: number | null;
  /** Brings store and catalog in step with files, or with the whole folder when none is named. */
  readonly ingest: (
    paths: readonly string[],
    options: Pick<IngestOptions, 'retry' | 'onProgress'>,
  ) => Promise<IngestReport>;
  /** Takes over what other processes changed in the store. */
  readonly follow: () => Promise<void>;
  /** Told what each run changed; runs that changed nothing are not told. */
  readonly onReport: (report: IngestReport) => void;
  /** Told the first sign of a change, before it has settled. */
  readonly onNoticed?: (path: string) => void;
  readonly every: Ticker;
  readonly log: Logger;
};

/** Keeps in step until it is closed; a run in hand then ends at its next step, and what it saved is kept. `behind` tells whether something
 *  in the folder is not taken in yet. */
export type KeepingInStep = { readonly behind: () => boolean; readonly close: () => Promise<void> };

const PATIENCE = 30; // ticks before a run that failed is tried again though nothing changed

/** What only a change of the folder mends. */
const UNTIL_CHANGED: readonly ErrorCode[] = ['NO_BULLETINS', 'BULLETIN_DIR_MISSING'];

/** What the operator is told of the folder. */
const STATES = {
  gone: 'The bulletins folder is gone. Nothing is removed; check that it is mounted. Watching goes on when it is back.',
  back: 'The bulletins folder is back.',
  polling: 'The system cannot watch all of the bulletins folder: it is looked through every few seconds.',
} as const;

/** Keeps store and catalog in step with the bulletins folder and with other processes, one run at a time: first with all that
 *  changed before, then with what settles. Never throws: a fault is logged once and tried again later, and questions are answered
 *  from what is kept until then. */
export async function keepInStep(options: KeepInStepOptions): Promise<KeepingInStep> {
  const keeper = new Keeper(options);
  const { bulletinDir, pollSeconds, every, log, onNoticed } = options;
  const watch = await watchFolder(bulletinDir, {
    pollSeconds,
    every,
    onSettled: (paths) => keeper.want(paths),
    onState: (state, cause) => log.warn({ bulletinDir, err: cause }, STATES[state]),
    ...(onNoticed && { onNoticed }),
  });
  keeper.want([bulletinDir]);
  const stop = every(() => keeper.tick());
  return {
    behind: () => keeper.behind,
    close: async () => {
      stop();
      await keeper.close(watch);
    },
  };
}

class Keeper {
  readonly #options: KeepInStepOptions;
  readonly #stopped = new AbortController();
  readonly #told = new Set<string>();
  #wanted = new Set<string>();
  #patience = 0;
  #running = false;
  #current: Promise<void> = Promise.resolve();

  constructor(options: KeepInStepOptions) {
    this.#options = options;
  }

  /** Whether a run is wanted or in hand. */
  get behind(): boolean {
    return this.#running || this.#wanted.size > 0;
  }

  /** Asks for a run over these paths. */
  want(paths: readonly string[]): void {
    for (const path of paths) this.#wanted.add(path);
    this.#patience = 0;
  }

  /** Runs what is wanted; takes over what others changed when nothing is. */
  tick(): Promise<void> {
    this.#current = this.#step();
    return this.#current;
  }

  async close(watch: FolderWatch): Promise<void> {
    this.#stopped.abort();
    await watch.close();
    await this.#current;
  }

  async #step(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    if (this.#wanted.size === 0) return this.#attempt(this.#options.follow, () => {});
    if (this.#patience > 0) {
      this.#patience--;
      return;
    }
    const paths = this.#wanted;
    this.#wanted = new Set();
    this.#running = true;
    await this.#attempt(
      () => this.#run([...paths]),
      (code) => this.#later(paths, code),
    );
    this.#running = false;
  }

  async #run(wanted: readonly string[]): Promise<void> {
    const paths = (await areFiles(wanted)) ? wanted : [];
    const report = await this.#options.ingest(paths, {
      retry: false,
      onProgress: () => this.#stopped.signal.throwIfAborted(),
    });
    const { added, updated, removed, unchanged, failed, vectors } = report;
    if (added + updated + removed === 0) return;
    const counts = { added, updated, removed, unchanged, failed: failed.length, vectors };
    this.#options.log.info(counts, 'in step with the bulletins folder');
    this.#options.onReport(report);
  }

  /** What failed is wanted again: at once when another process was writing, else after a while. */
  #later(paths: ReadonlySet<string>, code: ErrorCode | null): void {
    if (code !== null && UNTIL_CHANGED.includes(code)) return;
    for (const path of paths) this.#wanted.add(path);
    if (code !== 'STATE_BUSY') this.#patience = PATIENCE;
  }

  async #attempt(work: () => Promise<void>, failed: (code: ErrorCode | null) => void): Promise<void> {
    try {
      await work();
      if (work !== this.#options.follow) this.#told.clear();
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      const code = error instanceof AppError ? error.code : null;
      this.#tell(error, code);
      failed(code);
    }
  }

  /** A fault is told once until a run succeeds; another process that writes is none. */
  #tell(error: unknown, code: ErrorCode | null): void {
    const name = code ?? String(error);
    const level = code === 'STATE_BUSY' || this.#told.has(name) ? 'debug' : 'error';
    this.#told.add(name);
    this.#options.log[level]({ err: error }, 'the bulletins could not be brought in step');
  }
}

/** Whether all of the paths are files that are there: else a run over the whole folder has to find out what is gone. */
async function areFiles(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => stat(resolve(path)).catch(() => null)));
  return found.every((one) => one?.isFile() ?? false);
}
