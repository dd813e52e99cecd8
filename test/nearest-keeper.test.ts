import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Catalog } from '../src/catalog.ts';
import { fingerprintOf, ingest } from '../src/ingest.ts';
import { createLogger } from '../src/log.ts';
import { NearestKeeper } from '../src/nearest-keeper.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';
import { interrupted } from './fakes/interrupted-store.ts';

const BULLETIN = fileURLToPath(new URL('../data/bulletins/kostec-2024-08-02.md', import.meta.url));
const DIMENSION = 64;
const embedder = createFakeEmbedder({ dimension: DIMENSION });

let folder: string;
let index: string;
let store: Store;
let logged: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearest-keeper-'));
  index = join(folder, 'index');
  logged = [];
  await copyFile(BULLETIN, join(folder, 'kostec.md'));
  store = openStore(join(folder, 'state'));
  await take();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

function take() {
  return ingest([], { store, embedder, bulletinDir: folder, now: () => new Date() });
}

/** A catalog and its keeper as a new start would make them; `rebuilt` tells whether the saved index was of no use. */
async function start(through: Store = store) {
  logged = [];
  const fingerprint = await fingerprintOf(embedder);
  const catalog = new Catalog({ store: through, fingerprint, dimension: DIMENSION, means: null });
  await catalog.refresh();
  const log = createLogger({ level: 'debug', write: (line) => logged.push(line) });
  const keeper = new NearestKeeper({ folder: index, catalog, readOnly: false, log });
  await keeper.open(fingerprint);
  return { catalog, keeper, rebuilt: logged.some((line) => line.includes('rebuilding')) };
}

async function search(catalog: Catalog, question: string) {
  const vector = await embedder.embedQuery(question);
  const query = { text: question, language: 'ko' as const, tokens: [], vector };
  return catalog.retriever.search(query, { limit: 10 }).map(({ chunk, score }) => ({ id: chunk.id, score }));
}

/** Whether it is the old vector or the new one by which a chunk of whales is found; '' for another chunk. */
async function nearestOf(catalog: Catalog, id: string): Promise<string> {
  if (!id.startsWith('new/')) return '';
  const similarities = ['남쪽', '북쪽'].map(async (side) => {
    const vector = await embedder.embedQuery(`새 소식 고래가 ${side} 바다에서 노래한다.`);
    const { vectors } = catalog.retriever;
    return { side, similarity: vectors.centredSimilarity(vectors.query(vector, 'ko'), id) ?? 0 };
  });
  const [best] = (await Promise.all(similarities)).sort((a, b) => b.similarity - a.similarity);
  return best?.side ?? '';
}

async function indexFile(): Promise<string> {
  const name = (await readdir(index)).find((file) => file.endsWith('.hnsw'));
  return join(index, name ?? '');
}

test('open builds and saves the index at the first start, and loads it at the next with the same results', async () => {
  const first = await start();
  expect(first.rebuilt).toBe(true);
  const found = await search(first.catalog, '달 토양의 물 분자');
  expect(found).toHaveLength(10);
  await first.keeper.close();
  const second = await start();
  expect(second.rebuilt).toBe(false);
  expect(await search(second.catalog, '달 토양의 물 분자')).toEqual(found);
  await second.keeper.close();
});

test.each([
  ['truncated', async () => truncate(await indexFile(), 1000)],
  [
    'flipped',
    async () => {
      const file = await indexFile();
      const bytes = await readFile(file);
      bytes[2000] = (bytes[2000] ?? 0) ^ 0x10;
      await writeFile(file, bytes);
    },
  ],
  ['deleted', async () => rm(await indexFile())],
  ['foreign', async () => writeFile(join(index, 'manifest.jsonl'), '{"sha256":"0"}\n{}\n')],
])('open rebuilds a %s index from the stored vectors', async (_, damage) => {
  const before = await start();
  const found = await search(before.catalog, '석탄발전소 탄소 배출량');
  await before.keeper.close();
  await damage();
  const after = await start();
  expect(after.rebuilt).toBe(true);
  expect(await search(after.catalog, '석탄발전소 탄소 배출량')).toEqual(found);
  await after.keeper.close();
  expect((await start()).rebuilt).toBe(false);
});

test('open brings an index up to date that was saved before bulletins came, changed and went', async () => {
  const write = (name: string, sentence: string) =>
    writeFile(join(folder, name), `# 소식지\n\n## 새 소식\n\n${sentence}\n`);
  await write('changes.md', '기린이 초원에서 풀을 뜯는다.');
  await write('goes.md', '펭귄이 얼음 위에서 미끄러진다.');
  await take();
  await (await start()).keeper.close();
  await write('new.md', '고래가 바다에서 노래한다.');
  await write('changes.md', '낙타가 사막에서 물을 찾는다.');
  await rm(join(folder, 'goes.md'));
  await take();
  const { catalog, keeper, rebuilt } = await start();
  expect(rebuilt).toBe(false);
  expect((await search(catalog, '고래가 바다에서 노래한다'))[0]?.id).toContain('new/');
  expect((await search(catalog, '낙타가 사막에서 물을 찾는다'))[0]?.id).toContain('changes/');
  expect((await search(catalog, '펭귄이 얼음 위에서 미끄러진다')).some(({ id }) => id.includes('goes/'))).toBe(false);
  await keeper.close();
});

test('follow takes in what was added and drops what was removed, and saves it', async () => {
  const { catalog, keeper } = await start();
  const path = join(folder, 'new.md');
  await writeFile(path, '# 소식지\n\n## 새 소식\n\n고래가 바다에서 노래한다.\n');
  await take();
  await keeper.follow();
  expect((await search(catalog, '고래가 바다에서 노래한다'))[0]?.id).toContain('new/');
  await rm(path);
  await take();
  await keeper.follow();
  expect((await search(catalog, '고래가 바다에서 노래한다')).some(({ id }) => id.includes('new/'))).toBe(false);
  await keeper.close();
  expect((await start()).rebuilt).toBe(false);
});

test('follow replaces the chunks of a bulletin that changed', async () => {
  const { catalog, keeper } = await start();
  const path = join(folder, 'new.md');
  await writeFile(path, '# 소식지\n\n## 새 소식\n\n고래가 바다에서 노래한다.\n');
  await take();
  await keeper.follow();
  await writeFile(path, '# 소식지\n\n## 새 소식\n\n기린이 초원에서 풀을 뜯는다.\n');
  await take();
  await keeper.follow();
  const [best] = await search(catalog, '기린이 초원에서 풀을 뜯는다');
  expect((await store.texts([best?.id ?? '']))[0]?.text).toContain('기린');
  await keeper.close();
});

test('follow lets vectors find a bulletin that is exchanged at every moment, old or new', async () => {
  const path = join(folder, 'new.md');
  await writeFile(path, '# 소식지\n\n## 새 소식\n\n고래가 남쪽 바다에서 노래한다.\n');
  await take();
  let meanwhile = async () => {};
  const { catalog, keeper } = await start(interrupted(store, () => meanwhile()));
  await writeFile(path, '# 소식지\n\n## 새 소식\n\n고래가 북쪽 바다에서 노래한다.\n');
  await writeFile(join(folder, 'other.md'), '# 소식지\n\n## 다른 소식\n\n기린이 초원에서 풀을 뜯는다.\n');
  await take();
  const found: string[] = [];
  meanwhile = async () => {
    const [best] = await search(catalog, '새 소식 고래가 바다에서 노래한다.');
    found.push(await nearestOf(catalog, best?.id ?? ''));
  };
  await keeper.follow();
  meanwhile = async () => {};
  const turn = found.indexOf('북쪽');
  expect(turn).toBeGreaterThan(0);
  expect(found).toEqual(found.map((_, i) => (i < turn ? '남쪽' : '북쪽')));
  await keeper.close();
});

test('follow that fails midway is made good by the next', async () => {
  let fault: Error | null = null;
  const failing = interrupted(store, async () => {
    if (fault !== null) throw fault;
  });
  const { catalog, keeper } = await start(failing);
  await writeFile(join(folder, 'new.md'), '# 소식지\n\n## 새 소식\n\n고래가 바다에서 노래한다.\n');
  await take();
  fault = new Error('the disk is away');
  await expect(keeper.follow()).rejects.toThrow('the disk is away');
  expect(await search(catalog, '달 토양의 물 분자')).toHaveLength(10);
  fault = null;
  await keeper.follow();
  expect((await search(catalog, '고래가 바다에서 노래한다'))[0]?.id).toContain('new/');
  await keeper.close();
  expect((await start()).rebuilt).toBe(false);
});
