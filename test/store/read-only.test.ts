import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { expectKept } from '../contracts/store.ts';
import { canBeNobody, nobodyNote, startScript } from '../fakes/scripts.ts';
import { mountDisk, skipNote } from './disks.ts';
import { versionOf } from './versions.ts';

const NOW = new Date('2024-08-05T00:00:00Z');
const disk = mountDisk(16 * 2 ** 20);
afterAll(() => disk?.unmount());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-read-only-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Leaves in `place` what a process leaves that saved two versions: closed as it should be, or killed before it could close. */
async function leaveState(place: string, end: 'closed' | 'killed'): Promise<void> {
  const original = await mkdtemp(join(tmpdir(), 'store-original-'));
  const store = openStore(original);
  await store.save(versionOf(0), NOW);
  await store.save(versionOf(1), NOW);
  if (end === 'closed') await store.close();
  await cp(original, place, { recursive: true });
  await store.close();
  await rm(original, { recursive: true });
}

async function expectBothKept(place: string): Promise<void> {
  const store = openStore(place, { readOnly: true });
  await expectKept(store, versionOf(0));
  await expectKept(store, versionOf(1));
  await expect(store.save(versionOf(2), NOW)).rejects.toMatchObject({ code: 'STATE_READ_ONLY' });
  await expect(store.remove('b0')).rejects.toMatchObject({ code: 'STATE_READ_ONLY' });
  await store.close();
}

describe('openStore on a read-only disk', () => {
  const note = skipNote(disk);
  const place = join(disk?.folder ?? '', 'state');
  afterEach(async () => {
    disk?.setReadOnly(false);
    await rm(place, { recursive: true, force: true });
  });

  test.skipIf(disk === null)(`reads what was closed as it should be, and refuses to write${note}`, async () => {
    await leaveState(place, 'closed');
    expect(await readdir(place)).toEqual(['bulletins.db']);
    disk?.setReadOnly(true);
    expect(() => openStore(place)).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
    await expectBothKept(place);
  });

  test.skipIf(disk === null)(`reads what a killed process left in its log${note}`, async () => {
    await leaveState(place, 'killed');
    expect((await readdir(place)).sort()).toEqual(['bulletins.db', 'bulletins.db-shm', 'bulletins.db-wal']);
    disk?.setReadOnly(true);
    await expectBothKept(place);
  });

  test.skipIf(disk === null)(`reads a log whose shared memory is gone${note}`, async () => {
    await leaveState(place, 'killed');
    await rm(join(place, 'bulletins.db-shm'));
    disk?.setReadOnly(true);
    const before = await readdir(tmpdir());
    await expectBothKept(place);
    const after = await readdir(tmpdir());
    expect(after.filter((name) => name.startsWith('bulletin-state-') && !before.includes(name))).toEqual([]);
  });

  test.skipIf(disk === null)(`tells that there is nothing to read${note}`, async () => {
    disk?.setReadOnly(true);
    for (const readOnly of [true, false]) {
      expect(() => openStore(place, { readOnly })).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
    }
  });
});

describe('openStore in a folder of somebody else', () => {
  afterEach(() => chmod(folder, 0o755));

  async function printed(): Promise<readonly string[]> {
    const script = startScript(new URL('./print-store.ts', import.meta.url), [folder], { asNobody: true });
    await script.end();
    return script.lines;
  }

  async function setModes(folderMode: number, fileMode: number): Promise<void> {
    for (const name of await readdir(folder)) await chmod(join(folder, name), fileMode);
    await chmod(folder, folderMode);
  }

  test.skipIf(!canBeNobody)(`reads what may be read but not written${nobodyNote}`, async () => {
    await leaveState(folder, 'closed');
    await setModes(0o555, 0o444);
    expect(await printed()).toEqual(['0 1', 'STATE_READ_ONLY']);
  });

  test.skipIf(!canBeNobody)(`reads a log that may not be written${nobodyNote}`, async () => {
    await leaveState(folder, 'killed');
    await setModes(0o555, 0o444);
    expect(await printed()).toEqual(['0 1', 'STATE_READ_ONLY']);
  });

  test.skipIf(!canBeNobody)(`sees what a living writer saves${nobodyNote}`, async () => {
    const writer = openStore(folder);
    await writer.save(versionOf(0), NOW);
    await setModes(0o555, 0o444);
    await writer.save(versionOf(1), NOW);
    expect(await printed()).toEqual(['0 1', 'STATE_READ_ONLY']);
    await writer.close();
  });

  test.skipIf(!canBeNobody)(`tells that a file may not even be read${nobodyNote}`, async () => {
    await leaveState(folder, 'closed');
    await setModes(0o555, 0o000);
    expect(await printed()).toEqual(['STATE_READ_ONLY', 'STATE_READ_ONLY']);
  });
});

test('openStore for reading beside a writer sees each of its changes', async () => {
  const writer = openStore(folder);
  await writer.save(versionOf(0), NOW);
  const reader = openStore(folder, { readOnly: true });
  await writer.save(versionOf(1), NOW);
  await expectKept(reader, versionOf(1));
  expect(await reader.sequence()).toBe(await writer.sequence());
  await writer.close();
  await expectKept(reader, versionOf(0));
  await reader.close();
});

test('openStore for reading tells that there is no database yet, and makes none', async () => {
  for (const place of [folder, join(folder, 'missing')]) {
    expect(() => openStore(place, { readOnly: true })).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
  }
  expect(await readdir(folder)).toEqual([]);
});
