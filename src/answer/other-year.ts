import type { Period } from './answer.ts';
import type { Reading } from './reading.ts';

const LEAST_MONTHS = 6; // a shorter period is met by an item that is dated in it

/** Tokens that speak of the year before a text was published, and of the year after; those of a list all together. */
const BEFORE = [['작년'], ['난해'], ['전년'], ['去年'], ['上年'], ['last', 'year'], ['previous', 'year']];
const AFTER = [['내년'], ['明年'], ['来年'], ['next', 'year']];

/** The year, as a figure, that an item of another time has to speak of to be about a period of a year, or half of one ("작년", "last year"); null
 *  when the period is shorter, or the item speaks of that year as the last or next one. `publishedOn` is the day of its bulletin.
 *  @example yearSought({ from: '2025-01-01', to: '2025-12-31' }, { item, publishedOn: '2026-02-06' }) // => 'year 2025' */
export function yearSought(
  { from, to }: Period,
  { item, publishedOn }: { readonly item: Reading; readonly publishedOn: string | null },
): string | null {
  const year = Number(from.slice(0, 4));
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  if (Number(to.slice(0, 4)) !== year || months < LEAST_MONTHS) return null;
  const published = publishedOn === null ? Number.NaN : Number(publishedOn.slice(0, 4));
  const says = (phrases: readonly (readonly string[])[]) =>
    phrases.some((tokens) => tokens.every((token) => item.tokens.has(token)));
  if (published - 1 === year && says(BEFORE)) return null;
  if (published + 1 === year && says(AFTER)) return null;
  return `year ${year}`;
}
