import type { APIEmbed, APIMessage } from 'discord.js';
import type { Language } from '../bulletin/bulletin.ts';
import { languageSchema } from '../bulletin/bulletin.ts';
import { cut } from './cut.ts';
import { escaped, unescaped } from './escape.ts';
import { QUESTION } from './messages.ts';

/** Longest question, in characters: some sentences. */
export const LONGEST_QUESTION = 300;

const TITLE = 256;
const QUOTE = '> ';

/** How a card names its question: as the title or, where it is too long for one, in the first line. A button finds it there again. */
export function questionHead(
  question: string,
  language: Language,
): { readonly title: string; readonly lead: string | null } {
  const text = escaped(asked(question));
  if (text.length <= TITLE && text !== '' && !isHeading(text)) return { title: text, lead: null };
  return { title: QUESTION[language], lead: text === '' ? null : `${QUOTE}${text}` };
}

/** The question of a card; null where there is none. */
export function questionOf({ embeds: [card] }: Pick<APIMessage, 'embeds'>): string | null {
  if (card?.title === undefined) return null;
  const question = isHeading(card.title) ? leadOf(card) : card.title;
  return question === null ? null : unescaped(question);
}

/** The question as it is asked and shown: on one line, without what steers text, not too long.
 *  @example asked(' 석탄\n발전 ') // => '석탄 발전' */
export function asked(text: string): string {
  const line = text.replace(/[\s\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return cut(line, LONGEST_QUESTION);
}

function isHeading(title: string): boolean {
  return languageSchema.options.some((language) => QUESTION[language] === title);
}

function leadOf({ description = '' }: APIEmbed): string | null {
  const [first = ''] = description.split('\n');
  return first.startsWith(QUOTE) ? first.slice(QUOTE.length) : null;
}
