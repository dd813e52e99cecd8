import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IngestOptions } from '../../src/ingest.ts';
import { ingest, reindex } from '../../src/ingest.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

const NOW = new Date('2024-08-05T00:00:00Z');

let folder: string;
let state: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-'));
  state = await mkdtemp(join(tmpdir(), 'ingest-state-'));
  store = openStore(state);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
  await rm(state, { recursive: true });
});

function run(paths: readonly string[] = [], more: Partial<IngestOptions> = {}) {
  return ingest(paths, { store, embedder: createFakeEmbedder(), bulletinDir: folder, now: () => NOW, ...more });
}

async function put(name: string, text = `# 소식지\n\n## 첫 소식\n\n${name}의 본문이다.\n`): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

async function kept(): Promise<readonly string[]> {
  return (await store.bulletins()).map(({ bulletin }) => bulletin.id).sort();
}

test('ingest adds what is new, skips what is unchanged, replaces what changed and removes what vanished', async () => {
  const a = await put('a.md');
  await put('2024/b.md');
  expect(await run()).toMatchObject({ added: 2, updated: 0, unchanged: 0, removed: 0, failed: [] });
  expect(await run()).toMatchObject({ added: 0, updated: 0, unchanged: 2, removed: 0, bulletins: [] });
  await put('2024/b.md', '# 소식지\n\n## 고친 소식\n\n새 본문이다.\n');
  expect(await run()).toMatchObject({ added: 0, updated: 1, unchanged: 1, removed: 0 });
  expect((await store.bulletins()).flatMap(({ bulletin }) => bulletin.items.map((item) => item.title))).toContain(
    '고친 소식',
  );
  await rm(a);
  expect(await run()).toMatchObject({ unchanged: 1, removed: 1 });
  expect(await kept()).toEqual(['b']);
});

test('ingest embeds each chunk and each of its sentences', async () => {
  await put('a.md');
  const report = await run();
  const chunks = await store.chunks('a');
  expect(report.bulletins[0]).toMatchObject({ id: 'a', items: 1, chunks: chunks.length });
  expect(chunks.length).toBeGreaterThan(0);
  const vectors = await store.sentenceVectors(chunks.map(({ chunk }) => chunk.id));
  for (const [i, { chunk, vector }] of chunks.entries()) {
    expect(vector).toHaveLength(64);
    expect(vectors[i]).toHaveLength(chunk.sentences.length);
  }
});

test('ingest follows a file that was renamed into another folder without embedding it again', async () => {
  const path = await put('a.md');
  await run();
  await mkdir(join(folder, 'archive'));
  await rename(path, join(folder, 'archive', 'a.md'));
  expect(await run()).toMatchObject({ unchanged: 1, added: 0, removed: 0 });
  expect((await store.bulletins())[0]?.file.path).toBe('archive/a.md');
});

test('ingest keeps two bulletins whose files share a name in different folders, run after run', async () => {
  await put('2023/a.md', '# 옛 소식지\n\n## 옛 소식\n\n본문이다.\n');
  await put('2024/a.md');
  for (const counts of [{ added: 2 }, { unchanged: 2 }]) {
    expect(await run()).toMatchObject({ ...counts, removed: 0, failed: [], same: [] });
    expect((await store.bulletins()).map(({ bulletin, file }) => `${file.path} ${bulletin.id}`)).toEqual([
      '2023/a.md a',
      '2024/a.md a-2',
    ]);
  }
});

test('ingest lets a bad file cost only itself, and keeps what was kept of it', async () => {
  await put('a.md');
  await put('good.md');
  await run();
  await put('a.md', 'PK\u0003\u0004\u0000\u0000rubbish\u0000\u0000');
  await put('new.md');
  const report = await run();
  expect(report).toMatchObject({ added: 1, unchanged: 1, updated: 0, removed: 0 });
  expect(report.failed).toEqual([expect.objectContaining({ file: 'a.md', code: 'FILE_DAMAGED' })]);
  expect(await kept()).toEqual(['a', 'good', 'new']);
});

test('ingest removes nothing when the folder holds no bulletin any more', async () => {
  const path = await put('a.md');
  await run();
  await rm(path);
  await expect(run()).rejects.toMatchObject({ code: 'NO_BULLETINS' });
  expect(await kept()).toEqual(['a']);
});

test('ingest rejects a folder that is missing', async () => {
  await expect(run([join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'BULLETIN_DIR_MISSING' });
});

test('ingest of several places notes the one that is missing and takes the others', async () => {
  const a = await put('a.md');
  const report = await run([a, join(folder, 'nowhere.md')]);
  expect(report).toMatchObject({ added: 1, failed: [{ file: 'nowhere.md', code: 'BULLETIN_DIR_MISSING' }] });
});

test('ingest of one file leaves the others alone', async () => {
  await put('a.md');
  const b = await put('b.md');
  await run();
  await put('b.md', '# 소식지\n\n## 고친 소식\n\n새 본문이다.\n');
  expect(await run([b])).toMatchObject({ updated: 1, unchanged: 0, removed: 0 });
  expect(await kept()).toEqual(['a', 'b']);
});

test.skipIf(process.getuid?.() === 0)('ingest takes nothing in an unreadable folder for gone', async () => {
  await put('closed/a.md');
  await put('b.md');
  await run();
  await chmod(join(folder, 'closed'), 0o000);
  const report = await run();
  await chmod(join(folder, 'closed'), 0o755);
  expect(report).toMatchObject({ removed: 0, failed: [expect.objectContaining({ code: 'FILE_UNREADABLE' })] });
  expect(await kept()).toEqual(['a', 'b']);
});

test('ingest without a model keeps words, and a later one with it adds the vectors', async () => {
  await put('a.md');
  await run([], { embedder: null });
  expect((await store.chunks('a')).every(({ vector }) => vector === null)).toBe(true);
  expect(await run()).toMatchObject({ updated: 1 });
  expect((await store.chunks('a')).every(({ vector }) => vector !== null)).toBe(true);
});

test('ingest without a model does not throw away the vectors that are there', async () => {
  await put('a.md');
  await run();
  expect(await run([], { embedder: null })).toMatchObject({ unchanged: 1, updated: 0 });
  expect((await store.chunks('a')).every(({ vector }) => vector !== null)).toBe(true);
});

test('reindex embeds anew with another model, from the kept text alone', async () => {
  const path = await put('a.md');
  await run();
  await rm(path);
  const other: Embedder = createFakeEmbedder({ dimension: 32, fingerprint: 'another model' });
  expect(await reindex({ store, embedder: other, now: () => NOW })).toBe(1);
  expect((await store.chunks('a')).map(({ vector }) => vector?.length)).toEqual([32]);
  expect(await reindex({ store, embedder: other, now: () => NOW })).toBe(0);
});

test('ingest ends with the fault of the model and keeps what was saved before it', async () => {
  await put('a.md');
  await put('b.md');
  const embedder = createFakeEmbedder();
  const failing: Embedder = {
    ...embedder,
    embedPassage: async (text) => {
      if (text.includes('b.md')) await embedder.close();
      return embedder.embedPassage(text);
    },
  };
  await expect(run([], { embedder: failing })).rejects.toMatchObject({ code: 'EMBEDDER_FAILED' });
  expect(await kept()).toEqual(['a']);
});
