import type { Language, Lines } from '../bulletin/bulletin.ts';

/** The smallest thing that is quoted: a sentence, bullet, note or table row. `text` is verbatim and found in the file between
 *  `lines`. `under` are the headings it stands below inside its item, outermost first. A table row has its column names and
 *  cells, equally long; other kinds have none. */
export type Sentence = {
  readonly text: string;
  readonly lines: Lines;
  readonly kind: 'sentence' | 'bullet' | 'note' | 'caption' | 'row';
  readonly under: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly string[];
};

/** What is indexed: neighbouring sentences of one item. `text` is their verbatim text, a line each; `context` names what they
 *  stand under (item title, headings) and is searched along with the text. `id` is `<item id>#<ordinal>`. */
export type Chunk = {
  readonly id: string;
  readonly bulletinId: string;
  readonly itemId: string;
  readonly ordinal: number;
  readonly context: string;
  readonly text: string;
  readonly lines: Lines;
  readonly language: Language;
  readonly sentences: readonly Sentence[];
};
