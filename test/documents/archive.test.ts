import { readFile } from 'node:fs/promises';
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ensureHarmlessArchive } from '../../src/documents/archive.ts';
import { AppError } from '../../src/errors.ts';
import { endOf, zipOf } from './zip.ts';

const MEGABYTE = 2 ** 20;
const harmful = (message: RegExp) => ({ code: 'FILE_HARMFUL', message: expect.stringMatching(message) });
const damaged = (message: RegExp) => ({ code: 'FILE_DAMAGED', message: expect.stringMatching(message) });
const fixture = (name: string) => readFile(new URL(`../fixtures/documents/${name}`, import.meta.url));

/** Zeros, deflated without ever being in memory as a whole: one piece that stands for itself, over and over. */
function deflatedZeros(megabytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(MEGABYTE), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: megabytes }, () => piece), deflateRawSync('')]);
}

test.each(['kostec-2024-08-02.pandoc.docx', 'kostec-2024-08-02.libreoffice.docx', 'kostec-2024-08-02.hwpx'])(
  'ensureHarmlessArchive lets %s pass',
  async (name) => {
    await expect(ensureHarmlessArchive(await fixture(name))).resolves.toBeUndefined();
  },
);

test('ensureHarmlessArchive lets whatever is small pass, packed or stored', async () => {
  const file = fc.record({ name: fc.string(), data: fc.uint8Array(), stored: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), async (files) => {
      await ensureHarmlessArchive(zipOf(files.map(({ name, data, stored }) => ({ name, data, stored }))));
    }),
  );
});

describe('ensureHarmlessArchive refuses', () => {
  test('1 GB of zeros, whatever size it claims, without the memory for it', async () => {
    const data = deflatedZeros(1024);
    const before = process.memoryUsage().rss;
    for (const size of [0, 1000, 2 ** 30]) {
      const bomb = zipOf([{ name: 'word/document.xml', data, packed: true, size }]);
      await expect(ensureHarmlessArchive(bomb)).rejects.toMatchObject(harmful(/word\/document\.xml is larger/));
    }
    expect((process.memoryUsage().rss - before) / MEGABYTE).toBeLessThan(200);
  });

  test('entries that are too much together, packed or stored', async () => {
    const limits = { entryBytes: 600, totalBytes: 1000, entries: 5 };
    const two = (stored: boolean) => zipOf(['a', 'b'].map((name) => ({ name, data: 'x'.repeat(501), stored })));
    await expect(ensureHarmlessArchive(two(false), limits)).rejects.toMatchObject(harmful(/b is larger/));
    await expect(ensureHarmlessArchive(two(true), limits)).rejects.toMatchObject(harmful(/b is larger/));
    await ensureHarmlessArchive(two(true), { ...limits, totalBytes: 1002 });
  });

  test('an entry whose size is false though small', async () => {
    const bytes = zipOf([{ name: 'a.xml', data: '<a/>', size: 3 }]);
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(damaged(/a\.xml has another size/));
  });

  test('10,000 entries', async () => {
    const bytes = zipOf(Array.from({ length: 10_000 }, (_, i) => ({ name: `${i}`, data: '' })));
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(harmful(/more than 500 files/));
  });

  test('more entries than the end record tells of', async () => {
    const bytes = zipOf(['a', 'b', 'c'].map((name) => ({ name, data: name })));
    bytes.writeUInt16LE(2, bytes.length - 12);
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(damaged(/list of files is not whole/));
  });

  test('entries that share their bytes', async () => {
    const one = zipOf([{ name: 'a', data: 'text' }]);
    const directory = one.readUInt32LE(one.length - 6);
    const entry = one.subarray(directory, one.length - 22);
    const bytes = Buffer.concat([one.subarray(0, directory), entry, entry, endOf(2, 2 * entry.length, directory)]);
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(harmful(/shares its bytes/));
  });

  test('ZIP64, whether its count or a size says so', async () => {
    const bytes = zipOf([{ name: 'a', data: 'text' }]);
    bytes.writeUInt16LE(0xffff, bytes.length - 12);
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(harmful(/ZIP64/));
    const sized = zipOf([{ name: 'a', data: 'text', size: 0xffffffff }]);
    await expect(ensureHarmlessArchive(sized)).rejects.toMatchObject(harmful(/ZIP64/));
  });

  test('encrypted entries', async () => {
    const expected = { code: 'FILE_ENCRYPTED', message: expect.stringMatching(/password/) };
    const bytes = zipOf([{ name: 'a', data: 'text', flags: 1 }]);
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(expected);
  });

  test.each([
    ['no archive', Buffer.from('PK\x03\x04 and then nothing'), /its end is missing/],
    ['an empty file', Buffer.alloc(0), /its end is missing/],
    ['text before the archive', Buffer.concat([Buffer.from('x'), zipOf([{ name: 'a', data: '' }])]), /list of files/],
    ['text behind the archive', Buffer.concat([zipOf([{ name: 'a', data: '' }]), Buffer.from('x')]), /list of files/],
    ['an unknown method', zipOf([{ name: 'a', data: '', method: 12 }]), /unknown way/],
    ['data that does not inflate', zipOf([{ name: 'a', data: 'no deflate', packed: true }]), /cannot be unpacked/],
  ])('%s', async (_, bytes, message) => {
    await expect(ensureHarmlessArchive(bytes)).rejects.toMatchObject(damaged(message));
  });

  test('with an AppError and nothing else, wherever an archive is spoilt', async () => {
    const good = zipOf(['a.xml', 'b.txt'].map((name) => ({ name, data: `<a>${name}</a>` })));
    const spot = fc.record({ at: fc.nat(good.length - 1), by: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(spot, { minLength: 1, maxLength: 4 }), fc.nat(good.length), async (spots, end) => {
        const bytes = Buffer.from(good);
        for (const { at, by } of spots) bytes[at] = by;
        const refused = await ensureHarmlessArchive(bytes.subarray(0, end)).catch((error: unknown) => error);
        if (refused !== undefined) expect(refused).toBeInstanceOf(AppError);
      }),
      { numRuns: 300 },
    );
  });
});

describe('ensureHarmlessArchive looks into XML and', () => {
  const withXml = (xml: string) => ensureHarmlessArchive(zipOf([{ name: 'a.xml', data: xml }]));

  test('refuses 200,000 elements in each other', async () => {
    await expect(withXml('<a>'.repeat(200_000))).rejects.toMatchObject(harmful(/500 elements in each other/));
    await expect(withXml(`<?xml?><x y=">">${'</x>'.repeat(600)}${'<a b="/">'.repeat(501)}`)).rejects.toThrow(/500/);
  });

  test('refuses more than a million elements', async () => {
    await expect(withXml(`<a>${'<b/>'.repeat(1_000_000)}</a>`)).rejects.toMatchObject(harmful(/a million/));
  });

  test('refuses a billion laughs, and any other document type', async () => {
    const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">${lol}]><l>&l9;</l>`;
    await expect(withXml(laughs)).rejects.toMatchObject(harmful(/declares entities/));
    await expect(withXml(`\uFEFF\n<!doctype a SYSTEM "http://a.kr/b"><a/>`)).rejects.toMatchObject(harmful(/entities/));
  });

  test('lets flat and ordinary files pass, web pages and drawings too', async () => {
    await withXml(`<a>${'<b>x</b><c d="<"/>'.repeat(1000)}</a>`);
    await withXml(`<a>${'<!-- <b> --><![CDATA[<c>]]><?d <e> ?>'.repeat(1000)}</a>`);
    await withXml('<!DOCTYPE html><html><body></body></html>');
    await withXml('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg/>');
    await withXml(`${'<a>'.repeat(400)}${'</a>'.repeat(400)}`);
    await withXml(`text ${'<a>'.repeat(600)}`);
  });
});
