import { setImmediate } from 'node:timers/promises';
import type { ItemOverview, Overview } from '../bulletin/overview.ts';
import type { Catalog } from '../catalog.ts';
import { digestDays } from '../digest.ts';
import type { StoredBulletin } from '../store/store.ts';
import type { Choice, Suggestible } from './suggest.ts';
import { choiceValue, suggest, suggestible } from './suggest.ts';

/** What is suggested while an option is typed. */
export type Suggester = {
  /** Items by title, of the newest issue first. */
  readonly items: (typed: string) => readonly Choice[];
  /** Bulletins by title and day, newest first. */
  readonly bulletins: (typed: string) => readonly Choice[];
  /** Days that have items, newest first. */
  readonly days: (typed: string) => readonly Choice[];
  /** The id that a value stands for: an item's or a bulletin's; what is neither comes back as it is. */
  readonly idOf: (value: string) => string;
  /** Makes ready what there is, in steps that keep nobody waiting; what was not made ready is when it is first needed. */
  readonly warm: () => Promise<void>;
};

type Lists = {
  readonly items: readonly Suggestible[];
  readonly bulletins: readonly Suggestible[];
  readonly days: readonly Suggestible[];
  readonly longIds: ReadonlyMap<string, string>;
};

type OfBulletin = {
  readonly bulletin: Suggestible;
  readonly items: readonly Suggestible[];
  readonly days: readonly string[];
  /** The ids that are too long for a value. */
  readonly longIds: readonly string[];
};

/** Suggests from memory what a catalog holds. Its lists are made once for each state of the catalog, and anew only for the bulletins
 *  that changed. */
export function suggesterOf(catalog: Pick<Catalog, 'bulletins'>): Suggester {
  const known = new WeakMap<Overview, OfBulletin>();
  const made = (stored: StoredBulletin) => {
    const one = known.get(stored.bulletin) ?? ofBulletin(stored);
    known.set(stored.bulletin, one);
    return one;
  };
  let from: Catalog['bulletins'] = [];
  let lists: Lists = { items: [], bulletins: [], days: [], longIds: new Map() };
  const current = () => {
    if (from === catalog.bulletins) return lists;
    from = catalog.bulletins;
    lists = listsOf(from.map(made));
    return lists;
  };
  return {
    items: (typed) => suggest(current().items, typed),
    bulletins: (typed) => suggest(current().bulletins, typed),
    days: (typed) => suggest(current().days, typed),
    idOf: (value) => current().longIds.get(value) ?? value,
    warm: async () => {
      for (const stored of catalog.bulletins) {
        made(stored);
        await setImmediate();
      }
      current();
    },
  };
}

function listsOf(each: readonly OfBulletin[]): Lists {
  const days = [...new Set(each.flatMap((one) => one.days))].sort().reverse();
  return {
    items: each.flatMap(({ items }) => items),
    bulletins: each.map(({ bulletin }) => bulletin),
    days: days.map((day) => suggestible(day, day, { words: waysToWrite(day) })),
    longIds: new Map(each.flatMap(({ longIds }) => longIds).map((id) => [choiceValue(id), id])),
  };
}

function ofBulletin(stored: StoredBulletin): OfBulletin {
  const { id, title, publishedOn, items } = stored.bulletin;
  return {
    bulletin: suggestible(id, title, { detail: publishedOn, words: [id] }),
    items: items.map((item) => ofItem(item, stored.bulletin)),
    days: digestDays([stored]),
    longIds: [id, ...items.map((item) => item.id)].filter((one) => choiceValue(one) !== one),
  };
}

function ofItem({ id, title, subtitle, section, date }: ItemOverview, bulletin: Overview): Suggestible {
  const words = [subtitle ?? '', section ?? '', bulletin.title, id];
  return suggestible(id, title, { detail: date ?? bulletin.publishedOn, words });
}

/** A day as people write it in the three languages, without its year.
 *  @example waysToWrite('2024-07-05') // => ['7월 5일', '7月5日', '7/5', '7.5', '20240705'] */
function waysToWrite(day: string): readonly string[] {
  const [month = 0, date = 0] = day.split('-').slice(1).map(Number);
  return [
    `${month}월 ${date}일`,
    `${month}月${date}日`,
    `${month}/${date}`,
    `${month}.${date}`,
    day.replaceAll('-', ''),
  ];
}

/** The bulletin that a typed or chosen value means: the one of this id, else the first that would be suggested for it. */
export function bulletinFor(
  typed: string,
  { bulletins }: Pick<Catalog, 'bulletins'>,
  suggester: Suggester,
): StoredBulletin | undefined {
  const byId = (id: string) => bulletins.find(({ bulletin }) => bulletin.id === id);
  const [first] = suggester.bulletins(typed);
  return byId(suggester.idOf(typed)) ?? (first && byId(suggester.idOf(first.value)));
}
