import type { Token } from './lex.ts';

/** The number that opens a heading. `style` tells 01 and 1. (bare), 1) and (1) (bracket), Ⅰ and I. (roman) apart; `digits` is as printed
 *  but in NFKC; `rest` is the offset in the token's text of what follows. `certain` is false where the digits may be part of the
 *  title (3개 …). */
export type Numbering = {
  readonly style: 'bare' | 'bracket' | 'roman';
  readonly value: number;
  readonly digits: string;
  readonly rest: number;
  readonly certain: boolean;
};

const ROMANS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const ROMAN = /^(?:제\s*)?([IVX]{1,5}|[Ⅰ-Ⅻ])(?:\s*[.．)、:：]\s*|\s+|(?=\p{Script=Hangul}|$))/u;
const BRACKET = /^(?:[(（[【]\s*([\d０-９]{1,2})\s*[)）\]】]|([\d０-９]{1,2})\s*[)）])\s*/;
const LEVELS = /^([\d０-９]{1,2})[-.]([\d０-９]{1,2})[.)．]\s*(?=\p{L})/u; // 1-1. and 1.1.
const BARE =
  /^(?:No\.?\s*)?([\d０-９]{1,2})(?:\s*[.．、:：]\s*(?![\d０-９])|\s*[|｜]\s*|\s+(?=\S)|(?=[^\d０-９\s.．,:~%\-/월년일])|(?<=0\d)(?=(?:19|20)\d\d\P{N})|\s*$)/u;

/** The number at the start of a token's text, or, for an ordered list entry, of its mark; null when there is none.
 *  @example numberingOf('01과기부 외').digits // => '01' */
export function numberingOf({ text, mark }: Pick<Token, 'text' | 'mark'>): Numbering | null {
  const ordered = /(\d{1,3})([.)])/.exec(mark);
  if (ordered !== null) {
    const [, digits = '', stop] = ordered;
    return { style: stop === '.' ? 'bare' : 'bracket', value: Number(digits), digits, rest: 0, certain: true };
  }
  return roman(text) ?? bracket(text) ?? bare(text);
}

function roman(text: string): Numbering | null {
  const match = ROMAN.exec(text);
  if (match === null) return null;
  const digits = (match[1] ?? '').normalize('NFKC');
  const value = ROMANS.indexOf(digits) + 1;
  if (value === 0) return null;
  return { style: 'roman', value, digits, rest: match[0].length, certain: !/^[IVX]+\s+[a-z]/.test(text) };
}

function bracket(text: string): Numbering | null {
  const match = BRACKET.exec(text);
  if (match === null) return null;
  const digits = (match[1] ?? match[2] ?? '').normalize('NFKC');
  return { style: 'bracket', value: Number(digits), digits, rest: match[0].length, certain: true };
}

function bare(text: string): Numbering | null {
  const levels = LEVELS.exec(text);
  if (levels !== null) {
    const [whole, upper = '', lower = ''] = levels.map((part) => part.normalize('NFKC'));
    return {
      style: 'bare',
      value: Number(lower),
      digits: `${upper}-${lower}`,
      rest: (whole ?? '').length,
      certain: true,
    };
  }
  const match = BARE.exec(text);
  if (match === null) return null;
  const digits = (match[1] ?? '').normalize('NFKC');
  const isJoined = /[\d０-９]$/.test(match[0]) && match[0].length < text.length;
  const certain = digits.startsWith('0') || !isJoined;
  return { style: 'bare', value: Number(digits), digits, rest: match[0].length, certain };
}
