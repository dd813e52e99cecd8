import { parseArgs } from 'node:util';
import { runBot } from '../test/discord/run-bot.ts';
import { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Interaction } from '../test/fakes/discord/interaction.ts';
import { crowd } from './crowd.ts';
import { writeLoadSection } from './load-report.ts';
import type { MainThread } from './main-thread.ts';
import { mainThreadOf, TELLS_DELAY } from './main-thread.ts';
import { percentile } from './percentile.ts';
import { projectFile } from './project-file.ts';
import { readQuestions } from './questions.ts';
import { seededRandom } from './seeded-random.ts';
import type { Deed } from './soak-deeds.ts';
import { Deeds } from './soak-deeds.ts';
import { SoakFaults } from './soak-faults.ts';

/* Lets people use the real bot with the real model for long, in quick motion, while faults are injected at random from a seed; prints what
   came of it and writes it to docs/DISCORD-LOAD.md. Ends with 1 when something expired that was not made to, or came twice. Ctrl-C ends
   it early, with a report of what was done by then.
   Usage: npm run soak [-- --interactions 10000 --seed 1] */

const { values } = parseArgs({
  options: { interactions: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const [interactions, seed] = [Number(values.interactions), Number(values.seed)];

const PEOPLE = 600;
const GUILDS = 6;
const AT_ONCE = 6; // interactions under way
const LOOKS = 10; // at the memory
const HEARTBEAT_MS = 2000; // so that a dead connection is noticed in quick motion too
const ANSWER_MS = 60_000;
const START_MS = 300_000; // to take the bundled bulletin in on a busy machine
const LOST_MS = 8_000; // what a fault may have lost is not waited for longer

/** Ctrl-C ends it early; what was done by then is reported. */
const early = new AbortController();
process.once('SIGINT', () => early.abort());

const random = seededRandom(seed);
const questions = (await readQuestions(projectFile('data/eval/questions/kostec-2024-08-02.jsonl'))).map(
  ({ question }) => question,
);
const discord = await FakeDiscord.start({ heartbeatMs: HEARTBEAT_MS });
const bot = runBot(discord, {
  model: projectFile('data/models/multilingual-e5-small-ko-zh-en'),
  env: { ...TELLS_DELAY, LOG_LEVEL: 'info' },
});
await Promise.all([discord.commandsRegistered(), bot.inStep(START_MS)]);

const done: Deed[] = [];
const memory: MainThread[] = [];
const faults = new SoakFaults(discord, random);
const started = performance.now();
await use();
const minutes = (performance.now() - started) / 60_000;
const stopped = await bot.stop();
await discord.stop();
await report();

async function use(): Promise<void> {
  const deeds = new Deeds({ discord, people: crowd(discord, PEOPLE, GUILDS), questions, random });
  const pending = new Map<Interaction, Promise<void>>();
  const begin = (deed: Deed): void => {
    done.push(deed);
    pending.set(
      deed.interaction,
      end(deed, deeds, begin).finally(() => pending.delete(deed.interaction)),
    );
  };
  while (done.length < interactions && !early.signal.aborted) {
    if (pending.size >= AT_ONCE) await Promise.race(pending.values());
    if (done.length >= memory.length * (interactions / LOOKS)) {
      memory.push(await mainThreadOf(bot));
      console.error(`${done.length} of ${interactions}, ${discord.violations.length} breaches`);
    }
    await faults.perhaps([...pending.keys()]);
    const deed = deeds.next();
    if (deed !== null) begin(deed);
  }
  while (pending.size > 0) await Promise.all(pending.values());
  memory.push(await mainThreadOf(bot));
}

/** Waits for what comes of a deed, and for a modal that it opened. */
async function end(deed: Deed, deeds: Deeds, begin: (deed: Deed) => void): Promise<void> {
  const { interaction } = deed;
  const isOver = () => interaction.isAnswered() || interaction.expired;
  const wait = interaction.faulted ? LOST_MS : ANSWER_MS;
  await discord.until(isOver, 'an answer', wait).catch(() => {}); // the report tells which did not come
  const next = interaction.isAnswered() ? deeds.after(deed) : null;
  if (next !== null) begin(next);
}

async function report(): Promise<void> {
  const sound = done.filter(({ interaction }) => !interaction.faulted);
  const faulted = done.filter(({ interaction }) => interaction.faulted);
  const late = sound.filter(({ interaction }) => !interaction.isAnswered());
  const twice = done.filter(({ interaction }) => hasTwins(interaction));
  const acks = sound.flatMap(({ interaction }) => interaction.ack?.afterMs ?? []);
  const { rest, gateway, twice: delivered, expired } = faults.counts;
  const rows = [
    ['figure', 'measured', 'goal'],
    ['---', '---', '---'],
    ['interactions, and the minutes they took', `${done.length} in ${minutes.toFixed(1)}`, ''],
    ['of these', kinds(), ''],
    [
      'faults of REST, faults of the gateway, delivered twice, tokens made invalid',
      `${rest}, ${gateway}, ${delivered}, ${expired}`,
      '',
    ],
    ['sessions taken up again, and begun', `${discord.gateway.resumed} and ${discord.gateway.identified}`, ''],
    ['answered, of those that no fault met', `${sound.length - late.length} of ${sound.length}`, 'all'],
    ['answered, of those that a fault met', `${answered(faulted)} of ${faulted.length}`, ''],
    ['with a message that came twice', String(twice.length), '0'],
    [
      'acknowledgement where no fault met it, p50 and p99',
      `${percentile(acks, 0.5)} and ${percentile(acks, 0.99)} ms`,
      '',
    ],
    ["breaches of Discord's rules", String(discord.violations.length), '0'],
    ['memory after each tenth: process', memory.map(({ rss }) => rss).join(', '), 'flat, MB'],
    ['memory after each tenth: heap in use', memory.map(({ heap }) => heap).join(', '), 'flat, MB'],
    ['exit code when it is asked to stop', String(stopped), '0'],
  ];
  const table = rows.map((row) => `| ${row.join(' | ')} |\n`).join('');
  await writeLoadSection('Endurance', `Seed ${seed}.\n\n${table}`);
  for (const { kind, interaction } of late) console.error('late:', kind, interaction.facts.id, interaction.refused);
  for (const violation of discord.violations) console.error(violation);
  process.exitCode = late.length + twice.length + discord.violations.length > 0 || stopped !== 0 ? 1 : 0;
}

function answered(deeds: readonly Deed[]): number {
  return deeds.filter(({ interaction }) => interaction.isAnswered()).length;
}

function kinds(): string {
  const counts = new Map<string, number>();
  for (const { kind } of done) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

/** Whether two messages that answer an interaction say the same. */
function hasTwins({ original, followUps, facts }: Interaction): boolean {
  const own = original === null || original.id === facts.source?.id ? [] : [original];
  const said = [...own, ...followUps].map(({ content, embeds }) => JSON.stringify([content, embeds]));
  return new Set(said).size < said.length;
}
