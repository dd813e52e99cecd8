import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IndexFile } from '../../src/retrieval/index-file.ts';
import { decodeManifest, encodeManifest } from '../../src/retrieval/index-manifest.ts';
import { VectorIndex } from '../../src/retrieval/vector-index.ts';
import { rowsOf, skewedMatrix, slice, vectorAt } from './skewed-vectors.ts';

const DIMENSION = 8;
const matrix = skewedMatrix(60, DIMENSION, 4);
const identity = { fingerprint: 'model a', sequence: 7, dimension: DIMENSION };
const MANIFEST = 'manifest.jsonl';

let parent: string;
let folder: string;
let file: IndexFile;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'index-file-'));
  folder = join(parent, 'vectors');
  file = new IndexFile(folder);
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const built = (count: number) => VectorIndex.build(rowsOf(slice(matrix, 0, count)), { dimension: DIMENSION });

async function saved(count = 40): Promise<{ index: VectorIndex; indexPath: string; manifestPath: string }> {
  const index = await built(count);
  await file.save(index, identity);
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.hnsw'));
  if (name === undefined) throw new Error('save wrote no index file');
  return { index, indexPath: join(folder, name), manifestPath: join(folder, MANIFEST) };
}

/** The index that is loaded; fails the test when none is. */
async function loaded(wanted = identity): Promise<VectorIndex> {
  const result = await file.load(wanted);
  if (result.kind !== 'loaded') throw new Error(`${result.kind}: ${'reason' in result ? result.reason : ''}`);
  return result.index;
}

describe('IndexFile', () => {
  test('IndexFile.load gives the index that was saved', async () => {
    const { index } = await saved();
    const copy = await loaded();
    expect(copy.size).toBe(40);
    for (const { vector } of rowsOf(matrix)) expect(copy.search(vector, 40)).toEqual(index.search(vector, 40));
  });

  test('IndexFile.load gives an index that can be changed and saved again', async () => {
    await saved();
    const copy = await loaded();
    copy.remove('c0');
    copy.add('c50', vectorAt(matrix, 50));
    await file.save(copy, { ...identity, sequence: 8 });
    const again = await loaded({ ...identity, sequence: 8 });
    expect([again.size, again.has('c0'), again.has('c50')]).toEqual([40, false, true]);
  });

  test('IndexFile.save keeps one index and its manifest, nothing else', async () => {
    await saved(20);
    await file.save(await built(30), { ...identity, sequence: 8 });
    expect((await readdir(folder)).map((name) => name.replace(/^[0-9a-f]{64}/, 'sha256')).toSorted()).toEqual([
      MANIFEST,
      'sha256.hnsw',
    ]);
    expect(await file.load(identity)).toMatchObject({ kind: 'behind', index: { size: 30 } });
  });

  test('IndexFile keeps an empty index', async () => {
    await file.save(VectorIndex.create({ dimension: DIMENSION }), identity);
    expect((await loaded()).size).toBe(0);
  });

  test('IndexFile.save refuses to save under an identity what was changed since', async () => {
    const { index } = await saved(20);
    const saving = file.save(index, { ...identity, sequence: 8 });
    index.add('late', vectorAt(matrix, 50));
    await expect(saving).rejects.toMatchObject({
      code: 'INDEX_STALE',
      message: expect.stringMatching(/Save it again/),
    });
    expect((await loaded()).has('late')).toBe(false);
  });

  test('IndexFile.save called while others save leaves a whole index, the last one saved', async () => {
    const index = await built(20);
    const saves: Promise<void>[] = [];
    for (const [i, { id, vector }] of [...rowsOf(slice(matrix, 20, 60))].entries()) {
      index.add(id, vector);
      saves.push(file.save(index, { ...identity, sequence: i }));
      if (i % 8 === 0) await setImmediate();
    }
    const outcomes = await Promise.allSettled(saves);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'INDEX_STALE' });
    }
    expect(outcomes.at(-1)?.status).toBe('fulfilled');
    const copy = await loaded({ ...identity, sequence: 39 });
    for (const { id, vector } of rowsOf(matrix)) expect(copy.search(vector, 1)[0]?.id).toBe(id);
  });

  test('IndexFile.save and load called at once are done one after the other', async () => {
    const [small, large] = await Promise.all([built(20), built(30)]);
    const [, first, , second] = await Promise.all([
      file.save(small, identity),
      file.load(identity),
      file.save(large, identity),
      file.load(identity),
    ]);
    expect([first, second]).toMatchObject([
      { kind: 'loaded', index: { size: 20 } },
      { kind: 'loaded', index: { size: 30 } },
    ]);
  });

  test('IndexFile.save refuses an identity of another dimension', async () => {
    await expect(file.save(await built(3), { ...identity, dimension: 4 })).rejects.toMatchObject({
      code: 'INDEX_FAILED',
    });
  });

  test.each([
    ['nothing was saved', async () => undefined],
    ['the folder is empty', () => mkdir(folder)],
  ])('IndexFile.load says missing when %s', async (_, prepare) => {
    await prepare();
    expect(await file.load(identity)).toMatchObject({ kind: 'missing' });
  });

  test.each([
    ['another model', { ...identity, fingerprint: 'model b' }, /fingerprint model a, wanted is model b/],
    ['another dimension', { ...identity, dimension: 4 }, /dimension 8, wanted is 4/],
  ])('IndexFile.load says stale when the index was made from %s', async (_, wanted, reason) => {
    await saved();
    expect(await file.load(wanted)).toEqual({ kind: 'stale', reason: expect.stringMatching(reason) });
  });

  test('IndexFile.load gives an index of another sequence as one that is behind', async () => {
    await saved();
    expect(await file.load({ ...identity, sequence: 8 })).toMatchObject({ kind: 'behind', index: { size: 40 } });
  });

  test.each([
    ['settings', { m: 16 }, 'stale', /m 16, wanted is 32/],
    ['space', { space: 'l2' }, 'stale', /space l2, wanted is ip/],
    ['a later format', { format: 2, points: 'elsewhere' }, 'stale', /format 2/],
    ['a wrong count', { count: 41 }, 'damaged', /not as expected/],
    ['no points', { points: null }, 'damaged', /not as expected/],
    [
      'an id twice',
      { points: Array.from({ length: 40 }, () => ({ digest: 'd', ids: ['same'] })) },
      'damaged',
      /list of ids/,
    ],
    ['another file', { file: { sha256: 'a'.repeat(64), bytes: 5 } }, 'damaged', /cannot be read/],
    ['a path as its file', { file: { sha256: '../../secret', bytes: 5 } }, 'damaged', /not as expected/],
  ])('IndexFile.load judges a well-formed manifest with %s', async (_, change, kind, reason) => {
    const { manifestPath } = await saved();
    const [, body = ''] = (await readFile(manifestPath, 'utf8')).split('\n');
    await writeFile(manifestPath, encodeManifest({ ...JSON.parse(body), ...change }));
    expect(await file.load(identity)).toEqual({ kind, reason: expect.stringMatching(reason) });
  });

  test('IndexFile.load says damaged when a file of another dimension stands in place of the index', async () => {
    const { indexPath } = await saved();
    const other = VectorIndex.create({ dimension: 2 });
    other.add('x', new Float32Array([1, 0]));
    await other.write(indexPath);
    expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
  });

  test('IndexFile.load says damaged when any byte of index or manifest is another', async () => {
    const paths = await saved();
    const files = [paths.indexPath, paths.manifestPath] as const;
    const originals = new Map(await Promise.all(files.map(async (path) => [path, await readFile(path)] as const)));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (path, at, mask) => {
          const original = originals.get(path) ?? Buffer.alloc(0);
          const flipped = Buffer.from(original);
          const offset = at % flipped.length;
          flipped.writeUInt8(flipped.readUInt8(offset) ^ mask, offset);
          await writeFile(path, flipped);
          expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
          await writeFile(path, original);
        },
      ),
      { numRuns: 300 },
    );
    expect((await loaded()).size).toBe(40);
  });

  test('IndexFile.load says damaged when index or manifest is cut short or has more bytes', async () => {
    const { indexPath, manifestPath } = await saved();
    for (const path of [indexPath, manifestPath]) {
      const original = await readFile(path);
      for (const length of [0, 1, 95, 96, original.length / 2, original.length - 1]) {
        await writeFile(path, original.subarray(0, length));
        expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
      }
      await writeFile(path, Buffer.concat([original, Buffer.from('\n')]));
      expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
      await writeFile(path, original);
    }
    expect((await loaded()).size).toBe(40);
  });

  test.each([
    ['the index', 'indexPath'],
    ['the manifest', 'manifestPath'],
  ] as const)(
    'IndexFile.load says damaged when a folder stands in place of %s, and save tells or mends it',
    async (_, which) => {
      const paths = await saved();
      await rm(paths[which]);
      await mkdir(paths[which]);
      expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
      const saving = file.save(paths.index, identity);
      await expect(saving).rejects.toMatchObject({
        code: 'INDEX_FAILED',
        message: expect.stringMatching(/Remove that folder/),
      });
    },
  );

  test('IndexFile.load says damaged when the index file is gone', async () => {
    const { indexPath } = await saved();
    await rename(indexPath, join(parent, 'elsewhere'));
    expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
  });

  test('IndexFile.save says what to do when a file stands in place of its folder', async () => {
    await writeFile(folder, 'not a folder');
    const saving = file.save(await built(3), identity);
    await expect(saving).rejects.toMatchObject({
      code: 'INDEX_FAILED',
      message: expect.stringMatching(/Remove that folder/),
    });
    expect(await file.load(identity)).toMatchObject({ kind: 'damaged' });
  });

  test('IndexFile goes on after a save that failed', async () => {
    await writeFile(folder, 'not a folder');
    const index = await built(3);
    await expect(file.save(index, identity)).rejects.toThrow();
    await rm(folder);
    await file.save(index, identity);
    expect((await loaded()).size).toBe(3);
  });

  test('IndexFile keeps the old index when a stop came between the two renamings', async () => {
    await saved(20);
    await (await built(30)).write(join(folder, `${'b'.repeat(64)}.hnsw`));
    expect((await loaded()).size).toBe(20);
  });

  test('IndexFile.save removes what stopped processes left and nothing else', async () => {
    await saved(20);
    const running = `${process.ppid}.hnsw.tmp`;
    const stopped = ['4194999.hnsw.tmp', '4194999.jsonl.tmp', `${process.pid}.hnsw.tmp`, `${'b'.repeat(64)}.hnsw`];
    for (const name of [running, 'notes.txt', ...stopped]) await writeFile(join(folder, name), 'half');
    await file.save(await built(30), identity);
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining([running, 'notes.txt', MANIFEST]));
    expect(names).toHaveLength(4);
    expect((await loaded()).size).toBe(30);
  });
});

describe('decodeManifest', () => {
  test('decodeManifest gives back what encodeManifest was given', async () => {
    const { manifestPath } = await saved();
    const bytes = await readFile(manifestPath);
    const decoded = decodeManifest(bytes);
    if (decoded.kind !== 'manifest') throw new Error(decoded.reason);
    expect(Buffer.from(encodeManifest(decoded.manifest))).toEqual(bytes);
    expect(decoded.manifest).toMatchObject({ ...identity, count: 40, space: 'ip', m: 32, efConstruction: 200 });
  });
});
