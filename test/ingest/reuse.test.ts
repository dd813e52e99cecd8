import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import type { Bench } from './bench.ts';
import { issueOf, openBench } from './bench.ts';

const ISSUE = issueOf('첫째');

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.dispose());

test('ingest of a bulletin with one changed sentence embeds that sentence and its chunk', async () => {
  await bench.put('a.md', ISSUE);
  const first = await bench.run();
  expect(first.vectors).toEqual({ embedded: bench.taken().embedded.length, reused: 0 });
  await bench.put('a.md', ISSUE.replace('예산은 3억', '예산은 7억'));
  const second = await bench.run();
  const { embedded } = bench.taken();
  expect(embedded).toHaveLength(2);
  for (const text of embedded) expect(text).toContain('예산은 7억');
  expect(second.vectors).toEqual({ embedded: 2, reused: first.vectors.embedded - 2 });
});

test('ingest keeps with reused vectors what embedding anew would give', async () => {
  await bench.put('a.md', ISSUE);
  await bench.run();
  await bench.put('a.md', ISSUE.replace('예산은 3억', '예산은 7억').replace('## 1.', '## 9.'));
  await bench.run();
  const reused = await vectorsKept();
  await bench.store.remove('a');
  await bench.run();
  expect(await vectorsKept()).toEqual(reused);
});

test('ingest reuses no vectors of another model', async () => {
  await bench.put('a.md', ISSUE);
  await bench.run();
  const report = await bench.run([], { embedder: createFakeEmbedder({ fingerprint: 'another model' }) });
  expect(report).toMatchObject({ updated: 1, vectors: { reused: 0 } });
  expect(report.vectors.embedded).toBeGreaterThan(0);
});

test('ingest embeds a sentence once that an item repeats', async () => {
  const repeated = '예산은 아직 정해지지 않았다.';
  await bench.put('a.md', `# 소식지\n\n## 첫 소식\n\n${repeated} 하나다.\n\n${repeated} 둘이다.\n`);
  await bench.run();
  expect(bench.taken().embedded.filter((text) => text.startsWith(repeated))).toHaveLength(1);
});

async function vectorsKept() {
  const chunks = await bench.store.chunks('a');
  return { chunks, sentences: await bench.store.sentenceVectors(chunks.map(({ chunk }) => chunk.id)) };
}
