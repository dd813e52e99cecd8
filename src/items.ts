import type { ItemList } from './answer/answer.ts';
import { bulletinRef, itemRef, linksOf } from './answer/citation.ts';
import { placeOf } from './bulletin/places.ts';
import type { StoredBulletin } from './store/store.ts';

/** The items of one bulletin (by id), or of all when `bulletinId` is null: newest issue first, in the order of the issue.
 *  Empty when there is no such bulletin. */
export function items(bulletins: readonly StoredBulletin[], bulletinId: string | null): ItemList {
  return {
    items: bulletins
      .filter(({ bulletin }) => bulletinId === null || bulletin.id === bulletinId)
      .flatMap(({ bulletin, file }) =>
        bulletin.items.map((item) => ({
          item: itemRef(item),
          bulletin: bulletinRef(bulletin),
          lines: item.lines,
          place: placeOf(file.places, item.lines),
          links: linksOf(item),
        })),
      ),
  };
}
