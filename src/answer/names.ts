import tables from '../../data/answers/names.json' with { type: 'json' };
import type { Language } from '../bulletin/bulletin.ts';
import { simplified } from '../retrieval/simplified.ts';

/** Words that begin like a name and are none. */
const NO_NAMES =
  '인도적, 인도주의, 인도하, 인도받, 인도했, 인도한, 인도할, 인도된, 인도될, 인도됐, 인도되, 인도량, 인도양, 대전환, 부산물, 니오븀, 메타버스, 메타데이터, 메타물질, 메타분석, 메타인지, meta-analysis, 인텔리전, 애플리케이션, 교육부문, 교육부담, 재정부문, 재정부담, 과기부문, 상무부총리, 선전하, 선전부, 시안화, 터키석, 미국달러, 세계대전, 세계 대전, 상해죄, 상해치, 우시는, 용인하, 용인할, 용인될, 한국돈, 한국 돈, 인도해, 인도합, 인도 중, 상해를 입';

const SHORT = 2; // Hangul characters: a name this short stands at the start of a word only
const SERIAL =
  /^[\s-]{0,2}(\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?!\d|[一二三四五六七八九十]|[.,]\d|[년월일年月日%])(?:\s?[호号號])?/u;
const HAN_DIGITS = '零一二三四五六七八九';

/** A name in its forms, as data/answers/names.json has it: `exact` are those that only their capitals tell from a word, `within` is what it
 *  lies in, and the members of a `numbered` one are told apart: 창어 5호 is not 창어 6호. */
type Name = {
  readonly names: readonly string[];
  readonly exact?: readonly string[];
  readonly within?: string;
  readonly numbered?: boolean;
};

/** What a name stands for: its first form in the tables, and whether its members are numbered. `id` is null for a word that is no name. */
type Entry = { readonly alias: string; readonly id: string | null; readonly exact: boolean; readonly serial: boolean };

const all: readonly Name[] = Object.values(tables).flat();
const { byStart, parents } = readNames(all);
const formsOf = new Map(all.map(({ names }) => [names[0] ?? '', names]));
const countries = new Set(tables.countries.flatMap(({ names }) => names.slice(0, 1)));

/** The country whose texts are in a language; English ones may be from anywhere. */
const HOMES: Readonly<Record<Language, string | null>> = { ko: '한국', zh: '중국', en: null };

/** The well-known names in a text, each by its first form in the tables, whatever language it is written in; a numbered one with its
 *  number. In the order of the text.
 *  @example namesIn("Did Chang'e-6 land near Shanghai?") // => Set { '창어 6', '상하이' } */
export function namesIn(text: string): ReadonlySet<string> {
  return new Set(spansOf(normalized(text)).map(({ name }) => name));
}

/** The well-known names in a text as they are written there, in its order, each with what `namesIn` takes it for, and where it
 *  stands in the text (in NFKC).
 *  @example aliasesIn("Did Chang'e-6 land?") // => [{ written: "Chang'e-6", name: '창어 6', from: 4, to: 13 }] */
export function aliasesIn(
  text: string,
): readonly { readonly written: string; readonly name: string; readonly from: number; readonly to: number }[] {
  const written = normalized(text);
  return spansOf(written).map((span) => ({ ...span, written: written.slice(span.from, span.to) }));
}

/** The well-known names in a text as they are written there, in its order, each with its other forms; a numbered one without its number. */
export function formsIn(text: string): readonly { readonly written: string; readonly others: readonly string[] }[] {
  return aliasesIn(text).flatMap(({ written, name }) => {
    const forms = formsOf.get(name) ?? [];
    const shape = shapeOf(written);
    const others = forms.filter((form) => shapeOf(form) !== shape);
    return forms.length > others.length ? [{ written, others }] : [];
  });
}

/** The text (in NFKC) with a space for each well-known name and its number.
 *  @example withoutNames('Hong Kong의 AI 소식') // => ' 의 AI 소식' */
export function withoutNames(text: string): string {
  const written = normalized(text);
  let rest = '';
  let end = 0;
  for (const span of spansOf(written)) {
    rest += `${written.slice(end, span.from)} `;
    end = span.to;
  }
  return rest + written.slice(end);
}

/** Whether the text is one well-known name and nothing else.
 *  @example isName('상하이') // => true */
export function isName(text: string): boolean {
  const written = normalized(text);
  const lower = shapeOf(written);
  const isAlias = ({ alias, id, exact }: Entry) => id !== null && alias === (exact ? written : lower);
  return byStart.get(lower.charCodeAt(0))?.some(isAlias) ?? false;
}

/** The names and all that they lie in: who speaks of Shenzhen speaks of China, who speaks of Chang'e 6 of Chang'e.
 *  @example withWholes(new Set(['선전'])) // => Set { '선전', '광둥', '중국' } */
export function withWholes(names: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const name of names) {
    for (let one: string | undefined = name; one !== undefined; one = parents.get(one) ?? seriesOf(one)) all.add(one);
  }
  return all;
}

/** Whether a title with these names (and all that they lie in) tells of this name without naming it: a text in Korean whose title names no
 *  country is about Korea.
 *  @example isImplied('한국', { names: new Set(['울산']), language: 'ko' }) // => true */
export function isImplied(
  name: string,
  { names, language }: { readonly names: ReadonlySet<string>; readonly language: Language },
): boolean {
  return name === HOMES[language] && [...names].every((other) => other === name || !countries.has(other));
}

/** The form in which names are sought. A dotted İ, which lower case makes two characters of, is an I there. */
function normalized(text: string): string {
  return text.normalize('NFKC').replace(/[’‘]/g, "'").replace(/İ/g, 'I');
}

/** The shape in which forms are compared: small letters, simplified characters. */
function shapeOf(text: string): string {
  return simplified(text.toLowerCase());
}

/** The names in a normalized text and where they stand, in its order. */
function spansOf(written: string): { readonly name: string; readonly from: number; readonly to: number }[] {
  const lower = shapeOf(written);
  const spans: { name: string; from: number; to: number }[] = [];
  let free = 0; // where the last name ended
  for (let at = 0; at < lower.length; at++) {
    if (at < free) continue;
    const entry = byStart.get(lower.charCodeAt(at))?.find((one) => standsAt(one, written, lower, at, free));
    if (entry === undefined) continue;
    free = at + entry.alias.length;
    if (entry.id === null) continue;
    const serial = entry.serial ? serialNumber(lower.slice(free)) : null;
    free += serial?.length ?? 0;
    spans.push({ name: serial === null ? entry.id : `${entry.id} ${serial.number}`, from: at, to: free });
  }
  return spans;
}

function seriesOf(name: string): string | undefined {
  return /^(.+) \d+$/u.exec(name)?.[1];
}

function standsAt({ alias, exact, serial }: Entry, written: string, lower: string, at: number, free: number): boolean {
  if (exact ? !written.startsWith(alias, at) : !lower.startsWith(alias, at)) return false;
  const before = at === free ? '' : lower.charAt(at - 1);
  const after = lower.charAt(at + alias.length);
  if (/^\p{Script=Latin}/u.test(alias) && /[\p{Script=Latin}\d]/u.test(before)) return false;
  if (/[\p{Script=Latin}\d]$/u.test(alias) && (serial ? /\p{Script=Latin}/u : /[\p{Script=Latin}\d]/u).test(after)) {
    return false;
  }
  return !(alias.length <= SHORT && /^\p{Script=Hangul}/u.test(alias) && /\p{Script=Hangul}/u.test(before));
}

/** The number of a member of a series, from what follows its name, and how many characters it takes. */
function serialNumber(after: string): { readonly number: number; readonly length: number } | null {
  const [whole, number] = SERIAL.exec(after) ?? [];
  if (whole === undefined || number === undefined) return null;
  return { number: /\d/.test(number) ? Number(number) : hanNumber(number), length: whole.length };
}

/** A Chinese numeral from 1 to 99. */
function hanNumber(written: string): number {
  const [tens, ones] = written.includes('十') ? written.split('十') : ['零', written];
  return (tens ? HAN_DIGITS.indexOf(tens) : 1) * 10 + (ones ? HAN_DIGITS.indexOf(ones) : 0);
}

/** What English makes of the name of a country to speak of its people and things: Slovenian, Vietnamese. What is no word does no harm. */
function demonymsOf(name: string): string[] {
  const lower = name.toLowerCase();
  if (!/^[a-z]{4,}$/.test(lower)) return [];
  return /a$/.test(lower) ? [`${lower}n`, `${lower}ns`] : [`${lower}ian`, `${lower}ians`, `${lower}ese`];
}

function readNames(all: readonly Name[]): { byStart: Map<number, Entry[]>; parents: Map<string, string> } {
  const byStart = new Map<number, Entry[]>(); // by the code of the first letter, which is cheaper to look up than the letter
  const parents = new Map<string, string>();
  const add = (entry: Entry) => {
    const start = entry.alias.toLowerCase().charCodeAt(0);
    byStart.set(start, [...(byStart.get(start) ?? []), entry]);
  };
  for (const { names, exact = [], within, numbered: serial = false } of all) {
    const id = names[0] ?? '';
    if (within !== undefined) parents.set(id, within);
    for (const name of names) add({ alias: shapeOf(name), id, exact: false, serial });
    for (const alias of exact) add({ alias, id, exact: true, serial });
  }
  for (const { names } of tables.countries)
    for (const name of names)
      for (const alias of demonymsOf(name)) add({ alias, id: names[0] ?? '', exact: false, serial: false });
  for (const alias of NO_NAMES.split(', ')) add({ alias, id: null, exact: false, serial: false });
  for (const entries of byStart.values()) entries.sort((a, b) => b.alias.length - a.alias.length);
  return { byStart, parents };
}
