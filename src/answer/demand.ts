import type { Language } from '../bulletin/bulletin.ts';
import type { Query } from '../retrieval/passage.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import type { KnownAs } from './alias-book.ts';
import { isProper } from './alias-book.ts';
import { asks, asksItems, asksList, isInstruction } from './asked.ts';
import { contentWords } from './content.ts';
import type { Extreme } from './extremes.ts';
import { asksExtreme } from './extremes.ts';
import { figuresAsked } from './figures.ts';
import { namesIn, withoutNames } from './names.ts';
import type { Reading } from './reading.ts';

/** What a question demands of an answer, whatever its words: the names and figures that it speaks of, the names that bulletins know other forms of, the kind of value that it asks
 *  for (null when its words don't say), its content words, its codes (words of another script such as C919), and whether it
 *  asks for several things, for all items on something, or for the most or least of a scale. */
export type Demand = {
  readonly names: readonly string[];
  readonly known: readonly KnownAs[];
  readonly figures: readonly string[];
  readonly codes: readonly string[];
  /** The tokens of each code and of each form of a known name. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly (readonly string[])[];
  readonly kind: string | null;
  readonly list: boolean;
  readonly items: boolean;
  readonly extreme: Extreme | null;
  readonly instruction: boolean;
};

/** Reads off a question what it demands; names, figures and words are those of `text`, which leaves out a period. */
export function demandOf(
  question: string,
  { text, language, known = [] }: Pick<Query, 'text' | 'language'> & { readonly known?: readonly KnownAs[] },
): Demand {
  const codes = codesIn(text, language);
  const forms = known.flatMap(({ written, others }) => [written, ...others]);
  return {
    names: [...namesIn(text)],
    known,
    figures: figuresDemanded(text),
    codes,
    tokens: new Map([...codes, ...forms].map((form) => [form, tokenize(form)])),
    words: contentWords(text),
    kind: asks(question),
    list: asksList(question),
    items: asksItems(question),
    extreme: asksExtreme(question),
    instruction: isInstruction(question),
  };
}

/** The figures that a question names, without the numbers in names. */
export function figuresDemanded(text: string): readonly string[] {
  return figuresAsked(withoutNames(text));
}

/** Whether the question names nothing at all that an answer could hold: "지난주 소식" asks for whatever there is.
 *  @example isOpen(demandOf('소식 알려줘', query)) // => true */
export function isOpen({ names, figures, codes, words, kind }: Demand): boolean {
  return kind === null && [names, figures, codes, words].every((list) => list.length === 0);
}

/** Words in letters that measure or greet. */
const NO_CODES =
  /^(?:[kmgtp]?w(?:h|p)?|[kmcnμ]?m[23]?|[km]?g|t|[kmgt]?hz|[kmgtp]?b(?:ps|it)?|k?v|m?a|ha|km\/?h|ml|l|kcal|rpm|fps|ppm|am|pm|vs|lol|plz|pls|ok|qna|faq)$/iu;

/** Names that stand in every language as they are: in capitals or with a digit. A Korean or Chinese question takes any Latin word for
 *  one but the unit it asks for (몇 km), an English question only what cannot be a word. */
function codesIn(question: string, language: Language): string[] {
  const words =
    withoutNames(question).match(/(?<![\p{Script=Latin}\d]|[몇几少]\s?)\p{Script=Latin}[\p{Script=Latin}\d]*/gu) ?? [];
  const codes = words.filter((word) => !NO_CODES.test(word) && (language !== 'en' || /\d|\p{Lu}.*\p{Lu}/u.test(word)));
  return [...new Set(codes.map((code) => code.toLowerCase()))];
}

/** The names and figures of the question that readings, taken together, lack. */
export function lacking(demand: Demand, readings: readonly Reading[]): { names: string[]; figures: string[] } {
  const holds = (test: (reading: Reading) => boolean) => readings.some(test);
  const holdsText = (text: string) =>
    demand.tokens.get(text)?.every((token) => holds(({ tokens }) => tokens.has(token))) ?? false;
  const held = demand.known.filter(({ written, others }) => [written, ...others].some(holdsText));
  const isHeld = (code: string) => holdsText(code) || held.some(({ written }) => written.toLowerCase().includes(code));
  return {
    names: [
      ...demand.names.filter((name) => !holds(({ names }) => names.has(name))),
      ...demand.codes.filter((code) => !isHeld(code)),
      ...demand.known.filter((one) => !held.includes(one) && isProper(one)).map(({ written }) => written),
    ],
    figures: demand.figures.filter((figure) => !holds(({ figures }) => figures.has(figure))),
  };
}
