import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDesk } from '../../src/console/run-command.ts';
import type { BotOptions, Waits } from '../../src/discord/bot.ts';
import { runBot } from '../../src/discord/bot.ts';
import { commandsOf, REGISTRY } from '../../src/discord/registry.ts';
import { createLogger } from '../../src/log.ts';
import { realDesk } from '../console/real-desk.ts';
import { contextOver } from '../fakes/context.ts';
import { Changes } from '../fakes/discord/changes.ts';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';

const QUESTION = '판젠웨이 연구팀은 무엇을 했나?';
const COMMANDS = '/applications/:application/commands';

let desk: OpenDesk;
beforeAll(async () => {
  desk = await realDesk();
});

let discord: FakeDiscord;
let bots: Bot[];
beforeEach(async () => {
  discord = await FakeDiscord.start();
  bots = [];
});
afterEach(async () => {
  for (const bot of bots) await bot.stop();
  await discord.stop();
});

type Bot = {
  readonly exited: Promise<number>;
  readonly stop: () => Promise<number>;
  /** Waits for a line of the log with this text. */
  readonly logs: (text: string) => Promise<string>;
};

/** The real bot in this process, over the loopback Discord. */
function begin(more: Partial<BotOptions> & { readonly waits?: Partial<Waits> } = {}): Bot {
  const stop = new AbortController();
  const lines: string[] = [];
  const changes = new Changes();
  const write = (line: string) => {
    lines.push(line);
    changes.tell();
  };
  const log = createLogger({ level: 'info', secrets: [discord.token], write });
  const exited = runBot({
    address: { token: discord.token, apiUrl: discord.apiUrl },
    guildId: null,
    context: contextOver(desk, { log }),
    stop: stop.signal,
    ...more,
    waits: { firstPause: 20, patience: 5_000, ...more.waits },
  });
  const bot = {
    exited,
    logs: (text: string) =>
      changes.until(
        () => lines.find((line) => line.includes(text)),
        text,
        20_000,
        () => lines.join(''),
      ),
    stop: () => {
      stop.abort();
      return exited;
    },
  };
  bots.push(bot);
  return bot;
}

const puts = () => discord.requests.filter(({ method }) => method === 'PUT');

describe('runBot', () => {
  test('answers everyone in the language of their Discord, in quoted sentences', async () => {
    begin();
    await discord.commandsRegistered();
    const { reader, english, chinese } = discord.home;
    const asked = [reader, english, chinese].map((person) => person.slash('ask', { question: QUESTION }));
    const answers = await Promise.all(asked.map((one) => one.answered()));
    const labels = answers.map((answer) => JSON.stringify(answer.components));
    for (const [i, label] of ['근거 문단', 'Passages', '原文段落'].entries()) expect(labels[i]).toContain(label);
    for (const { embeds } of answers)
      expect(embeds[0]?.description).toMatch(/^.*\n*> 중국과학기술대학 판젠웨이.* \[1\]$/m);
    expect(discord.violations).toEqual([]);
  });

  test('answers buttons after a restart, and after the token of the answer has run out', async () => {
    const first = begin();
    await discord.commandsRegistered();
    const { reader, english } = discord.home;
    const asked = reader.slash('ask', { question: QUESTION });
    const answer = await asked.answered();
    expect(await first.stop()).toBe(0);
    begin();
    await discord.connected();
    discord.expire(asked);
    const passage = await english.click(answer, '근거 문단').answered();
    expect(passage.embeds[0]?.description).toContain('lines 296–300');
    const near = await reader.click(answer, '가까운 항목').answered();
    expect(near.embeds[0]?.title).toBe(QUESTION);
    expect(discord.violations).toEqual([]);
  });

  test('shares a hidden answer', async () => {
    begin();
    await discord.commandsRegistered();
    const { reader, text } = discord.home;
    const asked = reader.slash('ask', { question: QUESTION, hidden: true });
    const answer = await asked.answered();
    expect(answer.flags).toBe(64);
    const shared = await reader.click(answer, '모두에게 공유').followedUp();
    expect(shared.flags ?? 0).toBe(0);
    expect(shared.embeds[0]?.description).toBe(answer.embeds[0]?.description);
    expect(discord.messages(text.id).map(({ id }) => id)).toContain(shared.id);
    expect(discord.violations).toEqual([]);
  });

  test('answers an interaction that is delivered twice once', async () => {
    begin();
    await discord.commandsRegistered();
    discord.gateway.deliverTwice();
    const asked = discord.home.reader.slash('ask', { question: QUESTION });
    await asked.answered();
    await discord.home.reader.slash('status').answered();
    expect(asked.edits).toBe(1);
    expect(asked.refused).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  test('registers its commands where Discord has others, and not again', async () => {
    const first = begin();
    await discord.commandsRegistered();
    await first.stop();
    begin();
    await discord.connected();
    await discord.until(() => gets(COMMANDS) === 2, 'a look at the commands');
    await discord.home.reader.slash('status').answered();
    expect(puts()).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test('registers its commands in one guild where it is told to', async () => {
    const { guild } = discord.home;
    const first = begin({ guildId: guild.id });
    await discord.commandsRegistered();
    await first.stop();
    begin({ guildId: guild.id });
    await discord.connected();
    await discord.until(
      () => gets('/applications/:application/guilds/:guild/commands') === 2,
      'a look at the commands',
    );
    await discord.home.reader.slash('status').answered();
    expect(
      discord
        .commands(guild.id)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      commandsOf(REGISTRY)
        .map(({ name }) => name)
        .sort(),
    );
    expect(puts()).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test('answers although the commands cannot be registered', async () => {
    const first = begin();
    await discord.commandsRegistered();
    await first.stop();
    discord.faults.add({ method: 'GET', route: COMMANDS }, { kind: 'status', status: 500 }, 10);
    const bot = begin();
    await discord.connected();
    await discord.home.reader.slash('status').answered();
    await bot.logs('the commands could not be registered');
  });

  test('ends with 78 where the token or the intents are refused, saying what to do', async () => {
    const wrong = begin({ address: { token: `${discord.token}x`, apiUrl: discord.apiUrl } });
    expect(await wrong.exited).toBe(78);
    await wrong.logs('Set DISCORD_TOKEN');
    for (const code of [4004, 4014]) {
      const bot = begin();
      await bot.logs('answering in Discord');
      discord.gateway.close(code);
      expect(await bot.exited).toBe(78);
    }
  });

  test('waits for a Discord that is down at the start, and answers when it is there', async () => {
    await discord.down();
    const bot = begin();
    await bot.logs('Discord is not reached; trying again');
    await discord.up();
    await discord.commandsRegistered();
    expect((await discord.home.reader.slash('status').answered()).embeds).toHaveLength(1);
    expect(await bot.stop()).toBe(0);
  });

  test('begins anew where a session is not taken up again in time', async () => {
    begin({ waits: { patience: 1_000 } });
    await discord.commandsRegistered();
    discord.gateway.ignoreResumes();
    discord.gateway.askReconnect();
    await discord.until(() => discord.gateway.identified === 2 && discord.gateway.isReady, 'a new session');
    await discord.home.reader.slash('status').answered();
    expect(discord.violations).toEqual([]);
  });

  test('ends what it is answering when it is told to stop, and leaves with 0', async () => {
    const bot = begin();
    await discord.commandsRegistered();
    discord.faults.add({ method: 'PATCH' }, { kind: 'slow', ms: 300 });
    const asked = discord.home.reader.slash('ask', { question: QUESTION });
    await asked.acknowledged();
    expect(await bot.stop()).toBe(0);
    expect((await asked.answered()).embeds[0]?.description).toContain('판젠웨이');
    expect(discord.gateway.isReady).toBe(false);
  });

  test('puts the answer into place once Discord is back from a hiccup', async () => {
    begin();
    await discord.commandsRegistered();
    discord.faults.add({ method: 'PATCH' }, { kind: 'status', status: 502 }, 2);
    discord.faults.add({ method: 'POST', route: '/interactions/:interaction/:token/callback' }, { kind: 'close' });
    const asked = discord.home.reader.slash('ask', { question: QUESTION });
    expect((await asked.answered()).embeds[0]?.description).toContain('판젠웨이');
  });

  const gets = (route: string) => discord.requests.filter((one) => one.method === 'GET' && one.route === route).length;
});
