import type { Alikes } from './alikes.ts';
import { alikesOf, holdsAlike } from './alikes.ts';
import type { Term } from './bm25.ts';
import { Bm25 } from './bm25.ts';
import { readDictionary } from './dictionary.ts';
import type { Hit } from './fuse.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import { Postings } from './postings.ts';
import { RowLists } from './row-lists.ts';
import { Sounds } from './sound-alikes.ts';

// Lower than the usual 1.2: a bigram that a passage repeats says little more than one that it has once (KorQuAD v1 dev, words alone,
// R@1 89.4 with 1.2 and 91.1 with 0.4; fused 90.4 and 91.9).
const K1 = 0.4;
const B = 0.75; // Robertson & Zaragoza 2009

/** What two words that stand side by side in query and chunk add, as a share of the rarity of the rarer: KorQuAD v1 dev, words alone,
 *  R@1 90.8 without, 91.7 with 0.3, 92.0 with 0.6, 92.0 with 0.9. */
const NEIGHBOURS = 0.6;
const HASH_FACTOR = 0x9e3779b1; // Knuth's multiplicative hashing: 2^32 by the golden ratio

const LOW_PAIRS = 1 << 14; // how many pairs are told apart at first

const NONE = new Float64Array(0);

export type LexicalSearchOptions = {
  /** How many hits at most. */
  readonly limit: number;
  /** Only chunks of these ids. */
  readonly only?: readonly string[] | undefined;
  /** What the query's tokens may be in other scripts. */
  readonly alikes?: Alikes | undefined;
};

/** Which ways to another script are taken; all, if not said. */
export type AlikeOptions = { readonly sounds?: boolean; readonly dictionary?: boolean };

/** BM25 over token lists, in memory: 8 bytes for each token of a chunk and 4 for each word, in plain numbers that garbage collection need not walk.
 *  Chunks come and go one at a time; a removed one leaves no trace in any later score. */
export class LexicalIndex {
  readonly #numbers = new Map<string, number>();
  readonly #postings: Postings[] = [];
  readonly #rows = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  readonly #lengths = new GrowingNumbers();
  /** The numbers of each row's distinct tokens. */
  readonly #held = new RowLists();
  /** A hash of each pair of words that stand side by side in a row. */
  readonly #pairs = new RowLists();
  readonly #bm25 = new Bm25();
  readonly #sounds = new Sounds();
  /** For one comparison at a time: a mark for each token that was met, 0 between comparisons. */
  #marks = new Uint8Array(64);
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
    const held: number[] = [];
    for (const [token, count] of countTokens(tokens)) {
      const number = this.#numberOf(token);
      held.push(number);
      this.#postings[number]?.add(row, count);
    }
    this.#held.push(held);
    this.#pairs.push(new Set(neighbours(tokens).map(([a, b]) => this.#hashOf(a, b) ?? 0)));
  }

  /** Removes the chunk of this id, if there is one. */
  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    for (const number of this.#held.of(row)) this.#postings[number]?.remove(row);
    this.#ids[row] = null;
    this.#dampings = NONE;
    this.#rows.delete(id);
    this.#totalLength -= this.#lengths.at(row);
  }

  /** How rare a token is: ln(1 + (N - n + 0.5) / (n + 0.5)), > 0; a token that no chunk holds is rarest. */
  rarity(token: string): number {
    return this.#rarityOf(this.#postingsOf(token)?.size ?? 0);
  }

  /** The best `limit` chunks that hold a token of the query, best first, ties by id; of those in `only` where it is given. Scores are
   *  BM25, > 0, higher is better. A token that a query repeats counts once. Of several wordings of a query, each a list of tokens, the one
   *  that suits a chunk best counts. */
  search(wordings: readonly (readonly string[])[], { limit, only, alikes = new Map() }: LexicalSearchOptions): Hit[] {
    const shared = sharedBy(wordings);
    const besides = wordings.map((tokens) => new Set(tokens.filter((token) => !shared.has(token))));
    const terms = {
      shared: [...this.#termsOf(shared), ...this.#termsAlike(alikes)],
      besides: besides.filter(({ size }) => size > 0).map((tokens) => this.#termsOf(tokens)),
    };
    const lengths = { k1: this.#k1, dampings: this.#dampingsOfRows() };
    const compare = (a: number, b: number) => ((this.#ids[a] ?? '') < (this.#ids[b] ?? '') ? -1 : 1);
    const among = only === undefined ? {} : { among: this.#rowsOf(only) };
    const best = this.#bm25.best(terms, lengths, { limit, compare, ...among });
    return best.map(({ row, score }) => ({ id: this.#ids[row] ?? '', score }));
  }

  /** What the tokens of a question may be in other scripts, by their sound and by their meaning, as far as some chunk holds it. */
  alikes(question: string, { sounds = true, dictionary = true }: AlikeOptions = {}): Alikes {
    const isKnown = (token: string) => (this.#postingsOf(token)?.size ?? 0) > 0;
    return alikesOf(question, isKnown, [...(sounds ? [this.#sounds] : []), ...(dictionary ? [readDictionary()] : [])]);
  }

  /** The hits anew, best first, ties by id: a chunk scores more for every two words of the query that stand side by side in it, too; by the
   *  wording that gains most. */
  withNeighbours(hits: readonly Hit[], wordings: readonly (readonly string[])[]): Hit[] {
    const wanted = new Map<number, number>(); // what each pair adds
    const lists = wordings.map((tokens) => this.#pairsOf(tokens, wanted));
    if (wanted.size === 0) return [...hits];
    const low = new Uint8Array(LOW_PAIRS); // most pairs of a row are told from all wanted ones by a few bits
    for (const hash of wanted.keys()) low[hash % LOW_PAIRS] = 1;
    return hits
      .map(({ id, score }) => {
        const found = this.#pairsIn(id, wanted, low);
        if (found.size === 0) return { id, score };
        const added = lists.map((pairs) =>
          pairs.reduce((sum, hash) => sum + (found.has(hash) ? (wanted.get(hash) ?? 0) : 0), 0),
        );
        return { id, score: score + Math.max(...added) };
      })
      .sort(byScore);
  }

  /** Whether the chunk of this id holds the token. */
  holds(id: string, token: string): boolean {
    const row = this.#rows.get(id);
    return row !== undefined && (this.#postingsOf(token)?.has(row) ?? false);
  }

  /** How much two groups of chunks have in common, 0..1: the share of all distinct tokens of the two that both hold. */
  shareOf(ids: readonly string[], others: readonly string[]): number {
    if (this.#marks.length < this.#postings.length) this.#marks = new Uint8Array(this.#postings.length * 2);
    const marks = this.#marks;
    const [held, heldByOthers] = [this.#heldBy(ids), this.#heldBy(others)];
    let [all, common] = [0, 0];
    for (const tokens of held) {
      for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i] ?? 0;
        if (marks[token] === 0) all++;
        marks[token] = 1;
      }
    }
    for (const tokens of heldByOthers) {
      for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i] ?? 0;
        if (marks[token] === 0) all++;
        else if (marks[token] === 1) common++;
        marks[token] = 2;
      }
    }
    for (const tokens of [...held, ...heldByOthers]) for (let i = 0; i < tokens.length; i++) marks[tokens[i] ?? 0] = 0;
    return all === 0 ? 0 : common / all;
  }

  /** The rarity-weighted share of the query's distinct tokens that the chunk holds, as they are or in another script, 0..1; 0 for an unknown id. */
  coverage(tokens: readonly string[], id: string, alikes?: Alikes): number {
    const row = this.#rows.get(id);
    if (row === undefined) return 0;
    const holding = { has: (token: string) => this.#postingsOf(token)?.has(row) ?? false };
    let held = 0;
    let all = 0;
    for (const token of new Set(tokens)) {
      const rarity = this.rarity(token);
      all += rarity;
      if (holdsAlike(holding, token, alikes)) held += rarity;
    }
    return all === 0 ? 0 : held / all;
  }

  /** The numbers of the distinct tokens of each chunk. */
  #heldBy(ids: readonly string[]): readonly Uint32Array[] {
    return ids.flatMap((id) => {
      const row = this.#rows.get(id);
      return row === undefined ? [] : [this.#held.of(row)];
    });
  }

  /** The same for the same two tokens; null where no chunk holds one of them. */
  #hashOf(a: string, b: string): number | null {
    const [first, second] = [this.#numbers.get(a), this.#numbers.get(b)];
    return first === undefined || second === undefined ? null : (Math.imul(first, HASH_FACTOR) + second) >>> 0;
  }

  /** The pairs of a query, each once; what one adds is put down in `wanted`. */
  #pairsOf(tokens: readonly string[], wanted: Map<number, number>): number[] {
    const hashes = new Set<number>();
    for (const [a, b] of neighbours(tokens)) {
      const hash = this.#hashOf(a, b);
      if (hash === null) continue;
      hashes.add(hash);
      wanted.set(hash, NEIGHBOURS * Math.max(this.rarity(a), this.rarity(b)));
    }
    return [...hashes];
  }

  /** Those of the wanted pairs that a chunk holds. */
  #pairsIn(id: string, wanted: ReadonlyMap<number, number>, low: Uint8Array): ReadonlySet<number> {
    const found = new Set<number>();
    const row = this.#rows.get(id);
    if (row === undefined) return found;
    const pairs = this.#pairs.of(row);
    for (let i = 0; i < pairs.length; i++) {
      const hash = pairs[i] ?? 0;
      if (low[hash % LOW_PAIRS] === 1 && wanted.has(hash)) found.add(hash);
    }
    return found;
  }

  #numberOf(token: string): number {
    const known = this.#numbers.get(token);
    if (known !== undefined) return known;
    const number = this.#postings.push(new Postings()) - 1;
    this.#numbers.set(token, number);
    this.#sounds.meet(token);
    return number;
  }

  #postingsOf(token: string): Postings | undefined {
    const number = this.#numbers.get(token);
    return number === undefined ? undefined : this.#postings[number];
  }

  #rowsOf(ids: readonly string[]): Uint32Array {
    return Uint32Array.from([...new Set(ids)].flatMap((id) => this.#rows.get(id) ?? []));
  }

  /** What is known of tokens that some chunk holds. */
  #termsOf(tokens: ReadonlySet<string>): Term[] {
    return [...tokens].flatMap((token) => {
      const postings = this.#postingsOf(token);
      return postings === undefined ? [] : [{ postings, rarity: this.rarity(token) }];
    });
  }

  /** The rarity of what so many chunks hold; more than there are when it is what several tokens hold. */
  #rarityOf(count: number): number {
    return Math.log(1 + (Math.max(0, this.size - count) + 0.5) / (count + 0.5));
  }

  /** What may be one token counts as one word, as rare as all of it together (Pirkola's structured queries), and each part of a name
   *  for its share; and for nothing where the token itself stands beside it, as in 판젠웨이(潘建伟). */
  #termsAlike(alikes: Alikes): Term[] {
    const found = new Map<string, { rarity: number; readonly instead: Postings[] }>();
    for (const [token, list] of alikes) {
      const counts = list.map((alike) => Math.min(...alike.map((one) => this.#postingsOf(one)?.size ?? 0)));
      const rarity = this.#rarityOf(counts.reduce((sum, count) => sum + count, 0));
      const own = this.#postingsOf(token);
      for (const alike of list) {
        for (const one of alike) {
          const term = found.get(one) ?? { rarity: 0, instead: [] };
          term.rarity = Math.max(term.rarity, rarity / alike.length);
          if (own !== undefined) term.instead.push(own);
          found.set(one, term);
        }
      }
    }
    return [...found].flatMap(([token, term]) => {
      const postings = this.#postingsOf(token);
      return postings === undefined ? [] : [{ postings, ...term }];
    });
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
}

/** The tokens that all wordings have. */
function sharedBy(wordings: readonly (readonly string[])[]): ReadonlySet<string> {
  const [first = [], ...others] = wordings.map((tokens) => new Set(tokens));
  return new Set([...first].filter((token) => others.every((tokens) => tokens.has(token))));
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

function countTokens(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
