import fc from 'fast-check';
import type { Answer, Citation } from '../../src/answer/answer.ts';
import { languageSchema } from '../../src/bulletin/bulletin.ts';

/** Text of any length up to the most, with what Discord, Markdown and HTML take for marks. */
export function anyText(most: number): fc.Arbitrary<string> {
  const units = fc.constantFrom(
    ...'가나다 abc1.,。*_~`|[]()<>@#:/\\-\n\u202E',
    '👩‍🔬',
    '각',
    '$CO_2$',
    'https://a.b/c_d',
    '<@1>',
    '[x](http://y.z)',
  );
  return fc.oneof(
    fc.string({ unit: fc.oneof(units, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 60 }),
    fc
      .tuple(fc.string({ unit: units, minLength: 1, maxLength: 40 }), fc.nat(most))
      .map(([text, length]) => text.repeat(length).slice(0, length)),
  );
}

/** Addresses that Discord takes for links, and texts that it does not. */
export const anyLink = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  anyText(700),
  fc.nat(900).map((length) => `https://example.org/${'(가)'.repeat(length).slice(0, length)}`),
);

const anyBulletin = fc.record({
  id: anyText(300),
  title: anyText(600),
  publishedOn: fc.constantFrom(null, '2024-08-02'),
});

const anyItem = fc.record({
  id: anyText(300),
  number: fc.option(anyText(20)),
  title: anyText(600),
  section: fc.option(anyText(400)),
  date: fc.constantFrom(null, '2024-07-24'),
});

function anyCitation(n: number): fc.Arbitrary<Citation> {
  return fc.record({
    n: fc.constant(n),
    bulletin: anyBulletin,
    item: anyItem,
    alsoIn: fc.array(fc.record({ bulletin: anyBulletin, item: anyItem }), { maxLength: 3 }),
    quote: anyText(3_000),
    lines: fc.constant([1, 99_999] as const),
    place: fc.constantFrom(null, { unit: 'page' as const, from: 1, to: 120 }),
    links: fc.array(anyLink, { maxLength: 3 }),
  });
}

const anyCitations = fc
  .nat(9)
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => anyCitation(i + 1))));

const anySentence = fc
  .record({
    text: anyText(3_000),
    under: fc.array(anyText(400), { maxLength: 3 }),
    row: fc.array(fc.tuple(anyText(200), anyText(900)), { maxLength: 8 }),
    citations: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 2 }),
  })
  .map(({ row, ...rest }) => ({
    ...rest,
    lines: [1, 2] as const,
    columns: row.map(([column]) => column),
    cells: row.map(([, cell]) => cell),
  }));

/** Answers of every outcome, with texts near and far beyond what Discord takes. */
export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    question: anyText(4_000),
    language: fc.constantFrom(...languageSchema.options),
    period: fc.constantFrom(null, { from: '2024-07-15', to: '2024-07-21' }),
    retrieval: fc.constantFrom('hybrid' as const, 'lexical' as const),
    outcome: fc.constantFrom('answered' as const, 'related' as const, 'none' as const),
    sentences: fc.array(anySentence, { minLength: 1, maxLength: 4 }),
    citations: anyCitations,
  })
  .map(({ outcome, sentences, citations, ...facts }): Answer => {
    const common = { ...facts, support: 0.5, milliseconds: { embed: 1, search: 1, total: 2 } };
    if (outcome === 'answered') return { ...common, outcome, sentences, citations };
    return { ...common, outcome, sentences: [], citations: outcome === 'none' ? [] : citations };
  });
