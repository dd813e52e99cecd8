import type { Language } from '../bulletin/bulletin.ts';
import type { Chunk } from './chunk.ts';
import { searchText } from './chunk.ts';
import { tokenize } from './tokenize.ts';

/** Rises when the same chunk gets other tokens: entries that were kept before are then made anew. */
export const ENTRY_VERSION = 2;

/** What a chunk is found by, without its text. `tokens` are those of its search text, repeated as they occur; `vector` is the unit
 *  vector of that text, or null without a model. */
export type ChunkEntry = {
  readonly id: string;
  readonly itemId: string;
  readonly language: Language;
  readonly tokens: readonly string[];
  readonly vector: Float32Array | null;
};

/** The entry of a chunk. */
export function entryOf(chunk: Chunk, vector: Float32Array | null): ChunkEntry {
  const { id, itemId, language } = chunk;
  return { id, itemId, language, tokens: tokenize(searchText(chunk)), vector };
}
