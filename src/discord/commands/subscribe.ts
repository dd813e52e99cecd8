import { randomBytes } from 'node:crypto';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { z } from 'zod';
import { languageSchema } from '../../bulletin/bulletin.ts';
import { dayAfter, dayIn } from '../../daily/days.ts';
import { baselineOf } from '../../daily/next-items.ts';
import { nextSlotAt } from '../../daily/planner.ts';
import { slotAt } from '../../daily/slots.ts';
import type { Subscription } from '../../store/outbox.ts';
import type { CommandCall } from '../call.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import {
  CHANNEL_NOT_READY,
  MODE_NAMES,
  NOT_A_TIME,
  NOT_A_ZONE,
  SERVERS_ONLY,
  SETTINGS,
  SUBSCRIBED,
} from '../daily-messages.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import { choice, described } from '../localized.ts';
import { WHY_NOT } from '../run-messages.ts';
import { whenOf } from '../subscription-card.ts';
import { suggest, suggestible } from '../suggest.ts';

const DEFAULT_TIME = '09:00';
const WEEKDAYS = { weekdays: [1, 2, 3, 4, 5], 'every-day': [1, 2, 3, 4, 5, 6, 7] } as const;
const LONGEST_SHOWN = 60;
const ID_BYTES = 9; // of which 12 letters are made

/** The kinds of channel that digests can be posted to; posts of a forum are threads. */
const POSTABLE = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

/** Subscribes a channel to daily digests, or changes how it is. */
export const subscribe = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '구독', en: 'subscribe', zh: '订阅' },
      {
        ko: '채널에 매일 소식을 게시합니다 (서버 관리 권한 필요)',
        en: 'Posts daily news to a channel (needs Manage Server)',
        zh: '每天在频道发布动态（需要“管理服务器”权限）',
      },
    ),
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        ...described(
          { ko: '채널', en: 'channel', zh: '频道' },
          {
            ko: '게시할 채널, 스레드, 포럼 글',
            en: 'The channel, thread or forum post',
            zh: '发布的频道、子区或论坛帖子',
          },
        ),
        channel_types: [...POSTABLE],
        required: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '시각', en: 'time', zh: '时间' },
          { ko: '24시간제 (기본 09:00)', en: 'In 24 hours (09:00 when left empty)', zh: '24 小时制（默认 09:00）' },
        ),
        max_length: 5,
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '방식', en: 'mode', zh: '方式' },
          {
            ko: '새 항목만, 또는 새 호를 평일에 나누어 (기본 새 항목만)',
            en: 'New items, or each issue spread over the days (new when left empty)',
            zh: '仅新条目，或将新一期分日发布（默认仅新条目）',
          },
        ),
        choices: [choice('new', modeName('new')), choice('spread', modeName('spread'))],
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '언어', en: 'language', zh: '语言' },
          { ko: '안내 문구의 언어 (기본 내 언어)', en: 'Of everything but the quotations', zh: '除引文外所用语言' },
        ),
        choices: [
          choice('ko', { ko: '한국어', en: '한국어', zh: '한국어' }),
          choice('en', { ko: 'English', en: 'English', zh: 'English' }),
          choice('zh', { ko: '中文', en: '中文', zh: '中文' }),
        ],
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '요일', en: 'days', zh: '星期' },
          { ko: '기본 평일', en: 'Weekdays when left empty', zh: '默认工作日' },
        ),
        choices: [
          choice('weekdays', { ko: '평일', en: 'weekdays', zh: '工作日' }),
          choice('every-day', { ko: '매일', en: 'every day', zh: '每天' }),
        ],
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '분야', en: 'section', zh: '栏目' },
          { ko: '이 분야의 항목만', en: 'Items of this section alone', zh: '仅此栏目的条目' },
        ),
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '시간대', en: 'timezone', zh: '时区' },
          { ko: '예: Asia/Seoul', en: 'Such as Asia/Seoul', zh: '例如 Asia/Seoul' },
        ),
        autocomplete: true,
      },
    ],
  },
  managersOnly: true,
  beside: true,
  acknowledge: () => 'thinking-hidden',
  autocomplete: ({ focused, mayManage }, { desk }) => {
    if (!mayManage) return [];
    const names = focused.name === 'timezone' ? Intl.supportedValuesOf('timeZone') : sectionsIn(desk);
    return suggest(
      names.map((name) => suggestible(name, name, {})),
      focused.value,
    );
  },
  execute: async (call, context) => {
    const { language, guildId } = call;
    const channel = call.options.channel('channel');
    if (guildId === null || channel === null) return hidden(SERVERS_ONLY[language]);
    const wanted = settingsOf(call, context);
    if (typeof wanted === 'string') return hidden(wanted);
    const place = await context.daily.poster.look(channel.id);
    if (place.kind === 'not-ready' && place.reason.kind !== 'unreachable') {
      return hidden(CHANNEL_NOT_READY[language](WHY_NOT[language](place.reason)));
    }
    const { outbox } = context.desk.store;
    const all = await outbox.subscriptions();
    const known = all.find((one) => one.channelId === channel.id && one.language === wanted.language) ?? null;
    const subscription = subscriptionOf(
      { known, guildId, channelId: channel.id, userId: call.userId, wanted },
      context,
    );
    await outbox.subscribe(subscription);
    const next = whenOf(nextSlotAt(subscription, context.now().getTime()));
    const told = SUBSCRIBED[language]({ channelId: channel.id, next, isNew: known === null });
    return hidden(`${told}\n-# ${SETTINGS[language](subscription)}`);
  },
} satisfies Command;

type Settings = Pick<Subscription, 'time' | 'timeZone' | 'mode' | 'language' | 'weekdays' | 'sections'>;

/** How the subscription is to be, or a sentence about what cannot be. */
function settingsOf({ options, language }: CommandCall, { desk }: Context): Settings | string {
  const time = (options.text('time') ?? DEFAULT_TIME).trim().padStart(5, '0');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return NOT_A_TIME[language](shownAs(options.text('time')));
  const timeZone = options.text('timezone')?.trim() || desk.timeZone;
  if (!isZone(timeZone)) return NOT_A_ZONE[language](shownAs(timeZone));
  const section = options.text('section')?.trim() ?? '';
  return {
    time,
    timeZone,
    mode: z.enum(['new', 'spread']).catch('new').parse(options.text('mode')),
    language: languageSchema.catch(language).parse(options.text('language')),
    weekdays: WEEKDAYS[z.enum(['weekdays', 'every-day']).catch('weekdays').parse(options.text('days'))],
    sections: section === '' ? null : [section],
  };
}

type Place = { readonly guildId: string; readonly channelId: string; readonly userId: string };

/** A new subscription, or the known one with other settings: what it was given stays given. */
function subscriptionOf(
  { known, wanted, ...place }: Place & { readonly known: Subscription | null; readonly wanted: Settings },
  { desk, now }: Context,
): Subscription {
  const moment = now();
  const today = dayIn(wanted.timeZone)(moment);
  const slot = slotAt(today, wanted.time, wanted.timeZone);
  const firstDay = slot !== null && slot > moment.getTime() ? today : dayAfter(today, 1);
  const isSameMode = known !== null && known.mode === wanted.mode;
  const progress = isSameMode
    ? known.progress
    : baselineOf(desk.catalog.bulletins, wanted.mode, today, wanted.timeZone);
  return {
    ...place,
    ...wanted,
    id: known?.id ?? randomBytes(ID_BYTES).toString('base64url'),
    firstDay,
    createdAt: known?.createdAt ?? moment.toISOString(),
    progress,
    paused: null,
    troubleSince: null,
  };
}

function sectionsIn({ catalog }: Context['desk']): readonly string[] {
  return [
    ...new Set(catalog.bulletins.flatMap(({ bulletin }) => bulletin.items.flatMap(({ section }) => section ?? []))),
  ];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // that is how Intl tells it
  }
}

function modeName(mode: Subscription['mode']) {
  return { ko: MODE_NAMES.ko[mode], en: MODE_NAMES.en[mode], zh: MODE_NAMES.zh[mode] };
}

function shownAs(text: string | null): string {
  return escaped((text ?? '').slice(0, LONGEST_SHOWN));
}
