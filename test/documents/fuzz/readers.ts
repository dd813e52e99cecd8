import { LINES_ONLY } from '../../../src/bulletin/places.ts';
import { decode } from '../../../src/documents/decode.ts';
import type { DocumentText, Format } from '../../../src/documents/document.ts';

/** The reader of a format, in this process and without limits; what is given to it need not be of that format. */
export async function readerOf(format: Format): Promise<(bytes: Uint8Array) => Promise<DocumentText>> {
  switch (format) {
    case 'text':
      return async (bytes) => ({ format, text: decode(bytes, 'a.md'), places: LINES_ONLY, warnings: [] });
    case 'html':
      return (await import('../../../src/documents/html-reader.ts')).readHtml;
    case 'pdf':
      return (await import('../../../src/documents/pdf-reader.ts')).readPdf;
    case 'docx':
      return (await import('../../../src/documents/docx-reader.ts')).readDocx;
    case 'hwp':
      return (await import('../../../src/documents/hwp-reader.ts')).readHwp;
    case 'hwpx':
      return (await import('../../../src/documents/hwp-reader.ts')).readHwpx;
  }
}
