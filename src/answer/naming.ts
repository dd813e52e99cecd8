import type { BulletinRef, Citation, ItemRef } from './answer.ts';
import { shown } from './shown.ts';

/** The number and title of an item, as they are shown. */
export function itemName({ number, title }: ItemRef): string {
  return [number, title].flatMap((part) => (part === null ? [] : shown(part))).join(' ');
}

/** The title of a bulletin with the day it was published. */
export function bulletinName({ title, publishedOn }: BulletinRef): string {
  return publishedOn === null ? shown(title) : `${shown(title)} (${publishedOn})`;
}

/** Where an item stands: its section, and its bulletin with the day of that. */
export function standing({ section }: ItemRef, bulletin: BulletinRef): string[] {
  return section === null ? [bulletinName(bulletin)] : [shown(section), bulletinName(bulletin)];
}

/** The citations of each item together, in the order of the first of each. */
export function byItem(citations: readonly Citation[]): readonly (readonly [Citation, ...Citation[]])[] {
  const groups = new Map<string, [Citation, ...Citation[]]>();
  for (const citation of citations) {
    const group = groups.get(citation.item.id);
    if (group === undefined) groups.set(citation.item.id, [citation]);
    else group.push(citation);
  }
  return [...groups.values()];
}

/** The other issues that carry the item of a citation, by their days alone where they are of the same bulletin; empty without any. */
export function otherIssues({ alsoIn, bulletin }: Citation): string[] {
  const names = alsoIn.map(({ bulletin: other }) =>
    other.title === bulletin.title && other.publishedOn !== null ? other.publishedOn : bulletinName(other),
  );
  return [...new Set(names)];
}
