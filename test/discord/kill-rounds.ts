import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../src/store/sqlite.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { RestFault } from '../fakes/discord/rest-faults.ts';
import type { Channel } from '../fakes/discord/world.ts';
import { subscribeDue } from './due.ts';
import { runBot } from './run-bot.ts';

const SEND = { method: 'POST', route: '/channels/:channel/messages' } as const;
const LOOK = { method: 'GET', route: '/channels/:channel/messages' } as const;
const PUBLISH = { method: 'POST', route: '/channels/:channel/messages/:message/crosspost' } as const;

type Stage = {
  readonly match: { readonly method: string; readonly route: string };
  /** What meets the request, so that the kill comes while it is under way; null to kill after the answer. */
  readonly fault: RestFault | null;
};

/** Where a bot is killed. `sending`: its message does not arrive, or arrives after its death; `accepted`: Discord has it, and the bot does not
 *  know; `answered`: it may know. */
const STAGES = {
  sending: { match: SEND, fault: { kind: 'close' } },
  late: { match: SEND, fault: { kind: 'slow', ms: 300 } },
  accepted: { match: SEND, fault: { kind: 'lost-reply' } },
  answered: { match: SEND, fault: null },
  looking: { match: LOOK, fault: { kind: 'lost-reply' } },
  publishing: { match: PUBLISH, fault: { kind: 'lost-reply' } },
} as const satisfies Readonly<Record<string, Stage>>;
export type StageName = keyof typeof STAGES;

/** What became of the rounds: channels with messages that are missing, there twice, or out of order; none when all is well. */
export type KillResult = { readonly kills: Readonly<Record<string, number>>; readonly wrong: readonly string[] };

/** Lets the bot post digests to channels and kills it, again and again, at one stage after the other; then lets it finish. `afterMs` is how long
 *  after the stage was reached the kill comes, and which request of that kind it is. */
export async function killRounds(
  discord: FakeDiscord,
  state: string,
  channels: readonly Channel[],
  rounds: readonly { readonly stage: StageName; readonly nth: number; readonly afterMs: number }[],
): Promise<KillResult> {
  const store = openStore(state);
  await subscribeDue(store, channels);
  const kills: Record<string, number> = {};
  for (const { stage, nth, afterMs } of rounds) {
    const { match, fault } = STAGES[stage];
    const before = count(discord, match);
    let left = nth;
    const planned = fault === null ? null : discord.faults.add({ ...match, when: () => --left <= 0 }, fault);
    const bot = runBot(discord, { state, env: { LOG_LEVEL: 'warn' } });
    const isOver = async () => (await openIn(store, channels)) === 0;
    const reached = await Promise.race([
      discord
        .until(() => count(discord, match) >= before + nth, stage, 60_000)
        .then(
          () => true,
          () => false,
        ),
      bot.exited.then(() => false),
    ]);
    if (reached && afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    await bot.kill();
    planned?.stop();
    expireLeases(state);
    if (reached) kills[stage] = (kills[stage] ?? 0) + 1;
    if (await isOver()) break;
  }
  discord.faults.clear();
  const bot = runBot(discord, { state, env: { LOG_LEVEL: 'warn' } });
  const deadline = Date.now() + 180_000;
  while ((await openIn(store, channels)) > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await bot.stop();
  const wrong = await judge(discord, store, channels);
  await store.close();
  return { kills, wrong };
}

function count(discord: FakeDiscord, { method, route }: Stage['match']): number {
  return discord.requests.filter((one) => one.method === method && one.route === route).length;
}

/** As if the two minutes had passed that a killed process keeps others waiting. */
function expireLeases(state: string): void {
  const db = new Database(join(state, 'bulletins.db'));
  db.exec("UPDATE deliveries SET lease_until = 0 WHERE lease_until IS NOT NULL AND state IN ('planned', 'sending')");
  db.close();
}

type Kept = Awaited<ReturnType<typeof openStore>>;

async function openIn(store: Kept, channels: readonly Channel[]): Promise<number> {
  let open = 0;
  for (const { id } of channels) {
    const [delivery] = await store.outbox.deliveries(`due-${id}`, 1);
    if (delivery?.state !== 'posted') open++;
  }
  return open;
}

async function judge(discord: FakeDiscord, store: Kept, channels: readonly Channel[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, name } of channels) {
    const [delivery] = await store.outbox.deliveries(`due-${id}`, 1);
    const nonces = discord.messages(id).map(({ nonce }) => nonce);
    const expected = delivery?.parts.map(({ nonce }) => nonce) ?? [];
    if (delivery?.state !== 'posted') wrong.push(`${name}: ${delivery?.state ?? 'not planned'}`);
    else if (nonces.join() !== expected.join()) wrong.push(`${name}: ${nonces.join()} instead of ${expected.join()}`);
  }
  return wrong;
}
