/** What Discord reads as marks: emphasis, code, spoilers, links, mentions, headings, quotes, lists. */
const MARKS = /[\\*_~`|<>[\]()#@:-]/g;

/** Text that is shown in a message as it is written.
 *  @example escaped('a*b*') // => 'a\\*b\\*' */
export function escaped(text: string): string {
  return text.replace(MARKS, '\\$&');
}
