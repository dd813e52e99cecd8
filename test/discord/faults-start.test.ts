import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { RunningBot } from './run-bot.ts';
import { PATIENT, runBot } from './run-bot.ts';

describe('the bot', PATIENT, () => {
  let discord: FakeDiscord;

  beforeAll(async () => {
    discord = await FakeDiscord.start();
  });

  afterAll(async () => {
    expect(discord.violations).toEqual([]);
    await discord.stop();
  });

  describe('that starts while Discord is down', () => {
    let bot: RunningBot;
    const answered = () => discord.home.reader.slash('ask', { question: '석탄 정책' }).answered();

    test('waits, and answers when it is back', async () => {
      await discord.down();
      bot = runBot(discord);
      await bot.logged('Discord is not reached; trying again');
      await discord.up();
      await Promise.all([discord.commandsRegistered(), bot.inStep()]);
      await answered();
    });

    test('goes on through a further outage, and answers when Discord is back', async () => {
      await discord.down();
      await bot.logged('the connection to Discord is gone; reconnecting');
      await discord.up();
      await discord.connected();
      await answered();
    });

    test('ends with 78 when its token is revoked while it runs', async () => {
      discord.gateway.close(4004, 'Authentication failed.');
      expect(await bot.exited).toBe(78);
      expect(bot.log.at(-1)?.msg).toContain('DISCORD_TOKEN');
    });
  });

  test('ends with 78 when its token is not valid', async () => {
    const bot = runBot(discord, { env: { DISCORD_TOKEN: 'revoked' } });
    expect(await bot.exited).toBe(78);
    expect(bot.log.at(-1)?.msg).toContain('DISCORD_TOKEN');
  });

  test('ends with 78 when its intents are refused', async () => {
    const bot = runBot(discord);
    await discord.connected();
    discord.gateway.close(4014, 'Disallowed intent(s).');
    expect(await bot.exited).toBe(78);
    expect(bot.log.at(-1)?.msg).toContain('intents');
  });

  test('ends with 78 when it is set up wrong', async () => {
    const bot = runBot(discord, { env: { TIME_ZONE: 'Nowhere' } });
    expect(await bot.exited).toBe(78);
    expect(bot.stderr.join('\n')).toContain('TIME_ZONE');
  });
});
