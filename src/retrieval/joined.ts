/** All words that take one part from each list, in the order of the lists.
 *  @example joined([['역', '력'], ['사']]) // => ['역사', '력사'] */
export function joined(parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((words, ways) => words.flatMap((word) => ways.map((way) => word + way)), ['']);
}
