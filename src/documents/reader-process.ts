import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';
import type { DocumentText, Format } from './document.ts';
import { watchMemory } from './memory-watch.ts';
import { bundleOf } from './reader-bundle.ts';
import type { OutputLimits, ReaderReply } from './reader-protocol.ts';
import { readerReplySchema } from './reader-protocol.ts';
import { TEXT_LIMITS } from './text-limits.ts';

/** What a document may cost: time by the clock and of processors, memory of the process in all and of it JavaScript's own, and the text
 *  it gives. */
export type ReaderLimits = {
  readonly seconds: number;
  /** Counted by the system itself, so it does not matter how busy the machine is, nor whether the parent of a process in a loop is gone.
   *  There is no such limit on Windows. */
  readonly processorSeconds: number;
  readonly megabytes: number;
  readonly heapMegabytes: number;
  readonly output: OutputLimits;
};

/** Measured: the real bulletin takes 0.2 to 1.4 s and 80 to 180 MB, whatever its format. */
export const READER_LIMITS: ReaderLimits = {
  seconds: 40,
  processorSeconds: 8,
  megabytes: 700,
  heapMegabytes: 384,
  output: { ...TEXT_LIMITS, warnings: 1000 },
};

const OUTLIVES = 2; // times its seconds a process may run when nobody is left to kill it
const JSON_BYTES = 6; // the most that a character takes in the answer, as \u0000
const FRAME_BYTES = 4_000_000; // for places and warnings in the answer
const STDERR_KEPT = 4096; // characters, for the log
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type IsolationOptions = {
  readonly limits?: ReaderLimits;
  /** The entry of the process, when it is another than that of the format. */
  readonly entry?: URL;
  /** Called with the id of the process when it has started. */
  readonly onStart?: (pid: number) => void;
};

/** The process before: one document is read at a time, so that the limit of memory is one for the whole program. */
let before: Promise<unknown> = Promise.resolve();

/** Reads a document in a process of its own, without network, files to write, environment or further processes. Throws what the reader
 *  says, FILE_HARMFUL when the document takes more than the limits, or FILE_DAMAGED when the reader fails; messages don't name the file.
 *  @example await readIsolated('html', Buffer.from('<h1>가</h1>')) // => { format: 'html', text: '# 가\n', … } */
export function readIsolated(
  format: Exclude<Format, 'text'>,
  bytes: Uint8Array,
  options: IsolationOptions = {},
): Promise<DocumentText> {
  const result = before.then(() => readNext(format, bytes, options));
  before = result.catch(() => {});
  return result;
}

async function readNext(
  format: Format,
  bytes: Uint8Array,
  { limits = READER_LIMITS, entry = new URL(`./${format}-worker.ts`, import.meta.url), onStart }: IsolationOptions,
): Promise<DocumentText> {
  const program = await bundleOf(entry).catch((cause: unknown) => {
    throw notStarted(cause);
  });
  const child = start(program, bytes, limits);
  if (child.pid !== undefined) onStart?.(child.pid);
  const end = await ended(child, limits);
  const reply = replyOf(end);
  if (reply === null) throw faultOf(end, limits);
  switch (reply.kind) {
    case 'document':
      return reply.document;
    case 'refused':
      throw new AppError(reply.code, reply.message);
    case 'failed':
      throw failed(reply, limits);
  }
}

function start(program: string, bytes: Uint8Array, limits: ReaderLimits): ChildProcess {
  const [command, args] = limited(process.execPath, nodeArguments(limits), limits);
  const child = spawn(command, args, {
    cwd: ROOT, // packages are looked for from here
    env: {},
    stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  feed(child.stdin, Buffer.from(program));
  feed(writable(child.stdio[3]), bytes);
  return child;
}

function nodeArguments({ heapMegabytes, seconds, output }: ReaderLimits): readonly string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [
    permission,
    `--allow-fs-read=${join(ROOT, 'node_modules')}/`,
    `--allow-fs-read=${join(ROOT, 'package.json')}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    `--max-old-space-size=${heapMegabytes}`,
    '--input-type=module',
    '-', // the program comes through stdin
    JSON.stringify(output),
    String(seconds * OUTLIVES),
  ];
}

function limited(
  node: string,
  args: readonly string[],
  { processorSeconds }: ReaderLimits,
): [string, readonly string[]] {
  if (process.platform === 'win32') return [node, args];
  return ['/bin/sh', ['-c', `ulimit -t ${processorSeconds}; ulimit -c 0; exec "$0" "$@"`, node, ...args]];
}

/** A process that ends before it has read everything breaks the pipe; its end tells why. */
function feed(stream: Writable | null, bytes: Uint8Array): void {
  stream?.on('error', () => {});
  stream?.end(bytes);
}

function writable(stream: Readable | Writable | null | undefined): Writable | null {
  return stream != null && 'write' in stream ? stream : null;
}

/** How a process ended. `killed` is the limit for which this process ended it. */
type End = {
  readonly killed: 'time' | 'memory' | 'output' | null;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: Buffer;
  readonly stderr: string;
  readonly error: Error | null;
};

function ended(child: ChildProcess, limits: ReaderLimits): Promise<End> {
  let killed: End['killed'] = null;
  let error: Error | null = null;
  const kill = (why: End['killed']) => {
    killed ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => kill('time'), limits.seconds * 1000);
  const stopWatching = watchMemory(child.pid, limits.megabytes, () => kill('memory'));
  const output = collect(child.stdio[4], limits.output.characters * JSON_BYTES + FRAME_BYTES, () => kill('output'));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  return new Promise((resolve) => {
    const finish = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timer);
      stopWatching();
      resolve({ killed, code, signal, output: output(), stderr, error });
    };
    child.on('error', (fault) => {
      error = fault;
      if (child.pid === undefined) finish(null, null);
    });
    child.on('close', finish);
  });
}

/** Gathers what a stream gives, up to so many bytes. */
function collect(stream: Readable | Writable | null | undefined, maxBytes: number, onTooMuch: () => void) {
  const blocks: Buffer[] = [];
  let length = 0;
  stream
    ?.on('error', () => {})
    .on('data', (block: Buffer) => {
      length += block.length;
      if (length <= maxBytes) blocks.push(block);
      else onTooMuch();
    });
  return () => Buffer.concat(blocks);
}

function replyOf({ killed, code, output }: End): ReaderReply | null {
  if (killed !== null || code !== 0) return null;
  try {
    return readerReplySchema.parse(JSON.parse(output.toString('utf8')));
  } catch {
    return null; // no answer, or none that a reader gives: the fault of the process is told
  }
}

function faultOf({ killed, code, signal, stderr, error }: End, limits: ReaderLimits): AppError {
  const cause = error ?? new Error(`The reading process ended with ${signal ?? `code ${code}`}. ${stderr}`.trim());
  if (killed === 'time') return harmful(`Reading it takes more than ${limits.seconds} seconds`, cause);
  if (killed === 'output') return harmful('Reading it gives more output than any document has', cause);
  if (killed === 'memory' || stderr.includes('heap out of memory')) return tooMuchMemory(limits, cause);
  if (signal === 'SIGKILL' || signal === 'SIGXCPU') {
    const limit = `${limits.processorSeconds} seconds of a processor's time, or more memory than the system has`;
    return harmful(`Reading it takes more than ${limit}`, cause);
  }
  return error === null ? damaged(cause) : notStarted(cause);
}

function notStarted(cause: unknown): AppError {
  const message = 'The process that reads documents does not start. See the log, and install this program anew.';
  return new AppError('INTERNAL', message, { cause });
}

/** An error of the reader itself: some tell of a document that asks for too much. */
function failed({ message, stack }: Extract<ReaderReply, { kind: 'failed' }>, limits: ReaderLimits): AppError {
  const cause = new Error(message);
  if (stack !== '') cause.stack = stack;
  if (message.includes('Maximum call stack')) return harmful('It is nested too deeply to be read', cause);
  if (/allocation failed|Invalid (array|string|typed array) length/.test(message)) return tooMuchMemory(limits, cause);
  return damaged(cause);
}

function tooMuchMemory({ megabytes }: ReaderLimits, cause: Error): AppError {
  return harmful(`Reading it takes more than ${megabytes} MB of memory`, cause);
}

function harmful(what: string, cause: Error): AppError {
  const advice = 'Open it in the program that made it and save it anew, or as PDF; remove it if you do not know it.';
  return new AppError('FILE_HARMFUL', `${what}, so it was given up. ${advice}`, { cause });
}

function damaged(cause: Error): AppError {
  const message =
    'It is damaged: its reader failed. Copy it here again from where it came from, or open it and save it anew.';
  return new AppError('FILE_DAMAGED', message, { cause });
}
