import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { overviewOf } from '../../src/bulletin/overview.ts';
import { LINES_ONLY } from '../../src/bulletin/places.ts';
import { entryOf } from '../../src/retrieval/chunk-entry.ts';
import type { BulletinRecord, KnownFile, Store } from '../../src/store/store.ts';
import { anyRecord, fileOf, recordOf } from '../fakes/records.ts';

/** How a test gets a store of the implementation at hand, empty, and gives it back. */
export type StoreSetup = { readonly open: () => Promise<Store>; readonly dispose: () => Promise<void> };

const MONDAY = new Date('2024-08-05T01:02:03.004Z');
const TUESDAY = new Date('2024-08-06T00:00:00.000Z');
const WEDNESDAY = new Date('2024-08-07T00:00:00.000Z');

/** What every store does, whatever it keeps its bulletins in. */
export function storeContract(name: string, setUp: () => Promise<StoreSetup>): void {
  describe(`${name} as a store`, () => {
    let setup: StoreSetup;
    let store: Store;
    beforeEach(async () => {
      setup = await setUp();
      store = await setup.open();
    });
    afterEach(async () => {
      await store.close();
      await setup.dispose();
    });

    test('is empty at first', async () => {
      expect(await store.bulletins()).toEqual([]);
      expect(await store.keptFiles()).toEqual([]);
      expect(await store.notedFiles()).toEqual([]);
      expect(await store.stored('weekly')).toBeNull();
      expect(await store.chunks('weekly')).toEqual([]);
      expect(await store.source('weekly')).toBeNull();
      expect(await store.sentenceVectors(['weekly/1#0'])).toEqual([null]);
      expect(await store.remove('weekly')).toBe(false);
    });

    test('save keeps any record as it is', async () => {
      await fc.assert(
        fc.asyncProperty(anyRecord(), async (record) => {
          await store.save(record, MONDAY);
          await expectKept(store, record);
        }),
        { numRuns: 30 },
      );
    });

    test('save replaces the bulletin of the same id whole', async () => {
      await fc.assert(
        fc.asyncProperty(anyRecord(fc.constant('a')), anyRecord(fc.constant('a')), async (first, second) => {
          const other = recordOf({ id: 'other' });
          await store.save(other, MONDAY);
          await store.save(first, MONDAY);
          await store.save(second, TUESDAY);
          await expectKept(store, second);
          await expectKept(store, other);
          const kept = new Set(second.chunks.map(({ chunk }) => chunk.id));
          const gone = first.chunks.map(({ chunk }) => chunk.id).filter((id) => !kept.has(id));
          expect(await store.sentenceVectors(gone)).toEqual(gone.map(() => null));
        }),
        { numRuns: 20 },
      );
    });

    test('save keeps a copy: vectors that change later are not kept', async () => {
      const record = recordOf();
      await store.save(record, MONDAY);
      record.chunks[0]?.vector?.fill(9);
      await expectKept(store, recordOf());
    });

    test('save refuses vectors that do not fit their chunk, and keeps what was there', async () => {
      const record = recordOf();
      await store.save(record, MONDAY);
      const before = await store.sequence();
      const spoilt: BulletinRecord[] = [
        withFirstChunk(record, { sentenceVectors: [] }),
        withFirstChunk(record, { vector: Float32Array.of(1, 0) }),
        withFirstChunk(record, { vector: Float32Array.of(Number.NaN, 0, 0, 1) }),
        { ...record, chunks: [...record.chunks, ...record.chunks] },
        { ...record, chunks: recordOf({ id: 'other' }).chunks },
      ];
      for (const one of spoilt) await expect(store.save(one, TUESDAY)).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await store.sequence()).toBe(before);
      await expectKept(store, record);
    });

    test('bulletins come newest issue first, unknown days last, then by id', async () => {
      const days = [
        ['b', '2024-08-02'],
        ['a', null],
        ['c', '2024-08-09'],
        ['d', null],
        ['a2', '2024-08-02'],
      ] as const;
      for (const [id, publishedOn] of days) await store.save(recordOf({ id, publishedOn }), MONDAY);
      expect((await store.bulletins()).map(({ bulletin }) => bulletin.id)).toEqual(['c', 'a2', 'b', 'a', 'd']);
    });

    test('chunks come in the order of the items and their ordinals, however they were given', async () => {
      const record = recordOf({ items: ['10', '9', '1'], chunksPerItem: 12 });
      const shuffled = [...record.chunks].sort((a, b) =>
        a.chunk.text + a.chunk.id > b.chunk.text + b.chunk.id ? -1 : 1,
      );
      await store.save({ ...record, chunks: shuffled }, MONDAY);
      const ids = (await store.chunks(record.bulletin.id)).map(({ chunk }) => chunk.id);
      expect(ids).toEqual(record.chunks.map(({ chunk }) => chunk.id));
    });

    test('sentenceVectors answers in the order asked, repeats and unknown ids included', async () => {
      const record = recordOf();
      await store.save(record, MONDAY);
      const [first, second] = record.chunks;
      const ids = [second?.chunk.id ?? '', 'unknown', first?.chunk.id ?? '', second?.chunk.id ?? ''];
      const expected = [second?.sentenceVectors, null, first?.sentenceVectors, second?.sentenceVectors];
      expect(await store.sentenceVectors(ids)).toEqual(expected);
    });

    test('addedAt and itemsAddedAt keep the first time over replacement, and new items get their own', async () => {
      await store.save(recordOf({ items: ['1', '2'] }), MONDAY);
      await store.save(recordOf({ items: ['2', '3'] }), TUESDAY);
      const [stored] = await store.bulletins();
      expect(stored?.addedAt).toBe(MONDAY.toISOString());
      expect(stored?.updatedAt).toBe(TUESDAY.toISOString());
      expect(timesOf(stored?.itemsAddedAt)).toEqual({ 2: MONDAY.toISOString(), 3: TUESDAY.toISOString() });
    });

    test('itemOrder counts items in the order in which they were first kept, over all bulletins', async () => {
      await store.save(recordOf({ id: 'a', items: ['1', '2'] }), WEDNESDAY);
      await store.save(recordOf({ id: 'b', items: ['1'] }), MONDAY);
      await store.save(recordOf({ id: 'a', items: ['2', '3'] }), TUESDAY);
      await store.remove('b');
      await store.save(recordOf({ id: 'b', items: ['2', '1'] }), TUESDAY);
      expect(timesOf((await store.stored('a'))?.itemOrder)).toEqual({ 2: 2, 3: 4 });
      expect(timesOf((await store.stored('b'))?.itemOrder)).toEqual({ 1: 3, 2: 5 });
    });

    test('itemsAddedAt does not make an item new that was away', async () => {
      await store.save(recordOf({ items: ['1', '2'] }), MONDAY);
      await store.save(recordOf({ items: ['2'] }), TUESDAY);
      await store.save(recordOf({ items: ['1', '2'] }), WEDNESDAY);
      await store.remove(recordOf().bulletin.id);
      await store.save(recordOf({ items: ['1', '4'] }), WEDNESDAY);
      const [stored] = await store.bulletins();
      expect(timesOf(stored?.itemsAddedAt)).toEqual({ 1: MONDAY.toISOString(), 4: WEDNESDAY.toISOString() });
      expect(stored?.addedAt).toBe(MONDAY.toISOString());
    });

    test('moveFile changes the file and nothing else', async () => {
      const record = recordOf();
      await store.save(record, MONDAY);
      const [before] = await store.bulletins();
      const file = fileOf({ path: 'new/place.md', hash: 'cd', format: 'text', places: LINES_ONLY, warnings: [] });
      await store.moveFile(record.bulletin.id, file);
      expect(await store.bulletins()).toEqual([{ ...before, file }]);
    });

    test('noteFile remembers one outcome of a path until it is forgotten', async () => {
      const [failed, same] = [failedFile('b.pdf'), sameFile('a.pdf')];
      await store.noteFile(failed);
      await store.noteFile(same);
      expect(await store.notedFiles()).toEqual([same, failed]);
      const changed = { ...failedFile('a.pdf'), hash: 'ff' };
      await store.noteFile(changed);
      expect(await store.notedFiles()).toEqual([changed, failed]);
      await store.forgetFile('b.pdf');
      await store.forgetFile('unknown.pdf');
      expect(await store.notedFiles()).toEqual([changed]);
    });

    test('save and moveFile forget what was noted of the file of the bulletin, and of no other', async () => {
      const record = recordOf();
      for (const path of [record.file.path, 'new.pdf', 'other.pdf']) await store.noteFile(failedFile(path));
      await store.save(record, MONDAY);
      expect((await store.notedFiles()).map(({ path }) => path)).toEqual(['new.pdf', 'other.pdf']);
      await store.moveFile(record.bulletin.id, fileOf({ path: 'new.pdf' }));
      expect((await store.notedFiles()).map(({ path }) => path)).toEqual(['other.pdf']);
    });

    test('remove takes the bulletin with all that hangs on it, and no other', async () => {
      const [gone, other] = [recordOf({ id: 'gone' }), recordOf({ id: 'other' })];
      await store.save(gone, MONDAY);
      await store.save(other, MONDAY);
      expect(await store.remove('gone')).toBe(true);
      expect(await store.remove('gone')).toBe(false);
      expect((await store.bulletins()).map(({ bulletin }) => bulletin.id)).toEqual(['other']);
      expect(await store.source('gone')).toBeNull();
      expect(await store.bulletin('gone')).toBeNull();
      expect(await store.chunks('gone')).toEqual([]);
      expect(await store.entries('gone')).toEqual([]);
      const ids = gone.chunks.map(({ chunk }) => chunk.id);
      expect(await store.sentenceVectors(ids)).toEqual(ids.map(() => null));
      await expectKept(store, other);
    });

    test('sequence rises with every change and with nothing else', async () => {
      const record = recordOf();
      const file = fileOf({ path: 'new.md', hash: 'cd' });
      const before = [await store.sequence()];
      for (const change of [
        () => store.save(record, MONDAY),
        () => store.save(record, MONDAY),
        () => store.moveFile(record.bulletin.id, file),
        () => store.remove(record.bulletin.id),
      ]) {
        await change();
        before.push(await store.sequence());
      }
      expect(before).toEqual([...new Set(before)].sort((a, b) => a - b));
      await store.moveFile('unknown', file);
      await store.remove('unknown');
      await store.noteFile(failedFile('a.pdf'));
      await store.forgetFile('a.pdf');
      await store.bulletins();
      expect(await store.sequence()).toBe(before.at(-1));
    });

    test('close may be called twice, and whatever comes after it is refused', async () => {
      await store.close();
      await store.close();
      await expect(store.bulletins()).rejects.toMatchObject({ code: 'INTERNAL' });
      await expect(store.save(recordOf(), MONDAY)).rejects.toMatchObject({ code: 'INTERNAL' });
    });
  });
}

/** Expects that the store holds the record, whole and as it was given. */
export async function expectKept(store: Store, record: BulletinRecord): Promise<void> {
  const { bulletin, file, fingerprint, chunks, source } = record;
  const stored = (await store.bulletins()).find((one) => one.bulletin.id === bulletin.id);
  expect(stored).toMatchObject({ bulletin: overviewOf(bulletin), file, fingerprint });
  expect(await store.stored(bulletin.id)).toEqual(stored);
  const { id, title, publishedOn } = bulletin;
  const { path, hash } = file;
  expect(await store.keptFiles()).toContainEqual({
    bulletin: { id, title, publishedOn },
    file: { path, hash },
    fingerprint,
  });
  expect(await store.bulletin(bulletin.id)).toEqual(bulletin);
  expect(await store.entries(bulletin.id)).toEqual(chunks.map(({ chunk, vector }) => entryOf(chunk, vector)));
  expect([...(stored?.itemsAddedAt.keys() ?? [])]).toEqual(bulletin.items.map((item) => item.id));
  expect(await store.source(bulletin.id)).toBe(source);
  expect(await store.chunks(bulletin.id)).toEqual(chunks.map((chunk) => ({ ...chunk, sentenceVectors: null })));
  const ids = chunks.map(({ chunk }) => chunk.id);
  expect(await store.sentenceVectors(ids)).toEqual(chunks.map((chunk) => chunk.sentenceVectors));
  expect(await store.texts([...ids, 'unknown'])).toEqual([...chunks.map(({ chunk }) => chunk), null]);
}

function failedFile(path: string): KnownFile {
  const outcome = { kind: 'failed', code: 'FILE_UNSUPPORTED', message: '읽을 수 없다.', readers: 1 } as const;
  return { path, hash: 'ee', outcome };
}

function sameFile(path: string): KnownFile {
  return { path, hash: 'dd', outcome: { kind: 'same', bulletinId: 'weekly', of: 'ab', by: 'content' } };
}

function withFirstChunk(record: BulletinRecord, change: Partial<BulletinRecord['chunks'][number]>): BulletinRecord {
  return { ...record, chunks: record.chunks.map((chunk, i) => (i === 0 ? { ...chunk, ...change } : chunk)) };
}

/** The times by the part of the item's id that follows the bulletin's. */
function timesOf<T>(times: ReadonlyMap<string, T> = new Map()): Record<string, T> {
  return Object.fromEntries([...times].map(([id, time]) => [id.slice(id.indexOf('/') + 1), time]));
}
