import { setTimeout } from 'node:timers/promises';
import type { Client } from 'discord.js';
import type { DiscordAddress } from './client.ts';
import { createClient, createInteractionRest } from './client.ts';
import { connection } from './connection.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit.ts';
import { Limit, PER_GUILD, PER_USER } from './limits.ts';
import { Queue } from './queue.ts';
import { registerCommands } from './register.ts';
import { REGISTRY } from './registry.ts';
import { Router } from './router.ts';

/** Answers that are worked on at once: the model and the search each keep one core busy. */
const AT_ONCE = 3;
/** Answers that wait, some ten seconds' worth. */
const WAITING = 500;
/** An answer takes some 20 ms, and seconds on a machine that is busy; the import of a large file longer. */
const LIMIT_MS = 120_000;

/** How long the bot waits for what, in milliseconds. */
export type Waits = {
  /** A login, and a resumption, may take so long before the bot begins anew. */
  readonly patience: number;
  /** Answers under way when the bot is told to stop are given so long to end. */
  readonly drain: number;
  /** Before the first login that follows a failed one; each further one waits twice as long. */
  readonly firstPause: number;
};
const WAITS: Waits = { patience: 30_000, drain: 10_000, firstPause: 1_000 };
const LONGEST_PAUSE_MS = 60_000;

export type BotOptions = {
  readonly address: DiscordAddress;
  /** Registers the commands in this guild alone; null everywhere. */
  readonly guildId: string | null;
  readonly context: Context;
  /** Asks the bot to stop: it ends what it is answering, and leaves. */
  readonly stop: AbortSignal;
  /** Other waits than a bot in use has. */
  readonly waits?: Partial<Waits>;
};

/** Answers in Discord until it is told to stop, through lost connections and outages of any length. Gives the exit code. */
export async function runBot({ address, guildId, context, stop, waits = {} }: BotOptions): Promise<number> {
  const { patience, drain, firstPause } = { ...WAITS, ...waits };
  const { log } = context;
  const router = new Router({
    registry: REGISTRY,
    context,
    rest: createInteractionRest(address.apiUrl),
    queue: new Queue({ atOnce: AT_ONCE, waiting: WAITING }),
    limits: { user: new Limit(PER_USER), guild: new Limit(PER_GUILD) },
    limitMs: LIMIT_MS,
  });
  const onReady = (client: Client<true>) => {
    log.info({ bot: client.user.tag, guilds: client.guilds.cache.size }, 'answering in Discord');
    context.daily.connect(client);
    void register(client, guildId, context);
  };
  const options = { token: address.token, log, stop, patienceMs: patience, onReady };
  for (let failures = 0; ; failures++) {
    const ending = await connection(createClient(address.apiUrl), {
      ...options,
      onInteraction: (interaction) => router.handle(interaction),
    });
    context.daily.connect(null);
    if (ending.kind === 'stopped') break;
    if (ending.kind === 'refused') {
      log.error({}, ending.reason);
      await router.drain(drain);
      return EXIT.configuration;
    }
    if (ending.wasReady) failures = 0;
    const pause = Math.min(firstPause * 2 ** failures, LONGEST_PAUSE_MS);
    log.warn({ err: ending.cause, reason: ending.reason, pause }, 'Discord is not reached; trying again');
    await setTimeout(pause, null, { signal: stop }).catch(() => {});
  }
  const left = await router.drain(drain);
  log.info({ left }, 'stopped');
  return EXIT.stopped;
}

/** Registers the commands beside the answers. A fault is told: the commands that Discord knows go on working. */
async function register(client: Client<true>, guildId: string | null, { commands, log }: Context): Promise<void> {
  try {
    const place = { applicationId: client.application.id, guildId };
    const changed = await registerCommands(client.rest, place, commands);
    log.info({ guildId, changed }, changed ? 'commands registered' : 'commands were registered already');
  } catch (error) {
    log.error({ err: error, guildId }, 'the commands could not be registered');
  }
}
