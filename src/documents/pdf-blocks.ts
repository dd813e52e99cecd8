import type { PageTable } from './pdf-grid.ts';
import { type Bounded, runsToMargin } from './pdf-join.ts';
import { isBold, LIST_SIGN, type Line, textOf } from './pdf-lines.ts';

/** Lines of one paragraph, heading or list entry, with how far each could run. */
export type TextBlock = { readonly kind: 'text'; readonly lines: readonly [Bounded, ...Bounded[]] };

/** A column of a page, or a stretch of it without columns: lines and tables from its top, and its edges. */
export type Flow = {
  readonly items: readonly (Line | PageTable)[];
  readonly left: number;
  readonly right: number;
};

/** Typed signs, numbers and stars that open an entry. */
const OPENER =
  /^(?:[•◦▪▫∙‣⁃·○●ㅇ□■◇◆▶▷►▸☞☑✓✔➢➤❖※]\s*\S|[*–—―-]+ |\(?\d{1,2}[.)] |\(\d{1,2}\)|[가나다라마바사아자차카타파하][.)] |[①-⑳❶-❿]|\*\S|<[^<>]+>$|〈[^〈〉]+〉$)/u;
const ADDRESS = /^(?:https?:\/\/|www\.)/i;
/** An entry of a contents list: dots and a page number. */
const ENTRY = /[.·…]{4,}\s*\d+$/;
const SAME_SIZE = 0.5; // points
const SAME_EDGE = 3; // points
const INDENT = 0.8; // em: a first line set in
const DEEPEST_INDENT = 3; // em
const PITCH = 1.7; // em between lines where a document does not tell
const LOOSE = 1.15; // times the pitch within a paragraph

/** Joins the lines of all flows, in reading order, to paragraphs. A paragraph may go on in the next column or page. */
export function blocksOf(flows: readonly Flow[]): readonly (TextBlock | PageTable)[] {
  const pitchOf = pitches(flows);
  const blocks: (TextBlock | PageTable)[] = [];
  let before = 0; // left edge of the flow before
  for (const { items, left, right } of flows) {
    items.forEach((item, i) => {
      const block = blocks.at(-1);
      const last = block?.kind === 'text' ? block.lines.at(-1) : undefined;
      if ('kind' in item) blocks.push(item);
      else if (block?.kind !== 'text' || last === undefined)
        blocks.push({ kind: 'text', lines: [{ line: item, right }] });
      else {
        const isNext = i === 0 || item.y - last.line.y <= LOOSE * pitchOf(item.size);
        const isWhole = isNext && continues(block, last, item, i === 0 ? left - before : 0);
        if (isWhole) blocks[blocks.length - 1] = { ...block, lines: [...block.lines, { line: item, right }] };
        else blocks.push({ kind: 'text', lines: [{ line: item, right }] });
      }
    });
    before = left;
  }
  return blocks;
}

/** The paragraphs in the lines of a cell. */
export function cellBlocks(lines: readonly Line[], right: number): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    const last = block?.lines.at(-1);
    const bounded = { line, right };
    if (block !== undefined && last !== undefined && isUnopened(line) && runsToMargin(last, line))
      blocks[blocks.length - 1] = { ...block, lines: [...block.lines, bounded] };
    else blocks.push({ kind: 'text', lines: [bounded] });
  }
  return blocks;
}

/** Whether a line opens with the sign of a list entry that is no text. */
export function opensList(line: Line): boolean {
  return (
    LIST_SIGN.test(line.chars[0]?.text ?? '') ||
    (line.chars[0]?.text === 'o' && line.chars[1]?.text === ' ' && gapAfter(line) > line.size / 2)
  );
}

/** Pairs of lines that follow each other in one paragraph. */
export function pairsOf(blocks: readonly (TextBlock | PageTable)[]): readonly (readonly [Bounded, Line])[] {
  const texts = blocks.flatMap((block) =>
    block.kind === 'text'
      ? [block]
      : block.rows.flatMap((row) => row.flatMap((cell) => cellBlocks(cell.lines, cell.right))),
  );
  return texts.flatMap(({ lines }) => lines.slice(1).map((next, i) => [lines[i] ?? next, next.line] as const));
}

function gapAfter(line: Line): number {
  return (line.chars[2]?.x0 ?? 0) - (line.chars[0]?.x1 ?? 0);
}

function isUnopened(line: Line): boolean {
  return !opensList(line) && !OPENER.test(textOf(line)) && !ADDRESS.test(textOf(line).replace(/^[<[]/, ''));
}

function continues({ lines }: TextBlock, last: Bounded, next: Line, shift: number): boolean {
  const first = lines[0]?.line ?? last.line;
  if (Math.abs(next.size - last.line.size) > SAME_SIZE) return false;
  const isOneLink = last.line.chars.at(-1)?.url != null && last.line.chars.at(-1)?.url === next.chars[0]?.url;
  if (!isUnopened(next) && !isOneLink && !isInline(lines, next)) return false;
  if (lines.every(({ line }) => isBold(line)) && !next.chars[0]?.bold) return false;
  if (!isBold(first) && isBold(next) && ADDRESS.test(textOf(last.line))) return false;
  if (!runsToMargin(last, next) || ENTRY.test(textOf(last.line))) return false;
  const start = next.x0 - shift;
  const isOpened = opensList(first) || OPENER.test(textOf(first));
  if (isOpened) return start >= first.x0 + (opensList(first) ? SAME_EDGE : -SAME_EDGE);
  if (start > last.line.x0 + INDENT * next.size && lines.length > 1) return false;
  return start >= first.x0 - (lines.length === 1 ? DEEPEST_INDENT * next.size : SAME_EDGE);
}

/** Whether a sign that could open an entry has stood inside of the paragraph before: ▷ one ▷ two. */
function isInline(lines: readonly Bounded[], next: Line): boolean {
  const sign = next.chars[0]?.text ?? '';
  return (
    /[▷▶►▸○●◇◆□■①-⑳]/u.test(sign) &&
    lines.some(({ line }) => (/[①-⑳]/.test(sign) ? /\S.*[①-⑳]/.test(textOf(line)) : textOf(line).lastIndexOf(sign) > 0))
  );
}

/** The usual distance of lines within paragraphs, by the size of letters. */
function pitches(flows: readonly Flow[]): (size: number) => number {
  const counts = new Map<number, Map<number, number>>();
  for (const { items, right } of flows) {
    items.slice(1).forEach((next, i) => {
      const line = items[i];
      if (line === undefined || 'kind' in line || 'kind' in next || Math.abs(line.size - next.size) > SAME_SIZE) return;
      if (
        next.y <= line.y ||
        next.y - line.y > 3 * line.size ||
        !isUnopened(next) ||
        !runsToMargin({ line, right }, next)
      )
        return;
      const own = counts.get(keyOf(next.size)) ?? new Map<number, number>();
      const pitch = Math.round(2 * (next.y - line.y)) / 2;
      counts.set(keyOf(next.size), own.set(pitch, (own.get(pitch) ?? 0) + 1));
    });
  }
  return (size) => {
    const own = [...(counts.get(keyOf(size)) ?? [])].sort(([a, m], [b, n]) => n - m || a - b);
    return own[0]?.[0] ?? PITCH * size;
  };
}

function keyOf(size: number): number {
  return Math.round(2 * size);
}
