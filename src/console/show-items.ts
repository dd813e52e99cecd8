import type { BulletinRef, Digest, ItemList, ItemRef, SourceLink, SourceList } from '../answer/answer.ts';
import { bulletinName, standing } from '../answer/naming.ts';
import {
  DAY,
  DAYS_WITH_ITEMS,
  NO_ITEM_FOUND,
  NO_ITEMS_THAT_DAY,
  NO_LINK,
  NO_SUCH_BULLETIN,
} from '../answer/phrases.ts';
import { shown } from '../answer/shown.ts';
import { where } from '../answer/where.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { nearestDays } from '../digest.ts';
import { NO_BULLETINS } from './messages.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
import { linkLines, titleOf } from './show-answer.ts';
import { flow, wrap } from './wrap.ts';

const INDENT = '   ';
const DAYS_NAMED = 5; // of the days that have items, where the day asked for has none

/** Items with their source links, as text for a screen. Ends without a line break. */
export function showSources({ items }: SourceList, language: Language, screen: Screen): string {
  if (items.length === 0) return wrap(NO_ITEM_FOUND[language], screen.columns).join('\n');
  return items
    .map(({ item, bulletin, links }) => {
      const named = links.flatMap((link) => sourceLines(link, screen));
      const missing = wrap(paint(screen, 'dim', NO_LINK[language]), screen.columns, INDENT);
      return [...heading(item, bulletin, screen), ...(links.length > 0 ? named : missing)].join('\n');
    })
    .join('\n\n');
}

function sourceLines({ url, title, publisher, date }: SourceLink, screen: Screen): string[] {
  const said = [title, publisher, date].flatMap((part) => (part === null ? [] : shown(part))).join(' · ');
  return [...(said === '' ? [] : wrap(said, screen.columns, INDENT)), ...linkLines([url], INDENT)];
}

/** A day's items with their summaries, as text for a screen. `days` are those that have items: the nearest are named when this
 *  one has none. Ends without a line break. */
export function showDigest(digest: Digest, days: readonly string[], language: Language, screen: Screen): string {
  if (digest.items.length === 0) {
    const some = nearestDays(days, digest.date, DAYS_NAMED).join(', ');
    const others = some === '' ? NO_BULLETINS[language] : DAYS_WITH_ITEMS[language](some);
    return [NO_ITEMS_THAT_DAY[language](digest.date), others].flatMap((line) => wrap(line, screen.columns)).join('\n');
  }
  const items = digest.items.map(({ item, bulletin, summary, links }) =>
    [
      ...heading(item, bulletin, screen),
      ...summary.flatMap((quoted) =>
        wrap(`${shown(quoted.text)} ${paint(screen, 'dim', `(${where(language, [quoted])})`)}`, screen.columns, INDENT),
      ),
      ...linkLines(links, INDENT),
    ].join('\n'),
  );
  return [DAY[language]({ date: digest.date, items: items.length }), ...items].join('\n\n');
}

/** The items of bulletins, issue by issue and section by section, as text for a screen. `asked` is the bulletin asked for, or null
 *  for all; `known` are the ids that there are. Ends without a line break. */
export function showItems(
  { items }: ItemList,
  { asked, known }: { readonly asked: string | null; readonly known: readonly string[] },
  language: Language,
  screen: Screen,
): string {
  if (items.length === 0) {
    const told =
      asked === null || known.length === 0
        ? NO_BULLETINS[language]
        : NO_SUCH_BULLETIN[language]({ id: shown(asked), known: known.join(', ') });
    return wrap(told, screen.columns).join('\n');
  }
  const lines: string[] = [];
  let bulletinId = '';
  let section: string | null = null;
  for (const { item, bulletin, lines: itemLines, place } of items) {
    if (bulletin.id !== bulletinId) {
      if (lines.length > 0) lines.push('');
      lines.push(...bulletinLines(bulletin, screen));
      section = null;
    }
    if (item.section !== section && item.section !== null) {
      lines.push(...wrap(shown(item.section), screen.columns, ' ').map((line) => paint(screen, 'cyan', line)));
    }
    bulletinId = bulletin.id;
    section = item.section;
    const told = [item.id, item.date, where(language, [{ lines: itemLines, place }])].filter((part) => part !== null);
    lines.push(...wrap(titleOf(item, screen), screen.columns, '  ', '     '));
    lines.push(...flow(told, screen.columns, '     ').map((line) => paint(screen, 'dim', line)));
  }
  return lines.join('\n');
}

function bulletinLines(bulletin: BulletinRef, screen: Screen): string[] {
  return [...wrap(paint(screen, 'bold', bulletinName(bulletin)), screen.columns), paint(screen, 'dim', bulletin.id)];
}

function heading(item: ItemRef, bulletin: BulletinRef, screen: Screen): string[] {
  return [
    ...wrap(titleOf(item, screen), screen.columns, '', INDENT),
    ...flow(standing(item, bulletin), screen.columns, INDENT).map((line) => paint(screen, 'dim', line)),
  ];
}
