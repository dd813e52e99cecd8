import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { fixture, KOSTEC } from './fixture.ts';
import { flawsOf } from './flaws.ts';

const FIXTURES = [
  'agency-weekly.txt',
  'chinese-digest.md',
  'english-digest.md',
  'grouped-headings.md',
  'missing-cells.md',
  'no-structure.txt',
  'numbered-list.md',
  'press-release.md',
  'publishers-digest.md',
  'scattered-headings.md',
];
const MARKS = [
  '',
  '## ',
  '01',
  '## 01',
  'I',
  '## II',
  '목차',
  '요약',
  '출처:',
  '참고자료',
  '---',
  '===',
  '```',
  '|a|b|',
  '|-|-|',
  'a\tb',
  '<table>',
  '<tr><td>x</td>',
  '</table>',
  '* ',
  '**',
  '[a](http://x.y)',
  'http://x.y/',
  '1. **a** b',
  '발행일 2024. 8. 2.',
];
const LINES = [KOSTEC, ...FIXTURES.map(fixture)].flatMap((text) => text.split('\n'));

const keepsAll = (text: string) => {
  expect(flawsOf(text, parse(text, { id: 'x' }))).toEqual([]);
};

test.each(FIXTURES)('parse keeps every line and quotation of %s', (name) => {
  keepsAll(fixture(name));
});

test('parse keeps every line and quotation of any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), keepsAll), { numRuns: 500 });
});

test('parse keeps every line and quotation of real lines in any order among any marks', () => {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...LINES) },
    { weight: 2, arbitrary: fc.constantFrom(...MARKS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n')),
      keepsAll,
    ),
    { numRuns: 500 },
  );
});

test('parse keeps every line and quotation of the real bulletin with lines missing', () => {
  const lines = KOSTEC.split('\n');
  const dropped = fc.uniqueArray(fc.nat(lines.length - 1), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(dropped, (numbers) => {
      const gone = new Set(numbers);
      keepsAll(lines.filter((_, i) => !gone.has(i)).join('\n'));
    }),
    { numRuns: 25 },
  );
});

test('parse of the same text is the same', () => {
  expect(parse(KOSTEC, { id: 'x' })).toEqual(parse(KOSTEC, { id: 'x' }));
});
