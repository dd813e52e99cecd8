import type { ItemOverview, Overview } from '../bulletin/overview.ts';
import type { Places } from '../bulletin/places.ts';
import type { StoredBulletin } from '../store/store.ts';

/** An item with the bulletin that it is from. */
export type Entry = {
  readonly item: ItemOverview;
  readonly bulletin: Overview;
  readonly places: Places;
  /** When the item was first kept (ISO 8601, UTC), and its place among all that ever were. */
  readonly addedAt: string;
  readonly order: number;
};

/** All items of bulletins, in their order. */
export function entriesOf(bulletins: readonly StoredBulletin[]): Entry[] {
  return bulletins.flatMap(({ bulletin, file, addedAt, itemsAddedAt, itemOrder }) =>
    bulletin.items.map((item) => ({
      item,
      bulletin,
      places: file.places,
      addedAt: itemsAddedAt.get(item.id) ?? addedAt,
      order: itemOrder.get(item.id) ?? 0,
    })),
  );
}
