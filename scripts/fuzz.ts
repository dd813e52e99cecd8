import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Format } from '../src/documents/document.ts';
import { FORMATS } from '../src/documents/document.ts';
import { randomInput } from '../test/documents/fuzz/inputs.ts';
import { breaches } from '../test/documents/fuzz/laws.ts';
import { randomOf } from '../test/documents/fuzz/random.ts';
import { readerOf } from '../test/documents/fuzz/readers.ts';

// Feeds every reader with documents changed by chance, and keeps what breaks a promise in test/fixtures/fuzz, where the tests find it.
// Usage: node --import tsx scripts/fuzz.ts [--seconds 60] [--seed 1] [FORMAT...]
// The readers run in a process that is kept for many inputs, and made anew after one that ended it or hung.

const FINDINGS = fileURLToPath(new URL('../test/fixtures/fuzz', import.meta.url));
const HANG = 5000; // ms, and four times as many when it is tried again alone: the machine may be busy
const HANGS = /^hangs/;
const SEED_STEP = 1_000_003; // between the inputs of a run, so that each can be made again by its number
const SHOWN = 400; // characters of a finding
const SAME_KEPT = 2; // findings of one kind that are written
const SHRINK_TRIES = 400;
const SHRINK_TIME = 20_000; // ms: what takes seconds to read is kept as it is

if (process.send === undefined) await fuzz();
else serve();

async function fuzz(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const formats = FORMATS.filter((format) => positionals.length === 0 || positionals.includes(format));
  let all = 0;
  for (const format of formats) {
    const { inputs, findings } = await fuzzFormat(format, Number(values.seconds) * 1000, Number(values.seed));
    console.log(`${format}: ${inputs} inputs, ${findings} findings`);
    all += findings;
  }
  process.exitCode = all === 0 ? 0 : 1;
}

async function fuzzFormat(format: Format, milliseconds: number, seed: number) {
  const end = performance.now() + milliseconds;
  const kinds = new Map<string, number>();
  let child = await start(format);
  let inputs = 0;
  for (; performance.now() < end; inputs++) {
    const bytes = randomInput(format, randomOf(seed + inputs * SEED_STEP));
    let found = await ask(child, format, bytes);
    if (!child.connected) {
      child = await start(format);
      found = await ask(child, format, bytes, 4 * HANG); // what came before may have been the reason as well
      if (!child.connected) child = await start(format);
    }
    for (const finding of found) {
      const count = (kinds.get(kindOf(finding)) ?? 0) + 1;
      kinds.set(kindOf(finding), count);
      if (count > SAME_KEPT) continue;
      const asked = async (part: Uint8Array) => {
        if (!child.connected) child = await start(format);
        return await ask(child, format, part);
      };
      keep(format, await smallest(bytes, finding, asked), finding);
    }
  }
  child.kill('SIGKILL');
  return { inputs, findings: [...kinds.values()].reduce((sum, count) => sum + count, 0) };
}

/** A process whose reader has been loaded. */
async function start(format: Format): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), [], {
    execArgv: [...process.execArgv, '--max-old-space-size=1024'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await ask(child, format, Buffer.from('<p>'), 12 * HANG);
  if (!child.connected) throw new Error(`The process for ${format} does not start.`);
  return child;
}

/** What an input breaks; the process is ended when it hangs. */
async function ask(
  child: ChildProcess,
  format: Format,
  bytes: Uint8Array,
  patience = HANG,
): Promise<readonly string[]> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const ended = once(child, 'exit').then(([code, signal]) => {
    return [signal === 'SIGKILL' ? `hangs for ${patience} ms` : `ends the process with ${signal ?? code}`];
  });
  child.send({ format, bytes });
  const answered = once(child, 'message').then(([found]) => found);
  const found: unknown = await Promise.race([ended, answered]);
  clearTimeout(timer);
  child.removeAllListeners();
  return Array.isArray(found) ? found.map(String) : [];
}

/** What findings that have the same reason share. */
function kindOf(finding: string): string {
  const told = /^(parse: .*?(not found at|is in nothing)|\w+ throws [^\n]*)/s.exec(finding)?.[0] ?? finding;
  return told.replace(/\d+/g, '#').slice(0, 120);
}

/** The input with as much taken out as leaves the finding. */
async function smallest(
  bytes: Uint8Array,
  finding: string,
  asked: (part: Uint8Array) => Promise<readonly string[]>,
): Promise<Uint8Array> {
  if (HANGS.test(finding)) return bytes; // each try would take as long
  let least = Buffer.from(bytes);
  let tries = 0;
  const end = performance.now() + SHRINK_TIME;
  for (let size = Math.ceil(least.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length && tries < SHRINK_TRIES && performance.now() < end; tries++) {
      const part = Buffer.concat([least.subarray(0, at), least.subarray(at + size)]);
      const isSame = (await asked(part)).some((other) => kindOf(other) === kindOf(finding));
      if (isSame) least = part;
      else at += size;
    }
  }
  return least;
}

function keep(format: Format, bytes: Uint8Array, finding: string): void {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  mkdirSync(FINDINGS, { recursive: true });
  writeFileSync(`${FINDINGS}/${format}-${hash}.bin`, bytes);
  console.log(`${format}-${hash}: ${finding.slice(0, SHOWN)}`);
}

/** The process of the readers. */
function serve(): void {
  process.on('message', (message: { readonly format: Format; readonly bytes: Uint8Array }) => {
    answer(message).then(
      (found) => process.send?.(found),
      (error: unknown) => process.send?.([`fails: ${String(error)}`]),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

async function answer({ format, bytes }: { readonly format: Format; readonly bytes: Uint8Array }) {
  const read = await readerOf(format);
  return await breaches(() => read(new Uint8Array(bytes)));
}
