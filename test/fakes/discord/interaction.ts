import type { APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Focused } from './callback-rules.ts';
import { CALLBACK } from './callback-rules.ts';
import type { Changes } from './changes.ts';
import { LOADING } from './message-rules.ts';
import type { MessageShelf } from './message-shelf.ts';
import type { Body } from './wire-bodies.ts';
import type { Channel, Guild, Member } from './world.ts';

/** The first answer to an interaction. `type` is 4 reply, 5 deferred reply, 6 deferred update, 7 update, 8 choices, 9 modal. */
export type Acknowledgement = {
  /** Milliseconds since the interaction was made. */
  readonly afterMs: number;
  readonly type: number;
  /** Those of the reply or deferral; 64 for one that only the asker sees. */
  readonly flags: number;
  readonly data: unknown;
};

/** A request about an interaction that was refused. */
export type Refused = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly code: number;
};

export type InteractionFacts = {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly user: Member;
  readonly locale: string;
  readonly createdAt: number;
  readonly payload: Body;
  /** The message that was clicked. */
  readonly source: APIMessage | null;
  readonly focused?: Focused | undefined;
};

const WAIT_MS = 15_000; // long enough for a machine that is busy with other tests
const choices = z.object({
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
});
const modal = z.looseObject({ custom_id: z.string(), title: z.string(), components: z.array(z.looseObject({})) });

/** What a user did, and what came of it so far. */
export class Interaction {
  readonly facts: InteractionFacts;
  readonly refused: Refused[] = [];
  ack: Acknowledgement | null = null;
  /** How often the original answer was changed. */
  edits = 0;
  /** When its original answer last became what it is, in milliseconds since it was made; null before. */
  answeredAfterMs: number | null = null;
  /** Whether a fault was injected into it: it may then be late or answered twice through no fault of the bot. */
  faulted = false;
  /** Whether its token was made invalid before its time. */
  expired = false;
  originalId: string | null = null;
  readonly followUpIds: string[] = [];
  readonly #messages: MessageShelf;
  readonly #changes: Changes;

  constructor(facts: InteractionFacts, messages: MessageShelf, changes: Changes) {
    this.facts = facts;
    this.#messages = messages;
    this.#changes = changes;
  }

  /** The original answer as it is now, or the clicked message where that was updated; null before and once deleted. */
  get original(): APIMessage | null {
    return this.originalId === null ? null : (this.#messages.get(this.originalId) ?? null);
  }

  /** The follow-up messages as they are now. */
  get followUps(): readonly APIMessage[] {
    return this.followUpIds.flatMap((id) => this.#messages.get(id) ?? []);
  }

  /** What was offered to an autocomplete; empty before. */
  get choices(): readonly { readonly name: string; readonly value: string | number }[] {
    const offered = choices.safeParse(this.ack?.data);
    return offered.success ? offered.data.choices : [];
  }

  /** The modal that was opened; null when none was. */
  get modal(): z.infer<typeof modal> | null {
    return this.ack?.type === CALLBACK.modal ? modal.parse(this.ack.data) : null;
  }

  /** Waits for the first answer. */
  acknowledged(withinMs: number = WAIT_MS): Promise<Acknowledgement> {
    return this.#changes.until(
      () => this.ack,
      `acknowledgement of ${this.#name()}`,
      withinMs,
      () => this.#told(),
    );
  }

  /** Waits until the answer is there: replied at once, or deferred and then edited. */
  async answered(withinMs: number = WAIT_MS): Promise<APIMessage> {
    const find = () => (this.isAnswered() ? this.original : null);
    return await this.#changes.until(find, `answer to ${this.#name()}`, withinMs, () => this.#told());
  }

  /** Waits for the n-th follow-up, counted from 1. */
  followedUp(n = 1, withinMs: number = WAIT_MS): Promise<APIMessage> {
    return this.#changes.until(
      () => this.followUps[n - 1],
      `follow-up ${n} to ${this.#name()}`,
      withinMs,
      () => this.#told(),
    );
  }

  /** Waits until one of its requests was refused with a code, such as 10062. */
  refusedWith(code: number, withinMs: number = WAIT_MS): Promise<Refused> {
    const find = () => this.refused.find((one) => one.code === code);
    return this.#changes.until(find, `refusal ${code} of ${this.#name()}`, withinMs, () => this.#told());
  }

  isAnswered(): boolean {
    switch (this.ack?.type) {
      case undefined:
        return false;
      case CALLBACK.defer:
        return this.original !== null && ((this.original.flags ?? 0) & LOADING) === 0;
      case CALLBACK.deferUpdate:
        return this.edits > 0;
      default:
        return true;
    }
  }

  #name(): string {
    return `interaction ${this.facts.id} (${JSON.stringify(this.facts.payload.data)})`;
  }

  #told(): string {
    const refused = this.refused.map((one) => `${one.method} ${one.route}: ${one.status} ${one.code}`);
    return `Acknowledged: ${JSON.stringify(this.ack)}. Refused: ${refused.join(', ') || 'nothing'}.`;
  }
}
