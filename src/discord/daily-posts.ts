import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'discord.js';
import { Dispatcher } from '../daily/dispatcher.ts';
import type { Compose } from '../daily/planner.ts';
import type { Poster } from '../daily/poster.ts';
import type { Desk } from '../desk.ts';
import type { Logger } from '../log.ts';
import { everyMilliseconds } from '../ticker.ts';
import type { DiscordAddress } from './client.ts';
import { createDeliveryRest } from './client.ts';
import { digestComposer } from './digest-composer.ts';
import { DiscordClock } from './discord-clock.ts';
import { discordPoster } from './discord-poster.ts';
import { FAREWELL, WHY_NOT } from './run-messages.ts';

/** How often is looked for what is due. */
const LOOK_MS = 2_000;
/** Requests a second for posts; Discord allows 50 for everything but the answers to calls. */
const PER_SECOND = 40;
/** Deliveries at the same time: with answers within 300 ms as many as the rate needs. */
const AT_ONCE = 12;
/** Intervals that one late timer puts off what follows at most. */
const SLOWEST = 3;
/** A run that is under way when the bot stops is given so long to end. */
const STOP_MS = 10_000;

/** Daily digests from the outbox to Discord, while there is a connection. */
export type DailyPosts = {
  readonly poster: Poster;
  readonly compose: Compose;
  /** Tells of a connection, or with null that it is gone. */
  readonly connect: (client: Client<true> | null) => void;
  /** Begins; gives how to stop. */
  readonly begin: () => () => Promise<void>;
};

export type DailyPostsOptions = {
  readonly address: DiscordAddress;
  readonly desk: Desk;
  readonly now: () => Date;
  readonly log: Logger;
};

/** Sets up what posts digests; nothing happens before `begin`. */
export function dailyPosts({ address, desk, now, log }: DailyPostsOptions): DailyPosts {
  const clock = new DiscordClock();
  const rest = createDeliveryRest(address, (date) => clock.hear(date));
  let connected: Client<true> | null = null;
  const poster = discordPoster({ client: () => connected, rest, clock, log });
  const compose = digestComposer(desk);
  const dispatcher = new Dispatcher({
    outbox: desk.store.outbox,
    poster,
    compose,
    farewell: ({ channelId, language }, reason) => FAREWELL[language]({ channelId, why: WHY_NOT[language](reason) }),
    now: () => now().getTime(),
    owner: randomUUID(),
    pace: paced(PER_SECOND),
    atOnce: AT_ONCE,
    log,
  });
  let run: Promise<void> = Promise.resolve();
  const look = () => {
    run = connected === null ? Promise.resolve() : dispatcher.run().catch((error: unknown) => tell(log, error));
    return run;
  };
  return {
    poster,
    compose,
    connect: (client) => {
      connected = client;
    },
    begin: () => {
      const end = everyMilliseconds(LOOK_MS)(look);
      return async () => {
        end();
        dispatcher.stop();
        await Promise.race([run, setTimeout(STOP_MS, undefined, { ref: false })]);
      };
    },
  };
}

/** Resolves as often as so many times a second, one call after the other; less often, down to a quarter of that, while the loop is so busy that
 *  timers are late: then answers to calls would be late too. */
function paced(perSecond: number): () => Promise<void> {
  const interval = 1000 / perSecond;
  let next = 0;
  return async () => {
    const asked = performance.now();
    const turn = Math.max(asked + 1, next);
    next = turn + interval;
    await setTimeout(turn - asked);
    const late = performance.now() - turn;
    next += Math.min(SLOWEST * interval, Math.max(0, late - interval));
  };
}

function tell(log: Logger, error: unknown): void {
  log.error({ err: error }, 'daily digests could not be posted');
}
