import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';
import type { SentCommand } from './command-rules.ts';
import { commandFlaws, commandListFlaws, sentCommandSchema } from './command-rules.ts';
import { REFUSAL } from './discord-error.ts';
import { openapiFlaws } from './openapi.ts';
import type { Route, RouteReply, RouteRequest } from './route.ts';
import { param } from './route.ts';
import type { Flaw } from './violations.ts';
import type { Body } from './wire-bodies.ts';
import { channelBody, guildBody, memberBody, roleBody, userBody } from './wire-bodies.ts';
import type { Guild } from './world.ts';

const EVERYWHERE = '/applications/:application/commands';
const IN_GUILD = '/applications/:application/guilds/:guild/commands';

/** The gateway's address, the bot's own account, and guilds. */
const ACCOUNT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/gateway/bot',
    auth: true,
    response: spec.GatewayBotResponseSchema,
    handle: ({ state }) => ({
      status: 200,
      body: {
        url: state.base.replace('http', 'ws'),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
      },
    }),
  },
  {
    method: 'GET',
    pattern: '/users/@me',
    auth: true,
    response: spec.UserPIIResponseSchema,
    handle: ({ state }) => ({ status: 200, body: ownUserBody(userBody(state.world.bot)) }),
  },
  {
    method: 'GET',
    pattern: '/applications/@me',
    auth: true,
    response: spec.PrivateApplicationResponseSchema,
    handle: ({ state }) => ({
      status: 200,
      body: applicationBody(state.world.bot.applicationId, userBody(state.world.bot)),
    }),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild',
    auth: true,
    response: spec.GuildResponseSchema,
    handle: (request) => ({ status: 200, body: guildBody(guildOf(request)) }),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/channels',
    auth: true,
    response: spec.GuildChannelResponseSchema,
    handle: (request) => {
      const channels = guildOf(request).channels.filter((channel) => channel.thread === undefined);
      return { status: 200, body: channels.map(channelBody) };
    },
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/roles',
    auth: true,
    response: spec.GuildRoleResponseSchema,
    handle: (request) => ({ status: 200, body: guildOf(request).roles.map(roleBody) }),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/members/:member',
    auth: true,
    response: spec.GuildMemberResponseSchema,
    handle: (request) => {
      const member = guildOf(request).members.find((one) => one.id === param(request, 'member'));
      if (member === undefined) throw REFUSAL.unknownMember();
      return { status: 200, body: memberBody(member) };
    },
  },
];

function ownUserBody(user: Body): Body {
  return { ...user, mfa_enabled: true, locale: 'en-US', verified: true, email: null };
}

function applicationBody(id: string, bot: Body): Body {
  return {
    id,
    bot,
    owner: bot,
    name: bot.username,
    description: '',
    icon: null,
    type: null,
    flags: 0,
    flags_new: '0',
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}

function guildOf(request: RouteRequest): Guild {
  const guild = request.state.world.guilds.find((one) => one.id === param(request, 'guild'));
  if (guild === undefined) throw REFUSAL.unknownGuild();
  return guild;
}

/** Registering commands, everywhere and in a guild. */
function commandRoutes(pattern: string): readonly Route[] {
  const shared = { auth: true, response: spec.ApplicationCommandResponseSchema };
  return [
    { ...shared, method: 'GET', pattern, handle: listCommands },
    {
      ...shared,
      method: 'PUT',
      pattern,
      flaws: ({ body }) => replaceFlaws(body),
      handle: (request) => {
        const body = request.state.commands.replace(scopeOf(request), commandList.parse(request.body));
        return { status: 200, body };
      },
    },
    {
      ...shared,
      method: 'POST',
      pattern,
      flaws: ({ body }) => oneCommandFlaws(body),
      handle: (request) => put(request, sentCommandSchema.parse(request.body)),
    },
    {
      ...shared,
      method: 'PATCH',
      pattern: `${pattern}/:command`,
      handle: (request) => {
        const before = request.state.commands.get(param(request, 'command'));
        if (before === undefined) throw REFUSAL.unknownCommand();
        const body: Body = { ...before, ...z.looseObject({}).parse(request.body) };
        return put(request, sentCommandSchema.parse(body));
      },
    },
    {
      method: 'DELETE',
      pattern: `${pattern}/:command`,
      auth: true,
      handle: (request) => {
        if (!request.state.commands.delete(param(request, 'command'))) throw REFUSAL.unknownCommand();
        return { status: 204 };
      },
    },
  ];
}

const commandList = z.array(sentCommandSchema);

/** Without `with_localizations=true`, the names and descriptions in other languages are left out, as Discord does. */
function listCommands(request: RouteRequest): RouteReply {
  const all = request.state.commands.list(scopeOf(request));
  return {
    status: 200,
    body: request.query.get('with_localizations') === 'true' ? all : all.map(withoutLocalizations),
  };
}

function withoutLocalizations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocalizations);
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) return value;
  const kept = Object.entries(object.data).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutLocalizations(one)]));
}

/** Answers with 201 for a command that is new. */
function put(request: RouteRequest, sent: SentCommand): RouteReply {
  const { commands } = request.state;
  const before = commands.list(scopeOf(request)).length;
  const body = commands.put(scopeOf(request), sent);
  return { status: commands.list(scopeOf(request)).length > before ? 201 : 200, body };
}

function scopeOf(request: RouteRequest): string | null {
  if (param(request, 'application') !== request.state.world.bot.applicationId) throw REFUSAL.notFound();
  return request.route === EVERYWHERE || request.route.startsWith(`${EVERYWHERE}/`) ? null : guildOf(request).id;
}

function replaceFlaws(body: unknown): readonly Flaw[] {
  const list = z.array(z.looseObject({})).safeParse(body);
  if (!list.success) return [{ rule: 'COMMANDS', message: 'a list of commands is wanted' }];
  const flaws = list.data.flatMap((one) => openapiFlaws(spec.ApplicationCommandUpdateRequestSchema, withNumber(one)));
  return flaws.length > 0 ? flaws : commandListFlaws(commandList.parse(body));
}

function oneCommandFlaws(body: unknown): readonly Flaw[] {
  const one = z.looseObject({}).safeParse(body);
  if (!one.success) return [{ rule: 'COMMANDS', message: 'a command is wanted' }];
  const flaws = openapiFlaws(spec.ApplicationCommandCreateRequestSchema, withNumber(one.data));
  return flaws.length > 0 ? flaws : commandFlaws(sentCommandSchema.parse(body));
}

/** The document wants a number for permissions where the wire has a string of digits. */
function withNumber(command: Body): Body {
  const { default_member_permissions: needed } = command;
  return typeof needed === 'string' && /^\d+$/.test(needed)
    ? { ...command, default_member_permissions: Number(needed) }
    : command;
}

/** The bot's account, guilds, and commands. */
export const APPLICATION_ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...commandRoutes(EVERYWHERE),
  ...commandRoutes(IN_GUILD),
];
