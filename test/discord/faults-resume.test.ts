import { describe, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { PATIENT, runBot } from './run-bot.ts';

describe('the bot', PATIENT, () => {
  test('begins anew when the request to take its session up is never answered', async () => {
    const discord = await FakeDiscord.start();
    const bot = runBot(discord);
    await discord.commandsRegistered();
    const { identified } = discord.gateway;
    discord.gateway.ignoreResumes();
    discord.gateway.drop();
    await discord.until(() => discord.gateway.identified > identified && discord.gateway.isReady, 'a session', 60_000);
    await discord.home.reader.slash('help').answered();
    expect(await bot.stop()).toBe(0);
    expect(discord.violations).toEqual([]);
    await discord.stop();
  });
});
