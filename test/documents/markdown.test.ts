import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lex } from '../../src/bulletin/lex.ts';
import { linksIn } from '../../src/bulletin/links.ts';
import { plain } from '../../src/bulletin/markup.ts';
import { normalize } from '../../src/bulletin/normalize.ts';
import { placeOf } from '../../src/bulletin/places.ts';
import { readTable } from '../../src/bulletin/table.ts';
import { bold, type DocumentPart, escaped, linked, markdownOf } from '../../src/documents/markdown.ts';

/** Words with every sign that means something in Markdown, HTML or LaTeX. */
const words = fc
  .array(
    fc.constantFrom(
      ...'가나 a1 * _ ~ ` $ \\ < > [ ] ( ) ! & ; # | - + . : { } ^ " 〈'.split(''),
      '&lt;',
      '</b>',
      '~~',
      '**',
      '](',
      'a_b',
    ),
    {
      minLength: 1,
      maxLength: 24,
    },
  )
  .map((signs) => signs.join('').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');

const withLetter = words.map((text) => `가${text}`);

const page = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null });
const part: fc.Arbitrary<DocumentPart> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: -1, max: 9 }), text: fc.string(), page }),
  fc.record({
    kind: fc.constant('paragraph' as const),
    text: fc.string({ unit: fc.constantFrom('가', ' ', '\n') }),
    page,
  }),
  fc.record({
    kind: fc.constant('bullet' as const),
    depth: fc.nat(3),
    mark: fc.constantFrom('-', '3.'),
    text: fc.string(),
    page,
  }),
  fc.record({
    kind: fc.constant('table' as const),
    hasHeader: fc.boolean(),
    rows: fc.array(fc.array(fc.string())),
    page,
  }),
);
const pages = fc.array(part).map((parts) => {
  const sorted = parts.map((one) => one.page ?? 1).sort((a, b) => a - b);
  return parts.map((one, i) => ({ ...one, page: sorted[i] ?? 1 }));
});

describe('escaped text', () => {
  test('reads back as the same text', () => {
    fc.assert(
      fc.property(withLetter, (text) => {
        expect(plain(escaped(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('reads back as one paragraph, heading or entry, set in bold or not', () => {
    fc.assert(
      fc.property(withLetter, fc.boolean(), (text, isBold) => {
        const inline = isBold ? bold(escaped(text)) : escaped(text);
        for (const one of [
          { kind: 'heading' as const, level: 2, text: inline, page: null },
          { kind: 'paragraph' as const, text: inline, page: null },
          { kind: 'bullet' as const, depth: 1, mark: '-', text: inline, page: null },
        ]) {
          const [token, ...others] = lex(normalize(markdownOf([one]).text));
          expect([token?.text, others]).toEqual([text, []]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('reads back from the cells of a table', () => {
    fc.assert(
      fc.property(fc.array(withLetter, { minLength: 2, maxLength: 4 }), (texts) => {
        const rows = [texts.map((_, i) => `열 ${i}`), texts.map(escaped)];
        const { text } = markdownOf([{ kind: 'table', hasHeader: true, rows, page: null }]);
        const table = readTable(lex(normalize(text)));
        expect(table.rows.map(({ cells }) => cells)).toEqual([texts]);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves the marks of a list, and LaTeX', () => {
    for (const text of ['○ 가', '- 나', '1. 다', '가격은 $x_1 \\cdot y^2$이다']) expect(escaped(text)).toBe(text);
    expect(escaped('# 가')).toBe('\\# 가');
    expect(escaped('| 가 | 나 |')).toBe('\\| 가 | 나 |');
    expect(escaped('$5에서 * $7')).toBe('\\$5에서 \\* \\$7');
  });
});

describe('linked', () => {
  test('gives a link that reads back with its text and address', () => {
    fc.assert(
      fc.property(withLetter, fc.webUrl({ withQueryParameters: true, withFragments: true }), (text, url) => {
        const markdown = linked(escaped(text), url);
        expect(linksIn(markdown).map((link) => link.url)).toEqual([url.replace(/&amp;/g, '&')]);
        expect(plain(markdown)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('writes an address that stands for itself once', () => {
    expect(linked('https://a.kr/b\\_c', 'https://a.kr/b_c')).toBe('<https://a.kr/b_c>');
    expect(linked('', 'https://a.kr/b c')).toBe('<https://a.kr/b%20c>');
  });
});

describe('markdownOf', () => {
  test('gives starts that rise, one for each block, and finds the block of every line again', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const blocks = parts.map((one) => ({ ...one, page: null }));
        const { text, places } = markdownOf(blocks);
        expect(places).toEqual({ unit: 'block', starts: [...places.starts].sort((a, b) => a - b) });
        expect(places.starts).toHaveLength(blocks.length);
        blocks.forEach((block, i) => {
          const own = markdownOf([block]).text.split('\n').length - 1;
          const first = places.starts[i] ?? 0;
          const shown = text.split('\n').slice(first - 1, first - 1 + own);
          expect(`${shown.join('\n')}${own > 0 ? '\n' : ''}`).toBe(markdownOf([block]).text);
          if (own > 0)
            expect(placeOf(places, [first, first + own - 1])).toEqual({ unit: 'block', from: i + 1, to: i + 1 });
        });
      }),
    );
  });

  test('finds the page of every part again', () => {
    fc.assert(
      fc.property(pages, (parts) => {
        fc.pre(parts.length > 0);
        const { text, places } = markdownOf(parts);
        const lines = text.split('\n');
        expect(places.unit).toBe('page');
        expect(places.starts).toEqual([...places.starts].sort((a, b) => a - b));
        let at = 0;
        for (const one of parts) {
          const own = markdownOf([one]).text.split('\n').slice(0, -1);
          if (own.length === 0) continue;
          while (lines.slice(at, at + own.length).join('\n') !== own.join('\n')) at++;
          expect(placeOf(places, [at + 1, at + own.length])).toEqual({ unit: 'page', from: one.page, to: one.page });
          at += own.length;
        }
      }),
    );
  });

  test('writes each kind of part', () => {
    const { text } = markdownOf([
      { kind: 'heading', level: 2, text: '가\n나', page: null },
      { kind: 'bullet', depth: 0, mark: '-', text: '다', page: null },
      { kind: 'bullet', depth: 1, mark: '3.', text: '라', page: null },
      { kind: 'paragraph', text: ' 마 \n바', page: null },
      {
        kind: 'table',
        hasHeader: true,
        rows: [
          ['a', 'b|c'],
          ['', ' '],
          ['d\ne', ''],
        ],
        page: null,
      },
    ]);
    expect(text).toBe('## 가 나\n\n- 다\n  3. 라\n\n마  \n바\n\n| a | b\\|c |\n|---|---|\n| d<br>e |  |\n');
    expect(markdownOf([])).toEqual({ text: '', places: { unit: 'block', starts: [] } });
  });
});
