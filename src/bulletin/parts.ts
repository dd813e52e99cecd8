import { hasText } from './blocks.ts';
import type { Part, Warning } from './bulletin.ts';
import type { Token } from './lex.ts';

/** Tokens `from` to `to` (exclusive) that make a part of the bulletin. */
export type Piece = {
  readonly kind: Part['kind'];
  readonly from: number;
  readonly to: number;
  readonly ref: string | null;
};

/** Lays the pieces over the file: neighbours of one kind become one part, lines in no piece `unplaced` or `blank`. A stretch of blank
 *  lines is a part of its own between parts of different kinds, and belongs to an item that it ends. */
export function partsOf(tokens: readonly Token[], pieces: readonly Piece[]): { parts: Part[]; warnings: Warning[] } {
  const kinds = tokens.map(
    (token): Omit<Part, 'lines'> => ({ kind: hasText(token) ? 'unplaced' : 'blank', ref: null }),
  );
  for (const { kind, from, to, ref } of pieces) {
    for (let i = from; i < to; i++) {
      const token = tokens[i];
      if (token !== undefined && (kind === 'item' || hasText(token))) kinds[i] = { kind, ref };
    }
  }
  const parts: Part[] = [];
  tokens.forEach((token, i) => {
    const { kind = 'blank', ref = null } = kinds[i] ?? {};
    const last = parts.at(-1);
    const before = parts.at(-2);
    if (last?.kind === kind && last.ref === ref) {
      parts[parts.length - 1] = { ...last, lines: [last.lines[0], token.lines[1]] };
    } else if (last?.kind === 'blank' && before?.kind === kind && before.ref === ref) {
      parts.splice(-2, 2, { ...before, lines: [before.lines[0], token.lines[1]] });
    } else {
      parts.push({ kind, ref, lines: token.lines });
    }
  });
  return { parts, warnings: parts.flatMap(warn) };
}

function warn({ kind, lines }: Part): Warning[] {
  if (kind !== 'unplaced') return [];
  return [
    { code: 'UNPLACED', lines, message: `Lines ${lines[0]} to ${lines[1]} belong to no item and are not searched.` },
  ];
}
