import { blocksToMarkdown, type ParseFailure, type ParseSuccess, type ParseWarning, parseHwp, parseHwpx } from 'kordoc';
import type { Warning } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import { ensureHarmlessArchive } from './archive.ts';
import type { DocumentText } from './document.ts';
import { hwpParts } from './hwp-parts.ts';
import { type HwpSource, hwpSource, hwpxSource, missingFrom } from './hwp-source.ts';
import { markdownOf } from './markdown.ts';
import { isSoundOle } from './ole.ts';

const SAVE_ANEW = 'Open it in 한글 and save it as .hwpx without a password.';
const GET_ANEW = 'Get the file again, or open it in 한글 and save it as .hwpx.';
const VERSION_3 = 'HWP Document File V3';
/** What stands in a distribution document in place of its text, which is enciphered. */
const DISTRIBUTION_NOTICE = /상위 버전의 배포용 문서입니다/;
const NOTICE_LENGTH = 300;
/** Symbols of Hancom's own fonts, which Unicode has elsewhere. */
const PRIVATE_USE = /\p{Co}/gu;
/** The largest tables seen in documents have some 10,000 cells. */
const MAX_TABLE_PLACES = 300_000;
/** How much text may be missing before it is told: less are field names and other things that no reader sees. */
const MISSING_LETTERS = 20;
/** The library's reports of parts that it could not read. Its other ones are of pictures, which have no text. */
const DAMAGES: readonly string[] = [
  'PARTIAL_PARSE',
  'TRUNCATED_TABLE',
  'MALFORMED_XML',
  'LENIENT_CFB_RECOVERY',
  'BROKEN_ZIP_RECOVERY',
];

/** Reads an HWP 5 document (한글 2002 to today, `.hwp`). Its blocks are paragraphs and tables in reading order, text in boxes and shapes
 *  included. Rejects with FILE_ENCRYPTED, FILE_UNSUPPORTED (HWP 3 and older), FILE_DAMAGED, FILE_HARMFUL or FILE_NO_TEXT. */
export async function readHwp(bytes: Uint8Array): Promise<DocumentText> {
  if (Buffer.from(bytes.subarray(0, VERSION_3.length)).toString('latin1') === VERSION_3) {
    throw new AppError('FILE_UNSUPPORTED', `The file is HWP 3 (한글 97 or older). ${SAVE_ANEW}`);
  }
  // The library would follow a chain of sectors that runs in a circle for ever.
  if (!isSoundOle(bytes))
    throw new AppError('FILE_DAMAGED', `The file is no HWP document, or a broken one. ${GET_ANEW}`);
  const source = hwpSource(bytes);
  // A table is laid out by the size that it claims, however few cells follow.
  if (source.tablePlaces > MAX_TABLE_PLACES) {
    throw new AppError('FILE_HARMFUL', `The file claims tables of ${source.tablePlaces} cells. ${GET_ANEW}`);
  }
  return documentText('hwp', await parseHwp(copyOf(bytes)), source);
}

/** Reads an HWPX document (`.hwpx`), like `readHwp`. */
export async function readHwpx(bytes: Uint8Array): Promise<DocumentText> {
  await ensureHarmlessArchive(bytes);
  return documentText('hwpx', await parseHwpx(copyOf(bytes)), hwpxSource(bytes));
}

/** The library may keep or detach what it is given. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function documentText(format: 'hwp' | 'hwpx', result: ParseSuccess | ParseFailure, source: HwpSource): DocumentText {
  if (!result.success) throw failure(result);
  const reported = result.warnings ?? [];
  const { text, places } = markdownOf(hwpParts(result.blocks, { readable: glyphs(), isMixed: source.isMixed }));
  if (text.length <= NOTICE_LENGTH && DISTRIBUTION_NOTICE.test(text)) throw encrypted();
  if (!/[\p{L}\p{N}]/u.test(text)) throw withoutText(reported, result.images !== undefined);
  const lineCount = text.split('\n').length - 1;
  return { format, text, places, warnings: warningsOf(reported, missingFrom(source.pieces, text), lineCount) };
}

function failure({ code, error }: ParseFailure): AppError {
  switch (code) {
    case 'ENCRYPTED':
    case 'DRM_PROTECTED':
      return encrypted();
    case 'ZIP_BOMB':
    case 'DECOMPRESSION_BOMB':
    case 'OUTPUT_TOO_LARGE':
      return new AppError('FILE_HARMFUL', `The file unpacks to far more than a document. ${GET_ANEW}`, {
        cause: error,
      });
    case 'NO_SECTIONS':
      return new AppError('FILE_DAMAGED', `The file has no sections of text. ${GET_ANEW}`, { cause: error });
    default:
      return new AppError('FILE_DAMAGED', `The file does not read as an HWP document. ${GET_ANEW}`, { cause: error });
  }
}

function encrypted(): AppError {
  return new AppError('FILE_ENCRYPTED', `The document is protected by a password or as 배포용 문서. ${SAVE_ANEW}`);
}

function withoutText(reported: readonly ParseWarning[], hasPictures: boolean): AppError {
  if (reported.some(({ code }) => DAMAGES.includes(code))) {
    const cause = reported.map(({ message }) => message).join('; ');
    return new AppError('FILE_DAMAGED', `None of the document's text could be read. ${GET_ANEW}`, { cause });
  }
  const what = hasPictures ? 'nothing but pictures' : 'no text';
  return new AppError(
    'FILE_NO_TEXT',
    `The document holds ${what}. Recognise its text (OCR) and save that as a document.`,
  );
}

function warningsOf(
  reported: readonly ParseWarning[],
  missing: ReturnType<typeof missingFrom>,
  lineCount: number,
): readonly Warning[] {
  const warnings: Warning[] = [];
  const lines: Warning['lines'] = [1, lineCount];
  const damages = reported.filter(({ code }) => DAMAGES.includes(code));
  if (damages.length > 0) {
    const details = [...new Set(damages.map(({ code, message }) => `${code}: ${message}`))].slice(0, 3).join('; ');
    const message = `The file is damaged; ${damages.length} of its parts may be missing or incomplete (${details}). ${GET_ANEW}`;
    warnings.push({ code: 'HWP_DAMAGED', lines, message });
  }
  if (missing !== null && missing.letters > MISSING_LETTERS) {
    const share = Math.max(0.1, Math.round((missing.letters / missing.allLetters) * 1000) / 10);
    const message = `${share} % of the document's text (${missing.letters} of ${missing.allLetters} letters) was not understood, beginning with "${missing.first}". Compare with the original.`;
    warnings.push({ code: 'HWP_TEXT_MISSING', lines, message });
  }
  const skipped = reported.filter(({ code }) => code === 'SKIPPED_OLE').length;
  if (skipped > 0) {
    const message = `${skipped} embedded objects (charts, sheets) are left out. What they say is not found.`;
    warnings.push({ code: 'HWP_OBJECTS', lines, message });
  }
  return warnings;
}

/** A function that replaces the symbols of Hancom's fonts by those of Unicode, as the library does in its own Markdown. */
function glyphs(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) =>
    text.replace(PRIVATE_USE, (char) => {
      const glyph =
        known.get(char) ??
        blocksToMarkdown([{ type: 'paragraph', text: `가${char}가` }])
          .trim()
          .slice(1, -1);
      known.set(char, glyph);
      return glyph;
    });
}
