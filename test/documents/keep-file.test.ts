import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { bringBack, bulletinFileName, keepFile, setAside } from '../../src/documents/keep-file.ts';
import { isBulletinName } from '../../src/documents/list.ts';
import { mountDisk, skipNote } from '../store/disks.ts';

const PDF = Buffer.from('%PDF-1.7\n');
const TEXT = Buffer.from('# 소식지\n');
const NOW = new Date('2024-08-05T01:02:03.004Z');
const disk = mountDisk(1024 * 1024);
afterAll(() => disk?.unmount());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keep-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['주간동향 2024-08-02.pdf', PDF, '주간동향 2024-08-02.pdf'],
  ['주간동향.md'.normalize('NFD'), TEXT, '주간동향.md'],
  ['../../etc/passwd', TEXT, 'passwd.md'],
  ['C:\\temp\\weekly.PDF', PDF, 'weekly.PDF'],
  ['weekly', PDF, 'weekly.pdf'],
  ['weekly.bin', PDF, 'weekly.bin.pdf'],
  ['weekly.md', PDF, 'weekly.md'],
  ['.hidden.md', TEXT, 'hidden.md'],
  ['.pdf', PDF, 'pdf.pdf'],
  ['README.md', TEXT, 'bulletin-README.md'],
  ['~$weekly.md', TEXT, 'bulletin-weekly.md'],
  ['a\u0000b\u202e\n?.md', TEXT, 'ab.md'],
  ['', TEXT, 'bulletin.md'],
])('bulletinFileName makes of %j a name under which it is found', (given, bytes, name) => {
  expect(bulletinFileName(given, bytes)).toBe(name);
});

test('bulletinFileName gives a bulletin name in one folder for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = bulletinFileName(given, TEXT);
      expect(isBulletinName(name)).toBe(true);
      expect(name).not.toMatch(/[/\\\0]/);
      expect(Buffer.byteLength(name)).toBeLessThan(240);
    }),
  );
});

test('bulletinFileName refuses what can be no bulletin', () => {
  expect(() => bulletinFileName('photo.md', Buffer.from('GIF89a'))).toThrow(
    expect.objectContaining({ code: 'FILE_UNSUPPORTED' }),
  );
});

test('keepFile never touches another file, and leaves nothing else behind', async () => {
  await writeFile(join(folder, 'weekly.md'), 'old');
  expect(await keepFile(folder, 'weekly.md', TEXT)).toBe('weekly-2.md');
  expect(await keepFile(folder, 'weekly.md', PDF)).toBe('weekly-3.md');
  expect(await readFile(join(folder, 'weekly.md'), 'utf8')).toBe('old');
  expect(await readFile(join(folder, 'weekly-2.md'))).toEqual(TEXT);
  expect(await readdir(folder)).toEqual(['weekly-2.md', 'weekly-3.md', 'weekly.md']);
});

test('keepFile gives each of many at once a name of its own', async () => {
  const names = await Promise.all(
    Array.from({ length: 12 }, (_, i) => keepFile(folder, 'weekly.md', Buffer.from(`${i}`))),
  );
  expect(new Set(names).size).toBe(12);
  for (const [i, name] of names.entries()) expect(await readFile(join(folder, name), 'utf8')).toBe(`${i}`);
});

test('keepFile makes no folder: a disk that is not mounted would look like an empty one', async () => {
  await expect(keepFile(join(folder, 'gone'), 'a.md', TEXT)).rejects.toMatchObject({ code: 'BULLETIN_DIR_MISSING' });
});

test.skipIf(disk === null)(`keepFile tells of a full disk and leaves nothing behind${skipNote(disk)}`, async () => {
  const full = disk?.folder ?? '';
  await expect(keepFile(full, 'a.md', Buffer.alloc(2 * 1024 * 1024))).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await readdir(full)).toEqual([]);
  disk?.setReadOnly(true);
  await expect(keepFile(full, 'a.md', TEXT)).rejects.toMatchObject({ code: 'FOLDER_READ_ONLY' });
  disk?.setReadOnly(false);
});

test('setAside moves a file to the hidden folder, beside what is there, and bringBack moves it back', async () => {
  await mkdir(join(folder, '2024'));
  await writeFile(join(folder, '2024', 'weekly.md'), 'one');
  const first = await setAside(folder, '2024/weekly.md', NOW);
  await writeFile(join(folder, '2024', 'weekly.md'), 'two');
  await setAside(folder, '2024/weekly.md', NOW);
  expect(await readdir(join(folder, '.removed'))).toEqual([
    '20240805T010203004Z-2024-weekly-2.md',
    '20240805T010203004Z-2024-weekly.md',
  ]);
  expect(await readdir(join(folder, '2024'))).toEqual([]);
  if (first !== null) await bringBack(first);
  expect(await readFile(join(folder, '2024', 'weekly.md'), 'utf8')).toBe('one');
});

test('setAside finds nothing to move where the file or the folder is gone', async () => {
  expect(await setAside(folder, 'weekly.md', NOW)).toBeNull();
  expect(await setAside(join(folder, 'gone'), 'weekly.md', NOW)).toBeNull();
  expect(await readdir(folder)).toEqual(['.removed']);
});
