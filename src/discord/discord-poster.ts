import type { Channel, GuildTextBasedChannel, REST } from 'discord.js';
import {
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  RateLimitError,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { markOf } from '../daily/nonce.ts';
import type { Found, Place, Poster, Sent } from '../daily/poster.ts';
import type { Logger } from '../log.ts';
import type { Reason } from '../store/outbox.ts';
import type { DiscordClock } from './discord-clock.ts';
import { laterId } from './discord-clock.ts';

/** A send is over by then, whatever happens to it: well before the lease of its delivery ends. */
const SEND_MS = 45_000;
const PAGE = 100; // messages; Discord gives no more at once
const MOST_PAGES = 100;

/** What of a client that is logged in is needed. */
type Connected = {
  readonly user: { readonly id: string };
  readonly channels: { readonly fetch: (id: string) => Promise<Channel | null> };
};

export type PosterOptions = {
  /** The connection, or null while there is none. */
  readonly client: () => Connected | null;
  readonly rest: REST;
  readonly clock: DiscordClock;
  readonly log: Logger;
};

/** Posts digests to channels of Discord. */
export function discordPoster(options: PosterOptions): Poster {
  return {
    look: (channelId) => look(channelId, options),
    send: (channelId, payload, nonce) => send(channelId, payload, nonce, options),
    find: (channelId, nonce, after) => find(channelId, nonce, after, options),
    publish: (channelId, messageId) => publish(channelId, messageId, options),
    tell: (userId, text, nonce) => tell(userId, text, nonce, options),
  };
}

const UNREACHABLE = { kind: 'unreachable' } as const;
const NO_TEXT = 'not a text channel';

async function look(channelId: string, { client, clock }: PosterOptions): Promise<Place> {
  const connected = client();
  if (connected === null) return { kind: 'not-ready', reason: UNREACHABLE };
  try {
    const channel = await connected.channels.fetch(channelId);
    // Null is a channel of a server that was not told of yet; what is gone is an error.
    if (channel === null || channel.isDMBased() || !channel.guild.available) {
      return { kind: 'not-ready', reason: UNREACHABLE };
    }
    if (!channel.isTextBased()) return { kind: 'not-ready', reason: { kind: 'refused', message: NO_TEXT } };
    const missing = missingIn(channel);
    if (missing.length > 0) return { kind: 'not-ready', reason: { kind: 'missing-permission', permissions: missing } };
    return {
      kind: 'ready',
      lastMessageId: laterId(channel.lastMessageId ?? channel.id, clock.idBeforeNow()),
      publishes: channel.type === ChannelType.GuildAnnouncement,
    };
  } catch (error) {
    return { kind: 'not-ready', reason: reasonOf(error) ?? UNREACHABLE };
  }
}

/** The permissions that the bot lacks in a channel to post there and to find its posts again. A locked thread takes the posts of who may manage
 *  threads alone; an archived one opens by itself. */
function missingIn(channel: GuildTextBasedChannel): readonly string[] {
  const { me } = channel.guild.members;
  const needed = [
    'ViewChannel',
    channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages',
    'EmbedLinks',
    'ReadMessageHistory',
    ...(channel.isThread() && channel.locked === true ? (['ManageThreads'] as const) : []),
  ] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];
  if (me === null) return [];
  const has = channel.permissionsFor(me);
  return needed.filter((name) => !has.has(PermissionFlagsBits[name]));
}

const createdSchema = z.object({ id: z.string() });

async function send(channelId: string, payload: string, nonce: string, { rest }: PosterOptions): Promise<Sent> {
  const body = { ...z.record(z.string(), z.unknown()).parse(JSON.parse(payload)), nonce, enforce_nonce: true };
  try {
    const sent = await rest.post(Routes.channelMessages(channelId), { body, signal: AbortSignal.timeout(SEND_MS) });
    return { kind: 'sent', messageId: createdSchema.parse(sent).id };
  } catch (error) {
    if (error instanceof RateLimitError) return { kind: 'limited', forMs: error.retryAfter };
    const reason = reasonOf(error);
    return reason === null ? { kind: 'unknown' } : { kind: 'not-sent', reason };
  }
}

const messagesSchema = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    nonce: z.union([z.string(), z.number()]).optional(),
    embeds: z.array(z.object({ footer: z.object({ text: z.string() }).optional() })).default([]),
  }),
);

/** Discord tells nonces of messages for a while only: the mark in the footer stays. */
async function find(channelId: string, nonce: string, after: string, { client, rest }: PosterOptions): Promise<Found> {
  const me = client()?.user.id;
  if (me === undefined) return { kind: 'not-looked', reason: UNREACHABLE };
  const mark = markOf(nonce);
  let last = after;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ limit: String(PAGE), after: last });
      const messages = messagesSchema.parse(await rest.get(Routes.channelMessages(channelId), { query }));
      const own = messages.filter(({ author }) => author.id === me);
      const found = own.find(
        (one) => one.nonce === nonce || one.embeds.some(({ footer }) => footer?.text.endsWith(mark)),
      );
      if (found !== undefined) return { kind: 'looked', messageId: found.id };
      if (messages.length < PAGE) return { kind: 'looked', messageId: null };
      last = messages.reduce((latest, { id }) => laterId(latest, id), last);
    }
    return { kind: 'not-looked', reason: UNREACHABLE };
  } catch (error) {
    return { kind: 'not-looked', reason: reasonOf(error) ?? UNREACHABLE };
  }
}

async function publish(channelId: string, messageId: string, { rest, log }: PosterOptions): Promise<boolean> {
  try {
    await rest.post(Routes.channelMessageCrosspost(channelId, messageId));
    return true;
  } catch (error) {
    if (reasonOf(error) === null) return false;
    log.info({ err: error, channelId }, 'a post was not published');
    return true;
  }
}

async function tell(userId: string, content: string, nonce: string, { rest, log }: PosterOptions): Promise<boolean> {
  try {
    const channel = createdSchema.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
    const body = { content, nonce, enforce_nonce: true, allowed_mentions: { parse: [] } };
    await rest.post(Routes.channelMessages(channel.id), { body });
    return true;
  } catch (error) {
    if (reasonOf(error) === null) return false;
    log.info({ err: error }, 'a subscriber takes no private messages');
    return true;
  }
}

/** Why Discord refused a request, which is then not done; null where that is not known, as for what never answered. */
function reasonOf(error: unknown): Reason | null {
  if (!(error instanceof DiscordAPIError) || error.status >= 500) return null;
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return { kind: 'channel-gone' };
    case RESTJSONErrorCodes.MissingAccess:
      return { kind: 'missing-permission', permissions: ['ViewChannel'] };
    case RESTJSONErrorCodes.MissingPermissions:
      return { kind: 'missing-permission', permissions: ['SendMessages'] };
    default:
      return error.status === 401 ? UNREACHABLE : { kind: 'refused', message: `${error.code}: ${error.message}` };
  }
}
