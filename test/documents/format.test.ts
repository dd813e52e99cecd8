import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../src/documents/format.ts';
import { compoundFile } from './hostile/compound-file.ts';
import { zipOf } from './hostile/zip-file.ts';

const fixture = (name: string) => readFile(fileURLToPath(new URL(`../fixtures/documents/${name}`, import.meta.url)));
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('formatOf tells by the content', () => {
  test.each([
    ['kostec-2024-08-02.html', 'html'],
    ['kostec-2024-08-02.hwpx', 'hwpx'],
    ['kostec-2024-08-02.noto.pdf', 'pdf'],
    ['kostec-2024-08-02.libreoffice.pdf', 'pdf'],
    ['kostec-2024-08-02.pandoc.docx', 'docx'],
    ['kostec-2024-08-02.libreoffice.docx', 'docx'],
    ['excerpt.utf-8.md', 'text'],
    ['excerpt.cp949.md', 'text'],
    ['excerpt.utf-16le.md', 'text'],
  ])('what %s is, under any name', async (name, format) => {
    const bytes = await fixture(name);
    for (const path of [name, 'a.md', 'a.pdf', 'a.hwp', 'a']) expect(formatOf(bytes, path)).toBe(format);
  });

  test('HWP 5 by its streams, HWP 3 by its beginning', () => {
    const hwp5 = compoundFile([['FileHeader', latin1('HWP Document File')]]);
    expect(formatOf(hwp5, 'a.pdf')).toBe('hwp');
    expect(formatOf(latin1('HWP Document File V3.00 \x1a\x01'), 'a.hwp')).toBe('hwp');
  });

  test.each([
    ['a mark', '\uFEFF<!DOCTYPE html><p>가'],
    ['a comment of the browser', '<!-- saved from url=(0014)about:internet -->\n<html lang="ko">'],
    [
      'the declaration of XHTML',
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
    ],
    ['nothing but a charset', '<meta charset="euc-kr"><p>가'],
    ['white space and capitals', '\n\n  <HTML><BODY>가'],
  ])('HTML after %s', (_, text) => {
    expect(formatOf(Buffer.from(text), 'a.md')).toBe('html');
    expect(formatOf(Buffer.from(`\uFEFF${text.replace('\uFEFF', '')}`, 'utf16le'), 'a.txt')).toBe('html');
  });

  test('Markdown with tags for text, and pieces of HTML for HTML only under its name', () => {
    const markdown = Buffer.from('<div align="center">\n\n# 소식\n\n</div>\n');
    expect(formatOf(markdown, 'a.md')).toBe('text');
    expect(formatOf(markdown, 'a.htm')).toBe('html');
    expect(formatOf(Buffer.from('# 소식\n\n본문'), 'a.html')).toBe('text');
  });

  test('a PDF after what a server put before it, and a text about PDF for text', () => {
    expect(formatOf(latin1('HTTP header\r\n\r\n%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF'), 'a.pdf')).toBe('pdf');
    expect(formatOf(latin1('A PDF begins with %PDF-1.4.'), 'a.md')).toBe('text');
  });
});

describe('formatOf tells what cannot be read', () => {
  const none = new Uint8Array();
  test.each([
    ['an old Word document', compoundFile([['WordDocument', none]]), /an old Word document .*Save it as HWPX/],
    ['an old Excel workbook', compoundFile([['Workbook', none]]), /an old Excel workbook/],
    [
      'an Excel workbook',
      zipOf([
        ['[Content_Types].xml', ''],
        ['xl/workbook.xml', ''],
      ]),
      /an Excel workbook/,
    ],
    ['an OpenDocument text', zipOf([['mimetype', 'application/vnd.oasis.opendocument.text']]), /OpenDocument text/],
    ['an e-book', zipOf([['mimetype', 'application/epub+zip']]), /EPUB/],
    ['a ZIP archive', zipOf([['a.txt', 'text']]), /a ZIP archive .*Put the document itself in its place/],
    ['an RTF', latin1('{\\rtf1\\ansi text}'), /an RTF document/],
    ['a PNG', latin1('\x89PNG\r\n\x1a\n'), /a PNG image .*Put the document itself/],
    ['a JPEG', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), /a JPEG image/],
    ['a HEIC', latin1('\0\0\0\x18ftypheic'), /a photograph/],
    ['a Windows program', latin1('MZ\x90\0\x03'), /a program/],
    ['a feed', Buffer.from('<?xml version="1.0"?><rss version="2.0">'), /a news feed/],
    ['HWPML', Buffer.from('<?xml version="1.0"?><HWPML Version="2.8">'), /an HWPML document/],
    ['JSON', Buffer.from('{\n  "name": "a"'), /JSON data/],
    ['XML', Buffer.from('<?xml version="1.0"?><issue/>'), /an XML document/],
    ['MHTML', latin1('From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;'), /MHTML/],
  ])('as %s', (_, bytes, message) => {
    const told = { code: 'FILE_UNSUPPORTED', message: expect.stringMatching(message) };
    for (const path of ['a.pdf', 'a.md']) expect(() => formatOf(bytes, path)).toThrow(expect.objectContaining(told));
  });

  test.each([
    [
      'an Office document',
      compoundFile([
        ['EncryptionInfo', none],
        ['EncryptedPackage', none],
      ]),
    ],
    ['an archive with a password', zipOf([['word/document.xml', 'text']], { flags: 1 })],
  ])('because %s is encrypted', (_, bytes) => {
    const told = { code: 'FILE_ENCRYPTED', message: expect.stringMatching(/^a.docx .*save it without one/) };
    expect(() => formatOf(bytes, 'a.docx')).toThrow(expect.objectContaining(told));
  });

  test.each([
    ['empty', new Uint8Array(), 'a.pdf', /a.pdf is empty/],
    ['something else', latin1('\0\0\x01\x02'), 'a.hwp', /is no HWP by its content/],
    ['cut short after the first bytes of a ZIP', latin1('PK\x03\x04\x14\0'), 'a.docx', /is cut short/],
    ['cut short after the first bytes of OLE2', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'), 'a.hwp', /is cut short/],
  ])('because it is %s', (_, bytes, path, message) => {
    const told = { code: 'FILE_DAMAGED', message: expect.stringMatching(message) };
    expect(() => formatOf(bytes, path)).toThrow(expect.objectContaining(told));
  });

  test('but takes text under any name, and an empty text', () => {
    expect(formatOf(Buffer.from('# 소식'), 'a.pdf')).toBe('text');
    expect(formatOf(new Uint8Array(), 'a.md')).toBe('text');
  });
});

test('formatOf answers or names the fault for any bytes after any mark', () => {
  const marks = fc.constantFrom(
    '',
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '<!--',
    '<?xml',
    '%PDF-',
    'PK\x05\x06',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(marks, fc.uint8Array({ maxLength: 200 })), { maxLength: 8 }), (parts) => {
      const bytes = Buffer.concat(parts.flatMap(([mark, rest]) => [latin1(mark), rest]));
      try {
        expect(['text', 'html', 'pdf', 'docx', 'hwp', 'hwpx']).toContain(formatOf(bytes, 'a.docx'));
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError', code: expect.stringMatching(/^FILE_/) });
      }
    }),
  );
});
