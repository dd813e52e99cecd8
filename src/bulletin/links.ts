import { withoutEnd } from './ends.ts';

/** A link in a line: `text` as written (marks not undone), `url` with its escapes undone. A bare address or autolink is its own
 *  text; an image's `text` is its description. `start` and `end` are offsets, `end` exclusive. */
export type Link = {
  readonly kind: 'link' | 'image' | 'auto' | 'bare';
  readonly text: string;
  readonly url: string;
  readonly start: number;
  readonly end: number;
};

const TARGET = String.raw`\((?=(?<space>\s*))\k<space>(<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`;
const INLINE = new RegExp(String.raw`(!?)\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]${TARGET}`, 'y');
const AUTO = /<((?:https?:\/\/|ftp:\/\/|mailto:|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+)>/iy;
const ANCHOR = /<a\s[^<>]*>/iy;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const ANCHOR_END = /<\/a\s*>/gi;
const BARE =
  /(?:https?:\/\/|www\.)(?:[^\s<>"'()[\]{}|（）《》「」〈〉“”‘’、。，；\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]|\([^\s<>"'()]*\))+/iy;
const START = /!?\[|<|https?:\/\/|www\./gi;

/** The Markdown link, image or autolink that begins at an offset, or null. */
export function linkAt(line: string, at: number): Link | null {
  INLINE.lastIndex = at;
  const inline = INLINE.exec(line);
  if (inline !== null) {
    const [whole, bang, text = '', , target = ''] = inline;
    const kind = bang === '!' ? 'image' : 'link';
    return { kind, text, url: address(target.replace(/^<|>$/g, '')), start: at, end: at + whole.length };
  }
  AUTO.lastIndex = at;
  const auto = AUTO.exec(line);
  if (auto === null) return null;
  const [whole, text = ''] = auto;
  return { kind: 'auto', text, url: address(text), start: at, end: at + whole.length };
}

/** All links of a line in their order: Markdown, HTML, autolinks and bare addresses; images and addresses of people left out. An
 *  address without a scheme (www.…) gets http, as readers of Markdown do.
 *  @example linksIn('[a\\_b](http://x.kr/a_b) www.y.kr.').map((link) => link.url) // => ['http://x.kr/a_b', 'http://www.y.kr'] */
export function linksIn(line: string): Link[] {
  const found: Link[] = [];
  const lastEnd = line.toLowerCase().lastIndexOf('</a');
  START.lastIndex = 0;
  for (let match = START.exec(line); match !== null; match = START.exec(line)) {
    if (isEscaped(line, match.index)) continue;
    const anchor = match.index < lastEnd ? anchorAt(line, match.index) : null;
    const link = linkAt(line, match.index) ?? anchor ?? bareAt(line, match.index);
    if (link === null) continue;
    START.lastIndex = link.end;
    if (link.kind !== 'image' && /^(?:https?|ftp):\/\/[^\s/]/i.test(link.url)) found.push(link);
  }
  return found;
}

function anchorAt(line: string, at: number): Link | null {
  ANCHOR.lastIndex = at;
  const tag = ANCHOR.exec(line)?.[0] ?? '';
  const [, double, single] = HREF.exec(tag) ?? [];
  const url = double ?? single;
  if (url === undefined) return null;
  ANCHOR_END.lastIndex = at + tag.length;
  const closing = ANCHOR_END.exec(line);
  if (closing === null) return null;
  const text = line.slice(at + tag.length, closing.index);
  return { kind: 'link', text, url: address(url), start: at, end: closing.index + closing[0].length };
}

/** Whether an odd number of backslashes stands before a bracket. */
function isEscaped(line: string, at: number): boolean {
  let from = at;
  while (from > 0 && line[from - 1] === '\\') from--;
  return line[at] === '[' && (at - from) % 2 === 1;
}

function bareAt(line: string, at: number): Link | null {
  if (/[\w@./-]/.test(line[at - 1] ?? ' ')) return null;
  BARE.lastIndex = at;
  const match = BARE.exec(line);
  if (match === null) return null;
  const text = withoutEnd(match[0], /[.,;:!?*~\\]/);
  return { kind: 'bare', text, url: address(text), start: at, end: at + text.length };
}

function address(target: string): string {
  const url = target
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&amp;/g, '&')
    .trim();
  return /^www\./i.test(url) ? `http://${url}` : url;
}
