import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { fixture } from './fixture.ts';
import { flawsOf } from './flaws.ts';
import { BLANKS, BODIES, FRONTS, keys, SECTIONS, SOURCES, TITLES, write } from './layouts.ts';

const NAMES = readdirSync(new URL('../fixtures/bulletins/layouts/', import.meta.url)).filter(
  (name) => /\.(?:md|txt)$/.test(name) && name !== 'README.md',
);

const itemsOf = (text: string) =>
  parse(text, { id: 'x' }).items.map(({ title, section, date, sources, blocks }) => ({
    title: title.normalize('NFC'),
    section: section?.normalize('NFC') ?? null,
    date,
    links: sources.flatMap(({ url }) => (url === null ? [] : [url])),
    blocks: blocks.length,
  }));

const withoutBlocks = (text: string) => itemsOf(text).map(({ blocks: _blocks, ...item }) => item);

test.each(NAMES)('parse finds in %s what a reader does', (name) => {
  const text = fixture(`layouts/${name}`);
  expect(itemsOf(text)).toEqual(JSON.parse(fixture(`layouts/${name.replace(/\.\w+$/, '.expected.json')}`)));
  expect(flawsOf(text, parse(text, { id: 'x' }))).toEqual([]);
});

/** Changes to a text that change nothing for its reader, and the layouts that they cannot be made in. */
const CHANGES: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ['with CRLF', (text) => text.replaceAll('\n', '\r\n'), []],
  ['with decomposed Hangul', (text) => text.normalize('NFD'), []],
  ['with blank lines doubled', (text) => text.replaceAll('\n\n', '\n\n\n\n'), []],
  ['with headings a level lower', (text) => text.replace(/^#/gm, '##'), []],
  ['with other brackets', (text) => text.replace(/^<(.*)>$/gm, '《$1》').replace(/^【([^】]*)】/gm, '[$1]'), []],
  ['with other marks', (text) => text.replace(/^□/gm, '◇').replace(/^ ○/gm, ' ●').replace(/^ㅇ/gm, '○'), []],
  ['with 1) for 1.', (text) => text.replace(/^(\d+)\. /gm, '$1) '), []],
];

test.each(CHANGES)('parse finds the same items %s', (_, change, exempt) => {
  for (const name of NAMES.filter((one) => !exempt.includes(one))) {
    const text = fixture(`layouts/${name}`);
    expect({ name, items: withoutBlocks(change(text)) }).toEqual({ name, items: withoutBlocks(text) });
  }
});

test('parse finds the items of bulletins in any mixture of styles', () => {
  const style = <T extends object>(styles: T) => fc.constantFrom(...keys(styles));
  const layout = fc.record({
    section: fc.constantFrom(...keys(SECTIONS).filter((name) => name !== 'bold')),
    title: fc.constantFrom(...keys(TITLES).filter((name) => name !== 'plain' && name !== 'padded')),
    body: style(BODIES),
    source: style(SOURCES),
    contents: fc.boolean(),
    front: style(FRONTS),
    blank: style(BLANKS),
  });
  const counts = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 2, maxLength: 4 });
  let wanted = 0;
  let found = 0;
  fc.assert(
    fc.property(layout, counts, fc.nat(1000), (styles, numbers, seed) => {
      if (styles.section === 'mark' && styles.title === 'filled') return;
      if (styles.section === 'bracket' && styles.title === 'square') return;
      const { text, items } = write(styles, numbers, seed);
      const got = new Set(withoutBlocks(text).map((item) => JSON.stringify(item)));
      wanted += items.length;
      found += items.filter((item) => got.has(JSON.stringify(item))).length;
      expect(flawsOf(text, parse(text, { id: 'x' }))).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(found / wanted).toBeGreaterThan(0.93);
});
