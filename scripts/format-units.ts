import type { Block, Bulletin } from '../src/bulletin/bulletin.ts';
import { lex } from '../src/bulletin/lex.ts';
import { linksIn } from '../src/bulletin/links.ts';
import { plain } from '../src/bulletin/markup.ts';
import { normalize } from '../src/bulletin/normalize.ts';
import { parse } from '../src/bulletin/parse.ts';

/** How much of a text comes back from another format: `total` units of the original, those found `verbatim`, those found when white space
 *  is left out (`withoutSpaces`, never fewer), and the units that are not found at all. */
export type Recovered = {
  readonly total: number;
  readonly verbatim: number;
  readonly withoutSpaces: number;
  readonly missing: readonly string[];
};

/** What a format keeps of a bulletin; `rows` are rows of tables with all their cells. */
export type Comparison = {
  readonly units: Recovered;
  readonly items: Recovered;
  readonly rows: Recovered;
  readonly links: Recovered;
};

/** Compares the text that was read from a format with the original's, both in Markdown.
 *  @example compared(markdown, (await readHtml(bytes)).text, 'kostec-2024-08-02').items // => { total: 14, verbatim: 14, … } */
export function compared(original: string, read: string, id: string): Comparison {
  const [wanted, found] = [parse(original, { id }), parse(read, { id })];
  return {
    units: within(unitsOf(original), textOf(read)),
    items: among(wanted.items.map(itemKey), found.items.map(itemKey)),
    rows: among(rowsOf(wanted), rowsOf(found)),
    links: among(addressesOf(original), addressesOf(read)),
  };
}

/** The units of a text in Markdown: its lines, list entries and table cells without marks, blank ones left out. */
export function unitsOf(markdown: string): readonly string[] {
  return lex(normalize(markdown)).flatMap((token) => {
    if (token.kind === 'blank' || token.kind === 'rule') return [];
    if (token.kind !== 'row' && token.kind !== 'table') return [token.text];
    const cells = token.raw.includes('\t') ? token.raw.split('\t') : token.raw.split(/(?<!\\)\||<\/t[dh]>/);
    return cells
      .flatMap((cell) => cell.split(/<\/li>|<br>/))
      .flatMap((cell) => {
        const text = plain(cell);
        return text === '' ? [] : [text];
      });
  });
}

/** The text of each block of a bulletin, with the rows of its tables as one text each: what is quoted of it.
 *  @example quotedTexts(parse('# 가\n\n## 01 나\n- 다', { id: 'a' })) // => ['나', '다'] */
export function quotedTexts({ items, summary }: Bulletin): readonly string[] {
  const texts = items.flatMap(({ title, subtitle, blocks }) => [title, subtitle ?? '', ...blocks.flatMap(blockTexts)]);
  return [...summary.flatMap(blockTexts), ...texts].filter((text) => text !== '');
}

function blockTexts(block: Block): readonly string[] {
  return block.kind === 'table' ? block.rows.map(({ cells }) => cells.join(' ')) : [block.text];
}

/** How many units stand in a text, each as often as it is wanted. */
export function within(units: readonly string[], text: string): Recovered {
  const [found, dense] = [collapsed(text), squeezed(text)];
  const verbatim = units.filter((unit) => found.includes(collapsed(unit))).length;
  const missing = units.filter((unit) => !dense.includes(squeezed(unit)));
  return { total: units.length, verbatim, withoutSpaces: units.length - missing.length, missing };
}

/** How many values are among others, each of which counts once. */
function among(wanted: readonly string[], others: readonly string[]): Recovered {
  const verbatim = count(wanted, others);
  const missing = left(wanted.map(squeezed), others.map(squeezed));
  return { total: wanted.length, verbatim, withoutSpaces: wanted.length - missing.length, missing };
}

function count(wanted: readonly string[], others: readonly string[]): number {
  return wanted.length - left(wanted, others).length;
}

function left(wanted: readonly string[], others: readonly string[]): readonly string[] {
  const open = new Map<string, number>();
  for (const other of others) open.set(other, (open.get(other) ?? 0) + 1);
  return wanted.filter((value) => {
    const available = open.get(value) ?? 0;
    open.set(value, available - 1);
    return available <= 0;
  });
}

function textOf(markdown: string): string {
  return unitsOf(markdown).join(' ');
}

function itemKey({ number, title, subtitle, date, section }: Bulletin['items'][number]): string {
  return [section, number, title, subtitle, date].join(' · ');
}

function rowsOf({ items }: Bulletin): readonly string[] {
  return items.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map(({ cells }) => cells.join(' | ')) : [])),
  );
}

function addressesOf(markdown: string): readonly string[] {
  return normalize(markdown).flatMap(({ text }) => linksIn(text).map(({ url }) => url.replace(/\/$/, '')));
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
