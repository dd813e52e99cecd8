import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';
import type { ZodMiniType } from 'zod/mini';
import { openapiFlaws } from './openapi.ts';
import type { Flaw } from './violations.ts';

const any = z.unknown().optional();
const list = z.array(z.unknown());
const byId = z
  .record(z.string(), z.unknown())
  .optional()
  .transform((map) => Object.values(map ?? {}));

const ready = z.looseObject({ user: any });
const guild = z.looseObject({ channels: list, threads: list, members: list });
const resolved = z.looseObject({ users: byId, roles: byId, attachments: byId, messages: byId });
const interaction = z.looseObject({
  message: any,
  member: any,
  data: z.looseObject({ resolved: resolved.optional() }),
});

type Part = readonly [ZodMiniType, unknown];

/** What of an event does not fit the document. It describes REST alone, but the parts of events are the same: users, guilds, channels,
 *  members, messages. */
export function eventFlaws(event: string, body: unknown): readonly Flaw[] {
  return partsOf(event, body)
    .filter(([, value]) => value !== undefined)
    .flatMap(([schema, value]) => openapiFlaws(schema, value));
}

function partsOf(event: string, body: unknown): readonly Part[] {
  switch (event) {
    case 'READY':
      return [[spec.UserResponseSchema, ready.parse(body).user]];
    case 'GUILD_CREATE':
      return guildParts(body);
    case 'CHANNEL_CREATE':
    case 'CHANNEL_UPDATE':
    case 'CHANNEL_DELETE':
      return [[spec.GuildChannelResponseSchema, body]];
    case 'THREAD_CREATE':
    case 'THREAD_UPDATE':
    case 'THREAD_DELETE':
      return [[spec.ThreadResponseSchema, body]];
    case 'INTERACTION_CREATE':
      return interactionParts(body);
    default:
      return [];
  }
}

function guildParts(body: unknown): readonly Part[] {
  const { channels, threads, members } = guild.parse(body);
  return [
    [spec.GuildResponseSchema, body],
    ...each(spec.GuildChannelResponseSchema, channels),
    ...each(spec.ThreadResponseSchema, threads),
    ...each(spec.GuildMemberResponseSchema, members),
  ];
}

function interactionParts(body: unknown): readonly Part[] {
  const { message, member, data } = interaction.parse(body);
  const { users = [], roles = [], attachments = [], messages = [] } = data.resolved ?? {};
  return [
    [spec.MessageResponseSchema, message],
    [spec.PrivateGuildMemberResponseSchema, member],
    ...each(spec.UserResponseSchema, users),
    ...each(spec.GuildRoleResponseSchema, roles),
    ...each(spec.AttachmentResponseSchema, attachments),
    ...each(spec.MessageResponseSchema, messages),
  ];
}

function each(schema: ZodMiniType, values: readonly unknown[]): readonly Part[] {
  return values.map((value) => [schema, value]);
}
