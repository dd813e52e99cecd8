import { beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../scripts/question-run.ts';
import type { System } from '../../scripts/search-systems.ts';
import { botOf, partsOf, peersOf, withoutRules } from '../../scripts/search-systems.ts';
import { embedQuestion, embedTexts } from '../../src/evaluate.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

const texts = [
  { id: 'whale', title: '고래', text: '고래가 바다에서 노래한다. Whales sing.' },
  { id: 'giraffe', title: '기린', text: '기린이 초원에서 풀을 뜯는다. Giraffes graze.' },
  { id: 'penguin', title: '펭귄', text: '펭귄이 얼음 위를 걷는다. Penguins walk.' },
];

let systems: Map<string, System>;
beforeAll(async () => {
  const embedder = createFakeEmbedder();
  const { dimension } = await embedder.start();
  const model: Model = { embedder, dimension, means: null };
  const chunks = await embedTexts(texts, embedder);
  const all = [
    await botOf(chunks, model),
    ...(await partsOf(chunks, model)),
    ...(await withoutRules(chunks, model)),
    ...(await peersOf(chunks)),
  ];
  systems = new Map(all.map((system) => [system.name, system]));
});

async function rank(name: string, question: string): Promise<readonly string[]> {
  const ranking = await systems.get(name)?.rank(await embedQuestion(question, createFakeEmbedder()));
  return ranking ?? [];
}

describe('search systems', () => {
  test('find a text by its own words, each text once', async () => {
    for (const name of systems.keys()) {
      const ranking = await rank(name, '초원에서 풀을 뜯는다 giraffes graze');
      expect(ranking[0], name).toBe('giraffe');
      expect(new Set(ranking).size, name).toBe(ranking.length);
    }
  });

  test('MiniSearch takes words whole, trigrams parts of them, and the bot bigrams', async () => {
    expect(await rank('MiniSearch, default', '노래')).toEqual([]);
    expect(await rank('SQLite FTS5, trigram', '노래')).toEqual([]);
    expect(await rank('SQLite FTS5, trigram', '노래한다고')).toEqual(['whale']);
    expect(await rank('words alone', '노래')).toEqual(['whale']);
  });

  test('SQLite takes signs of its query language as text', async () => {
    expect(await rank('SQLite FTS5, trigram', '"giraffes" AND (NEAR*')).toEqual(['giraffe']);
  });

  test('words alone leave out what shares no word, vectors alone do not', async () => {
    expect(await rank('words alone', 'penguins')).toEqual(['penguin']);
    expect((await rank('vectors alone', 'penguins')).toSorted()).toEqual(['giraffe', 'penguin', 'whale']);
    expect((await rank('reciprocal rank fusion, k 60', 'penguins'))[0]).toBe('penguin');
  });
});
