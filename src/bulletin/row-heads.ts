import { isDelimiterRow } from './delimiter-row.ts';
import { fold } from './fold.ts';
import { type Head, headOf } from './head.ts';
import { squeezed } from './labels.ts';
import type { Token } from './lex.ts';
import { nextText } from './neighbours.ts';
import { cellsOf } from './table.ts';

const TITLE_COLUMN =
  /^(?:제목|기사제목|기사명|뉴스제목|동향제목|주제|이슈|헤드라인|title|headline|topic|news|item|标题|题目|主题)$/i;
const TEXT_COLUMN =
  /^(?:(?:주요|핵심|세부)?내용|요약|개요|설명|summary|abstract|description|details?|content|(?:主要)?内容|摘要|出处|来源|출처|링크|원문|source|link|url)$/i;
const MOSTLY = 0.7; // share of the text that stands in the table of a bulletin that is one

/** The heads of a bulletin that is a table with a column for titles and one for text or sources: each row is an item. Null when most
 *  of the text stands elsewhere. */
export function rowHeads(tokens: readonly Token[]): Head[] | null {
  const heads: Head[] = [];
  let inTables = 0;
  let column: number | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'blank' || isDelimiterRow(token.raw)) continue;
    if (token.kind !== 'row') {
      column = null;
      continue;
    }
    const cells = cellsOf(token.raw);
    column = columnIn(cells) ?? column;
    if (column === null) continue;
    inTables += token.text.length;
    if (columnIn(cells) === null) heads.push(...rowHead(tokens, i, cells, column));
  }
  const all = tokens.slice(nextText(tokens, 0) + 1).reduce((sum, token) => sum + token.text.length, 0);
  return heads.length >= 2 && inTables >= all * MOSTLY ? heads : null;
}

/** The column of the titles, when the cells are the names of such a table. */
function columnIn(cells: readonly string[]): number | null {
  const names = cells.map((cell) => squeezed(fold(cell).text));
  const title = names.findIndex((name) => TITLE_COLUMN.test(name));
  return title !== -1 && names.some((name) => TEXT_COLUMN.test(name)) ? title : null;
}

/** A row without a title goes on with the item above. */
function rowHead(tokens: readonly Token[], i: number, cells: readonly string[], column: number): Head[] {
  const title = cells[column] ?? '';
  if (!/\p{L}/u.test(title)) return [];
  const before = cells.slice(0, column).filter((cell) => !/^\d*\.?$/.test(cell));
  const number = column > 0 && /^\d{1,3}\.?$/.test(cells[0] ?? '') ? (cells[0] ?? '').replace('.', '') : null;
  const rest = (before.length > 0 ? cells : cells.slice(column + 1)).join(' ').trim();
  return [{ ...headOf('item', tokens, i, null), number, title, rest }];
}
