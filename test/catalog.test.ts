import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../src/ask.ts';
import { Catalog } from '../src/catalog.ts';
import type { AskOptions } from '../src/consider.ts';
import { fingerprintOf, ingest } from '../src/ingest.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';
import { bound, interrupted } from './fakes/interrupted-store.ts';

const DIMENSION = 64;
const QUESTION = '고래가 노래하는 바다는?';
const OLD = '고래가 남쪽 바다에서 노래한다.';
const NEW = '고래가 북쪽 바다에서 노래한다.';
const embedder = createFakeEmbedder({ dimension: DIMENSION });

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  store = openStore(join(folder, 'state'));
  await writeFile(join(folder, 'other.md'), '# 소식지\n\n## 로봇 소식\n\n로봇 산업 계획을 발표했다.\n');
  await put(OLD);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function put(sentence: string): Promise<void> {
  await writeFile(join(folder, 'whales.md'), `# 소식지\n\n## 고래 소식\n\n${sentence}\n`);
  await ingest([], { store, embedder, bulletinDir: folder, now: () => new Date() });
}

/** A catalog that reads through `through`, in step with the store as it is now. */
async function catalogOver(through: Store): Promise<Catalog> {
  const catalog = new Catalog({
    store: through,
    fingerprint: await fingerprintOf(embedder),
    dimension: DIMENSION,
    means: null,
  });
  await catalog.refresh();
  return catalog;
}

/** The passage behind the answer, by which old and new are told apart. */
async function quoted(options: Pick<AskOptions, 'catalog' | 'store'>): Promise<string | undefined> {
  const answer = await ask(QUESTION, { ...options, embedder, now: new Date(), timeZone: 'Asia/Seoul' });
  return answer.citations[0]?.quote;
}

test('refresh exchanges a bulletin between two questions: whoever asks meanwhile gets the old answer or the new one', async () => {
  let meanwhile = async () => {};
  const catalog = await catalogOver(interrupted(store, () => meanwhile()));
  const answers = [await quoted({ catalog, store })];
  await put(NEW);
  answers.push(await quoted({ catalog, store }));
  meanwhile = async () => {
    answers.push(await quoted({ catalog, store }));
  };
  await catalog.refresh();
  meanwhile = async () => {};
  answers.push(await quoted({ catalog, store }));
  expect(answers.length).toBeGreaterThan(6);
  const turn = answers.indexOf(NEW);
  expect(answers).toEqual(answers.map((_, i) => (i < turn ? OLD : NEW)));
  expect(turn).toBeGreaterThan(1);
});

test('ask whose bulletin is exchanged while it reads vectors answers from the new one, with its citation', async () => {
  const catalog = await catalogOver(store);
  await put(NEW);
  const late: Store = {
    ...bound(store),
    sentenceVectors: async (ids) => {
      const vectors = await store.sentenceVectors(ids);
      await catalog.refresh();
      return vectors;
    },
  };
  expect(await quoted({ catalog, store: late })).toBe(NEW);
});

test('ask whose bulletin is removed while it reads vectors quotes nothing of it', async () => {
  const catalog = await catalogOver(store);
  await store.remove('whales');
  const late: Store = {
    ...bound(store),
    sentenceVectors: async (ids) => {
      await catalog.refresh();
      return store.sentenceVectors(ids);
    },
  };
  expect(await quoted({ catalog, store: late })).not.toBe(OLD);
});
