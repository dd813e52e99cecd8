import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/answer/answer.ts';
import { nonceOf } from '../../src/daily/nonce.ts';
import { digest, digestDays } from '../../src/digest.ts';
import { dailyCard } from '../../src/discord/daily-card.ts';
import { digestPages, totalsOf } from '../../src/discord/digest-card.ts';
import { digestComposer } from '../../src/discord/digest-composer.ts';
import { runLines } from '../../src/discord/run-stages.ts';
import { realDesk } from '../console/real-desk.ts';
import { deliveryOf, partOf, subscriptionOf } from '../fakes/subscriptions.ts';
import { flawsOf } from './flaws.ts';

const desk = await realDesk();
const { bulletins } = desk.catalog;
const options = { now: new Date('2024-08-05T00:00:00Z'), timeZone: 'Asia/Seoul', store: desk.store };

type Item = Digest['items'][number];

function itemOf(
  n: number,
  more: { readonly text?: string; readonly title?: string; readonly section?: string } = {},
): Item {
  const { text = '위원회는 사업을 시작하였다.', title = '제목', section = '정책' } = more;
  return {
    item: { id: `b/${n}`, number: null, title, section, date: null },
    bulletin: { id: 'b', title: '주간동향', publishedOn: '2024-08-02' },
    summary: [1, 2, 3].map((line) => ({ text, lines: [line, line] as const, place: null })),
    links: ['https://www.example.org/a'],
  };
}

describe('digestPages', () => {
  test('holds every item once, in order, each section below its title', () => {
    const items = Array.from({ length: 40 }, (_, i) => itemOf(i, { section: i < 20 ? '정책' : '기술' }));
    const pages = digestPages({ date: '2024-08-05', items }, 0, 'ko');
    expect(pages.flatMap((page) => page.items)).toEqual(items.map(({ item }) => item.id));
    expect(pages.length).toBeGreaterThan(2);
    for (const { description } of pages) expect(description).toMatch(/^### (정책|기술)\n/);
    expect(pages.flatMap(({ description }) => description.match(/### 기술/g) ?? []).length).toBeGreaterThan(0);
  });

  test('says what had no room, and where to read on', () => {
    const pages = digestPages({ date: '2024-08-05', items: [itemOf(1)] }, 12, 'en');
    expect(pages.at(-1)?.description).toContain('There are 12 more items. See all of them with `/items`.');
  });

  test('quotes sentences as they stand, with lines, issue and link', async () => {
    const day = await digest('2024-07-24', bulletins, options);
    const [page] = digestPages(day, 0, 'ko');
    expect(page?.description).toContain('> 중국 재정부, 과기부, 공업정보화부, 금융감독총국 등 4개 부처는 공동으로');
    expect(page?.description).toMatch(/-# .*2024-08-02.* · 2024-07-24 · \d+.*행 · \[gov\.cn\]\(https:/);
  });

  test('makes cards that Discord takes, whatever the items are', () => {
    const any = fc.array(
      fc.record({
        text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3000 }),
        title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }),
        section: fc.string({ unit: 'grapheme', maxLength: 300 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(any, fc.constantFrom('ko', 'en', 'zh'), (contents, language) => {
        const items = contents.map((content, i) => itemOf(i, content));
        const message = dailyCard(
          { digest: { date: '2024-08-05', items }, left: 0 },
          { kind: 'today', page: 0 },
          [],
          language,
        );
        expect(flawsOf(message)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test('totalsOf counts items, sections and links', () => {
  const digest = { date: '2024-08-05', items: [itemOf(1), itemOf(2, { section: '기술' })] };
  expect(totalsOf(digest, 'ko')).toBe('항목 2개 · 분야 2개 · 출처 링크 1개');
  expect(totalsOf({ ...digest, items: [itemOf(1)] }, 'en')).toBe('1 item · 1 source link');
});

test('dailyCard of a day without items offers the nearest, in the language of the asker', async () => {
  const nothing = await digest('2024-08-01', bulletins, options);
  const days = digestDays(bulletins);
  const { content } = dailyCard({ digest: nothing, left: 0 }, { kind: 'day', page: 0 }, days, 'en');
  expect(content).toBe(
    'There are no items on 2024-08-01.\nThe nearest days with items: 2024-08-02, 2024-07-27, 2024-07-24, 2024-07-23, 2024-07-17',
  );
  expect(dailyCard({ digest: nothing, left: 0 }, { kind: 'day', page: 0 }, [], 'zh').content).toContain('尚未索引');
});

test('digestComposer makes messages that can be found again by the mark of their nonce', async () => {
  const compose = digestComposer(desk);
  const nonce = (part: number) => nonceOf('s1', '2024-08-05', part);
  const composed = await compose(subscriptionOf({ progress: { through: 0, beyond: [] } }), '2024-08-05', nonce);
  expect(composed?.messages.flatMap(({ items }) => items)).toHaveLength(14);
  for (const [i, { payload }] of (composed?.messages ?? []).entries()) {
    const message = JSON.parse(payload);
    expect(message.embeds[0].footer.text.endsWith(nonce(i + 1).slice(0, 8))).toBe(true);
    expect(flawsOf(message)).toEqual([]);
  }
  const again = await compose(subscriptionOf({ progress: { through: 14, beyond: [] } }), '2024-08-05', nonce);
  expect(again?.messages).toEqual([]);
});

describe('runLines', () => {
  test('tells the stages of a run that posted, with the link', () => {
    const lines = runLines(deliveryOf({ state: 'posted', parts: [partOf({ messageId: '1' })] }), 'https://x.y', 'ko');
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('✅ 게시: https://x.y');
  });

  test.each([
    [
      'paused',
      deliveryOf({ state: 'skipped', reason: { kind: 'paused' } }),
      ['⏸ Subscription: The subscription was paused.'],
    ],
    [
      'nothing new',
      deliveryOf({ state: 'skipped', reason: { kind: 'nothing-new' } }),
      ['✅ Subscription', '✅ Index', '⏸ New items: Nothing new had been added.'],
    ],
    [
      'a permission that is missing, while it is tried',
      deliveryOf({ reason: { kind: 'missing-permission', permissions: ['EmbedLinks'] } }),
      expect.arrayContaining(['⏳ Channel and permissions: The bot lacks permission: Embed Links.']),
    ],
    [
      'a channel that was gone',
      deliveryOf({ state: 'failed', reason: { kind: 'channel-gone' } }),
      expect.arrayContaining(['❌ Channel and permissions: The channel is gone.']),
    ],
    [
      'a rate limit',
      deliveryOf({ state: 'sending', reason: { kind: 'rate-limited', until: '2024-08-05T01:00:00Z' } }),
      expect.arrayContaining(['⏳ Discord: Discord limits the rate: waiting until <t:1722819600:t>.']),
    ],
    [
      'a day that was missed',
      deliveryOf({ state: 'skipped', reason: { kind: 'missed' } }),
      ['⏸ The bot was not running.'],
    ],
    ['a delivery that is on its way', deliveryOf(), ['⏳ Posted']],
  ])('tells %s', (_, delivery, lines) => {
    expect(runLines(delivery, null, 'en')).toEqual(lines);
  });
});
