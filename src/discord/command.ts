import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { z } from 'zod';
import type { CommandCall, ComponentCall, MenuCall, ModalCall, TypingCall } from './call.ts';
import type { Context } from './context.ts';
import type { CustomId } from './custom-id.ts';

/** A row of buttons, or of one select. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What a message shows. An edit replaces all of it: what is left out goes. */
export type Message = {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly Row[];
};

/** A message beside the reply itself, seen by the caller alone when hidden. */
export type FollowUp = { readonly message: Message; readonly hidden: boolean };

/** What a call is answered with: a message of its own, other contents for the message whose component was used, or a modal (only
 *  when acknowledged at once). `hidden` is seen by the caller alone; of a deferred call it is decided by the acknowledgement. */
export type Reply =
  | { readonly kind: 'message'; readonly message: Message; readonly hidden: boolean }
  | { readonly kind: 'update'; readonly message: Message; readonly followUps?: readonly FollowUp[] }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData };

/** How Discord is told within 3 s that the call was heard. `at-once`: by the reply itself, for what takes some milliseconds.
 *  `thinking` and `thinking-hidden`: by a deferral before any work, which is then queued. `updating`: by a deferral that leaves the
 *  message of the component as it is until the reply comes. */
export type Acknowledgement = 'at-once' | Deferral;

/** An acknowledgement that the reply follows later. */
export type Deferral = 'thinking' | 'thinking-hidden' | 'updating';

/** A choice that is offered while an option is typed: up to 25, names and values up to 100 characters. */
export type Choice = { readonly name: string; readonly value: string };

/** Shows how far the work is, in the place of the deferral; the reply takes its place at last. Never throws. */
export type Tell = (message: Message) => Promise<void>;

/** A slash command. Its handlers tell what to answer; the router acknowledges, limits, queues, sends, and tells faults. */
export type Command = {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only members who may manage the server may use it. `data` then has to say so too (default_member_permissions). */
  readonly managersOnly?: boolean;
  /** Whether its work waits for a download or another run rather than for a processor: it then keeps no one in the queue. */
  readonly beside?: boolean;
  readonly acknowledge: (call: CommandCall) => Acknowledgement;
  readonly execute: (call: CommandCall, context: Context, tell: Tell) => Reply | Promise<Reply>;
  readonly autocomplete?: (call: TypingCall, context: Context) => readonly Choice[] | Promise<readonly Choice[]>;
};

/** A command of the menu of messages. */
export type MenuCommand = {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  readonly acknowledge: (call: MenuCall) => Acknowledgement;
  readonly execute: (call: MenuCall, context: Context) => Reply | Promise<Reply>;
};

/** What answers calls by custom_id: null for fields that were never encoded. */
type Handler<C> = {
  readonly kind: string;
  readonly managersOnly?: boolean;
  readonly beside?: boolean;
  readonly acknowledge: (call: C) => Acknowledgement;
  readonly execute: (call: C, fields: readonly string[], context: Context) => Reply | Promise<Reply> | null;
};

/** What answers buttons and selects. */
export type ComponentHandler = Handler<ComponentCall>;

/** What answers modals. */
export type ModalHandler = Handler<ModalCall>;

type Shape = Readonly<Record<string, z.ZodType<string | number>>>;

/** A handler for one kind of custom_id, told what the id says. */
export function handlerOf<S extends Shape, C extends ComponentCall | ModalCall>(
  id: CustomId<S>,
  handler: {
    readonly managersOnly?: boolean;
    readonly beside?: boolean;
    readonly acknowledge: (call: C) => Acknowledgement;
    readonly execute: (call: C, said: z.output<z.ZodObject<S>>, context: Context) => Reply | Promise<Reply>;
  },
): Handler<C> {
  return {
    ...handler,
    kind: id.kind,
    execute: (call, fields, context) => {
      const said = id.decode(fields);
      return said === null ? null : handler.execute(call, said, context);
    },
  };
}
