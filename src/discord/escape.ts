const URL = /https?:\/\/[^\s<>\\]*[^\s<>\\.,:;"')\]]/g; // as Discord finds links by itself: marks inside are no marks

/** What Discord reads as a mark wherever it stands: emphasis, code, strikes, spoilers, links with a text, mentions and dates, emoji. */
const INLINE = /[\\*_`]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||(?<=\])\(|<(?=[@#:/a-z]|$)|:(?=[\w+-]+:)|(?<=:[\w+-]+):/gi;

/** What is a mark at the start of a line: quotes, headings, lists. */
const LINE_START = /^(\s*)(>|#{1,3}(?=\s)|[-+](?=\s|#))/gm;

/** Text that a message shows as it was written, whoever wrote it. Addresses stay links.
 *  @example escaped('*a* b_c [1](2)') // => '\\*a\\* b\\_c [1]\\(2)' */
export function escaped(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: url, index } of text.matchAll(URL)) {
    parts.push(text.slice(from, index).replace(INLINE, '\\$&'), url);
    from = index + url.length;
  }
  return [...parts, text.slice(from).replace(INLINE, '\\$&')].join('').replace(LINE_START, '$1\\$2');
}

/** What was escaped, as it was written.
 *  @example unescaped('\\*a\\*') // => '*a*' */
export function unescaped(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}
