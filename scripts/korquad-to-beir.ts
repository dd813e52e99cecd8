import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Writes KorQuAD v1 dev as a BEIR folder for `bulletin evaluate --beir`: every distinct paragraph is a text, every question
 *  a query whose one right text is the paragraph it was written for.
 *  Usage: npm run korquad -- FOLDER [QUESTIONS]   (QUESTIONS: only the first so many, evenly over the file) */
const korquadSchema = z.object({
  data: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(
        z.object({ context: z.string(), qas: z.array(z.object({ id: z.string(), question: z.string() })) }),
      ),
    }),
  ),
});

const [folder, wanted] = process.argv.slice(2);
if (folder === undefined || (wanted !== undefined && !(Number(wanted) > 0))) {
  console.error('Usage: npm run korquad -- FOLDER [QUESTIONS]');
  process.exitCode = 64;
} else {
  await convert(folder, wanted === undefined ? Number.POSITIVE_INFINITY : Number(wanted));
}

async function convert(target: string, limit: number): Promise<void> {
  const file = new URL('../data/eval/korquad-v1-dev/KorQuAD_v1.0_dev.json', import.meta.url);
  const { data } = korquadSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const texts = new Map<string, { id: string; title: string }>();
  const questions: { id: string; text: string; right: string }[] = [];
  for (const article of data) {
    for (const paragraph of article.paragraphs) {
      const text = texts.get(paragraph.context) ?? { id: `p${texts.size}`, title: '' };
      texts.set(paragraph.context, text);
      questions.push(...paragraph.qas.map((qa) => ({ id: qa.id, text: qa.question, right: text.id })));
    }
  }
  const step = Math.max(1, questions.length / limit);
  const chosen = questions.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  await mkdir(join(target, 'qrels'), { recursive: true });
  await writeFile(
    join(target, 'corpus.jsonl'),
    lines([...texts].map(([text, { id, title }]) => ({ _id: id, title, text }))),
  );
  await writeFile(join(target, 'queries.jsonl'), lines(chosen.map(({ id, text }) => ({ _id: id, text }))));
  const judgements = chosen.map(({ id, right }) => `${id}\t${right}\t1\n`).join('');
  await writeFile(join(target, 'qrels', 'test.tsv'), `query-id\tcorpus-id\tscore\n${judgements}`);
  console.error(`${texts.size} texts and ${chosen.length} questions in ${target}`);
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
