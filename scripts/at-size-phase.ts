import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ask } from '../src/ask.ts';
import type { Assembly } from '../src/assemble.ts';
import { assemble } from '../src/assemble.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { projectFile } from './project-file.ts';
import { readQuestions } from './questions.ts';
import { createStandInEmbedder } from './stand-in-embedder.ts';

/* One step of scripts/at-size.ts in a process of its own, whose memory and blocking are those of the step alone. Its result is a line of
   JSON on stdout. Usage: node --import tsx scripts/at-size-phase.ts ingest|follow|start|ask [FILE] */

const QUESTIONS = ['kostec-2024-08-02', 'mixed', 'fixtures']; // the files of data/eval/questions
const WARM_UP = 100; // questions, until the code is compiled

const [phase, ...paths] = process.argv.slice(2);
const started = performance.now();
const delay = monitorEventLoopDelay({ resolution: 1 });
const assembly = await assemble(loadConfig(process.env), {
  log: createLogger({ level: 'warn' }),
  now: () => new Date(),
  build: false,
  model: true,
  search: phase !== 'ingest',
  embedder: createStandInEmbedder(),
});
const opening = performance.now() - started;
const result = await run();
const atClose = performance.now();
await assembly.close();
const closing = performance.now() - atClose;
console.log(
  JSON.stringify({
    ...result,
    opening,
    closing,
    whole: performance.now() - started,
    cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
  }),
);

async function run(): Promise<object> {
  switch (phase) {
    case 'ingest':
      return ingestAll(assembly);
    case 'start':
      return startWhole(assembly);
    case 'follow':
      return ingestAll(assembly);
    case 'ask':
      return askAll(assembly);
    default:
      throw new Error(`There is no phase ${phase}.`);
  }
}

/** Until the index is there, and how long the event loop was blocked at most while it was made. */
async function startWhole({ catalog, settled }: Assembly): Promise<object> {
  const before = performance.now();
  delay.enable();
  await settled();
  const blocked = delay.max / 1e6;
  return { held: catalog.retriever.size, settling: performance.now() - before, blocked, memory: memory() };
}

async function ingestAll({ ingest, catalog, settled }: Assembly): Promise<object> {
  const before = performance.now();
  const cpu = process.cpuUsage();
  delay.enable();
  const { added, updated, unchanged, failed, bulletins, milliseconds } = await ingest(paths);
  const used = process.cpuUsage(cpu);
  const ingesting = performance.now() - before;
  const blocked = delay.max / 1e6;
  await settled();
  return {
    added,
    updated,
    unchanged,
    failed: failed.length,
    chunks: bulletins.reduce((sum, bulletin) => sum + bulletin.chunks, 0),
    held: catalog.retriever.size,
    storing: milliseconds.total,
    ingest: ingesting,
    ingestCpu: (used.user + used.system) / 1000,
    blocked,
    memory: memory(),
  };
}

/** Asks each question of the evaluation once, so that no text was read for it before. */
async function askAll({ catalog, store, embedder, config, settled }: Assembly): Promise<object> {
  const files = QUESTIONS.map((name) => readQuestions(projectFile(`data/eval/questions/${name}.jsonl`)));
  const questions = (await Promise.all(files)).flat().map(({ question }) => question);
  const options = { catalog, store, embedder, now: new Date('2024-08-05T09:00:00+09:00'), timeZone: config.timeZone };
  await settled();
  const times: number[] = [];
  const processor: number[] = [];
  for (const question of questions) {
    const before = process.cpuUsage();
    const { milliseconds } = await ask(question, options);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
    times.push(milliseconds.search);
  }
  const [first, cpu] = [times, processor].map((all) => percentiles(all.slice(WARM_UP)));
  return { first, processor: cpu, memory: memory() };
}

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), most: at(1) };
}

/** Megabytes, after what is no longer needed has gone (with --expose-gc). */
function memory() {
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return {
    rss: megabytes(rss),
    heap: megabytes(heapUsed),
    external: megabytes(external),
    buffers: megabytes(arrayBuffers),
  };
}
