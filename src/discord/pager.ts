import type { APIButtonComponent } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Row } from './command.ts';

/** Where in a sequence of pages one stands. */
export type Paging = { readonly page: number; readonly pages: number };

/** The page asked for, or the nearest that there is: a list may have become shorter since.
 *  @example pagingOf(7, 9, 4) // => { page: 2, pages: 3 } */
export function pagingOf(page: number, entries: number, perPage: number): Paging {
  const pages = Math.max(1, Math.ceil(entries / perPage));
  return { page: Math.min(page, pages - 1), pages };
}

/** Which page of how many, for a footer.
 *  @example pageText({ page: 0, pages: 3 }) // => '1 / 3' */
export function pageText({ page, pages }: Paging): string {
  return `${page + 1} / ${pages}`;
}

/** Buttons to the page before and the next one; none where there is one page. `idOf` gives the custom_id of a page. */
export function pageRow(paging: Paging, idOf: (page: number) => string): readonly Row[] {
  const { page, pages } = paging;
  if (pages === 1) return [];
  const components = [turn('◀', page - 1, paging, idOf), turn('▶', page + 1, paging, idOf)];
  return [{ type: ComponentType.ActionRow, components }];
}

function turn(name: string, to: number, { pages }: Paging, idOf: (page: number) => string): APIButtonComponent {
  const isThere = to >= 0 && to < pages;
  // A page that is not there needs an id all the same, and one that no other button has.
  const custom_id = idOf(isThere ? to : to < 0 ? pages : pages + 1);
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: name, custom_id, disabled: !isThere };
}
