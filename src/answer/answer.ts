import type { Language, Lines } from '../bulletin/bulletin.ts';
import type { Place } from '../bulletin/places.ts';
import type { AnswerExplanation } from './explanation.ts';

/** Which bulletin something is from. */
export type BulletinRef = { readonly id: string; readonly title: string; readonly publishedOn: string | null };

/** Which item something is from; `date` is the item's own, or null when it states none. */
export type ItemRef = {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly date: string | null;
};

/** Another issue that carries the same news: the bulletin, and the item as it is there. */
export type Carrier = { readonly bulletin: BulletinRef; readonly item: ItemRef };

/** Bulletin + item + lines + link behind a sentence. `n` counts from 1; `quote` is the passage, verbatim, found at `lines`. `place` are
 *  the pages or blocks of the original file, or null where its lines are all there is. `alsoIn` are the other issues that carry the item
 *  with small changes, newest first. */
export type Citation = {
  readonly n: number;
  readonly bulletin: BulletinRef;
  readonly item: ItemRef;
  readonly quote: string;
  readonly lines: Lines;
  readonly place: Place | null;
  readonly links: readonly string[];
  readonly alsoIn: readonly Carrier[];
};

/** A sentence of the bulletin, verbatim, and the numbers of the citations behind it. `under` are the headings it stands below in
 *  its item; a table row also has its column names and cells (equally long, else both empty). */
export type AnswerSentence = {
  readonly text: string;
  readonly lines: Lines;
  readonly under: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  readonly citations: readonly number[];
};

/** First and last day of a period, both included, as YYYY-MM-DD. */
export type Period = { readonly from: string; readonly to: string };

type Common = {
  readonly question: string;
  readonly language: Language;
  /** The nearest passages, best first: those quoted when answered, the nearest items when related, none otherwise. */
  readonly citations: readonly Citation[];
  /** The period that the question names, or null. */
  readonly period: Period | null;
  /** Evidence for an answer, 0 to 1, higher is better. */
  readonly support: number;
  /** `lexical` when the model is unavailable and only words were searched. */
  readonly retrieval: 'hybrid' | 'lexical';
  readonly milliseconds: { readonly embed: number; readonly search: number; readonly total: number };
  /** How the answer came about, where that was asked for. */
  readonly explanation?: AnswerExplanation;
};

/** Outcome of `ask`: `answered` quotes sentences; `related` names the nearest items without claiming an answer; `none` nothing. */
export type Answer =
  | (Common & { readonly outcome: 'answered'; readonly sentences: readonly AnswerSentence[] })
  | (Common & { readonly outcome: 'related'; readonly sentences: readonly [] })
  | (Common & { readonly outcome: 'none'; readonly sentences: readonly [] });

/** A source link of an item; what the bulletin does not name is null. */
export type SourceLink = {
  readonly url: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly date: string | null;
};

/** Source links by item, best match first; empty when nothing matches. */
export type SourceList = {
  readonly items: readonly {
    readonly item: ItemRef;
    readonly bulletin: BulletinRef;
    readonly links: readonly SourceLink[];
  }[];
};

/** A day's items, each summarised in its own verbatim sentences. `date` is the day as YYYY-MM-DD. */
export type Digest = {
  readonly date: string;
  readonly items: readonly {
    readonly item: ItemRef;
    readonly bulletin: BulletinRef;
    readonly summary: readonly { readonly text: string; readonly lines: Lines; readonly place: Place | null }[];
    readonly links: readonly string[];
  }[];
};

/** All items of one or every bulletin, newest issue first, in the order of the issue. */
export type ItemList = {
  readonly items: readonly {
    readonly item: ItemRef;
    readonly bulletin: BulletinRef;
    readonly lines: Lines;
    readonly place: Place | null;
    readonly links: readonly string[];
  }[];
};
