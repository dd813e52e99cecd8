import { type Block, type Bulletin, bulletinSchema, type Item, type Lines } from '../../src/bulletin/bulletin.ts';
import { plain, quoteIsAt } from '../../src/bulletin/markup.ts';
import { type Line, normalize } from '../../src/bulletin/normalize.ts';

/** What breaks the promises of a parsed bulletin, as sentences; empty when it keeps them all. */
export function flawsOf(text: string, bulletin: Bulletin): string[] {
  const checked = bulletinSchema.safeParse(bulletin);
  return [
    ...(checked.success ? [] : [`not a Bulletin: ${checked.error.message}`]),
    ...partFlaws(text, bulletin),
    ...bulletin.items.flatMap((item) => [...coverFlaws(text, item), ...quoteFlaws(text, item)]),
    ...bulletin.summary.flatMap((block) => blockFlaws(text, block, 'summary')),
    ...bulletin.contents.flatMap(({ title, lines }) => unquoted(text, title, lines, 'contents')),
    ...bulletin.sections.flatMap(({ title, lines }) => unquoted(text, title, lines, 'section')),
  ];
}

function partFlaws(text: string, { parts, items, lineCount, warnings }: Bulletin): string[] {
  const flaws: string[] = [];
  let next = 1;
  for (const part of parts) {
    if (part.lines[0] !== next) flaws.push(`part ${part.kind} begins at ${part.lines[0]}, not ${next}`);
    next = part.lines[1] + 1;
    const isTold = warnings.some(({ code, lines }) => code === 'UNPLACED' && lines[0] === part.lines[0]);
    if (part.kind === 'unplaced' && !isTold) flaws.push(`unplaced ${part.lines} without a warning`);
  }
  if (next !== lineCount + 1 || lineCount !== normalize(text).length)
    flaws.push(`parts end at ${next - 1} of ${lineCount}`);
  const refs = parts.flatMap((part) => (part.kind === 'item' ? [`${part.ref} ${part.lines}`] : []));
  const wanted = items.map((item) => `${item.id} ${item.lines}`);
  if (refs.join() !== wanted.join()) flaws.push(`item parts ${refs.join()} are not the items ${wanted.join()}`);
  if (new Set(items.map((item) => item.id)).size !== items.length) flaws.push('two items share an id');
  return flaws;
}

/** Each line with text is in exactly one of title, subtitle, blocks and sources; a link inside a block or title is a source too, and
 *  a title may share its line with the text behind it. */
function coverFlaws(text: string, item: Item): string[] {
  const lines = linesOf(text);
  const owners: Lines[] = [item.titleLines, ...item.blocks.map((block) => block.lines)];
  if (item.subtitleLines !== null) owners.push(item.subtitleLines);
  const flaws: string[] = [];
  for (let n = item.lines[0]; n <= item.lines[1]; n++) {
    const holds = ([from, to]: Lines) => from <= n && n <= to;
    const owned = owners.filter(holds).length;
    const isTitle = holds(item.titleLines);
    const covers = owned + (owned === 0 && item.sources.some((source) => holds(source.lines)) ? 1 : 0);
    const raw = lines[n - 1]?.text ?? '';
    const hasText = /[\p{L}\p{N}]/u.test(plain(raw));
    if (covers === 0 && hasText) flaws.push(`${item.id}: line ${n} is in nothing: ${raw}`);
    if (covers > (isTitle ? 2 : 1)) flaws.push(`${item.id}: line ${n} is in ${covers} things: ${raw}`);
  }
  for (const [from, to] of owners) {
    if (from > to || from < item.lines[0] || to > item.lines[1]) flaws.push(`${item.id}: ${from}-${to} is outside`);
  }
  return flaws;
}

function quoteFlaws(text: string, item: Item): string[] {
  const { title, titleLines, subtitle, subtitleLines, blocks, sources } = item;
  return [
    ...unquoted(text, title, titleLines, item.id),
    ...(subtitle === null ? [] : unquoted(text, subtitle, subtitleLines ?? [1, 1], item.id)),
    ...blocks.flatMap((block) => blockFlaws(text, block, item.id)),
    ...sources.flatMap((source) =>
      [source.title, source.publisher].flatMap((part) =>
        part === null ? [] : unquoted(text, part, source.lines, item.id),
      ),
    ),
  ];
}

function blockFlaws(text: string, block: Block, where: string): string[] {
  if (block.kind !== 'table') return unquoted(text, block.text, block.lines, where);
  const header = block.header.join(' ').trim();
  return [
    ...(header === '' ? [] : unquoted(text, header, block.lines, where)),
    ...block.rows.flatMap((row) => unquoted(text, row.cells.join(' '), row.lines, where)),
  ];
}

function unquoted(text: string, quote: string, lines: Lines, where: string): string[] {
  const own = linesOf(text).slice(lines[0] - 1, lines[1]);
  return quoteIsAt(own.map((line) => line.text).join('\n'), quote, [1, own.length])
    ? []
    : [`${where}: not found at ${lines}: ${quote}`];
}

let last: { readonly text: string; readonly lines: readonly Line[] } | null = null;

/** The lines of a text, which is asked for each quotation anew. */
function linesOf(text: string): readonly Line[] {
  if (last?.text !== text) last = { text, lines: normalize(text) };
  return last.lines;
}
