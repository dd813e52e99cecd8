import { sentenceText } from '../retrieval/chunk.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import type { BulletinRef, Carrier, ItemRef } from './answer.ts';
import type { Evidence } from './evidence.ts';

/** From this share of common tokens on (of all that two texts hold, title included) two items of different bulletins are one news item. Of
 *  83 items in real bulletins no two different ones share more than 0.20; a copy with other figures shares 0.46 or more, one without every
 *  fourth line 0.71. */
const SAME_ITEM = 0.4;
const SAME_SENTENCE = 0.5; // of two such items: a sentence with another figure or place shares more, its neighbours less

/** An item that passages stand in; `preferred` when a period that the question names has it. */
export type NewsItem = { readonly item: ItemRef; readonly bulletin: BulletinRef; readonly preferred: boolean };

/** Which items are the same news, by the id of each item that has such: `lead` is the one to show, `carriers` all of them, newest first. */
export type SameNews = ReadonlyMap<string, { readonly lead: string; readonly carriers: readonly Carrier[] }>;

/** Groups items of different bulletins that are the same news but for small changes. Shown is the newest, by the day that its bulletin was
 *  published, of those in the period where there is one. Items that stand alone are not in the result. `tokensOf` gives the distinct tokens
 *  of an item's text and title, as numbers. */
export function sameNews(items: readonly NewsItem[], tokensOf: (itemId: string) => ReadonlySet<number>): SameNews {
  const known = new Map<string, ReadonlySet<number>>();
  const tokens = ({ item: { id } }: NewsItem) => {
    const held = known.get(id) ?? tokensOf(id);
    known.set(id, held);
    return held;
  };
  const isSame = (a: NewsItem, b: NewsItem) =>
    a.bulletin.id !== b.bulletin.id && areAlike(tokens(a), tokens(b), SAME_ITEM);
  const groups: NewsItem[][] = [];
  for (const one of items.toSorted(byShownFirst)) {
    const group = groups.find(([lead]) => lead !== undefined && isSame(lead, one));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return new Map(groups.filter((group) => group.length > 1).flatMap(entriesOf));
}

/** The evidence without that of earlier issues which the newest one has as well: the same sentence, or one that answers better. What only
 *  an earlier one says stays. Expects the evidence best first, and keeps its order. */
export function withoutEarlier(evidence: readonly Evidence[], same: SameNews): readonly Evidence[] {
  if (same.size === 0) return evidence;
  return evidence.filter((one) => {
    const { itemId } = one.passage.chunk;
    const lead = same.get(itemId)?.lead ?? itemId;
    if (lead === itemId) return true;
    return !evidence.some((newer) => newer.passage.chunk.itemId === lead && replaces(newer, one));
  });
}

/** The other issues that carry an item, newest first; none when it stands alone. */
export function otherCarriers(itemId: string, same: SameNews): readonly Carrier[] {
  return (same.get(itemId)?.carriers ?? []).filter(({ item }) => item.id !== itemId);
}

function byShownFirst(a: NewsItem, b: NewsItem): number {
  return Number(b.preferred) - Number(a.preferred) || byNewest(a, b);
}

function byNewest(a: NewsItem, b: NewsItem): number {
  return compare(b.bulletin.publishedOn ?? '', a.bulletin.publishedOn ?? '') || compare(a.item.id, b.item.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether two sets hold in common at least such a share of all that they hold. */
function areAlike<T>(a: ReadonlySet<T>, b: ReadonlySet<T>, least: number): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0 || small.size < least * large.size) return false;
  let common = 0;
  for (const one of small) if (large.has(one)) common++;
  return common >= least * (small.size + large.size - common);
}

function entriesOf(group: readonly NewsItem[]) {
  const lead = group[0]?.item.id ?? '';
  const carriers = group.toSorted(byNewest).map(({ bulletin, item }) => ({
    bulletin,
    item,
  }));
  return group.map(({ item }) => [item.id, { lead, carriers }] as const);
}

/** Whether a sentence of the newest issue says as much as one of an earlier one. */
function replaces(newer: Evidence, earlier: Evidence): boolean {
  const lacks =
    newer.named < earlier.named ||
    (newer.otherYear && !earlier.otherYear) ||
    (!newer.figured && earlier.figured) ||
    (newer.asked === false && earlier.asked !== false);
  return !lacks && (newer.score >= earlier.score || areAlike(tokensOf(newer), tokensOf(earlier), SAME_SENTENCE));
}

function tokensOf({ sentence }: Evidence): ReadonlySet<string> {
  return new Set(tokenize(sentenceText(sentence)));
}
