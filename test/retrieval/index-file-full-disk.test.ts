import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { IndexFile } from '../../src/retrieval/index-file.ts';
import { VectorIndex } from '../../src/retrieval/vector-index.ts';
import { rowsOf, skewedMatrix, slice } from './skewed-vectors.ts';

const DIMENSION = 64;
const matrix = skewedMatrix(2500, DIMENSION, 8);
const identity = { fingerprint: 'model', sequence: 1, dimension: DIMENSION };
const built = (count: number) => VectorIndex.build(rowsOf(slice(matrix, 0, count)), { dimension: DIMENSION });
const isRoot = process.getuid?.() === 0;

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}

/** A file system of 1 MiB, or null where none may be mounted. */
function mountSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'index-disk-'));
  try {
    run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
}

const disk = process.platform === 'linux' && isRoot ? mountSmallDisk() : null;
const because = disk === null ? ' (skipped: needs to mount a small file system, as root on Linux)' : '';
afterAll(() => {
  if (disk === null) return;
  run('umount', [disk]);
  rmSync(disk, { recursive: true });
});

describe('IndexFile on a small disk', () => {
  const folder = join(disk ?? tmpdir(), 'vectors');
  afterEach(() => (disk === null ? undefined : rm(folder, { recursive: true, force: true })));

  async function expectFull(larger: VectorIndex): Promise<void> {
    const file = new IndexFile(folder);
    await file.save(await built(100), identity);
    const before = await readdir(folder);
    const saving = file.save(larger, { ...identity, sequence: 2 });
    await expect(saving).rejects.toMatchObject({ code: 'DISK_FULL', cause: { code: 'ENOSPC' } });
    expect(await readdir(folder)).toEqual(before);
    expect(await file.load(identity)).toMatchObject({ kind: 'loaded', index: { size: 100 } });
  }

  test.skipIf(disk === null)(
    `IndexFile.save tells when the index has no room, and keeps the old one${because}`,
    async () => {
      await expectFull(await built(2500));
    },
  );

  test.skipIf(disk === null)(
    `IndexFile.save tells when only the manifest has no room, and keeps the old one${because}`,
    async () => {
      const index = await built(1700);
      const alone = join(disk ?? '', 'alone.hnsw');
      const { bytes } = await index.write(alone);
      await rm(alone);
      expect(bytes).toBeLessThan(2 ** 20 - 60_000); // there is room for it beside the old index of 100 vectors
      await expectFull(index);
    },
  );

  test.skipIf(disk === null)(`IndexFile.save tells when not even a folder has room${because}`, async () => {
    expect(() => writeFileSync(join(disk ?? '', 'ballast'), Buffer.alloc(2 ** 21))).toThrow('ENOSPC');
    await expect(new IndexFile(folder).save(await built(10), identity)).rejects.toMatchObject({ code: 'DISK_FULL' });
    await rm(join(disk ?? '', 'ballast'));
  });

  test.skipIf(disk === null)(`IndexFile reads and does not write on a read-only disk${because}`, async () => {
    const file = new IndexFile(folder);
    await file.save(await built(10), identity);
    run('mount', ['-o', 'remount,ro', disk ?? '']);
    try {
      await expect(file.save(await built(20), identity)).rejects.toMatchObject({ code: 'STATE_READ_ONLY' });
      expect(await file.load(identity)).toMatchObject({ kind: 'loaded', index: { size: 10 } });
    } finally {
      run('mount', ['-o', 'remount,rw', disk ?? '']);
    }
  });
});

const rootNote = isRoot ? ' (skipped: root may write everywhere)' : '';
test.skipIf(isRoot)(`IndexFile.save tells when it may not write in its folder${rootNote}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'index-locked-'));
  await chmod(folder, 0o555);
  try {
    await expect(new IndexFile(folder).save(await built(10), identity)).rejects.toMatchObject({
      code: 'STATE_READ_ONLY',
    });
  } finally {
    await chmod(folder, 0o755);
    await rm(folder, { recursive: true });
  }
});
