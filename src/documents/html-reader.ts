import { load } from 'cheerio';
import { AppError } from '../errors.ts';
import type { DocumentText } from './document.ts';
import { decodeHtml } from './html-encoding.ts';
import { partsOf } from './html-parts.ts';
import { harmlessMarkup } from './html-source.ts';
import { elementsOf, type HtmlElement, type HtmlNode, textOf } from './html-tree.ts';
import { type DocumentPart, markdownOf } from './markdown.ts';

/** Reads a web page. Its places are blocks: a page has no pages, and neither the lines of its source nor those of the Markdown are seen by
 *  a reader of it, but paragraphs, entries and tables can be counted. Throws FILE_ENCODING, FILE_NOT_TEXT, FILE_NO_TEXT or
 *  FILE_HARMFUL.
 *  @example (await readHtml(Buffer.from('<h1>소식</h1><p>가'))).text // => '# 소식\n\n가\n' */
export async function readHtml(bytes: Uint8Array): Promise<DocumentText> {
  const nodes = parseHtml(decodeHtml(bytes));
  const body = partsOf(nodes, { base: baseOf(nodes) });
  const { text, places } = markdownOf([...titleParts(nodes, body), ...body]);
  if (text === '') throw noText();
  return { format: 'html', text, places, warnings: [] };
}

/** Markup as plain data. Throws FILE_HARMFUL for markup that would take too long. */
export function parseHtml(html: string): readonly HtmlNode[] {
  return parsed(`<!doctype html>${harmlessMarkup(html)}`).flatMap(plainNode);
}

/** XML as plain data. It must have passed `ensureHarmlessXml`. */
export function parseXml(xml: string): readonly HtmlNode[] {
  return load(xml, { xml: true }).root().contents().toArray().flatMap(plainNode);
}

type Parsed = ReturnType<typeof parsed>[number];

function parsed(html: string) {
  return load(html).root().contents().toArray();
}

function plainNode(node: Parsed): HtmlNode[] {
  if (node.type === 'text') return [node.data];
  if (!('attribs' in node)) return [];
  return [{ name: node.name, attributes: node.attribs, children: node.children.flatMap(plainNode) }];
}

function baseOf(nodes: readonly HtmlNode[]): string | null {
  const href = elementsOf(nodes).find(({ name }) => name === 'base')?.attributes.href;
  return href !== undefined && /^https?:\/\//i.test(href) ? href : null;
}

/** The title of the window, which a reader sees too, where the page has no heading of the first level and says it nowhere. */
function titleParts(nodes: readonly HtmlNode[], body: readonly DocumentPart[]): readonly DocumentPart[] {
  if (body.length === 0 || body.some((part) => part.kind === 'heading' && part.level === 1)) return [];
  const title = elementsOf(nodes).find(({ name }) => name === 'title');
  if (title === undefined) return [];
  const own = textOf(title.children);
  const isSaid = body.some((part) => part.kind === 'heading' && own.includes(part.text.replace(/[\\*]/g, '').trim()));
  return isSaid ? [] : partsOf([h1(title)], { base: null });
}

function h1({ children }: HtmlElement): HtmlElement {
  return { name: 'h1', attributes: {}, children };
}

function noText(): AppError {
  const message =
    'It holds no text: a page that a script fills is empty when saved without it. Save what the browser shows, or a PDF.';
  return new AppError('FILE_NO_TEXT', message);
}
