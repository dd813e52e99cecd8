import { sentences } from '../bulletin/sentences.ts';

/** What of a message is no text: code, what Discord puts in angle brackets (mentions, emoji, dates), addresses, marks. */
const NOT_TEXT = [
  /```[\s\S]*?(?:```|$)/g,
  /<(?:@[!&]?|#|a?:\w+:|t:|\/[^:>]+:|id:)[^>]*>/g,
  /https?:\/\/\S+/g,
  /^\s*(?:>{1,3}|#{1,3}|-#|[-*+]|\d+\.)\s+/gm,
  /\*+|_{2,}|~~|\|\||`+/g,
];

/** How questions end in the three languages. */
const QUESTION = /[?？]$|(?:까|나요|가요|는가|은가|인가|을까|呢|吗)[.!]?$/u;

/** What a message asks: its text without marks; of one that is longer than `most` characters its questions, where it has some that fit.
 *  Null when there is no word in it.
 *  @example questionIn('> **석탄** 감축은? <@123>', 300) // => '석탄 감축은?' */
export function questionIn(content: string, most: number): string | null {
  const plain = NOT_TEXT.reduce((text, part) => text.replace(part, ' '), content);
  const text = plain.replace(/\s+/gu, ' ').trim();
  if (!/\p{L}/u.test(text)) return null;
  if (text.length <= most) return text;
  const questions = sentences(text).filter((sentence) => QUESTION.test(sentence.trim()));
  const fitting = questions.reduce((all, one) => (all.length + one.length < most ? `${all} ${one}`.trim() : all), '');
  return fitting === '' ? text : fitting;
}
