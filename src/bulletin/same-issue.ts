import type { Block, Bulletin } from './bulletin.ts';
import { isAlike, keyOf } from './key.ts';

/** How much two bulletins have to share: of the longer list of items those with a title in the other, and of the shorter wording the
 *  stretches found in the other. Without a day on both sides a weekly's issues are told apart by their items alone, so that
 *  nearly all has to agree, and a single item proves nothing. */
const DATED = { items: 0.6, wording: 0.7, fewest: 1 } as const;
const UNDATED = { items: 0.9, wording: 0.9, fewest: 3 } as const;

const STRETCH = 6; // letters; shorter ones are shared by texts on different things
const COMPARED = 1_000_000; // letters of titles that differ: some 50 ms, and a hundred items that all differ from a hundred others

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
  return !daysDiffer(a, b) && areAlike(named(a.title), named(b.title));
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

/** What a title is compared by. */
type Named = { readonly key: string; readonly numbers: readonly string[] };

function named(title: string): Named {
  return { key: keyOf(title), numbers: title.normalize('NFKC').match(/\p{Nd}+/gu) ?? [] };
}

function areAlike(a: Named, b: Named): boolean {
  return isAlike(a.key, b.key) && !conflict(a.numbers, b.numbers);
}

/** 제30호 and 제31호 are alike but not the same; a number more, as of an edition, is no conflict. */
function conflict(a: readonly string[], b: readonly string[]): boolean {
  return a.some((number, i) => i < b.length && number !== b[i]);
}

/** Whether at least so many items have a title of their own among the others: the same, or one alike. Ends as soon as too many have none,
 *  and takes titles for different once so much was compared: a new file is compared with everything that is kept. */
function shareTitles(items: readonly Titled[], others: readonly Titled[], atLeast: number): boolean {
  const free = new Map<string, Named[]>();
  for (const { title } of others) {
    const one = named(title);
    const same = free.get(one.key);
    if (same === undefined) free.set(one.key, [one]);
    else same.push(one);
  }
  const rest = items.map(({ title }) => named(title)).filter(({ key }) => free.get(key)?.pop() === undefined);
  const left = [...free.values()].flat();
  let missing = 0;
  let compared = 0;
  return rest.every((one) => {
    const alike = (other: Named) => {
      compared += other.key.length + one.key.length;
      return areAlike(other, one);
    };
    const at = compared > COMPARED ? -1 : left.findIndex(alike);
    if (at === -1) missing++;
    else left.splice(at, 1);
    return items.length - missing >= atLeast;
  });
}

/** The share of the shorter wording's stretches that the longer one has, 0 to 1; 1 where one of them has none. */
function sharedWording(a: Bulletin, b: Bulletin): number {
  const [x, y] = [lettersOf(a), lettersOf(b)];
  const [shorter, longer] = x.length < y.length ? [x, y] : [y, x];
  const wanted = new Set(stretchesOf(shorter));
  if (wanted.size === 0) return 1;
  const all = wanted.size;
  for (const stretch of stretchesOf(longer)) wanted.delete(stretch);
  return (all - wanted.size) / all;
}

function* stretchesOf(letters: string): Generator<string> {
  for (let i = 0; i + STRETCH <= letters.length; i++) yield letters.slice(i, i + STRETCH);
}

/** Line breaks, marks and white space differ between files of one issue, so that letters alone count. */
function lettersOf({ items }: Bulletin): string {
  return keyOf(items.flatMap((item) => item.blocks.flatMap(textsOf)).join(' '));
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'table' ? [...block.header, ...block.rows.flatMap((row) => row.cells)] : [block.text];
}
