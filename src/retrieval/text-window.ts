/** The longest piece of the model's vocabulary has 16 characters, and NFKC, which the tokenizer applies, may make one of two. */
const CHARACTERS_A_TOKEN = 32;
/** A segment is short, because the tokenizer fails on words of a million characters. */
const SEGMENT_CHARACTERS = 2_000;
/** About 50 ms of counting: as long as a question may have to wait. */
const BATCH_CHARACTERS = 8_000;

/** The start of a text that can matter to a model of this many tokens, white space as single spaces: the tokenizer would
 *  split there alike, but in quadratic time for long runs of it.
 *  @example windowOf('하나 \n 둘', 512) // => '하나 둘' */
export function windowOf(text: string, maxTokens: number): string {
  return collapsed(text).slice(0, maxTokens * CHARACTERS_A_TOKEN);
}

/** Cuts a text into parts of at most 2,000 characters, after a space where there is one. Joined they are the text with white space
 *  as single spaces; the parts of an empty text are none.
 *  @example segments('하나 \n 둘') // => ['하나 둘'] */
export function segments(text: string): string[] {
  const rest = collapsed(text);
  const parts: string[] = [];
  for (let start = 0; start < rest.length; ) {
    const end = endOfSegment(rest, start);
    parts.push(rest.slice(start, end));
    start = end;
  }
  return parts;
}

/** Puts neighbours together, in order, as long as they have at most 8,000 characters together. */
export function batches<T extends { readonly text: string }>(parts: readonly T[]): T[][] {
  const result: T[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const last = result.at(-1);
    if (last === undefined || size + part.text.length > BATCH_CHARACTERS) {
      result.push([part]);
      size = part.text.length;
    } else {
      last.push(part);
      size += part.text.length;
    }
  }
  return result;
}

function collapsed(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function endOfSegment(text: string, start: number): number {
  const end = start + SEGMENT_CHARACTERS;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end - 1);
  if (space > start) return space + 1;
  const splitsPair = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return splitsPair ? end - 1 : end;
}
