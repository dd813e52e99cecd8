import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Neighbour } from '../../src/retrieval/exact-search.ts';
import { areUpperLinks, hnswUpperLinksAt } from '../../src/retrieval/hnsw-header.ts';
import type { IndexContents } from '../../src/retrieval/vector-index.ts';
import { GRAPH_SETTINGS, VectorIndex } from '../../src/retrieval/vector-index.ts';
import { rowsOf, skewedMatrix, slice, vectorAt } from './skewed-vectors.ts';

const fails = (message: RegExp) =>
  expect.objectContaining({ code: 'INDEX_FAILED', message: expect.stringMatching(message) });
const idsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ id }) => id);
const x = new Float32Array([1, 0]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vector-index-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('VectorIndex files', () => {
  const DIMENSION = 8;
  const matrix = skewedMatrix(60, DIMENSION, 21);

  async function written(name: string) {
    const index = await VectorIndex.build(rowsOf(slice(matrix, 0, 40)), { dimension: DIMENSION });
    const path = join(folder, name);
    return { index, path, contents: await index.write(path) };
  }

  test('VectorIndex.write keeps removed ids removed and shared vectors shared', async () => {
    const { index } = await written('shared.hnsw');
    index.remove('c1');
    index.add('twin', vectorAt(matrix, 2));
    const path = join(folder, 'shared.hnsw');
    const copy = await VectorIndex.read(path, { dimension: DIMENSION, contents: await index.write(path) });
    expect(copy.has('c1')).toBe(false);
    expect(idsOf(copy.search(vectorAt(matrix, 2), 2))).toEqual(['c2', 'twin']);
    copy.remove('c2');
    copy.add('c1', vectorAt(matrix, 1));
    expect(idsOf(copy.search(vectorAt(matrix, 2), 1))).toEqual(['twin']);
    expect(idsOf(copy.search(vectorAt(matrix, 1), 1))).toEqual(['c1']);
  });

  test('VectorIndex.write and read keep an empty index, which then takes in vectors', async () => {
    const path = join(folder, 'empty.hnsw');
    const contents = await VectorIndex.create({ dimension: 2 }).write(path);
    const copy = await VectorIndex.read(path, { dimension: 2, contents });
    expect(copy.search(x, 1)).toEqual([]);
    copy.add('x', x);
    expect(copy.search(x, 1)).toEqual([{ id: 'x', similarity: 1 }]);
  });

  test('areUpperLinks takes the end of a written file for whole, and none that is shorter or longer', async () => {
    const { path, contents } = await written('links.hnsw');
    const expected = { dimension: DIMENSION, m: GRAPH_SETTINGS.m, count: contents.points.length };
    const links = (await readFile(path)).subarray(hnswUpperLinksAt(expected));
    expect(areUpperLinks(links, expected)).toBe(true);
    for (let length = 0; length < links.length; length++) {
      expect(areUpperLinks(links.subarray(0, length), expected)).toBe(false);
    }
    expect(areUpperLinks(Buffer.concat([links, Buffer.alloc(4)]), expected)).toBe(false);
  });

  test('VectorIndex.write into a missing folder is told', async () => {
    const index = VectorIndex.create({ dimension: 2 });
    await expect(index.write(join(folder, 'missing', 'x.hnsw'))).rejects.toThrow(fails(/cannot be read/));
  });

  test.each([
    ['a missing file', () => join(folder, 'nowhere.hnsw')],
    ['a folder', () => folder],
  ])('VectorIndex.read refuses %s', async (_, path) => {
    const { contents } = await written('sound.hnsw');
    await expect(VectorIndex.read(path(), { dimension: DIMENSION, contents })).rejects.toThrow(fails(/cannot be read/));
  });

  test('VectorIndex.read refuses points that are not those of the file', async () => {
    const { path, contents } = await written('points.hnsw');
    const [first, second, ...rest] = contents.points;
    if (first === undefined || second === undefined) throw new Error('there are 40 points');
    const twice = { ...contents, points: [first, first, ...rest] };
    await expect(VectorIndex.read(path, { dimension: DIMENSION, contents: twice })).rejects.toThrow(
      fails(/list of ids/),
    );
    const fewer = { ...contents, points: [first, ...rest] };
    await expect(VectorIndex.read(path, { dimension: DIMENSION, contents: fewer })).rejects.toThrow(
      fails(/count is 40/),
    );
  });

  test('VectorIndex.search tells when a file has a live vector where its list has none', async () => {
    const { path, contents } = await written('ghost.hnsw');
    const points = contents.points.map((point, label) => (label === 7 ? { ...point, ids: [] } : point));
    const index = await VectorIndex.read(path, { dimension: DIMENSION, contents: { ...contents, points } });
    const search = () => index.search(vectorAt(matrix, 7), 1);
    expect(search).toThrow(expect.objectContaining({ code: 'INDEX_STALE' }));
  });

  test('VectorIndex.read refuses a file of another dimension, M or kind, whatever its description says', async () => {
    const { path, contents } = await written('foreign.hnsw');
    await expect(VectorIndex.read(path, { dimension: 4, contents })).rejects.toThrow(fails(/bytes per vector is/));
    const bytes = await readFile(path);
    for (const offset of [0, 16, 24, 32, 40, 56, 64, 72, 80, 88]) {
      bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
      const changed = describedFile(bytes, contents.points);
      await expect(VectorIndex.read(changed.path, { dimension: DIMENSION, contents: changed })).rejects.toThrow(
        fails(/no fitting index file/),
      );
      bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    }
  });

  test.each([
    ['its beginning', (bytes: Buffer) => bytes.subarray(0, 50), /too short/],
    ['nothing', (bytes: Buffer) => bytes.subarray(0, 0), /too short/],
    ['all but its last byte', (bytes: Buffer) => bytes.subarray(0, -1), /cannot be read|has only/],
    ['half of it', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /has only/],
    ['it and a byte more', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([1])]), /cannot be read/],
    ['an impossible capacity', (bytes: Buffer) => patched(bytes, 14, 0xff), /capacity/],
    ['an impossible entry point', (bytes: Buffer) => patched(bytes, 52, 0xee), /entry point/],
  ])(
    'VectorIndex.read refuses a file of which there is %s, whatever its description says',
    async (_, change, message) => {
      const { path, contents } = await written('whole.hnsw');
      const changed = describedFile(change(await readFile(path)), contents.points);
      await expect(VectorIndex.read(changed.path, { dimension: DIMENSION, contents: changed })).rejects.toThrow(
        fails(message),
      );
    },
  );

  function describedFile(bytes: Buffer, points: IndexContents['points']) {
    const path = join(folder, 'changed.hnsw');
    writeFileSync(path, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path, points, sha256, bytes: bytes.length };
  }

  function patched(bytes: Buffer, offset: number, value: number): Buffer {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(value, offset);
    return copy;
  }
});
