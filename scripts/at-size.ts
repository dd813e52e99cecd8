import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ingest } from '../src/ingest.ts';
import { createWorkerEmbedder } from '../src/retrieval/worker-embedder.ts';
import { openStore } from '../src/store/sqlite.ts';
import { projectFile } from './project-file.ts';
import { seededRandom } from './seeded-random.ts';

/* Measures everything but the model on a synthetic archive, prints a table and writes it to docs/AT-SIZE.md. A stand-in embedder takes the
   model's place, so that 1,000 issues take minutes; what the model takes for one issue is measured on its own.
   Usage: npm run at-size [-- --issues 1000] */

const REPORT = projectFile('docs/AT-SIZE.md');
const PHASE = projectFile('scripts/at-size-phase.ts');
const ARCHIVE = projectFile('scripts/make-archive.ts');
const EMPTY_SEED = '2'; // of the issue that is added later
const EMPTY_DAY = '2024-08-02'; // a week after the archive's last: on the same day it would be another file of that issue

const percentilesSchema = z.object({
  count: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  most: z.number(),
});
const phaseSchema = z.object({
  added: z.number().default(0),
  unchanged: z.number().default(0),
  updated: z.number().default(0),
  chunks: z.number().default(0),
  held: z.number().default(0),
  storing: z.number().default(0),
  ingest: z.number().default(0),
  ingestCpu: z.number().default(0),
  first: percentilesSchema.optional(),
  processor: percentilesSchema.optional(),
  opening: z.number(),
  whole: z.number(),
  cpu: z.number(),
  memory: z.object({ rss: z.number(), heap: z.number() }),
});
type Phase = z.infer<typeof phaseSchema> & { readonly peaks: readonly number[] };
type Row = readonly [figure: string, measured: string];

const { values } = parseArgs({ options: { issues: { type: 'string', default: '1000' } } });
const issues = Number(values.issues);
const folder = await mkdtemp(join(tmpdir(), 'bulletin-at-size-'));
const place = (name: string) => join(folder, name);
try {
  await run([ARCHIVE, place('archive'), '--issues', String(issues)], {});
  await addedIssue();
  const rows = [...(await ingestAndResume()), ...(await startAndAsk()), ...(await oneMore())];
  await report(rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The folder with one issue more, of another seed, so that none of its text was there before. */
async function addedIssue(): Promise<void> {
  await run([ARCHIVE, place('one'), '--issues', '1', '--seed', EMPTY_SEED, '--last', EMPTY_DAY], {});
  const [name = ''] = await readdir(place('one'));
  await cp(join(place('one'), name), join(place('one'), 'synthetic-added.md'));
  await rm(join(place('one'), name));
}

/** Kills an ingest at a random moment, and lets another one finish it. */
async function ingestAndResume(): Promise<Row[]> {
  const kept = await ingestUntilKilled();
  const rest = await phase('ingest', 'archive', 'state');
  const minutes = rest.peaks.slice(rest.peaks.length / 10);
  return [
    ['issues and chunks', `${kept + rest.added} and ${rest.held}`],
    ['ingest without the model, processor time for an issue', `${(rest.ingestCpu / rest.added).toFixed(0)} ms`],
    [
      'killed by SIGKILL after so many issues; of these indexed again by the next run',
      `${kept}; ${kept - rest.unchanged}`,
    ],
    [
      'memory of the program while it ingests: after a tenth of the run, and at most',
      `${first(minutes)} and ${most(minutes)} MB`,
    ],
  ];
}

async function ingestUntilKilled(): Promise<number> {
  const random = seededRandom(Date.now());
  const child = spawn(process.execPath, ['--import', 'tsx', PHASE, 'ingest'], {
    env: environment('archive', 'state'),
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const least = issues / 20;
  while ((await keptIn('state')) < least + random() * least) await setTimeout(100 + 400 * random());
  child.kill('SIGKILL');
  await ended;
  return keptIn('state');
}

async function keptIn(state: string): Promise<number> {
  await mkdir(place(state), { recursive: true });
  const store = openStore(place(state));
  try {
    return (await store.bulletins()).length;
  } finally {
    await store.close();
  }
}

async function startAndAsk(): Promise<Row[]> {
  const started = await phase('start', 'archive', 'state');
  const asked = await phase('ask', 'archive', 'state');
  return [
    [
      'start until questions are answered: processor time, and time',
      `${seconds(started.cpu)} and ${seconds(started.opening)} s`,
    ],
    [
      'memory of the program with everything open, at rest',
      `${asked.memory.rss} MB (${asked.memory.heap} MB of them heap)`,
    ],
    ['memory of the program, at most', `${most(asked.peaks)} MB`],
    [`ask without the model pass, p50 and p99 of ${asked.first?.count} questions, each asked once`, pair(asked.first)],
    ['the same in processor time', pair(asked.processor)],
  ];
}

/** One issue into the archive and into nothing, and what the model takes for it. */
async function oneMore(): Promise<Row[]> {
  await cp(join(place('one'), 'synthetic-added.md'), join(place('archive'), 'synthetic-added.md'));
  const full = await phase('ingest', 'archive', 'state');
  const empty = await phase('ingest', 'one', 'empty');
  if (full.added !== 1 || empty.added !== 1) throw new Error('The added issue was not taken in once.');
  const model = await modelTime();
  const ratio = (model + full.whole) / (model + empty.whole);
  return [
    ['model alone for one issue', `${seconds(model)} s`],
    [
      'one new issue without the model, whole process, into the archive / into nothing',
      `${seconds(full.whole)} / ${seconds(empty.whole)} s`,
    ],
    ['the same in processor time', `${seconds(full.cpu)} / ${seconds(empty.cpu)} s`],
    ['one new issue with the model, into the archive / into nothing', ratio.toFixed(2)],
  ];
}

/** Milliseconds that an ingest of the issue takes with the model, less those that it takes without. */
async function modelTime(): Promise<number> {
  const embedder = createWorkerEmbedder({ modelDir: projectFile('data/models/multilingual-e5-small-ko-zh-en') });
  await embedder.start();
  const times: number[] = [];
  for (const by of [null, embedder]) {
    const store = openStore(place(`model-${times.length}`));
    const started = performance.now();
    await ingest([], { store, embedder: by, bulletinDir: place('one'), now: () => new Date() });
    times.push(performance.now() - started);
    await store.close();
  }
  await embedder.close();
  return (times[1] ?? 0) - (times[0] ?? 0);
}

async function phase(name: string, archive: string, state: string): Promise<Phase> {
  const { output, peaks } = await run(['--expose-gc', PHASE, name], environment(archive, state));
  return { ...phaseSchema.parse(JSON.parse(output)), peaks };
}

function environment(archive: string, state: string) {
  return { ...process.env, BULLETIN_DIR: place(archive), BULLETIN_STATE: place(state), DISCORD_TOKEN: '' };
}

/** Runs a script; gives what it printed, and its memory in MB every second, where /proc tells it. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ output: string; peaks: number[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const peaks: number[] = [];
  for (let ended = false; !ended; ) {
    ended = await Promise.race([code.then(() => true), setTimeout(1000, false)]);
    const status = ended ? '' : await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
    if (kilobytes !== undefined) peaks.push(Math.round(Number(kilobytes) / 1024));
  }
  if ((await code) !== 0) throw new Error(`${args.join(' ')} ended with ${await code}.`);
  return { output, peaks };
}

async function report(rows: readonly Row[]): Promise<void> {
  const table = [['figure', 'measured'], ['---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
  await mkdir(projectFile('docs'), { recursive: true });
  const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;
  const text =
    `# At size\n\nWritten by \`npm run at-size\` on a synthetic archive of ${issues} issues (${machine}), with a stand-in for the model ` +
    'but where the model is named. The memory is that of the program without its worker. Times depend on the machine and on what ' +
    'else it does; processor times less so, and ratios least.\n';
  await writeFile(REPORT, `${text}\n${table}`);
  console.log(table);
}

function pair(percentiles: z.infer<typeof percentilesSchema> | undefined): string {
  return percentiles === undefined ? 'not measured' : `${percentiles.p50} and ${percentiles.p99} ms`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function first(numbers: readonly number[]): number {
  return numbers[0] ?? 0;
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}
