import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

const COLUMNS = 80; // where the output is no terminal, or does not tell
const WIDEST = 110; // longer lines are hard to read

/** What is emphasised, and how. */
export type Emphasis = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red';

/** Where text is shown: how wide it is, and whether it shows colours. */
export type Screen = { readonly columns: number; readonly colours: boolean };

/** A stream that text is written to; a terminal tells its width. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The screen behind a stream. Colours on terminals only, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function screenOf(stream: Output): Screen {
  const columns = stream.isTTY === true && stream.columns !== undefined ? stream.columns : COLUMNS;
  return { columns: Math.min(WIDEST, Math.max(20, columns)), colours: styleText('bold', 'x', { stream }) !== 'x' };
}

/** The text emphasised where the screen has colours.
 *  @example paint({ columns: 80, colours: false }, 'bold', '제목') // => '제목' */
export function paint({ colours }: Screen, emphasis: Emphasis, text: string): string {
  return colours ? styleText(emphasis, text, { validateStream: false }) : text;
}
