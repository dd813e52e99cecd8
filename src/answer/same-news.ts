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
 *  published, of those in the period where there is one. Items that stand alone are not in the result. `shareOf` tells of two items, by
 *  their ids, the share (0..1) of common tokens. */
export function sameNews(items: readonly NewsItem[], shareOf: (itemId: string, otherId: string) => number): SameNews {
  const isSame = (a: NewsItem, b: NewsItem) =>
    a.bulletin.id !== b.bulletin.id && shareOf(a.item.id, b.item.id) >= SAME_ITEM;
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

/** Whether two sentences of one item say the same. */
function areSameSentence(a: Evidence, b: Evidence): boolean {
  const [tokens, others] = [tokensOf(a), tokensOf(b)];
  const common = [...tokens].filter((token) => others.has(token)).length;
  return common > 0 && common >= SAME_SENTENCE * (tokens.size + others.size - common);
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
  return !lacks && (newer.score >= earlier.score || areSameSentence(newer, earlier));
}

function tokensOf({ sentence }: Evidence): ReadonlySet<string> {
  return new Set(tokenize(sentenceText(sentence)));
}
