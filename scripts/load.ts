import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../src/store/sqlite.ts';
import { RunningBot, runBot } from '../test/discord/run-bot.ts';
import { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Interaction } from '../test/fakes/discord/interaction.ts';
import type { Person } from '../test/fakes/discord/person.ts';
import { crowd } from './crowd.ts';
import { writeLoadSection } from './load-report.ts';
import type { MainThread } from './main-thread.ts';
import { mainThreadOf, TELLS_DELAY } from './main-thread.ts';
import { percentile } from './percentile.ts';
import { projectFile } from './project-file.ts';
import { readQuestions } from './questions.ts';
import { runScript } from './run-script.ts';

/* Puts the real bot with the real model under load over the loopback Discord, and a trivial bot beside it, prints the figures and writes
   them to docs/DISCORD-LOAD.md.
   Usage: npm run load [-- --burst 200 --rate 20 --seconds 60 --issues 1000] */

const { values } = parseArgs({
  options: {
    burst: { type: 'string', default: '200' },
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    issues: { type: 'string', default: '1000' },
  },
});
const [burst, rate, seconds, issues] = [values.burst, values.rate, values.seconds, values.issues].map(Number);
if (!burst || !rate || !seconds || !issues) throw new Error('Numbers above 0 are wanted.');

const MODEL = projectFile('data/models/multilingual-e5-small-ko-zh-en');
const BULLETIN = 'kostec-2024-08-02.md';
const PEOPLE = 200; // each asks less than the bot allows one person
const GUILDS = 4; // and each guild less than it allows one
const WARM_UP = 40; // questions
const ANSWER_MS = 60_000;

type Figures = {
  readonly asked: number;
  readonly acknowledged: number;
  readonly answered: number;
  readonly ack: readonly number[];
  readonly answer: readonly number[];
  readonly thread: MainThread;
};

const questions = await readQuestions(projectFile('data/eval/questions/kostec-2024-08-02.jsonl'));
const folder = await mkdtemp(join(tmpdir(), 'bulletin-load-'));
try {
  const trivial = await measureTrivial();
  const own = await measureOwn();
  await writeLoadSection('Load', load(trivial, own));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measureTrivial() {
  const discord = await FakeDiscord.start({ checks: false });
  const env = { ...TELLS_DELAY, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const bot = new RunningBot('scripts/trivial-bot.ts', env, discord.token);
  await discord.commandsRegistered();
  const people = crowd(discord, PEOPLE, GUILDS);
  const atOnce = await allAtOnce(bot, people);
  const steady = await oneAfterAnother(bot, people);
  await bot.kill();
  await discord.stop();
  return { atOnce, steady };
}

async function measureOwn() {
  const [bulletins, state] = [join(folder, 'bulletins'), join(folder, 'state')];
  await mkdir(bulletins);
  await copyFile(projectFile(`data/bulletins/${BULLETIN}`), join(bulletins, BULLETIN));
  await runScript(projectFile('scripts/make-archive.ts'), [join(folder, 'archive'), '--issues', String(issues)]);

  const discord = await FakeDiscord.start({ checks: false });
  const bot = runBot(discord, { bulletins, state, model: MODEL, env: { ...TELLS_DELAY, LOG_LEVEL: 'info' } });
  await Promise.all([discord.commandsRegistered(), bot.inStep(ANSWER_MS)]);
  const people = crowd(discord, PEOPLE, GUILDS);
  const atOnce = await allAtOnce(bot, people);

  await rename(join(folder, 'archive'), join(bulletins, 'archive'));
  const before = await untilMoreKept(state, 1);
  const steady = await oneAfterAnother(bot, people);
  const ingested = (await kept(state)) - before;
  const { stop, violations } = { stop: await bot.stop(), violations: discord.violations.length };
  await discord.stop();
  return { atOnce, steady, ingested, stop, violations };
}

function ask(people: readonly Person[], i: number): Interaction {
  const person = people[i % people.length];
  const question = questions[i % questions.length]?.question;
  if (person === undefined || question === undefined) throw new Error('Nobody asks, or nothing is asked.');
  return person.slash('ask', { question });
}

async function allAtOnce(bot: RunningBot, people: readonly Person[]): Promise<Figures> {
  for (let i = 0; i < WARM_UP; i++) await ask(people, i).answered(ANSWER_MS); // until the code is compiled
  await mainThreadOf(bot);
  return await figures(
    bot,
    Array.from({ length: Number(burst) }, (_, i) => ask(people, i)),
  );
}

async function oneAfterAnother(bot: RunningBot, people: readonly Person[]): Promise<Figures> {
  await mainThreadOf(bot);
  const started = performance.now();
  const asked: Interaction[] = [];
  for (let i = 0; i < Number(rate) * Number(seconds); i++) {
    await setTimeout(Math.max(0, started + (i * 1000) / Number(rate) - performance.now()));
    asked.push(ask(people, i));
  }
  return await figures(bot, asked);
}

async function figures(bot: RunningBot, asked: readonly Interaction[]): Promise<Figures> {
  await Promise.allSettled(asked.map((one) => one.answered(ANSWER_MS))); // the figures tell which were not
  const acknowledged = asked.flatMap(({ ack }) => ack ?? []);
  const answered = asked.filter((one) => one.isAnswered());
  return {
    asked: asked.length,
    acknowledged: acknowledged.length,
    answered: answered.length,
    ack: acknowledged.map(({ afterMs }) => afterMs),
    answer: answered.flatMap(({ answeredAfterMs }) => answeredAfterMs ?? []),
    thread: await mainThreadOf(bot),
  };
}

/** Waits until more bulletins are kept than a number; gives how many. */
async function untilMoreKept(state: string, least: number): Promise<number> {
  for (;;) {
    const count = await kept(state);
    if (count > least) return count;
    await setTimeout(500);
  }
}

async function kept(state: string): Promise<number> {
  const store = openStore(state, { readOnly: true });
  try {
    return (await store.keptFiles()).length;
  } finally {
    await store.close();
  }
}

type Both = { readonly atOnce: Figures; readonly steady: Figures };

function load(trivial: Both, own: Awaited<ReturnType<typeof measureOwn>>): string {
  const rows = [
    ['figure', 'trivial bot', 'this bot', 'goal'],
    ['---', '---', '---', '---'],
    ...rowsOf(`${burst} at once`, trivial.atOnce, own.atOnce, 'under 500 ms'),
    ...rowsOf(`${rate} a second for ${seconds} s`, trivial.steady, own.steady, 'under 150 ms'),
    ['issues taken in meanwhile', '', `${own.ingested} of ${issues}`, ''],
    ['exit code when it is asked to stop', '', String(own.stop), '0'],
  ];
  return rows.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function rowsOf(name: string, trivial: Figures, own: Figures, ackGoal: string): readonly (readonly string[])[] {
  const ms = (values: readonly number[]) => `${percentile(values, 0.5)} and ${percentile(values, 0.99)} ms`;
  return [
    [`${name}: acknowledged in time`, share(trivial, 'acknowledged'), share(own, 'acknowledged'), 'all'],
    [`${name}: answered`, share(trivial, 'answered'), share(own, 'answered'), 'all'],
    [`${name}: acknowledgement, p50 and p99`, ms(trivial.ack), ms(own.ack), ackGoal],
    [`${name}: answer, p50 and p99`, ms(trivial.answer), ms(own.answer), ''],
    [`${name}: main thread kept waiting, p50, p99 and most`, delays(trivial), delays(own), 'p99 under 30 ms'],
    [`${name}: memory of the process`, `${trivial.thread.rss} MB`, `${own.thread.rss} MB`, ''],
  ];
}

function share(figures: Figures, what: 'acknowledged' | 'answered'): string {
  return `${figures[what]} of ${figures.asked}`;
}

function delays({ thread }: Figures): string {
  return `${thread.p50}, ${thread.p99} and ${thread.most} ms`;
}
