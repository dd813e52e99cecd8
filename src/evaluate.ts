import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Item } from './bulletin/bulletin.ts';
import { languageOf } from './bulletin/language.ts';
import { AppError } from './errors.ts';
import { chunkItem, searchText } from './retrieval/chunk.ts';
import { entryOf } from './retrieval/chunk-entry.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { LanguageMeans } from './retrieval/language-means.ts';
import { Retriever } from './retrieval/retriever.ts';
import { tokenizeQuery } from './retrieval/tokenize.ts';
import { VectorIndex } from './retrieval/vector-index.ts';

const HITS = 100; // per query, the depth of a TREC run file

const corpusSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const querySchema = z.object({ _id: z.string(), text: z.string() });

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

type Ranked = { readonly id: string; readonly score: number };
type Judged = { readonly id: string; readonly text: string; readonly relevant: ReadonlyMap<string, number> };

/** Evaluates retrieval on a BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv) with the bot's own chunking, indexes and
 *  fusion in memory; a text's best chunk counts. Queries without a judgement are left out. Throws BEIR_INVALID. */
export async function evaluate(folder: string, options: EvaluateOptions): Promise<EvaluationReport> {
  const queries = await readQueries(folder);
  const retriever = await indexCorpus(folder, options);
  const results: { readonly judged: Judged; readonly ranking: Ranked[]; readonly milliseconds: number }[] = [];
  for (const judged of queries) {
    const started = performance.now();
    const ranking = await rank(judged.text, retriever, options.embedder);
    results.push({ judged, ranking, milliseconds: performance.now() - started });
    options.onProgress?.(results.length, queries.length, 'queries');
  }
  if (options.run !== null) await writeRun(options.run, results);
  const times = results.map((result) => result.milliseconds).sort((a, b) => a - b);
  const mean = (measure: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + measure(result), 0) / results.length;
  return {
    queries: results.length,
    'recall@1': mean((result) => recall(result.judged, result.ranking, 1)),
    'recall@5': mean((result) => recall(result.judged, result.ranking, 5)),
    'recall@10': mean((result) => recall(result.judged, result.ranking, 10)),
    'mrr@10': mean((result) => reciprocalRank(result.judged, result.ranking)),
    'ndcg@10': mean((result) => ndcg(result.judged, result.ranking)),
    milliseconds: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
  };
}

async function indexCorpus(folder: string, { embedder, means, onProgress }: EvaluateOptions): Promise<Retriever> {
  const { dimension } = await embedder.start();
  const retriever = new Retriever(dimension, means);
  const texts = await readJsonLines(join(folder, 'corpus.jsonl'), corpusSchema);
  if (texts.length === 0) throw invalid(folder, 'corpus.jsonl holds no text');
  for (const [i, text] of texts.entries()) {
    for (const chunk of await chunkItem('corpus', itemOf(text), (parts) => embedder.countTokens(parts))) {
      retriever.add(entryOf(chunk, await embedder.embedPassage(searchText(chunk))));
    }
    onProgress?.(i + 1, texts.length, 'texts');
  }
  retriever.useNearest(await VectorIndex.build(retriever.vectors.rows(), { dimension }));
  return retriever;
}

/** A text of the corpus as an item: its title, and a paragraph for each line. */
function itemOf({ _id, title, text }: z.infer<typeof corpusSchema>): Item {
  const lines = text.split(/\r\n|\n|\r/);
  const blocks = lines.flatMap((line, i) =>
    line.trim() === ''
      ? []
      : [{ kind: 'paragraph' as const, text: line.trim().replace(/\s+/gu, ' '), lines: [i + 1, i + 1] as const }],
  );
  return {
    id: _id,
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

async function rank(text: string, retriever: Retriever, embedder: Embedder): Promise<Ranked[]> {
  const query = {
    text,
    language: languageOf(text, 'ko'),
    tokens: tokenizeQuery(text),
    vector: await embedder.embedQuery(text),
  };
  const best = new Map<string, number>();
  for (const { chunk, score } of retriever.search(query, { limit: Number.POSITIVE_INFINITY })) {
    if (!best.has(chunk.itemId)) best.set(chunk.itemId, score);
  }
  return [...best].map(([id, score]) => ({ id, score })).slice(0, HITS);
}

async function readQueries(folder: string): Promise<Judged[]> {
  const queries = await readJsonLines(join(folder, 'queries.jsonl'), querySchema);
  const relevant = await readJudgements(join(folder, 'qrels', 'test.tsv'));
  const judged = queries.flatMap(({ _id, text }) => {
    const texts = relevant.get(_id);
    return texts === undefined ? [] : [{ id: _id, text, relevant: texts }];
  });
  if (judged.length === 0) throw invalid(folder, 'no query of queries.jsonl has a judgement above 0 in qrels/test.tsv');
  return judged;
}

async function readJudgements(path: string): Promise<Map<string, Map<string, number>>> {
  const relevant = new Map<string, Map<string, number>>();
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    const [query, text, score] = line.split('\t').map((cell) => cell.trim());
    if (line.trim() === '' || (number === 1 && !Number.isFinite(Number(score)))) continue;
    if (query === undefined || text === undefined || !Number.isFinite(Number(score))) {
      throw invalid(path, `line ${number} is not "query-id<TAB>corpus-id<TAB>score"`);
    }
    if (Number(score) <= 0) continue;
    const texts = relevant.get(query) ?? new Map<string, number>();
    relevant.set(query, texts.set(text, Number(score)));
  }
  return relevant;
}

async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const rows: T[] = [];
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (line.trim() === '') continue;
    try {
      rows.push(schema.parse(JSON.parse(line)));
    } catch (cause) {
      throw invalid(path, `line ${number} is not what is expected`, cause);
    }
  }
  return rows;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, 'utf8');
  try {
    yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw invalid(path, 'it cannot be read', cause);
  } finally {
    stream.destroy();
  }
}

function invalid(path: string, what: string, cause?: unknown): AppError {
  const hint = 'A BEIR folder holds corpus.jsonl ({_id, title, text}), queries.jsonl ({_id, text}) and qrels/test.tsv.';
  return new AppError('BEIR_INVALID', `${path}: ${what}. ${hint}`, { cause });
}

async function writeRun(path: string, results: readonly { judged: Judged; ranking: Ranked[] }[]): Promise<void> {
  const rows = results.flatMap(({ judged, ranking }) =>
    ranking.map((hit, i) => `${judged.id} Q0 ${hit.id} ${i + 1} ${hit.score.toFixed(6)} bulletin-bot\n`),
  );
  await writeFile(path, rows.join(''));
}

function recall({ relevant }: Judged, ranking: readonly Ranked[], depth: number): number {
  return ranking.slice(0, depth).filter((hit) => relevant.has(hit.id)).length / relevant.size;
}

function reciprocalRank({ relevant }: Judged, ranking: readonly Ranked[]): number {
  const at = ranking.slice(0, 10).findIndex((hit) => relevant.has(hit.id));
  return at === -1 ? 0 : 1 / (at + 1);
}

function ndcg({ relevant }: Judged, ranking: readonly Ranked[]): number {
  const gain = (grades: readonly number[]) =>
    grades.reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const best = [...relevant.values()].sort((a, b) => b - a).slice(0, 10);
  return gain(ranking.slice(0, 10).map((hit) => relevant.get(hit.id) ?? 0)) / gain(best);
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
