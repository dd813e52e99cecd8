import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Interaction } from '../fakes/discord/interaction.ts';
import type { RestFault } from '../fakes/discord/rest-faults.ts';
import type { RunningBot } from './run-bot.ts';
import { runBot } from './run-bot.ts';

const CALLBACK = { method: 'POST', route: '/interactions/:interaction/:token/callback' };
const EDIT = { method: 'PATCH', route: '/webhooks/:application/:token/messages/:message' };

let discord: FakeDiscord;
let bot: RunningBot;

beforeAll(async () => {
  discord = await FakeDiscord.start();
  bot = runBot(discord);
  await Promise.all([discord.commandsRegistered(), bot.inStep()]);
});

afterEach(() => {
  discord.faults.clear();
});

afterAll(async () => {
  await bot.kill();
  await discord.stop();
});

/** Everyone asks in turn: one alone would soon ask too much. */
let turn = 0;
function ask(): Interaction {
  const { reader, admin, english, chinese } = discord.home;
  const people = [reader, admin, english, chinese];
  return (people[turn++ % people.length] ?? reader).slash('ask', { question: '석탄 정책' });
}

/** Expects one answer, in one message. */
async function expectAnswer(asked: Interaction): Promise<void> {
  const { embeds } = await asked.answered();
  expect(embeds[0]?.description).toContain('석탄');
  expect(asked.followUps).toEqual([]);
}

const PASSING: readonly (readonly [string, RestFault])[] = [
  ['is answered with 500', { kind: 'status', status: 500 }],
  ['is answered with 503', { kind: 'status', status: 503 }],
  ['is limited, for this route', { kind: 'rate-limit', retryAfter: 0.2 }],
  ['is limited, for all routes', { kind: 'rate-limit', retryAfter: 0.2, global: true }],
  ['is slow on its way', { kind: 'slow', ms: 700 }],
  ['is answered slowly', { kind: 'slow-reply', ms: 700 }],
  ['meets a closed connection', { kind: 'close' }],
  ['is done, but the reply breaks off', { kind: 'half-reply' }],
  ['is done, but answered with 502', { kind: 'done-then-status', status: 502 }],
  ['is done, but the reply never comes', { kind: 'lost-reply' }],
];

test.each(PASSING)('the bot answers once though the first answer %s', async (_, fault) => {
  const planned = discord.faults.add(CALLBACK, fault);
  const asked = ask();
  await expectAnswer(asked);
  expect(planned.hits).toBe(1);
  expect(asked.edits).toBe(1);
});

test.each(PASSING)('the bot answers though the edit %s', async (_, fault) => {
  const planned = discord.faults.add(EDIT, fault);
  const asked = ask();
  await expectAnswer(asked);
  expect(planned.hits).toBe(1);
});

test('the bot answers when edits fail several times in a row', async () => {
  const planned = discord.faults.add(EDIT, { kind: 'status', status: 500 }, 3);
  await expectAnswer(ask());
  expect(planned.hits).toBe(3);
});

test('the bot gives a question up whose first answer does not reach Discord in time', async () => {
  discord.faults.add(CALLBACK, { kind: 'status', status: 500 }, Number.POSITIVE_INFINITY);
  const asked = ask();
  await bot.logged('a call expired before Discord took the answer');
  discord.faults.clear();
  await expectAnswer(ask());
  expect(asked.ack).toBeNull();
});

test('the bot tells the log when a token is no longer valid, and goes on', async () => {
  const planned = discord.faults.add(EDIT, { kind: 'status', status: 503 });
  const asked = ask();
  await asked.acknowledged();
  discord.expire(asked);
  await asked.refusedWith(50027);
  await bot.logged('an answer came too late');
  await expectAnswer(ask());
  expect(planned.hits).toBe(1);
});

test('the bot broke no rule meanwhile, and stops when it is asked to', async () => {
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
