import fc from 'fast-check';
import { markdownToHwpx } from 'kordoc';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { placeOf } from '../../src/bulletin/places.ts';
import { readHwp, readHwpx } from '../../src/documents/hwp-reader.ts';
import { AppError } from '../../src/errors.ts';
import { grid, type HwpBlock, type HwpOptions, hwpFile, line } from '../fakes/hwp-file.ts';
import { hp, hwpxBox, hwpxFile } from '../fakes/hwpx-file.ts';

const read = (blocks: readonly HwpBlock[], options?: HwpOptions) => readHwp(hwpFile(blocks, options));
const textOf = async (blocks: readonly HwpBlock[]) => (await read(blocks)).text;
const cell = (column: number, text: string, columns = 1, rows = 1) => ({
  column,
  columns,
  rows,
  content: [line(text)],
});
const BODY = line('본문의 글자는 모두 열 포인트이며, 제목보다 훨씬 길게 이어진다. 그래서 본문의 크기로 여겨진다.');

const hugeTable = (): HwpBlock => ({
  kind: 'table',
  rows: Array.from({ length: 200 }, () => [cell(0, '가'), cell(60_000, '나')]),
});
const longParagraph = () => line('긴 문장이 이어진다. '.repeat(1000));

/** A file whose table of sectors leads from each sector of a long stream to that sector itself. */
function circular(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  const table = (file.readUInt32LE(76) + 1) * 512;
  for (let sector = 0; sector < 128; sector++) {
    const next = file.readUInt32LE(table + sector * 4);
    if (next === sector + 1) file.writeUInt32LE(sector, table + next * 4);
  }
  return new Uint8Array(file);
}

/** What a reading comes to: its text, or the code of its fault. Anything but an AppError is passed on. */
async function outcomeOf(reading: Promise<{ readonly text: string }>): Promise<string> {
  return reading.then(
    ({ text }) => text,
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

describe('readHwp', () => {
  test('reads headings by outline and by size', async () => {
    expect(await textOf([line('개요 제목', { outline: 3 }), line('큰 제목', { size: 16 }), BODY])).toBe(
      `### 개요 제목\n\n# 큰 제목\n\n${BODY.runs[0]?.text}\n`,
    );
  });

  test('leaves typed marks where they are, so that they are read as bullets', async () => {
    const marks = ['□', '○', '―', '-', '▷', '※', '1.', '가.'];
    const text = await textOf(marks.map((mark) => line(`  ${mark} 내용`)));
    expect(text.split('\n').filter((row) => row !== '')).toEqual(marks.map((mark) => `${mark} 내용`));
  });

  test('keeps links, bold lines, footnotes, formulas and the text in shapes', async () => {
    const text = await textOf([
      {
        kind: 'paragraph',
        runs: [{ text: '원문 ' }, { text: '바로가기', url: 'https://a.kr/b;c?d=1_2' }, { text: '*' }],
      },
      line('□ 굵은 줄', { bold: true }),
      { kind: 'paragraph', runs: [{ text: '성과: ', bold: true }, { text: '세계 1위를 차지' }] },
      line('요율', { note: '보증료의 비율' }),
      line('식 ', { formula: 'x^2 over y_1' }),
      { kind: 'shape', content: [line('글상자의 글')] },
    ]);
    expect(text.split('\n\n')).toEqual([
      '원문 [바로가기](https://a.kr/b;c?d=1_2)\\*',
      '□ **굵은 줄**',
      '성과: 세계 1위를 차지',
      '요율1)',
      '※ 1) 보증료의 비율',
      expect.stringMatching(/^식 \$.*\\frac.*\$$/),
      '글상자의 글\n',
    ]);
  });

  test('reads a table with its caption; a label that spans rows stands in each of them', async () => {
    const rows = [
      [cell(0, '구분'), cell(1, '내용'), cell(2, '')],
      [cell(0, '가', 1, 2), cell(1, '나 | 다'), cell(2, '')],
      [cell(1, '마', 2)],
    ];
    expect(await textOf([{ kind: 'table', caption: '표 1 현황', rows }])).toBe(
      '표 1 현황\n\n| 구분 | 내용 |\n|---|---|\n| 가 | 나 \\| 다 |\n| 가 | 마 |\n',
    );
  });

  test('takes a box around a title or text for that, and a number beside a title for a heading', async () => {
    const box = (...lines: string[]): HwpBlock => ({
      kind: 'table',
      rows: [[{ column: 0, content: lines.map((text) => line(text)) }]],
    });
    const banner: HwpBlock = { kind: 'table', rows: [[cell(0, 'Ⅱ'), cell(1, ''), cell(2, '추진 방향')]] };
    expect(await textOf([box('과학기술 동향'), box('□ 요지', '첫째다.'), banner])).toBe(
      '## 과학기술 동향\n\n□ 요지\n\n첫째다.\n\n## Ⅱ 추진 방향\n',
    );
  });

  test('keeps tables in cells as lines of the cell, and whole in a box', async () => {
    const inner = grid([
      ['안', '밖'],
      ['1', '2'],
    ]);
    const beside: HwpBlock = {
      kind: 'table',
      rows: [[{ column: 0, content: [line('왼쪽'), inner] }, cell(1, '오른쪽')]],
    };
    const box: HwpBlock = { kind: 'table', rows: [[{ column: 0, content: [line('머리말이다.'), inner] }]] };
    expect(await textOf([beside, box])).toBe(
      '| 왼쪽<br>안 / 밖<br>1 / 2 | 오른쪽 |\n\n머리말이다.\n\n| 안 | 밖 |\n|---|---|\n| 1 | 2 |\n',
    );
  });

  test('counts blocks for places', async () => {
    const { text, places } = await read([
      line('하나다.'),
      grid([
        ['가', '나'],
        ['다', '라'],
      ]),
      line('셋이다.'),
    ]);
    const at = text.split('\n').indexOf('셋이다.') + 1;
    expect(placeOf(places, [at, at])).toEqual({ unit: 'block', from: 3, to: 3 });
  });

  test('reads a table of 1,000 rows', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [`${i}`, `이름 ${i}`]);
    const { text, warnings } = await read([grid(rows)]);
    expect(text.split('\n').filter((row) => row.startsWith('| '))).toHaveLength(1000);
    expect(warnings).toEqual([]);
  });

  test('tells what share of the text is missing when tables are nested too deep', async () => {
    const nested = (depth: number): HwpBlock =>
      depth === 0
        ? line('가장 깊은 곳에 있는 중요한 문장으로, 아무도 그것을 읽어 내지 못한다.')
        : { kind: 'table', rows: [[{ column: 0, content: [line(`단계 ${depth}`), nested(depth - 1)] }]] };
    expect((await read([nested(5)])).warnings).toEqual([]);
    const { text, warnings } = await read([BODY, nested(12)]);
    expect(text).not.toContain('가장 깊은');
    expect(warnings.map(({ code }) => code)).toEqual(['HWP_TEXT_MISSING']);
    expect(warnings[0]?.message).toMatch(/^\d+(\.\d)? % of the document's text \(\d+ of \d+ letters\)/);
  });

  test('reads documents that are not compressed', async () => {
    expect((await read([BODY], { isCompressed: false })).text).toContain('열 포인트');
  });

  test.each([
    ['a password', hwpFile([BODY], { flags: 2 }), 'FILE_ENCRYPTED'],
    ['rights management', hwpFile([BODY], { flags: 16 }), 'FILE_ENCRYPTED'],
    ['a distribution document whose text is gone', hwpFile([BODY], { flags: 4 }), 'FILE_DAMAGED'],
    [
      'the notice of a distribution document',
      hwpFile([line('이 문서는 상위 버전의 배포용 문서입니다. 최신 버전이 필요합니다.')]),
      'FILE_ENCRYPTED',
    ],
    ['HWP 3', Buffer.from('HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05', 'latin1'), 'FILE_UNSUPPORTED'],
    ['a table that claims millions of cells', hwpFile([hugeTable()]), 'FILE_HARMFUL'],
    [
      'streams whose sectors run in a circle',
      circular(hwpFile([longParagraph()], { isCompressed: false })),
      'FILE_DAMAGED',
    ],
    ['no text', hwpFile([]), 'FILE_NO_TEXT'],
    ['other bytes', Buffer.from('not a document at all'), 'FILE_DAMAGED'],
    ['no bytes', new Uint8Array(), 'FILE_DAMAGED'],
  ])('refuses %s', async (_, bytes, code) => {
    const error = await readHwp(bytes).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(/\. (Open|Get|Recognise) /) });
  });

  test('leaves the bytes that it is given as they were', async () => {
    const bytes = hwpFile([BODY]);
    const before = Buffer.from(bytes);
    await readHwp(bytes);
    expect(Buffer.compare(before, bytes)).toBe(0);
  });

  test('comes to an end with every beginning of a file', async () => {
    const bytes = hwpFile([
      BODY,
      grid([
        ['가', '나'],
        ['다', '라'],
      ]),
    ]);
    const outcomes = new Set<string>();
    for (let length = 0; length < bytes.length; length++)
      outcomes.add(await outcomeOf(readHwp(bytes.subarray(0, length))));
    expect(outcomes).toContain('FILE_DAMAGED');
    expect([...outcomes].filter((outcome) => outcome === '')).toEqual([]);
  });

  test('comes to an end with garbage in its records', async () => {
    const bytes = hwpFile(
      [
        BODY,
        grid([
          ['가', '나'],
          ['다', '라'],
        ]),
        line('끝', { note: '주석' }),
      ],
      { isCompressed: false },
    );
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const broken = new Uint8Array(bytes);
        for (const [at, value] of changes) broken[at] = value;
        expect(await outcomeOf(readHwp(broken))).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

const ENCRYPTED_MANIFEST =
  '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><odf:file-entry odf:full-path="Contents/section0.xml"><odf:encryption-data/></odf:file-entry></odf:manifest>';

describe('readHwpx', () => {
  test('reads what the library writes: headings, bold, links, tables', async () => {
    const markdown = '# 제목\n\n**굵게** 쓴 [원문](https://a.kr/b_c)\n\n| 구분 | 값 |\n|---|---|\n| 가 | 1 |\n';
    const { text, format, warnings } = await readHwpx(new Uint8Array(await markdownToHwpx(markdown)));
    expect(text).toBe('# 제목\n\n굵게 쓴 [원문](https://a.kr/b_c)\n\n| 구분 | 값 |\n|---|---|\n| 가 | 1 |\n');
    expect({ format, warnings }).toEqual({ format: 'hwpx', warnings: [] });
  });

  test('keeps footnotes and the text in shapes', async () => {
    const note = `<hp:ctrl><hp:footNote><hp:subList>${hp('보증료의 비율')}</hp:subList></hp:footNote></hp:ctrl>`;
    const shape = `<hp:rect><hp:drawText><hp:subList>${hp('글상자의 글')}</hp:subList></hp:drawText></hp:rect>`;
    const { text, warnings } = await readHwpx(hwpxFile(hp('요율이다.', note) + hp('앞의 글', shape)));
    expect(text).toBe('요율이다.\n\n※ 보증료의 비율\n\n앞의 글\n\n글상자의 글\n');
    expect(warnings).toEqual([]);
  });

  test('tells what share of the text is missing when tables are nested too deep', async () => {
    let paragraphs = hp('가장 깊은 곳에 있는 중요한 문장으로, 아무도 그것을 읽어 내지 못한다.');
    for (let depth = 0; depth < 60; depth++) paragraphs = hp('', hwpxBox(paragraphs));
    const { text, warnings } = await readHwpx(hwpxFile(hp('겉에 있는 문장이다.') + paragraphs));
    expect(text).toContain('겉에 있는 문장이다.');
    expect(warnings.map(({ code }) => code)).toEqual(['HWP_TEXT_MISSING']);
  });

  test('has item and bullets of a document with typed marks read by the parser', async () => {
    const lines = [
      '과학기술 주간동향',
      '1. 반도체 지원 확대',
      '□ 정부는 지원을 늘린다',
      '○ 예산은 3조 원이다',
      '2. 우주 탐사',
      '□ 탐사선을 쏜다',
    ];
    const { text } = await readHwpx(hwpxFile(lines.map((content) => hp(content)).join('')));
    expect(parse(text, { id: 'a' }).items.map(({ title, blocks }) => [title, blocks.map(({ kind }) => kind)])).toEqual([
      ['반도체 지원 확대', ['bullet', 'bullet']],
      ['우주 탐사', ['bullet']],
    ]);
  });

  test.each([
    ['no text', hwpxFile(hp('')), 'FILE_NO_TEXT'],
    ['a password', hwpxFile(hp('암호'), [['META-INF/manifest.xml', ENCRYPTED_MANIFEST]]), 'FILE_ENCRYPTED'],
    ['a section that is no XML', hwpxFile('<hp:p><hp:t>'.repeat(3)), 'FILE_DAMAGED'],
    ['other bytes', Buffer.from('PK\x03\x04 and nothing more', 'latin1'), 'FILE_DAMAGED'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(readHwpx(bytes)).rejects.toMatchObject({ name: 'AppError', code });
  });

  test('comes to an end with every beginning of a file', async () => {
    const bytes = hwpxFile(hp('문장이다.') + hp('', hwpxBox(hp('상자'))));
    const outcomes = new Set<string>();
    for (let length = 0; length < bytes.length; length++)
      outcomes.add(await outcomeOf(readHwpx(bytes.subarray(0, length))));
    expect(outcomes).toContain('FILE_DAMAGED');
    expect([...outcomes].filter((outcome) => outcome === '')).toEqual([]);
  });
});
