import mammoth from 'mammoth';
import type { Warning } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import { ensureHarmlessArchive, textOfEntry } from './archive.ts';
import type { DocumentText } from './document.ts';
import { shownNumbers } from './docx-numbering.ts';
import { partsOf } from './html-parts.ts';
import { parseHtml, parseXml } from './html-reader.ts';
import { elementsOf, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { markdownOf } from './markdown.ts';
import { withNumber } from './number-mark.ts';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Names of heading styles, besides Word's own that mammoth knows: localised, and those of Hancom's and other programs. */
const STYLES = [
  ...LEVELS.flatMap((level) =>
    [`heading ${level}`, `제목 ${level}`, `제목${level}`, `개요 ${level}`, `개요${level}`, `标题 ${level}`].map(
      (name) => `p[style-name='${name}'] => h${Math.min(level, 6)}:fresh`,
    ),
  ),
  ...['Title', '제목', '표제', '문서 제목', '标题'].map((name) => `p[style-name='${name}'] => h1:fresh`),
  ...['Subtitle', '부제', '부제목', '副标题'].map((name) => `p[style-name='${name}'] => h2:fresh`),
];
const NOTE_PREFIX = 'note-';
const NOTE = new RegExp(`^${NOTE_PREFIX}(?:footnote|endnote)-`);
const BACK_LINK = new RegExp(`^#${NOTE_PREFIX}(?:footnote|endnote)-ref-`);
/** What mammoth says that no text is missing for: looks, pictures and empty references. */
const HARMLESS =
  /^(?:Unrecognised (?:paragraph|run|table) style|Image of type|Could not find image|A v:imagedata|Paragraph style with|Run style with|Table style with|.*style with ID .* was referenced but not defined)/i;

/** Reads a Word document. Its places are blocks: where its pages break is up to the program that shows it. Notes stand behind the
 *  paragraph that refers to them. Throws FILE_DAMAGED, FILE_ENCRYPTED, FILE_NO_TEXT or FILE_HARMFUL. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  await ensureHarmlessArchive(bytes);
  const { value, messages } = await convert(bytes);
  const nodes = parseHtml(value);
  const notes = notesOf(nodes);
  const { text, places } = markdownOf(partsOf(withoutNotes(nodes), { base: null, notes }));
  if (text === '') throw noText();
  const lineCount = text.split('\n').length - 1;
  const warnings = messages
    .map(({ message }) => message)
    .filter((message) => !HARMLESS.test(message))
    .map((message): Warning => ({ code: 'TEXT_MAY_BE_MISSING', lines: [1, lineCount], message: `${message}.` }));
  return { format: 'docx', text, places, warnings };
}

async function convert(bytes: Uint8Array) {
  const numbers = await numbersOf(bytes);
  const options = {
    transformDocument: (document: unknown) => numberedElement(document, numbers),
    styleMap: STYLES,
    includeEmbeddedStyleMap: false, // the file must not say how it is read
    externalFileAccess: false,
    idPrefix: NOTE_PREFIX,
    convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
  };
  try {
    return await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
  } catch (cause) {
    const message =
      'It does not read as a Word document. Open it in a word processor and save it anew as DOCX, or as PDF.';
    throw new AppError('FILE_DAMAGED', message, { cause });
  }
}

/** The numbers that a word processor shows; mammoth counts each stretch of a list anew, in one notation. */
async function numbersOf(bytes: Uint8Array): Promise<Map<string, string[]>> {
  const numbering = await textOfEntry(bytes, 'word/numbering.xml');
  const document = numbering === null ? null : await textOfEntry(bytes, 'word/document.xml');
  if (numbering === null || document === null) return new Map();
  const styles = await textOfEntry(bytes, 'word/styles.xml');
  return shownNumbers({
    document: parseXml(document),
    numbering: parseXml(numbering),
    styles: styles === null ? [] : parseXml(styles),
  });
}

/** An element of mammoth's, the numbers of its paragraphs written into their text. */
function numberedElement(element: unknown, numbers: Map<string, string[]>): unknown {
  if (!isElement(element)) return element;
  const number = element.type === 'paragraph' ? numbers.get(textIn(element))?.shift() : undefined;
  const own = number === undefined ? element : withFirstText(element, number);
  return { ...own, children: own.children.map((child) => numberedElement(child, numbers)) };
}

type Element = { readonly type: string; readonly children: readonly unknown[] };
type Text = { readonly type: 'text'; readonly value: string };

function isElement(value: unknown): value is Element {
  return (
    typeof value === 'object' &&
    value !== null &&
    'children' in value &&
    Array.isArray(value.children) &&
    'type' in value
  );
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string';
}

function textIn(node: unknown): string {
  if (isText(node)) return node.value;
  return isElement(node) ? node.children.map(textIn).join('') : '';
}

/** The element with a number before the first text in it. */
function withFirstText(element: Element, number: string): Element {
  const at = element.children.findIndex((child) => textIn(child) !== '');
  const children = element.children.map((child, i) => {
    if (i !== at) return child;
    if (isText(child)) return { ...child, value: withNumber(child.value, number) };
    return isElement(child) ? withFirstText(child, number) : child;
  });
  return { ...element, children };
}

/** The text of each note by the id that references lead to, without the way back. */
function notesOf(nodes: readonly HtmlNode[]): ReadonlyMap<string, readonly HtmlNode[]> {
  const notes = elementsOf(nodes).filter(isNote);
  return new Map(notes.map((note) => [note.attributes.id ?? '', pruned(note.children, isBackLink)]));
}

function withoutNotes(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return pruned(nodes, isNote);
}

function isNote({ name, attributes }: HtmlElement): boolean {
  return name === 'li' && NOTE.test(attributes.id ?? '');
}

function isBackLink({ name, attributes }: HtmlElement): boolean {
  return name === 'a' && BACK_LINK.test(attributes.href ?? '');
}

function pruned(nodes: readonly HtmlNode[], isOut: (element: HtmlElement) => boolean): readonly HtmlNode[] {
  return nodes.flatMap((node): readonly HtmlNode[] => {
    if (typeof node === 'string') return [node];
    return isOut(node) ? [] : [{ ...node, children: pruned(node.children, isOut) }];
  });
}

function noText(): AppError {
  const message =
    'It holds no text, perhaps only pictures of pages. Recognise the text with a scanner program and save it anew.';
  return new AppError('FILE_NO_TEXT', message);
}
