/** A character for private use that stands around a number that a word processor shows but a paragraph's text does not have. */
const SIGN = '\uE0F0';
const MARKED = /^(\s*(?:\*\*)?)\uE0F0([^\uE0F0\n]{1,40})\uE0F0/u;

/** A paragraph's text with the number that is shown before it. */
export function withNumber(text: string, number: string): string {
  return `${SIGN}${number}${SIGN}${text}`;
}

/** The number before a text and the text without it; null when there is none.
 *  @example numberOf(withNumber('가', '1.')) // => { number: '1.', text: '가' } */
export function numberOf(text: string): { readonly number: string; readonly text: string } | null {
  const match = MARKED.exec(text);
  if (match === null) return null;
  return { number: match[2] ?? '', text: `${match[1] ?? ''}${text.slice(match[0].length).trimStart()}` };
}
