/** Whether a text is HTML, another format that is written as text, or none of these. */
export type Markup = { readonly kind: 'html' | 'none' } | { readonly kind: 'other'; readonly what: string };

const HTML_EXTENSIONS = new Set(['.html', '.htm', '.xhtml', '.xht']);
const HTML_START = /^<(!doctype\s+html|html|head|body|meta)\b/i;
const HTML_TAG =
  /<(p|div|span|table|br|h[1-6]|ul|ol|li|a|article|section|main|title|b|strong|font|img|pre|script|style)\b/i;

/** Formats that are XML or text but no bulletin as they are, by what comes first in them. */
const OTHERS = [
  [/^<HWPML\b/, 'an HWPML document'],
  [/^<(pkg:package|w:wordDocument)\b/, 'a Word document as one XML file'],
  [/^<(office:document)\b/, 'an OpenDocument text as one XML file'],
  [/^<(rss|feed|rdf:RDF)\b/, 'a news feed'],
  [/^<svg\b/, 'an SVG image'],
  [/^(\{\s*"[^"\n]*"\s*:|\[\s*\{\s*")/, 'JSON data'],
  [/^MIME-Version:[\s\S]*^Content-Type:\s*multipart\//im, 'a web page in one file (MHTML) or a mail'],
] as const;

/** What markup a file is, by its beginning. Markdown with some tags of HTML is no HTML: that says so before any text, or in its name.
 *  @param head the first bytes in Latin-1; in UTF-16 with their zeros
 *  @param extension in lower case with its dot, or ''
 *  @example markupOf('<!-- saved --><html>', '.md') // => { kind: 'html' } */
export function markupOf(head: string, extension: string): Markup {
  const isUtf16 = head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff');
  const text = head.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  const start = afterPreface(isUtf16 ? text.replaceAll('\0', '') : text);
  if (HTML_START.test(start.text)) return { kind: 'html' };
  const other = OTHERS.find(([pattern]) => pattern.test(start.text));
  if (other !== undefined) return { kind: 'other', what: other[1] };
  if (start.isXml) return { kind: 'other', what: 'an XML document' };
  return { kind: HTML_EXTENSIONS.has(extension) && HTML_TAG.test(start.text) ? 'html' : 'none' };
}

/** What is left after white space, comments and the declaration of XML. */
function afterPreface(head: string): { readonly text: string; readonly isXml: boolean } {
  let [text, isXml] = [head.trimStart(), false];
  for (;;) {
    const end = text.startsWith('<!--') ? '-->' : text.startsWith('<?xml') ? '?>' : null;
    const at = end === null ? -1 : text.indexOf(end);
    if (end === null || at === -1) return { text, isXml };
    isXml ||= end === '?>';
    text = text.slice(at + end.length).trimStart();
  }
}
