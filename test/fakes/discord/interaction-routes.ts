import * as spec from 'discord-api-spec/zod';
import { CALLBACK, callbackFlaws, callbackSchema } from './callback-rules.ts';
import { REFUSAL } from './discord-error.ts';
import type { Acknowledgement, Interaction } from './interaction.ts';
import type { SentMessage } from './message-rules.ts';
import { EPHEMERAL, LOADING, sentMessageSchema } from './message-rules.ts';
import type { Route, RouteReply, RouteRequest } from './route.ts';
import { param } from './route.ts';
import { sentFlaws, shelve } from './sent-message.ts';
import type { State } from './state.ts';
import type { Body } from './wire-bodies.ts';
import { userBody } from './wire-bodies.ts';

/** The first answer to an interaction. */
export const CALLBACK_ROUTE: Route = {
  method: 'POST',
  pattern: '/interactions/:interaction/:token/callback',
  auth: false,
  response: spec.InteractionCallbackResponseSchema,
  interaction: interactionOf,
  flaws: (request) => {
    const interaction = interactionOf(request);
    return interaction === undefined ? [] : callbackFlaws(request.body, interaction.facts);
  },
  handle: (request) => {
    const interaction = openInteraction(request);
    acknowledge(request, interaction);
    if (request.query.get('with_response') !== 'true') return { status: 204 };
    return { status: 200, body: callbackBody(interaction) };
  },
};

function interactionOf(request: RouteRequest): Interaction | undefined {
  return request.state.interactions.get(param(request, 'token'));
}

/** The interaction, when it still waits for its first answer. */
function openInteraction(request: RouteRequest): Interaction {
  const { state, method, path } = request;
  const interaction = interactionOf(request);
  if (interaction === undefined || interaction.facts.id !== param(request, 'interaction'))
    throw REFUSAL.unknownInteraction();
  const blame = (rule: string, message: string) => {
    if (!interaction.faulted) state.violate('bot', `${method} ${path}`, [{ rule, message }]);
  };
  const age = state.now() - interaction.facts.createdAt;
  if (interaction.ack !== null) {
    if (!isSentAgain(request, interaction.ack, age)) blame('ACKNOWLEDGED_TWICE', 'was acknowledged before');
    throw REFUSAL.alreadyAcknowledged();
  }
  if (age > state.options.deadlineMs || interaction.expired) {
    if (!interaction.expired) blame('DEADLINE', `acknowledged after ${Math.round(age)} ms`);
    throw REFUSAL.unknownInteraction();
  }
  return interaction;
}

/** Whether a first answer is the one from before, sent again by a bot that has heard nothing of it for a while: on a machine that is busy,
 *  the reply may be there and not be read. */
function isSentAgain({ body, state }: RouteRequest, ack: Acknowledgement, age: number): boolean {
  const { type, data } = callbackSchema.parse(body);
  const isSame = type === ack.type && JSON.stringify(data) === JSON.stringify(ack.data);
  return isSame && age - ack.afterMs >= state.options.unheardMs;
}

function acknowledge(request: RouteRequest, interaction: Interaction): void {
  const { state } = request;
  const { type, data } = callbackSchema.parse(request.body);
  const sent = sentMessageSchema.parse(data ?? {});
  const afterMs = state.now() - interaction.facts.createdAt;
  interaction.ack = { afterMs, type, flags: sent.flags ?? 0, data };
  const { source } = interaction.facts;
  switch (type) {
    case CALLBACK.reply:
      interaction.originalId = sendFor(request, interaction, sent, sent.flags ?? 0);
      break;
    case CALLBACK.defer:
      interaction.originalId = sendFor(request, interaction, {}, (sent.flags ?? 0) | LOADING);
      return;
    case CALLBACK.update:
      if (source !== null) state.messages.edit(source.id, sent, shelve(request));
      interaction.originalId = source?.id ?? null;
      break;
    case CALLBACK.deferUpdate:
      interaction.originalId = source?.id ?? null;
      return;
  }
  interaction.answeredAfterMs = afterMs;
}

/** Sends a message in answer to an interaction, and gives its id. */
function sendFor(request: RouteRequest, interaction: Interaction, sent: Partial<SentMessage>, flags: number): string {
  const { state } = request;
  const { user, channel } = interaction.facts;
  const message = state.messages.create({
    channelId: channel.id,
    author: state.world.bot,
    sent: sentMessageSchema.parse(sent),
    files: shelve(request),
    flags,
    visibleTo: (flags & EPHEMERAL) === 0 ? null : user.id,
    more: {
      type: interaction.facts.type === COMMAND ? CHAT_COMMAND_MESSAGE : REPLY_MESSAGE,
      application_id: state.world.bot.applicationId,
      webhook_id: state.world.bot.applicationId,
      interaction_metadata: metadataOf(interaction),
    },
  });
  return message.id;
}

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const CHAT_COMMAND_MESSAGE = 20;
const REPLY_MESSAGE = 0;

function metadataOf({ facts }: Interaction): Body {
  const { id, type, user, guild, source } = facts;
  const own = { id, type, user: userBody(user), authorizing_integration_owners: { '0': guild.id } };
  if (type === COMPONENT) return { ...own, interacted_message_id: source?.id };
  if (type !== MODAL) return own;
  const triggering = { ...own, type: COMPONENT, interacted_message_id: source?.id ?? id };
  return { ...own, triggering_interaction_metadata: triggering };
}

function callbackBody(interaction: Interaction): Body {
  const { facts, ack, original } = interaction;
  const flags = original?.flags ?? 0;
  return {
    interaction: {
      id: facts.id,
      type: facts.type,
      channel_id: facts.channel.id,
      guild_id: facts.guild.id,
      ...(original !== null && {
        response_message_id: original.id,
        response_message_loading: (flags & LOADING) !== 0,
        response_message_ephemeral: (flags & EPHEMERAL) !== 0,
      }),
    },
    ...(original !== null && {
      resource: { type: ack?.type === CALLBACK.defer ? CALLBACK.reply : ack?.type, message: original },
    }),
  };
}

/** A message in answer to an interaction, as it is now. */
function answerId(request: RouteRequest, interaction: Interaction): string {
  const wanted = param(request, 'message');
  const id = wanted === '@original' ? interaction.originalId : wanted;
  const own = id !== null && (id === interaction.originalId || interaction.followUpIds.includes(id));
  if (!own || request.state.messages.get(id) === undefined) throw REFUSAL.unknownMessage();
  return id;
}

/** The interaction, when its token is still good for changes and follow-ups. */
function answeringInteraction(request: RouteRequest): Interaction {
  const { state, method, path } = request;
  const interaction = interactionOf(request);
  if (interaction === undefined || param(request, 'application') !== state.world.bot.applicationId)
    throw REFUSAL.unknownWebhook();
  const age = state.now() - interaction.facts.createdAt;
  if (interaction.expired) throw REFUSAL.invalidToken();
  if (age > state.options.tokenLifeMs) {
    if (!interaction.faulted)
      state.violate('bot', `${method} ${path}`, [{ rule: 'TOKEN_LIFE', message: `used after ${Math.round(age)} ms` }]);
    throw REFUSAL.invalidToken();
  }
  if (interaction.ack === null) throw REFUSAL.unknownWebhook();
  return interaction;
}

/** Of the changes and follow-ups with one token. */
const ANSWERS = { count: 5, perMs: 2000 };

const ANSWER = '/webhooks/:application/:token/messages/:message';

/** Reading, changing and deleting the answers to an interaction, and sending further ones. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: ANSWER,
    auth: false,
    response: spec.MessageResponseSchema,
    interaction: interactionOf,
    handle: (request) => ok(request.state, answerId(request, answeringInteraction(request))),
  },
  {
    method: 'PATCH',
    pattern: ANSWER,
    auth: false,
    limit: ANSWERS,
    request: spec.IncomingWebhookUpdateRequestPartialSchema,
    response: spec.MessageResponseSchema,
    interaction: interactionOf,
    flaws: (request) => sentFlaws(request, { edit: true }),
    handle: (request) => {
      const interaction = answeringInteraction(request);
      const id = answerId(request, interaction);
      request.state.messages.edit(id, sentMessageSchema.parse(request.body), shelve(request));
      if (id === interaction.originalId) noteEdit(request.state, interaction);
      return ok(request.state, id);
    },
  },
  {
    method: 'DELETE',
    pattern: ANSWER,
    auth: false,
    interaction: interactionOf,
    handle: (request) => {
      request.state.messages.delete(answerId(request, answeringInteraction(request)));
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    pattern: '/webhooks/:application/:token',
    auth: false,
    limit: ANSWERS,
    request: spec.IncomingWebhookInteractionRequestSchema,
    response: spec.MessageResponseSchema,
    interaction: interactionOf,
    flaws: (request) => sentFlaws(request, { edit: false }),
    handle: followUp,
  },
];

function followUp(request: RouteRequest): RouteReply {
  const { state } = request;
  const interaction = answeringInteraction(request);
  const sent = sentMessageSchema.parse(request.body);
  if (interaction.ack?.type === CALLBACK.defer && !interaction.isAnswered() && interaction.originalId !== null) {
    // The first follow-up takes the place of a loading answer, as Discord has kept it for old bots.
    state.messages.edit(interaction.originalId, { ...sent, flags: undefined }, shelve(request));
    noteEdit(state, interaction);
    return ok(state, interaction.originalId);
  }
  const id = sendFor(request, interaction, sent, sent.flags ?? 0);
  interaction.followUpIds.push(id);
  return ok(state, id);
}

function noteEdit(state: State, interaction: Interaction): void {
  interaction.edits += 1;
  interaction.answeredAfterMs = state.now() - interaction.facts.createdAt;
}

function ok(state: State, messageId: string): RouteReply {
  return { status: 200, body: state.messages.get(messageId) };
}
