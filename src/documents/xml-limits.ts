import { AppError } from '../errors.ts';

const MAX_DEPTH = 500; // elements in each other; documents stay below 60
const MAX_ELEMENTS = 1_000_000; // in one file of an archive; 16 MB of real text have a third of that
const BOM = '\u00ef\u00bb\u00bf'; // UTF-8's mark, read byte by byte
/** Document types declare entities, which can multiply text without end. Those of web pages and drawings without declarations do not. */
const DECLARATION = /<!ENTITY|<!DOCTYPE(?!\s+(?:html|svg)\b[^[<>]*>)/i;
const MARKUP = /<(?:!--|!\[CDATA\[|\?|\/|[^\s!])/g;

/** Makes sure that a file of an archive, if it is XML, can be parsed: no document type, at most 500 elements in each other and a million
 *  in all. Takes linear time. Throws FILE_HARMFUL; `name` is for the message. */
export function ensureHarmlessXml(content: Buffer, name: string): void {
  const xml = content.toString('latin1'); // marks are ASCII in UTF-8; text is not looked at
  if (!/^\s*</.test(xml.startsWith(BOM) ? xml.slice(BOM.length) : xml.slice(0, BOM.length + 1))) return;
  if (DECLARATION.test(xml)) throw harmful(`${name} declares entities`);
  let depth = 0;
  let elements = 0;
  MARKUP.lastIndex = 0;
  for (let match = MARKUP.exec(xml); match !== null; match = MARKUP.exec(xml)) {
    const end = markEnd(xml, match[0], match.index);
    if (end === -1) return; // a parser will tell that it is not whole
    MARKUP.lastIndex = end;
    if (/^<[!?]/.test(match[0])) continue;
    if (match[0] === '</') depth = Math.max(0, depth - 1);
    else {
      elements++;
      if (xml[end - 2] !== '/') depth++;
    }
    if (depth > MAX_DEPTH) throw harmful(`${name} has more than ${MAX_DEPTH} elements in each other`);
    if (elements > MAX_ELEMENTS) throw harmful(`${name} has more than a million elements`);
  }
}

/** The offset behind a mark that begins at `at`; -1 when it does not end. */
function markEnd(xml: string, opening: string, at: number): number {
  if (opening === '<!--') return after(xml, '-->', at + opening.length);
  if (opening === '<![CDATA[') return after(xml, ']]>', at + opening.length);
  if (opening === '<?') return after(xml, '?>', at + opening.length);
  for (let from = at + 1; ; ) {
    STOP.lastIndex = from;
    const stop = STOP.exec(xml);
    if (stop === null) return -1;
    if (stop[0] === '>') return stop.index + 1;
    const close = xml.indexOf(stop[0], stop.index + 1);
    if (close === -1) return -1;
    from = close + 1;
  }
}
const STOP = /[>"']/g;

function after(xml: string, what: string, from: number): number {
  const found = xml.indexOf(what, from);
  return found === -1 ? -1 : found + what.length;
}

function harmful(what: string): AppError {
  const message = `It could harm the program that reads it: ${what}. Save the document anew, or as PDF.`;
  return new AppError('FILE_HARMFUL', message);
}
