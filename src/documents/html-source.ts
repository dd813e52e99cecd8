import { AppError } from '../errors.ts';

const MAX_DEPTH = 256; // elements; browsers stop at 512, and parsing takes time with the square of the depth
const MAX_TAGS = 400_000; // the tree of so many elements takes about 300 MB
const MAX_TAG_LENGTH = 4000; // characters of a tag whose attributes are read

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Elements whose content is no markup; of these only the title is text that the page has. */
const RAW = new Set('script style title textarea iframe noembed noframes xmp svg'.split(' '));
/** Marks that change how text looks, not what it says; left open in every paragraph they multiply in the tree. */
const DECORATION = new Set('big code em font i nobr s small strike tt u img math'.split(' '));
/** Elements that end by themselves where another one of their kind begins. */
const IMPLIED_END = new Set('p li dt dd tr td th thead tbody tfoot option optgroup'.split(' '));
/** An end tag inside one of these does not end what is around it. */
const BARRIER = new Set('td th caption table button object'.split(' '));
const TABLE_PART = new Set('td th tr caption table thead tbody tfoot'.split(' '));
const LOOK_BACK = 8; // open elements among which one that ends by itself is looked for

/** A page's markup with nothing in it that could hurt a parser or that no text depends on: comments, scripts, images and decoration are
 *  gone, and elements nested deeper than 256 are dissolved, their text staying. Takes linear time. Throws FILE_HARMFUL for
 *  more than 400,000 tags.
 *  @example harmlessMarkup('<P><i>가</i><!-- 나 --><br/>') // => '<p>가<br>' */
export function harmlessMarkup(html: string): string {
  const out: string[] = [];
  const nesting = new Nesting();
  let tags = 0;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    out.push(html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    const name = nameAt(html, open);
    if (name === null) {
      at = afterNoTag(html, open, out);
      continue;
    }
    const end = tagEnd(html, open + 1 + name.length);
    if (end === -1) break; // as in a browser, a tag that never ends is no text
    if (++tags > MAX_TAGS) throw tooMany();
    at = name.startsWith('/') ? end : afterContent(html, name, end, out);
    out.push(nesting.kept(name, html.slice(open + 1 + name.length, end - 1)));
  }
  return out.join('');
}

/** The name of the tag at an offset in lower case, with its slash; null where none begins. */
function nameAt(html: string, open: number): string | null {
  NAME.lastIndex = open;
  return NAME.exec(html)?.[1]?.toLowerCase() ?? null;
}
const NAME = /<(\/?[a-z][^\s/>]*)/iy;

/** Passes over a comment, declaration or processing instruction; any other `<` is text. */
function afterNoTag(html: string, open: number, out: string[]): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 2);
  if (/[!?/]/.test(html[open + 1] ?? '')) return after(html, '>', open + 1);
  out.push('&lt;');
  return open + 1;
}

/** The offset behind the content of an element that holds no markup, else behind its tag. */
function afterContent(html: string, name: string, end: number, out: string[]): number {
  if (!RAW.has(name)) return end;
  RAW_END.lastIndex = end;
  let close = RAW_END.exec(html);
  while (close !== null && close[1]?.toLowerCase() !== name) close = RAW_END.exec(html);
  const content = html.slice(end, close?.index ?? html.length);
  if (name === 'title') out.push(`<title>${content.replace(/</g, '&lt;')}</title>`);
  return close === null ? html.length : after(html, '>', close.index);
}
const RAW_END = /<\/(script|style|title|textarea|iframe|noembed|noframes|xmp|svg)(?=[\s/>])/gi;

/** The offset behind a tag whose name ends at `at`; -1 when it never ends. Quotes count only behind an equals sign. */
function tagEnd(html: string, at: number): number {
  for (let from = at; ; ) {
    STOP.lastIndex = from;
    const stop = STOP.exec(html);
    if (stop === null) return -1;
    if (stop[0] === '>') return stop.index + 1;
    const quote = stop[1];
    from = STOP.lastIndex;
    if (quote === undefined) continue;
    const close = html.indexOf(quote, from);
    if (close === -1) return -1;
    from = close + 1;
  }
}
const STOP = />|=[\t\n\f\r ]*(["'])?/g;

function after(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found === -1 ? html.length : found + what.length;
}

/** The elements that are open, as a browser would see them near enough to know how deep a tag stands. */
class Nesting {
  readonly #open: string[] = [];
  #isBold = false;

  /** The tag as it is to be written, '' when it is left out. */
  kept(name: string, attributes: string): string {
    if (name.startsWith('/')) return this.#end(name.slice(1));
    if (RAW.has(name) || DECORATION.has(name)) return '';
    const tag = attributes.length > MAX_TAG_LENGTH ? `<${name}>` : `<${name}${attributes.replace(/\/$/, '')}>`;
    if (VOID.has(name)) return tag;
    if (name === 'a') return tag; // a link that begins ends the one before it
    if (name === 'b' || name === 'strong') return this.#begin();
    if (IMPLIED_END.has(name)) this.#endImplied(name);
    if (this.#open.length >= MAX_DEPTH) return '';
    if (TABLE_PART.has(name)) this.#isBold = false;
    this.#open.push(name);
    return tag;
  }

  #begin(): string {
    const tag = this.#isBold ? '' : '<b>';
    this.#isBold = true;
    return tag;
  }

  #end(name: string): string {
    if (name === 'p' || name === 'br' || name === 'a') return name === 'p' ? this.#endParagraph() : `</${name}>`;
    if (name === 'b' || name === 'strong') {
      this.#isBold = false;
      return '</b>';
    }
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const open = this.#open[i] ?? '';
      if (open === name) {
        this.#open.length = i;
        return `</${name}>`;
      }
      if (BARRIER.has(open) && !TABLE_PART.has(name)) break;
      if (open === 'table' && name !== 'table') break;
    }
    return '';
  }

  #endParagraph(): string {
    if (this.#open.at(-1) === 'p') this.#open.pop();
    return '</p>';
  }

  #endImplied(name: string): void {
    const from = Math.max(0, this.#open.length - LOOK_BACK);
    for (let i = this.#open.length - 1; i >= from; i--) {
      const open = this.#open[i] ?? '';
      if (open === name) this.#open.length = i;
      if (!IMPLIED_END.has(open)) return;
    }
  }
}

function tooMany(): AppError {
  const message = `It holds more than ${MAX_TAGS.toLocaleString('en')} tags. Save only the part with the bulletin, or split it.`;
  return new AppError('FILE_HARMFUL', message);
}
