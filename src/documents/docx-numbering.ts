import { elementsOf, type HtmlElement, type HtmlNode } from './html-tree.ts';

/** The XML of a Word document that numbers its paragraphs; a part that it lacks is empty. */
export type NumberingParts = {
  readonly document: readonly HtmlNode[];
  readonly numbering: readonly HtmlNode[];
  readonly styles: readonly HtmlNode[];
};

type Level = { readonly start: number; readonly format: string; readonly text: string; readonly style: string | null };
type List = { readonly levels: ReadonlyMap<number, Level>; readonly counts: number[] };
type Num = { readonly list: List; readonly restarts: Map<number, number> };
type Place = { readonly num: Num; readonly level: number };

const DEEPEST = 8; // level, the last of nine that the format has
const ALPHABETS: Readonly<Record<string, string>> = {
  lowerLetter: 'abcdefghijklmnopqrstuvwxyz',
  upperLetter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ganada: '가나다라마바사아자차카타파하',
  chosung: 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
  decimalEnclosedCircle: '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳',
};
const ROMANS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** The numbers that a word processor shows before automatically numbered paragraphs, by the paragraph's own text, in the order of the
 *  document where several paragraphs have the same text. Lists that go on behind other text count on.
 *  @example shownNumbers(parts).get('추진 배경') // => ['Ⅰ.'] */
export function shownNumbers(parts: NumberingParts): Map<string, string[]> {
  const nums = numsOf(parts.numbering);
  const styles = stylesOf(parts.styles);
  const shown = new Map<string, string[]>();
  for (const paragraph of elementsOf(parts.document).filter(({ name }) => name === 'w:p')) {
    const place = placeOf(paragraph, nums, styles);
    const number = place === null ? null : next(place);
    if (number === null) continue;
    const text = paragraphText(paragraph);
    const same = shown.get(text);
    if (same === undefined) shown.set(text, [number]);
    else same.push(number);
  }
  return shown;
}

function numsOf(numbering: readonly HtmlNode[]): ReadonlyMap<string, Num> {
  const elements = elementsOf(numbering);
  const lists = new Map<string, List>();
  for (const list of elements.filter(({ name }) => name === 'w:abstractNum')) {
    const levels = childrenOf(list, 'w:lvl').map(
      (level) => [Number(level.attributes['w:ilvl']), levelOf(level)] as const,
    );
    lists.set(list.attributes['w:abstractNumId'] ?? '', { levels: new Map(levels), counts: [] });
  }
  return new Map(
    elements
      .filter(({ name }) => name === 'w:num')
      .flatMap((num) => {
        const list = lists.get(settingOf(num, 'w:abstractNumId') ?? '');
        if (list === undefined) return [];
        const restarts = childrenOf(num, 'w:lvlOverride').flatMap((override) => {
          const start = settingOf(override, 'w:startOverride');
          return start === null ? [] : [[Number(override.attributes['w:ilvl']), Number(start)] as const];
        });
        return [[num.attributes['w:numId'] ?? '', { list, restarts: new Map(restarts) }] as const];
      }),
  );
}

function levelOf(level: HtmlElement): Level {
  return {
    start: Number(settingOf(level, 'w:start') ?? 1),
    format: settingOf(level, 'w:numFmt') ?? 'decimal',
    text: settingOf(level, 'w:lvlText') ?? '',
    style: settingOf(level, 'w:pStyle'),
  };
}

/** The numbering properties of each paragraph style, its own or those of the style that it is based on. */
function stylesOf(styles: readonly HtmlNode[]): ReadonlyMap<string, HtmlElement> {
  const all = new Map(
    elementsOf(styles)
      .filter(({ name }) => name === 'w:style')
      .map((style) => [style.attributes['w:styleId'] ?? '', style]),
  );
  const found = new Map<string, HtmlElement>();
  for (const [id, style] of all) {
    const seen = new Set<HtmlElement>();
    for (let at: HtmlElement | undefined = style; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const own = childrenOf(at, 'w:pPr').flatMap((properties) => childrenOf(properties, 'w:numPr'))[0];
      if (own !== undefined) {
        found.set(id, own);
        break;
      }
      at = all.get(settingOf(at, 'w:basedOn') ?? '');
    }
  }
  return found;
}

function placeOf(
  paragraph: HtmlElement,
  nums: ReadonlyMap<string, Num>,
  styles: ReadonlyMap<string, HtmlElement>,
): Place | null {
  const properties = childrenOf(paragraph, 'w:pPr')[0];
  if (properties === undefined) return null;
  const style = settingOf(properties, 'w:pStyle');
  const inherited = style === null ? undefined : styles.get(style);
  const own = childrenOf(properties, 'w:numPr')[0];
  const id = (own && settingOf(own, 'w:numId')) ?? (inherited && settingOf(inherited, 'w:numId'));
  const num = nums.get(id ?? '');
  if (num === undefined) return null;
  const written = (own && settingOf(own, 'w:ilvl')) ?? (inherited && settingOf(inherited, 'w:ilvl'));
  const linked = [...num.list.levels].find(([, level]) => style !== null && level.style === style)?.[0];
  return { num, level: written == null ? (linked ?? 0) : Number(written) };
}

/** Counts a paragraph; the number that it shows, null for a bullet. */
function next({ num, level }: Place): string | null {
  const { levels, counts } = num.list;
  const own = levels.get(level);
  if (own === undefined || !(level >= 0 && level <= DEEPEST)) return null;
  const restart = num.restarts.get(level);
  num.restarts.delete(level);
  counts[level] = restart ?? (counts[level] === undefined ? own.start : (counts[level] ?? 0) + 1);
  counts.length = level + 1;
  if (own.format === 'bullet' || own.format === 'none') return null;
  const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const upper = levels.get(Number(digit) - 1);
    return numeral(counts[Number(digit) - 1] ?? upper?.start ?? 1, upper?.format ?? 'decimal');
  });
  return text.trim() === '' ? null : text.trim();
}

function numeral(value: number, format: string): string {
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (format === 'upperRoman') return ROMANS[value - 1] ?? String(value);
  if (format === 'lowerRoman') return (ROMANS[value - 1] ?? String(value)).toLowerCase();
  return ALPHABETS[format]?.[value - 1] ?? String(value);
}

/** The text of a paragraph without that of boxes in it and what was struck out. */
function paragraphText(element: HtmlElement): string {
  return element.children
    .map((node) => {
      if (typeof node === 'string') return element.name === 'w:t' ? node : '';
      return ['w:del', 'w:pict', 'w:drawing', 'mc:AlternateContent'].includes(node.name) ? '' : paragraphText(node);
    })
    .join('');
}

function childrenOf(element: HtmlElement, name: string): readonly HtmlElement[] {
  return element.children.flatMap((node) => (typeof node !== 'string' && node.name === name ? [node] : []));
}

function settingOf(element: HtmlElement, name: string): string | null {
  return childrenOf(element, name)[0]?.attributes['w:val'] ?? null;
}
