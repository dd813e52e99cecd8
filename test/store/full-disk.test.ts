import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import type { BulletinRecord, Store } from '../../src/store/store.ts';
import { expectKept } from '../contracts/store.ts';
import { recordOf } from '../fakes/records.ts';
import { mountDisk, skipNote } from './disks.ts';

const NOW = new Date('2024-08-05T00:00:00Z');
const MEGABYTE = 2 ** 20;
const disk = mountDisk(3 * MEGABYTE);
const note = skipNote(disk);
afterAll(() => disk?.unmount());

describe('openStore on a disk that fills up', () => {
  const place = join(disk?.folder ?? '', 'state');
  const ballast = join(disk?.folder ?? '', 'ballast');
  beforeEach(() => (disk === null ? undefined : writeFile(ballast, Buffer.alloc(MEGABYTE))));
  afterEach(async () => {
    await rm(ballast, { force: true });
    await rm(place, { recursive: true, force: true });
  });

  const large = (number: number): BulletinRecord =>
    recordOf({ id: `b${number}`, text: `제${number}호 `, chunksPerItem: 10, dimension: 128 });

  /** Saves until there is no room, and returns what was saved. */
  async function fill(store: Store): Promise<BulletinRecord[]> {
    for (const saved: BulletinRecord[] = []; ; ) {
      const next = large(saved.length);
      const failed = await store.save(next, NOW).then(
        () => null,
        (error: unknown) => error,
      );
      if (failed !== null) {
        expect(failed).toMatchObject({ code: 'DISK_FULL' });
        return saved;
      }
      saved.push(next);
    }
  }

  async function expectAll(store: Store, records: readonly BulletinRecord[]): Promise<void> {
    expect(await store.bulletins()).toHaveLength(records.length);
    for (const record of records) await expectKept(store, record);
  }

  test.skipIf(disk === null)(
    `save tells so, keeps all that was there, and goes on once there is room${note}`,
    async () => {
      const store = openStore(place);
      const saved = await fill(store);
      expect(saved.length).toBeGreaterThan(2);
      await expectAll(store, saved);
      await rm(ballast);
      const next = large(saved.length);
      await store.save(next, NOW);
      await expectAll(store, [...saved, next]);
      await store.close();
      const again = openStore(place);
      await expectAll(again, [...saved, next]);
      await again.close();
    },
  );

  test.skipIf(disk === null)(`reading goes on when there is no room to open it for writing${note}`, async () => {
    const store = openStore(place);
    await store.save(large(0), NOW);
    await store.close();
    await fillToTheLastByte();
    expect(() => openStore(place)).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    const reader = openStore(place, { readOnly: true });
    await expectAll(reader, [large(0)]);
    await reader.close();
  });

  test.skipIf(disk === null)(`reading goes on when there was no room to close it either${note}`, async () => {
    const store = openStore(place);
    const saved = await fill(store);
    await fillToTheLastByte();
    await store.close();
    const reader = openStore(place, { readOnly: true });
    await expectAll(reader, saved);
    await reader.close();
  });

  test.skipIf(disk === null)(`openStore tells so when there is no room for a new database${note}`, async () => {
    await fillToTheLastByte();
    expect(() => openStore(place)).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    await truncate(ballast);
    await openStore(place).close();
  });

  async function fillToTheLastByte(): Promise<void> {
    await expect(writeFile(ballast, Buffer.alloc(5 * MEGABYTE))).rejects.toMatchObject({ code: 'ENOSPC' });
  }
});
