import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cachedEmbedder } from '../scripts/cached-embedder.ts';
import { shortForm } from '../scripts/floors.ts';
import { openModel } from '../scripts/question-run.ts';

test('search and answers stay above their floors', { timeout: 900_000 }, async () => {
  // An empty cache: each text is embedded by this very code, but once, though several sets share it.
  const folder = await mkdtemp(join(tmpdir(), 'vectors-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const model = await openModel((embedder) => cachedEmbedder(embedder, folder));
  const figures = await shortForm(model).finally(() => model.embedder.close());
  expect(figures).toHaveLength(11);
  expect(figures.filter(({ value, floor }) => value < floor)).toEqual([]);
});
