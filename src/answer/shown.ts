import { readable } from '../bulletin/markup.ts';

const UNSAFE = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu; // a bulletin must not steer the terminal or turn its text round

/** Text from a bulletin as it is shown: LaTeX as Unicode, without characters that steer what shows it.
 *  @example shown('$CO_2$ 감축') // => 'CO₂ 감축' */
export function shown(text: string): string {
  return readable(text).replace(UNSAFE, ' ');
}
