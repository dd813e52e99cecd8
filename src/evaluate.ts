import { writeFile } from 'node:fs/promises';
import type { BeirText, Judged } from './beir.ts';
import { readBeir } from './beir.ts';
import type { Item } from './bulletin/bulletin.ts';
import { languageOf } from './bulletin/language.ts';
import { ndcg, recall, reciprocalRank } from './measures.ts';
import type { Chunk } from './retrieval/chunk.ts';
import { chunkItem, searchText } from './retrieval/chunk.ts';
import { entryOf } from './retrieval/chunk-entry.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { LanguageMeans } from './retrieval/language-means.ts';
import type { Query } from './retrieval/passage.ts';
import { rerankPassages } from './retrieval/rerank.ts';
import type { Tuning } from './retrieval/retriever.ts';
import { Retriever } from './retrieval/retriever.ts';
import { tokenizeQuery } from './retrieval/tokenize.ts';
import { VectorIndex } from './retrieval/vector-index.ts';

const HITS = 100; // per query, the depth of a TREC run file

/** Retrieval quality over all judged queries: shares 0..1, higher is better; milliseconds are those of one query, embedding included. */
export type EvaluationReport = {
  readonly queries: number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
  readonly 'mrr@10': number;
  readonly 'ndcg@10': number;
  readonly milliseconds: { readonly p50: number; readonly p99: number };
};

export type EvaluateOptions = {
  readonly embedder: Embedder;
  readonly means: LanguageMeans | null;
  /** Where to write a TREC run file (query Q0 text rank score tag), or null. */
  readonly run: string | null;
  readonly onProgress?: (done: number, total: number, what: 'texts' | 'queries') => void;
};

/** A text found for a query. `score` compares within one ranking, higher is better. */
export type RankedText = { readonly id: string; readonly score: number };

/** Evaluates retrieval on a BEIR folder with the bot's own chunking, indexes and fusion in memory; a text's best chunk counts.
 *  Throws BEIR_INVALID. */
export async function evaluate(folder: string, options: EvaluateOptions): Promise<EvaluationReport> {
  const { embedder, means, onProgress } = options;
  const { texts, queries } = await readBeir(folder);
  const { dimension } = await embedder.start();
  const chunks = await embedTexts(texts, embedder, (done) => onProgress?.(done, texts.length, 'texts'));
  const retriever = await retrieverOf(chunks, { dimension, means });
  const rank = ranker(chunks, retriever, embedder);
  const results: { readonly judged: Judged; readonly ranking: RankedText[]; readonly milliseconds: number }[] = [];
  for (const judged of queries) {
    const started = performance.now();
    const ranking = (await rank(await embedQuestion(judged.text, embedder))).slice(0, HITS);
    results.push({ judged, ranking, milliseconds: performance.now() - started });
    onProgress?.(results.length, queries.length, 'queries');
  }
  if (options.run !== null) await writeRun(options.run, results);
  const times = results.map((result) => result.milliseconds).sort((a, b) => a - b);
  const mean = (
    measure: (relevant: Judged['relevant'], ids: readonly string[], depth: number) => number,
    depth: number,
  ) =>
    results.reduce(
      (sum, { judged, ranking }) =>
        sum +
        measure(
          judged.relevant,
          ranking.map(({ id }) => id),
          depth,
        ),
      0,
    ) / results.length;
  return {
    queries: results.length,
    'recall@1': mean(recall, 1),
    'recall@5': mean(recall, 5),
    'recall@10': mean(recall, 10),
    'mrr@10': mean(reciprocalRank, 10),
    'ndcg@10': mean(ndcg, 10),
    milliseconds: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
  };
}

/** A chunk with the unit vector of its search text, or null without a model. */
export type RetrievableChunk = { readonly chunk: Chunk; readonly vector: Float32Array | null };

/** The chunks of all texts with their vectors, cut and embedded as those of a bulletin are; `itemId` is the text's id. */
export async function embedTexts(
  texts: readonly BeirText[],
  embedder: Embedder,
  onText?: (done: number) => void,
): Promise<RetrievableChunk[]> {
  const embedded: RetrievableChunk[] = [];
  for (const [i, text] of texts.entries()) {
    for (const chunk of await chunkItem('corpus', itemOf(text), (parts) => embedder.countTokens(parts))) {
      embedded.push({ chunk, vector: await embedder.embedPassage(searchText(chunk)) });
    }
    onText?.(i + 1);
  }
  return embedded;
}

/** A retriever over the chunks with its index of vectors; other `tuning` than the bot's is for comparing. */
export async function retrieverOf(
  chunks: readonly RetrievableChunk[],
  options: { readonly dimension: number; readonly means: LanguageMeans | null; readonly tuning?: Tuning },
): Promise<Retriever> {
  const { dimension, means, tuning } = options;
  const retriever = new Retriever(dimension, means, tuning);
  for (const { chunk, vector } of chunks) retriever.add(entryOf(chunk, vector));
  retriever.useNearest(await VectorIndex.build(retriever.vectors.rows(), { dimension }));
  return retriever;
}

/** The form of a question that is searched. */
export async function embedQuestion(text: string, embedder: Embedder): Promise<Query> {
  return {
    text,
    language: languageOf(text, 'ko'),
    tokens: tokenizeQuery(text),
    vector: await embedder.embedQuery(text),
  };
}

/** Gives the texts found for a query, best first, each by its best chunk: found and ordered as the bot does. */
export function ranker(
  chunks: readonly RetrievableChunk[],
  retriever: Retriever,
  embedder: Embedder,
): (query: Query) => Promise<RankedText[]> {
  const texts = new Map(chunks.map(({ chunk }) => [chunk.id, searchText(chunk)]));
  return async (query) => {
    const found = retriever.search(query, { limit: Number.POSITIVE_INFINITY });
    const passages = await rerankPassages(found, query, embedder, ({ chunk }) => texts.get(chunk.id) ?? '');
    const best = new Map<string, number>();
    for (const { chunk, score } of passages) if (!best.has(chunk.itemId)) best.set(chunk.itemId, score);
    return [...best].map(([id, score]) => ({ id, score }));
  };
}

/** A text as an item: its title, and a paragraph for each line. */
function itemOf({ id, title, text }: BeirText): Item {
  const lines = text.split(/\r\n|\n|\r/);
  const blocks = lines.flatMap((line, i) =>
    line.trim() === ''
      ? []
      : [{ kind: 'paragraph' as const, text: line.trim().replace(/\s+/gu, ' '), lines: [i + 1, i + 1] as const }],
  );
  return {
    id,
    number: null,
    title,
    subtitle: null,
    section: null,
    subsection: null,
    date: null,
    lines: [1, lines.length],
    titleLines: [1, 1],
    subtitleLines: null,
    blocks,
    sources: [],
  };
}

async function writeRun(path: string, results: readonly { judged: Judged; ranking: RankedText[] }[]): Promise<void> {
  const rows = results.flatMap(({ judged, ranking }) =>
    ranking.map((hit, i) => `${judged.id} Q0 ${hit.id} ${i + 1} ${hit.score.toFixed(6)} bulletin-bot\n`),
  );
  await writeFile(path, rows.join(''));
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
