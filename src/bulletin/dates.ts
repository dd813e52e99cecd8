import { DATE_FORMS, type Fields } from './date-forms.ts';
import { fold } from './fold.ts';

/** A date in a text. `from` and `to` are its first and last day as YYYY-MM-DD, the same for a day; `start` and `end` are
 *  offsets, `end` exclusive. `hasYear` is false when the year was filled in. */
export type FoundDate = {
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  readonly precision: 'day' | 'month' | 'year' | 'range';
  readonly hasYear: boolean;
};

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"']+/g;

/** Finds the dates of a text in their order, Korean, Chinese, English or numeric: days, months, years and ranges of them. A missing
 *  year is the one that puts the date nearest before or at `reference` (YYYY-MM-DD); without a reference such dates are left
 *  out. So are impossible dates, amounts, versions and what stands in web addresses.
 *  @example findDates("확대(12.28)", '2024-01-05')[0]?.from // => '2023-12-28'
 *  @example findDates("'24~'27", null)[0] // => { from: '2024-01-01', to: '2027-12-31', precision: 'range', … } */
export function findDates(text: string, reference: string | null): FoundDate[] {
  const folded = fold(text);
  const searched = folded.text.replace(ADDRESS, (address) => ' '.repeat(address.length));
  const taken = new Uint8Array(searched.length);
  const found: FoundDate[] = [];
  for (const form of DATE_FORMS) {
    if (searched.search(form.pattern) === -1) continue; // as is so for most forms, and cheaper than to list what is found
    for (const match of searched.matchAll(form.pattern)) {
      const start = match.index + (match.groups?.lead?.length ?? 0);
      const end = match.index + match[0].length;
      const fields = taken.subarray(start, end).includes(1) ? null : form.read(match.groups ?? {});
      if (fields === null) continue;
      taken.fill(1, start, end);
      const days = resolve(fields, reference);
      if (days === null) continue;
      found.push({ start: folded.origin(start), end: folded.origin(end), ...days });
    }
  }
  return joinRanges(
    text,
    found.sort((a, b) => a.start - b.start),
  );
}

/** The day that a text states, or null. Of several the last: titles and source lines end with theirs. Of a range of days the first.
 *  @example readDay('금융 지원 확대(7.24)', '2024-08-02') // => '2024-07-24'
 *  @example readDay('요율 7.24%', '2024-08-02') // => null */
export function readDay(text: string, reference: string | null): string | null {
  const days = findDates(text, reference).filter(
    ({ precision, from, to }) => precision === 'day' || (precision === 'range' && from.slice(0, 7) === to.slice(0, 7)),
  );
  return days.at(-1)?.from ?? null;
}

type Days = Omit<FoundDate, 'start' | 'end'>;

function resolve(fields: Fields, reference: string | null): Days | null {
  const year = fields.year ?? yearBefore(fields, reference);
  if (year === null) return null;
  const hasYear = fields.year !== null;
  const { month, day, until } = fields;
  const from = dayOf(year, month ?? 1, day ?? 1);
  const last = until ?? { year, month, day };
  const to = lastDay(last.year ?? year, last.month, last.day);
  if (from === null || to === null || to < from) return null;
  const precision = until !== null ? 'range' : day !== null ? 'day' : month !== null ? 'month' : 'year';
  return { from, to, precision, hasYear };
}

function yearBefore({ month, day }: Fields, reference: string | null): number | null {
  if (reference === null || month === null) return null;
  const year = Number(reference.slice(0, 4));
  const known = [year, year - 1].find((candidate) => {
    const date = dayOf(candidate, month, day ?? 1);
    return date !== null && date <= reference;
  });
  return known ?? null;
}

function lastDay(year: number, month: number | null, day: number | null): string | null {
  const lastMonth = month ?? 12;
  if (day !== null) return dayOf(year, lastMonth, day);
  return lastMonth >= 1 && lastMonth <= 12
    ? dayOf(year, lastMonth, new Date(Date.UTC(year, lastMonth, 0)).getUTCDate())
    : null;
}

/** The day as YYYY-MM-DD; null when the calendar has none such. */
function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Two dates with a tilde or dash between them are one range. */
function joinRanges(text: string, found: readonly FoundDate[]): FoundDate[] {
  const joined: FoundDate[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, next.start);
    if (last !== undefined && /^\s*(?:\([^()]\)\s*)?[~∼〜～–—-]\s*$/u.test(between) && last.from <= next.to) {
      joined[joined.length - 1] = { ...last, end: next.end, to: next.to, precision: 'range' };
    } else {
      joined.push(next);
    }
  }
  return joined;
}
