import type { Contents } from './contents.ts';
import { type Head, headOf, isTitleLike, numberingInSequence } from './head.ts';
import { keyOf } from './key.ts';
import { isGenericHeading } from './labels.ts';
import { NO_TOKEN, type Token } from './lex.ts';
import { nextText } from './neighbours.ts';
import { isFigureSource } from './sources.ts';

/** A heading with the headings below it. `to` is where its part of the tokens ends. */
type Node = {
  readonly at: number;
  readonly to: number;
  readonly level: number;
  readonly children: readonly Node[];
};

const BOLD_LEVEL = 7; // a line in bold stands below every heading
const SHORT = 60; // characters; a heading with no more text than this before the next one only introduces it

/** The heads of a bulletin whose heading levels can be trusted: headings that only group others are sections (of two such levels the
 *  lower makes subsections), the groups' members are items. Null when there is nothing but a title. */
export function levelHeads(tokens: readonly Token[], contents: Contents | null): Head[] | null {
  const start = contents?.to ?? 0;
  const at = headingsFrom(tokens, start);
  const roots = treeOf(tokens, at, tokens.length);
  const nodes = withoutTitle(tokens, roots, contents === null);
  if (nodes.length === 0) return null;
  const generic = nodes.filter((node) => isGenericHeading(tokens[node.at]?.folded ?? ''));
  if (generic.length * 2 >= nodes.length && nodes.length > 1) return null;
  return headsOf(tokens, nodes, 'section');
}

/** The headings that could be titles; lines in bold only where there are no others. */
function headingsFrom(tokens: readonly Token[], start: number): number[] {
  const indices = tokens
    .map((_, i) => i)
    .filter((i) => i >= start && isTitleLike(tokens[i] ?? NO_TOKEN, { marked: true }));
  const headings = indices.filter((i) => tokens[i]?.level !== null);
  return headings.length > 1 ? headings : indices.filter((i) => tokens[i]?.level !== null || tokens[i]?.bold);
}

function treeOf(tokens: readonly Token[], at: readonly number[], end: number): Node[] {
  const level = (i: number) => tokens[i]?.level ?? BOLD_LEVEL;
  const top = at.reduce((least, i) => Math.min(least, level(i)), BOLD_LEVEL);
  const starts = at.flatMap((i, k) => (level(i) === top ? [k] : []));
  const orphans = at.slice(0, starts[0]);
  const nodes = starts.map((start, k) => {
    const next = starts[k + 1] ?? at.length;
    const to = at[next] ?? end;
    const below = at.slice(start + 1, next);
    return { at: at[start] ?? end, to, level: top, children: below.length > 0 ? treeOf(tokens, below, to) : [] };
  });
  const before = orphans.length > 0 ? treeOf(tokens, orphans, at[starts[0] ?? 0] ?? end) : [];
  return [...before, ...nodes];
}

/** The nodes that may be items: below the bulletin's own title, when a single heading stands above all others. */
function withoutTitle(tokens: readonly Token[], roots: readonly Node[], mayHaveTitle: boolean): readonly Node[] {
  const [first, ...others] = roots;
  if (first === undefined || !mayHaveTitle) return roots;
  if (others.length === 0) return first.children;
  const isAlone =
    first.level === 1 && first.children.length === 0 && textBefore(tokens, first.at + 1, first.to) <= SHORT;
  return isAlone ? others : roots;
}

function headsOf(tokens: readonly Token[], nodes: readonly Node[], kind: 'section' | 'subsection'): Head[] {
  const lastOnly = sourcesOnlyInLast(tokens, nodes);
  const names = namesBelow(tokens, nodes);
  const areAllGroups = nodes.every((node) => isGroup(tokens, node, names));
  let expected = 1;
  return nodes.flatMap((node) => {
    const token = tokens[node.at];
    if (token === undefined) return [];
    const numbering = numberingInSequence(token, expected);
    expected = (numbering?.value ?? expected - 1) + 1;
    const isMember = kind === 'subsection' && !areAllGroups;
    if (lastOnly || isMember || !isGroup(tokens, node, names)) return [headOf('item', tokens, node.at, numbering)];
    const members = kind === 'section' ? headsOf(tokens, node.children, 'subsection') : itemsOf(tokens, node.children);
    return [headOf(kind, tokens, node.at, numbering), ...members];
  });
}

function itemsOf(tokens: readonly Token[], nodes: readonly Node[]): Head[] {
  let expected = 1;
  return nodes.flatMap((node) => {
    const token = tokens[node.at];
    if (token === undefined) return [];
    const numbering = numberingInSequence(token, expected);
    expected = (numbering?.value ?? expected - 1) + 1;
    return [headOf('item', tokens, node.at, numbering)];
  });
}

/** How often each heading stands below one of these. */
type Names = ReadonlyMap<string, number>;

function namesBelow(tokens: readonly Token[], nodes: readonly Node[]): Names {
  const counts = new Map<string, number>();
  for (const child of nodes.flatMap((node) => node.children)) {
    const key = keyOf(tokens[child.at]?.text ?? '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether a heading only groups the headings below it: hardly any text of its own, text below its children, and these not named
 *  like the parts of an article or the same as its neighbours' children. */
function isGroup(tokens: readonly Token[], node: Node, names: Names): boolean {
  const [first] = node.children;
  if (first === undefined || textBefore(tokens, node.at + 1, first.at) > SHORT) return false;
  const generic = node.children.filter((child) => isGenericHeading(tokens[child.at]?.folded ?? ''));
  if (generic.length * 2 >= node.children.length) return false;
  const repeated = node.children.filter((child) => (names.get(keyOf(tokens[child.at]?.text ?? '')) ?? 0) > 1);
  if (repeated.length * 2 >= node.children.length) return false;
  return node.children.some((child) => textBefore(tokens, child.at + 1, child.to) > 0);
}

/** When each heading with several below it names its source once, at the very end, those below are parts of it. */
function sourcesOnlyInLast(tokens: readonly Token[], nodes: readonly Node[]): boolean {
  const several = nodes.filter((node) => node.children.length > 1);
  return (
    several.length > 1 &&
    several.every((node) => {
      const sourced = node.children.map((child) => hasSource(tokens, child));
      return sourced.at(-1) === true && sourced.slice(0, -1).every((has) => !has);
    })
  );
}

function hasSource(tokens: readonly Token[], node: Node): boolean {
  for (let i = node.at; i < node.to; i++) {
    if (tokens[i]?.kind === 'link' || (tokens[i]?.kind === 'source' && !isFigureSource(tokens, i))) return true;
  }
  return false;
}

/** How many characters of text stand between two headings. */
function textBefore(tokens: readonly Token[], from: number, to: number): number {
  let length = 0;
  for (let i = nextText(tokens, from); i < to; i = nextText(tokens, i + 1)) length += tokens[i]?.text.length ?? 0;
  return length;
}
