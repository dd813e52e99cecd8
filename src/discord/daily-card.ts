import { z } from 'zod';
import type { Digest } from '../answer/answer.ts';
import { NO_ITEMS_THAT_DAY } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { daySchema } from '../bulletin/bulletin.ts';
import { nearestDays } from '../digest.ts';
import type { Message } from './command.ts';
import { customId } from './custom-id.ts';
import { DIGEST_TITLE, NEAREST_DAYS } from './daily-messages.ts';
import { digestCard, digestPages, totalsOf } from './digest-card.ts';
import { NOTHING_INDEXED } from './messages.ts';
import { pageRow, pageText, pagingOf } from './pager.ts';

const DAYS_NAMED = 5;

/** Turns to a page of a day's digest; `today` is the view without a date, of the day it was asked for. */
export const dailyPageId = customId('daily', {
  day: daySchema,
  view: z.enum(['day', 'today']),
  page: z.coerce.number<string>().int().nonnegative().max(999),
});

/** A page of a day's digest as a card, with buttons to the pages beside it; of a day without items a sentence that offers the nearest of `days`.
 *  `left` more items have no room. Pages count from 0. */
export function dailyCard(
  { digest, left }: { readonly digest: Digest; readonly left: number },
  view: { readonly kind: 'day' | 'today'; readonly page: number },
  days: readonly string[],
  language: Language,
): Message {
  if (digest.items.length === 0) return { content: nothingOn(digest.date, days, language) };
  const pages = digestPages(digest, left, language);
  const paging = pagingOf(view.page, pages.length, 1);
  const page = pages[paging.page];
  if (page === undefined) return { content: nothingOn(digest.date, days, language) };
  const footer = [totalsOf(digest, language), ...(paging.pages === 1 ? [] : [pageText(paging)])].join(' · ');
  return {
    embeds: [digestCard(page, DIGEST_TITLE[language](digest.date), footer)],
    components: pageRow(paging, (to) => dailyPageId.encode({ day: digest.date, view: view.kind, page: to })),
  };
}

function nothingOn(day: string, days: readonly string[], language: Language): string {
  const nearest = nearestDays(days, day, DAYS_NAMED);
  if (nearest.length === 0) return NOTHING_INDEXED[language];
  return `${NO_ITEMS_THAT_DAY[language](day)}\n${NEAREST_DAYS[language](nearest.join(', '))}`;
}
