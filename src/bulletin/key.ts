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
  const pairs = pairsOf(longer);
  const shared = pairsOf(shorter).filter((pair) => {
    const at = pairs.indexOf(pair);
    if (at !== -1) pairs.splice(at, 1);
    return at !== -1;
  });
  return (2 * shared.length) / (a.length + b.length - 2) >= ALIKE;
}

function pairsOf(key: string): string[] {
  return Array.from({ length: key.length - 1 }, (_, i) => key.slice(i, i + 2));
}
