import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors.ts';
import { decode } from './decode.ts';
import { decodeKorean } from './korean.ts';

const SEARCHED = 4096; // bytes in which a page names its encoding; the standard asks for 1024, pages in use are later
const META = /<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)/i;
const KOREAN = /^(?:euc-?kr|ks_c_5601.*|ksc_?5601|korean|(?:windows-|cp|ms|x-windows-)949|uhc)$/i;
const EAST_ASIAN =
  /^(?:gbk|gb2312|gb_2312.*|gb18030|x-gbk|chinese|big5|big5-hkscs|cn-big5|x-x-big5|shift[_-]jis|sjis|euc-jp)$/i;

/** The text of a web page's bytes. A mark and valid UTF-8 come before what the page says of itself, since programs that save a page
 *  anew leave the old statement in place; an East Asian encoding that it names comes before guessing, a Western one after.
 *  Throws FILE_NOT_TEXT or FILE_ENCODING. */
export function decodeHtml(bytes: Uint8Array): string {
  const named = META.exec(Buffer.from(bytes.subarray(0, SEARCHED)).toString('latin1'))?.[1] ?? '';
  if (!isUtf8(bytes) && !isUtf16(bytes)) {
    const korean = KOREAN.test(named) ? decodeKorean(bytes) : null;
    const text = korean ?? (EAST_ASIAN.test(named) ? strictly(bytes, named) : null);
    if (text !== null) return text;
  }
  try {
    return decode(bytes, 'The page');
  } catch (error) {
    const isUnknown = error instanceof AppError && error.code === 'FILE_ENCODING' && !/^(?:utf-?8)?$/i.test(named);
    const text = isUnknown ? strictly(bytes, named) : null;
    if (text === null) throw error;
    return text;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The text in a named encoding; null when the name is unknown or a byte is not of that encoding. */
function strictly(bytes: Uint8Array, name: string): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
