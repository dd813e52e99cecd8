import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Command } from '../command.ts';
import { NOT_SUBSCRIBED, SERVERS_ONLY, UNSUBSCRIBED } from '../daily-messages.ts';
import { hidden } from '../hidden.ts';
import { described } from '../localized.ts';

/** Ends the subscriptions of a channel. */
export const unsubscribe = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '구독해지', en: 'unsubscribe', zh: '取消订阅' },
      {
        ko: '채널의 매일 소식을 끝냅니다 (서버 관리 권한 필요)',
        en: 'Ends the daily news of a channel (needs Manage Server)',
        zh: '取消频道的每日动态（需要“管理服务器”权限）',
      },
    ),
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        ...described(
          { ko: '채널', en: 'channel', zh: '频道' },
          { ko: '비워 두면 이 채널', en: 'This one when left empty', zh: '留空则为当前频道' },
        ),
      },
    ],
  },
  managersOnly: true,
  acknowledge: () => 'at-once',
  execute: async ({ options, guildId, channelId, language }, { desk }) => {
    const id = options.channel('channel')?.id ?? channelId;
    if (guildId === null || id === null) return hidden(SERVERS_ONLY[language]);
    const { outbox } = desk.store;
    const all = await outbox.subscriptions();
    const own = all.filter((one) => one.guildId === guildId && one.channelId === id);
    for (const subscription of own) await outbox.unsubscribe(subscription.id);
    return hidden((own.length === 0 ? NOT_SUBSCRIBED : UNSUBSCRIBED)[language](id));
  },
} satisfies Command;
