import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { runBot } from './run-bot.ts';

let discord: FakeDiscord;

beforeAll(async () => {
  discord = await FakeDiscord.start();
});

afterAll(async () => {
  await discord.stop();
});

test('the bot registers its commands, answers from what is kept, and stops when it is asked to', async () => {
  const bot = runBot(discord);
  await Promise.all([discord.commandsRegistered(), bot.inStep()]);
  const asked = discord.home.reader.slash('ask', { question: '중국 석탄' });
  expect(await asked.acknowledged()).toMatchObject({ type: 5 });
  expect((await asked.answered()).embeds[0]?.description).toContain('석탄');
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
