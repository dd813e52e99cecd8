import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Bulletin } from '../../src/bulletin/bulletin.ts';
import { plain } from '../../src/bulletin/markup.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { readHwp, readHwpx } from '../../src/documents/hwp-reader.ts';
import { hwpOf } from '../fakes/hwp-bulletin.ts';

const NAME = 'kostec-2024-08-02';
const MARKDOWN = readFileSync(`data/bulletins/${NAME}.md`, 'utf8');
const original = parse(MARKDOWN, { id: NAME });

/** What readers of a bulletin see of its structure. Lines differ from format to format. */
function structureOf({ title, publisher, publishedOn, sections, items }: Bulletin) {
  return {
    title,
    publisher,
    publishedOn,
    sections: sections.map((section) => [section.number, section.title]),
    items: items.map(({ number, title, subtitle, section, date, sources }) => ({
      number,
      title,
      subtitle,
      section,
      date,
      sources: sources.map(({ lines: _, ...source }) => source),
    })),
  };
}

const rowsOf = ({ items }: Bulletin) =>
  items.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => row.cells) : [])),
  );

const textsOf = ({ items }: Bulletin) =>
  items.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? [] : [`${block.kind}: ${block.text}`])),
  );

/** The text of the Markdown in units: lines, and in tables cells and their entries. */
const UNITS = MARKDOWN.split(/[\n\t]|<\/li>/)
  .map((unit) => lettersOf(plain(unit)))
  .filter((unit) => unit !== '');

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

const FORMATS = [
  ['HWP 5', () => readHwp(hwpOf(MARKDOWN))],
  ['HWPX', () => readHwpx(readFileSync(`test/fixtures/documents/${NAME}.hwpx`))],
] as const;

describe.each(FORMATS)('the real bulletin as %s', (_, read) => {
  test('keeps title, sections, the 14 items and their sources', async () => {
    const { text, warnings } = await read();
    expect(structureOf(parse(text, { id: NAME }))).toEqual(structureOf(original));
    expect(warnings).toEqual([]);
  });

  test('keeps the texts of items with their kinds, and the rows of tables', async () => {
    const bulletin = parse((await read()).text, { id: NAME });
    expect(textsOf(bulletin)).toEqual(textsOf(original));
    expect(rowsOf(bulletin)).toEqual(rowsOf(original));
  });

  test('keeps every unit of the text', async () => {
    const { text } = await read();
    const found = lettersOf(text.split('\n').map(plain).join(' '));
    expect(UNITS.filter((unit) => !found.includes(unit))).toEqual([]);
  });
});
