import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Interaction } from '../fakes/discord/interaction.ts';
import type { RunningBot } from './run-bot.ts';
import { runBot } from './run-bot.ts';

let discord: FakeDiscord;
let bot: RunningBot;

beforeAll(async () => {
  discord = await FakeDiscord.start({ heartbeatMs: 1500 });
  bot = runBot(discord);
  await Promise.all([discord.commandsRegistered(), bot.inStep()]);
});

afterAll(async () => {
  await bot.kill();
  await discord.stop();
});

const ask = () => discord.home.reader.slash('ask', { question: '석탄 정책' });

/** Does something to the connection, and waits until the bot took its session up again, or began another. */
async function after(deed: () => void, next: 'resumed' | 'identified'): Promise<void> {
  const before = discord.gateway[next];
  deed();
  await discord.until(() => discord.gateway[next] > before && discord.gateway.isReady, `a session that is ${next}`);
}

test('the bot takes its session up again when Discord asks it to connect anew', async () => {
  await after(() => discord.gateway.askReconnect(), 'resumed');
  await ask().answered();
});

test('the bot takes its session up again when it is declared invalid but resumable', async () => {
  await after(() => discord.gateway.invalidate(true), 'resumed');
  await ask().answered();
});

test('the bot begins a session when its own is declared invalid for good, and registers no command again', async () => {
  const puts = () => discord.requests.filter(({ method }) => method === 'PUT').length;
  const before = puts();
  await after(() => discord.gateway.invalidate(false), 'identified');
  await ask().answered();
  expect(puts()).toBe(before);
});

test('the bot answers what was asked while its connection was cut', async () => {
  const asked: Interaction[] = [];
  await after(() => {
    discord.gateway.drop();
    asked.push(ask());
  }, 'resumed');
  await asked[0]?.answered();
});

test('the bot leaves a connection on which heartbeats are no longer answered', async () => {
  await after(() => discord.gateway.silence(), 'resumed');
  await ask().answered();
});

test.each([1000, 4000, 4007, 4009])('the bot connects again when it is closed with %i', async (code) => {
  const { connected } = discord.gateway;
  discord.gateway.close(code);
  await discord.until(() => discord.gateway.connected > connected && discord.gateway.isReady, 'a connection');
  await ask().answered();
});

test('the bot answers once what is delivered twice', async () => {
  discord.gateway.deliverTwice();
  const asked = ask();
  await asked.answered();
  await ask().answered();
  expect(asked.refused).toEqual([]);
  expect(asked.edits).toBe(1);
});

test('the bot broke no rule meanwhile, and stops when it is asked to', async () => {
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
