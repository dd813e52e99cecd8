import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKorquad } from './public-sets.ts';

/** Writes KorQuAD v1 dev as a BEIR folder for `bulletin evaluate --beir`.
 *  Usage: npm run korquad -- FOLDER [QUESTIONS]   (QUESTIONS: only so many, evenly over the file) */
const [folder, wanted] = process.argv.slice(2);
if (folder === undefined || (wanted !== undefined && !(Number(wanted) > 0))) {
  console.error('Usage: npm run korquad -- FOLDER [QUESTIONS]');
  process.exitCode = 64;
} else {
  await convert(folder, wanted === undefined ? Number.POSITIVE_INFINITY : Number(wanted));
}

async function convert(target: string, limit: number): Promise<void> {
  const { texts, queries } = await readKorquad();
  const step = Math.max(1, queries.length / limit);
  const chosen = queries.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  await mkdir(join(target, 'qrels'), { recursive: true });
  await writeFile(join(target, 'corpus.jsonl'), lines(texts.map(({ id, title, text }) => ({ _id: id, title, text }))));
  await writeFile(join(target, 'queries.jsonl'), lines(chosen.map(({ id, text }) => ({ _id: id, text }))));
  const judgements = chosen.flatMap(({ id, relevant }) => [...relevant].map(([text]) => `${id}\t${text}\t1\n`));
  await writeFile(join(target, 'qrels', 'test.tsv'), `query-id\tcorpus-id\tscore\n${judgements.join('')}`);
  console.error(`${texts.length} texts and ${chosen.length} questions in ${target}`);
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
