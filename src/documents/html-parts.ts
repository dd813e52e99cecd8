import { isArticle, isHidden } from './html-hidden.ts';
import { isCommand, labelled, markdownOfRuns, type Run, type Setting } from './html-run.ts';
import { tableParts } from './html-table.ts';
import { elementsOf, type HtmlElement, type HtmlNode, textOf } from './html-tree.ts';
import { type DocumentPart, escaped } from './markdown.ts';
import { numberOf } from './number-mark.ts';

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul caption title'.split(
    ' ',
  ),
);
const HEADING = /^h[1-6]$/;
const TYPED_MARK = /^\s*(?:\\?[•‣▪▫■□▣▶▷►▸●○◎◉◆◇◦∙·ㆍ➢☞※✓✔→⇒*–—―-](?!\d)|[ㅇo](?=\s))/u;
/** A label above files or facts of a board; in bold it would read as a heading. */
const FIELD_LABEL = /^\s*\*\*\s*(?:첨부\s*(?:파일|문서)?|등록일|작성일|작성자|담당\s*부서|조회\s*수?)\s*:?\s*\*\*\s*$/;
const DEEPEST_LIST = 9; // further levels stand at this one
const LONGEST_TERM = 40; // characters up to which a term and its explanation share a line

/** The parts of a page in reading order: what a reader of it sees as text. Notes of a document stand behind the part that refers to them. */
export function partsOf(
  nodes: readonly HtmlNode[],
  options: { readonly base: string | null; readonly notes?: Setting['notes'] },
): readonly DocumentPart[] {
  const setting: Setting = {
    bold: false,
    url: null,
    control: false,
    isPre: false,
    isInArticle: false,
    listDepth: -1,
    pageLength: textOf(nodes).length,
    base: options.base,
    notes: options.notes ?? new Map(),
  };
  return partsIn(nodes, setting);
}

/** The parts of some nodes of a page. */
function partsIn(nodes: readonly HtmlNode[], setting: Setting): readonly DocumentPart[] {
  const flow = new Flow();
  flow.walk(nodes, setting);
  flow.flush(setting);
  return flow.parts;
}

/** Collects text until a block begins or ends, and writes it as a part. */
class Flow {
  readonly parts: DocumentPart[] = [];
  #runs: Run[] = [];
  #bullet: { readonly depth: number; readonly mark: string } | null = null;

  walk(nodes: readonly HtmlNode[], setting: Setting): void {
    for (const node of nodes) {
      if (typeof node === 'string') this.#add(setting.isPre ? node : node.replace(/[ \t\n\r\f]+/g, ' '), setting);
      else if (!isHidden(node, setting.pageLength, setting.isInArticle)) this.#element(node, setting);
    }
  }

  flush(setting: Setting): void {
    const runs = this.#runs;
    this.#runs = [];
    const text = markdownOfRuns(runs);
    if (text.trim() !== '') this.#write(text);
    for (const run of runs) {
      if (run.note !== null) this.parts.push(...noteParts(run.note, run.text, setting));
    }
  }

  #write(markdown: string): void {
    const bullet = this.#bullet;
    this.#bullet = null;
    const { mark, text } = marked(markdown, bullet?.mark ?? null);
    if (bullet === null) {
      this.parts.push({ kind: 'paragraph', text, page: null });
      return;
    }
    const [first = '', ...others] = entriesOf(text);
    this.parts.push({ kind: 'bullet', depth: bullet.depth, mark, text: first, page: null });
    for (const entry of others) {
      this.parts.push({ kind: 'bullet', depth: bullet.depth + 1, mark: '-', text: entry, page: null });
    }
  }

  #element(element: HtmlElement, setting: Setting): void {
    const { name, children } = element;
    if (name === 'br') this.#add('\n', setting);
    else if (name === 'b' || name === 'strong') this.walk(children, { ...setting, bold: true });
    else if (name === 'a') this.#link(element, setting);
    else if (name === 'button') this.#button(children, setting);
    else if (name === 'rt') this.#add(`(${textOf(children).trim()})`, setting);
    else if (BLOCKS.has(name) || HEADING.test(name)) {
      this.flush(setting);
      this.#block(element, isArticle(element) ? { ...setting, isInArticle: true } : setting);
      this.flush(setting);
    } else this.walk(children, setting);
  }

  #button(children: readonly HtmlNode[], setting: Setting): void {
    if (!isCommand(textOf(children))) this.walk(children, { ...setting, control: true });
  }

  #block(element: HtmlElement, setting: Setting): void {
    const { name, children } = element;
    if (HEADING.test(name)) this.#heading(children, Number(name[1]), setting);
    else if (name === 'table') this.parts.push(...tableParts(element, setting, partsIn));
    else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') this.#list(element, setting);
    else if (name === 'dl') this.#definitions(children, setting);
    else if (name === 'pre') this.walk(children, { ...setting, isPre: true });
    else this.walk(children, setting);
  }

  #heading(children: readonly HtmlNode[], level: number, setting: Setting): void {
    const inner = partsIn(children, { ...setting, bold: false });
    const texts = inner.map((part) => (part.kind === 'table' ? null : part.text));
    const isText = texts.every((text) => text !== null);
    if (!isText) this.parts.push(...inner);
    else if (texts.length > 0) this.parts.push({ kind: 'heading', level, text: texts.join(' '), page: null });
  }

  #list(list: HtmlElement, outer: Setting): void {
    const setting = { ...outer, listDepth: Math.min(outer.listDepth + 1, DEEPEST_LIST) };
    const items = list.children.filter((node) => typeof node !== 'string' && node.name === 'li').length;
    const step = list.attributes.reversed === undefined ? 1 : -1;
    let number = integer(list.attributes.start) ?? (step === 1 ? 1 : items);
    for (const node of list.children) {
      if (typeof node === 'string' || node.name !== 'li') {
        this.walk([node], setting);
        continue;
      }
      if (isHidden(node, setting.pageLength, setting.isInArticle)) continue;
      this.flush(setting);
      number = integer(node.attributes.value) ?? number;
      this.#bullet = { depth: setting.listDepth, mark: list.name === 'ol' ? `${number}.` : '-' };
      this.walk(node.children, setting);
      this.flush(setting);
      this.#bullet = null;
      number += step;
    }
  }

  /** A short term and its explanation are one line, as of a table: 작성일: 2024. 8. 2. */
  #definitions(children: readonly HtmlNode[], setting: Setting): void {
    let term = '';
    const writeTerm = (): void => {
      if (term !== '') this.parts.push({ kind: 'paragraph', text: term, page: null });
      term = '';
    };
    for (const node of unwrapped(children)) {
      const name = typeof node === 'string' ? '' : node.name;
      const inner =
        typeof node === 'string' || name === '' ? partsIn([node], setting) : partsIn(node.children, setting);
      const [first, ...others] = inner;
      if (name === 'dt' && first?.kind === 'paragraph' && others.length === 0) {
        writeTerm();
        term = first.text.trim();
      } else if (term !== '' && term.length <= LONGEST_TERM && first?.kind === 'paragraph') {
        this.parts.push({ ...first, text: labelled(term, first.text) }, ...others);
        term = '';
      } else {
        writeTerm();
        this.parts.push(...inner);
      }
    }
    writeTerm();
  }

  #link({ attributes, children }: HtmlElement, setting: Setting): void {
    const href = attributes.href;
    const note = href?.startsWith('#') && setting.notes.has(href.slice(1)) ? href.slice(1) : null;
    if (note !== null) {
      this.#runs.push({ text: textOf(children), bold: setting.bold, url: null, control: false, note });
      return;
    }
    const url = href === undefined ? null : addressOf(href, setting.base);
    this.walk(children, { ...setting, url, control: setting.control || (href !== undefined && url === null) });
  }

  #add(text: string, { bold, url, control }: Setting): void {
    this.#runs.push({ text, bold, url, control, note: null });
  }
}

/** A text and the mark of its list entry. A number that a word processor shows takes the mark's place where it looks like one. */
function marked(markdown: string, mark: string | null): { readonly mark: string; readonly text: string } {
  const numbered = numberOf(markdown);
  if (numbered === null) {
    return { mark: mark ?? '-', text: FIELD_LABEL.test(markdown) ? markdown.replace(/\*\*/g, '') : markdown };
  }
  const { number, text } = numbered;
  return mark !== null && /^\d{1,3}[.)]$/.test(number)
    ? { mark: number, text }
    : { mark: '-', text: `${escaped(number)} ${text}` };
}

/** A list entry's lines, joined where a line goes on and apart where it opens with a mark of its own. */
function entriesOf(text: string): readonly string[] {
  const entries: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    if (entries.length > 0 && !TYPED_MARK.test(line)) entries.push(`${entries.pop() ?? ''} ${line.trim()}`);
    else entries.push(line);
  }
  return entries;
}

/** A note as a line with a star, its sign before it. */
function noteParts(id: string, sign: string, setting: Setting): readonly DocumentPart[] {
  const plain = { ...setting, notes: new Map(), bold: false, url: null, listDepth: -1 };
  return partsIn(setting.notes.get(id) ?? [], plain).map((part, i) => {
    if (i > 0 || part.kind === 'table') return part;
    return { kind: 'paragraph', text: `\\* ${escaped(sign)} ${part.text.trim()}`, page: null };
  });
}

/** The terms and explanations of a definition list, which may be grouped in elements. */
function unwrapped(children: readonly HtmlNode[]): readonly HtmlNode[] {
  return children.flatMap((node) =>
    typeof node !== 'string' && node.name === 'div' && elementsOf(node.children).some(({ name }) => name === 'dt')
      ? unwrapped(node.children)
      : [node],
  );
}

/** The address of a link as written; null for one within the page or the site, of a person or of a script. */
function addressOf(href: string, base: string | null): string | null {
  const written = href.replace(/[\t\n\r]/g, '').trim();
  if (/^https?:\/\/[^\s/]/i.test(written)) return written;
  if (written.startsWith('#') || (base === null && !/^\/\/[^\s/]/.test(written))) return null;
  const origin = base ?? 'https://localhost'; // lends its scheme alone, to //host/path
  if (!URL.canParse(written, origin)) return null;
  const url = new URL(written, origin);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

function integer(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : null;
}
