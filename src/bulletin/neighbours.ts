import type { Token } from './lex.ts';

/** For each token the next and the previous one with text, itself included; `lastBody` is the last list entry or plain line. */
type Neighbours = { readonly next: Int32Array; readonly previous: Int32Array; readonly lastBody: number };

// Looked up for every line: walking there each time would take forever over thousands of blank lines.
const known = new WeakMap<readonly Token[], Neighbours>();

/** The index of the next token with text at or after `i`, or the number of tokens. Tokens must not change after the first look. */
export function nextText(tokens: readonly Token[], i: number): number {
  return i < tokens.length ? (neighboursOf(tokens).next[Math.max(0, i)] ?? tokens.length) : tokens.length;
}

/** The index of the last token with text before `i`, or -1. */
export function previousText(tokens: readonly Token[], i: number): number {
  return i > 0 ? (neighboursOf(tokens).previous[Math.min(i, tokens.length) - 1] ?? -1) : -1;
}

/** Whether a list entry or a plain line stands at or after `i`. */
export function hasBodyFrom(tokens: readonly Token[], i: number): boolean {
  return neighboursOf(tokens).lastBody >= i;
}

function neighboursOf(tokens: readonly Token[]): Neighbours {
  const before = known.get(tokens);
  if (before !== undefined) return before;
  const next = new Int32Array(tokens.length);
  const previous = new Int32Array(tokens.length);
  const isEmpty = (i: number) => tokens[i]?.kind === 'blank' || tokens[i]?.kind === 'rule';
  for (let i = tokens.length - 1, at = tokens.length; i >= 0; i--) {
    if (!isEmpty(i)) at = i;
    next[i] = at;
  }
  for (let i = 0, at = -1; i < tokens.length; i++) {
    if (!isEmpty(i)) at = i;
    previous[i] = at;
  }
  const lastBody = tokens.findLastIndex((token) => token.kind === 'bullet' || token.kind === 'text');
  const found = { next, previous, lastBody };
  known.set(tokens, found);
  return found;
}
