import type { Block, Bulletin, Item, Lines, Part } from './bulletin.ts';
import { keyOf } from './key.ts';
import { plain } from './markup.ts';
import { normalize } from './normalize.ts';

/** An item as the structure report tells it: how many blocks of each kind it has, and how many characters its lines. */
export type ItemStructure = {
  readonly id: string;
  readonly number: string | null;
  readonly section: string | null;
  readonly title: string;
  readonly date: string | null;
  readonly lines: Lines;
  readonly characters: number;
  readonly blocks: Readonly<Partial<Record<Block['kind'], number>>>;
  readonly links: readonly string[];
};

/** A sign that a bulletin was not understood: a code of a closed set, the line to look at, and a sentence for the operator. */
type Sign = {
  readonly code:
    | 'NO_ITEMS'
    | 'ONE_ITEM_HOLDS_MOST'
    | 'TEXT_UNPLACED'
    | 'ITEM_WITHOUT_TEXT'
    | 'TITLE_TWICE'
    | 'LISTED_BUT_MISSING'
    | 'FOUND_BUT_UNLISTED'
    | 'NUMBER_MISSING'
    | 'NO_DATES'
    | 'NO_LINKS'
    | 'LINK_TWICE';
  readonly line: number;
  readonly message: string;
};

/** Which lines with text, and which characters of plain text, are in parts of a kind; shares are 0 to 1. */
export type Coverage = {
  readonly kind: Part['kind'];
  readonly lines: number;
  readonly lineShare: number;
  readonly characters: number;
  readonly characterShare: number;
};

/** What was understood of a bulletin. `coverage` has the kinds that occur, the largest first. */
export type Structure = {
  readonly id: string;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly sections: readonly string[];
  readonly items: readonly ItemStructure[];
  readonly coverage: readonly Coverage[];
  readonly warnings: Bulletin['warnings'];
  readonly signs: readonly Sign[];
};

const LONG = 4000; // characters of a bulletin in which one item should not hold most
const MOST = 0.6; // share of a long bulletin that is too much for one item among several, or in a single one
const UNPLACED = 0.1; // share of the text that may stand outside of all parts
const OFTEN = 3; // items that share a link because it is the publisher's own, not theirs

/** Tells what was understood of a bulletin and what looks misunderstood. `text` is the file that it was parsed from.
 *  @example structureOf('# 소식\n\n## 가\n- 나', parse('# 소식\n\n## 가\n- 나', { id: 'x' })).items.length // => 1 */
export function structureOf(text: string, bulletin: Bulletin): Structure {
  const sizes = normalize(text).map((line) => plain(line.text).length);
  const items = bulletin.items.map((item) => itemStructure(item, sizes));
  const coverage = coverageOf(bulletin.parts, sizes);
  return {
    id: bulletin.id,
    title: bulletin.title,
    publishedOn: bulletin.publishedOn,
    sections: bulletin.sections.map(({ title }) => title),
    items,
    coverage,
    warnings: bulletin.warnings,
    signs: [
      ...signsOfSize(items, coverage, bulletin),
      ...signsOfItems(bulletin.items),
      ...signsOfContents(bulletin),
      ...signsOfNumbers(bulletin.items),
      ...signsOfLinks(items),
    ],
  };
}

function itemStructure(item: Item, sizes: readonly number[]): ItemStructure {
  const { id, number, section, title, date, lines, sources } = item;
  const blocks: Partial<Record<Block['kind'], number>> = {};
  for (const { kind } of item.blocks) blocks[kind] = (blocks[kind] ?? 0) + 1;
  const links = sources.flatMap(({ url }) => (url === null ? [] : [url]));
  return { id, number, section, title, date, lines, characters: sum(sizes, lines), blocks, links };
}

function coverageOf(parts: readonly Part[], sizes: readonly number[]): Coverage[] {
  const whole = { lines: sizes.filter((size) => size > 0).length, characters: sum(sizes, [1, sizes.length]) };
  const found = new Map<Part['kind'], { lines: number; characters: number }>();
  for (const { kind, lines } of parts) {
    const before = found.get(kind) ?? { lines: 0, characters: 0 };
    const held = sizes.slice(lines[0] - 1, lines[1]).filter((size) => size > 0).length;
    found.set(kind, { lines: before.lines + held, characters: before.characters + sum(sizes, lines) });
  }
  return [...found]
    .filter(([, { lines }]) => lines > 0)
    .map(([kind, { lines, characters }]) => ({
      kind,
      lines,
      lineShare: lines / whole.lines,
      characters,
      characterShare: characters / whole.characters,
    }))
    .sort((a, b) => b.characters - a.characters || (a.kind < b.kind ? -1 : 1));
}

function signsOfSize(
  items: readonly ItemStructure[],
  coverage: readonly Coverage[],
  { parts, lineCount }: Bulletin,
): Sign[] {
  if (items.length === 0) return [{ code: 'NO_ITEMS', line: 1, message: 'No items were found.' }];
  const signs: Sign[] = [];
  const whole = coverage.reduce((total, { characters }) => total + characters, 0);
  const largest = items.reduce((most, item) => (item.characters > most.characters ? item : most));
  const held = largest.characters / whole;
  if (whole > LONG && held > MOST) {
    const message = `The item "${largest.title}" holds ${percent(held)} of the text: its parts may be items of their own.`;
    signs.push({ code: 'ONE_ITEM_HOLDS_MOST', line: largest.lines[0], message });
  }
  const unplaced = coverage.find(({ kind }) => kind === 'unplaced')?.characterShare ?? 0;
  if (unplaced > UNPLACED) {
    const line = parts.find(({ kind }) => kind === 'unplaced')?.lines[0] ?? lineCount;
    const message = `${percent(unplaced)} of the text belongs to no item and is not searched.`;
    signs.push({ code: 'TEXT_UNPLACED', line, message });
  }
  return signs;
}

function signsOfItems(items: readonly Item[]): Sign[] {
  const signs: Sign[] = [];
  const seen = new Set<string>();
  for (const { title, section, lines, blocks, sources } of items) {
    if (blocks.length === 0 && sources.length === 0)
      signs.push({ code: 'ITEM_WITHOUT_TEXT', line: lines[0], message: `The item "${title}" has no text.` });
    const key = `${section} ${keyOf(title)}`;
    if (seen.has(key)) signs.push({ code: 'TITLE_TWICE', line: lines[0], message: `Two items are titled "${title}".` });
    seen.add(key);
  }
  if (items.length > 1 && items.every(({ date }) => date === null))
    signs.push({ code: 'NO_DATES', line: 1, message: 'No item has a date: how are dates written in this bulletin?' });
  if (items.length > 1 && items.every(({ sources }) => sources.every(({ url }) => url === null)))
    signs.push({ code: 'NO_LINKS', line: 1, message: 'No item has a link to its source.' });
  return signs;
}

/** Entries of the contents list without an item, and items that the list leaves out where it names others of their section. Titles are taken for the same when one begins like
 *  the other. */
function signsOfContents({ contents, items, sections }: Bulletin): Sign[] {
  if (contents.length === 0) return [];
  const found = [...items, ...sections].map(({ title }) => keyOf(title));
  const listed = contents.map(({ title }) => keyOf(title));
  const isIn = (keys: readonly string[], key: string) => keys.some((other) => sharesBeginning(key, other));
  const detailed = new Set(items.filter(({ title }) => isIn(listed, keyOf(title))).map(({ section }) => section));
  return [
    ...contents
      .filter(({ title }) => !isIn(found, keyOf(title)))
      .map(({ title, lines }): Sign => {
        return {
          code: 'LISTED_BUT_MISSING',
          line: lines[0],
          message: `The contents list "${title}", but no item has that title.`,
        };
      }),
    ...items
      .filter(({ title, section }) => detailed.has(section) && !isIn(listed, keyOf(title)))
      .map(({ title, lines }): Sign => {
        return { code: 'FOUND_BUT_UNLISTED', line: lines[0], message: `The item "${title}" is not in the contents.` };
      }),
  ];
}

function sharesBeginning(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  const enough = Math.min(8, length); // letters; machine reading loses later ones more often
  return length > 0 && a.slice(0, enough) === b.slice(0, enough);
}

/** Numbers left out where the items of a section are numbered one by one. */
function signsOfNumbers(items: readonly Item[]): Sign[] {
  return items.flatMap((item, k): Sign[] => {
    const before = items[k - 1];
    const [from, to] = [before?.section === item.section ? (before?.number ?? null) : null, item.number].map(
      (number) => (number !== null && /^\d+$/.test(number) ? Number(number) : null),
    );
    if (from == null || to == null || to <= from + 1) return [];
    const message = `Number ${from + 1} is missing before the item "${item.title}".`;
    return [{ code: 'NUMBER_MISSING', line: item.lines[0], message }];
  });
}

function signsOfLinks(items: readonly ItemStructure[]): Sign[] {
  const users = new Map<string, ItemStructure[]>();
  for (const item of items) {
    for (const url of new Set(item.links)) users.set(url, [...(users.get(url) ?? []), item]);
  }
  return [...users].flatMap(([url, sharing]): Sign[] => {
    if (sharing.length < OFTEN) return [];
    const message = `${sharing.length} items have the same link: ${url}`;
    return [{ code: 'LINK_TWICE', line: sharing[0]?.lines[0] ?? 1, message }];
  });
}

function sum(sizes: readonly number[], [from, to]: readonly [number, number]): number {
  return sizes.slice(from - 1, to).reduce((total, size) => total + size, 0);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
