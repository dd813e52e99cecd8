import type { Item, Lines } from '../bulletin/bulletin.ts';
import { sentences } from '../bulletin/sentences.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { figuresIn } from './figures.ts';
import {
  isAside,
  isIntroduction,
  pointsAhead,
  pointsBack,
  tellsBackground,
  weightOfFigures,
} from './sentence-signs.ts';

const ROOM = 480; // columns, of which Korean and Chinese letters take two: some ten lines of a phone
const LONG_HEADING = 40; // columns
const LEAST_LETTERS = 12; // columns: a day and a publisher are no sentence
const REPEATED = 0.8; // of a sentence's tokens in another: it says the same again
const SAME_MATTER = 0.45; // of a sentence's tokens in those chosen: too little is new
const FADING = 0.06; // what a sentence loses for each one before it: a bulletin tells the main things first
const NEAR = 0.3; // what a sentence counts that shares no word with the title
const LEAST_FIGURE = 0.3; // value from which a sentence is worth its room for its figures
const LEAST_NEXT = 0.2; // and for what it says of the time to come

/** A sentence of a summary: verbatim, found in the file between `lines`. */
export type SummarySentence = { readonly text: string; readonly lines: Lines };

/** One to three sentences of an item, verbatim and in its order: what happened, its main figure, and what comes next, where the item tells
 *  them. None repeats the title or another one. Without running text the first row of a table stands in, then the subtitle; empty when
 *  there is neither. */
export function summarize(item: Item): readonly SummarySentence[] {
  const told = candidatesOf(item);
  const headline = told.find(({ text }) => columnsOf(text) <= ROOM) ?? told[0];
  if (headline === undefined) return standIn(item);
  const chosen = [headline];
  for (const value of [figureValue, nextValue]) {
    const best = bestOf(told, chosen, value);
    if (best !== null) chosen.push(best);
  }
  return chosen.sort((a, b) => a.place - b.place).map(({ text, lines }) => ({ text, lines }));
}

type Candidate = Told & {
  readonly place: number;
  readonly tokens: ReadonlySet<string>;
  /** How much of title and subtitle it speaks of, 0 to 1. */
  readonly nearness: number;
  /** 1 for the first sentence, less for each later one. */
  readonly rank: number;
};

/** Sentences of the running text that say something of their own, in the item's order. */
function candidatesOf(item: Item): Candidate[] {
  const title = mattersOf(item.title);
  const heads = mattersOf(`${item.title} ${item.subtitle ?? ''}`);
  return runningText(item)
    .map((sentence, place) => {
      const tokens = mattersOf(sentence.text);
      return { ...sentence, place, tokens, nearness: overlap(heads, tokens), rank: 1 / (1 + FADING * place) };
    })
    .filter(({ text, tokens }) => isSentence(text) && !repeats(tokens, title) && !isIntroduction(text));
}

/** What a text speaks of: its words, and its years and figures in one form whatever way they are written. */
function mattersOf(text: string): ReadonlySet<string> {
  return new Set([...tokenize(text), ...figuresIn(text)]);
}

/** A figure that the title lacks is news, however much else is alike. */
function repeats(tokens: ReadonlySet<string>, title: ReadonlySet<string>): boolean {
  return overlap(tokens, title) >= REPEATED && ![...tokens].some((token) => /^\d/.test(token) && !title.has(token));
}

type Told = SummarySentence & { readonly aside: boolean };

/** Paragraphs and list entries. A long heading without number or brackets is an entry too, which a machine took for a heading; what
 *  stands below a heading for reference is an aside. */
function runningText({ blocks }: Item): Told[] {
  let aside = false;
  return blocks.flatMap((block) => {
    const { kind, lines } = block;
    if (kind === 'table' || kind === 'note') return [];
    if (kind === 'caption' || (kind === 'heading' && !isEntry(block.text))) {
      aside = isAside(block.text);
      return [];
    }
    if (kind === 'heading') aside = false;
    return sentences(block.text).map((text) => ({ text, lines, aside }));
  });
}

function isEntry(heading: string): boolean {
  return columnsOf(heading) >= LONG_HEADING && /^[\p{L}'"‘“]/u.test(heading);
}

function isSentence(text: string): boolean {
  return columnsOf(text.replace(/\P{L}/gu, '')) >= LEAST_LETTERS;
}

type Value = { readonly of: (candidate: Candidate) => number; readonly least: number };

const figureValue: Value = {
  of: ({ text, nearness, rank, aside }) =>
    weightOfFigures(text) * (NEAR + nearness) * rank * (aside || tellsBackground(text) ? 0.5 : 1),
  least: LEAST_FIGURE,
};

const nextValue: Value = {
  of: ({ text, nearness, rank }) => (pointsAhead(text) ? (NEAR + nearness + 0.2 * weightOfFigures(text)) * rank : 0),
  least: LEAST_NEXT,
};

/** The sentence of the highest value that fits and adds something to those chosen, or null when none is worth its room. */
function bestOf(told: readonly Candidate[], chosen: readonly Candidate[], { of, least }: Value): Candidate | null {
  const known = new Set(chosen.flatMap(({ tokens }) => [...tokens]));
  const room = ROOM - chosen.reduce((sum, { text }) => sum + columnsOf(text), 0);
  let best: { readonly candidate: Candidate; readonly value: number } | null = null;
  for (const candidate of told) {
    const { text, tokens, place } = candidate;
    if (columnsOf(text) > room || overlap(tokens, known) > SAME_MATTER) continue;
    if (pointsBack(text) && !chosen.some((one) => one.place === place - 1)) continue;
    const value = of(candidate);
    if (value >= least && value > (best?.value ?? 0)) best = { candidate, value };
  }
  return best?.candidate ?? null;
}

function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\p{Script=Hangul}\p{Script=Han}]/u.test(letter) ? 2 : 1), 0);
}

/** The share of `some` that is in `all`, 0 to 1. */
function overlap(some: ReadonlySet<string>, all: ReadonlySet<string>): number {
  if (some.size === 0) return 0;
  return [...some].filter((token) => all.has(token)).length / some.size;
}

function standIn({ blocks, subtitle, subtitleLines }: Item): SummarySentence[] {
  for (const block of blocks) {
    const rows = block.kind === 'table' ? block.rows : [];
    for (const { cells, lines } of rows) {
      const text = cells.filter((cell) => cell !== '').join(' ');
      if (text !== '') return [{ text, lines }];
    }
  }
  return subtitle === null || subtitleLines === null ? [] : [{ text: subtitle, lines: subtitleLines }];
}
