import type { Lines } from './bulletin.ts';
import { isDelimiterRow } from './delimiter-row.ts';
import { inline } from './inline.ts';
import { latexToText } from './latex.ts';
import { normalize } from './normalize.ts';

const BLOCK_MARK = /^\s*(?:>\s?)*(?:#{1,6}(?=\s|$)|[-+*](?=\s))?/;
const CLOSING_HEADING_MARK = /\s#+\s*$/;
const LINE_MARK =
  /^\s*(?:\\?[•‣▪▫■□▣▶▷►▸●○◎◉◆◇◈◦⦁∙·ㆍ➢➤❍☐☑☒☞✓✔※→⇒\uE000-\uF8FF]|\\?[-–—―](?![\d-])|[+ㅇ](?=\s)|(?:\\\*)+|\*+(?=\s)|\*+(?=[^*]+$))\s*/u;
const BOLD_MARK = /^(\s*(?:\*\*|__))(\s*[■□●○◆▶☑☞※])(\s*)/u; // a list mark inside the emphasis of its line
const NUMBER_MARK = /^\s*\d{1,3}[.)]\s+/;
const RULE = /^\s*(?:[-*_=]\s*){3,}$/;
const LATEX = /\$\$?((?=[^$\n]*[\\^_{])[^$\n]+)\$\$?/g;

/** The text without Markdown and HTML marks, white space collapsed to single spaces. Inline tags vanish, block tags and line
 *  breaks become a space, a link leaves its text. LaTeX stays as it is, so that the result is found in the file.
 *  @example plain('## 3) 요율\\* **수준**의<br>[결정](https://a.b)') // => '3) 요율* 수준의 결정' */
export function plain(text: string): string {
  return collapse(text.split('\n').map(plainLine).join(' '));
}

/** The text for screens and search: LaTeX becomes Unicode. Expects plain text; line breaks stay.
 *  @example readable('$\\text{MgCl}_3 \\cdot 6\\text{H}_2\\text{O}$ 41\\%') // => 'MgCl₃ · 6H₂O 41%' */
export function readable(text: string): string {
  if (!/[$\\]/.test(text)) return text;
  return text.replace(LATEX, (_, formula: string) => latexToText(formula)).replace(/\\([%&#$_])/g, '$1');
}

/** A line split into the marks that open it (heading, quotation, list marks, note stars; `mark` without white space) and the plain
 *  text of the rest.
 *  @example unmark('- ☑ 关于实施**通知**') // => { mark: '-☑', text: '关于实施通知' } */
export function unmark(line: string): { readonly mark: string; readonly text: string } {
  const opening = BLOCK_MARK.exec(line)?.[0] ?? '';
  let rest = withoutBlockMark(line).replace(BOLD_MARK, '$2$3$1');
  let mark = opening;
  for (let match = LINE_MARK.exec(rest); match !== null; match = LINE_MARK.exec(rest)) {
    mark += match[0];
    rest = rest.slice(match[0].length);
  }
  return { mark: mark.replace(/[\s\\]/g, ''), text: collapse(inline(rest)) };
}

/** Whether a quotation stands in the file between the lines given: looked for in their plain texts, white space collapsed,
 *  marks at line starts and table bars left out; no other folding. An empty quotation stands nowhere.
 *  @example quoteIsAt('## 제목\n- **가** 나\n- 다', '가 나\n다', [2, 3]) // => true */
export function quoteIsAt(source: string, quote: string, lines: Lines): boolean {
  const wanted = collapse(quote);
  if (wanted === '') return false;
  const all = normalize(source)
    .slice(lines[0] - 1, lines[1])
    .map((line) => line.text);
  const within = all.filter((text) => !RULE.test(text) && !isDelimiterRow(text));
  const readings: ((line: string) => string)[] = [
    (line) => unmark(line).text,
    (line) => unmark(line.replace(NUMBER_MARK, '')).text,
    (line) => unmark(withoutBars(line)).text,
    plainLine,
  ];
  const isIn = (text: string) => collapse(text).includes(wanted);
  // In an HTML table a line of dashes is text like any other.
  return readings.some((read) => isIn(within.map(read).join(' '))) || isIn(all.map(plainLine).join(' '));
}

function plainLine(line: string): string {
  return inline(withoutBlockMark(line));
}

function withoutBlockMark(line: string): string {
  const opening = BLOCK_MARK.exec(line)?.[0] ?? '';
  const rest = line.slice(opening.length);
  return opening.endsWith('#') ? rest.replace(CLOSING_HEADING_MARK, '') : rest;
}

function withoutBars(line: string): string {
  return line.replace(/(?<!\\)\|/g, ' ');
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
