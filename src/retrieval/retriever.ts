import type { ChunkEntry } from './chunk-entry.ts';
import type { Neighbour } from './exact-search.ts';
import type { Candidate, Fused, Fusion, Hit } from './fuse.ts';
import { fuse } from './fuse.ts';
import type { LanguageMeans } from './language-means.ts';
import type { AlikeOptions } from './lexical-index.ts';
import { LexicalIndex } from './lexical-index.ts';
import type { ChunkRef, Explanation, Found, Query } from './passage.ts';
import type { QueryVector } from './vector-table.ts';
import { VectorTable } from './vector-table.ts';

/** How many hits each list contributes: the pool that retrieval.md's measurements fused. */
const POOL = 100;

/** Finds nearest chunks fast and approximately, by centred unit vector; best first. Built over the same vectors as the table. */
export type NearestIndex = {
  readonly search: (vector: Float32Array, count: number) => readonly Neighbour[];
};

/** Other settings than the bot's, for comparing; what is left out is as the bot has it. */
export type Tuning = { readonly k1?: number; readonly fusion?: Fusion; readonly alikes?: AlikeOptions };

export type SearchOptions = {
  /** How many chunks at most. */
  readonly limit: number;
  /** Only the chunks of these ids, which are searched exactly. */
  readonly only?: readonly string[];
};

/** Holds what all chunks are found by in memory, and finds those for a query by words and by vectors, fused. Their texts are not here. */
export class Retriever {
  readonly lexical: LexicalIndex;
  readonly vectors: VectorTable;
  readonly #chunks = new Map<string, ChunkRef>();
  readonly #fusion: Fusion | undefined;
  readonly #alikes: AlikeOptions | undefined;
  #nearest: NearestIndex | null = null;

  /** @param dimension length of the vectors; @param means mean vector of each language under the model, or null. */
  constructor(dimension: number, means: LanguageMeans | null, { k1, fusion, alikes }: Tuning = {}) {
    this.lexical = new LexicalIndex(k1);
    this.vectors = new VectorTable(dimension, means);
    this.#fusion = fusion;
    this.#alikes = alikes;
  }

  /** How many chunks can be found. */
  get size(): number {
    return this.#chunks.size;
  }

  /** The chunk of this id, if it is there. */
  chunk(id: string): ChunkRef | undefined {
    return this.#chunks.get(id);
  }

  /** Adds a chunk; one of the same id is replaced. */
  add({ id, itemId, language, tokens, vector }: ChunkEntry): void {
    this.remove(id);
    this.#chunks.set(id, { id, itemId, language });
    this.lexical.add(id, tokens);
    if (vector !== null) this.vectors.add(id, language, vector);
  }

  /** Removes the chunk of this id, if it is there. */
  remove(id: string): void {
    if (!this.#chunks.delete(id)) return;
    this.lexical.remove(id);
    this.vectors.remove(id);
  }

  /** Uses this index for the nearest vectors; null searches exactly until there is one. */
  useNearest(index: NearestIndex | null): void {
    this.#nearest = index;
  }

  /** The best chunks for a query, best first. Scores compare within one result only. Empty when nothing shares a word with the
   *  query and there are no vectors. */
  search(asked: Query, { limit, only }: SearchOptions): Found[] {
    const query = asked.alikes === undefined ? this.withAlikes(asked) : asked;
    const wordHits = this.#wordHits(query, only);
    const vector = query.vector === null ? null : this.vectors.query(query.vector, query.language);
    const vectorHits = vector === null ? [] : this.#nearestTo(vector, only);
    const similarities = this.#similarities(query, vector, [...wordHits, ...vectorHits]);
    const candidates = this.#candidates(query, wordHits, similarities);
    const floor = Math.min(...vectorHits.map(({ id }) => similarities.get(id) ?? 1));
    const best = wordHits.find(({ id }) => this.#chunks.get(id)?.language === query.language);
    const coverage = best === undefined ? 0 : this.#coverage(query, best.id);
    const evidence = { coverage, floor: Number.isFinite(floor) ? floor : 0 };
    const fused = fuse(candidates, evidence, this.#fusion);
    const explain = this.#explainer(query, vector, wordHits, vectorHits);
    return fused.slice(0, limit).flatMap((one) => {
      const chunk = this.#chunks.get(one.id);
      return chunk === undefined ? [] : [{ chunk, score: one.score, explanation: explain(one) }];
    });
  }

  /** The query with what its tokens may be in other scripts, as far as some chunk holds it. `search` makes it so by itself. */
  withAlikes(query: Query): Query {
    return { ...query, alikes: this.lexical.alikes(query.text, this.#alikes) };
  }

  /** The best chunks by words, best first. */
  #wordHits(query: Query, only: readonly string[] | undefined): readonly Hit[] {
    const { alikes } = query;
    const wordings = tokenLists(query);
    return this.lexical.withNeighbours(this.lexical.search(wordings, { limit: POOL, only, alikes }), wordings);
  }

  /** The share of the query's rarity that a chunk holds, by the variant that suits it best. */
  #coverage(query: Query, id: string): number {
    return Math.max(...tokenLists(query).map((tokens) => this.lexical.coverage(tokens, id, query.alikes)));
  }

  #nearestTo(vector: QueryVector, only: readonly string[] | undefined): readonly Neighbour[] {
    if (only !== undefined || this.#nearest === null) return this.vectors.nearest(vector, POOL, only);
    return this.#nearest.search(vector.centred, POOL).filter((hit) => this.#chunks.has(hit.id));
  }

  /** The similarity of every hit, or null. Raw cosines rank best where all hits are in the question's language, centred ones where
   *  languages mix. */
  #similarities(query: Query, vector: QueryVector | null, hits: readonly { readonly id: string }[]) {
    const oneLanguage = hits.every((hit) => this.#chunks.get(hit.id)?.language === query.language);
    const similarities = new Map<string, number | null>();
    for (const { id } of hits) {
      if (similarities.has(id)) continue;
      const similarity = oneLanguage ? this.#raw(vector, id) : this.#centred(vector, id);
      similarities.set(id, similarity);
    }
    return similarities;
  }

  #raw(vector: QueryVector | null, id: string): number | null {
    return (vector === null ? undefined : this.vectors.rawSimilarity(vector, id)) ?? null;
  }

  #centred(vector: QueryVector | null, id: string): number | null {
    return (vector === null ? undefined : this.vectors.centredSimilarity(vector, id)) ?? null;
  }

  #candidates(query: Query, wordHits: readonly Hit[], similarities: ReadonlyMap<string, number | null>): Candidate[] {
    const words = new Map(wordHits.map((hit) => [hit.id, hit.score]));
    return [...similarities].map(([id, similarity]) => ({
      id,
      words: words.get(id) ?? 0,
      similarity,
      sameLanguage: this.#chunks.get(id)?.language === query.language,
    }));
  }

  #explainer(
    query: Query,
    vector: QueryVector | null,
    wordHits: readonly Hit[],
    vectorHits: readonly { readonly id: string }[],
  ): (fused: Fused) => Explanation {
    const wordRanks = new Map(wordHits.map((hit, i) => [hit.id, i + 1]));
    const vectorRanks = new Map(vectorHits.map((hit, i) => [hit.id, i + 1]));
    const bm25 = new Map(wordHits.map((hit) => [hit.id, hit.score]));
    return ({ id, words, vector: vectorPart, wordWeight, vectorWeight, gate }) => ({
      words,
      vector: vectorPart,
      wordWeight,
      vectorWeight,
      gate,
      bm25: bm25.get(id) ?? 0,
      coverage: this.#coverage(query, id),
      similarity: this.#centred(vector, id),
      wordRank: wordRanks.get(id) ?? null,
      vectorRank: vectorRanks.get(id) ?? null,
      bonus: 0,
      interaction: null,
      lost: 0,
    });
  }
}

function tokenLists({ tokens, variants = [] }: Query): readonly (readonly string[])[] {
  return [tokens, ...variants];
}
