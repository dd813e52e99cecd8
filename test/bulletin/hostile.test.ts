import { expect, test } from 'vitest';
import { languageOf } from '../../src/bulletin/language.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { isSameIssue } from '../../src/bulletin/same-issue.ts';
import { sentences } from '../../src/bulletin/sentences.ts';
import { structureOf } from '../../src/bulletin/structure.ts';
import { hostileTexts } from './hostile-texts.ts';

/** Kinds that patterns and loops choke on most easily. With time that grows with the square of the size each would exceed the time-out of
 *  tests by far; scripts/parse-scaling.ts measures all kinds. */
const KINDS = [
  'link, spaces',
  'link target, spaces',
  'address of stops',
  'anchors with one end',
  'one line of "\\\\["',
  'one line of "<!--"',
];
const SIZE = 400_000; // characters

test.each(KINDS)('parse keeps a long line of a hostile kind: %s', (wanted) => {
  const text =
    hostileTexts()
      .find(({ kind }) => kind === wanted)
      ?.write(SIZE) ?? '';
  expect(text.length).toBeGreaterThan(SIZE / 2);
  expect(parse(text, { id: 'x' }).parts).toHaveLength(1);
});

test('parse passes over any number of blank lines', () => {
  const text =
    hostileTexts()
      .find(({ kind }) => kind === 'real items, then "\\n"')
      ?.write(100_000) ?? '';
  const { lineCount, parts } = parse(text, { id: 'x' });
  expect(lineCount).toBeGreaterThan(90_000);
  expect(parts.at(-1)?.lines[1]).toBe(lineCount);
});

/** What a splitter into sentences, or a count of scripts, may choke on within one line. */
const PIECES = [
  '“가.” ',
  '「',
  '(',
  '"가 ',
  "'가 ",
  '(가.) ',
  '가.',
  '가. ',
  '1. ',
  '. ',
  '가.）',
  'http://a.',
  '2024. 7. ',
  'A.',
];

test.each(PIECES)('sentences keeps every letter of a long line of %j', (piece) => {
  const text = piece.repeat(SIZE / piece.length);
  const letters = (one: string) => one.replace(/\s/g, '');
  expect(letters(sentences(text).join('')) === letters(text)).toBe(true);
});

test.each(PIECES)('languageOf reads a long line of %j', (piece) => {
  expect(languageOf(`${piece.repeat(SIZE / piece.length)} 과학기술`)).toBe(/[aA]/.test(piece) ? 'en' : 'ko');
});

/** A bulletin of that many items, whose titles share no letters but the word. */
function many(items: number, word: string, first: number) {
  const lines = Array.from({ length: items }, (_, n) => {
    const letters = [...Array(12).keys()].map((k) =>
      String.fromCodePoint(0xac00 + ((first + n * 12 + k * 7) % 11_172)),
    );
    return `## ${letters.join('')} ${word}\n\n- 내용이다.\n`;
  });
  return `# 소식\n\n${lines.join('\n')}`;
}

test('isSameIssue tells bulletins of thousands of items apart', () => {
  const [text, other] = [many(5000, '발표', 0), many(5000, '논의', 5)];
  const [a, b] = [parse(text, { id: 'a' }), parse(other, { id: 'b' })];
  expect(a.items.length).toBeGreaterThan(4000);
  expect(isSameIssue(a, b)).toBe(false);
  expect(isSameIssue(a, { ...a, id: 'c' })).toBe(true);
});

test('structureOf tells of thousands of items', () => {
  const text = many(5000, '발표', 0);
  const bulletin = parse(text, { id: 'a' });
  expect(structureOf(text, bulletin).items).toHaveLength(bulletin.items.length);
});
