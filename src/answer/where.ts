import type { Language, Lines } from '../bulletin/bulletin.ts';
import type { Place } from '../bulletin/places.ts';
import { LINES, PLACE } from './phrases.ts';

/** Where in the original file something stands, as a reader can look it up: by page or block, else by line. Of several, each is
 *  named once.
 *  @example where('en', [{ lines: [38, 41], place: { unit: 'page', from: 1, to: 2 } }]) // => 'pp. 1–2' */
export function where(
  language: Language,
  spots: readonly { readonly lines: Lines; readonly place: Place | null }[],
): string {
  const places = spots.flatMap(({ place }) => place ?? []);
  const [first] = places;
  if (first === undefined || places.length < spots.length) {
    return LINES[language](spots.map(({ lines: [from, to] }) => range(from, to)).join(', '));
  }
  const texts = [...new Set(places.map(({ from, to }) => range(from, to)))];
  const text = texts.join(', ');
  return PLACE[language]({ unit: first.unit, text, many: !/^\d+$/.test(text) });
}

function range(from: number, to: number): string {
  return from === to ? `${from}` : `${from}–${to}`;
}
