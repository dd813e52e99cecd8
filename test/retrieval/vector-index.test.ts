import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Neighbour } from '../../src/retrieval/exact-search.ts';
import { exactSearch } from '../../src/retrieval/exact-search.ts';
import { VectorIndex } from '../../src/retrieval/vector-index.ts';
import { rowsOf, skewedMatrix, slice, vectorAt } from './skewed-vectors.ts';

const fails = (message: RegExp) =>
  expect.objectContaining({ code: 'INDEX_FAILED', message: expect.stringMatching(message) });
const idsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ id }) => id);
const x = new Float32Array([1, 0]);
const y = new Float32Array([0, 1]);

function pair(): VectorIndex {
  const index = VectorIndex.create({ dimension: 2 });
  index.add('x', x);
  index.add('y', y);
  return index;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vector-index-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('VectorIndex', () => {
  const DIMENSION = 384;
  const all = skewedMatrix(2050, DIMENSION, 5);
  const matrix = slice(all, 0, 2000);
  const queries = Array.from({ length: 50 }, (_, i) => vectorAt(all, 2000 + i));
  let index: VectorIndex;
  beforeAll(async () => {
    index = await VectorIndex.build(rowsOf(matrix), { dimension: DIMENSION });
  });

  test('VectorIndex.search finds at least 95 of 100 nearest neighbours, with their similarities', () => {
    let found = 0;
    for (const query of queries) {
      const truth = new Map(exactSearch(matrix, query, 10).map(({ id, similarity }) => [id, similarity]));
      for (const { id, similarity } of index.search(query, 10)) {
        const exact = truth.get(id);
        if (exact === undefined) continue;
        expect(similarity).toBeCloseTo(exact, 5);
        found++;
      }
    }
    expect(found / (10 * queries.length)).toBeGreaterThanOrEqual(0.95);
  });

  test('VectorIndex.read searches as widely as the index that was written', async () => {
    const path = join(folder, 'wide.hnsw');
    const copy = await VectorIndex.read(path, { dimension: DIMENSION, contents: await index.write(path) });
    for (const query of queries) expect(copy.search(query, 10)).toEqual(index.search(query, 10));
  });

  test('VectorIndex.build gives other work its turn after every eighth row', async () => {
    let turns = 0;
    let building = true;
    const turn = () => {
      turns++;
      if (building) setImmediate(turn);
    };
    setImmediate(turn);
    const rows = function* () {
      for (const [row, entry] of [...rowsOf(slice(matrix, 0, 80))].entries()) {
        expect(turns).toBeGreaterThanOrEqual(Math.floor(row / 8));
        yield entry;
      }
    };
    const built = await VectorIndex.build(rows(), { dimension: DIMENSION });
    building = false;
    expect(built.size).toBe(80);
  });

  test('VectorIndex.build stops when its signal is aborted', async () => {
    const stop = new AbortController();
    let taken = 0;
    const rows = function* () {
      for (const row of rowsOf(matrix)) {
        taken++;
        if (taken === 100) stop.abort(new Error('enough'));
        yield row;
      }
    };
    const building = VectorIndex.build(rows(), { dimension: DIMENSION, signal: stop.signal });
    await expect(building).rejects.toThrow('enough');
    expect(taken).toBeLessThan(110);
  });

  test('VectorIndex.search finds every vector beside 400 copies of another one', async () => {
    const boilerplate = vectorAt(all, 2000);
    const copies = Array.from({ length: 400 }, (_, i) => ({ id: `copy ${i}`, vector: boilerplate }));
    const others = slice(matrix, 0, 1000);
    const crowded = await VectorIndex.build([...rowsOf(others), ...copies], { dimension: DIMENSION });
    for (const { id, vector } of rowsOf(others)) expect(idsOf(crowded.search(vector, 1))).toEqual([id]);
    expect(idsOf(crowded.search(boilerplate, 400))).toEqual(copies.map(({ id }) => id).toSorted());
  });

  test('VectorIndex.write takes no notice of what is added or removed meanwhile', async () => {
    const changing = await VectorIndex.build(rowsOf(matrix), { dimension: DIMENSION });
    const path = join(folder, 'meanwhile.hnsw');
    const writing = changing.write(path);
    for (const [i, vector] of queries.entries()) changing.add(`added ${i}`, vector);
    changing.remove('c0');
    const copy = await VectorIndex.read(path, { dimension: DIMENSION, contents: await writing });
    for (const query of queries) expect(copy.search(query, 10)).toEqual(index.search(query, 10));
    expect([copy.size, changing.size]).toEqual([2000, 2049]);
  });
});

describe('VectorIndex changes', () => {
  const DIMENSION = 3;
  const directions = [...rowsOf(skewedMatrix(12, DIMENSION, 3))].map(({ vector }) => vector);
  const change = fc.record({
    remove: fc.boolean(),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    direction: fc.constantFrom(...directions),
  });

  test('VectorIndex after any additions and removals finds what exact search finds', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        fc.constantFrom(...directions),
        fc.integer({ min: 1, max: 10 }),
        (changes, query, k) => {
          const index = VectorIndex.create({ dimension: DIMENSION });
          const rows = new Map<string, Float32Array>();
          for (const { remove, id, direction } of changes) {
            if (remove) expect(index.remove(id)).toBe(rows.delete(id));
            else if (!rows.has(id)) index.add(id, direction);
            if (!remove && !rows.has(id)) rows.set(id, direction);
          }
          const vectors = new Float32Array([...rows.values()].flatMap((vector) => [...vector]));
          const exact = exactSearch({ ids: [...rows.keys()], dimension: DIMENSION, vectors }, query, k);
          expect(idsOf(index.search(query, k))).toEqual(idsOf(exact));
          expect(index.size).toBe(rows.size);
          for (const id of 'abcdefgh') expect(index.has(id)).toBe(rows.has(id));
        },
      ),
    );
  });

  test('VectorIndex grows past the room it starts with, also after it was read', async () => {
    const matrix = skewedMatrix(2200, DIMENSION, 9);
    const index = await VectorIndex.build(rowsOf(slice(matrix, 0, 1024)), { dimension: DIMENSION });
    const path = join(folder, 'growing.hnsw');
    const copy = await VectorIndex.read(path, { dimension: DIMENSION, contents: await index.write(path) });
    for (const { id, vector } of rowsOf(slice(matrix, 1024, 2200))) copy.add(id, vector);
    expect(copy.size).toBe(2200);
    const last = copy.search(vectorAt(matrix, 2199), 1);
    expect(last[0]?.similarity).toBeCloseTo(1, 5);
  });

  test('VectorIndex replaces a vector by removing and adding its id', () => {
    const index = pair();
    index.remove('x');
    index.add('x', y);
    expect(idsOf(index.search(y, 5))).toEqual(['x', 'y']);
    expect(index.search(x, 5)).toEqual([
      { id: 'x', similarity: 0 },
      { id: 'y', similarity: 0 },
    ]);
  });

  test('VectorIndex needs a rebuild once more than 30 % of its points are deleted', () => {
    const index = VectorIndex.create({ dimension: DIMENSION });
    for (const [i, direction] of directions.slice(0, 10).entries()) index.add(`${i}`, direction);
    expect(index.needsRebuild).toBe(false);
    for (const id of ['0', '1', '2']) index.remove(id);
    expect(index.needsRebuild).toBe(false);
    index.remove('3');
    expect(index.needsRebuild).toBe(true);
  });

  test('VectorIndex from which everything was removed finds nothing and takes in more', () => {
    const index = pair();
    index.remove('x');
    index.remove('y');
    expect(index.search(x, 3)).toEqual([]);
    index.add('z', x);
    expect(idsOf(index.search(x, 3))).toEqual(['z']);
  });
});

describe('VectorIndex mistakes', () => {
  // What a caller without types could pass: parsed JSON is of type any.
  const untyped = (json: string) => JSON.parse(json);

  test.each([
    ['a list with null', () => untyped('[null, 1]'), /Float32Array/],
    ['a list with a string', () => untyped('["1", 0]'), /Float32Array/],
    ['a plain list', () => untyped('[1, 0]'), /Float32Array/],
    ['null', () => untyped('null'), /Float32Array/],
    ['NaN', () => new Float32Array([Number.NaN, 1]), /NaN or Infinity/],
    ['Infinity', () => new Float32Array([Number.POSITIVE_INFINITY, 0]), /NaN or Infinity/],
    ['a vector of another dimension', () => new Float32Array([1, 0, 0]), /3 numbers .* holds 2/],
    ['an empty vector', () => new Float32Array(), /0 numbers/],
    ['a vector of length 0', () => new Float32Array([0, 0]), /length 0/],
    ['a vector of length 1.01', () => new Float32Array([1.01, 0]), /length 1\.010/],
  ])('VectorIndex refuses %s to add or to search, and goes on', (_, vector, message) => {
    const index = pair();
    expect(() => index.add('z', vector())).toThrow(fails(message));
    expect(() => index.search(vector(), 1)).toThrow(fails(message));
    expect(index.has('z')).toBe(false);
    expect(idsOf(index.search(y, 2))).toEqual(['y', 'x']);
  });

  test('VectorIndex takes vectors whose length is 1 within a thousandth', () => {
    const index = pair();
    index.add('long', new Float32Array([1.0009, 0]));
    expect(index.search(x, 1)).toEqual([{ id: 'long', similarity: 1 }]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('VectorIndex.search refuses k %d', (k) => {
    expect(() => pair().search(x, k)).toThrow(fails(/neighbours/));
  });

  test('VectorIndex.search gives all there are when k is above the count, beyond its room and uint32 too', () => {
    for (const k of [3, 5000, 2 ** 32 + 1]) expect(idsOf(pair().search(x, k))).toEqual(['x', 'y']);
  });

  test('VectorIndex.search finds nothing in an empty index', () => {
    expect(VectorIndex.create({ dimension: 2 }).search(x, 3)).toEqual([]);
  });

  test('VectorIndex.add refuses an id that is there', () => {
    const index = pair();
    expect(() => index.add('x', y)).toThrow(fails(/x is in the index already/));
    expect(idsOf(index.search(x, 2))).toEqual(['x', 'y']);
  });

  test('VectorIndex.remove tells when an id was not there', () => {
    expect(pair().remove('z')).toBe(false);
  });

  test.each([0, -1, 1.5, Number.NaN])('VectorIndex.create refuses dimension %d', (dimension) => {
    expect(() => VectorIndex.create({ dimension })).toThrow(fails(/cannot be indexed/));
  });

  test('VectorIndex refuses to work in a worker, whose end in mid-search would end the process', async () => {
    const url = new URL('../../src/retrieval/vector-index.ts', import.meta.url);
    const script = `
      const { parentPort } = require('node:worker_threads');
      import('tsx/esm/api')
        .then(({ register }) => register())
        .then(() => import(${JSON.stringify(url.href)}))
        .then(({ VectorIndex }) => VectorIndex.create({ dimension: 2 }))
        .then(() => parentPort.postMessage('created'), (error) => parentPort.postMessage(error.code + ' ' + error.message));`;
    const worker = new Worker(script, { eval: true });
    const message = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    await worker.terminate();
    expect(message).toMatch(/^INDEX_FAILED .*main thread/);
  });
});
