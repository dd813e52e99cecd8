import { sentences } from '../bulletin/sentences.ts';

const MORE = '…';

/** What is shown whole or not at all: links, addresses, code, emphasis, escaped marks, dates and mentions, citation numbers, and characters that are
 *  made of several units. */
const WHOLE =
  /\[[^\]\n]*\]\([^)\s]*\)|https?:\/\/\S+|```[\s\S]*?```|`[^`\n]+`|\*\*[^*\n]+\*\*|<[^>\s]+>|(?:\[\d+\])+|\\[^\p{L}\p{N}\s]|\p{Extended_Pictographic}(?:\u200D\p{Extended_Pictographic}|[\uFE0F\u{1F3FB}-\u{1F3FF}])*|[^\p{M}](?:\p{M}|[\u200D\uFE0F])+/gu;

const SENTENCE_SHARE = 0.5; // of the room: a sentence that ends before would leave too much of it empty
const WORD_SHARE = 0.8;

/** The text, if it has at most `most` UTF-16 units; else as much of its beginning as fits, with "…" behind: up to the end of a
 *  sentence, or of a word, and never through a link, a code, an emphasis, an escape, a citation number or a character.
 *  @example cut('첫 문장이다. 둘째 문장이다.', 12) // => '첫 문장이다. …' */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - MORE.length - 1);
  const whole = [...text.matchAll(WHOLE)].map(({ 0: { length }, index }) => ({ from: index, to: index + length }));
  const end = bestEnd(text, room, outside(room, whole, text), whole);
  const kept = text.slice(0, end).trimEnd();
  return kept === '' ? MORE.slice(0, most) : `${kept}${/[.!?。！？]$/u.test(kept) ? ' ' : ''}${MORE}`;
}

type Span = { readonly from: number; readonly to: number };

/** The last place up to `at` that is not inside of what has to stay whole. */
function outside(at: number, whole: readonly Span[], text: string): number {
  const around = whole.find(({ from, to }) => from < at && at < to);
  if (around !== undefined) return around.from;
  return /^[\uDC00-\uDFFF]/.test(text.slice(at)) ? at - 1 : at;
}

function bestEnd(text: string, room: number, last: number, whole: readonly Span[]): number {
  const head = text.slice(0, last);
  const sentence = lastSentenceEnd(text, last);
  if (sentence >= room * SENTENCE_SHARE && outside(sentence, whole, text) === sentence) return sentence;
  const word = head.search(/\s\S*$/u);
  return word >= room * WORD_SHARE && outside(word, whole, text) === word ? word : last;
}

/** Where the last sentence that ends within the first `room` units ends; 0 when none does. */
function lastSentenceEnd(text: string, room: number): number {
  let end = 0;
  for (const sentence of sentences(text)) {
    const next = text.indexOf(sentence, end) + sentence.length;
    if (next > room) break;
    end = next;
  }
  return end;
}
