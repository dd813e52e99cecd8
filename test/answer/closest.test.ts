import { describe, expect, test } from 'vitest';
import { closest, toCompare } from '../../src/answer/closest.ts';
import { demandOf } from '../../src/answer/demand.ts';
import type { Evidence } from '../../src/answer/evidence.ts';
import { weigh } from '../../src/answer/evidence.ts';
import { AppError } from '../../src/errors.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { maxSim } from '../../src/retrieval/late-interaction.ts';
import type { Query } from '../../src/retrieval/passage.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { passageOf } from './passage-of.ts';

const QUESTION = 'where whales sing';
const query: Query = { text: QUESTION, language: 'en', tokens: [], vector: Float32Array.of(1) };
const embedder = createFakeEmbedder({ tokens: true });

/** Sentences of one passage, weighed by these cosines; by their order, best first. */
function weighed(similarities: Readonly<Record<string, number>>): Evidence[] {
  const passage = passageOf('', Object.keys(similarities), { language: 'en' });
  const vectors = Object.values(similarities).map((value) => Float32Array.of(value));
  return weigh(demandOf(QUESTION, { text: QUESTION, language: 'en' }), [passage], [vectors], {
    language: 'en',
    coverage: () => 0,
    similarity: ([value = 0]) => value,
    section: () => '',
  });
}

const textsOf = (evidence: readonly Evidence[]) => evidence.map(({ sentence }) => sentence.text);

describe('closest', () => {
  test('puts what comes near token by token before what scored a little more, and tells how near each comes', async () => {
    const evidence = weighed({ 'fish swim far': 0.52, 'whales sing here': 0.5 });
    const ordered = await closest(evidence, query, embedder);
    expect(textsOf(ordered)).toEqual(['whales sing here', 'fish swim far']);
    const near = async (text: string) =>
      maxSim(
        (await embedder.embedTokens('query', QUESTION, 'en')) ?? [],
        (await embedder.embedTokens('passage', text, 'en')) ?? [],
      );
    expect(ordered[0]?.near).toBe(await near('whales sing here'));
    expect(ordered[1]?.near).toBe(await near('fish swim far'));
  });

  test('counts what is not compared as far as the farthest', async () => {
    const evidence = weighed({ 'fish swim far': 0.9, 'whales dive': 0.89, 'whales sing here': 0.1 });
    expect(toCompare(evidence)).toHaveLength(2);
    const ordered = await closest(evidence, query, embedder);
    const nearOf = (text: string) => ordered.find(({ sentence }) => sentence.text === text)?.near;
    expect(nearOf('whales sing here')).toBe(nearOf('fish swim far'));
    expect(nearOf('whales dive')).toBeGreaterThan(nearOf('fish swim far') ?? 1);
  });

  test('leaves all as it is without a model, without directions of tokens, and with one sentence to compare', async () => {
    const evidence = weighed({ 'fish swim far': 0.52, 'whales sing here': 0.5 });
    expect(await closest(evidence, query, null)).toEqual(evidence);
    expect(await closest(evidence, { ...query, vector: null }, embedder)).toEqual(evidence);
    expect(await closest(evidence, query, createFakeEmbedder())).toEqual(evidence);
    const alone = weighed({ 'fish swim far': 0.9, 'whales sing here': 0.1 });
    expect(await closest(alone, query, embedder)).toEqual(alone);
    expect(await closest([], query, embedder)).toEqual([]);
  });

  test('leaves all as it is when the model fails meanwhile', async () => {
    const failing: Embedder = {
      ...createFakeEmbedder(),
      embedTokens: () => Promise.reject(new AppError('EMBEDDER_FAILED', 'The embedding process ended.')),
    };
    const evidence = weighed({ 'fish swim far': 0.52, 'whales sing here': 0.5 });
    expect(await closest(evidence, query, failing)).toEqual(evidence);
  });
});

describe('toCompare', () => {
  test('takes the first ten, as far as they score 4 less than the best at most', () => {
    const scored = (scores: readonly number[]) => toCompare(scores.map((score) => ({ score })));
    expect(scored([5, 3, 1, 0.9])).toHaveLength(3);
    expect(scored(new Array(20).fill(1))).toHaveLength(10);
    expect(scored([])).toEqual([]);
  });
});
