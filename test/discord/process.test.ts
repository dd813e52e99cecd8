import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { keepBundled } from './kept-state.ts';
import { runBot } from './run-bot.ts';

let folder: string;
let discord: FakeDiscord;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'process-'));
  await keepBundled(folder);
  discord = await FakeDiscord.start();
});

afterAll(async () => {
  await discord.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the bot registers its commands, answers from what is kept, and stops when it is asked to', async () => {
  const bot = runBot(discord, { state: folder });
  await discord.commandsRegistered();
  const asked = discord.home.reader.slash('ask', { question: '중국 석탄' });
  expect(await asked.acknowledged()).toMatchObject({ type: 5 });
  expect((await asked.answered()).embeds[0]?.description).toContain('석탄');
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
