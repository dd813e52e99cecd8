import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { APIInteraction, Client } from 'discord.js';
import { DiscordjsError, DiscordjsErrorCodes, Events, GatewayCloseCodes, GatewayDispatchEvents } from 'discord.js';
import type { Logger } from '../log.ts';

/** How a connection ended. `refused`: Discord does not take this token or these intents, whatever is tried again. */
export type Ending =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'lost'; readonly wasReady: boolean; readonly reason: string; readonly cause?: unknown }
  | { readonly kind: 'refused'; readonly reason: string };

export type ConnectionOptions = {
  readonly token: string;
  readonly log: Logger;
  /** Ends the connection when it is aborted. */
  readonly stop: AbortSignal;
  /** How long a login or a resumption may take before the connection is given up. */
  readonly patienceMs: number;
  readonly onReady: (client: Client<true>) => void;
  readonly onInteraction: (interaction: APIInteraction) => void;
};

const LEAVE_MS = 2_000;

const TOKEN_REFUSED =
  'Discord refuses the token. Set DISCORD_TOKEN to the one of the bot page of the developer portal.';

/** What closes for good, and what to do. */
const FATAL_CLOSES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_REFUSED,
  [GatewayCloseCodes.InvalidShard]: 'Discord refuses the shard. Update the bot.',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in too many servers for one connection (2,500). Remove it from some.',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks this version of its protocol. Update the bot.',
  [GatewayCloseCodes.InvalidIntents]: 'Discord refuses the intents. Update the bot.',
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord refuses the intents, although only Guilds is asked for. Check the application.',
};

/** Logs a client in and keeps it until it is told to stop, or lost, or refused. The client is then destroyed. */
export async function connection(client: Client, options: ConnectionOptions): Promise<Ending> {
  const { stop, log } = options;
  try {
    return await new Promise<Ending>((end) => {
      stop.addEventListener('abort', () => end({ kind: 'stopped' }), { once: true });
      if (stop.aborted) return end({ kind: 'stopped' });
      listen(client, options, end);
    });
  } finally {
    await leave(client, log);
  }
}

/** Closes the client, without waiting for a peer that says nothing to that. */
async function leave(client: Client, log: Logger): Promise<void> {
  client.removeAllListeners();
  client.on(Events.Error, (error) => log.debug({ err: error }, 'the client did not close cleanly'));
  const closing = client.destroy().catch((error: unknown) => {
    log.debug({ err: error }, 'the client did not close cleanly');
  });
  await Promise.race([closing, setTimeout(LEAVE_MS, null, { ref: false })]);
}

function listen(client: Client, options: ConnectionOptions, end: (ending: Ending) => void): void {
  const { token, log, patienceMs, onReady, onInteraction } = options;
  let wasReady = false;
  const lost = (reason: string, cause?: unknown) => end({ kind: 'lost', wasReady, reason, cause });
  const watchdog = createWatchdog(patienceMs, () => lost(`no session for ${patienceMs / 1000} s`));
  watchdog.start();
  client.once(Events.ClientReady, (ready) => {
    wasReady = true;
    onReady(ready);
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, onInteraction);
  client.on(Events.ShardReady, watchdog.clear);
  client.on(Events.ShardResume, watchdog.clear);
  client.on(Events.ShardReconnecting, () => {
    log.info({}, 'the connection to Discord is gone; reconnecting');
    watchdog.start();
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    const reason = FATAL_CLOSES[code];
    if (reason === undefined) lost(`closed with ${code}`);
    else end({ kind: 'refused', reason });
  });
  client.on(Events.Invalidated, () => lost('the session was invalidated'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'the connection to Discord has a fault'));
  client.on(Events.Error, (error) => log.error({ err: error }, 'the client has a fault'));
  client.on(Events.Warn, (message) => log.warn({ message }, 'the client warns'));
  client.login(token).catch((error: unknown) => {
    if (isTokenInvalid(error)) end({ kind: 'refused', reason: TOKEN_REFUSED });
    else lost('the login failed', error);
  });
}

function isTokenInvalid(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

/** Barks when it is not cleared in time after a start. discord.js waits for ever for the answer to a RESUME. */
function createWatchdog(ms: number, bark: () => void): { readonly start: () => void; readonly clear: () => void } {
  let timer: NodeJS.Timeout | null = null;
  return {
    start: () => {
      timer ??= startTimer(bark, ms).unref();
    },
    clear: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
