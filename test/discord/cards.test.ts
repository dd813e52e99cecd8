import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceList } from '../../src/answer/answer.ts';
import type { Language } from '../../src/bulletin/bulletin.ts';
import { languageSchema } from '../../src/bulletin/bulletin.ts';
import type { Overview } from '../../src/bulletin/overview.ts';
import { LINES_ONLY } from '../../src/bulletin/places.ts';
import { itemList } from '../../src/discord/item-list.ts';
import { bulletinList, removalCard } from '../../src/discord/library-cards.ts';
import { reasonFor } from '../../src/discord/library-messages.ts';
import { privacyCard } from '../../src/discord/privacy-card.ts';
import { reportCard } from '../../src/discord/report-card.ts';
import { sourceCards } from '../../src/discord/source-card.ts';
import type { Added } from '../../src/library.ts';
import type { StoredBulletin } from '../../src/store/store.ts';
import { feedbackOf } from '../fakes/feedback.ts';
import { subscriptionOf } from '../fakes/subscriptions.ts';
import { anyLink, anyText } from './any-answer.ts';
import { flawsOf } from './flaws.ts';

const languages = languageSchema.options;
const anyLanguage = fc.constantFrom<Language>(...languages);
const anyDay = fc.constantFrom(null, '2024-07-24');

const anyOverview: fc.Arbitrary<Overview> = fc.record({
  id: anyText(300),
  title: anyText(600),
  publisher: fc.option(anyText(200)),
  publishedOn: anyDay,
  language: anyLanguage,
  aliases: fc.constant([]),
  items: fc.array(
    fc.record({
      id: anyText(100),
      number: fc.option(anyText(20)),
      title: anyText(600),
      subtitle: fc.constant(null),
      section: fc.option(anyText(400)),
      subsection: fc.constant(null),
      date: anyDay,
      lines: fc.constant([1, 2] as const),
      titleLines: fc.constant([1, 1] as const),
      subtitleLines: fc.constant(null),
      sources: fc.array(
        fc.record({
          url: fc.option(anyLink),
          title: fc.constant(null),
          publisher: fc.constant(null),
          date: fc.constant(null),
          lines: fc.constant([2, 2] as const),
        }),
        { maxLength: 2 },
      ),
      days: fc.constant([]),
    }),
    { maxLength: 25 },
  ),
});

function storedOf(bulletin: Overview, path: string): StoredBulletin {
  const file = { path, hash: 'ab', format: 'text', places: LINES_ONLY, warnings: [] } as const;
  const at = '2024-08-05T00:00:00.000Z';
  return {
    bulletin,
    file,
    fingerprint: 'one',
    addedAt: at,
    updatedAt: at,
    itemsAddedAt: new Map(),
    itemOrder: new Map(),
  };
}

const anyStored = fc.tuple(anyOverview, anyText(300)).map(([overview, path]) => storedOf(overview, path));

const anySources: fc.Arbitrary<SourceList> = fc.record({
  items: fc.array(
    fc.record({
      item: fc.record({
        id: anyText(100),
        number: fc.option(anyText(20)),
        title: anyText(600),
        section: fc.option(anyText(400)),
        date: anyDay,
      }),
      bulletin: fc.record({ id: anyText(100), title: anyText(600), publishedOn: anyDay }),
      links: fc.array(
        fc.record({
          url: anyLink,
          title: fc.option(anyText(400)),
          publisher: fc.option(anyText(300)),
          date: anyDay,
        }),
        { maxLength: 12 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

const anyWarning = fc.record({
  code: fc.constantFrom('ROW_SHORT', 'UNPLACED', 'NO_ITEMS', 'SOMETHING_NEW'),
  lines: fc.nat(9_999).map((line) => [line, line] as const),
  message: anyText(200),
});

const anyAdded: fc.Arbitrary<Added> = fc.oneof(
  fc.record({ kind: fc.constantFrom('added', 'updated'), bulletin: anyStored, warnings: fc.array(anyWarning) }),
  fc.record({ kind: fc.constant('same' as const), bulletin: anyStored }),
  fc.record({
    kind: fc.constantFrom('failed', 'waiting'),
    code: fc.constantFrom('FILE_DAMAGED', 'STATE_BUSY', 'INTERNAL'),
  }),
);

describe('cards fit into every limit of Discord, whatever is told', () => {
  test('itemList', () => {
    fc.assert(
      fc.property(anyOverview, fc.nat(5), anyLanguage, (bulletin, page, language) => {
        expect(flawsOf(itemList(bulletin, page, language))).toEqual([]);
      }),
    );
  });

  test('sourceCards', () => {
    fc.assert(
      fc.property(anySources, fc.option(anyText(100)), anyLanguage, (sources, words, language) => {
        expect(flawsOf(sourceCards(sources, words, language))).toEqual([]);
      }),
    );
  });

  test('bulletinList and removalCard', () => {
    fc.assert(
      fc.property(fc.array(anyStored, { maxLength: 12 }), fc.nat(3), anyLanguage, (bulletins, page, language) => {
        expect(flawsOf(bulletinList(bulletins, page, language))).toEqual([]);
        for (const stored of bulletins.slice(0, 2)) expect(flawsOf(removalCard(stored, language))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('reportCard', () => {
    fc.assert(
      fc.property(anyText(300), anyAdded, anyLanguage, (file, added, language) => {
        expect(flawsOf(reportCard(file, added, language))).toEqual([]);
      }),
    );
  });

  test('privacyCard', () => {
    const votes = fc.array(
      fc.record({ reason: fc.option(anyText(1_000)), question: fc.option(anyText(400)) }).map(feedbackOf),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(votes, fc.nat(12), anyLanguage, (given, count, language) => {
        const subscriptions = Array.from({ length: count }, () => subscriptionOf());
        expect(flawsOf(privacyCard({ votes: given, subscriptions }, language))).toEqual([]);
      }),
    );
  });
});

test('itemList shows each item of a bulletin on one page, in order', () => {
  const items = Array.from({ length: 23 }, (_, i) => ({ ...plainItem, id: `${i}`, title: `제목 ${i}.` }));
  const bulletin = {
    id: 'weekly',
    title: '주간',
    publisher: null,
    publishedOn: null,
    language: 'ko',
    items,
    aliases: [],
  } as const;
  const pages = [0, 1, 2].map((page) => itemList(bulletin, page, 'ko').embeds?.[0]?.description ?? '');
  expect(pages.join('\n').match(/제목 \d+/g)).toEqual(items.map(({ title }) => title.slice(0, -1)));
  expect(itemList(bulletin, 99, 'ko')).toEqual(itemList(bulletin, 2, 'ko'));
});

test('reportCard tells flaws by kind, the most frequent first', () => {
  const warnings = [
    { code: 'ROW_SHORT', lines: [9, 9], message: '' },
    { code: 'UNPLACED', lines: [7, 7], message: '' },
    { code: 'UNPLACED', lines: [3, 3], message: '' },
  ] as const;
  const bulletin = {
    id: 'w',
    title: '주간',
    publisher: null,
    publishedOn: null,
    language: 'ko',
    items: [],
    aliases: [],
  } as const;
  const added = { kind: 'added', bulletin: storedOf(bulletin, 'w.md'), warnings } as const;
  expect(reportCard('w.md', added, 'en').embeds?.[0]).toMatchObject({
    title: 'Bulletin added',
    description: expect.stringContaining('No items were recognised'),
    fields: [
      { value: '- Text that belongs to no item: 2 (from line 3)\n- Table rows with missing cells: 1 (from line 9)' },
    ],
  });
});

test.each(languages)('reasonFor tells in %s what to do about every fault of a file', (language) => {
  const codes = [
    'FILE_TOO_LARGE',
    'FILE_NOT_TEXT',
    'FILE_ENCODING',
    'FILE_UNSUPPORTED',
    'FILE_ENCRYPTED',
    'FILE_NO_TEXT',
  ];
  const all = [...codes, 'FILE_DAMAGED', 'FILE_HARMFUL', 'DISK_FULL', 'STATE_BUSY', 'INTERNAL'].map((code) =>
    reasonFor(code, language),
  );
  expect(new Set(all).size).toBe(all.length);
});

const plainItem = {
  number: null,
  subtitle: null,
  section: null,
  subsection: null,
  date: null,
  lines: [1, 2],
  titleLines: [1, 1],
  subtitleLines: null,
  sources: [],
  days: [],
} as const;
