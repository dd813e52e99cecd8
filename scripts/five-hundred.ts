import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openStore } from '../src/store/sqlite.ts';
import { subscribeDue } from '../test/discord/due.ts';
import { keepBundled } from '../test/discord/kept-state.ts';
import { runBot } from '../test/discord/run-bot.ts';
import { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Interaction } from '../test/fakes/discord/interaction.ts';
import { table } from './report.ts';

// Lets the daily digests of 500 channels be due in the same minute, with questions meanwhile; the bot is a real process against a loopback
// Discord that limits rates as Discord does. Usage: npm run five-hundred -- [CHANNELS]

const [count = 500] = process.argv.slice(2).map(Number);
const GUILDS = 10;
const ASK_EVERY_MS = 100;
const DEADLINE_MS = 3_000; // Discord's own
const PEOPLE = 60; // each asks as often as one person may
const BEFORE = 150; // questions without digests, to compare with

const state = mkdtempSync(join(tmpdir(), 'five-hundred-'));
await keepBundled(state);
const discord = await FakeDiscord.start({ checks: false });
const store = openStore(state);
try {
  const guilds = Array.from({ length: GUILDS }, (_, i) => discord.addGuild(`guild ${i}`));
  const channels = guilds.flatMap((guild) =>
    Array.from({ length: Math.ceil(count / GUILDS) }, (_, i) =>
      discord.addChannel(guild, { kind: 'text', name: `channel-${i}` }),
    ),
  );
  const bot = runBot(discord, { state, env: { LOG_LEVEL: 'warn' } });
  await discord.commandsRegistered(120_000);
  const people = Array.from({ length: PEOPLE }, (_, i) =>
    discord.addPerson(discord.home.text, { name: `person ${i}` }),
  );
  const ask = (n: number) => (people[n % PEOPLE] ?? discord.home.reader).slash('ask', { question: '석탄발전 목표는?' });
  await ask(0).answered();
  const before: Interaction[] = [];
  for (let n = 0; n < BEFORE; n++) {
    before.push(ask(n));
    await setTimeout(ASK_EVERY_MS);
  }
  await subscribeDue(store, channels);
  const db = new Database(join(state, 'bulletins.db'), { readonly: true });
  const posted = db.prepare("SELECT count(*) FROM deliveries WHERE state = 'posted'").pluck();
  const busyBefore = processorSeconds(bot.pid);
  const started = performance.now();
  const meanwhile: Interaction[] = [];
  for (let n = 0; channels.length > Number(posted.get()); n++) {
    meanwhile.push(ask(n));
    await setTimeout(ASK_EVERY_MS);
  }
  const seconds = (performance.now() - started) / 1000;
  const busy = processorSeconds(bot.pid) - busyBefore;
  db.close();
  await setTimeout(DEADLINE_MS);
  const [waitsBefore, waits] = [waitsOf(before), waitsOf(meanwhile)];
  const sends = discord.requests.filter(
    ({ method, route }) => method === 'POST' && route === '/channels/:channel/messages',
  );
  const own = discord.requests.filter(({ route }) => !route.includes('interaction') && !route.includes('webhook'));
  const twice = channels.filter(({ id }) => {
    const nonces = discord.messages(id).map(({ nonce }) => nonce);
    return new Set(nonces).size !== nonces.length;
  });
  console.log(
    table(
      ['500 digests due in the same minute', 'measured'],
      [
        ['channels', String(channels.length)],
        ['messages', String(sends.length)],
        ['until the last is posted', `${seconds.toFixed(1)} s`],
        ['processor time of the bot meanwhile', `${busy.toFixed(1)} s`],
        ['most requests in one second, answers to calls aside', String(mostInASecond(own.map(({ at }) => at)))],
        ['answers 429', String(discord.requests.filter(({ status }) => status === 429).length)],
        ['channels with a message twice', String(twice.length)],
        ['/ask acknowledged before, p50 and p99', percentiles(waitsBefore)],
        [`/ask acknowledged meanwhile, ${waits.length} questions, p50 and p99`, percentiles(waits)],
      ],
    ),
  );
  await bot.stop();
} finally {
  await store.close();
  await discord.stop();
  rmSync(state, { recursive: true, force: true });
}

/** User and system time of a process on Linux. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function mostInASecond(moments: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [to, moment] of moments.entries()) {
    while ((moments[from] ?? moment) <= moment - 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** How long each waited; one that was never acknowledged counts as Discord's deadline. */
function waitsOf(asked: readonly Interaction[]): readonly number[] {
  return asked.map(({ ack }) => ack?.afterMs ?? DEADLINE_MS).sort((a, b) => a - b);
}

function percentiles(sorted: readonly number[]): string {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return `${at(0.5).toFixed(1)} and ${at(0.99).toFixed(1)} ms`;
}
