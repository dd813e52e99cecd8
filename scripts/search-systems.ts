import { create, insert, search as searchOrama } from '@orama/orama';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { RetrievableChunk } from '../src/evaluate.ts';
import { ranker, retrieverOf } from '../src/evaluate.ts';
import { searchText } from '../src/retrieval/chunk.ts';
import { FUSION } from '../src/retrieval/fuse.ts';
import type { Explanation, Found, Query } from '../src/retrieval/passage.ts';
import type { Retriever, Tuning } from '../src/retrieval/retriever.ts';
import { tokenize } from '../src/retrieval/tokenize.ts';
import type { Model } from './question-run.ts';

const RRF_K = 60; // Cormack et al. 2009
const HITS = 100; // chunks that a peer may return, as many as each list of the bot has

/** A way to search; `rank` gives the ids of the texts found, best first, each by its best chunk. */
export type System = {
  readonly name: string;
  readonly rank: (query: Query) => readonly string[] | Promise<readonly string[]>;
};

/** The bot as it is. */
export async function botOf(chunks: readonly RetrievableChunk[], model: Model): Promise<System> {
  return botOver(await retrieverOf(chunks, model), chunks, model);
}

function botOver(
  retriever: Retriever,
  chunks: readonly RetrievableChunk[],
  { embedder }: Model,
  name = 'bulletin-bot',
): System {
  const rank = ranker(chunks, retriever, embedder);
  return { name, rank: async (query) => (await rank(query)).map(({ id }) => id) };
}

/** The bot without its last step. */
function notCompared(search: (query: Query) => readonly Found[]): System {
  return { name: 'passages not compared token by token', rank: (query) => itemsOf(search(query)) };
}

/** The bot as it is, without its last step, each of its two lists alone, and both fused by rank. */
export async function partsOf(chunks: readonly RetrievableChunk[], model: Model): Promise<System[]> {
  const retriever = await retrieverOf(chunks, model);
  const passagesOf = lastRemembered((query: Query) => retriever.search(query, { limit: Number.POSITIVE_INFINITY }));
  return [
    botOver(retriever, chunks, model),
    notCompared(passagesOf),
    { name: 'words alone', rank: (query) => itemsOf(search(retriever, { ...query, vector: null })) },
    {
      name: 'vectors alone',
      rank: (query) =>
        itemsOf(reordered(passagesOf(query), ({ vectorRank, vector }) => (vectorRank === null ? -1 : vector))),
    },
    {
      name: 'reciprocal rank fusion, k 60',
      rank: (query) => itemsOf(reordered(passagesOf(query), (one) => ofRank(one.wordRank) + ofRank(one.vectorRank))),
    },
  ];
}

/** The bot with one of its rules changed at a time. */
export async function withoutRules(chunks: readonly RetrievableChunk[], model: Model): Promise<System[]> {
  const { wordWeight } = FUSION;
  const tuned = async (name: string, tuning: Tuning, means = model.means) =>
    botOver(await retrieverOf(chunks, { ...model, means, tuning }), chunks, model, name);
  const retriever = await retrieverOf(chunks, model);
  const whole = botOver(retriever, chunks, model);
  return [
    notCompared((query) => search(retriever, query)),
    await tuned('language means not subtracted', {}, null),
    await tuned('words count whatever they cover (no gate)', { fusion: { ...FUSION, gate: { closed: -1, open: 0 } } }),
    await tuned('words in another language not searched by their sound', { alikes: { sounds: false } }),
    await tuned('words in another language not looked up in the dictionary', { alikes: { dictionary: false } }),
    await tuned('words in another language count for nothing', {
      fusion: { ...FUSION, wordWeight: { ...wordWeight, other: 0 } },
    }),
    await tuned('words and vectors weigh the same', { fusion: { ...FUSION, wordWeight: { same: 0.5, other: 0.5 } } }),
    await tuned('repetitions count as usual (k1 1.2)', { k1: 1.2 }),
    {
      name: 'question words kept',
      rank: (query) => whole.rank({ ...query, tokens: tokenize(query.text) }),
    },
  ];
}

/** Other search engines with their own settings, over the same chunks. */
export async function peersOf(chunks: readonly RetrievableChunk[]): Promise<System[]> {
  return [miniSearch(chunks), sqliteTrigrams(chunks), await orama(chunks)];
}

function miniSearch(chunks: readonly RetrievableChunk[]): System {
  const index = new MiniSearch({ fields: ['text'], storeFields: ['item'] });
  index.addAll(chunks.map(({ chunk }) => ({ id: chunk.id, item: chunk.itemId, text: searchText(chunk) })));
  return {
    name: 'MiniSearch, default',
    rank: ({ text }) =>
      distinct(
        index
          .search(text)
          .slice(0, HITS)
          .map((hit) => String(hit.item)),
      ),
  };
}

/** FTS5 takes a query language rather than a question: each trigram of its words is one term, any of which may match. */
function sqliteTrigrams(chunks: readonly RetrievableChunk[]): System {
  const database = new Database(':memory:');
  database.exec(`CREATE VIRTUAL TABLE chunks USING fts5(item UNINDEXED, text, tokenize = 'trigram')`);
  const add = database.prepare('INSERT INTO chunks (item, text) VALUES (?, ?)');
  for (const { chunk } of chunks) add.run(chunk.itemId, searchText(chunk));
  const find = database
    .prepare<[string, number], string>(
      'SELECT item FROM chunks WHERE chunks MATCH ? ORDER BY bm25(chunks), rowid LIMIT ?',
    )
    .pluck();
  return {
    name: 'SQLite FTS5, trigram',
    rank: ({ text }) => {
      const words = text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
      const trigrams = new Set(
        words.flatMap((word) => [...word].slice(2).map((_, i) => [...word].slice(i, i + 3).join(''))),
      );
      if (trigrams.size === 0) return [];
      return distinct(find.all([...trigrams].map((one) => `"${one}"`).join(' OR '), HITS));
    },
  };
}

async function orama(chunks: readonly RetrievableChunk[]): Promise<System> {
  const index = create({ schema: { item: 'string', text: 'string' } });
  for (const { chunk } of chunks) await insert(index, { id: chunk.id, item: chunk.itemId, text: searchText(chunk) });
  return {
    name: 'Orama, default',
    rank: async ({ text }) => {
      const { hits } = await searchOrama(index, { term: text, properties: ['text'], limit: HITS });
      return distinct(hits.map(({ document }) => document.item));
    },
  };
}

function search(retriever: Retriever, query: Query): Found[] {
  return retriever.search(query, { limit: Number.POSITIVE_INFINITY });
}

function itemsOf(passages: readonly Found[]): string[] {
  return distinct(passages.map(({ chunk }) => chunk.itemId));
}

/** Passages by another score, those below 0 left out, ties by id. */
function reordered(passages: readonly Found[], scoreOf: (explanation: Explanation) => number): Found[] {
  return passages
    .map((passage) => ({ passage, score: scoreOf(passage.explanation) }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score || (a.passage.chunk.id < b.passage.chunk.id ? -1 : 1))
    .map(({ passage }) => passage);
}

function ofRank(rank: number | null): number {
  return rank === null ? 0 : 1 / (RRF_K + rank);
}

/** Systems are asked in turn: what one found, the next may want to order anew. */
function lastRemembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: compute(key) };
    return last.value;
  };
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
