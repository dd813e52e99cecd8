import { hasText } from './blocks.ts';
import type { Bulletin, Item, Section, Warning } from './bulletin.ts';
import { entryLike } from './contents.ts';
import { frontParts } from './front.ts';
import type { Head } from './head.ts';
import { readImprint } from './imprint.ts';
import { readItem } from './items.ts';
import { isPressRelease } from './labels.ts';
import { languageOf } from './language.ts';
import { lex, type Token } from './lex.ts';
import { normalize } from './normalize.ts';
import { type Outline, outlineOf } from './outline.ts';
import { type Piece, partsOf } from './parts.ts';
import { withoutRunningLines } from './running-line.ts';

/** Parses the text of a bulletin. Never throws: what is not understood is kept as a paragraph of the item it stands in, or as an
 *  `unplaced` part with a warning. `id` names the bulletin and prefixes the ids of its items; a day in it is the when
 *  the text states none.
 *  @example parse('# 소식\n\n## 01 가\n- 나', { id: 'news' }).items[0]?.title // => '가' */
export function parse(text: string, { id }: { readonly id: string }): Bulletin {
  const lines = normalize(text);
  const tokens = lex(lines);
  const outline = outlineOf(tokens);
  const bodyAt = outline.heads[0]?.from ?? outline.imprintAt;
  const front = frontParts(tokens, bodyAt, outline);
  const imprint = [...tokens.slice(outline.imprintAt), ...front.imprint];
  const facts = readImprint(imprint, mastheadOf(tokens, outline), id);
  const body = readBody(tokens, outline, id, facts.reference);
  const tail: Piece = { kind: 'imprint', from: outline.imprintAt, to: tokens.length, ref: null };
  const { parts, warnings } = partsOf(tokens, [...front.pieces, ...body.pieces, tail]);
  return {
    id,
    title: titleOf(tokens, outline) ?? id,
    publisher: facts.publisher,
    publishedOn: facts.publishedOn,
    language: languageOf(lines.map((line) => line.text).join('\n')),
    lineCount: lines.length,
    contents: (outline.contents?.entries ?? []).map(({ title, section, lines: at }) => ({ title, section, lines: at })),
    summary: front.summary,
    sections: body.sections,
    items: body.items,
    parts,
    warnings: [...empty(body.items, lines.length), ...warnings, ...body.warnings],
  };
}

/** The title line; where that is only the label of a press release, the title of the release. */
function titleOf(tokens: readonly Token[], { titleAt, heads }: Outline): string | null {
  const title = tokens[titleAt];
  const isLabel = title !== undefined && isPressRelease(title.folded);
  return (isLabel ? heads[0]?.title : title?.text) ?? null;
}

/** The tokens that may name the day: what stands before the first item, or the head of a single text. */
function mastheadOf(tokens: readonly Token[], { heads, contents, titleAt }: Outline): readonly Token[] {
  const items = heads.filter((head) => head.kind === 'item' || head.kind === 'article');
  const end = contents?.from ?? (items.length > 1 ? (heads[0]?.from ?? 0) : titleAt + 6);
  return tokens.slice(0, Math.max(end, titleAt + 1)).filter((token) => hasText(token) && token.text.length <= 120);
}

/** Characters of text between a section's title and its first item from which on that text is an item of its own. */
const LONGEST_LEAD = 60;

type Body = {
  readonly items: readonly Item[];
  readonly sections: readonly Section[];
  readonly pieces: readonly Piece[];
  readonly warnings: readonly Warning[];
};

function readBody(tokens: readonly Token[], outline: Outline, id: string, reference: string | null): Body {
  const items: Item[] = [];
  const sections: Section[] = [];
  const pieces: Piece[] = [];
  const warnings: Warning[] = [];
  const ids = new Set<string>();
  let section: Section | null = null;
  let subsection: string | null = null;
  outline.heads.forEach((head, k) => {
    const next = outline.heads[k + 1]?.from ?? outline.imprintAt;
    const end = withoutRunningLines(tokens, head.to, next);
    if (end < next) pieces.push({ kind: 'title', from: end, to: next, ref: null });
    if (head.kind === 'article') section = null;
    if (isSection(head)) {
      if (head.kind === 'section') {
        section = { number: head.number, title: head.title, lines: head.titleLines };
        sections.push(section);
      }
      subsection = head.kind === 'subsection' ? head.title : null;
    }
    if (isSection(head) && textLength(tokens, head.to, end) <= LONGEST_LEAD) {
      pieces.push({ kind: 'section', from: head.from, to: head.to, ref: null });
      pieces.push({ kind: 'unplaced', from: head.to, to: end, ref: null });
      return;
    }
    const taken = tokens.slice(head.from, end);
    const first = taken[0]?.lines[0] ?? 1;
    const read = readItem(head, taken, [first, taken.at(-1)?.lines[1] ?? first], reference);
    const itemId = idOf(id, section, isSection(head) ? null : head.number, items.length + 1, ids);
    ids.add(itemId);
    items.push({
      id: itemId,
      ...read.item,
      number: isSection(head) ? null : head.number,
      section: section?.title ?? null,
      subsection: subsection ?? listedSubsection(head, outline),
    });
    pieces.push({ kind: 'item', from: head.from, to: end, ref: itemId });
    warnings.push(...read.warnings);
  });
  return { items, sections, pieces, warnings };
}

function isSection({ kind }: Head): boolean {
  return kind === 'section' || kind === 'subsection';
}

/** How many characters of text stand between two tokens. */
function textLength(tokens: readonly Token[], from: number, to: number): number {
  return tokens.slice(from, to).reduce((length, token) => length + (hasText(token) ? token.text.length : 0), 0);
}

/** `<bulletin>/<section>-<number>` when both are numbered and the id is still free, else `<bulletin>/<ordinal>`. */
function idOf(
  id: string,
  section: Section | null,
  number: string | null,
  ordinal: number,
  taken: ReadonlySet<string>,
): string {
  if (section?.number == null || number === null) return `${id}/${ordinal}`;
  const numbered = `${id}/${section.number}-${number.padStart(2, '0')}`;
  return taken.has(numbered) ? `${id}/${ordinal}` : numbered;
}

function listedSubsection(head: Head, { contents }: Outline): string | null {
  return entryLike(contents, head.title)?.subsection ?? null;
}

function empty(items: readonly Item[], lineCount: number): Warning[] {
  if (items.length > 0) return [];
  return [{ code: 'NO_ITEMS', lines: [1, Math.max(1, lineCount)], message: 'No items were found in this bulletin.' }];
}
