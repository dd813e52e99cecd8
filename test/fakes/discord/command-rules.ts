import { Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Flaw } from './violations.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const localized = maybe(z.record(z.string(), z.string()));

const choiceSchema = z.looseObject({
  name: z.string(),
  name_localizations: localized,
  value: z.union([z.string(), z.number()]),
});

/** An option of a command as it comes over the wire, with those below it. */
export type CommandOption = {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | undefined;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>> | undefined;
  readonly required?: boolean | undefined;
  readonly autocomplete?: boolean | undefined;
  readonly choices?: readonly z.infer<typeof choiceSchema>[] | undefined;
  readonly min_value?: number | undefined;
  readonly max_value?: number | undefined;
  readonly min_length?: number | undefined;
  readonly max_length?: number | undefined;
  readonly channel_types?: readonly number[] | undefined;
  readonly options?: readonly CommandOption[] | undefined;
};

export const commandOptionSchema: z.ZodType<CommandOption> = z.looseObject({
  type: z.number(),
  name: z.string(),
  name_localizations: localized,
  description: z.string(),
  description_localizations: localized,
  required: maybe(z.boolean()),
  autocomplete: maybe(z.boolean()),
  choices: maybe(z.array(choiceSchema)),
  min_value: maybe(z.number()),
  max_value: maybe(z.number()),
  min_length: maybe(z.number()),
  max_length: maybe(z.number()),
  channel_types: maybe(z.array(z.number())),
  get options() {
    return maybe(z.array(commandOptionSchema));
  },
});

/** What the fake reads of a command that is registered. */
export const sentCommandSchema = z.looseObject({
  type: z
    .number()
    .nullish()
    .transform((type) => type ?? 1),
  name: z.string(),
  name_localizations: localized,
  description: maybe(z.string()),
  description_localizations: localized,
  options: maybe(z.array(commandOptionSchema)),
  default_member_permissions: z.unknown().optional(),
});

export type SentCommand = z.infer<typeof sentCommandSchema>;

const CHAT = 1;
const GROUPS = [1, 2]; // subcommand, group of subcommands
const NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u;
const MAX_COMMAND = 8000;
const MAX_OF_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** What Discord refuses about a list of commands that takes the place of all, though the document allows it. */
export function commandListFlaws(commands: readonly SentCommand[]): readonly Flaw[] {
  const flaws = commands.flatMap(commandFlaws);
  const keys = commands.map(({ type, name }) => `${type}:${name}`);
  if (new Set(keys).size < keys.length)
    flaws.push({ rule: 'COMMAND_DOUBLE', message: 'two commands of one type and name' });
  for (const [type, most] of Object.entries(MAX_OF_TYPE)) {
    const count = commands.filter((command) => String(command.type) === type).length;
    if (count > most)
      flaws.push({ rule: 'COMMANDS', message: `${count} commands of type ${type}; ${most} are allowed` });
  }
  return flaws;
}

/** What Discord refuses about one command, though the document allows it. */
export function commandFlaws(command: SentCommand): Flaw[] {
  const { type, name, options = [], default_member_permissions: needed = null } = command;
  const flaws = [...localeFlaws(command), ...lengthFlaws(command)];
  if (needed !== null && typeof needed !== 'string') {
    flaws.push({ rule: 'PERMISSIONS_TEXT', message: `${name}: default_member_permissions has to be a string` });
  }
  if (type === CHAT) {
    if ((command.description ?? '') === '')
      flaws.push({ rule: 'DESCRIPTION', message: `${name}: needs a description` });
    return [...flaws, ...nameFlaws(command), ...optionsFlaws(name, options)];
  }
  if ((command.description ?? '') !== '')
    flaws.push({ rule: 'DESCRIPTION', message: `${name}: a menu has no description` });
  if (options.length > 0) flaws.push({ rule: 'MENU_OPTIONS', message: `${name}: a menu has no options` });
  return flaws;
}

type Named = Pick<CommandOption, 'name' | 'name_localizations'>;

function nameFlaws({ name, name_localizations: localizations = {} }: Named): readonly Flaw[] {
  const wrong = [name, ...Object.values(localizations)].filter((one) => !NAME.test(one) || one !== one.toLowerCase());
  return wrong.map((one) => ({ rule: 'NAME', message: `${one}: 1 to 32 letters, digits, - or _ in lower case` }));
}

function localeFlaws({
  name,
  name_localizations: names = {},
  description_localizations: descriptions = {},
}: SentCommand): Flaw[] {
  const known: readonly string[] = Object.values(Locale);
  const unknown = [...Object.keys(names), ...Object.keys(descriptions)].filter((locale) => !known.includes(locale));
  return unknown.map((locale) => ({ rule: 'LOCALE', message: `${name}: ${locale} is no locale of Discord` }));
}

function optionsFlaws(path: string, options: readonly CommandOption[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const names = options.map(({ name }) => name);
  if (new Set(names).size < names.length)
    flaws.push({ rule: 'OPTION_DOUBLE', message: `${path}: two options of one name` });
  const lateRequired = options.slice(1).some((option, i) => option.required === true && options[i]?.required !== true);
  const groups = options.filter(({ type }) => GROUPS.includes(type)).length;
  if (groups === 0 && lateRequired)
    flaws.push({ rule: 'REQUIRED_FIRST', message: `${path}: required options come first` });
  if (groups > 0 && groups < options.length) {
    flaws.push({ rule: 'OPTION_KINDS', message: `${path}: subcommands stand alone, without other options` });
  }
  return [...flaws, ...options.flatMap((option) => optionFlaws(`${path} ${option.name}`, option))];
}

function optionFlaws(path: string, option: CommandOption): readonly Flaw[] {
  const flaws: Flaw[] = [...nameFlaws(option)];
  const { choices = [], min_value: min, max_value: max, min_length: short, max_length: long } = option;
  if (option.autocomplete === true && choices.length > 0) {
    flaws.push({ rule: 'CHOICES', message: `${path}: choices or autocomplete, not both` });
  }
  const names = choices.map(({ name }) => name);
  if (new Set(names).size < names.length)
    flaws.push({ rule: 'CHOICE_DOUBLE', message: `${path}: two choices of one name` });
  if (
    (min ?? Number.NEGATIVE_INFINITY) > (max ?? Number.POSITIVE_INFINITY) ||
    (short ?? 0) > (long ?? Number.POSITIVE_INFINITY)
  ) {
    flaws.push({ rule: 'RANGE', message: `${path}: the least is above the most` });
  }
  return [...flaws, ...optionsFlaws(path, option.options ?? [])];
}

function lengthFlaws(command: SentCommand): readonly Flaw[] {
  const total =
    longest(command.name, command.name_localizations) +
    longest(command.description ?? '', command.description_localizations) +
    (command.options ?? []).reduce((sum, option) => sum + lengthOf(option), 0);
  return total > MAX_COMMAND
    ? [{ rule: 'COMMAND_TOO_LONG', message: `${command.name}: ${total} characters; ${MAX_COMMAND} are allowed` }]
    : [];
}

function lengthOf(option: CommandOption): number {
  const choices = (option.choices ?? []).map(
    (one) => longest(one.name, one.name_localizations) + String(one.value).length,
  );
  const below = (option.options ?? []).map(lengthOf);
  const own =
    longest(option.name, option.name_localizations) + longest(option.description, option.description_localizations);
  return [...choices, ...below].reduce((sum, length) => sum + length, own);
}

function longest(text: string, localizations: Readonly<Record<string, string>> = {}): number {
  return Math.max(text.length, ...Object.values(localizations).map((one) => one.length));
}
