import type { Bulletin, Item } from '../bulletin/bulletin.ts';
import type { BulletinRef, ItemRef, SourceLink } from './answer.ts';

/** What names an item in an answer. */
export function itemRef(item: Item): ItemRef {
  return { id: item.id, number: item.number, title: item.title, section: item.section, date: item.date };
}

/** What names a bulletin in an answer. */
export function bulletinRef(bulletin: Bulletin): BulletinRef {
  return { id: bulletin.id, title: bulletin.title, publishedOn: bulletin.publishedOn };
}

/** The links of an item's sources, each once, in the order of the bulletin; empty when it names none. */
export function linksOf(item: Item): readonly string[] {
  return [...new Set(item.sources.flatMap((source) => source.url ?? []))];
}

/** The sources of an item that have a link, in the order of the bulletin. */
export function sourceLinks(item: Item): readonly SourceLink[] {
  return item.sources.flatMap(({ url, title, publisher, date }) =>
    url === null ? [] : [{ url, title, publisher, date }],
  );
}
