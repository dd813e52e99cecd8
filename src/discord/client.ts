import { Client, GatewayIntentBits, Options, REST, RESTEvents } from 'discord.js';

/** Where Discord is: `apiUrl` is the base URL of its REST API, null for Discord's own. */
export type DiscordAddress = { readonly token: string; readonly apiUrl: string | null };

/** Discord counts answers to interactions apart from its 50 requests a second: nothing of ours has to hold them back. */
const UNBOUNDED = 100_000;
/** Servers are told one by one after the login; calls are answered meanwhile. */
const GUILD_WAIT_MS = 2_000;
const REST_TIMEOUT_MS = 10_000;

/** A client that hears of servers and of calls, and keeps in memory no more than servers with their channels and roles. */
export function createClient(apiUrl: string | null): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    waitGuildTimeout: GUILD_WAIT_MS,
    rest: { ...addressOf(apiUrl), timeout: REST_TIMEOUT_MS },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
    }),
  });
}

/** Sends callbacks and edits of answers. They carry tokens of their own, and are tried again by who sends them. */
export function createInteractionRest(apiUrl: string | null): REST {
  return new REST({ ...addressOf(apiUrl), retries: 0, globalRequestsPerSecond: UNBOUNDED });
}

function addressOf(apiUrl: string | null): { readonly api?: string } {
  return apiUrl === null ? {} : { api: apiUrl };
}

/** Waits of up to so long are not worth telling. */
const SHORT_WAIT_MS = 10_000;

/** Posts digests. What fails is tried again by the outbox, which first looks whether it happened; what has to wait long is told. `heard` is told
 *  the Date header of each answer. */
export function createDeliveryRest({ apiUrl, token }: DiscordAddress, heard: (date: string | null) => void): REST {
  const rest = new REST({
    ...addressOf(apiUrl),
    timeout: REST_TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > SHORT_WAIT_MS,
  });
  rest.on(RESTEvents.Response, (_, response) => heard(response.headers.get('date')));
  return rest.setToken(token);
}
