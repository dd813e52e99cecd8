import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TokenSpace } from '../../src/retrieval/token-space.ts';
import { inSpace, readTokenSpace } from '../../src/retrieval/token-space.ts';

const MODEL = resolve('data/models/multilingual-e5-small-ko-zh-en');
const SIDES = ['ko.query', 'ko.passage', 'en.query', 'en.passage', 'zh.query', 'zh.passage'];

/** A file with so many directions of so many numbers. */
function fileOf({ count = 2, dimension = 3 } = {}) {
  return {
    directions: Array.from({ length: count }, (_, i) => Array.from({ length: dimension }, (_, j) => Number(i === j))),
    means: Object.fromEntries(SIDES.map((side, i) => [side, new Array(count).fill(i)])),
  };
}

/** The mean of each side. */
function meansOf(mean: (side: string) => readonly number[]): TokenSpace['means'] {
  return Object.fromEntries(SIDES.map((side) => [side, Float32Array.from(mean(side))])) as TokenSpace['means'];
}

describe('readTokenSpace', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'token-space-'));
  });
  afterEach(() => rm(dir, { recursive: true }));
  const write = (content: string) => writeFile(join(dir, 'token-space.json'), content);

  test('reads that of the delivered model: directions of unit length, at right angles', async () => {
    const space = await readTokenSpace(MODEL, 384);
    expect(space?.directions).toHaveLength(128);
    expect(space?.means['ko.query']).toHaveLength(128);
    expect(space?.importance).toHaveLength(128);
    const [first = [], second = []] = space?.directions ?? [];
    expect(Math.hypot(...first)).toBeCloseTo(1, 2);
    expect(Math.abs([...first].reduce((sum, value, i) => sum + value * (second[i] ?? 0), 0))).toBeLessThan(0.01);
  });

  test('reads one without an importance', async () => {
    await write(JSON.stringify(fileOf()));
    expect((await readTokenSpace(dir, 3))?.importance).toBeUndefined();
  });

  test('is null for a model without the file', async () => {
    expect(await readTokenSpace(dir, 384)).toBeNull();
  });

  test.each([
    ['no JSON', '{"directions": [[1'],
    ['an empty file', ''],
    ['no directions', JSON.stringify({ ...fileOf(), directions: [] })],
    ['a side left out', JSON.stringify({ ...fileOf(), means: { 'ko.query': [1, 1] } })],
    ['a word among the numbers', JSON.stringify({ ...fileOf(), directions: [['1', 0, 0]] })],
    ['another dimension', JSON.stringify(fileOf({ dimension: 4 }))],
    ['means of another length', JSON.stringify({ ...fileOf(), means: fileOf({ count: 3 }).means })],
    ['an importance of another length', JSON.stringify({ ...fileOf(), importance: [1, 2, 3] })],
  ])('rejects %s', async (_, content) => {
    await write(content);
    await expect(readTokenSpace(dir, 3)).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining(dir),
    });
  });
});

describe('inSpace', () => {
  test('gives a unit vector for each token, from the mean of its side and along the directions alone', async () => {
    const space = {
      directions: [Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 0)],
      means: meansOf((side) => [side === 'zh.passage' ? 1 : 0, 0]),
    };
    const rows = Float32Array.of(3, 4, 100, 1, -2, 0);
    expect([...inSpace(rows, space, 'ko.query')]).toEqual(
      [3 / 5, 4 / 5, 1 / Math.sqrt(5), -2 / Math.sqrt(5)].map(Math.fround),
    );
    expect([...inSpace(rows, space, 'zh.passage')].slice(2)).toEqual([0, -1]);
    expect(inSpace(new Float32Array(0), space, 'ko.query')).toHaveLength(0);
  });

  test('makes the tokens of a question as long as they count, on average 1, and leaves those of a passage', () => {
    const space = {
      directions: [Float32Array.of(1, 0), Float32Array.of(0, 1)],
      means: meansOf(() => [0, 0]),
      importance: Float32Array.of(Math.log(3), 0),
    };
    const rows = Float32Array.of(2, 0, 0, 5);
    for (const side of ['ko.query', 'zh.query'] as const) {
      const [first = 0, , , second = 0] = inSpace(rows, space, side);
      expect([first, second]).toEqual([expect.closeTo(1.5, 6), expect.closeTo(0.5, 6)]);
    }
    expect([...inSpace(rows, space, 'ko.passage')]).toEqual([1, 0, 0, 1]);
    expect(inSpace(new Float32Array(0), space, 'ko.query')).toHaveLength(0);
  });

  test('leaves a token that lies on the mean without a direction, not without a number', () => {
    const space = { directions: [Float32Array.of(1)], means: meansOf(() => [2]) };
    expect([...inSpace(Float32Array.of(2), space, 'en.query')]).toEqual([0]);
  });
});
