import type { Bulletin, Item } from '../bulletin/bulletin.ts';
import type { BulletinRef, ItemRef, SourceLink } from './answer.ts';

/** What names an item in an answer. */
export function itemRef(item: Pick<Item, keyof ItemRef>): ItemRef {
  return { id: item.id, number: item.number, title: item.title, section: item.section, date: item.date };
}

/** What names a bulletin in an answer. */
export function bulletinRef(bulletin: Pick<Bulletin, keyof BulletinRef>): BulletinRef {
  return { id: bulletin.id, title: bulletin.title, publishedOn: bulletin.publishedOn };
}

/** The links of an item's sources, each once, in the order of the bulletin; empty when it names none. */
export function linksOf(item: Pick<Item, 'sources'>): readonly string[] {
  return [...new Set(item.sources.flatMap((source) => source.url ?? []))];
}

/** The sources of an item that have a link, in the order of the bulletin. */
export function sourceLinks(item: Pick<Item, 'sources'>): readonly SourceLink[] {
  return item.sources.flatMap(({ url, title, publisher, date }) =>
    url === null ? [] : [{ url, title, publisher, date }],
  );
}
