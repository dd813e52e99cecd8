import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cachedEmbedder } from '../../scripts/cached-embedder.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The fake embedder, and which texts it was asked to embed. */
function counting(fingerprint?: string): { readonly embedder: Embedder; readonly embedded: string[] } {
  const fake = createFakeEmbedder();
  const embedded: string[] = [];
  const embedder: Embedder = {
    start: async () => ({ ...(await fake.start()), ...(fingerprint !== undefined && { fingerprint }) }),
    embedTokens: fake.embedTokens,
    countTokens: (texts) => fake.countTokens(texts),
    close: () => fake.close(),
    embedQuery: (text) => {
      embedded.push(`query ${text}`);
      return fake.embedQuery(text);
    },
    embedPassage: (text) => {
      embedded.push(`passage ${text}`);
      return fake.embedPassage(text);
    },
  };
  return { embedder, embedded };
}

async function run(fingerprint?: string) {
  const { embedder, embedded } = counting(fingerprint);
  const cached = await cachedEmbedder(embedder, folder);
  const vectors = [await cached.embedQuery('고래'), await cached.embedPassage('고래'), await cached.embedQuery('고래')];
  await cached.close();
  return { vectors, embedded };
}

describe('cachedEmbedder', () => {
  test('embeds each question and passage once, also over runs, with the same vectors', async () => {
    const first = await run();
    expect(first.embedded).toEqual(['query 고래', 'passage 고래']);
    const fake = createFakeEmbedder();
    expect(first.vectors[0]).toEqual(await fake.embedQuery('고래'));
    expect(first.vectors[1]).toEqual(await fake.embedPassage('고래'));
    const second = await run();
    expect(second.embedded).toEqual([]);
    expect(second.vectors).toEqual(first.vectors);
  });

  test('starts anew for another model', async () => {
    await run();
    expect((await run('another model')).embedded).toHaveLength(2);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test('removes a record that was cut off', async () => {
    const first = await run();
    const [name = ''] = await readdir(folder);
    const { size } = await stat(join(folder, name));
    await appendFile(join(folder, name), 'cut off');
    const second = await run();
    expect(second.embedded).toEqual([]);
    expect(second.vectors).toEqual(first.vectors);
    expect((await stat(join(folder, name))).size).toBe(size);
  });
});
