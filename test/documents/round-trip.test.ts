import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { compared, quotedTexts, within } from '../../scripts/format-units.ts';
import { type Bulletin, bulletinSchema } from '../../src/bulletin/bulletin.ts';
import { parse } from '../../src/bulletin/parse.ts';
import type { DocumentText } from '../../src/documents/document.ts';
import { readDocx } from '../../src/documents/docx-reader.ts';
import { readHtml } from '../../src/documents/html-reader.ts';
import { KOSTEC } from '../bulletin/fixture.ts';
import { flawsOf } from '../bulletin/flaws.ts';

const ID = 'kostec-2024-08-02';
const original = parse(KOSTEC, { id: ID });

/** Strong emphasis before a Korean particle is none in CommonMark: the program that wrote the page left its stars as text. */
const STARS_LEFT = [
  "'전정특신(专精特新)' 강소기업, '전정특신' 중소기업, 국가 과학기술 프로젝트를 수행 중인 중소기업의 경우 융자 보증 기금이 최대 40%의 위험 분담",
  '고신기술기업, 혁신 포인트 제도로 선정된 기업의 경우 융자 보증 기금이 최대 35%의 위험 분담',
  '기술형 중소기업융자 보증 기금이 최대 30%의 위험 분담',
];

/** The real bulletin in each format; `lost` are the units that the converting program itself lost or changed. */
const FORMATS: readonly {
  readonly file: string;
  readonly read: (bytes: Uint8Array) => Promise<DocumentText>;
  readonly unit: DocumentText['places']['unit'];
  readonly lost: readonly string[];
}[] = [
  { file: `${ID}.html`, read: readHtml, unit: 'block', lost: STARS_LEFT },
  { file: `${ID}.pandoc.docx`, read: readDocx, unit: 'block', lost: STARS_LEFT },
  { file: `${ID}.libreoffice.docx`, read: readDocx, unit: 'block', lost: STARS_LEFT },
];

describe.each(FORMATS)('$file reads back as the same bulletin', ({ file, read, unit, lost }) => {
  let document: DocumentText;
  let bulletin: Bulletin;
  beforeAll(async () => {
    document = await read(await readFile(new URL(`../fixtures/documents/${file}`, import.meta.url)));
    bulletin = parse(document.text, { id: ID });
  });

  test('with its title, day, sections and contents', () => {
    const facts = ({ title, publishedOn, publisher, language, sections, contents }: Bulletin) => ({
      ...{ title, publishedOn, publisher, language },
      sections: sections.map((section) => [section.number, section.title]),
      contents: contents.map((entry) => [entry.title, entry.section]),
    });
    expect(facts(bulletin)).toEqual(facts(original));
    expect(bulletin.sections).toHaveLength(3);
  });

  test('with its items and their sources', () => {
    const facts = ({ items }: Bulletin) =>
      items.map(({ id, number, title, subtitle, section, subsection, date, sources }) => ({
        ...{ id, number, title, subtitle, section, subsection, date },
        sources: sources.map(({ url, title: named, publisher, date: day }) => [url, named, publisher, day]),
      }));
    expect(facts(bulletin)).toEqual(facts(original));
    expect(bulletin.items).toHaveLength(14);
  });

  test('with the cells of its tables', () => {
    const tables = ({ items }: Bulletin) =>
      items.map(({ blocks }) =>
        blocks.flatMap((block) =>
          block.kind === 'table' ? [[block.header, ...block.rows.map(({ cells }) => cells)]] : [],
        ),
      );
    expect(tables(bulletin)).toEqual(tables(original));
  });

  test('with every text that is quoted, and every unit, but those that the converting program changed', () => {
    expect(within(quotedTexts(original), quotedTexts(bulletin).join('\n')).missing).toEqual(lost);
    const { units, items, rows, links } = compared(KOSTEC, document.text, ID);
    expect(units.missing).toEqual(lost);
    expect(units.verbatim).toBe(units.total - lost.length);
    for (const whole of [items, rows, links]) expect(whole.verbatim).toBe(whole.total);
  });

  test('without a warning or a flaw, each place at its line', () => {
    expect(document.warnings).toEqual([]);
    expect(bulletin.warnings).toEqual([]);
    expect(bulletinSchema.parse(bulletin)).toEqual(bulletin);
    expect(flawsOf(document.text, bulletin)).toEqual([]);
    expect(document.places.unit).toBe(unit);
    expect(document.places.starts.at(-1)).toBeLessThanOrEqual(bulletin.lineCount);
  });
});
