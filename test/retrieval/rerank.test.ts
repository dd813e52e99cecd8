import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { maxSim } from '../../src/retrieval/late-interaction.ts';
import type { Query } from '../../src/retrieval/passage.ts';
import { rerank } from '../../src/retrieval/rerank.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

const SETTINGS = { most: 3, within: 1, weight: 2 };
const query: Query = { text: 'whales sing', language: 'en', tokens: [], vector: Float32Array.of(1) };

const found = (scores: Readonly<Record<string, number>>) =>
  Object.entries(scores).map(([text, score]) => ({ text, score }));

async function ordered(
  scores: Readonly<Record<string, number>>,
  options: Partial<typeof SETTINGS> & { readonly embedder?: Embedder | null; readonly query?: Query } = {},
) {
  const { embedder = createFakeEmbedder({ tokens: true }), query: asked = query, ...settings } = options;
  const comparable = ({ text }: { readonly text: string }) => ({ text, language: 'en' as const });
  const reranked = await rerank(found(scores), asked, { ...SETTINGS, ...settings, embedder, comparable });
  return reranked.map(({ one: { text }, score }) => ({ text, score }));
}

const texts = (reranked: readonly { readonly text: string }[]) => reranked.map(({ text }) => text);

describe('rerank', () => {
  test('puts what comes near token by token before what scored a little more', async () => {
    expect(texts(await ordered({ 'fish swim': 1, 'whales sing': 0.9 }))).toEqual(['whales sing', 'fish swim']);
  });

  test('leaves what scored much more where it is', async () => {
    expect(texts(await ordered({ 'fish swim': 3, 'whales sing': 0.9 }))).toEqual(['fish swim', 'whales sing']);
    expect(texts(await ordered({ 'fish swim': 3, 'whales sing': 0.9 }, { within: 5 }))).toEqual([
      'fish swim',
      'whales sing',
    ]);
  });

  test('compares no more than told, and keeps the others behind', async () => {
    const scores = { 'fish swim': 1, 'whales dive': 0.9, 'whales sing': 0.8 };
    expect(texts(await ordered(scores, { most: 2 }))).toEqual(['whales dive', 'fish swim', 'whales sing']);
    expect(texts(await ordered(scores))[0]).toBe('whales sing');
  });

  test('what comes nearest keeps its score', async () => {
    expect((await ordered({ 'fish swim': 1, 'whales sing': 0.9 }))[0]?.score).toBe(0.9);
  });

  test('asks nothing of the model where there is nothing to decide', async () => {
    const embedder: Embedder = {
      ...createFakeEmbedder(),
      embedTokens: () => Promise.reject(new Error('asked for nothing')),
    };
    for (const scores of [{}, { 'fish swim': 1 }, { 'fish swim': 3, 'whales sing': 0.9 }]) {
      expect(await ordered(scores, { embedder })).toEqual(found(scores));
    }
  });

  test('keeps the order without a model, without a vector of the question, and without directions of tokens', async () => {
    const scores = { 'fish swim': 1, 'whales sing': 0.9 };
    expect(await ordered(scores, { embedder: null })).toEqual(found(scores));
    expect(await ordered(scores, { query: { ...query, vector: null } })).toEqual(found(scores));
    expect(await ordered(scores, { embedder: createFakeEmbedder() })).toEqual(found(scores));
  });

  test('keeps the order when the model fails meanwhile; another fault is told', async () => {
    const failing = (error: Error): Embedder => ({
      ...createFakeEmbedder(),
      embedTokens: () => Promise.reject(error),
    });
    const scores = { 'fish swim': 1, 'whales sing': 0.9 };
    const ended = failing(new AppError('EMBEDDER_FAILED', 'The embedding process ended.'));
    expect(await ordered(scores, { embedder: ended })).toEqual(found(scores));
    await expect(ordered(scores, { embedder: failing(new TypeError('wrong')) })).rejects.toThrow('wrong');
  });

  test('loses nothing and orders by score, whatever was found', async () => {
    const word = fc.constantFrom('whales', 'sing', 'fish', 'swim', '');
    const scores = fc.uniqueArray(
      fc.tuple(
        fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
        fc.double({ min: 0, max: 2, noNaN: true }),
      ),
      {
        selector: ([text]) => text,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(scores, async (entries) => {
        const before = entries.map(([text, score]) => ({ text, score })).sort((a, b) => b.score - a.score);
        const after = await rerank(before, query, {
          ...SETTINGS,
          embedder: createFakeEmbedder({ tokens: true }),
          comparable: ({ text }) => ({ text, language: 'en' }),
        });
        expect(texts(after.map(({ one }) => one)).toSorted()).toEqual(texts(before).toSorted());
        after.slice(1).forEach(({ score }, i) => {
          expect(score).toBeLessThanOrEqual(after[i]?.score ?? 0);
        });
      }),
    );
  });
});

describe('maxSim', () => {
  const [east, north] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];

  test('is the mean of each token of the question with the nearest of the text', () => {
    expect(maxSim([east, north], [east, north])).toBe(1);
    expect(maxSim([east, north], [east])).toBe(0.5);
    expect(maxSim([east], [north, Float32Array.of(Math.SQRT1_2, Math.SQRT1_2)])).toBeCloseTo(Math.SQRT1_2, 6);
  });

  test('counts what the text holds besides for nothing', () => {
    expect(maxSim([east], [east, north, north])).toBe(1);
  });

  test('counts a token of the question as far as it is long', () => {
    const [much, little] = [Float32Array.of(1.5, 0), Float32Array.of(0, 0.5)];
    expect(maxSim([much, little], [east])).toBe(0.75);
    expect(maxSim([much, little], [north])).toBe(0.25);
    expect(maxSim([much, little], [Float32Array.of(-1, 0)])).toBe(-0.75);
  });

  test('is -1 for a text without tokens', () => {
    expect(maxSim([east], [])).toBe(-1);
  });
});
