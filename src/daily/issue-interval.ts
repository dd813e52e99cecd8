import type { StoredBulletin } from '../store/store.ts';
import { daysBetween } from './days.ts';

const WEEKLY = 7; // days, while only one issue is known
const LONGEST = 31; // days: what comes more rarely has no fixed rhythm

/** How many days after an issue the next is due: as many as it came after the one before it of the same publisher, 7 where there is none. */
export function issueInterval(issue: StoredBulletin, bulletins: readonly StoredBulletin[]): number {
  const { publisher, publishedOn } = issue.bulletin;
  if (publishedOn === null) return WEEKLY;
  const earlier = bulletins
    .filter(({ bulletin }) => bulletin.publisher === publisher)
    .flatMap(({ bulletin }) => bulletin.publishedOn ?? [])
    .filter((day) => day < publishedOn)
    .sort();
  const before = earlier.at(-1);
  return before === undefined ? WEEKLY : Math.min(LONGEST, daysBetween(before, publishedOn));
}
