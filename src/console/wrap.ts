import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** How many columns a text takes on a terminal: Hangul and Han characters take two, colours none.
 *  @example displayWidth('AI 실행계획') // => 11 */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** A text in lines of at most `columns`, broken at spaces, or inside a word that is longer than a line. The first line begins with
 *  `first` and the others with `rest`, both counted in.
 *  @example wrap('위험 분담률 향상', 10, '- ', '  ') // => ['- 위험', '  분담률', '  향상'] */
export function wrap(text: string, columns: number, first = '', rest = first): string[] {
  const room = Math.max(1, columns - Math.max(displayWidth(first), displayWidth(rest)));
  return wrapAnsi(text, room, { hard: true })
    .split('\n')
    .map((line, i) => `${i === 0 ? first : rest}${line}`);
}

/** Short texts one after the other with · between them, as many on a line as have room.
 *  @example flow(['정책동향', '2024-08-02', '60행'], 22) // => ['정책동향 · 2024-08-02', '60행'] */
export function flow(parts: readonly string[], columns: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const joined = `${lines.at(-1) ?? ''} · ${part}`;
    if (lines.length > 0 && displayWidth(joined) <= columns) lines.splice(-1, 1, joined);
    else lines.push(...wrap(part, columns, indent));
  }
  return lines;
}

/** A text cut to `columns`, with … where something is left out. Expects a text without colours.
 *  @example cutTo('과학기술', 5) // => '과학…' */
export function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (displayWidth(`${kept}${segment}…`) > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}
