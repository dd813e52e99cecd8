import { ChannelType } from 'discord-api-types/v10';
import { permissionsOf } from './permissions.ts';
import type { Channel, Guild, Member, Role, User } from './world.ts';

/** A body as it goes over the wire. */
export type Body = Readonly<Record<string, unknown>>;

const JOINED_AT = '2024-01-01T00:00:00.000Z'; // the schemas want Z where Discord writes +00:00

export function userBody(user: User): Body {
  return {
    id: user.id,
    username: user.name.toLowerCase(),
    global_name: user.bot ? null : user.name,
    discriminator: '0',
    avatar: null,
    flags: 0,
    public_flags: 0,
    primary_guild: null,
    ...(user.bot && { bot: true }),
  };
}

export function memberBody(member: Member): Body {
  return {
    user: userBody(member),
    roles: member.roles,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    flags: 0,
    pending: false,
    mute: false,
    deaf: false,
  };
}

/** A member as an interaction names them: with what they may do where they are. */
export function askingMemberBody(guild: Guild, member: Member, channel: Channel): Body {
  return { ...memberBody(member), permissions: String(permissionsOf(guild, member, channel)) };
}

export function roleBody(role: Role, position: number): Body {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

const REQUIRE_TAG = 1 << 4;

export function channelBody(channel: Channel): Body {
  const shared = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    last_message_id: null,
  };
  if (channel.thread !== undefined) return { ...shared, ...threadBody(channel, channel.thread) };
  return {
    ...shared,
    flags: channel.requiresTag ? REQUIRE_TAG : 0,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map(({ id, of, allow, deny }) => ({
      id,
      type: of === 'role' ? 0 : 1,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(channel.type === ChannelType.GuildForum && {
      available_tags: channel.tags.map((tag) => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null })),
      default_forum_layout: 0,
      default_sort_order: null,
      default_reaction_emoji: null,
    }),
  };
}

function threadBody(channel: Channel, { ownerId, archived, locked }: NonNullable<Channel['thread']>): Body {
  return {
    flags: 0,
    parent_id: channel.parentId,
    owner_id: ownerId,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    applied_tags: channel.appliedTags,
    thread_metadata: {
      archived,
      locked,
      archive_timestamp: JOINED_AT,
      create_timestamp: JOINED_AT,
      auto_archive_duration: 4320,
    },
  };
}

/** A guild as REST answers with it. */
export function guildBody(guild: Guild): Body {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    application_id: null,
    roles: guild.roles.map(roleBody),
    preferred_locale: guild.locale,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    features: [],
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** A guild as GUILD_CREATE brings it: with its channels, its living threads and, without the intent for members, the bot alone. */
export function guildCreateBody(guild: Guild, botId: string): Body {
  const bodies = (threads: boolean) =>
    guild.channels
      .filter((channel) => (channel.thread !== undefined) === threads && channel.thread?.archived !== true)
      .map(channelBody);
  return {
    ...guildBody(guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: guild.members.length,
    members: guild.members.filter((member) => member.id === botId).map(memberBody),
    channels: bodies(false),
    threads: bodies(true),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
