import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { acquireWriterLock } from '../../src/store/lock.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { canBeNobody, nobodyNote, startScript } from '../fakes/scripts.ts';
import { mountDisk, skipNote } from './disks.ts';

const disk = mountDisk(2 ** 20);
afterAll(() => disk?.unmount());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const busyWith = (pid: number) => ({ code: 'STATE_BUSY', message: expect.stringContaining(`Process ${pid} `) });

test('acquireWriterLock is refused while another process holds it, naming that process', async () => {
  const holder = startScript(new URL('./hold-lock.ts', import.meta.url), [folder]);
  await holder.printed(1);
  expect(holder.lines).toEqual(['held']);
  await expect(acquireWriterLock(folder)).rejects.toMatchObject(busyWith(holder.pid));
  await openStore(folder).close();
  await holder.end();
  await (await acquireWriterLock(folder)).release();
});

test('acquireWriterLock succeeds at once after the holder was killed', async () => {
  for (let round = 0; round < 2; round++) {
    const holder = startScript(new URL('./hold-lock.ts', import.meta.url), [folder]);
    await holder.printed(1);
    expect(holder.lines).toEqual(['held']);
    await holder.kill();
  }
  const lock = await acquireWriterLock(folder);
  await expect(acquireWriterLock(folder)).rejects.toMatchObject(busyWith(process.pid));
  await lock.release();
});

test('acquireWriterLock is granted to exactly one of several that start at once', async () => {
  const scripts = [1, 2, 3].map(() => startScript(new URL('./hold-lock.ts', import.meta.url), [folder]));
  await Promise.all(scripts.map((script) => script.printed(1)));
  const told = scripts.flatMap(({ lines }) => lines).sort();
  expect(told).toEqual(['STATE_BUSY', 'STATE_BUSY', 'held']);
  await Promise.all(scripts.map((script) => script.end()));
});

test('acquireWriterLock is refused within one process too, and granted after release', async () => {
  const lock = await acquireWriterLock(folder);
  await expect(acquireWriterLock(folder)).rejects.toMatchObject(busyWith(process.pid));
  await lock.release();
  await lock.release();
  expect(await readdir(folder)).toEqual(['writer.lock']);
  const next = await acquireWriterLock(folder);
  await lock.release();
  await expect(acquireWriterLock(folder)).rejects.toMatchObject(busyWith(process.pid));
  await next.release();
});

test('acquireWriterLock names no process when the holder is not known', async () => {
  const lock = await acquireWriterLock(folder);
  await writeFile(join(folder, 'writer.pid'), '');
  const message = expect.stringMatching(/^Another process is writing/);
  await expect(acquireWriterLock(folder)).rejects.toMatchObject({ code: 'STATE_BUSY', message });
  await lock.release();
});

test.skipIf(disk === null)(`acquireWriterLock is refused on a read-only disk${skipNote(disk)}`, async () => {
  const place = join(disk?.folder ?? '', 'state');
  await (await acquireWriterLock(place)).release();
  disk?.setReadOnly(true);
  await expect(acquireWriterLock(place)).rejects.toMatchObject({ code: 'STATE_READ_ONLY' });
  disk?.setReadOnly(false);
});

test.skipIf(!canBeNobody)(`acquireWriterLock is refused in a folder that may not be written${nobodyNote}`, async () => {
  await chmod(folder, 0o555);
  const script = startScript(new URL('./hold-lock.ts', import.meta.url), [folder], { asNobody: true });
  await script.printed(1);
  expect(script.lines).toEqual(['STATE_READ_ONLY']);
  await script.end();
  await chmod(folder, 0o755);
});
