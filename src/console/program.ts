import type { Readable } from 'node:stream';
import type { Assembly } from '../assemble.ts';
import type { Config, LogLevel } from '../config.ts';
import type { Logger } from '../log.ts';
import { createLogger } from '../log.ts';
import { EXIT, guarded } from './fault.ts';
import type { Printer } from './printer.ts';
import { createPrinter } from './printer.ts';
import type { Progress } from './progress.ts';
import { createProgress } from './progress.ts';
import type { OpenDesk } from './run-command.ts';
import type { Output } from './screen.ts';

/** What a program that runs in a terminal works with. */
export type Program = {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly out: Printer;
  readonly err: Printer;
  readonly progress: Progress;
  readonly log: Logger;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The configuration; throws CONFIG_INVALID. */
  config(): Config;
};

/** The parts of `process` that a program uses. */
export type Host = {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  on(event: 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
};

/** Runs a program to its exit code. Ctrl-C ends it at the next step where nothing is lost; a second one at once. */
export async function runProgram(
  host: Host,
  loadConfig: () => Config,
  work: (program: Program) => Promise<number>,
): Promise<number> {
  const interrupt = new AbortController();
  host.on('SIGINT', () => {
    if (interrupt.signal.aborted) host.exit(EXIT.interrupted);
    interrupt.abort();
  });
  const { signal } = interrupt;
  const config = attempt(loadConfig);
  const log = createLogger({
    level: 'value' in config ? quieter(config.value.logLevel) : 'error',
    secrets: 'value' in config ? [config.value.discordToken] : [],
  });
  const { stdin, stdout } = host;
  const out = createPrinter(stdout);
  const err = createPrinter(host.stderr);
  const progress = createProgress(host.stderr, () => performance.now());
  const program = { stdin, stdout, out, err, progress, log, signal, config: () => unwrap(config) };
  const cleared = async () => {
    try {
      return await work(program);
    } finally {
      progress.stop(); // a bar that is left would overwrite what is told, and keep the process alive
    }
  };
  return guarded(cleared, { log, tell: (text) => err.print(text), signal });
}

/** The assembled parts as a desk to answer from. */
export function deskOf(assembly: Assembly): OpenDesk {
  const { catalog, store, embedder, notices, ingest, close } = assembly;
  return {
    catalog,
    store,
    embedder,
    notices,
    timeZone: assembly.config.timeZone,
    refresh: assembly.follow,
    ingest,
    close,
  };
}

/** What the terminal is told in sentences needs no log besides, unless LOG_LEVEL asks for more than its default. */
function quieter(level: LogLevel): LogLevel {
  return level === 'info' || level === 'warn' ? 'error' : level;
}

type Attempt<T> = { readonly value: T } | { readonly fault: unknown };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (fault) {
    return { fault };
  }
}

function unwrap<T>(attempted: Attempt<T>): T {
  if ('fault' in attempted) throw attempted.fault;
  return attempted.value;
}
