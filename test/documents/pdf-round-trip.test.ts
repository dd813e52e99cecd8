import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bulletin } from '../../src/bulletin/bulletin.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { placeOf } from '../../src/bulletin/places.ts';
import type { DocumentText } from '../../src/documents/document.ts';
import { readPdf } from '../../src/documents/pdf-reader.ts';
import { KOSTEC } from '../bulletin/fixture.ts';

const ID = 'kostec-2024-08-02';
const PATIENCE = 60_000; // ms, for machines with much else to do
const ORIGINAL = parse(KOSTEC, { id: ID });

/** What each program's PDF leaves open. `joins` are places where a line ends exactly at the margin between two words and the page shows
 *  no space: the reader joins them. `rows` are the table rows with such a place. */
const FILES = [
  { name: 'noto', pages: 14, least: 0.99, rows: ['혁신적인 사업 연계 모델 구축'] },
  {
    name: 'nanum',
    pages: 14,
    least: 0.975,
    rows: ['기술형 중소기업', '보증 금액 향상', '혁신적인 사업 연계 모델 구축'],
  },
  { name: 'libreoffice', pages: 15, least: 1, rows: [] },
] as const;

describe.each(FILES)('the bulletin as PDF with $name', ({ name, pages, least, rows }) => {
  let document: DocumentText;
  let bulletin: Bulletin;
  beforeAll(async () => {
    document = await readPdf(readFileSync(new URL(`../fixtures/documents/${ID}.${name}.pdf`, import.meta.url)));
    bulletin = parse(document.text, { id: ID });
  }, PATIENCE);

  test('has the same facts, sections and contents', () => {
    const facts = ({ title, publisher, publishedOn, language }: Bulletin) => [title, publisher, publishedOn, language];
    const titles = ({ sections, contents }: Bulletin) => [...sections, ...contents].map(({ title }) => title);
    expect(facts(bulletin)).toEqual(facts(ORIGINAL));
    expect(titles(bulletin)).toEqual(titles(ORIGINAL));
  });

  test('has the same 14 items with numbers, titles, dates and sources', () => {
    expect(bulletin.items).toHaveLength(14);
    expect(bulletin.items.map(headOf)).toEqual(ORIGINAL.items.map(headOf));
  });

  test('has the same kinds of blocks in each item', () => {
    const kinds = ({ items }: Bulletin) => items.map(({ blocks }) => blocks.map(({ kind }) => kind));
    expect(kinds(bulletin)).toEqual(kinds(ORIGINAL));
  });

  test('has all table rows with their cells', () => {
    const [found, expected] = [rowsOf(bulletin), rowsOf(ORIGINAL)];
    expect(found).toHaveLength(expected.length);
    expect(found.map(withoutSpaces)).toEqual(expected.map(withoutSpaces));
    const differing = expected.filter((row, i) => row !== found[i]);
    expect(differing.map((row) => rows.find((label) => row.includes(label)))).toEqual(rows);
  });

  test('has every line, cell and entry of the original, nearly all with their spaces', () => {
    const text = plainOf(document.text);
    const units = unitsOf(KOSTEC);
    expect(units.filter((unit) => !withoutSpaces(text).includes(withoutSpaces(unit)))).toEqual([]);
    expect(units.filter((unit) => text.includes(unit)).length / units.length).toBeGreaterThanOrEqual(least);
  });

  test('knows the page of each item', () => {
    const places = bulletin.items.map(({ lines }) => placeOf(document.places, lines));
    expect(document.places.starts).toHaveLength(pages);
    expect(places[0]).toEqual({ unit: 'page', from: 2, to: 4 });
    expect(places.at(-1)).toEqual({ unit: 'page', from: pages - 1, to: pages - 1 });
  });
});

function headOf(item: Bulletin['items'][number]): unknown {
  const { id, number, title, subtitle, section, subsection, date, sources } = item;
  return {
    ...{ id, number, section, subsection, date },
    title: collapsed(title),
    subtitle: subtitle === null ? null : collapsed(subtitle),
    sources: sources.map((source) => ({ ...source, lines: [] })),
  };
}

function rowsOf({ items }: Bulletin): readonly string[] {
  const tables = items.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])));
  return tables.flatMap(({ rows }) => rows.map(({ cells }) => collapsed(cells.join(' | '))));
}

/** Lines, cells and list entries without their marks. */
function unitsOf(markdown: string): readonly string[] {
  return markdown
    .split(/\n|\t|<\/?(?:ul|li)\b[^>]*>/)
    .map((unit) => plainOf(unit).replace(/^[-*•|\s]+/, ''))
    .filter((unit) => unit !== '');
}

function plainOf(markdown: string): string {
  const lines = markdown.split('\n').map((line) =>
    line
      .replace(/^\s*(?:#+|-)\s/, '')
      .replace(/<br>/g, ' ')
      .replace(/<\/?b>|\*\*|\\\*\\\*/g, '')
      .replace(/\[((?:[^\]\\]|\\.)*)\]\([^()]*\)|<(https?:[^>]*)>/g, '$1$2')
      .replace(/\\(?=[^\p{L}\p{N}\s])/gu, ''),
  );
  return collapsed(lines.join(' '));
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}
