import { shown } from '../answer/shown.ts';
import type { Coverage, ItemStructure, Structure } from '../bulletin/structure.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
import { wrap } from './wrap.ts';

/** What was understood of a bulletin on one look: its items by section, how much of the text they hold, and what looks misunderstood.
 *  Ends without a line break. */
export function showStructure(structure: Structure, screen: Screen): string {
  const { id, title, publishedOn, items, sections, coverage, warnings, signs } = structure;
  const counts = `${count(items.length, 'item')}, ${count(sections.length, 'section')}, ${count(warnings.length, 'warning')}`;
  return [
    ...wrap(paint(screen, 'bold', `${id}: ${shown(title)} (${publishedOn ?? 'undated'})`), screen.columns, '', '  '),
    counts,
    ...wrap(`Text in: ${coverage.map(told).join(', ')}`, screen.columns, '', '  '),
    '',
    ...items.flatMap((item, k) => itemLines(item, items[k - 1]?.section ?? null, screen)),
    ...flaws(
      'warning',
      warnings.map(({ lines, ...rest }) => ({ line: lines[0], ...rest })),
      screen,
    ),
    ...flaws('look', signs, screen),
    '',
    signs.length === 0 ? 'Nothing looks misunderstood.' : `${count(signs.length, 'sign')} of misunderstanding.`,
  ].join('\n');
}

function itemLines(item: ItemStructure, section: string | null, screen: Screen): string[] {
  const { number, title, date, lines, blocks, links } = item;
  const kinds = Object.entries(blocks).map(([kind, n]) => count(n, kind));
  const facts = [`lines ${lines[0]}–${lines[1]}`, date ?? 'no date', ...kinds, count(links.length, 'link')].join(', ');
  return [
    ...(item.section === section || item.section === null ? [] : [paint(screen, 'cyan', shown(item.section))]),
    ...wrap(`${number === null ? '·' : number} ${shown(title)}`, screen.columns, '  ', '    '),
    ...wrap(paint(screen, 'dim', facts), screen.columns, '    ', '    '),
  ];
}

type Flaw = { readonly line: number; readonly message: string; readonly code: string };

function flaws(name: string, found: readonly Flaw[], screen: Screen): string[] {
  return found.flatMap(({ line, message, code }) =>
    wrap(`${paint(screen, 'yellow', name)} line ${line}: ${shown(message)} (${code})`, screen.columns, '', '  '),
  );
}

function told({ kind, characterShare, lines }: Coverage): string {
  return `${kind} ${Math.round(100 * characterShare)} % (${count(lines, 'line')})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
