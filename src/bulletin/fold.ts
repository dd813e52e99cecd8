/** A text in NFKC with the way back: `origin(i)` is the offset in the original of the character at offset i of `text`. */
export type Folded = { readonly text: string; readonly origin: (offset: number) => number };

const SEGMENT = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}/gu;

/** Folds a text to NFKC for comparison: full-width digits, decomposed Hangul and look-alikes become the common form.
 *  @example fold('Ⅱ．').text // => 'II.' */
export function fold(original: string): Folded {
  const folded = original.normalize('NFKC');
  if (folded === original) return { text: original, origin: (offset) => offset };
  let text = '';
  const origins: number[] = [];
  for (const match of original.matchAll(SEGMENT)) {
    const piece = match[0].normalize('NFKC');
    for (let i = 0; i < piece.length; i++) origins.push(match.index);
    text += piece;
  }
  return { text, origin: (offset) => origins[offset] ?? original.length };
}
