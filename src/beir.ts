import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from './errors.ts';
import type { Relevant } from './measures.ts';

const textSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const querySchema = z.object({ _id: z.string(), text: z.string() });

/** A text that can be found. */
export type BeirText = { readonly id: string; readonly title: string; readonly text: string };

/** A query with its right texts, at least one. */
export type Judged = { readonly id: string; readonly text: string; readonly relevant: Relevant };

/** Reads a BEIR folder (corpus.jsonl, queries.jsonl, qrels/test.tsv), in the order of its lines. Queries without a judgement above 0
 *  are left out. Throws BEIR_INVALID. */
export async function readBeir(
  folder: string,
): Promise<{ readonly texts: readonly BeirText[]; readonly queries: readonly Judged[] }> {
  const queries = await readJsonLines(join(folder, 'queries.jsonl'), querySchema);
  const relevant = await readJudgements(join(folder, 'qrels', 'test.tsv'));
  const judged = queries.flatMap(({ _id, text }) => {
    const texts = relevant.get(_id);
    return texts === undefined ? [] : [{ id: _id, text, relevant: texts }];
  });
  if (judged.length === 0) throw invalid(folder, 'no query of queries.jsonl has a judgement above 0 in qrels/test.tsv');
  const texts = await readJsonLines(join(folder, 'corpus.jsonl'), textSchema);
  if (texts.length === 0) throw invalid(folder, 'corpus.jsonl holds no text');
  return { texts: texts.map(({ _id, title, text }) => ({ id: _id, title, text })), queries: judged };
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
