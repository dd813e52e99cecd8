import type { BulletinRecord } from '../../src/store/store.ts';
import { recordOf } from '../fakes/records.ts';

/** So many bulletins take turns. */
export const BULLETINS = 3;

/** One of a series of records: each replaces the one that came `BULLETINS` before it, with more or fewer items and another text. */
export function versionOf(number: number): BulletinRecord {
  const items = Array.from({ length: 4 + (number % 7) }, (_, i) => `I-${i}`);
  const text = `제${number}호의 과제를 공고했다. `.repeat(20);
  const record = recordOf({ id: `b${number % BULLETINS}`, items, text, dimension: 64 });
  return { ...record, fingerprint: `${number}` };
}
