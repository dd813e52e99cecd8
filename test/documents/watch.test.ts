import { EventEmitter, once } from 'node:events';
import { appendFile, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FolderWatch } from '../../src/documents/watch.ts';
import { watchFolder } from '../../src/documents/watch.ts';
import { handTicker } from '../fakes/hand-ticker.ts';

const SETTLED_AFTER = 3; // ticks: one look, and two that find the file as it was

let base: string;
let dir: string;
let watch: FolderWatch;
let settled: string[][];
let states: string[];
let signs: EventEmitter;
let tick: (count?: number) => Promise<void>;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'watch-'));
  dir = join(base, 'bulletins');
  await mkdir(dir);
  await writeFile(join(dir, 'old.md'), '# 옛 소식지\n');
});
afterEach(async () => {
  await watch.close();
  await rm(base, { recursive: true });
});

async function begin(pollSeconds: number | null = null): Promise<void> {
  const ticker = handTicker();
  tick = ticker.tick;
  [settled, states, signs] = [[], [], new EventEmitter()];
  watch = await watchFolder(dir, {
    pollSeconds,
    every: ticker.every,
    onSettled: (paths) => settled.push(paths.map((path) => path.slice(dir.length + 1))),
    onState: (state) => states.push(state),
    onNoticed: (path) => signs.emit(path.slice(dir.length + 1)),
  });
}

/** Does something and waits for the first sign of a change of each of these files. */
async function noticed(names: readonly string[], work: () => Promise<unknown>): Promise<void> {
  const all = names.map((name) => once(signs, name));
  await work();
  await Promise.all(all);
}

describe.each([
  ['by events', null],
  ['by polling', 0.05],
])('watchFolder %s', (_, pollSeconds) => {
  beforeEach(() => begin(pollSeconds));

  test('tells a file once it has been at rest, not while it grows', async () => {
    await noticed(['new.md'], () => writeFile(join(dir, 'new.md'), '# 새'));
    await tick(SETTLED_AFTER - 1);
    await noticed(['new.md'], () => appendFile(join(dir, 'new.md'), ' 소식지\n'));
    await tick(SETTLED_AFTER - 1);
    expect(settled).toEqual([]);
    await tick();
    expect(settled).toEqual([['new.md']]);
    await tick(5);
    expect(settled).toHaveLength(1);
  });

  test('waits for a file that keeps its size while it is written', async () => {
    await noticed(['new.md'], () => writeFile(join(dir, 'new.md'), '# 새 소식지\n'));
    for (let i = 1; i < 5; i++) {
      await utimes(join(dir, 'new.md'), i, i);
      await tick();
    }
    expect(settled).toEqual([]);
    await tick(2);
    expect(settled).toEqual([['new.md']]);
  });

  test('tells of changes, removals and renames, all names of them', async () => {
    await noticed(['old.md'], () => appendFile(join(dir, 'old.md'), '## 소식\n'));
    await tick(SETTLED_AFTER);
    await noticed(['old.md', 'moved.md'], () => rename(join(dir, 'old.md'), join(dir, 'moved.md')));
    await tick(SETTLED_AFTER);
    await noticed(['moved.md'], () => rm(join(dir, 'moved.md')));
    await tick(SETTLED_AFTER);
    expect(settled).toEqual([['old.md'], ['moved.md', 'old.md'], ['moved.md']]);
  });

  test('passes over downloads, hidden and temporary files until they have their name', async () => {
    for (const name of ['new.pdf.crdownload', '.new.md.swp', '~$new.docx', 'README.md', 'image.png']) {
      await writeFile(join(dir, name), 'part');
    }
    await noticed(['new.pdf'], () => rename(join(dir, 'new.pdf.crdownload'), join(dir, 'new.pdf')));
    await tick(SETTLED_AFTER);
    expect(settled).toEqual([['new.pdf']]);
  });

  test('follows into new folders, and into what is moved in', async () => {
    await mkdir(join(base, 'outside', 'deep'), { recursive: true });
    await writeFile(join(base, 'outside', 'deep', 'a.md'), '# 가\n');
    await noticed(['2024/deep/a.md'], () => rename(join(base, 'outside'), join(dir, '2024')));
    await noticed(['2024/b.md'], () => writeFile(join(dir, '2024', 'b.md'), '# 나\n'));
    await tick(SETTLED_AFTER);
    expect(settled.flat().sort()).toEqual(['2024/b.md', '2024/deep/a.md']);
  });

  test('tells once that the folder is gone, nothing of its files, and goes on when it is back', async () => {
    await rename(dir, join(base, 'away'));
    await tick(SETTLED_AFTER + 2);
    expect([states, settled]).toEqual([['gone'], []]);
    await rename(join(base, 'away'), dir);
    await tick();
    expect([states, settled]).toEqual([['gone', 'back'], [['']]]);
    await noticed(['new.md'], () => writeFile(join(dir, 'new.md'), '# 새\n'));
    await tick(SETTLED_AFTER);
    expect(settled).toEqual([[''], ['new.md']]);
  });
});

test('watchFolder watches another folder that takes the place of the first', async () => {
  await begin();
  await mkdir(join(base, 'other'));
  await rename(dir, join(base, 'away'));
  await rename(join(base, 'other'), dir);
  await tick(SETTLED_AFTER);
  expect([states, settled]).toEqual([[], [['']]]);
  await noticed(['new.md'], () => writeFile(join(dir, 'new.md'), '# 새\n'));
  await tick(SETTLED_AFTER);
  expect(settled).toEqual([[''], ['new.md']]);
});

test('watchFolder waits for a folder that is not there yet', async () => {
  await rm(dir, { recursive: true });
  await begin();
  await mkdir(dir);
  await tick();
  expect([states, settled]).toEqual([['gone', 'back'], [['']]]);
});

test('watchFolder follows links, also those that lead back up', async () => {
  await mkdir(join(base, 'linked'));
  await symlink(join(base, 'linked'), join(dir, 'link'));
  await symlink(dir, join(dir, 'loop'));
  await begin();
  await noticed(['link/a.md'], () => writeFile(join(base, 'linked', 'a.md'), '# 가\n'));
  await tick(SETTLED_AFTER);
  expect(settled.flat()).toContain('link/a.md');
});

test('watchFolder watches a folder that is itself a link', async () => {
  await rename(dir, join(base, 'real'));
  await symlink(join(base, 'real'), dir);
  await begin();
  await noticed(['new.md'], () => writeFile(join(base, 'real', 'new.md'), '# 새\n'));
  await tick(SETTLED_AFTER);
  expect(settled).toEqual([['new.md']]);
});

test('watchFolder tells nothing after it was closed', async () => {
  await begin();
  await noticed(['new.md'], () => writeFile(join(dir, 'new.md'), '# 새\n'));
  await watch.close();
  await tick(SETTLED_AFTER);
  expect(settled).toEqual([]);
});
