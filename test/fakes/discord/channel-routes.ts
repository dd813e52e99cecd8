import * as spec from 'discord-api-spec/zod';
import type { APIMessage } from 'discord-api-types/v10';
import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import { REFUSAL } from './discord-error.ts';
import { messageFlaws, sentMessageSchema } from './message-rules.ts';
import type { Permission } from './permissions.ts';
import { allows, permissionsOf } from './permissions.ts';
import type { Route, RouteReply, RouteRequest } from './route.ts';
import { param } from './route.ts';
import { sentFlaws, shelve } from './sent-message.ts';
import { channelBody } from './wire-bodies.ts';
import type { Channel } from './world.ts';

const CROSSPOSTED = 1 << 0;
/** Of what is sent to one channel. */
const SENDS = { count: 5, perMs: 5000 };
const CROSSPOSTS = { count: 10, perMs: 3_600_000 };

const MESSAGES = '/channels/:channel/messages';
const MESSAGE = `${MESSAGES}/:message`;

/** Channels, threads and the messages in them. */
export const CHANNEL_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/channels/:channel',
    auth: true,
    handle: (request) => ({ status: 200, body: channelBody(openChannel(request)) }),
  },
  {
    method: 'PATCH',
    pattern: '/channels/:channel',
    auth: true,
    request: spec.UpdateThreadRequestPartialSchema,
    response: spec.ThreadResponseSchema,
    handle: changeThread,
  },
  {
    method: 'POST',
    pattern: '/channels/:channel/typing',
    auth: true,
    limit: SENDS,
    handle: (request) => {
      request.state.typing.push(openChannel(request, 'SendMessages').id);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    pattern: '/channels/:channel/threads',
    auth: true,
    limit: SENDS,
    request: spec.CreateForumThreadRequestSchema,
    response: spec.CreatedThreadResponseSchema,
    flaws: ({ body, files }) => messageFlaws(forumPost.parse(body).message, { edit: false, files: files.length }),
    handle: postToForum,
  },
  {
    method: 'GET',
    pattern: MESSAGES,
    auth: true,
    response: spec.MessageResponseSchema,
    handle: (request) => {
      const channel = openChannel(request, 'ReadMessageHistory');
      const limit = Number(request.query.get('limit') ?? 50);
      const after = request.query.get('after');
      const all = request.state.messages.list(channel.id, { hidden: false });
      const later = all.filter(({ id }) => after === null || BigInt(id) > BigInt(after));
      // The newest, or those that follow the one named; newest first either way.
      const some = after === null ? later.slice(-limit) : later.slice(0, limit);
      return { status: 200, body: some.toReversed() };
    },
  },
  {
    method: 'POST',
    pattern: MESSAGES,
    auth: true,
    limit: SENDS,
    request: spec.MessageCreateRequestSchema,
    response: spec.MessageResponseSchema,
    flaws: (request) => sentFlaws(request, { edit: false }),
    handle: (request) => ({ status: 200, body: sendMessage(request) }),
  },
  {
    method: 'GET',
    pattern: MESSAGE,
    auth: true,
    response: spec.MessageResponseSchema,
    handle: (request) => ({ status: 200, body: messageIn(request, openChannel(request, 'ReadMessageHistory')) }),
  },
  {
    method: 'PATCH',
    pattern: MESSAGE,
    auth: true,
    limit: SENDS,
    request: spec.MessageEditRequestPartialSchema,
    response: spec.MessageResponseSchema,
    flaws: (request) => sentFlaws(request, { edit: true }),
    handle: (request) => {
      const { id } = ownMessage(request);
      return {
        status: 200,
        body: request.state.messages.edit(id, sentMessageSchema.parse(request.body), shelve(request)),
      };
    },
  },
  {
    method: 'DELETE',
    pattern: MESSAGE,
    auth: true,
    limit: SENDS,
    handle: (request) => {
      request.state.messages.delete(ownMessage(request).id);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    pattern: `${MESSAGE}/crosspost`,
    auth: true,
    limit: CROSSPOSTS,
    response: spec.MessageResponseSchema,
    handle: (request) => {
      const channel = openChannel(request, 'SendMessages');
      if (channel.type !== ChannelType.GuildAnnouncement) throw REFUSAL.wrongChannelType();
      const { id, flags = 0 } = ownMessage(request);
      if ((flags & CROSSPOSTED) !== 0) throw REFUSAL.alreadyCrossposted();
      return { status: 200, body: request.state.messages.setFlags(id, flags | CROSSPOSTED) };
    },
  },
];

/** The channel of a request, when the bot sees it and may do what is wanted there. */
function openChannel(request: RouteRequest, ...wanted: readonly Permission[]): Channel {
  const { world } = request.state;
  const channel = world.channel(param(request, 'channel'));
  if (channel === undefined) throw REFUSAL.unknownChannel();
  const guild = world.guild(channel.guildId);
  const may = permissionsOf(guild, world.member(guild, world.bot.id), channel);
  if (!allows(may, 'ViewChannel')) throw REFUSAL.missingAccess();
  const inThread = wanted.map((one) =>
    one === 'SendMessages' && channel.thread !== undefined ? 'SendMessagesInThreads' : one,
  );
  if (!allows(may, ...inThread)) throw REFUSAL.missingPermissions();
  return channel;
}

function sendMessage(request: RouteRequest): APIMessage {
  const { state } = request;
  const sent = sentMessageSchema.parse(request.body);
  const channel = openChannel(request, 'SendMessages', ...neededFor(sent.embeds ?? [], request));
  if (channel.type === ChannelType.GuildForum) throw REFUSAL.wrongChannelType();
  const { bot } = state.world;
  if (sent.nonce !== undefined && sent.enforce_nonce === true) {
    const before = state.messages.withNonce(channel.id, bot.id, sent.nonce, state.options.nonceMs);
    if (before !== undefined) return before;
  }
  if (channel.thread !== undefined) unarchive(request, channel, channel.thread);
  return state.messages.create({
    channelId: channel.id,
    author: bot,
    sent,
    files: shelve(request),
    flags: sent.flags ?? 0,
  });
}

function neededFor(cards: readonly unknown[], { files }: RouteRequest): readonly Permission[] {
  return [...(cards.length > 0 ? ['EmbedLinks' as const] : []), ...(files.length > 0 ? ['AttachFiles' as const] : [])];
}

/** A message brings an archived thread back, unless it is locked. */
function unarchive(request: RouteRequest, channel: Channel, thread: NonNullable<Channel['thread']>): void {
  if (thread.locked) {
    openChannel(request, 'ManageThreads');
  }
  if (!thread.archived) return;
  thread.archived = false;
  request.state.dispatch('THREAD_UPDATE', channelBody(channel));
}

const threadChange = z.looseObject({ archived: z.boolean().optional(), locked: z.boolean().optional() });

function changeThread(request: RouteRequest): RouteReply {
  const channel = openChannel(request);
  if (channel.thread === undefined) throw REFUSAL.wrongChannelType();
  const { archived, locked } = threadChange.parse(request.body);
  if (locked !== undefined || channel.thread.locked) openChannel(request, 'ManageThreads');
  channel.thread.archived = archived ?? channel.thread.archived;
  channel.thread.locked = locked ?? channel.thread.locked;
  request.state.dispatch('THREAD_UPDATE', channelBody(channel));
  return { status: 200, body: channelBody(channel) };
}

const forumPost = z.looseObject({
  name: z.string(),
  applied_tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  message: sentMessageSchema,
});

function postToForum(request: RouteRequest): RouteReply {
  const { state } = request;
  const { name, applied_tags: tags, message: sent } = forumPost.parse(request.body);
  const forum = openChannel(request, 'SendMessages', ...neededFor(sent.embeds ?? [], request));
  if (forum.type !== ChannelType.GuildForum) throw REFUSAL.wrongChannelType();
  if (forum.requiresTag && tags.length === 0) throw REFUSAL.tagRequired();
  const { bot } = state.world;
  const thread = state.world.addThread(forum, bot.id, { name, tags });
  const message = state.messages.create({
    channelId: thread.id,
    author: bot,
    sent,
    files: shelve(request),
    flags: sent.flags ?? 0,
  });
  const body = channelBody(thread);
  state.dispatch('THREAD_CREATE', { ...body, newly_created: true });
  return { status: 201, body: { ...body, message } };
}

function messageIn(request: RouteRequest, channel: Channel): APIMessage {
  const message = request.state.messages.get(param(request, 'message'));
  if (message?.channel_id !== channel.id) throw REFUSAL.unknownMessage();
  return message;
}

function ownMessage(request: RouteRequest): APIMessage {
  const message = messageIn(request, openChannel(request));
  if (message.author.id !== request.state.world.bot.id) throw REFUSAL.notTheAuthor();
  return message;
}
