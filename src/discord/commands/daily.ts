import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { Language } from '../../bulletin/bulletin.ts';
import { isDay } from '../../bulletin/day.ts';
import { slotAt } from '../../daily/slots.ts';
import { digest, digestDays } from '../../digest.ts';
import type { ComponentCall } from '../call.ts';
import type { Command, Message, Reply } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { dailyCard, dailyPageId } from '../daily-card.ts';
import { NOT_A_DATE } from '../daily-messages.ts';
import { escaped } from '../escape.ts';
import { described } from '../localized.ts';

const LONGEST_SHOWN = 60;

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
  acknowledge: () => 'at-once',
  autocomplete: ({ focused }, { suggester }) => suggester.days(focused.value),
  execute: async ({ options, language }, context) => {
    const date = options.text('date')?.trim() ?? '';
    if (date !== '' && !isDay(date)) {
      const content = NOT_A_DATE[language](escaped(date.slice(0, LONGEST_SHOWN)));
      return { kind: 'message', message: { content }, hidden: true };
    }
    const message = await pageOf({ day: date === '' ? null : date, asked: context.now(), page: 0 }, language, context);
    return { kind: 'message', message, hidden: message.embeds === undefined };
  },
} satisfies Command;

/** Turns the pages of a day: for who asked for it in its place, for others in a message of their own. */
export const dailyPages = handlerOf(dailyPageId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async ({ language, userId, message }, { day, view, page }, context: Context): Promise<Reply> => {
    // The view of today is that of the day on which it was asked for.
    const asked = new Date(slotAt(day, '12:00', context.desk.timeZone) ?? day);
    const shown = await pageOf({ day: view === 'day' ? day : null, asked, page }, language, context);
    const isOwn = (message.interaction_metadata?.user.id ?? userId) === userId;
    return isOwn ? { kind: 'update', message: shown } : { kind: 'message', message: shown, hidden: true };
  },
});

type Wanted = { readonly day: string | null; readonly asked: Date; readonly page: number };

async function pageOf({ day, asked, page }: Wanted, language: Language, { desk }: Context): Promise<Message> {
  const { bulletins } = desk.catalog;
  const result = await digest(day, bulletins, { now: asked, timeZone: desk.timeZone, store: desk.store });
  return dailyCard(result, { kind: day === null ? 'today' : 'day', page }, digestDays(bulletins), language);
}
