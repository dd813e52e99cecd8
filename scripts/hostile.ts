import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ask } from '../src/ask.ts';
import type { Assembly } from '../src/assemble.ts';
import { assemble } from '../src/assemble.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { hostileFiles } from '../test/documents/hostile/hostile-files.ts';
import { readQuestions } from './questions.ts';

// Shows what hostile files cost those who ask meanwhile: ingests every hostile file and the bundled bulletin while questions are asked
// all the time, and prints what became of each file, the delays of the event loop, and the times of answers with and without ingest.
// Usage: node --import tsx scripts/hostile.ts

const QUESTIONS = fileURLToPath(new URL('../data/eval/questions/kostec-2024-08-02.jsonl', import.meta.url));
const REST = 20; // ms between two questions
const BASELINE = 60; // questions before ingest
const GOOD = ['kostec-2024-08-02.hwpx', 'kostec-2024-08-02.html', 'kostec-2024-08-02.pandoc.docx'];

const folder = await mkdtemp(join(tmpdir(), 'bulletin-hostile-'));
const state = await mkdtemp(join(tmpdir(), 'bulletin-hostile-state-'));
const config = loadConfig({ ...process.env, BULLETIN_STATE: state, DISCORD_TOKEN: '', LOG_LEVEL: 'warn' });
const assembly = await assemble(config, {
  log: createLogger({ level: 'warn' }),
  now: () => new Date(),
  build: true,
  model: true,
});
try {
  await fill();
  const questions = (await readQuestions(QUESTIONS)).map(({ question }) => question);
  const before = await askUntil(questions, (asked) => asked >= BASELINE);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let running = true;
  const started = performance.now();
  const ingesting = assembly.ingest([folder]).finally(() => {
    running = false;
  });
  const meanwhile = await askUntil(questions, () => !running);
  delay.disable();
  const report = await ingesting;
  for (const { file, code, message } of report.failed) console.log(`${file}: ${code} ${message}`);
  for (const { id, items } of report.bulletins) console.log(`${id}: ${items} items`);
  console.log(
    `\n${report.failed.length} files refused, ${report.bulletins.length} read in ${ms(performance.now() - started)}`,
  );
  const percentile = (share: number) => ms(delay.percentile(share) / 1e6);
  console.log(`event loop delay: p50 ${percentile(50)}, p99 ${percentile(99)}, max ${ms(delay.max / 1e6)}`);
  console.log(`ask alone:        ${summary(before)}`);
  console.log(`ask meanwhile:    ${summary(meanwhile)}`);
  console.log(`${availableParallelism()} cores, Node ${process.versions.node}`);
} finally {
  await assembly.close();
  for (const made of [folder, state]) await rm(made, { recursive: true });
}

async function fill(): Promise<void> {
  for (const { name, bytes } of hostileFiles()) await writeFile(join(folder, name.replace('.', '-hostile.')), bytes());
  for (const [i, name] of GOOD.entries()) {
    const path = fileURLToPath(new URL(`../test/fixtures/documents/${name}`, import.meta.url));
    await copyFile(path, join(folder, `good-${i}-${name}`));
  }
}

/** The milliseconds of each answer, one question after the other. */
async function askUntil(questions: readonly string[], isDone: (asked: number) => boolean): Promise<readonly number[]> {
  const { catalog, store, embedder }: Assembly = assembly;
  const times: number[] = [];
  while (!isDone(times.length)) {
    const question = questions[times.length % questions.length] ?? '';
    const started = performance.now();
    await ask(question, { catalog, store, embedder, now: new Date(), timeZone: config.timeZone });
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, REST));
  }
  return times;
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => ms(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `${times.length} answers, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
