import type { HtmlNode } from './html-tree.ts';
import { bold, escaped, linked } from './markdown.ts';

/** How the text of a page is set where it stands. `notes` are a document's footnotes by id; `base` is what addresses are relative to. */
export type Setting = {
  readonly bold: boolean;
  readonly url: string | null;
  readonly control: boolean;
  readonly isPre: boolean;
  readonly isInArticle: boolean;
  readonly listDepth: number;
  readonly pageLength: number;
  readonly base: string | null;
  readonly notes: ReadonlyMap<string, readonly HtmlNode[]>;
};

/** A stretch of text in one setting; `\n` is a line break. `url` is where it leads, null for text; a `control` is a button or a link
 *  within the site; `note` is the id of a footnote that it refers to. */
export type Run = {
  readonly text: string;
  readonly bold: boolean;
  readonly url: string | null;
  readonly control: boolean;
  readonly note: string | null;
};

/** What a board puts beside its articles, to be clicked. */
const COMMAND =
  /^(?:목록(?:보기|으로)?|이전(?:글)?|다음(?:글)?|이전글\s*다음글|인쇄(?:하기)?|프린트|공유(?:하기)?|스크랩|닫기|맨\s*위로|위로|top|print|share|list|back|close|url\s*복사|(?:글자|화면)?\s*(?:확대|축소)|페이스북|트위터|카카오(?:톡|스토리)?|네이버\s*(?:블로그|밴드)|facebook|twitter|바로\s*(?:보기|듣기)|미리\s*보기|(?:본문|주메뉴|메인메뉴)(?:으로)?\s*바로가기)$/i;

/** How a board's links to the articles beside it begin. */
const NEIGHBOUR = /^(?:이전|다음)\s*글\s*[:|]?$/;

/** Whether a text only says what a button does, such as 목록 or 인쇄. */
export function isCommand(text: string): boolean {
  return COMMAND.test(text.replace(/[[\]<>《》()·|«»▲▼◀▶\s]+/g, ' ').trim());
}

/** Whether a text labels the article before or after this one. */
export function isNeighbour(text: string): boolean {
  return NEIGHBOUR.test(text.trim());
}

/** Runs as inline Markdown, line breaks as `\n`; '' when they hold no text, or nothing but links that move about the site. */
export function markdownOfRuns(runs: readonly Run[]): string {
  const merged = merge(runs);
  const filled = merged.filter((run) => run.text.trim() !== '');
  if (filled.length === 0 || leadsAway(filled)) return '';
  return merged.map((run, i) => written(run, merged[i + 1])).join('');
}

function leadsAway(runs: readonly Run[]): boolean {
  const isLink = ({ control, url }: Run): boolean => control || url !== null;
  if (runs.every((run) => isLink(run) && isCommand(run.text))) return true;
  const [first, ...others] = runs;
  return first !== undefined && isNeighbour(first.text) && others.length > 0 && others.every(isLink);
}

/** A term and its explanation as one line.
 *  @example labelled('작성일', '2024. 8. 2.') // => '작성일: 2024. 8. 2.' */
export function labelled(term: string, explanation: string): string {
  return `${term.trim()}${/[:：]$/.test(term.trim()) ? '' : ':'} ${explanation.trim()}`;
}

function merge(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const joins = last !== undefined && last.bold === run.bold && last.url === run.url && last.control === run.control;
    if (joins) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged;
}

function written(run: Run, next: Run | undefined): string {
  if (run.text.trim() === '') return run.text;
  if (run.url !== null) return withSpaceAround(run.text, (text) => setIn(run, linked(escaped(text), run.url ?? '')));
  const lines = run.text.split('\n').map((line) => setIn(run, escaped(line)));
  const text = lines.join('\n');
  // Before a link, the sign would make an image of it.
  return next?.url != null && text.endsWith('!') ? `${text.slice(0, -1)}\\!` : text;
}

function setIn(run: Run, markdown: string): string {
  return run.bold ? bold(markdown) : markdown;
}

/** White space around a link is kept, line breaks within it become spaces. */
function withSpaceAround(text: string, write: (text: string) => string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return `${before}${write(inner.replace(/\s+/g, ' '))}${after}`;
}
