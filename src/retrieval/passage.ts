import type { Language } from '../bulletin/bulletin.ts';
import type { Alikes } from './alikes.ts';
import type { Chunk } from './chunk.ts';

/** The form of a question that is searched. `vector` is null when the model is unavailable: then only words are searched. `variants` are the
 *  tokens of the question with other forms of the names in it: of all these, what suits a chunk best counts. `alikes`
 *  are what the tokens may be in other scripts, as `Retriever.withAlikes` tells. */
export type Query = {
  readonly text: string;
  readonly language: Language;
  readonly tokens: readonly string[];
  readonly variants?: readonly (readonly string[])[];
  readonly alikes?: Alikes;
  readonly vector: Float32Array | null;
};

/** Which list gave what: the parts of the fused score (each 0..1), what each counts for in it and how far the gate lets words count, the raw
 *  evidence (`bm25` >= 0, with what neighbouring words add; `coverage` 0..1 of the question's rarity; `similarity` the cosine after
 *  subtracting language means, -1..1), the ranks in both lists, from 1; null = not found by it; `bonus`, what a period that was named
 *  softly adds; and `interaction`, how near the chunk comes to the question token by token (-1..1, null where it was not compared), with
 *  `lost`, by how much less than the nearest its score fell for it. */
export type Explanation = {
  readonly words: number;
  readonly vector: number;
  readonly wordWeight: number;
  readonly vectorWeight: number;
  readonly gate: number;
  readonly bm25: number;
  readonly coverage: number;
  readonly similarity: number | null;
  readonly wordRank: number | null;
  readonly vectorRank: number | null;
  readonly bonus: number;
  readonly interaction: number | null;
  readonly lost: number;
};

/** What names a chunk without its text. */
export type ChunkRef = Pick<Chunk, 'id' | 'itemId' | 'language'>;

/** A chunk found for a query. `score` compares within one result list, higher is better, from 0 to a little more than 1; it says nothing about whether there
 *  is an answer. */
export type Found = { readonly chunk: ChunkRef; readonly score: number; readonly explanation: Explanation };

/** A chunk retrieved for a query, with its text. */
export type Passage = Found & { readonly chunk: Chunk };
