import type { APIMessage } from 'discord-api-types/v10';
import type { FileShelf, ShelvedFile } from './file-shelf.ts';
import { partsOf } from './message-body.ts';
import type { SentMessage } from './message-rules.ts';
import { LOADING } from './message-rules.ts';
import { messageOf } from './openapi.ts';
import type { Body } from './wire-bodies.ts';
import { userBody } from './wire-bodies.ts';
import type { User } from './world.ts';

/** A message that is to be kept. `more` are further fields of the message, such as who asked for it. */
export type NewMessage = {
  readonly channelId: string;
  readonly author: User;
  readonly sent: SentMessage;
  readonly files?: readonly ShelvedFile[];
  readonly flags?: number;
  readonly more?: Body;
  /** The only one who sees it; null for everyone in the channel. */
  readonly visibleTo?: string | null;
};

type Kept = { message: APIMessage; readonly visibleTo: string | null; readonly sentAt: number; edits: number };

/** Keeps the messages of all channels. */
export class MessageShelf {
  readonly #nextId: () => string;
  readonly #now: () => number;
  readonly #files: FileShelf;
  readonly #kept = new Map<string, Kept>();

  constructor(nextId: () => string, now: () => number, files: FileShelf) {
    this.#nextId = nextId;
    this.#now = now;
    this.#files = files;
  }

  create({ channelId, author, sent, files = [], flags = 0, more = {}, visibleTo = null }: NewMessage): APIMessage {
    const message = messageOf({
      id: this.#nextId(),
      channel_id: channelId,
      author: userBody(author),
      type: 0,
      content: '',
      embeds: [],
      components: [],
      ...partsOf(sent),
      attachments: files.map((file) => this.#files.body(file)),
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
      pinned: false,
      tts: false,
      timestamp: new Date(this.#now()).toISOString(),
      edited_timestamp: null,
      flags,
      ...(sent.nonce !== undefined && { nonce: sent.nonce }),
      ...more,
    });
    this.#kept.set(message.id, { message, visibleTo, sentAt: this.#now(), edits: 0 });
    return message;
  }

  /** Changes what `sent` names and leaves the rest. A message that was loading no longer is. */
  edit(id: string, sent: SentMessage, files: readonly ShelvedFile[] = []): APIMessage {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new Error(`The fake has no message ${id}.`);
    const { message } = kept;
    const listed = sent.attachments?.map((one) => String(one.id));
    const stay = message.attachments.filter((one) => listed === undefined || listed.includes(one.id));
    kept.message = messageOf({
      ...message,
      ...partsOf(sent),
      attachments: [...stay, ...files.map((file) => this.#files.body(file))],
      flags: ((message.flags ?? 0) & ~LOADING) | (sent.flags ?? 0),
      edited_timestamp: new Date(this.#now()).toISOString(),
    });
    kept.edits += 1;
    return kept.message;
  }

  /** Sets or takes off flags without counting as an edit. */
  setFlags(id: string, flags: number): APIMessage {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new Error(`The fake has no message ${id}.`);
    kept.message = messageOf({ ...kept.message, flags });
    return kept.message;
  }

  get(id: string): APIMessage | undefined {
    return this.#kept.get(id)?.message;
  }

  edits(id: string): number {
    return this.#kept.get(id)?.edits ?? 0;
  }

  /** Who alone sees a message; null for everyone. */
  visibleTo(id: string): string | null {
    return this.#kept.get(id)?.visibleTo ?? null;
  }

  delete(id: string): boolean {
    return this.#kept.delete(id);
  }

  /** The messages of a channel, oldest first; with `hidden` also those that one user alone sees. */
  list(channelId: string, { hidden = true } = {}): readonly APIMessage[] {
    return [...this.#kept.values()]
      .filter((kept) => kept.message.channel_id === channelId && (hidden || kept.visibleTo === null))
      .map((kept) => kept.message);
  }

  /** A message with a nonce that a user sent to a channel not longer ago than `withinMs`. */
  withNonce(channelId: string, authorId: string, nonce: string | number, withinMs: number): APIMessage | undefined {
    return [...this.#kept.values()].find(
      ({ message, sentAt }) =>
        message.channel_id === channelId &&
        message.author.id === authorId &&
        message.nonce === nonce &&
        this.#now() - sentAt <= withinMs,
    )?.message;
  }
}
