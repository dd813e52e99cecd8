import { describe, expect, test } from 'vitest';
import { alignedTables } from '../../src/documents/pdf-aligned.ts';
import { splitRows } from '../../src/documents/pdf-aligned-rows.ts';
import { blocksOf } from '../../src/documents/pdf-blocks.ts';
import { contentOf } from '../../src/documents/pdf-content.ts';
import { withoutFurniture } from '../../src/documents/pdf-furniture.ts';
import { gridTables } from '../../src/documents/pdf-grid.ts';
import { breaksOf, joint } from '../../src/documents/pdf-join.ts';
import { drawsSpaces, fragmentsOf, type Line, textOf } from '../../src/documents/pdf-lines.ts';
import { flowsOf } from '../../src/documents/pdf-order.ts';
import { cleaned, type Glyph, type Operation } from '../../src/documents/pdf-pen.ts';

const SIZE = 10;
const SETTING = { page: 1, dots: [], links: [], hasSpaces: true };

/** Glyphs of a text whose letters are all as wide as they are high. */
function glyphs(text: string, x: number, y: number, isBold = false): readonly Glyph[] {
  return [...text].map((sign, i) => ({ text: sign, x: x + i * SIZE, y, width: SIZE, size: SIZE, bold: isBold }));
}

function line(text: string, x = 0, y = 0, { page = 1, isBold = false } = {}): Line {
  const [made] = fragmentsOf(glyphs(text, x, y, isBold), { ...SETTING, page });
  if (made === undefined) throw new Error('no line');
  return made;
}

describe('cleaned', () => {
  test.each([
    ['\u0001', ' '],
    ['\u2f12', '力'],
    ['ﬁ', 'fi'],
    ['\u2329', '\u3008'],
    ['①', '①'],
    ['ＡＩ', 'ＡＩ'],
  ])('gives %j as %j', (text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});

describe('contentOf', () => {
  const page = { base: [1, 0, 0, -1, 0, 100] as const, width: 200, height: 100 };
  const sign = (unicode: string) => ({ unicode, width: 500, isSpace: unicode === ' ' });
  const draw = (...operations: readonly (readonly [string, unknown])[]) =>
    contentOf(
      operations.map(([name, args]): Operation => ({ name, args })),
      page,
      () => ({ name: 'Sans-Bold', scale: 0.001 }),
    );

  test('places letters by matrices, sizes and gaps', () => {
    const { glyphs: drawn } = draw(
      ['save', null],
      ['transform', [2, 0, 0, 2, 10, 10]],
      ['beginText', null],
      ['setFont', ['f', 10]],
      ['setTextMatrix', [1, 0, 0, 1, 5, 20]],
      ['showText', [[sign('a'), -100, sign('b')]]],
      ['restore', null],
    );
    expect(drawn).toEqual([
      { text: 'a', x: 20, y: 50, width: 10, size: 20, bold: true },
      { text: 'b', x: 32, y: 50, width: 10, size: 20, bold: true },
    ]);
  });

  test('keeps thin shapes as rules and the edges of drawn frames', () => {
    const rectangle = (x: number, y: number, width: number, height: number) =>
      ['constructPath', [[19], [x, y, width, height], []]] as const;
    const { rules } = draw(
      rectangle(0, 0, 50, 1),
      ['fill', null],
      rectangle(0, 0, 50, 30),
      ['stroke', null],
      rectangle(0, 0, 50, 30),
      ['fill', null],
    );
    expect(rules).toHaveLength(5);
  });

  test('tells an image by its frame', () => {
    expect(draw(['transform', [150, 0, 0, 90, 0, 0]]).hasImage).toBe(true);
    expect(draw(['transform', [1, 0, 0, 1, 150, 90]]).hasImage).toBe(false);
  });
});

describe('fragmentsOf', () => {
  test('keeps words of a line together and cuts it at wide gaps', () => {
    const row = [...glyphs('가 나', 0, 0), ...glyphs('다', 60, 0)];
    expect(fragmentsOf(row, SETTING).map(textOf)).toEqual(['가 나', '다']);
  });

  test('reads gaps as spaces where a file draws none', () => {
    const row = [...glyphs('ab', 0, 0), ...glyphs('cd', 23, 0)];
    expect(drawsSpaces(row)).toBe(false);
    expect(fragmentsOf(row, { ...SETTING, hasSpaces: false }).map(textOf)).toEqual(['ab cd']);
    expect(fragmentsOf(row, SETTING).map(textOf)).toEqual(['abcd']);
  });

  test('counts letters once that are drawn twice at one place', () => {
    expect(fragmentsOf([...glyphs('가나', 0, 0), ...glyphs('가나', 0.3, 0)], SETTING).map(textOf)).toEqual(['가나']);
  });

  test('knows where links and drawn bullets stand', () => {
    const links = [{ box: { x0: 19, y0: -9, x1: 41, y1: 2 }, url: 'https://example.org' }];
    const dots = [{ x0: -9, y0: -6, x1: -5, y1: -2 }];
    const [made] = fragmentsOf(glyphs('가 나다', 0, 0), { ...SETTING, links, dots });
    expect(made?.chars.map(({ text, url }) => [text, url])).toEqual([
      ['•', null],
      [' ', null],
      ['가', null],
      [' ', null],
      ['나', 'https://example.org'],
      ['다', 'https://example.org'],
    ]);
  });
});

describe('joint', () => {
  const known = [line('연구개발을 한다 중소기업은 연구개발을 지원 받는다'), line('새 사업을 한다')];
  const breaks = breaksOf(known, []);
  const between = (a: string, b: string, room = 0) => {
    const made = line(a);
    return joint({ line: made, right: made.x1 + room }, line(b), breaks);
  };

  test.each([
    ['이번 연구', '개발을', ''],
    ['중소기업은', '연구개발을', ' '],
    ['사업', '을 한다', ''],
    ['기업', '등', ' '],
    ['中国科', '学院', ''],
    ['the end', 'of', ' '],
    ['develop-', 'ment', 'unhyphened'],
    ['self-', 'made', ''],
    ['bind\u00ad', 'ing', 'unhyphened'],
  ])('puts between %s and %s: %j', (a, b, expected) => {
    expect(between(a, b)).toBe(expected);
  });

  test('finds a space where the next letter had room', () => {
    expect(between('이번 연구', '개발을', 12)).toBe(' ');
  });

  test('believes spaces that are drawn at the ends of lines', () => {
    const spaced = { ...line('이번 연구'), endsInSpace: true };
    expect(joint({ line: spaced, right: spaced.x1 }, line('개발을'), breaks)).toBe(' ');
  });
});

describe('blocksOf', () => {
  const linesIn = (...texts: readonly string[]) => {
    const items = texts.map((text, i) => line(text, 0, 12 * i));
    const right = Math.max(...items.map(({ x1 }) => x1));
    return blocksOf([{ items, left: 0, right }]).map((block) => (block.kind === 'text' ? block.lines.length : 0));
  };

  test('joins lines that run to the margin', () => {
    expect(linesIn('생산액 초과 8,192억', '원) 초과')).toEqual([2]);
    expect(linesIn('짧은 줄', '다음 줄은 그보다 훨씬 더 길다')).toEqual([1, 1]);
  });

  test.each(['가) 초과', '□ 초과', '1) 초과', '* 초과', '① 초과'])('begins anew at %s', (opener) => {
    expect(linesIn('생산액 초과 8,192억', opener)).toEqual([1, 1]);
  });
});

describe('gridTables', () => {
  const across = (y: number, x0 = 0, x1 = 200) => ({ x0, y0: y, x1, y1: y + 1 });
  const down = (x: number, y0 = 0, y1 = 60) => ({ x0: x, y0, x1: x + 1, y1 });
  const text = [
    ...glyphs('가', 10, 15),
    ...glyphs('나', 110, 15),
    ...glyphs('다', 10, 45),
    ...glyphs('라', 110, 45),
    ...glyphs('밖', 10, 90),
  ];
  const cellsIn = (rules: Parameters<typeof gridTables>[1]) =>
    gridTables(text, rules, SETTING).tables.map(({ rows }) =>
      rows.map((row) => row.map(({ lines }) => lines.map(textOf).join('/'))),
    );

  test('reads the cells between rules and leaves the rest', () => {
    const rules = [across(0), across(30), across(60), down(0), down(100), down(200)];
    expect(cellsIn(rules)).toEqual([
      [
        ['가', '나'],
        ['다', '라'],
      ],
    ]);
    expect(gridTables(text, rules, SETTING).rest.map((glyph) => glyph.text)).toEqual(['밖']);
  });

  test('does without rules at the sides', () => {
    expect(cellsIn([across(0), across(30), across(60), down(100)])).toEqual([
      [
        ['가', '나'],
        ['다', '라'],
      ],
    ]);
  });

  test('keeps merged cells as one', () => {
    expect(cellsIn([across(0), across(30, 100), across(60), down(0), down(100), down(200)])).toEqual([
      [
        ['가/다', '나'],
        ['', '라'],
      ],
    ]);
  });

  test('takes a frame for no table', () => {
    expect(cellsIn([across(0), across(60), down(0), down(200)])).toEqual([]);
  });
});

describe('splitRows', () => {
  const at = (text: string, y: number) => line(text, 0, y);
  const rowsFrom = (baselines: Parameters<typeof splitRows>[0]) =>
    splitRows(baselines).map((row) => row.map((cell) => cell.map(textOf).join('/')));

  test('puts lines to the row whose middle they share', () => {
    expect(
      rowsFrom([
        [at('1', 0), at('가', 0)],
        [null, at('나', 20)],
        [at('2', 27), null],
        [null, at('다', 34)],
      ]),
    ).toEqual([
      ['1', '가'],
      ['2', '나/다'],
    ]);
  });

  test('puts further lines to the row that they hang from', () => {
    expect(
      rowsFrom([
        [at('1', 0), at('가', 0)],
        [null, at('나', 12)],
        [at('2', 30), at('다', 30)],
      ]),
    ).toEqual([
      ['1', '가/나'],
      ['2', '다'],
    ]);
  });
});

describe('alignedTables', () => {
  test('reads columns of short cells below a header in bold', () => {
    const rows = [
      line('이름', 0, 0, { isBold: true }),
      line('점수', 100, 0, { isBold: true }),
      line('가', 0, 20),
      line('12', 100, 20),
      line('나', 0, 40),
      line('34', 100, 40),
    ];
    const { tables, rest } = alignedTables(rows, null);
    expect(tables.map((table) => table.rows.length)).toEqual([3]);
    expect(rest).toEqual([]);
  });

  test.each([
    [
      'two columns of prose',
      (i: number) => [
        line('글이 길게 이어지는 단락의 한 줄이다', 0, i * 12),
        line('옆에서도 길게 이어지는 단락의 줄', 250, i * 12),
      ],
    ],
    ['numbered entries', (i: number) => [line(`${i}.`, 0, i * 12), line('항목', 100, i * 12)]],
    ['a contents list', (i: number) => [line('제목', 0, i * 12), line(`${i + 1}`, 300, i * 12)]],
  ])('takes %s for no table', (_, rowAt) => {
    const lines = [0, 1, 2, 3, 4].flatMap(rowAt);
    expect(alignedTables(lines, null).tables).toEqual([]);
  });
});

describe('flowsOf', () => {
  test('reads a title, then the left column, then the right one, then what stands below', () => {
    const box = (x: number, y: number, width: number) => ({ x0: x, y0: y - 10, x1: x + width, y1: y });
    const columns = [1, 2, 3, 4, 5].flatMap((i) => [
      { name: `right ${i}`, box: box(110, 20 + 12 * i, 90) },
      { name: `left ${i}`, box: box(0, 20 + 12 * i, 95) },
    ]);
    const items = [{ name: 'below', box: box(0, 110, 200) }, ...columns, { name: 'title', box: box(0, 12, 180) }];
    expect(flowsOf(items, (item) => item.box).map((flow) => flow.map(({ name }) => name))).toEqual([
      ['title'],
      ['left 1', 'left 2', 'left 3', 'left 4', 'left 5'],
      ['right 1', 'right 2', 'right 3', 'right 4', 'right 5'],
      ['below'],
    ]);
  });
});

describe('withoutFurniture', () => {
  const pageOf = (page: number, ...texts: readonly (readonly [string, number])[]) => ({
    page,
    height: 1000,
    lines: texts.map(([text, y]) => line(text, 0, y, { page })),
  });
  const kept = (pages: Parameters<typeof withoutFurniture>[0]) =>
    withoutFurniture(pages).map(({ lines }) => lines.map(textOf));

  test('drops what repeats at the edges and numbers that count up', () => {
    const pages = [4, 5, 6].map((number, i) => pageOf(i + 1, ['주간 소식', 40], ['본문', 500], [`- ${number} -`, 970]));
    expect(kept(pages)).toEqual([['본문'], ['본문'], ['본문']]);
  });

  test('keeps what differs, and numbers that do not count up', () => {
    const pages = [7, 3, 12].map((number, i) => pageOf(i + 1, [`제목 ${number}`, 40], [`${number}건`, 970]));
    expect(kept(pages)).toEqual([
      ['제목 7', '7건'],
      ['제목 3', '3건'],
      ['제목 12', '12건'],
    ]);
  });

  test('drops a page number that stands elsewhere on one page', () => {
    const pages = [1, 2, 3].map((number) => pageOf(number, ['본문', 500], [`${number}`, 970]));
    expect(kept([...pages, pageOf(4, ['4', 40], ['끝', 500])])).toEqual([['본문'], ['본문'], ['본문'], ['끝']]);
  });
});
