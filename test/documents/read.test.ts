import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBytes, readDocument } from '../../src/documents/read.ts';
import { canBeNobody, nobodyNote, startScript } from '../fakes/scripts.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/documents/${name}`, import.meta.url));
const excerpt = await readFile(fixture('excerpt.utf-8.md'), 'utf8');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(path: string, options?: { readonly maxBytes: number }) {
  const { bytes, hash } = await readBytes(path, options);
  return { ...(await readDocument(bytes, path)), hash };
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('read decodes', () => {
  test.each(['excerpt.utf-8.md', 'excerpt.cp949.md', 'excerpt.utf-16le.md', 'excerpt.utf-16be.md'])(
    '%s to the same text, with the hash of its bytes',
    async (name) => {
      const hash = createHash('sha256')
        .update(await readFile(fixture(name)))
        .digest('hex');
      expect(await read(fixture(name))).toMatchObject({ text: excerpt, hash, format: 'text' });
    },
  );

  test('UTF-8 with a mark to the text without it', async () => {
    expect((await read(await fileOf('a.md', `\uFEFF${excerpt}`))).text).toBe(excerpt);
  });

  test('any text in UTF-8 and UTF-16 to what it was', async () => {
    const text = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom<BufferEncoding>('utf8', 'utf16le'), async (one, encoding) => {
        fc.pre(!/^\uFEFF|^\s*</.test(one)); // markup is read as what it is
        const path = await fileOf('a.txt', Buffer.from(encoding === 'utf8' ? one : `\uFEFF${one}`, encoding));
        expect((await read(path)).text).toBe(one);
      }),
    );
  });

  test('an empty file, line ends of every kind and file names in any script', async () => {
    expect((await read(await fileOf('빈 파일.MARKDOWN', ''))).text).toBe('');
    expect((await read(await fileOf('a.TXT', 'a\r\nb\rc\n'))).text).toBe('a\r\nb\rc\n');
  });

  test('a file through a link', async () => {
    await symlink(await fileOf('a.md', '# 가'), join(folder, 'link.md'));
    expect((await read(join(folder, 'link.md'))).text).toBe('# 가');
  });
});

describe('read tells of a wrong encoding', () => {
  const wrong = (message: RegExp) => ({ code: 'FILE_ENCODING', message: expect.stringMatching(message) });

  test('with the place of the first wrong byte, even when few are and the rest is Korean', async () => {
    const good = Buffer.from(excerpt);
    const letters = [...good.keys()].filter((at) => (good[at] ?? 0) >= 0xe0);
    const places = fc.uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(places, fc.constantFrom(0x20, 0xff, 0xb0), async (spoilt, by) => {
        const bytes = Buffer.from(good);
        for (const at of spoilt) bytes[at] = by;
        const first = Math.min(...spoilt) + (by === 0x20 ? 1 : 0);
        const line = good.subarray(0, first).toString('latin1').split('\n').length;
        const expected = wrong(new RegExp(`byte ${first} .*line ${line}, is not UTF-8. Save it as UTF-8`));
        await expect(read(await fileOf('a.md', bytes))).rejects.toMatchObject(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('when the last letter was cut off', async () => {
    const bytes = Buffer.from('가나다');
    const path = await fileOf('a.md', bytes.subarray(0, 8));
    await expect(read(path)).rejects.toMatchObject(wrong(/byte 6 .*line 1,/));
  });

  test.each([
    ['Chinese in GBK', fixture('chinese.gbk.txt')],
    ['a few words of Chinese in GBK, which read as rare Korean syllables', fixture('chinese-short.gbk.txt')],
  ])('for %s', async (_, path) => {
    await expect(read(path)).rejects.toMatchObject(wrong(/byte 0 .*line 1,/));
  });

  test.each([
    ['Western European letters', Buffer.from('café crème, déjà vu', 'latin1'), /byte 3 /],
    ['UTF-16 of an odd length', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62), /byte 4, the last/],
    ['UTF-16 with half of a pair', Uint8Array.of(0xff, 0xfe, 0x0a, 0, 0x00, 0xd8, 0x61, 0), /byte 4, in line 2/],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), /UTF-32/],
  ])('for %s', async (_, bytes, message) => {
    await expect(read(await fileOf('a.md', bytes))).rejects.toMatchObject(wrong(message));
  });
});

describe('read tells that a file is no text', () => {
  const notText = (message: RegExp) => ({ code: 'FILE_NOT_TEXT', message: expect.stringMatching(message) });
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each([
    ['zero bytes in UTF-8', latin1('text\0text'), /zero bytes/],
    ['zero bytes in something else', latin1('\xff\0\x80\xb0'), /zero bytes/],
    ['UTF-16 without a mark', Buffer.from('text', 'utf16le'), /zero bytes/],
    ['control characters', latin1('\x01\x02\x03 text '.repeat(20)), /60 of its 180 characters are control characters/],
  ])('for %s', async (_, bytes, message) => {
    await expect(read(await fileOf('a.md', bytes))).rejects.toMatchObject(notText(message));
  });

  test('but lets a few control characters pass', async () => {
    const text = `${'a page of text '.repeat(20)}\f\x1b`;
    expect((await read(await fileOf('a.md', text))).text).toBe(text);
  });
});

describe('read tells of a file that is too large', () => {
  const tooLarge = { code: 'FILE_TOO_LARGE', message: expect.stringMatching(/Split it/) };

  test('without reading it', async () => {
    const path = await fileOf('a.md', '');
    await truncate(path, 50 * 2 ** 20);
    await expect(read(path)).rejects.toMatchObject(tooLarge);
  });

  test('by a single byte, and reads one of just that size', async () => {
    const path = await fileOf('a.md', 'abcde');
    await expect(read(path, { maxBytes: 4 })).rejects.toMatchObject(tooLarge);
    expect((await read(path, { maxBytes: 5 })).text).toBe('abcde');
  });

  test.each([
    ['characters', 'x'.repeat(1_000_001)],
    ['lines', '\n'.repeat(30_000)],
  ])('by its %s', async (what, text) => {
    const path = await fileOf('a.md', text);
    const message = expect.stringMatching(new RegExp(`a.md: It has more than \\d+ ${what} of text. Split it`));
    await expect(read(path)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', message });
    expect((await read(await fileOf('b.md', text.slice(1)))).text).toBe(text.slice(1));
  });

  const isLinux = process.platform === 'linux';
  test.skipIf(!isLinux)(`that is longer than the system says${isLinux ? '' : ' (skipped: needs /proc)'}`, async () => {
    await symlink('/proc/self/status', join(folder, 'a.md')); // a regular file of 0 bytes, by its size
    await expect(read(join(folder, 'a.md'), { maxBytes: 20 })).rejects.toMatchObject(tooLarge);
    expect((await read(join(folder, 'a.md'))).text).toMatch(/^Name:/);
  });
});

describe('read tells of a file that cannot be read', () => {
  const unreadable = (message: RegExp) => ({ code: 'FILE_UNREADABLE', message: expect.stringMatching(message) });

  test('because it is not there', async () => {
    await symlink(join(folder, 'gone.md'), join(folder, 'dangling.md'));
    for (const name of ['missing.md', 'dangling.md', 'dangling.md/a.md']) {
      await expect(read(join(folder, name))).rejects.toMatchObject(unreadable(/there is no such file/));
    }
  });

  test('because it is a folder, or a link to itself', async () => {
    await mkdir(join(folder, 'folder.md'));
    await expect(read(join(folder, 'folder.md'))).rejects.toMatchObject(unreadable(/is a folder/));
    await symlink(join(folder, 'loop.md'), join(folder, 'loop.md'));
    await expect(read(join(folder, 'loop.md'))).rejects.toMatchObject(unreadable(/leads back to itself/));
  });

  const hasPipes = process.platform !== 'win32';
  test.skipIf(!hasPipes)(`because it is a pipe or a device${hasPipes ? '' : ' (skipped: needs mkfifo)'}`, async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe.md')]);
    await symlink('/dev/zero', join(folder, 'zero.md'));
    for (const name of ['pipe.md', 'zero.md']) {
      await expect(read(join(folder, name))).rejects.toMatchObject(unreadable(/a device, pipe or socket/));
    }
  });

  test.skipIf(!canBeNobody)(`because permission is denied${nobodyNote}`, async () => {
    const path = await fileOf('a.md', 'secret');
    await chmod(folder, 0o755);
    await chmod(path, 0o000);
    const script = startScript(new URL('./print-read.ts', import.meta.url), [path], { asNobody: true });
    await script.end();
    expect(script.lines).toEqual([expect.stringMatching(/^FILE_UNREADABLE .*permission is denied/)]);
  });
});
