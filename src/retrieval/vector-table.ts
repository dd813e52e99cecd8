import type { Language } from '../bulletin/bulletin.ts';
import { dotAt } from './dot.ts';
import type { Neighbour, VectorMatrix, VectorRow } from './exact-search.ts';
import { exactSearch } from './exact-search.ts';
import type { LanguageMeans } from './language-means.ts';

/** A question's unit vector in the two forms that are compared: as the model gives it, and with its language's mean subtracted;
 *  `toMeans` are its inner products with the mean of each language, 0 where nothing is subtracted. */
export type QueryVector = {
  readonly raw: Float32Array;
  readonly centred: Float32Array;
  readonly toMeans: Readonly<Record<Language, number>>;
};

const FIRST_ROWS = 64;

/** Passage vectors in memory, one row each, with their language's mean subtracted and normalised again: cosines then tell the topic
 *  rather than the language. The raw cosine is recovered from the row's original length, so each vector is held once. */
export class VectorTable {
  readonly dimension: number;
  readonly #means: LanguageMeans | null;
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #languages: Language[] = [];
  #lengths = new Float32Array(FIRST_ROWS);
  #vectors: Float32Array;

  /** `means` may be null for a model that brings none: then nothing is subtracted. */
  constructor(dimension: number, means: LanguageMeans | null) {
    this.dimension = dimension;
    this.#means = means;
    this.#vectors = new Float32Array(FIRST_ROWS * dimension);
  }

  /** How many vectors are held. */
  get size(): number {
    return this.#ids.length;
  }

  /** All centred unit vectors and their ids, as a view that the next change may overwrite. */
  matrix(): VectorMatrix {
    const vectors = this.#vectors.subarray(0, this.size * this.dimension);
    return { ids: this.#ids, dimension: this.dimension, vectors };
  }

  /** Adds a unit vector of `dimension` numbers; one of the same id is replaced. */
  add(id: string, language: Language, vector: Float32Array): void {
    this.remove(id);
    const row = this.#ids.length;
    this.#reserve(row + 1);
    const { centred, length } = this.#centre(vector, language);
    this.#vectors.set(centred, row * this.dimension);
    this.#lengths[row] = length;
    this.#ids.push(id);
    this.#languages.push(language);
    this.#rows.set(id, row);
  }

  /** Removes the vector of this id, if there is one: the last row takes its place. */
  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    const last = this.#ids.length - 1;
    const lastId = this.#ids.pop();
    const lastLanguage = this.#languages.pop();
    if (row === last || lastId === undefined || lastLanguage === undefined) return;
    this.#vectors.copyWithin(row * this.dimension, last * this.dimension, (last + 1) * this.dimension);
    this.#lengths[row] = this.#lengths[last] ?? 1;
    this.#ids[row] = lastId;
    this.#languages[row] = lastLanguage;
    this.#rows.set(lastId, row);
  }

  /** The centred unit vectors of these ids, or of all. Each is a copy: the table may change while they are read; ids that are not
   *  there by then are left out. */
  *rows(ids: readonly string[] = [...this.#ids]): Generator<VectorRow> {
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (row !== undefined) yield { id, vector: this.#row(row).slice() };
    }
  }

  /** Both forms of a question's unit vector. */
  query(vector: Float32Array, language: Language): QueryVector {
    const toMean = (of: Language) => (this.#means === null ? 0 : dotAt(this.#means[of], 0, vector));
    return {
      raw: vector,
      centred: this.#centre(vector, language).centred,
      toMeans: { ko: toMean('ko'), en: toMean('en'), zh: toMean('zh') },
    };
  }

  /** Centred cosine of question and passage, -1..1; undefined for an unknown id. */
  centredSimilarity(query: QueryVector, id: string): number | undefined {
    const row = this.#rows.get(id);
    return row === undefined ? undefined : dotAt(this.#vectors, row * this.dimension, query.centred);
  }

  /** Cosine of the vectors as the model gives them, -1..1; undefined for an unknown id. */
  rawSimilarity(query: QueryVector, id: string): number | undefined {
    const row = this.#rows.get(id);
    if (row === undefined) return undefined;
    const language = this.#languages[row];
    const toMean = language === undefined ? 0 : query.toMeans[language];
    return dotAt(this.#vectors, row * this.dimension, query.raw) * (this.#lengths[row] ?? 1) + toMean;
  }

  /** Centred cosine of a question with a vector that is not in the table, a sentence's say; -1..1. */
  similarityTo(query: QueryVector, vector: Float32Array, language: Language): number {
    const mean = this.#means?.[language];
    if (mean === undefined) return dotAt(vector, 0, query.centred);
    let product = 0;
    let squares = 0;
    for (let i = 0; i < vector.length; i++) {
      const value = (vector[i] ?? 0) - (mean[i] ?? 0);
      product += (query.centred[i] ?? 0) * value;
      squares += value * value;
    }
    return product / (Math.sqrt(squares) || 1);
  }

  /** The `count` nearest rows by centred cosine of those in `only` where it is given, near to far, ties by id: exact, by looking at each. */
  nearest(query: QueryVector, count: number, only?: readonly string[]): readonly Neighbour[] {
    const rows = only && [...new Set(only)].flatMap((id) => this.#rows.get(id) ?? []);
    return exactSearch(this.matrix(), query.centred, count, rows);
  }

  #row(row: number): Float32Array {
    return this.#vectors.subarray(row * this.dimension, (row + 1) * this.dimension);
  }

  #centre(vector: Float32Array, language: Language): { centred: Float32Array; length: number } {
    const mean = this.#means?.[language];
    if (mean === undefined) return { centred: vector, length: 1 };
    const centred = new Float32Array(vector.length);
    for (let i = 0; i < vector.length; i++) centred[i] = (vector[i] ?? 0) - (mean[i] ?? 0);
    const length = Math.sqrt(dotAt(centred, 0, centred)) || 1;
    for (let i = 0; i < centred.length; i++) centred[i] = (centred[i] ?? 0) / length;
    return { centred, length };
  }

  #reserve(rows: number): void {
    if (rows <= this.#lengths.length) return;
    const grown = Math.max(rows, this.#lengths.length * 2);
    const vectors = new Float32Array(grown * this.dimension);
    vectors.set(this.#vectors);
    const lengths = new Float32Array(grown);
    lengths.set(this.#lengths);
    this.#vectors = vectors;
    this.#lengths = lengths;
  }
}
