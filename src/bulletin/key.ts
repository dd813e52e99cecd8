import { fold } from './fold.ts';

const ALIKE = 0.75; // share of letter pairs in common from which two titles are one, misread letters and cut ends included
const SHORTEST_PART = 8; // letters; a shorter title inside another proves nothing

/** What titles are compared by: letters and digits in NFKC, lower case.
 *  @example keyOf("'AI+ 실행계획' 발표") // => 'ai실행계획발표' */
export function keyOf(title: string): string {
  return fold(title)
    .text.toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether two keys are of one title, given some letters misread or an end cut off. */
export function isAlike(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length < SHORTEST_PART) return false;
  if (longer.includes(shorter) && shorter.length >= longer.length * 0.6) return true;
  const enough = ALIKE * (a.length + b.length - 2);
  return 2 * (shorter.length - 1) >= enough && 2 * sharedPairs(shorter, longer) >= enough;
}

/** How many pairs of neighbouring letters two keys have in common, each counted as often as in both. */
function sharedPairs(shorter: string, longer: string): number {
  const left = new Map<string, number>();
  for (let i = 0; i + 1 < longer.length; i++) {
    const pair = longer.slice(i, i + 2);
    left.set(pair, (left.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 1 < shorter.length; i++) {
    const pair = shorter.slice(i, i + 2);
    const count = left.get(pair) ?? 0;
    if (count > 0) shared++;
    left.set(pair, count - 1);
  }
  return shared;
}
