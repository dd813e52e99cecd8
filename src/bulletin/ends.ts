/** A text without the characters at its end that `unwanted` fits. A pattern such as /x+$/ tries anew at each x of every run.
 *  @example withoutEnd('가, ,', /[\s,]/) // => '가' */
export function withoutEnd(text: string, unwanted: RegExp): string {
  let end = text.length;
  while (end > 0 && unwanted.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
