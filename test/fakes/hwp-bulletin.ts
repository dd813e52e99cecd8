import { type HwpBlock, type HwpCell, type HwpRun, hwpFile, line } from './hwp-file.ts';

/** Sizes of the headings by level, in points; below, headings are told by the outline alone. */
const SIZES = [20, 16, 13] as const;
const LINK = /\[([^\]]*)\]\((https?:[^)]*)\)|<(https?:[^>]*)>|\*\*([^*]*)\*\*/g;

/** A bulletin in Markdown as an HWP document, as an office would type it: headings by size or outline, list marks typed, tables with
 *  paragraphs in their cells, addresses as links. Blank lines and page marks have no counterpart. */
export function hwpOf(markdown: string): Uint8Array {
  const blocks: HwpBlock[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const rows: string[] = [];
    for (; lines[i]?.includes('\t'); i++) rows.push(lines[i] ?? '');
    if (rows.length > 0) blocks.push({ kind: 'table', rows: rows.map((row) => row.split('\t').map(cellOf)) });
    const text = lines[i]?.trimEnd() ?? '';
    if (text.trim() !== '') blocks.push(blockOf(text));
  }
  const preview = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs.map((run) => run.text) : []));
  return hwpFile(blocks, { preview: preview.join('\r\n').slice(0, 1000) });
}

function blockOf(text: string): HwpBlock {
  const [, marks = '', title = ''] = /^(#{1,6}) (.*)$/.exec(text) ?? [];
  const size = SIZES[marks.length - 1];
  if (marks === '') return { kind: 'paragraph', runs: runsOf(text) };
  return size === undefined
    ? line(unescaped(title), { bold: true, outline: marks.length })
    : line(unescaped(title), { bold: true, size });
}

function runsOf(text: string): HwpRun[] {
  const runs: HwpRun[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const [whole, anchor, target, bare, strong] = match;
    runs.push({ text: unescaped(text.slice(from, match.index)) });
    const url = target ?? bare;
    runs.push(
      url === undefined ? { text: unescaped(strong ?? ''), bold: true } : { text: unescaped(anchor ?? url), url },
    );
    from = match.index + whole.length;
  }
  return [...runs, { text: unescaped(text.slice(from)) }].filter((run) => run.text !== '');
}

function cellOf(html: string, column: number): HwpCell {
  const entries = [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, entry = '']) => entry);
  const texts = entries.length === 0 ? [html] : entries;
  return { column, content: texts.map((text) => line(unescaped(text.replace(/<[^<>]*>/g, '')))) };
}

function unescaped(text: string): string {
  return text.replace(/\\([\\`*_[\]#|<>])/g, '$1');
}
