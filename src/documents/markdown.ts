import type { Places } from '../bulletin/places.ts';

/** A paragraph or table of a document, in reading order. `text` and cells are inline Markdown (see `escaped`, `bold` and `linked`); a line
 *  break inside is `\n`. `page` is 1-based, null where the format has none. `mark` of a bullet is `-` or a number such as `3.`. */
export type DocumentPart = { readonly page: number | null } & (
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'bullet'; readonly depth: number; readonly mark: string; readonly text: string }
  | { readonly kind: 'table'; readonly hasHeader: boolean; readonly rows: readonly (readonly string[])[] }
);

/** The parts as Markdown, each on lines of its own, and where the pages begin or, in a format without pages, the parts. Empty parts have no
 *  line but are counted.
 *  @example markdownOf([{ kind: 'heading', level: 2, text: '가', page: 1 }]).text // => '## 가\n' */
export function markdownOf(parts: readonly DocumentPart[]): { readonly text: string; readonly places: Places } {
  const lines: string[] = [];
  const starts: number[] = [];
  const hasPages = parts.some((part) => part.page !== null);
  parts.forEach((part, i) => {
    const own = linesOf(part);
    const previous = parts[i - 1];
    const isTight = part.kind === 'bullet' && previous?.kind === 'bullet';
    if (own.length > 0 && lines.length > 0 && !isTight) lines.push('');
    const unit = hasPages ? (part.page ?? starts.length) : i + 1;
    while (starts.length < unit) starts.push(lines.length + 1);
    lines.push(...own);
  });
  return {
    text: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    places: { unit: hasPages ? 'page' : 'block', starts },
  };
}

/** Plain text as inline Markdown that reads back as the same text. Marks that open a line stay: what a document types as ○, - or 1. is
 *  its list. LaTeX stays too, as bulletin/ reads it.
 *  @example escaped('* 5<b 요율*') // => '\\* 5\\<b 요율\\*' */
export function escaped(text: string): string {
  return text
    .replace(
      /(\$\$?(?=[^$\n]*[\\^_{])[^$\n]+\$\$?)|[\\*`$]|_(?=\S)|~(?=~)|<(?=[\p{L}/!])|&(?=#?\w+;)|\](?=\()/gu,
      (sign, latex?: string) => latex ?? `\\${sign}`,
    )
    .replace(/^(\s*)([#>|])/, '$1\\$2');
}

/** A link; its text is inline Markdown. An address that stands for itself is written once.
 *  @example linked('[공고] 가', 'https://a.kr/b') // => '[\\[공고\\] 가](https://a.kr/b)' */
export function linked(text: string, url: string): string {
  const target = url.replace(/[\s<>\\]/g, encodeURIComponent);
  const shown = text.trim().replace(/\\.|[[\]]/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
  if (shown === '' || shown === escaped(url) || shown === url) return `<${target}>`;
  return `[${shown}](${/[()]/.test(target) ? `<${target}>` : target})`;
}

/** Text set in bold; white space at its ends stays outside. */
export function bold(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return inner === '' ? text : `${before}**${inner}**${after}`;
}

function linesOf(part: DocumentPart): readonly string[] {
  switch (part.kind) {
    case 'heading':
      return text(part.text, ' ').map(
        (line) => `${'#'.repeat(Math.min(6, Math.max(1, part.level)))} ${withoutClosingMark(line)}`,
      );
    case 'paragraph':
      return text(part.text, '  \n').flatMap((line) => line.split('\n'));
    case 'bullet':
      return text(part.text, ' ').map((line) => `${'  '.repeat(part.depth)}${part.mark} ${line}`);
    case 'table':
      return rowsOf(part.rows, part.hasHeader);
  }
}

/** Signs at the end of a heading would be read as its closing mark. */
function withoutClosingMark(line: string): string {
  return line.replace(/(\s)(#+)$/, '$1\\$2');
}

/** One line without white space at its ends, its breaks replaced; none when nothing is left. */
function text(markdown: string, lineBreak: string): readonly string[] {
  const lines = markdown
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? [] : [lines.join(lineBreak)];
}

function rowsOf(rows: readonly (readonly string[])[], hasHeader: boolean): readonly string[] {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const written = filled.map((row) => `| ${row.map(cellOf).join(' | ')} |`);
  if (!hasHeader || written.length < 2) return written;
  const width = filled[0]?.length ?? 0;
  return [...written.slice(0, 1), `|${'---|'.repeat(width)}`, ...written.slice(1)];
}

function cellOf(cell: string): string {
  return (text(cell, '<br>')[0] ?? '').replace(/\\.|\|/g, (sign) => (sign === '|' ? '\\|' : sign));
}
