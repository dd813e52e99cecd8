import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { maxSim } from '../../src/retrieval/late-interaction.ts';

const QUESTION = '석탄발전 저탄소 개조의 2027년 목표는?';
const ANSWER = '석탄발전 저탄소 개조 행동방안의 2027년 목표는 탄소배출 50% 감축이다.';
const OTHER = '第15届国际数学教育大会在悉尼举行。';

/** What every embedder keeps to. `make` gives a new one that has not been started. */
export function embedderContract(name: string, make: () => Embedder): void {
  describe(`${name} as an Embedder`, () => {
    let one: Embedder;
    beforeAll(() => {
      one = make();
    });
    afterAll(() => one.close());

    test('start tells the same of itself however often it is called', async () => {
      const [first, second] = await Promise.all([one.start(), one.start()]);
      expect(first.fingerprint).not.toBe('');
      expect(first.dimension).toBeGreaterThan(0);
      expect(second).toEqual(first);
      expect(await one.start()).toEqual(first);
    });

    test('vectors are finite, of unit length and of the stated dimension, for any text', async () => {
      const { dimension } = await one.start();
      for (const text of [
        QUESTION,
        OTHER,
        '',
        ' \n',
        '?',
        '\u0000',
        '</s><mask>',
        '😀'.repeat(50),
        '가 '.repeat(2000),
      ]) {
        for (const vector of [await one.embedQuery(text), await one.embedPassage(text)]) {
          expect(vector).toHaveLength(dimension);
          expect(vector.every((value) => Number.isFinite(value))).toBe(true);
          expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThanOrEqual(1e-3);
        }
      }
    });

    test('the same text gives the same bits, alone or among others', async () => {
      const alone = await one.embedPassage(ANSWER);
      const [, again] = await Promise.all([one.embedPassage(OTHER), one.embedPassage(ANSWER), one.embedQuery(OTHER)]);
      expect(again).toEqual(alone);
    });

    test('decomposed text (NFD) gives the vector of composed text (NFC)', async () => {
      expect(ANSWER.normalize('NFD')).not.toBe(ANSWER.normalize('NFC'));
      expect(await one.embedPassage(ANSWER.normalize('NFD'))).toEqual(await one.embedPassage(ANSWER.normalize('NFC')));
    });

    test('a passage on the subject of the question is nearer than another', async () => {
      const question = await one.embedQuery(QUESTION);
      const near = dot(question, await one.embedPassage(ANSWER));
      expect(near).toBeGreaterThan(dot(question, await one.embedPassage(OTHER)));
    });

    test('embedTokens gives vectors of length 1, for a question on average; none for an empty text; the same bits for the same', async () => {
      const tokens = await one.embedTokens('query', QUESTION, 'ko');
      expect(tokens?.length).toBeGreaterThan(2);
      const lengths = (tokens ?? []).map((token) => Math.hypot(...token));
      expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeCloseTo(1, 3);
      const passage = (await one.embedTokens('passage', ANSWER, 'ko')) ?? [];
      for (const token of passage) expect(Math.hypot(...token)).toBeCloseTo(1, 3);
      expect(await one.embedTokens('query', QUESTION, 'ko')).toEqual(tokens);
      expect(await one.embedTokens('passage', '', 'ko')).toEqual([]);
    });

    test('a passage on the subject of the question is nearer token by token than another', async () => {
      const question = (await one.embedTokens('query', QUESTION, 'ko')) ?? [];
      const near = maxSim(question, (await one.embedTokens('passage', ANSWER, 'ko')) ?? []);
      expect(near).toBeGreaterThan(maxSim(question, (await one.embedTokens('passage', OTHER, 'zh')) ?? []));
    });

    test('countTokens counts each text in order, an empty one as 0, more text as more', async () => {
      expect(await one.countTokens([])).toEqual([]);
      const [short = 0, empty, long = 0] = await one.countTokens([QUESTION, '', `${QUESTION} ${ANSWER}`]);
      expect(short).toBeGreaterThan(0);
      expect(empty).toBe(0);
      expect(long).toBeGreaterThan(short);
    });

    test('close may be called twice, and before any start', async () => {
      const other = make();
      await Promise.all([other.close(), other.close()]);
      await other.close();
    });

    test('close leaves nothing to be embedded', async () => {
      const other = make();
      await other.embedQuery(QUESTION);
      await other.close();
      const calls = [
        other.start(),
        other.embedQuery('가'),
        other.embedPassage('가'),
        other.embedTokens('query', '가', 'ko'),
        other.countTokens(['가']),
      ];
      for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'EMBEDDER_FAILED' });
    });
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
