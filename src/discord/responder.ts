import { setTimeout } from 'node:timers/promises';
import type { APIInteractionResponse, REST } from 'discord.js';
import { DiscordAPIError, InteractionResponseType, MessageFlags, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Choice, Deferral, FollowUp, Message, Reply } from './command.ts';

/** Discord takes a first answer within 3 s: what is sent later than this would arrive too late. */
const FIRST_ANSWER_MS = 2_800;
/** A first answer that Discord says nothing to is sent again after so long, beside the one under way. */
const SECOND_TRY_MS = 2_000;
/** Discord's word on a first answer is waited for so long: it may have been taken in time although that is told late. */
const WORD_MS = 10_000;
const EDIT_ATTEMPT_MS = 10_000;
/** Edits are tried again after so long: a minute in all, in which Discord is back from most hiccups. */
const EDIT_PAUSES_MS = [250, 1_000, 4_000, 15_000, 40_000];

/** What became of an acknowledgement: `late` when Discord no longer takes it, `taken` when something else answered the same call. */
export type Acknowledged = 'done' | 'late' | 'taken';

/** What a responder needs of a call. */
export type Addressee = { readonly id: string; readonly token: string; readonly applicationId: string };

/** Answers one call. Of the methods that answer first, one is used, once. */
export class Responder {
  readonly #rest: REST;
  readonly #to: Addressee;
  readonly #deadline: number;

  /** @param heardAt when the call arrived, as of performance.now(). */
  constructor(rest: REST, to: Addressee, heardAt: number) {
    this.#rest = rest;
    this.#to = to;
    this.#deadline = heardAt + FIRST_ANSWER_MS;
  }

  /** Tells Discord that an answer will follow. */
  defer(how: Deferral): Promise<Acknowledged> {
    if (how === 'updating') return this.#first({ type: InteractionResponseType.DeferredMessageUpdate });
    const type = InteractionResponseType.DeferredChannelMessageWithSource;
    return this.#first(how === 'thinking' ? { type } : { type, data: { flags: MessageFlags.Ephemeral } });
  }

  /** Answers at once. */
  answer(reply: Reply): Promise<Acknowledged> {
    switch (reply.kind) {
      case 'message': {
        const data = { ...bodyOf(reply.message), ...(reply.hidden && { flags: MessageFlags.Ephemeral as const }) };
        return this.#first({ type: InteractionResponseType.ChannelMessageWithSource, data });
      }
      case 'update':
        return this.#first({ type: InteractionResponseType.UpdateMessage, data: wholeOf(reply.message) });
      case 'modal':
        return this.#first({ type: InteractionResponseType.Modal, data: reply.modal });
    }
  }

  /** Offers choices for the option that is being typed. */
  offer(choices: readonly Choice[]): Promise<Acknowledged> {
    const data = { choices: [...choices] };
    return this.#first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data });
  }

  /** Puts the contents in the place of the deferral, or of the message whose component was used. Tries again for a minute. Throws
   *  what Discord answered last. */
  async edit(message: Message): Promise<void> {
    for (const pause of [...EDIT_PAUSES_MS, null]) {
      try {
        return await this.show(message);
      } catch (error) {
        if (pause === null || isRefusal(error)) throw error;
        await setTimeout(pause);
      }
    }
  }

  /** As `edit` does, once. */
  async show(message: Message): Promise<void> {
    const { applicationId, token } = this.#to;
    const body = wholeOf(message);
    const signal = AbortSignal.timeout(EDIT_ATTEMPT_MS);
    await this.#rest.patch(Routes.webhookMessage(applicationId, token), { body, auth: false, signal });
  }

  /** Sends a message besides. Never tried again: it might come twice. */
  async followUp({ message, hidden }: FollowUp): Promise<void> {
    const { applicationId, token } = this.#to;
    const body = { ...bodyOf(message), ...(hidden && { flags: MessageFlags.Ephemeral }) };
    const signal = AbortSignal.timeout(EDIT_ATTEMPT_MS);
    await this.#rest.post(Routes.webhook(applicationId, token), { body, auth: false, signal });
  }

  /** Sends a first answer until Discord has said something to it; again while there is time, where it failed or hangs. */
  async #first(body: APIInteractionResponse): Promise<Acknowledged> {
    const underWay = new Map<number, Promise<Attempted>>();
    for (let sent = 0; ; ) {
      const left = this.#deadline - performance.now();
      if (left > 0) underWay.set(++sent, this.#attempt(sent, body));
      if (underWay.size === 0) return 'late';
      const patience = left > 0 ? Math.min(left, SECOND_TRY_MS) : WORD_MS;
      const word = await Promise.race([...underWay.values(), silence(patience)]);
      if (word.kind === 'silent') {
        if (left <= 0) return 'late';
        continue;
      }
      if (word.kind !== 'failed') return word.kind;
      underWay.delete(word.nth);
      await setTimeout(Math.min(50 * sent, 250));
    }
  }

  async #attempt(nth: number, body: APIInteractionResponse): Promise<Attempted> {
    const { id, token } = this.#to;
    const signal = AbortSignal.timeout(WORD_MS);
    try {
      await this.#rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal });
      return { kind: 'done' };
    } catch (error) {
      // The attempt before may have arrived although nothing was heard of it.
      const isTaken = isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
      if (isTaken) return { kind: nth > 1 ? 'done' : 'taken' };
      if (isCode(error, RESTJSONErrorCodes.UnknownInteraction)) return { kind: 'late' };
      if (isRefusal(error)) throw error;
      return { kind: 'failed', nth };
    }
  }
}

/** What came of one sending of a first answer. */
type Attempted = { readonly kind: Acknowledged } | { readonly kind: 'failed'; readonly nth: number };

async function silence(ms: number): Promise<{ readonly kind: 'silent' }> {
  await setTimeout(ms, null, { ref: false });
  return { kind: 'silent' };
}

/** All of a message, so that nothing of what stood there before is left. */
function wholeOf(message: Message) {
  return { content: '', embeds: [], components: [], ...bodyOf(message) };
}

function bodyOf({ content, embeds, components }: Message) {
  return {
    ...(content !== undefined && { content }),
    ...(embeds !== undefined && { embeds: [...embeds] }),
    ...(components !== undefined && { components: [...components] }),
    allowed_mentions: { parse: [] },
  };
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** The message is deleted, or the token no longer valid: there is nobody to answer. */
const OVER: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

/** Whether what Discord refused had nowhere to go any more. */
export function isOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && OVER.includes(error.code);
}

/** Whether Discord said no: the same would be refused again. */
function isRefusal(error: unknown): boolean {
  return error instanceof DiscordAPIError;
}
