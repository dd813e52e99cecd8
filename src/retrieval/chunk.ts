import type { Block, Item, Language, Lines } from '../bulletin/bulletin.ts';
import { languageOf } from '../bulletin/language.ts';
import { readable } from '../bulletin/markup.ts';
import { sentences } from '../bulletin/sentences.ts';

/** The longest passage that is embedded, in model tokens, context and prefix included: KorQuAD R@1 78.9 against 75.4 with whole
 *  paragraphs. */
export const CHUNK_TOKENS = 256;
const DEEPEST = 6; // headings above a text: as many levels as Markdown has; of a longer run the nearest
/** How a sentence leads into a list: it says that one follows, or how many things or what kind of things it speaks of. */
const LEAD_IN =
  /[:：]$|(?:^|\s)(?:다음|아래|이하)(?:[과와의을은]|\s).{0,30}$|\b(?:the following|as follows)\b[^.]*\.?$|(?:如下|下列|以下)[^。]{0,20}。?$/iu;
const ENUMERATES =
  /(?:\d|[두세네]|다섯|여섯)\s?(?:대|개|가지|종|단계|곳)(?!\p{L}{3}).{0,24}$|(?:일정|내용|조건|항목|과제|목표|대상|권고|기준|요건|계획|절차|혜택|방안|방식|분야|효과|특징|원칙|대책|일시|장소)(?:은|는|을|를)?\s?\S{0,6}$|[二三四五六两\d]\s?(?:个|个方面|项|大|类|点|条|种|步)\S{0,12}[。；]?$|\b(?:two|three|four|five|six|seven)\b[^.]{0,40}\.?$/iu;
/** What a sentence has that names the things itself. */
const MEMBERS = /[▷▶→,，、;；]|(?:^|\s)등\s/u;
const LONGEST_LEAD_IN = 200; // characters
const LONGEST_ENUMERATING = 80;
const PREFIX_TOKENS = 6; // "passage: ", the line break after the context, start and end of sequence

/** The smallest thing that is quoted: a sentence, bullet, note or table row. `text` is verbatim and found in the file between
 *  `lines`. `under` are the headings it stands below inside its item, outermost first; `lead` is the sentence
 *  that leads into the list that it is an entry of, null for others. A table row has its column names and cells, equally long; other kinds
 *  have none. */
export type Sentence = {
  readonly text: string;
  readonly lines: Lines;
  readonly kind: 'subtitle' | 'sentence' | 'bullet' | 'note' | 'caption' | 'row';
  readonly under: readonly string[];
  readonly lead: string | null;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
};

/** What is indexed: neighbouring sentences of one item. `text` is their verbatim text, a line each; `context` names what they
 *  stand under (item title, headings, column names) and is searched along with the text. `id` is `<item id>#<ordinal>`. */
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

/** Counts model tokens of each text, in the order given. */
export type CountTokens = (texts: readonly string[]) => Promise<readonly number[]>;

/** The text of a chunk that is embedded and searched: context and text in readable form. */
export function searchText(chunk: Chunk): string {
  return readable(`${chunk.context}\n${chunk.text}`);
}

/** The text of a sentence of a chunk that is embedded: the sentence, and what it stands under, without which few say what they are about.
 *  @example textInContext({ text: '3곳을 지정하였다.', … }, { context: '해상풍력 › 지구', … }) // => '3곳을 지정하였다.\n해상풍력 › 지구' */
export function textInContext(sentence: Sentence, { context }: Pick<Chunk, 'context'>): string {
  return `${textWithLead(sentence)}\n${readable(context)}`;
}

/** The text of a sentence by itself: a table row names its columns.
 *  @example sentenceText({ columns: ['분야'], cells: ['로봇'], … }) // => '분야: 로봇' */
export function sentenceText(sentence: Sentence): string {
  if (sentence.cells.length === 0) return readable(sentence.text);
  const cells = sentence.cells.map((cell, i) => (sentence.columns[i] ? `${sentence.columns[i]}: ${cell}` : cell));
  return readable(cells.join(', '));
}

/** The text of a sentence, of an entry of a list with the sentence that leads into it. */
export function textWithLead(sentence: Sentence): string {
  return sentence.lead === null ? sentenceText(sentence) : `${sentenceText(sentence)}\n${readable(sentence.lead)}`;
}

/** Cuts an item into chunks of at most CHUNK_TOKENS model tokens. A chunk stays below one heading and its lines follow each
 *  other, so that its text as a whole is a verbatim quotation. An item without text has no chunk. */
export async function chunkItem(bulletinId: string, item: Item, countTokens: CountTokens): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (const group of groups(item)) {
    const context = contextOf(item, group.under, group.columns);
    const [contextTokens = 0, ...counts] = await countTokens([context, ...group.sentences.map((s) => s.text)]);
    const budget = Math.max(CHUNK_TOKENS - PREFIX_TOKENS - contextTokens, CHUNK_TOKENS / 4);
    const counted = group.sentences.map((sentence, i) => ({ sentence, tokens: counts[i] ?? 0 }));
    const fitting = await Promise.all(counted.map((one) => halveToFit(one, budget, countTokens)));
    for (const run of pack(fitting.flat(), budget)) {
      chunks.push(build(bulletinId, item, chunks.length, context, run));
    }
  }
  return chunks;
}

type Group = { readonly under: readonly string[]; readonly columns: readonly string[]; readonly sentences: Sentence[] };
type Counted = { readonly sentence: Sentence; readonly tokens: number };

/** Stretches of sentences between headings; each table is a stretch of its own. */
function groups(item: Item): Group[] {
  const result: Group[] = [];
  let under: readonly string[] = [];
  let open: Group = { under, columns: [], sentences: subtitleOf(item) };
  let lastWasHeading = false;
  let list: ListAt | null = null;
  let before: Block | null = null;
  const close = () => {
    if (open.sentences.length > 0) result.push(open);
  };
  for (const [i, block] of item.blocks.entries()) {
    if (block.kind === 'heading') {
      under = lastWasHeading ? [...under, block.text].slice(-DEEPEST) : [block.text];
    }
    if (block.kind === 'heading' || block.kind === 'table') {
      close();
      open = { under, columns: [], sentences: [] };
    }
    if (block.kind === 'table') {
      result.push({ under, columns: block.header, sentences: sentencesOfBlock(block, under) });
    } else {
      list = listAt(block, list, { before, after: item.blocks[i + 1] });
      for (const sentence of sentencesOfBlock(block, under))
        open.sentences.push({ ...sentence, lead: list?.lead ?? null });
    }
    before = block;
    lastWasHeading = block.kind === 'heading';
  }
  close();
  return result.filter((group) => group.sentences.length > 0);
}

/** A list that a sentence leads into, while its entries follow, which lie at least so deep. */
type ListAt = { readonly lead: string; readonly depth: number };

/** The list that a block is an entry of: the one that goes on, or one of at least two entries that the block before leads into. */
function listAt(
  block: Block,
  goingOn: ListAt | null,
  { before, after }: { readonly before: Block | null; readonly after: Block | undefined },
): ListAt | null {
  if (block.kind !== 'bullet') return null;
  if (goingOn !== null && block.depth >= goingOn.depth) return goingOn;
  if (before === null || after?.kind !== 'bullet' || after.depth < block.depth) return null;
  const lead = leadInto(block, before);
  return lead === null ? null : { lead, depth: block.depth };
}

/** The sentence at the end of a paragraph, or of a bullet that lies less deep, that leads into the list which a bullet begins. */
function leadInto({ depth }: Extract<Block, { kind: 'bullet' }>, before: Block): string | null {
  if (before.kind !== 'paragraph' && !(before.kind === 'bullet' && before.depth < depth)) return null;
  const last = sentences(before.text).at(-1) ?? '';
  const written = last.normalize('NFKC').trim();
  const leads = written.length <= LONGEST_LEAD_IN && LEAD_IN.test(written);
  return leads || (written.length <= LONGEST_ENUMERATING && !MEMBERS.test(written) && ENUMERATES.test(written))
    ? last
    : null;
}

function subtitleOf(item: Item): Sentence[] {
  if (item.subtitle === null || item.subtitleLines === null) return [];
  return [plainSentence(item.subtitle, item.subtitleLines, 'subtitle', [])];
}

function sentencesOfBlock(block: Block, under: readonly string[]): Sentence[] {
  switch (block.kind) {
    case 'heading':
      return [];
    case 'paragraph':
      return sentences(block.text).map((text) => plainSentence(text, block.lines, 'sentence', under));
    case 'bullet':
    case 'note':
      return sentences(block.text).map((text) => plainSentence(text, block.lines, block.kind, under));
    case 'caption':
      return [plainSentence(block.text, block.lines, 'caption', under)];
    case 'table':
      return block.rows.map((row) => ({
        text: row.cells.filter((cell) => cell !== '').join(' '),
        lines: row.lines,
        kind: 'row',
        under,
        lead: null,
        columns: row.cells.map((_, i) => block.header[i] ?? ''),
        cells: row.cells,
      }));
  }
}

function plainSentence(text: string, lines: Lines, kind: Sentence['kind'], under: readonly string[]): Sentence {
  return { text, lines, kind, under, lead: null, columns: [], cells: [] };
}

function contextOf(item: Item, under: readonly string[], columns: readonly string[]): string {
  const names = columns.filter((name) => name !== '').join(', ');
  return [item.title, ...under, names].filter((part) => part !== '').join(' › ');
}

/** Halves a sentence that alone exceeds the budget until its pieces fit; each piece is verbatim too. */
async function halveToFit(counted: Counted, budget: number, countTokens: CountTokens): Promise<Counted[]> {
  const { sentence, tokens } = counted;
  const at = middle(sentence.text);
  if (tokens <= budget || at === 0) return [counted];
  const halves = [sentence.text.slice(0, at).trim(), sentence.text.slice(at).trim()].filter((half) => half !== '');
  const counts = await countTokens(halves);
  const pieces = halves.map((text, i) => ({
    sentence: { ...sentence, text, columns: [], cells: [] },
    tokens: counts[i] ?? 0,
  }));
  return (await Promise.all(pieces.map((piece) => halveToFit(piece, budget, countTokens)))).flat();
}

/** Where to halve a text: the white space nearest to its middle, else the middle itself, never inside a surrogate pair;
 *  0 when it cannot be halved. */
function middle(text: string): number {
  const half = Math.floor(text.length / 2);
  const before = text.lastIndexOf(' ', half);
  const after = text.indexOf(' ', half);
  const space = after === -1 || (before !== -1 && half - before <= after - half) ? before : after;
  if (space > 0) return space;
  return /[\uDC00-\uDFFF]/.test(text.charAt(half)) ? half - 1 : half;
}

/** Neighbours together, as many as fit, as evenly as their number allows. */
function pack(counted: readonly Counted[], budget: number): Sentence[][] {
  const total = counted.reduce((sum, { tokens }) => sum + tokens, 0);
  const target = total / Math.max(1, Math.ceil(total / budget));
  const runs: Sentence[][] = [];
  let run: Sentence[] = [];
  let used = 0;
  for (const { sentence, tokens } of counted) {
    const full = used + tokens > budget || (used >= target && run.length > 0);
    if (full && run.length > 0) {
      runs.push(run);
      run = [];
      used = 0;
    }
    run.push(sentence);
    used += tokens;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function build(bulletinId: string, item: Item, ordinal: number, context: string, run: readonly Sentence[]): Chunk {
  const text = run.map((sentence) => sentence.text).join('\n');
  const first = run.reduce((least, { lines }) => Math.min(least, lines[0]), Number.POSITIVE_INFINITY);
  const last = run.reduce((most, { lines }) => Math.max(most, lines[1]), 0);
  return {
    id: `${item.id}#${ordinal}`,
    bulletinId,
    itemId: item.id,
    ordinal,
    context,
    text,
    lines: [first, last],
    language: languageOf(text, languageOf(context, 'ko')),
    sentences: run,
  };
}
