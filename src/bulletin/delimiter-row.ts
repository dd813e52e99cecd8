/** Whether a line is the row of dashes below the header of a Markdown table.
 *  @example isDelimiterRow('|---|:-:|') // => true
 *  @example isDelimiterRow('| - | - |') // => false */
export function isDelimiterRow(line: string): boolean {
  return /^[\s|:-]+$/.test(line) && line.includes('|') && /--|\|:?-:?\|/.test(line);
}
