import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepBundled } from '../test/discord/kept-state.ts';
import type { StageName } from '../test/discord/kill-rounds.ts';
import { killRounds } from '../test/discord/kill-rounds.ts';
import { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import { seededRandom } from './seeded-random.ts';

// Kills the bot, a real process against a loopback Discord, at each stage of its posts, and checks that every message is there once. In half
// of the rounds Discord forgets nonces at once, so that only the look into the channel guards. Usage: npm run kills -- [KILLS] [SEED]

const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
const random = seededRandom(seed);
const started = performance.now();
const phases = [
  { nonceMs: 300_000, stages: ['sending', 'late', 'accepted', 'answered', 'looking', 'publishing'] },
  // A message that arrives after a death of two minutes ago is what the nonce alone guards against.
  { nonceMs: 0, stages: ['sending', 'accepted', 'answered', 'looking', 'publishing'] },
] as const satisfies readonly { readonly nonceMs: number; readonly stages: readonly StageName[] }[];

const CHANNELS = 200; // more than are posted to until the last kill

let done = 0;
for (const [phase, { nonceMs, stages }] of phases.entries()) {
  const wanted = Math.ceil((kills * (phase + 1)) / phases.length);
  while (done < wanted) {
    const rounds = Array.from({ length: Math.min(25, wanted - done) }, () => ({
      stage: stages[Math.floor(random() * stages.length)] ?? 'answered',
      nth: 1 + Math.floor(random() * 4),
      afterMs: random() < 0.5 ? 0 : Math.floor(random() * 40),
    }));
    done += await batch(nonceMs, rounds);
  }
}
console.log(`${done} kills in ${Math.round((performance.now() - started) / 1000)} s`);

async function batch(nonceMs: number, rounds: Parameters<typeof killRounds>[3]): Promise<number> {
  const state = mkdtempSync(join(tmpdir(), 'kills-'));
  const discord = await FakeDiscord.start({ nonceMs });
  try {
    await keepBundled(state);
    const { home } = discord;
    const more = Array.from({ length: CHANNELS }, (_, i) =>
      discord.addChannel(home.guild, { kind: i % 3 === 0 ? 'announcement' : 'text', name: `channel-${i}` }),
    );
    const channels = [home.text, home.announcement, home.thread, home.archived, ...more];
    const result = await killRounds(discord, state, channels, rounds);
    const told = [...result.wrong, ...discord.violations.map((violation) => JSON.stringify(violation))];
    if (told.length > 0) process.exitCode = 1;
    const count = Object.values(result.kills).reduce((sum, number) => sum + number, 0);
    console.log(`nonces for ${nonceMs / 1000} s: ${count} kills, ${JSON.stringify(result.kills)}`, ...told);
    return count;
  } finally {
    await discord.stop();
    rmSync(state, { recursive: true, force: true });
  }
}
