import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { Language } from '../../bulletin/bulletin.ts';
import { isDay } from '../../bulletin/day.ts';
import { slotAt } from '../../daily/slots.ts';
import { digestDays, digestOf, entriesOn } from '../../digest.ts';
import type { ComponentCall } from '../call.ts';
import type { Command, Message, Reply } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { dailyCard, dailyPageId } from '../daily-card.ts';
import { NOT_A_DATE } from '../daily-messages.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import { described } from '../localized.ts';
import type { Options } from '../options.ts';

const LONGEST_SHOWN = 60;
/** More than anyone reads of a day; an archive that was taken in today has thousands. */
const MOST_ITEMS = 60;

/** The items of a day, summarised; without a date what there is for today. */
export const daily = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '오늘', en: 'daily', zh: '今日' },
      {
        ko: '하루의 항목을 요약해 출처와 함께 보여 줍니다',
        en: 'The items of a day, summarised and cited',
        zh: '按日查看条目摘要与出处',
      },
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '날짜', en: 'date', zh: '日期' },
          { ko: '비워 두면 오늘', en: 'Today when left empty', zh: '留空则为今天' },
        ),
        autocomplete: true,
      },
    ],
  },
  acknowledge: ({ options }) => (isReadable(dateIn(options)) ? 'thinking' : 'at-once'),
  autocomplete: ({ focused }, { suggester }) => suggester.days(focused.value),
  execute: async ({ options, language }, context) => {
    const date = dateIn(options);
    if (!isReadable(date)) {
      const content = NOT_A_DATE[language](escaped(date.slice(0, LONGEST_SHOWN)));
      return hidden(content);
    }
    const message = await pageOf({ day: date === '' ? null : date, asked: context.now(), page: 0 }, language, context);
    return { kind: 'message', message, hidden: false };
  },
} satisfies Command;

function dateIn(options: Options): string {
  return options.text('date')?.trim() ?? '';
}

function isReadable(date: string): boolean {
  return date === '' || isDay(date);
}

/** Turns the pages of a day: for who asked for it in its place, for others in a message of their own. */
export const dailyPages = handlerOf(dailyPageId, {
  acknowledge: ({ message, userId }: ComponentCall) => (isOwn(message, userId) ? 'updating' : 'thinking-hidden'),
  execute: async ({ language, userId, message }, { day, view, page }, context: Context): Promise<Reply> => {
    // The view of today is that of the day on which it was asked for.
    const asked = new Date(slotAt(day, '12:00', context.desk.timeZone) ?? day);
    const shown = await pageOf({ day: view === 'day' ? day : null, asked, page }, language, context);
    return isOwn(message, userId) ? { kind: 'update', message: shown } : hidden(shown);
  },
});

type Wanted = { readonly day: string | null; readonly asked: Date; readonly page: number };

async function pageOf({ day, asked, page }: Wanted, language: Language, { desk }: Context): Promise<Message> {
  const { catalog, timeZone, store } = desk;
  const { date, entries } = await entriesOn(day, catalog.bulletins, { now: asked, timeZone, store });
  const digest = await digestOf(date, entries.slice(0, MOST_ITEMS), store);
  const left = Math.max(0, entries.length - MOST_ITEMS);
  const view = { kind: day === null ? 'today' : 'day', page } as const;
  return dailyCard({ digest, left }, view, digestDays(catalog.bulletins), language);
}

/** Whether the message was asked for by this user. */
function isOwn({ interaction_metadata }: ComponentCall['message'], userId: string): boolean {
  return (interaction_metadata?.user.id ?? userId) === userId;
}
