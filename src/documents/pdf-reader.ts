import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Warning } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import type { DocumentText } from './document.ts';
import { markdownOf } from './markdown.ts';
import { contentOf, type PageContent } from './pdf-content.ts';
import { draftOf, type PageDraft, pageFlows } from './pdf-flows.ts';
import type { Link } from './pdf-lines.ts';
import type { Matrix } from './pdf-matrix.ts';
import { partsOf } from './pdf-parts.ts';
import type { Font, Operation } from './pdf-pen.ts';

const MAX_PAGES = 1000;
const ERRORS_ONLY = 0;
const DEFAULT_SCALE = 0.001;

/** Reads the text layer of a PDF: headings by their size, lists, tables, links, in reading order; places are pages. What repeats at the
 *  edges of pages is left out. Nothing is recognised from images. Throws FILE_ENCRYPTED, FILE_NO_TEXT, FILE_DAMAGED or FILE_HARMFUL. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  const pages = await readPages(bytes);
  const { text, places } = markdownOf(partsOf(pageFlows(pages.map(({ draft }) => draft))));
  if (text === '') throw new AppError('FILE_NO_TEXT', NO_TEXT);
  const bare = pages.flatMap(({ draft, isBare }) => (isBare ? [draft.page] : []));
  return { format: 'pdf', text, places, warnings: warningsOf(bare, places.starts) };
}

const NO_TEXT =
  'The PDF has no text: its pages are images (scanned) or empty. Run OCR on it first, or get the original file.';

type PageRead = { readonly draft: PageDraft; readonly isBare: boolean };

async function readPages(bytes: Uint8Array): Promise<readonly PageRead[]> {
  const pdf = await load();
  const task = pdf.getDocument({ data: Uint8Array.from(bytes), ...SETTINGS, ...folders() });
  try {
    const document = await known(task.promise);
    if (document.numPages > MAX_PAGES)
      throw new AppError(
        'FILE_HARMFUL',
        `The PDF has ${document.numPages} pages; at most ${MAX_PAGES} are read. Split it into issues.`,
      );
    const names = new Map(Object.entries(pdf.OPS).map(([name, code]) => [code, name]));
    const pages: PageRead[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await known(document.getPage(number));
      const content = await contentOfPage(page, names);
      const isBare = content.hasImage && content.glyphs.every((glyph) => glyph.text.trim() === '');
      pages.push({ draft: draftOf(number, content, await linksOf(page)), isBare });
      page.cleanup();
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

type Pdf = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type Page = Awaited<ReturnType<Awaited<ReturnType<Pdf['getDocument']>['promise']>['getPage']>>;

/** No code is made of the file's contents, nothing is fetched, images are not decoded. */
const SETTINGS = {
  verbosity: ERRORS_ONLY,
  isEvalSupported: false,
  useSystemFonts: false,
  useWorkerFetch: false,
  disableFontFace: true,
  enableXfa: false,
  maxImageSize: 0,
  cMapPacked: true,
} as const;

/** The library complains on standard output about three classes that only drawing needs; they are given to it before it is loaded. */
async function load(): Promise<Pdf> {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
    if (!Reflect.has(globalThis, name)) Reflect.set(globalThis, name, class {});
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

function folders(): { readonly cMapUrl: string; readonly standardFontDataUrl: string } {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return { cMapUrl: join(home, 'cmaps/'), standardFontDataUrl: join(home, 'standard_fonts/') };
}

async function contentOfPage(page: Page, names: ReadonlyMap<number, string>): Promise<PageContent> {
  const { fnArray, argsArray } = await known(page.getOperatorList());
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.map(Number);
  const base: Matrix = [a, b, c, d, e, f];
  const operations: Operation[] = fnArray.map((code, i) => ({ name: names.get(code) ?? '', args: argsArray[i] }));
  return contentOf(operations, { base, width, height }, (name) => fontOf(page, name));
}

function fontOf(page: Page, name: string): Font {
  const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
  if (typeof font !== 'object' || font === null) return { name: '', scale: DEFAULT_SCALE };
  const matrix = 'fontMatrix' in font && Array.isArray(font.fontMatrix) ? Number(font.fontMatrix[0]) : DEFAULT_SCALE;
  return { name: 'name' in font ? String(font.name) : '', scale: matrix };
}

/** The links of a page. Their addresses stand as the file writes them, unless they are none for the web or mail. */
async function linksOf(page: Page): Promise<readonly Link[]> {
  const { transform } = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.map(Number);
  const annotations: readonly unknown[] = await known(page.getAnnotations());
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null) return [];
    if (!('url' in annotation && typeof annotation.url === 'string' && 'rect' in annotation)) return [];
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.isArray(annotation.rect) ? annotation.rect.map(Number) : [];
    const written = 'unsafeUrl' in annotation ? annotation.unsafeUrl : null;
    const [left, right] = [a * x0 + c * y0 + e, a * x1 + c * y1 + e];
    const [top, bottom] = [b * x0 + d * y0 + f, b * x1 + d * y1 + f];
    const box = {
      x0: Math.min(left, right),
      x1: Math.max(left, right),
      y0: Math.min(top, bottom),
      y1: Math.max(top, bottom),
    };
    return [{ box, url: typeof written === 'string' ? written : annotation.url }];
  });
}

function warningsOf(bare: readonly number[], starts: readonly number[]): readonly Warning[] {
  const [first] = bare;
  if (first === undefined) return [];
  const line = starts[first - 1] ?? starts.at(-1) ?? 1;
  const pages = bare.length === 1 ? `Page ${first} is an image` : `Pages ${bare.join(', ')} are images`;
  const message = `${pages} without text and cannot be searched. Run OCR on the file, or get the original.`;
  return [{ code: 'PAGES_WITHOUT_TEXT', lines: [line, line], message }];
}

/** What the library refuses is the file's fault. */
async function known<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException')
      throw new AppError('FILE_ENCRYPTED', 'The PDF needs a password. Save it without one, or get an open copy.', {
        cause,
      });
    throw new AppError('FILE_DAMAGED', 'The PDF is damaged and cannot be read. Get the file again, or save it anew.', {
      cause,
    });
  }
}
