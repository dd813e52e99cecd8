import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { PATIENT, runBot } from './run-bot.ts';

const EDIT = { method: 'PATCH', route: '/webhooks/:application/:token/messages/:message' };
const THROW_ON_SIGNAL = { NODE_OPTIONS: `--import ${new URL('throw-on-signal.mjs', import.meta.url).href}` };

describe('the bot', PATIENT, () => {
  let discord: FakeDiscord;

  beforeEach(async () => {
    discord = await FakeDiscord.start();
  });

  afterEach(async () => {
    await discord.stop();
  });

  test('starts in the state in which it was killed, and brings the answers under way to an end when it is asked to stop', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'end-'));
    const killed = runBot(discord, { state: folder });
    await Promise.all([discord.commandsRegistered(), killed.inStep()]);
    discord.home.reader.slash('ask', { question: '석탄' });
    await killed.kill();

    const bot = runBot(discord, { state: folder });
    await discord.until(() => discord.gateway.identified === 2 && discord.gateway.isReady, 'a session');
    const slow = discord.faults.add(EDIT, { kind: 'slow', ms: 1500 }, 3);
    const asked = ['석탄', '반도체', '인공지능'].map((question) => discord.home.reader.slash('ask', { question }));
    await discord.until(() => slow.hits === 3, 'three edits');
    expect(await bot.stop()).toBe(0);
    expect(asked.map((one) => one.isAnswered())).toEqual([true, true, true]);
    expect(discord.violations).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('ends at once when it is asked to stop a second time', async () => {
    const bot = runBot(discord);
    await Promise.all([discord.commandsRegistered(), bot.inStep()]);
    const lost = discord.faults.add(EDIT, { kind: 'lost-reply' });
    discord.home.reader.slash('ask', { question: '석탄' });
    await discord.until(() => lost.hits === 1, 'an edit');
    bot.signal('SIGTERM');
    await bot.logged('stopping');
    bot.signal('SIGTERM');
    expect(await bot.exited).toBe(1);
  });

  test.each(['SIGUSR2', 'SIGURG'] as const)('logs what nothing caught, and ends with 1 (%s)', async (signal) => {
    const bot = runBot(discord, { env: THROW_ON_SIGNAL });
    await discord.connected();
    bot.signal(signal);
    expect(await bot.exited).toBe(1);
    expect(bot.log.at(-1)).toMatchObject({ level: 'error', msg: 'an error that nothing caught' });
  });
});
