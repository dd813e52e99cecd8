import type { TableRow } from './bulletin.ts';
import type { Token } from './lex.ts';
import { plain } from './markup.ts';

/** A row of an HTML table; `isHeader` when all its cells are th. */
export type HtmlRow = TableRow & { readonly isHeader: boolean };

const ROW = /<tr(?:\s[^<>]*)?>(.*?)(?=<\/tr\s*>|<tr[\s>]|<\/table\s*>|$)/gis;
const CELL = /<(t[dh])(?:\s[^<>]*)?>(.*?)(?=<\/t[dh]\s*>|<t[dh][\s>]|$)/gis;

/** The rows of an HTML table with their lines in the file. Text outside cells makes rows of its own, so that nothing is lost. */
export function readHtmlTable(token: Token): HtmlRow[] {
  const { raw, lines } = token;
  const lineAt = lineCounter(raw, lines[0]);
  const rows: HtmlRow[] = [];
  let from = 0;
  for (const row of raw.matchAll(ROW)) {
    rows.push(...outside(raw, from, row.index, lineAt));
    rows.push(...cellRows(row, lineAt));
    from = row.index + row[0].length;
  }
  return [...rows, ...outside(raw, from, raw.length, lineAt)];
}

/** Tells the line of an offset, for offsets that hardly go back. */
function lineCounter(raw: string, first: number): (offset: number) => number {
  const ends = [...raw.matchAll(/\n/g)].map((match) => match.index);
  let passed = 0;
  return (offset) => {
    while (passed < ends.length && (ends[passed] ?? 0) < offset) passed++;
    while (passed > 0 && (ends[passed - 1] ?? 0) >= offset) passed--;
    return first + passed;
  };
}

function cellRows(row: RegExpExecArray, lineAt: (offset: number) => number): HtmlRow[] {
  const cells = [...row[0].matchAll(CELL)];
  const end = row.index + row[0].trimEnd().length;
  const texts = cells.flatMap((cell) => [plainText(cell[2] ?? ''), ...spanned(cell[0])]);
  const whole = plainText(row[0]);
  if (texts.join('').replace(/\s/g, '') !== whole.replace(/\s/g, '')) {
    return [{ cells: [whole], lines: [lineAt(row.index), lineAt(end)], isHeader: false }];
  }
  const isHeader = cells.length > 0 && cells.every((cell) => cell[1]?.toLowerCase() === 'th');
  return [{ cells: texts, lines: [lineAt(row.index), lineAt(end)], isHeader }];
}

/** Empty cells for the further columns that a cell spans. */
function spanned(cell: string): string[] {
  const span = Number(/^<t[dh][^<>]*\scolspan\s*=\s*["']?(\d{1,2})\b/i.exec(cell)?.[1] ?? 1);
  return Array.from({ length: Math.max(0, span - 1) }, () => '');
}

function outside(raw: string, from: number, to: number, lineAt: (offset: number) => number): HtmlRow[] {
  const text = plainText(raw.slice(from, to));
  return text === '' ? [] : [{ cells: [text], lines: [lineAt(from), lineAt(to)], isHeader: false }];
}

/** Tags may run over line ends here, which `plain` reads line by line. */
function plainText(raw: string): string {
  return plain(raw.replace(/<[^<>]*>/g, (tag) => tag.replace(/\n/g, ' ')));
}
