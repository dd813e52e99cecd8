import type { Hit } from './fuse.ts';
import { GrowingNumbers } from './growing-numbers.ts';

// Lower than the usual 1.2: a bigram that a passage repeats says little more than one that it has once (KorQuAD v1 dev, words alone,
// R@1 89.4 with 1.2 and 91.1 with 0.4; fused 90.4 and 91.9).
const K1 = 0.4;
const B = 0.75; // Robertson & Zaragoza 2009

/** What two words that stand side by side in query and chunk add, as a share of the rarity of the rarer: KorQuAD v1 dev, words alone,
 *  R@1 90.8 without, 91.7 with 0.3, 92.0 with 0.6, 92.0 with 0.9. */
const NEIGHBOURS = 0.6;
const HASH_FACTOR = 0x9e3779b1; // Knuth's multiplicative hashing: 2^32 by the golden ratio

const NONE = new Float64Array(0);

/** A posting is one number: the row and, in the last eight bits, how often the token occurs in it: 255 for more, 0 once the row is
 *  removed. */
const MOST_COUNTED = 0xff;
const COUNT_BITS = 8;

/** BM25 over token lists, in memory: 8 bytes for each token of a chunk and 4 for each word, in plain numbers that garbage collection need not walk.
 *  Chunks come and go one at a time; a removed one leaves no trace in any later score. */
export class LexicalIndex {
  readonly #numbers = new Map<string, number>();
  readonly #postings: Postings[] = [];
  readonly #rows = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  readonly #lengths = new GrowingNumbers();
  /** The numbers of each row's distinct tokens, row after row, and where each row begins. */
  readonly #held = new GrowingNumbers();
  readonly #starts = new GrowingNumbers();
  /** A hash of each pair of words that stand side by side, row after row, and where each row begins. */
  readonly #pairs = new GrowingNumbers();
  readonly #pairStarts = new GrowingNumbers();
  /** For one search at a time, with room for every row: the score of each, 0 between searches, and the rows that have one. */
  #scores = new Float64Array(64);
  #touched = new Uint32Array(64);
  /** What each row's length adds to a count, by mean length: empty after a change. */
  #dampings = NONE;
  #totalLength = 0;
  readonly #k1: number;

  /** @param k1 how fast a token's repetitions stop to count, > 0. */
  constructor(k1: number = K1) {
    this.#k1 = k1;
  }

  /** How many chunks are indexed. */
  get size(): number {
    return this.#rows.size;
  }

  /** Adds a chunk under its id; one of the same id is replaced. */
  add(id: string, tokens: readonly string[]): void {
    this.remove(id);
    const row = this.#ids.push(id) - 1;
    this.#dampings = NONE;
    this.#rows.set(id, row);
    this.#lengths.push(tokens.length);
    this.#totalLength += tokens.length;
    this.#starts.push(this.#held.length);
    for (const [token, count] of countTokens(tokens)) {
      const number = this.#numberOf(token);
      this.#held.push(number);
      this.#postings[number]?.add(row, count);
    }
    this.#pairStarts.push(this.#pairs.length);
    for (const hash of new Set(neighbours(tokens).map(([a, b]) => this.#hashOf(a, b)))) this.#pairs.push(hash ?? 0);
  }

  /** Removes the chunk of this id, if there is one. */
  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    for (let i = this.#starts.at(row); i < this.#endOf(row); i++) {
      this.#postings[this.#held.at(i)]?.remove(row);
    }
    this.#ids[row] = null;
    this.#dampings = NONE;
    this.#rows.delete(id);
    this.#totalLength -= this.#lengths.at(row);
  }

  /** How rare a token is: ln(1 + (N - n + 0.5) / (n + 0.5)), > 0; a token that no chunk holds is rarest. */
  rarity(token: string): number {
    const count = this.#postingsOf(token)?.size ?? 0;
    return Math.log(1 + (this.size - count + 0.5) / (count + 0.5));
  }

  /** The best `limit` chunks that hold a token of the query, best first, ties by id; of those in `only` where it is given. Scores are
   *  BM25, > 0, higher is better. A token that the query repeats counts once. */
  search(tokens: readonly string[], limit: number, only?: readonly string[]): Hit[] {
    const touched = this.#accumulate([...new Set(tokens)]);
    const best = this.#best(only === undefined ? touched : this.#rowsOf(only), limit);
    for (let i = 0; i < touched.length; i++) this.#scores[touched[i] ?? 0] = 0;
    return best;
  }

  /** The hits anew, best first, ties by id: a chunk scores more for every two words of the query that stand side by side in it, too. */
  withNeighbours(hits: readonly Hit[], tokens: readonly string[]): Hit[] {
    const wanted = new Map<number, number>(); // what each pair of the query adds
    for (const [a, b] of neighbours(tokens)) {
      const hash = this.#hashOf(a, b);
      if (hash !== null) wanted.set(hash, NEIGHBOURS * Math.max(this.rarity(a), this.rarity(b)));
    }
    if (wanted.size === 0) return [...hits];
    return hits.map(({ id, score }) => ({ id, score: score + this.#addedBy(wanted, id) })).sort(byScore);
  }

  /** Whether the chunk of this id holds the token. */
  holds(id: string, token: string): boolean {
    const row = this.#rows.get(id);
    return row !== undefined && (this.#postingsOf(token)?.has(row) ?? false);
  }

  /** The distinct tokens of these chunks taken together, as the numbers that stand for them in this index. */
  tokensOf(ids: readonly string[]): ReadonlySet<number> {
    const tokens = new Set<number>();
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (row === undefined) continue;
      for (let i = this.#starts.at(row); i < this.#endOf(row); i++) tokens.add(this.#held.at(i));
    }
    return tokens;
  }

  /** The rarity-weighted share of the query's distinct tokens that the chunk holds, 0..1; 0 for an unknown id. */
  coverage(tokens: readonly string[], id: string): number {
    const row = this.#rows.get(id);
    if (row === undefined) return 0;
    let held = 0;
    let all = 0;
    for (const token of new Set(tokens)) {
      const rarity = this.rarity(token);
      all += rarity;
      if (this.#postingsOf(token)?.has(row)) held += rarity;
    }
    return all === 0 ? 0 : held / all;
  }

  /** The same for the same two tokens; null where no chunk holds one of them. */
  #hashOf(a: string, b: string): number | null {
    const [first, second] = [this.#numbers.get(a), this.#numbers.get(b)];
    return first === undefined || second === undefined ? null : (Math.imul(first, HASH_FACTOR) + second) >>> 0;
  }

  #addedBy(wanted: ReadonlyMap<number, number>, id: string): number {
    const row = this.#rows.get(id);
    if (row === undefined) return 0;
    const end = row + 1 < this.#pairStarts.length ? this.#pairStarts.at(row + 1) : this.#pairs.length;
    const found = new Set<number>();
    for (let i = this.#pairStarts.at(row); i < end; i++) {
      const hash = this.#pairs.at(i);
      if (wanted.has(hash)) found.add(hash);
    }
    return [...found].reduce((sum, hash) => sum + (wanted.get(hash) ?? 0), 0);
  }

  /** Where the tokens of a row end in #held. */
  #endOf(row: number): number {
    return row + 1 < this.#starts.length ? this.#starts.at(row + 1) : this.#held.length;
  }

  #numberOf(token: string): number {
    const known = this.#numbers.get(token);
    if (known !== undefined) return known;
    const number = this.#postings.push(new Postings()) - 1;
    this.#numbers.set(token, number);
    return number;
  }

  #postingsOf(token: string): Postings | undefined {
    const number = this.#numbers.get(token);
    return number === undefined ? undefined : this.#postings[number];
  }

  #rowsOf(ids: readonly string[]): Uint32Array {
    return Uint32Array.from([...new Set(ids)].flatMap((id) => this.#rows.get(id) ?? []));
  }

  /** Adds each posting's share to #scores and returns the rows it touched; the caller sets them back to 0. */
  #accumulate(query: readonly string[]): Uint32Array {
    if (this.#scores.length < this.#ids.length) {
      this.#scores = new Float64Array(this.#ids.length * 2);
      this.#touched = new Uint32Array(this.#ids.length * 2);
    }
    const scores = this.#scores;
    const touched = this.#touched;
    let count = 0;
    const dampings = this.#dampingsOfRows();
    const k1 = this.#k1;
    for (const token of query) {
      const postings = this.#postingsOf(token);
      if (postings === undefined) continue;
      const rarity = this.rarity(token);
      const { values, length } = postings.entries;
      for (let i = 0; i < length; i++) {
        const entry = values[i] ?? 0;
        const row = entry >>> COUNT_BITS;
        const times = entry & MOST_COUNTED;
        if (times === 0) continue;
        const score = scores[row] ?? 0;
        if (score === 0) touched[count++] = row;
        scores[row] = score + rarity * times * ((k1 + 1) / (times + (dampings[row] ?? 0)));
      }
    }
    return touched.subarray(0, count);
  }

  /** Made once after a change: dividing for every posting would take half of a search. */
  #dampingsOfRows(): Float64Array {
    if (this.#dampings.length > 0) return this.#dampings;
    const mean = this.size === 0 ? 1 : this.#totalLength / this.size || 1;
    const k1 = this.#k1;
    const lengths = this.#lengths.values.subarray(0, this.#lengths.length);
    this.#dampings = Float64Array.from(lengths, (length) => k1 * (1 - B + (B * length) / mean));
    return this.#dampings;
  }

  /** The best of the rows that have a score. What lies behind the last of enough better ones is left out before it is sorted. */
  #best(rows: Uint32Array, limit: number): Hit[] {
    let best: Hit[] = [];
    let floor = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const score = this.#scores[row] ?? 0;
      const id = this.#ids[row];
      if (score <= 0 || score < floor || id === undefined || id === null) continue;
      best.push({ id, score });
      if (best.length < 2 * limit) continue;
      best = best.sort(byScore).slice(0, limit);
      floor = best.at(-1)?.score ?? floor;
    }
    return best.sort(byScore).slice(0, limit);
  }
}

/** The tokens that follow each other without being parts of one word, whose bigrams overlap. */
function neighbours(tokens: readonly string[]): (readonly [string, string])[] {
  return tokens.slice(1).flatMap((token, i) => {
    const before = tokens[i] ?? '';
    return before.at(-1) === token.at(0) ? [] : [[before, token] as const];
  });
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** The rows that hold a token, ascending. */
class Postings {
  readonly entries = new GrowingNumbers();
  #removed = 0;

  /** How many rows there are. */
  get size(): number {
    return this.entries.length - this.#removed;
  }

  add(row: number, count: number): void {
    this.entries.push((row << COUNT_BITS) | Math.min(count, MOST_COUNTED));
  }

  has(row: number): boolean {
    return (this.entries.at(this.#find(row)) & MOST_COUNTED) > 0;
  }

  /** Leaves an entry without a count, until these are the most: closing up each time would move megabytes for one bulletin. */
  remove(row: number): void {
    if (!this.has(row)) return;
    this.entries.set(this.#find(row), row << COUNT_BITS);
    this.#removed++;
    if (2 * this.#removed <= this.entries.length) return;
    this.entries.keep((entry) => (entry & MOST_COUNTED) > 0);
    this.#removed = 0;
  }

  /** Where the row stands; behind the end where it does not. */
  #find(row: number): number {
    let low = 0;
    let high = this.entries.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.entries.at(middle) >>> COUNT_BITS;
      if (found === row) return middle;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return this.entries.length;
  }
}

function countTokens(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
