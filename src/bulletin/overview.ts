import type { Alias } from './aliases.ts';
import { aliasesOf } from './aliases.ts';
import type { Block, Bulletin, Item } from './bulletin.ts';
import { findDates } from './dates.ts';

/** Days from first to last, both YYYY-MM-DD, inclusive. */
type Days = { readonly from: string; readonly to: string };

/** An item without its text. `days` are its own day (or, where it has none, the day its bulletin was published) and the days that its
 *  text names. */
export type ItemOverview = Omit<Item, 'blocks'> & { readonly days: readonly Days[] };

/** A bulletin without its texts: what lists and citations show of it, and the names that its items give two forms of. */
export type Overview = Pick<Bulletin, 'id' | 'title' | 'publisher' | 'publishedOn' | 'language'> & {
  readonly items: readonly ItemOverview[];
  readonly aliases: readonly Alias[];
};

/** Rises when the same bulletin gets another overview: those that were kept before are then made anew. */
export const OVERVIEW_VERSION = 2;

/** The overview of a bulletin. */
export function overviewOf({ id, title, publisher, publishedOn, language, items }: Bulletin): Overview {
  return {
    id,
    title,
    publisher,
    publishedOn,
    language,
    items: items.map((item) => {
      const { blocks, ...rest } = item;
      return { ...rest, days: daysOf(item, publishedOn) };
    }),
    aliases: aliasesIn(items),
  };
}

/** The aliases that titles and texts give, each once. */
function aliasesIn(items: readonly Item[]): Alias[] {
  const texts = items.flatMap((item) => [item.title, item.subtitle ?? '', ...item.blocks.flatMap(textsOf)]);
  const aliases = texts.flatMap((text) => aliasesOf(text));
  return [...new Map(aliases.map((alias) => [alias.join('\n'), alias])).values()];
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'table' ? [...block.header, ...block.rows.flatMap(({ cells }) => cells)] : [block.text];
}

/** Years and months in a text are topics rather than dates, and so is what begins in one month and ends in another. */
function daysOf(item: Item, publishedOn: string | null): Days[] {
  const own = item.date ?? publishedOn;
  const texts = item.blocks.flatMap((block) => (block.kind === 'table' ? [] : block.text));
  const days = findDates([item.subtitle ?? '', ...texts].join('\n'), own)
    .filter(({ precision }) => precision === 'day' || precision === 'range')
    .map(({ from, to }) => ({ from, to }))
    .filter(({ from, to }) => from.slice(0, 7) === to.slice(0, 7));
  return own === null ? days : [{ from: own, to: own }, ...days];
}
