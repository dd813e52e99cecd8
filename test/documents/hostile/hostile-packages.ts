import { crc32 } from 'node:zlib';
import { bomb } from './bomb.ts';
import { compoundFile } from './compound-file.ts';
import type { HostileFile } from './hostile-files.ts';
import { zipOf, zipOfDeflated } from './zip-file.ts';

const GIGABYTE = 2 ** 30;
const MEGABYTE = 2 ** 20;
const HARMFUL = ['FILE_HARMFUL', 'FILE_TOO_LARGE'] as const;
const DEPTH = 50_000;

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
const WORD_END = '</w:body></w:document>';
const WORD_PARAGRAPH = '<w:p><w:r><w:t>text</w:t></w:r></w:p>';

const MANIFEST =
  '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest><opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest><opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>';
const SECTION =
  '<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">';
const SECTION_END = '</hs:sec>';
const HWP_PARAGRAPH = '<hp:p><hp:run><hp:t>text</hp:t></hp:run></hp:p>';

/** Ten entities, each ten times the one before: three hundred gigabytes of `lol`. */
const ENTITIES = `<!DOCTYPE bomb [<!ENTITY e0 "lol">${Array.from({ length: 11 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]>`;

/** DOCX with the main document given. */
export function docxOf(document: string): Buffer {
  return zipOf([...DOCX_BASE, ['word/document.xml', document]]);
}

/** HWPX with the section given. */
export function hwpxOf(section: string): Buffer {
  return zipOf([...HWPX_BASE, ['Contents/section0.xml', section]]);
}

const DOCX_BASE = [
  ['[Content_Types].xml', TYPES],
  ['_rels/.rels', RELATIONS],
] as const;
const HWPX_BASE = [
  ['mimetype', 'application/hwp+zip'],
  ['Contents/content.hpf', MANIFEST],
] as const;

/** Word documents with a trap each. */
export function hostileDocx(): readonly HostileFile[] {
  const word = (body: string) => () => docxOf(`${WORD}${body}${WORD_END}`);
  const nested = '<w:tbl><w:tr><w:tc>';
  const ends = [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT', 'read'] as const;
  return [
    { name: 'bomb.docx', bytes: () => bombOf('word/document.xml', GIGABYTE), ends: HARMFUL },
    {
      name: 'xml-90mb.docx',
      bytes: () => bombOf('word/document.xml', 90 * MEGABYTE, [WORD, WORD_PARAGRAPH, WORD_END]),
      ends: HARMFUL,
    },
    {
      name: 'entities.docx',
      bytes: () => docxOf(`${ENTITIES}${WORD}<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>${WORD_END}`),
      ends,
    },
    { name: 'nested-tables.docx', bytes: word(nested.repeat(DEPTH)), ends },
    {
      name: 'wide-cell.docx',
      bytes: word(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>${WORD_PARAGRAPH}</w:tc></w:tr></w:tbl>`,
      ),
      ends,
    },
    {
      name: 'many-entries.docx',
      bytes: () => zipOf([...DOCX_BASE, ...manyEntries('word/')]),
      ends: [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT'],
    },
    {
      name: 'truncated.docx',
      bytes: () => word(WORD_PARAGRAPH.repeat(1000))().subarray(0, 900),
      ends: ['FILE_DAMAGED'],
    },
    { name: 'no-document.docx', bytes: () => zipOf([...DOCX_BASE, ['word/styles.xml', '']]), ends: ['FILE_DAMAGED'] },
    {
      name: 'encrypted.docx',
      bytes: () => compoundFile([['EncryptedPackage', Buffer.alloc(8)]]),
      ends: ['FILE_ENCRYPTED'],
    },
  ];
}

/** HWPX documents with a trap each. */
export function hostileHwpx(): readonly HostileFile[] {
  const hwpx = (body: string) => () => hwpxOf(`${SECTION}${body}${SECTION_END}`);
  const cell = (span: string) =>
    `<hp:p><hp:run><hp:tbl rowCnt="1" colCnt="1"><hp:tr><hp:tc><hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan ${span}/><hp:subList>${HWP_PARAGRAPH}</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>`;
  const ends = [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT', 'read'] as const;
  return [
    { name: 'bomb.hwpx', bytes: () => bombOf('Contents/section0.xml', GIGABYTE), ends: [...HARMFUL, 'FILE_DAMAGED'] },
    {
      name: 'xml-90mb.hwpx',
      bytes: () => bombOf('Contents/section0.xml', 90 * MEGABYTE, [SECTION, HWP_PARAGRAPH, SECTION_END]),
      ends: [...HARMFUL, 'FILE_DAMAGED'],
    },
    {
      name: 'entities.hwpx',
      bytes: () => hwpxOf(`${ENTITIES}${SECTION}<hp:p><hp:run><hp:t>&e11;</hp:t></hp:run></hp:p>${SECTION_END}`),
      ends,
    },
    { name: 'nested-tables.hwpx', bytes: hwpx('<hp:p><hp:run><hp:tbl><hp:tr><hp:tc>'.repeat(DEPTH)), ends },
    { name: 'wide-cell.hwpx', bytes: hwpx(cell('colSpan="1000000000" rowSpan="1000000000"')), ends },
    {
      name: 'truncated.hwpx',
      bytes: () => hwpx(HWP_PARAGRAPH.repeat(1000))().subarray(0, 700),
      ends: ['FILE_DAMAGED', 'read'],
    },
  ];
}

/** A package whose main part grows to so many bytes, and says that it has a hundred. */
function bombOf(name: string, bytes: number, [head = '', unit = ' ', tail = '']: readonly string[] = []): Buffer {
  const base = name.startsWith('word/') ? DOCX_BASE : HWPX_BASE;
  const small = base.map(([other, content]) => {
    const data = Buffer.from(content);
    return { name: other, data, size: data.length, crc: crc32(data), isStored: true };
  });
  const data = bomb(bytes, { head, unit, tail });
  return zipOfDeflated([...small, { name, data, size: 100, crc: 0 }]);
}

function manyEntries(folder: string): readonly (readonly [string, string])[] {
  return Array.from({ length: 20_000 }, (_, i) => [`${folder}${i}.xml`, '<a/>'] as const);
}
