import type { Block, Bulletin } from './bulletin.ts';
import { isAlike, keyOf } from './key.ts';

/** How much two bulletins have to share: of the longer list of items those with a title in the other, and of the shorter wording the
 *  stretches found in the other. Without a day on both sides a weekly's issues are told apart by their items alone, so that
 *  nearly all has to agree, and a single item proves nothing. */
const DATED = { items: 0.6, wording: 0.7, fewest: 1 } as const;
const UNDATED = { items: 0.9, wording: 0.9, fewest: 3 } as const;

const STRETCH = 6; // letters; shorter ones are shared by texts on different things

type Heading = Pick<Bulletin, 'title' | 'publishedOn'>;
type Titled = { readonly title: string };
type Listing = Heading & { readonly items: readonly Titled[] };

/** Whether two bulletins are the same issue, read from different files or corrected: alike titles without conflicting numbers, the same
 *  day of publication, mostly the same item titles and mostly the same wording. Days that differ are two issues; a day that one
 *  of them does not state asks for more agreement. */
export function isSameIssue(a: Bulletin, b: Bulletin): boolean {
  return mayBeSameIssue(a, b) && haveSameItems(a, b) && sharedWording(a, b) >= neededOf(a, b).wording;
}

/** Whether day and title leave it open that two bulletins are the same issue: the first that `isSameIssue` asks for. */
export function mayBeSameIssue(a: Heading, b: Heading): boolean {
  return !daysDiffer(a, b) && areAlike(a.title, b.title);
}

/** Whether two bulletins that may be the same issue have mostly the same item titles: the second that `isSameIssue` asks for. */
export function haveSameItems(a: Listing, b: Listing): boolean {
  const needed = neededOf(a, b);
  const [fewer, more] = a.items.length < b.items.length ? [a.items, b.items] : [b.items, a.items];
  if (fewer.length < Math.max(needed.fewest, more.length * needed.items)) return false;
  return shareTitles(fewer, more, more.length * needed.items);
}

/** Whether two bulletins state days of publication that contradict. */
export function daysDiffer(a: Pick<Heading, 'publishedOn'>, b: Pick<Heading, 'publishedOn'>): boolean {
  return a.publishedOn !== null && b.publishedOn !== null && a.publishedOn !== b.publishedOn;
}

function neededOf(a: Heading, b: Heading) {
  return a.publishedOn !== null && a.publishedOn === b.publishedOn ? DATED : UNDATED;
}

function areAlike(a: string, b: string): boolean {
  return isAlike(keyOf(a), keyOf(b)) && !conflict(numbersIn(a), numbersIn(b));
}

/** 제30호 and 제31호 are alike but not the same; a number more, as of an edition, is no conflict. */
function conflict(a: readonly string[], b: readonly string[]): boolean {
  return a.some((number, i) => i < b.length && number !== b[i]);
}

function numbersIn(title: string): readonly string[] {
  return title.normalize('NFKC').match(/\p{Nd}+/gu) ?? [];
}

/** Whether at least so many items have a title of their own among the others. Ends as soon as too many have none: a new file is
 *  compared with everything that is kept. */
function shareTitles(items: readonly Titled[], others: readonly Titled[], atLeast: number): boolean {
  const free = others.map(({ title }) => ({ title, key: keyOf(title) }));
  let missing = 0;
  return items.every(({ title }) => {
    const key = keyOf(title);
    const same = free.findIndex((other) => other.key === key);
    const at = same === -1 ? free.findIndex((other) => areAlike(other.title, title)) : same;
    if (at === -1) missing++;
    else free.splice(at, 1);
    return items.length - missing >= atLeast;
  });
}

/** The share of the shorter wording's stretches that the longer one has, 0 to 1; 1 where one of them has none. */
function sharedWording(a: Bulletin, b: Bulletin): number {
  const [shorter, longer] = [stretchesOf(a), stretchesOf(b)].sort((x, y) => x.size - y.size);
  if (shorter === undefined || longer === undefined || shorter.size === 0) return 1;
  return [...shorter].filter((stretch) => longer.has(stretch)).length / shorter.size;
}

/** Line breaks, marks and white space differ between files of one issue, so that letters alone count. */
function stretchesOf({ items }: Bulletin): Set<string> {
  const letters = keyOf(items.flatMap((item) => item.blocks.flatMap(textsOf)).join(' '));
  return new Set(
    Array.from({ length: Math.max(0, letters.length - STRETCH + 1) }, (_, i) => letters.slice(i, i + STRETCH)),
  );
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'table' ? [...block.header, ...block.rows.flatMap((row) => row.cells)] : [block.text];
}
