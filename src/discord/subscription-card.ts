import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { ButtonStyle, ComponentType, TimestampStyles, time } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../bulletin/bulletin.ts';
import { nextSlotAt } from '../daily/planner.ts';
import type { Delivery, Subscription } from '../store/outbox.ts';
import type { Message, Row } from './command.ts';
import { customId } from './custom-id.ts';
import { cut } from './cut.ts';
import {
  LAST_POST,
  LAST_RUN,
  NEVER_RUN,
  NEXT_POST,
  NO_SUBSCRIPTIONS,
  NONE_YET,
  PAUSE,
  PREVIEW,
  RESUME,
  SETTINGS,
} from './daily-messages.ts';
import { escaped } from './escape.ts';
import { pageRow, pageText, pagingOf } from './pager.ts';
import { WHY_NOT } from './run-messages.ts';
import { runLines } from './run-stages.ts';

const PER_PAGE = 4; // with a row of buttons each, and one for the pages
const ROOM = 1_400; // four of them stay below the 6,000 characters of a message
const COLOURS = { active: 0x2f9e44, paused: 0x868e96, trouble: 0xe03131 } as const;

const idSchema = z.string().regex(/^[\w-]{1,40}$/);

/** Shows what a subscription would post now, to who presses it. */
export const previewId = customId('preview', { subscription: idSchema });

/** Pauses a subscription, or lets it go on. */
export const pauseId = customId('pause', {
  subscription: idSchema,
  to: z.enum(['paused', 'active']),
  page: z.coerce.number<string>().int().nonnegative().max(999),
});

/** Turns the pages of the list. */
export const subscriptionPageId = customId('subs', { page: z.coerce.number<string>().int().nonnegative().max(999) });

/** A subscription with what became of it: its last run, and its last post where that was another. */
export type Followed = {
  readonly subscription: Subscription;
  readonly lastRun: Delivery | null;
  readonly lastPost: Delivery | null;
};

/** A page of a server's subscriptions: how each is set, when it comes next, its last post, and why the last run posted nothing. */
export function subscriptionList(all: readonly Followed[], wanted: number, now: number, language: Language): Message {
  if (all.length === 0) return { content: NO_SUBSCRIPTIONS[language] };
  const paging = pagingOf(wanted, all.length, PER_PAGE);
  const shown = all.slice(paging.page * PER_PAGE, (paging.page + 1) * PER_PAGE);
  const cards = shown.map((followed) => cardOf(followed, now, language));
  const last = cards.at(-1);
  if (last !== undefined && paging.pages > 1) last.footer = { text: pageText(paging) };
  return {
    embeds: cards,
    components: [
      ...shown.map(({ subscription }) => buttonsOf(subscription, paging.page, language)),
      ...pageRow(paging, (page) => subscriptionPageId.encode({ page })),
    ],
  };
}

function cardOf({ subscription, lastRun, lastPost }: Followed, now: number, language: Language): APIEmbed {
  const { channelId, paused, sections } = subscription;
  const link = lastPost === null ? null : linkOf(subscription, lastPost);
  const lines = [
    `**<#${channelId}>**`,
    SETTINGS[language]({ ...subscription, sections: sections?.map((one) => escaped(one)) ?? null }),
    ...(paused?.by === 'trouble' ? [`⚠ ${WHY_NOT[language](paused.reason)}`] : []),
    NEXT_POST[language](
      paused === null ? whenOf(nextSlotAt(subscription, now)) : `⏸ ${WHY_NOT[language]({ kind: 'paused' })}`,
    ),
    LAST_POST[language](link ?? NONE_YET[language]),
    ...(lastRun === null
      ? [`-# ${NEVER_RUN[language]}`]
      : [`**${LAST_RUN[language](lastRun.day)}**`, ...runLines(lastRun, linkOf(subscription, lastRun), language)]),
  ];
  const colour = paused === null ? 'active' : paused.by === 'user' ? 'paused' : 'trouble';
  return { color: COLOURS[colour], description: cut(lines.join('\n'), ROOM) };
}

function buttonsOf({ id, paused }: Subscription, page: number, language: Language): Row {
  const to = paused === null ? 'paused' : 'active';
  const components: APIButtonComponent[] = [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: PREVIEW[language],
      custom_id: previewId.encode({ subscription: id }),
    },
    {
      type: ComponentType.Button,
      style: paused === null ? ButtonStyle.Secondary : ButtonStyle.Success,
      label: (paused === null ? PAUSE : RESUME)[language],
      custom_id: pauseId.encode({ subscription: id, to, page }),
    },
  ];
  return { type: ComponentType.ActionRow, components };
}

/** A moment as Discord shows it, in the reader's own time, with how far away it is. */
export function whenOf(moment: number): string {
  if (!Number.isFinite(moment)) return '-';
  const seconds = Math.floor(moment / 1000);
  return `${time(seconds, TimestampStyles.LongDateTime)} (${time(seconds, TimestampStyles.RelativeTime)})`;
}

/** The link to the first message of a post, or null where there is none. */
function linkOf({ guildId, channelId }: Subscription, { parts }: Delivery): string | null {
  const [first] = parts.flatMap(({ messageId }) => messageId ?? []);
  return first === undefined ? null : `https://discord.com/channels/${guildId}/${channelId}/${first}`;
}
