import { readFileSync } from 'node:fs';
import CFB from 'cfb';
import { describe, expect, test } from 'vitest';
import { hwpSource, hwpxSource, missingFrom } from '../../src/documents/hwp-source.ts';
import { isSoundOle, oleStreams } from '../../src/documents/ole.ts';
import { grid, hwpFile, line } from '../fakes/hwp-file.ts';
import { hp, hwpxFile } from '../fakes/hwpx-file.ts';

/** A container with streams of the given lengths, filled with numbers that follow from them. */
function container(lengths: readonly number[]): { bytes: Uint8Array; streams: Map<string, Buffer> } {
  const file = CFB.utils.cfb_new();
  const streams = new Map<string, Buffer>();
  for (const length of lengths) {
    const content = Buffer.from(Array.from({ length }, (_, i) => (i * 7 + length) % 251));
    streams.set(`Folder/Stream${length}`, content);
    CFB.utils.cfb_add(file, `/Folder/Stream${length}`, content);
  }
  return { bytes: new Uint8Array(Buffer.from(CFB.write(file, { type: 'array', fileType: 'cfb' }))), streams };
}

describe('oleStreams', () => {
  test('reads the streams that another library wrote, short ones, long ones and ones beyond the first table', () => {
    const { bytes, streams } = container([0, 1, 63, 64, 65, 4095, 4096, 4097, 8_000_000]);
    const read = oleStreams(bytes);
    expect([...read.keys()].filter((path) => path.startsWith('Folder/')).sort()).toEqual([...streams.keys()].sort());
    for (const [path, content] of streams) expect(Buffer.compare(read.get(path) ?? Buffer.of(), content), path).toBe(0);
  });

  test('comes to an end with chains that run in circles and tables that point anywhere', () => {
    const { bytes } = container([100, 5000]);
    for (let at = 24; at < bytes.length; at += 4) {
      for (const number of [0, 1, 2, 0xffff]) {
        const broken = Buffer.from(bytes);
        broken.writeUInt32LE(number, Math.min(at, broken.length - 4));
        expect(oleStreams(broken)).toBeInstanceOf(Map);
      }
    }
  });

  test('is told sound only where each sector and name is reached once', () => {
    const { bytes } = container([100, 5000]);
    expect(isSoundOle(bytes)).toBe(true);
    const directory = (Buffer.from(bytes).readUInt32LE(48) + 1) * 512;
    const looped = Buffer.from(bytes);
    looped.writeUInt32LE(1, directory + 128 + 72); // the right neighbour of the second name is that name
    expect(isSoundOle(looped)).toBe(false);
    expect(isSoundOle(Buffer.from('%PDF-1.7'))).toBe(false);
  });

  test('finds nothing in other bytes', () => {
    expect(oleStreams(Buffer.from('%PDF-1.7 and so on'.repeat(50))).size).toBe(0);
    expect(oleStreams(new Uint8Array()).size).toBe(0);
  });
});

test('hwpSource lists the text of paragraphs, cells, notes and links in the order of the file', () => {
  const linked = { kind: 'paragraph', runs: [{ text: '원문 ' }, { text: '여기', url: 'https://a.kr' }] } as const;
  expect(hwpSource(hwpFile([line('요율', { note: '비율' }), grid([['가', '나']]), linked])).pieces).toEqual([
    '요율',
    '비율',
    '가',
    '나',
    '원문 ',
    '여기',
  ]);
});

test('hwpxSource lists the text of all elements, compressed or not', () => {
  expect(hwpxSource(hwpxFile(hp('가 &lt;나&gt; &#xB2E4;<hp:tab/>라') + hp(''))).pieces).toEqual(['가 <나> 다', '라']);
  const bulletin = hwpxSource(readFileSync('test/fixtures/documents/kostec-2024-08-02.hwpx'));
  expect(bulletin.pieces[0]).toBe('중국 과학기술 정책 주/간/동/향');
  expect(bulletin.pieces.length).toBeGreaterThan(300);
});

describe('missingFrom', () => {
  const pieces = ['첫 문장이다.', '둘째 문장이 여기에 있다.', '둘째 문장이 여기에 있다.', '가'];

  test('is null when all is there, whatever the order, marks and breaks', () => {
    expect(missingFrom(pieces, '- 둘째 **문장**이\n여기에 있다. 첫 문장이다.')).toBeNull();
  });

  test('counts what is not there once, with its beginning', () => {
    expect(missingFrom(pieces, '첫 문장이다.')).toEqual({
      letters: 10,
      allLetters: 16,
      first: '둘째 문장이 여기에 있다.',
    });
  });
});
