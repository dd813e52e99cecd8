import { ChannelType } from 'discord-api-types/v10';
import type { Permission } from './permissions.ts';
import { bitsOf } from './permissions.ts';

/** Someone with an account; `locale` is the language that their Discord is set to. */
export type User = { readonly id: string; readonly name: string; readonly locale: string; readonly bot: boolean };

/** A user in a guild, with the ids of their roles. */
export type Member = User & { readonly roles: readonly string[] };

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly managed: boolean;
};

/** What a channel allows or denies a role or a member in particular. */
type Overwrite = { readonly id: string; readonly of: 'role' | 'member'; allow: bigint; deny: bigint };

/** A channel or thread. `tags` and `requiresTag` are a forum's, `thread` is a thread's state. */
export type Channel = {
  readonly id: string;
  readonly guildId: string;
  readonly type: ChannelType;
  readonly name: string;
  readonly parentId: string | null;
  readonly overwrites: Overwrite[];
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly requiresTag: boolean;
  readonly appliedTags: readonly string[];
  readonly thread?: { readonly ownerId: string; archived: boolean; locked: boolean };
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: string;
  readonly roles: Role[];
  readonly channels: Channel[];
  readonly members: Member[];
};

/** The bot's account. `applicationId` is another id than the user's, as it is for some bots. */
export type Bot = User & { readonly applicationId: string };

const EVERYONE_MAY: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'AddReactions',
  'UseApplicationCommands',
];

/** How a channel is made: of which kind, and what the bot may not do in it, or may in particular. */
export type NewChannel = {
  readonly kind: 'text' | 'announcement' | 'forum';
  readonly name: string;
  readonly deny?: readonly Permission[];
  readonly tags?: readonly string[];
  readonly requiresTag?: boolean;
};

export type NewThread = {
  readonly name: string;
  readonly archived?: boolean;
  readonly locked?: boolean;
  readonly tags?: readonly string[];
};

export type NewMember = {
  readonly name: string;
  readonly locale?: string;
  /** Beyond what everyone may. */
  readonly permissions?: readonly Permission[];
};

const KINDS = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
} as const;

/** The guilds, channels and people that the fake knows of. */
export class World {
  readonly bot: Bot;
  readonly guilds: Guild[] = [];
  readonly #nextId: () => string;

  constructor(nextId: () => string) {
    this.#nextId = nextId;
    this.bot = { id: nextId(), applicationId: nextId(), name: 'bulletin-bot', locale: 'en-US', bot: true };
  }

  /** A guild with the bot in it, and no channels. `botMay` are the permissions of the bot's role, beyond those of everyone. */
  addGuild(name: string, botMay: readonly Permission[] = []): Guild {
    const id = this.#nextId();
    const owner = { id: this.#nextId(), name: 'owner', locale: 'en-US', bot: false, roles: [] };
    const everyone = { id, name: '@everyone', permissions: bitsOf(EVERYONE_MAY), managed: false };
    const guild: Guild = {
      id,
      name,
      locale: 'en-US',
      ownerId: owner.id,
      roles: [everyone],
      channels: [],
      members: [owner],
    };
    this.guilds.push(guild);
    const role = this.#addRole(guild, this.bot.name, botMay, true);
    guild.members.push({ ...this.bot, roles: [role.id] });
    return guild;
  }

  addMember(guild: Guild, { name, locale = 'en-US', permissions = [] }: NewMember): Member {
    const roles = permissions.length === 0 ? [] : [this.#addRole(guild, `${name}'s role`, permissions, false).id];
    const member = { id: this.#nextId(), name, locale, bot: false, roles };
    guild.members.push(member);
    return member;
  }

  addChannel(guild: Guild, { kind, name, deny = [], tags = [], requiresTag = false }: NewChannel): Channel {
    const channel: Channel = {
      id: this.#nextId(),
      guildId: guild.id,
      type: KINDS[kind],
      name,
      parentId: null,
      overwrites: [{ id: this.bot.id, of: 'member', allow: 0n, deny: bitsOf(deny) }],
      tags: tags.map((tag) => ({ id: this.#nextId(), name: tag })),
      requiresTag,
      appliedTags: [],
    };
    guild.channels.push(channel);
    return channel;
  }

  /** A thread below a channel, or a post of a forum. */
  addThread(
    parent: Channel,
    ownerId: string,
    { name, archived = false, locked = false, tags = [] }: NewThread,
  ): Channel {
    const channel: Channel = {
      id: this.#nextId(),
      guildId: parent.guildId,
      type: parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread,
      name,
      parentId: parent.id,
      overwrites: [],
      tags: [],
      requiresTag: false,
      appliedTags: tags,
      thread: { ownerId, archived, locked },
    };
    this.guild(parent.guildId).channels.push(channel);
    return channel;
  }

  guild(id: string): Guild {
    return found(
      this.guilds.find((guild) => guild.id === id),
      `guild ${id}`,
    );
  }

  channel(id: string): Channel | undefined {
    return this.guilds.flatMap((guild) => guild.channels).find((channel) => channel.id === id);
  }

  member(guild: Guild, id: string): Member {
    return found(
      guild.members.find((member) => member.id === id),
      `member ${id}`,
    );
  }

  #addRole(guild: Guild, name: string, permissions: readonly Permission[], managed: boolean): Role {
    const role = { id: this.#nextId(), name, permissions: bitsOf(permissions), managed };
    guild.roles.push(role);
    return role;
  }
}

/** What is there; throws, naming it, where it is not. */
export function found<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`The fake has no ${what}.`);
  return value;
}
