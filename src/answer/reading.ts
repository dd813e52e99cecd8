import { readable } from '../bulletin/markup.ts';
import type { Chunk, Sentence } from '../retrieval/chunk.ts';
import { textWithLead } from '../retrieval/chunk.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { figuresIn } from './figures.ts';
import { namesIn, withWholes } from './names.ts';

/** Tells which tokens a text holds. */
export type Holding = Pick<ReadonlySet<string>, 'has'>;

/** What a text holds, as far as questions are compared with it: its tokens, the well-known names (with the places they lie in), and
 *  its years and figures. */
export type Reading = {
  readonly tokens: Holding;
  readonly names: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
};

/** A chunk read once: what stands above its sentences (title, headings, column names), and each sentence by itself. */
export type ChunkReading = { readonly context: Reading; readonly sentences: readonly Reading[] };

/** Reads a text.
 *  @example readText("베이징, '24년") // => { tokens: Set { '베이', … }, names: Set { '베이징', '중국' }, figures: Set { 'year 2024' } } */
export function readText(text: string): Reading {
  const written = readable(text);
  return readWhenAsked({
    tokens: () => new Set(tokenize(written)),
    names: () => withWholes(namesIn(written)),
    figures: () => figuresIn(written),
  });
}

/** Reads a chunk and its sentences. */
export function readChunk(chunk: Chunk): ChunkReading {
  return { context: readText(chunk.context), sentences: chunk.sentences.map((sentence) => readSentence(sentence)) };
}

/** All that the readings hold, as one. */
export function together(readings: readonly Reading[]): Reading {
  return readWhenAsked({
    tokens: () => ({ has: (token) => readings.some(({ tokens }) => tokens.has(token)) }),
    names: () => new Set(readings.flatMap(({ names }) => [...names])),
    figures: () => new Set(readings.flatMap(({ figures }) => [...figures])),
  });
}

/** The reading of a text whose tokens are known already. */
export function withTokens(reading: Reading, tokens: Holding): Reading {
  return readWhenAsked({ tokens: () => tokens, names: () => reading.names, figures: () => reading.figures });
}

/** A reading whose parts are each made when they are asked for, once: most questions hold no name or no figure. */
function readWhenAsked(make: { readonly [K in keyof Reading]: () => Reading[K] }): Reading {
  let tokens: Reading['tokens'] | undefined;
  let names: Reading['names'] | undefined;
  let figures: Reading['figures'] | undefined;
  return {
    get tokens() {
      tokens ??= make.tokens();
      return tokens;
    },
    get names() {
      names ??= make.names();
      return names;
    },
    get figures() {
      figures ??= make.figures();
      return figures;
    },
  };
}

function readSentence(sentence: Sentence): Reading {
  return readText(textWithLead(sentence));
}
