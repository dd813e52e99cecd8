import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLanguageMeans } from '../../src/retrieval/language-means.ts';

const MODEL = 'data/models/multilingual-e5-small-ko-zh-en';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'language-means-'));
});
afterEach(() => rm(dir, { recursive: true }));

const write = (content: string) => writeFile(join(dir, 'language-means.json'), content);
const means = (length: number) => {
  const names = ['ko.query', 'ko.passage', 'en.query', 'en.passage', 'zh.query', 'zh.passage'];
  return Object.fromEntries(names.map((name, i) => [name, new Array(length).fill(i)]));
};

test('readLanguageMeans reads those of the delivered model', async () => {
  const read = await readLanguageMeans(MODEL, 384);
  for (const mean of [read?.ko, read?.en, read?.zh]) {
    expect(mean).toHaveLength(384);
    // Vectors of this model lie in a narrow cone: their mean is nearly as long as they are.
    expect(Math.hypot(...(mean ?? []))).toBeGreaterThan(0.85);
  }
  expect(read?.ko).not.toEqual(read?.zh);
});

test('readLanguageMeans takes the middle of questions and passages', async () => {
  await write(JSON.stringify(means(2)));
  expect(await readLanguageMeans(dir, 2)).toEqual({
    ko: Float32Array.of(0.5, 0.5),
    en: Float32Array.of(2.5, 2.5),
    zh: Float32Array.of(4.5, 4.5),
  });
});

test('readLanguageMeans is null for a model without the file', async () => {
  expect(await readLanguageMeans(dir, 384)).toBeNull();
});

test.each([
  ['no JSON', '{"ko.query": [0.1'],
  ['an empty file', ''],
  ['a language left out', JSON.stringify({ ...means(2), 'zh.query': undefined })],
  ['a word among the numbers', JSON.stringify({ ...means(2), 'zh.query': ['0.1', 0.2] })],
  ['another dimension', JSON.stringify(means(3))],
  ['one mean of another length', JSON.stringify({ ...means(2), 'en.passage': [1] })],
])('readLanguageMeans rejects %s', async (_, content) => {
  await write(content);
  await expect(readLanguageMeans(dir, 2)).rejects.toMatchObject({
    code: 'MODEL_DAMAGED',
    message: expect.stringContaining(dir),
  });
});
