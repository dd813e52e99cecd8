import { expect, test } from 'vitest';
import type { Block } from '../../src/bulletin/bulletin.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { fixture, KOSTEC } from './fixture.ts';

const tablesOf = (text: string) =>
  parse(text, { id: 'x' }).items.flatMap((item) =>
    item.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])),
  );
const cells = (table: Extract<Block, { kind: 'table' }> | undefined) => table?.rows.map((row) => row.cells);
const flawed = fixture('missing-cells.md');

test('readTable fills a row that lacks cells at its end, or its number, and keeps one too many', () => {
  const [first] = tablesOf(flawed);
  expect(first?.header).toEqual(['순위', '국가', '점수']);
  expect(cells(first)).toEqual([
    ['1', '미국', '74.71'],
    ['2', '중국', ''],
    ['', '한국', '40.25'],
    ['4', '영국', '41.66', '추가'],
  ]);
});

test('readTable warns about each row with a missing or extra cell', () => {
  const { warnings } = parse(flawed, { id: 'x' });
  expect(warnings.map(({ code, lines }) => [code, lines[0]])).toEqual([
    ['ROW_SHORT', 7],
    ['ROW_SHORT', 8],
    ['ROW_LONG', 9],
    ['ROW_SHORT', 17],
  ]);
});

test('readTable reads lists and line breaks inside the cells of a Markdown table', () => {
  const table = tablesOf(flawed)[1];
  expect(table?.header).toEqual(['기관', '연도', '내용']);
  expect(cells(table)).toEqual([
    ['과기부', '2024', '하나 둘'],
    ['발개위', '', '첫째 둘째'],
    ['재정부', '2023', ''],
  ]);
});

test('readTable takes names with their values for rows, not for a header', () => {
  const table = tablesOf(flawed)[2];
  expect(table?.header).toEqual([]);
  expect(table?.rows).toHaveLength(3);
});

test('readTable makes a row of each half when the columns repeat side by side', () => {
  const table = tablesOf(flawed)[3];
  expect(table?.header).toEqual(['번호', '사업']);
  expect(table?.rows).toEqual([
    { cells: ['1', '가'], lines: [28, 28] },
    { cells: ['3', '다'], lines: [28, 28] },
    { cells: ['2', '나'], lines: [29, 29] },
  ]);
});

test('readTable reads an HTML table with rows over several lines and spanned columns', () => {
  expect(tablesOf(flawed)[4]).toEqual({
    kind: 'table',
    header: ['분야', '과제'],
    rows: [
      { cells: ['로봇', '체화된 지능'], lines: [35, 36] },
      { cells: ['합계', ''], lines: [37, 37] },
    ],
    lines: [33, 38],
  });
});

test('readTable keeps the empty first column name and the halves of the real tables', () => {
  const tables = tablesOf(KOSTEC);
  const centres = tables.find((table) => table.lines[0] === 220);
  expect(centres?.header).toEqual(['', '구분']);
  expect(centres?.rows).toHaveLength(15);
  expect(centres?.rows.at(-1)).toEqual({ cells: ['8', '과학기술부 기관서비스센터'], lines: [228, 228] });
  const scores = tables.find((table) => table.lines[0] === 272);
  expect(scores?.header).toEqual(['2급 지표', '점수', '순위']);
  expect(scores?.rows.filter((row) => row.lines[0] === 277).map((row) => row.cells)).toEqual([
    ['교육', '83.05', '1'],
    ['응용 잠재력', '70.35', '2'],
  ]);
});

test('readTable lets a cell go on in the next line', () => {
  const [table] = tablesOf('# 제목\n\n구분\t내용\n1\t가\n나\n2\t다\n');
  expect(table?.rows).toEqual([
    { cells: ['1', '가 나'], lines: [4, 5] },
    { cells: ['2', '다'], lines: [6, 6] },
  ]);
});

test('readTable undoes emphasis in every cell and keeps list marks behind the first', () => {
  const text = '# 가\n\n| 구분 | **점수** |\n|---|---|\n| **한국** | **40.25** |\n| 영국 | - 41.66 |\n| 미국 | # 1 |\n';
  const [table] = tablesOf(text);
  expect(table?.header).toEqual(['구분', '점수']);
  expect(cells(table)).toEqual([
    ['한국', '40.25'],
    ['영국', '- 41.66'],
    ['미국', '# 1'],
  ]);
});
