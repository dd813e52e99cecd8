import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from '../src/ask.ts';
import type { Assembly } from '../src/assemble.ts';
import { assemble } from '../src/assemble.ts';
import { loadConfig } from '../src/config.ts';
import { ingest } from '../src/ingest.ts';
import { createLogger } from '../src/log.ts';
import { searchText, textInContext } from '../src/retrieval/chunk.ts';
import type { Embedder } from '../src/retrieval/embedder.ts';
import { createWorkerEmbedder } from '../src/retrieval/worker-embedder.ts';
import { openStore } from '../src/store/sqlite.ts';
import { readQuestions } from './questions.ts';

// Measures speed and memory on the bundled bulletin, as ratios against the bare model in the same run, prints a table and writes it
// to docs/BENCHMARK.md. Usage: npm run benchmark

const CLI = projectFile('src/cli.ts');
const REPORT = projectFile('docs/BENCHMARK.md');
const WARM_UP = 40; // questions, until the code is compiled
const ROUNDS = 3;

type Row = readonly [figure: string, measured: string, goal: string];

const folder = await mkdtemp(join(tmpdir(), 'bulletin-benchmark-'));
const env = { ...process.env, BULLETIN_STATE: join(folder, 'state'), DISCORD_TOKEN: '', LOG_LEVEL: 'warn' };
try {
  const rows = [...(await inside()), ...(await fromOutside())];
  const table = [['figure', 'measured', 'goal'], ['---', '---', '---'], ...rows].map(
    (row) => `| ${row.join(' | ')} |\n`,
  );
  const machine = `${availableParallelism()} cores, ${arch()}, Node ${process.versions.node}`;
  await mkdir(dirname(REPORT), { recursive: true });
  await writeFile(
    REPORT,
    `# Benchmark\n\nWritten by \`npm run benchmark\` on the bundled bulletin (${machine}). Ratios compare within one run; times depend on the machine.\n\n${table.join('')}`,
  );
  console.log(table.join(''));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Answers, ingest and memory, in this process and its worker. */
async function inside(): Promise<Row[]> {
  const config = loadConfig(env);
  const embedder = createWorkerEmbedder({ modelDir: config.embeddingModel });
  const log = createLogger({ level: 'warn' });
  const throughput: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    throughput.push(await ingestAgainstModel(config.bulletinDir, embedder, round));
  await embedder.close();

  const assembly = await assemble(config, { log, now: () => new Date(), build: true, model: true });
  const { asked, passes } = await answersAgainstModel(assembly);
  const memory = await peakMemory(assembly.embedder);
  await assembly.close();
  const beyond = asked.map((milliseconds, i) => milliseconds - (passes[i] ?? 0));
  return [
    ['ask beyond the bare model pass, p50', `${percentile(beyond, 0.5).toFixed(1)} ms`, 'at most 3 ms'],
    ['ask / bare model pass, p50', ratio(percentile(asked, 0.5), percentile(passes, 0.5)), ''],
    ['ask / bare model pass, p99', ratio(percentile(asked, 0.99), percentile(passes, 0.99)), ''],
    ['ingest throughput / bare model, median', percentile(throughput, 0.5).toFixed(2), 'at least 0.9'],
    ['peak memory, program and its worker', memory, 'under 450 MB'],
  ];
}

/** How fast a fresh ingest is, against the model alone on the same texts: 1 is as fast. */
async function ingestAgainstModel(bulletinDir: string, embedder: Embedder, round: number): Promise<number> {
  const store = openStore(join(folder, `ingest-${round}`));
  await embedder.start();
  const whole = await timed(() => ingest([], { store, embedder, bulletinDir, now: () => new Date() }));
  const chunks = (await Promise.all((await store.bulletins()).map(({ bulletin }) => store.chunks(bulletin.id)))).flat();
  const texts = chunks.flatMap(({ chunk }) => [
    ...chunk.sentences.map((sentence) => textInContext(sentence, chunk)),
    searchText(chunk),
  ]);
  const model = await timed(async () => {
    for (const text of texts) await embedder.embedPassage(text);
  });
  await store.close();
  return model / whole;
}

/** Milliseconds of each question, asked whole and embedded alone, turn by turn. */
async function answersAgainstModel({ catalog, store, embedder, config }: Assembly) {
  if (embedder === null) throw new Error('The benchmark needs the model.');
  const file = projectFile('data/eval/questions/kostec-2024-08-02.jsonl');
  const questions = (await readQuestions(file)).map(({ question }) => question);
  const options = { catalog, store, embedder, now: new Date('2024-08-05T09:00:00+09:00'), timeZone: config.timeZone };
  const asked: number[] = [];
  const passes: number[] = [];
  for (const [i, question] of [...questions.slice(0, WARM_UP), ...questions].entries()) {
    const pass = await timed(() => embedder.embedQuery(question));
    const whole = await timed(() => ask(question, options));
    if (i < WARM_UP) continue;
    passes.push(pass);
    asked.push(whole);
  }
  return { asked, passes };
}

/** Start, first answer and memory as a user meets them: the command line with an index that is there. */
async function fromOutside(): Promise<Row[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await timed(() => runCli(['ask', '석탄발전소 탄소 배출량은 27년까지 얼마나 줄이나?', '--json'])));
  }
  return [
    ['start to first answer, index there, median', `${(percentile(times, 0.5) / 1000).toFixed(2)} s`, 'within 2 s'],
  ];
}

function runCli(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { env, stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ask ended with ${code}`))));
  });
}

/** The highest resident memory so far of this process and, where /proc tells it, of the worker. */
async function peakMemory(embedder: Embedder | null): Promise<string> {
  const own = process.resourceUsage().maxRSS / 1024;
  const pid = embedder !== null && 'workerPid' in embedder ? embedder.workerPid : undefined;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const worker = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  if (Number.isNaN(worker)) return `${own.toFixed(0)} MB and the worker's, which this system does not tell`;
  return `${(own + worker).toFixed(0)} MB (${own.toFixed(0)} + ${worker.toFixed(0)})`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(2)} (${a.toFixed(1)} / ${b.toFixed(1)} ms)`;
}

function projectFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
