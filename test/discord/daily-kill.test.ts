import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { keepBundled } from './kept-state.ts';
import { killRounds } from './kill-rounds.ts';

let state: string;
let discord: FakeDiscord;
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'daily-kill-'));
  await keepBundled(state);
  discord = await FakeDiscord.start();
}, 60_000);
afterEach(async () => {
  await discord.stop();
  rmSync(state, { recursive: true, force: true });
});

test('a bot that is killed at each stage of a post leaves every message there once, in order', async () => {
  const { guild } = discord.home;
  const channels = Array.from({ length: 60 }, (_, i) =>
    discord.addChannel(guild, { kind: i % 2 === 0 ? 'announcement' : 'text', name: `channel-${i}` }),
  );
  const { kills, wrong } = await killRounds(discord, state, channels, [
    { stage: 'late', nth: 1, afterMs: 0 },
    { stage: 'accepted', nth: 1, afterMs: 50 },
    { stage: 'looking', nth: 1, afterMs: 0 },
    { stage: 'answered', nth: 2, afterMs: 0 },
    { stage: 'publishing', nth: 1, afterMs: 50 },
  ]);
  expect(wrong).toEqual([]);
  expect(Object.keys(kills).length).toBeGreaterThanOrEqual(4);
  expect(discord.violations).toEqual([]);
}, 240_000);
