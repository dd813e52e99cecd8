import { parse } from '../src/bulletin/parse.ts';
import {
  BLANKS,
  BODIES,
  FRONTS,
  keys,
  type Layout,
  SECTIONS,
  SOURCES,
  TITLES,
  write,
} from '../test/bulletin/layouts.ts';

/** Writes bulletins in every layout of the grammar of the tests and tells which share of their items `parse` finds, by style. */
function main(): void {
  const shares = new Map<string, { found: number; whole: number; items: number; bulletins: number }>();
  let n = 0;
  for (const layout of layouts()) {
    n++;
    const { text, items } = write(layout, [2 + (n % 3), 1 + (n % 4), 2], n);
    const got = parse(text, { id: 'layout' }).items.map(({ title, section, date, sources }) =>
      JSON.stringify([title, section, date, sources.flatMap(({ url }) => (url === null ? [] : [url]))]).normalize(
        'NFC',
      ),
    );
    const wanted = items.map(({ title, section, date, links }) => JSON.stringify([title, section, date, links]));
    const found = wanted.filter((item) => got.includes(item)).length;
    const whole = got.join() === wanted.join() ? 1 : 0;
    if (whole === 0 && process.argv[2] !== undefined && n % Number(process.argv[2]) === 1)
      process.stdout.write(`${JSON.stringify(layout)} ${found}/${wanted.length} got ${got.length}\n`);
    for (const [part, style] of [...Object.entries(layout), ['all', 'layouts']]) {
      const key = `${part} ${style}`;
      const share = shares.get(key) ?? { found: 0, whole: 0, items: 0, bulletins: 0 };
      shares.set(key, {
        found: share.found + found,
        whole: share.whole + whole,
        items: share.items + wanted.length,
        bulletins: share.bulletins + 1,
      });
    }
  }
  for (const [style, { found, whole, items, bulletins }] of [...shares].sort())
    process.stdout.write(
      `${((100 * found) / items).toFixed(1).padStart(6)} % of items ${((100 * whole) / bulletins).toFixed(1).padStart(6)} % of bulletins  ${style}\n`,
    );
}

/** Every pair of styles of section, title, body and source; the rest in turn. */
function* layouts(): Generator<Layout> {
  let n = 0;
  for (const section of keys(SECTIONS))
    for (const title of keys(TITLES))
      for (const source of keys(SOURCES)) {
        n++;
        if (
          String(section) === String(title) ||
          (section === 'mark' && title === 'filled') ||
          (section === 'bracket' && title === 'square')
        )
          continue;
        yield {
          section,
          title,
          source,
          contents: n % 3 === 0,
          body: pick(BODIES, Math.floor(n / 5)),
          front: pick(FRONTS, Math.floor(n / 7)),
          blank: pick(BLANKS, Math.floor(n / 3)),
        };
      }
}

function pick<T extends object>(styles: T, n: number): keyof T & string {
  const names = keys(styles);
  const name = names[n % names.length];
  if (name === undefined) throw new Error('There is no style to pick from.');
  return name;
}

main();
