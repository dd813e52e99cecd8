import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessage,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js';
import { ApplicationCommandType, InteractionType, PermissionFlagsBits } from 'discord.js';
import type { Language } from '../bulletin/bulletin.ts';
import { languageOfLocale } from './languages.ts';
import type { Options } from './options.ts';
import { optionsOf } from './options.ts';

/** Who calls, from where, and in which language they are answered. `guildId` is null in a private talk. */
type Caller = {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly language: Language;
  /** Whether the caller may manage the server; false in a private talk. */
  readonly mayManage: boolean;
};

/** A slash command with its options. */
export type CommandCall = Caller & { readonly kind: 'command'; readonly name: string; readonly options: Options };

/** A command of the menu of a message. */
export type MenuCall = Caller & { readonly kind: 'menu'; readonly name: string; readonly message: APIMessage };

/** A slash command that is being typed: `focused` is the option that choices are wanted for, and what is typed of it. */
export type TypingCall = Caller & {
  readonly kind: 'typing';
  readonly name: string;
  readonly options: Options;
  readonly focused: { readonly name: string; readonly value: string };
};

/** A button or select of a message; `values` are those selected, none of a button. */
export type ComponentCall = Caller & {
  readonly kind: 'component';
  readonly customId: string;
  readonly values: readonly string[];
  readonly message: APIMessage;
};

/** A modal that was sent: its text inputs by custom_id, and the message that it was opened from. */
export type ModalCall = Caller & {
  readonly kind: 'modal';
  readonly customId: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly message: APIMessage | null;
};

/** What Discord tells of one use of the bot. */
export type Call = CommandCall | MenuCall | TypingCall | ComponentCall | ModalCall;

/** What a handler may be told of. */
export type HandledCall = Exclude<Call, TypingCall>;

/** The call behind an interaction; null for a kind that the bot does not offer. */
export function callOf(interaction: APIInteraction): Call | null {
  switch (interaction.type) {
    case InteractionType.Ping:
      return null;
    case InteractionType.ApplicationCommandAutocomplete:
      return typingOf(interaction);
    case InteractionType.MessageComponent:
      return componentOf(interaction);
    case InteractionType.ModalSubmit:
      return modalOf(interaction);
    case InteractionType.ApplicationCommand:
      if (isSlash(interaction)) return commandOf(interaction);
      return isMessageMenu(interaction) ? menuOf(interaction) : null;
  }
}

function isSlash(interaction: APIInteraction): interaction is APIChatInputApplicationCommandInteraction {
  return (
    interaction.type === InteractionType.ApplicationCommand &&
    interaction.data.type === ApplicationCommandType.ChatInput
  );
}

function isMessageMenu(interaction: APIInteraction): interaction is APIMessageApplicationCommandInteraction {
  return (
    interaction.type === InteractionType.ApplicationCommand && interaction.data.type === ApplicationCommandType.Message
  );
}

function commandOf(interaction: APIChatInputApplicationCommandInteraction): CommandCall {
  const { name } = interaction.data;
  return { ...callerOf(interaction), kind: 'command', name, options: optionsOf(interaction.data) };
}

function menuOf(interaction: APIMessageApplicationCommandInteraction): MenuCall | null {
  const { name, target_id, resolved } = interaction.data;
  const message = resolved.messages[target_id];
  return message === undefined ? null : { ...callerOf(interaction), kind: 'menu', name, message };
}

function typingOf(interaction: APIApplicationCommandAutocompleteInteraction): TypingCall | null {
  const { name } = interaction.data;
  const options = optionsOf(interaction.data);
  const { focused } = options;
  return focused === null ? null : { ...callerOf(interaction), kind: 'typing', name, options, focused };
}

function componentOf(interaction: APIMessageComponentInteraction): ComponentCall {
  const { data, message } = interaction;
  const values = 'values' in data ? data.values : [];
  return { ...callerOf(interaction), kind: 'component', customId: data.custom_id, values, message };
}

function modalOf(interaction: APIModalSubmitInteraction): ModalCall {
  const { data, message } = interaction;
  const inputs = data.components.flatMap((row) => {
    if ('components' in row) return row.components;
    return 'component' in row ? [row.component] : [];
  });
  const fields = inputs.flatMap((input) =>
    'value' in input && typeof input.value === 'string' ? [[input.custom_id, input.value] as const] : [],
  );
  return {
    ...callerOf(interaction),
    kind: 'modal',
    customId: data.custom_id,
    fields: new Map(fields),
    message: message ?? null,
  };
}

type Told = Exclude<APIInteraction, { type: InteractionType.Ping }>;

function callerOf(interaction: Told): Caller {
  const { id, token, application_id, guild_id, channel, member, user, locale } = interaction;
  return {
    id,
    token,
    applicationId: application_id,
    userId: (member?.user ?? user)?.id ?? '',
    guildId: guild_id ?? null,
    channelId: channel?.id ?? null,
    language: languageOfLocale(locale),
    mayManage: member !== undefined && (BigInt(member.permissions) & PermissionFlagsBits.ManageGuild) !== 0n,
  };
}
