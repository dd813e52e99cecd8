import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
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
