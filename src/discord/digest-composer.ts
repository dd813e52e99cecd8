import type { Digest } from '../answer/answer.ts';
import type { Entry } from '../daily/entry.ts';
import { nextItems } from '../daily/next-items.ts';
import { markOf } from '../daily/nonce.ts';
import type { Compose } from '../daily/planner.ts';
import type { Desk } from '../desk.ts';
import { digestOf } from '../digest.ts';
import { Recent } from '../recent.ts';
import type { Subscription } from '../store/outbox.ts';
import { DIGEST_TITLE } from './daily-messages.ts';
import type { DigestPage } from './digest-card.ts';
import { digestCard, digestPages, totalsOf } from './digest-card.ts';
import { pageText } from './pager.ts';

/** Digests are kept for a while: hundreds of subscriptions want the same one at the same time. */
const KEPT = 50;

/** Makes the messages of subscriptions out of what is kept. */
export function digestComposer({ catalog, store }: Pick<Desk, 'catalog' | 'store'>): Compose {
  const made = new Recent<Promise<Digest>>(KEPT);
  const digestFor = (day: string, entries: readonly Entry[]) => {
    const key = [day, catalog.sequence, ...entries.map(({ item }) => item.id)].join(' ');
    const digest = made.get(key) ?? digestOf(day, entries, store);
    made.set(key, digest);
    return digest;
  };
  return async (subscription, day, nonce) => {
    const { bulletins } = catalog;
    if (bulletins.length === 0) return null;
    const { entries, left, progress } = await nextItems(subscription, day, bulletins, store);
    if (entries.length === 0) return { messages: [], progress };
    const digest = await digestFor(day, entries);
    const pages = digestPages(digest, left.length, subscription.language);
    const messages = pages.map((page, i) => ({
      payload: payloadOf(page, { digest, subscription, place: { page: i, pages: pages.length }, nonce: nonce(i + 1) }),
      items: page.items,
    }));
    return { messages, progress };
  };
}

type PageFacts = {
  readonly digest: Digest;
  readonly subscription: Subscription;
  readonly place: { readonly page: number; readonly pages: number };
  readonly nonce: string;
};

/** The mark of the nonce ends the footer, so that the message can be found by it. */
function payloadOf(page: DigestPage, { digest, subscription: { language }, place, nonce }: PageFacts): string {
  const pages = place.pages === 1 ? [] : [pageText(place)];
  const footer = [totalsOf(digest, language), ...pages, markOf(nonce)].join(' · ');
  const card = digestCard(page, DIGEST_TITLE[language](digest.date), footer);
  return JSON.stringify({ embeds: [card], allowed_mentions: { parse: [] } });
}
