import { randomBytes } from 'node:crypto';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import type { CommandOption } from './command-rules.ts';
import { commandOptionSchema } from './command-rules.ts';
import type { FileShelf, ShelvedFile } from './file-shelf.ts';
import { permissionsOf } from './permissions.ts';
import type { Body } from './wire-bodies.ts';
import { channelBody, memberBody, roleBody, userBody } from './wire-bodies.ts';
import type { Channel, Guild, Member } from './world.ts';
import { found } from './world.ts';

/** What a user enters for an option: the id of a channel, user or role for options of these types, a file for an attachment. */
type OptionValue = string | number | boolean | ShelvedFile;
export type OptionValues = Readonly<Record<string, OptionValue>>;

const TYPE = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
  attachment: 11,
} as const;

export type SlashData = {
  /** The `data` of the interaction. */
  readonly data: Body;
  readonly focused: CommandOption | undefined;
};

/** Where and by whom a command is given; `focused` is the option that is still being typed. */
export type SlashPlace = {
  readonly guild: Guild;
  readonly user: Member;
  readonly files: FileShelf;
  readonly focused?: string | undefined;
};

/** The data of a slash command as Discord sends it, once it has checked what the user entered against what was registered. `path` are the
 *  names of subcommands below the command. With `focused`, the user is still typing that option: only then may others be missing. */
export function slashData(
  command: APIApplicationCommand,
  path: readonly string[],
  values: OptionValues,
  { guild, user, files, focused }: SlashPlace,
): SlashData {
  const top = z.array(commandOptionSchema).parse(command.options ?? []);
  const steps = path.map((name, i) => {
    const among = path
      .slice(0, i)
      .reduce<readonly CommandOption[]>((options, step) => below(options, step).options ?? [], top);
    return below(among, name);
  });
  const options = steps.at(-1)?.options ?? (steps.length === 0 ? top : []);
  if (steps.length === 0 && options.some(({ type }) => type === TYPE.subcommand || type === TYPE.group)) {
    throw new Error(`/${command.name} wants one of its subcommands.`);
  }
  for (const name of Object.keys(values)) below(options, name);
  const entered = options.flatMap((option) => enteredOption(option, values[option.name], focused));
  const inner = steps.reduceRight<readonly Body[]>((list, { type, name }) => [{ type, name, options: list }], entered);
  const resolved = resolvedOf(options, values, { guild, user, files });
  return {
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(inner.length > 0 && { options: inner }),
      ...(Object.keys(resolved).length > 0 && { resolved }),
      ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    },
    focused: options.find((option) => option.name === focused),
  };
}

/** A token for an interaction: nobody can guess it. */
export function interactionToken(): string {
  return randomBytes(96).toString('base64url');
}

function below(options: readonly CommandOption[], name: string): CommandOption {
  return found(
    options.find((option) => option.name === name),
    `option ${name} among ${options.map((one) => one.name).join(', ')}`,
  );
}

function enteredOption(
  option: CommandOption,
  value: OptionValue | undefined,
  focused: string | undefined,
): readonly Body[] {
  const { name, type } = option;
  if (value === undefined) {
    if (option.required === true && focused === undefined) throw new Error(`Option ${name} is required.`);
    return [];
  }
  if (focused === undefined) check(option, value);
  const sent = typeof value === 'object' ? value.id : value;
  return [{ name, type, value: sent, ...(focused === name && { focused: true }) }];
}

/** Discord's own app refuses what does not fit. */
function check({ name, type, choices = [], ...limits }: CommandOption, value: OptionValue): void {
  const kind = typeof value;
  const wanted = KIND_OF[type];
  if (wanted !== kind) throw new Error(`Option ${name} wants a ${wanted}, not a ${kind}.`);
  if (choices.length > 0 && !choices.some((one) => one.value === value))
    throw new Error(`Option ${name} wants one of its choices.`);
  const size = typeof value === 'string' ? value.length : Number(value);
  const least = typeof value === 'string' ? limits.min_length : limits.min_value;
  const most = typeof value === 'string' ? limits.max_length : limits.max_value;
  if (type !== TYPE.boolean && type !== TYPE.attachment && (size < (least ?? size) || size > (most ?? size))) {
    throw new Error(`Option ${name} is out of its limits.`);
  }
}

const KIND_OF: Readonly<Record<number, string>> = {
  [TYPE.string]: 'string',
  [TYPE.integer]: 'number',
  [TYPE.boolean]: 'boolean',
  [TYPE.user]: 'string',
  [TYPE.channel]: 'string',
  [TYPE.role]: 'string',
  [TYPE.number]: 'number',
  [TYPE.attachment]: 'object',
};

function resolvedOf(options: readonly CommandOption[], values: OptionValues, { guild, user, files }: SlashPlace): Body {
  const resolved: Record<string, Body> = {};
  const add = (kind: string, id: string, body: Body) => {
    resolved[kind] = { ...resolved[kind], [id]: body };
  };
  for (const option of options) {
    const value = values[option.name];
    if (typeof value === 'object') add('attachments', value.id, files.body(value));
    if (typeof value !== 'string') continue;
    if (option.type === TYPE.channel) add('channels', value, resolvedChannel(option, guild, user, value));
    if (option.type === TYPE.role) {
      add(
        'roles',
        value,
        roleBody(
          found(
            guild.roles.find((role) => role.id === value),
            `role ${value}`,
          ),
          1,
        ),
      );
    }
    if (option.type === TYPE.user) {
      const member = found(
        guild.members.find((one) => one.id === value),
        `member ${value}`,
      );
      const { user: _, ...body } = memberBody(member);
      add('users', value, userBody(member));
      add('members', value, { ...body, permissions: String(permissionsOf(guild, member)) });
    }
  }
  return resolved;
}

function resolvedChannel(
  { name, channel_types: types = [] }: CommandOption,
  guild: Guild,
  user: Member,
  id: string,
): Body {
  const channel: Channel = found(
    guild.channels.find((one) => one.id === id),
    `channel ${id}`,
  );
  if (types.length > 0 && !types.includes(channel.type))
    throw new Error(`Option ${name} takes no channel of type ${channel.type}.`);
  const { guild_id: _, ...body } = channelBody(channel);
  return { ...body, permissions: String(permissionsOf(guild, user, channel)) };
}
