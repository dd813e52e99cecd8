import { createHash } from 'node:crypto';
import { foldTyped, typedPattern } from './hangul.ts';

const CHOICES = 25; // Discord's limit, as are the two below
const NAME_UNITS = 100;
const VALUE_UNITS = 100;
const TYPED_UNITS = 100; // longer than any name that could still fit
const ELLIPSIS = '…';
const LETTER = '[\\p{L}\\p{N}]';

/** One line of an autocompletion: what is shown, 1 to 100 UTF-16 units, and what is sent when it is chosen, at most 100. */
export type Choice = { readonly name: string; readonly value: string };

/** Something that can be suggested, ready to be compared: its choice, its folded title, and that with all else it is found by. */
export type Suggestible = { readonly choice: Choice; readonly title: string; readonly all: string };

/** Something with an id and a title as it can be suggested; `detail` (a date, a count) is shown behind the title, `words` find it too. */
export function suggestible(
  id: string,
  title: string,
  { detail = null, words = [] }: { readonly detail?: string | null; readonly words?: readonly string[] },
): Suggestible {
  const folded = foldTyped(title);
  return {
    choice: { name: choiceName(title, detail) || choiceName(id, null), value: choiceValue(id) },
    title: folded,
    all: `${folded} ${foldTyped([...words, detail ?? ''].join(' '))}`,
  };
}

/** The choices that fit what was typed, at most 25: titles that begin with it, then those with a word that does, those with it inside,
 *  and what has each of its words somewhere; alike ones in the order given. All in that order when nothing was typed. Hangul may be
 *  given by initial consonants (ㅅㅌ: 석탄) and as far as it is typed. */
export function suggest(from: readonly Suggestible[], typed: string): readonly Choice[] {
  const folded = foldTyped(typed.slice(0, TYPED_UNITS));
  if (folded === '') return from.slice(0, CHOICES).map(({ choice }) => choice);
  const rank = ranking(folded);
  const ranked: Choice[][] = [[], [], [], []];
  for (const one of from) {
    const found = ranked[rank(one)];
    if (found !== undefined && found.length < CHOICES) found.push(one.choice);
    if (ranked[0]?.length === CHOICES) break;
  }
  return ranked.flat().slice(0, CHOICES);
}

/** An id as the value of a choice: itself, or a short form that stands for it where it is too long.
 *  @example choiceValue('kostec-2024-08-02/I-01') // => 'kostec-2024-08-02/I-01' */
export function choiceValue(id: string): string {
  if (id.length <= VALUE_UNITS) return id;
  return `~${createHash('sha256').update(id).digest('base64url').slice(0, 22)}`;
}

/** A title with its detail in at most 100 UTF-16 units, in one line; the title is cut between two characters as a reader sees them.
 *  Empty only for an empty title.
 *  @example choiceName('석탄 산업', '2024-07-24') // => '석탄 산업 · 2024-07-24' */
export function choiceName(title: string, detail: string | null): string {
  const line = title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const tail = detail === null || line.includes(detail) ? '' : ` · ${detail}`;
  if (line === '' || line.length + tail.length <= NAME_UNITS) return line === '' ? '' : line + tail;
  return cutAt(line, NAME_UNITS - tail.length - ELLIPSIS.length).trimEnd() + ELLIPSIS + tail;
}

function cutAt(text: string, units: number): string {
  const characters = new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(text.slice(0, units + NAME_UNITS));
  let end = 0;
  for (const { index, segment } of characters) {
    if (index + segment.length > units) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Gives 0 for the best place of what was typed to 3, or -1 where it is not found. */
function ranking(folded: string): (one: Suggestible) => number {
  const phrase = typedPattern(folded);
  const inside = new RegExp(phrase, 'u');
  const atStart = new RegExp(`^[^\\p{L}\\p{N}]*${phrase}`, 'u');
  const atWord = new RegExp(`(?<!${LETTER})${phrase}`, 'u');
  const words = folded.split(' ').map((word) => new RegExp(typedPattern(word), 'u'));
  return ({ title, all }) => {
    if (inside.test(title)) {
      if (atStart.test(title)) return 0;
      return atWord.test(title) ? 1 : 2;
    }
    return words.every((word) => word.test(all)) ? 3 : -1;
  };
}
