import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evaluate } from '../src/evaluate.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
  await mkdir(join(folder, 'qrels'));
  await write('corpus.jsonl', [
    { _id: 'whale', title: '고래', text: '고래가 바다에서 노래한다.\n\n새끼를 돌본다.' },
    { _id: 'giraffe', title: '', text: '기린이 초원에서 풀을 뜯는다.' },
    { _id: 'penguin', title: '펭귄', text: '펭귄이 얼음 위를 걷는다.' },
  ]);
  await write('queries.jsonl', [
    { _id: 'q1', text: '바다에서 노래하는 고래' },
    { _id: 'q2', text: '초원에서 풀을 뜯는 것은?' },
    { _id: 'q3', text: '얼음 위의 펭귄' },
    { _id: 'unjudged', text: '아무 판정이 없는 질문' },
  ]);
  await judge('q1\twhale\t1\nq2\tgiraffe\t1\nq3\twhale\t1\nq3\tpenguin\t0\n');
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, rows: readonly object[]): Promise<void> {
  await writeFile(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

function judge(rows: string): Promise<void> {
  return writeFile(join(folder, 'qrels', 'test.tsv'), `query-id\tcorpus-id\tscore\n${rows}`);
}

function run(file: string | null = null) {
  return evaluate(folder, { embedder: createFakeEmbedder(), means: null, run: file });
}

describe('evaluate', () => {
  test('measures recall, reciprocal rank and gain over the judged queries', async () => {
    const report = await run();
    expect(report).toMatchObject({ queries: 3, 'recall@5': 1, 'recall@10': 1 });
    expect(report['recall@1']).toBeCloseTo(2 / 3, 9);
    const ranks = [1, 1, await rankOf('q3', 'whale')];
    expect(report['mrr@10']).toBeCloseTo(ranks.reduce((sum, rank) => sum + 1 / rank, 0) / 3, 9);
    expect(report['ndcg@10']).toBeCloseTo(ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0) / 3, 9);
  });

  test('counts a text once, by its best chunk, and writes a TREC run file', async () => {
    const file = join(folder, 'run.txt');
    await run(file);
    const rows = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((row) => row.split(' '));
    expect(
      rows
        .filter(([query]) => query === 'q1')
        .map((row) => row[2])
        .toSorted(),
    ).toEqual(['giraffe', 'penguin', 'whale']);
    expect(rows[0]).toEqual(['q1', 'Q0', 'whale', '1', expect.stringMatching(/^[01]\.\d{6}$/), 'bulletin-bot']);
  });

  test.each([
    ['a folder without them', async () => rm(join(folder, 'corpus.jsonl'))],
    ['a corpus without texts', async () => write('corpus.jsonl', [])],
    [
      'a line that is no JSON',
      async () => writeFile(join(folder, 'queries.jsonl'), '{"_id":"q1","text":"a"}\nrubbish\n'),
    ],
    ['a text without id', async () => write('corpus.jsonl', [{ text: 'a' }])],
    ['no judgement', async () => judge('')],
    ['a judgement that is no number', async () => judge('q1\twhale\t1\nq2\tgiraffe\tyes\n')],
  ])('tells %s', async (_, spoil) => {
    await spoil();
    await expect(run()).rejects.toMatchObject({ code: 'BEIR_INVALID' });
  });
});

async function rankOf(query: string, text: string): Promise<number> {
  const file = join(folder, 'run.txt');
  await run(file);
  const rows = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((row) => row.split(' '));
  return Number(rows.find(([id, , found]) => id === query && found === text)?.[3]);
}
