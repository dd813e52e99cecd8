import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bulletinId, listBulletinFiles } from '../../src/documents/list.ts';
import { canBeNobody, nobodyNote, startScript } from '../fakes/scripts.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'list-'));
});
afterEach(() => rm(root, { recursive: true }));

async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
}

const files = async () => (await listBulletinFiles(root)).files;
const skipped = async () => (await listBulletinFiles(root)).skipped.map(({ path, reason }) => `${path}: ${reason}`);

describe('listBulletinFiles', () => {
  test('lists documents of a folder and those below it, whatever can be read of them', async () => {
    const documents = [
      '2023/11/a.md',
      'b.markdown',
      'c.TXT',
      'd.pdf',
      'e.hwp',
      'f.hwpx',
      'g.docx',
      'h.html',
      '주간 동향.md',
    ];
    await make(...documents);
    expect(await listBulletinFiles(root)).toEqual({ root, files: documents, skipped: [] });
  });

  test('leaves out hidden files, leftovers of editors, READMEs, licences and what is no document', async () => {
    await make('.hidden.md', '.git/a.md', 'a.md~', '~$a.docx', '.a.md.swp', 'a.md.tmp', 'a.md.part', '#a.md#');
    await make(
      'README.md',
      'readme',
      'README.ko.md',
      'LICENSE',
      'LICENCE-NOTE.md',
      'photo.png',
      'data.json',
      'Makefile',
    );
    await make('readmeter.md', 'sub/readme.txt');
    expect(await files()).toEqual(['readmeter.md']);
    expect(await skipped()).toEqual([
      '#a.md#: temporary',
      '.a.md.swp: hidden',
      '.git: hidden',
      '.hidden.md: hidden',
      'LICENCE-NOTE.md: readme',
      'LICENSE: readme',
      'Makefile: other',
      'README.ko.md: readme',
      'README.md: readme',
      'a.md.part: temporary',
      'a.md.tmp: temporary',
      'a.md~: temporary',
      'data.json: other',
      'photo.png: other',
      'readme: readme',
      'sub/readme.txt: readme',
      '~$a.docx: temporary',
    ]);
  });

  test('sorts names that are composed differently as if they were not', async () => {
    const names = ['가.md', '나.md', '다.md'].map((name, i) => name.normalize(i === 1 ? 'NFC' : 'NFD'));
    await make(...names);
    expect(await files()).toEqual(names);
  });

  test('gives nothing for an empty folder', async () => {
    expect(await listBulletinFiles(root)).toEqual({ root, files: [], skipped: [] });
  });

  test('gives the one file that is named, whatever it is', async () => {
    await make('sub/README.json');
    const expected = { root: join(root, 'sub'), files: ['README.json'], skipped: [] };
    expect(await listBulletinFiles(join(root, 'sub/README.json'))).toEqual(expected);
  });

  test('follows links, ends in their loops, and lists nothing twice', async () => {
    await make('real/a.md', 'real/deep/b.md');
    const outside = await mkdtemp(join(tmpdir(), 'list-outside-'));
    await writeFile(join(outside, 'c.md'), '');
    await symlink(root, join(root, 'real/deep/loop'));
    await symlink(join(root, 'real'), join(root, 'again'));
    await symlink(join(root, 'real/a.md'), join(root, 'a-link.md'));
    await symlink(outside, join(root, 'outside'));
    await symlink(join(root, 'self'), join(root, 'self'));
    expect(await files()).toEqual(['outside/c.md', 'real/a.md', 'real/deep/b.md']);
    expect(await skipped()).toEqual(['a-link.md: linked', 'again: linked', 'real/deep/loop: linked', 'self: other']);
    await rm(outside, { recursive: true });
  });

  test('lists a document whose link leads nowhere, for the reader to tell', async () => {
    await symlink(join(root, 'gone.md'), join(root, 'dangling.md'));
    expect(await files()).toEqual(['dangling.md']);
  });

  test('tells that there is no such folder', async () => {
    await make('file.md');
    for (const path of [join(root, 'missing'), join(root, 'file.md/below')]) {
      const expected = { code: 'BULLETIN_DIR_MISSING', message: expect.stringContaining(path) };
      await expect(listBulletinFiles(path)).rejects.toMatchObject(expected);
    }
  });

  test.skipIf(!canBeNobody)(`tells of folders that it may not read${nobodyNote}`, async () => {
    await make('open/a.md', 'locked/b.md');
    await chmod(root, 0o755);
    await chmod(join(root, 'locked'), 0o000);
    const listing = async (path: string) => {
      const script = startScript(new URL('./print-list.ts', import.meta.url), [path], { asNobody: true });
      await script.end();
      return script.lines;
    };
    const expected = { root, files: ['open/a.md'], skipped: [{ path: 'locked', reason: 'unreadable' }] };
    expect(await listing(root)).toEqual([JSON.stringify(expected)]);
    expect(await listing(join(root, 'locked'))).toEqual(['FILE_UNREADABLE']);
    await chmod(join(root, 'locked'), 0o755);
  });
});

describe('bulletinId', () => {
  test.each([
    ['kostec-2024-08-02.md', 'kostec-2024-08-02'],
    ['2024/주간동향 2024-08-02.md', '주간동향-2024-08-02'],
    ['주간동향 2024-08-02.md'.normalize('NFD'), '주간동향-2024-08-02'],
    ['  Weekly   Report (No. 3), 2024.08.02 .TXT', 'weekly-report-no.-3-2024.08.02'],
    ['周报_第3期.markdown', '周报_第3期'],
    ['2024.08.02', '2024.08.02'],
    ['a/b/c#?%.md', 'c'],
    ['\u1100!\u1161.md', '가'],
  ])('of %j is %j', (path, id) => {
    expect(bulletinId(path)).toBe(id);
  });

  test('of a name without letters and digits differs with the name', () => {
    const ids = ['!!!.md', '???.md', '!!!.md'].map(bulletinId);
    expect(ids[0]).toMatch(/^bulletin-[0-9a-f]{8}$/);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[0]).toBe(ids[2]);
  });

  test('of any name is not empty, has no odd characters, and is its own id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const id = bulletinId(`${name}.md`);
        expect(id).toMatch(/^[\p{L}\p{N}._-]+$/u);
        expect(bulletinId(`${id}.md`)).toBe(id);
      }),
    );
  });
});
