import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Format } from '../../../src/documents/document.ts';
import { hwpOf, paragraph } from '../hostile/hostile-hwp.ts';
import { docxOf, hwpxOf } from '../hostile/hostile-packages.ts';
import { pdfPage, pdfStream } from '../hostile/pdf-file.ts';
import { randomHtml, randomText } from './generate.ts';
import { mutated, mutatedPackage } from './mutate.ts';
import type { Random } from './random.ts';

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

const MARKDOWN = [
  '# ',
  '|',
  '|---|',
  '**',
  '`',
  '```',
  '<table>',
  '[a](http://b)',
  '\r',
  '\u0000',
  '\uFEFF',
  '01',
  '출처: ',
  '가',
  '\\',
  '\t',
];
const HTML = [
  '<table>',
  '</table>',
  '<td colspan=99>',
  '<!--',
  '-->',
  '<script>',
  ']]>',
  '&#x110000;',
  '<',
  '>',
  '"',
  '<svg>',
  '<p>',
  '\0',
];
const XML = [
  ...[
    '<',
    '>',
    '/>',
    '&amp;',
    '&#0;',
    '&x;',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<?a?>',
    '"',
    '</w:p>',
    '<w:p>',
    '<w:tbl>',
    '<w:tr>',
    '<w:tc>',
    '</w:tc>',
  ],
  ...[
    '<w:numPr><w:numId w:val="9"/></w:numPr>',
    'w:val="-1"',
    '99999999999',
    '<w:hyperlink>',
    '<w:vMerge/>',
    '<hp:tbl>',
    '</hp:tc>',
    '<hp:tc>',
  ],
  ...['<hp:t>', '</hp:t>', 'colSpan="65535"', 'rowCnt="-1"', '\0', '\ud800', 'rId99', 'xmlns:w=""'],
];
const PDF = [
  ...[
    'obj',
    'endobj',
    'stream',
    'endstream',
    'xref',
    'trailer',
    'startxref',
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '/Kids',
    '/Count -1',
    '/Parent',
  ],
  ...[
    '3 0 R',
    '2 0 R',
    '999 0 R',
    '/Length 0',
    '/Filter /FlateDecode',
    '/Type /Page',
    'BT',
    'ET',
    'Tj',
    'TJ',
    'Tf',
    'Td',
    'Tm',
    'cm',
    'q',
    'Q',
    'Do',
  ],
  ...[
    '1e38',
    '-1e38',
    '0.0000001',
    '/Encrypt 1 0 R',
    '/Rotate 45',
    '/MediaBox [0 0 0 0]',
    '/UserUnit 1e9',
    'null',
    '%',
    '\0',
  ],
];
const BINARY = ['\0', '\xff\xff\xff\xff', '\u000b', '\r', 'lbt ', ' osg', 'FileHeader', 'BodyText'];

const REAL = 0.02; // share of inputs made of a whole issue in a package: one takes as long as fifty small documents
const TEXTS = [
  'bulletins/press-release.md',
  'bulletins/agency-weekly.txt',
  'documents/excerpt.cp949.md',
  'documents/excerpt.utf-16le.md',
];
const PAGE = [
  'BT /F1 18 Tf 72 760 Td (1. Title of an item) Tj ET',
  ...Array.from(
    { length: 12 },
    (_, i) => `BT /F1 11 Tf 72 ${720 - i * 16} Td (Line ${i} of the text, with a ) Tj (second part.) Tj ET`,
  ),
  '72 500 m 500 500 l S 72 480 m 500 480 l S 72 460 m 500 460 l S 72 460 m 72 500 l S 300 460 m 300 500 l S 500 460 m 500 500 l S',
  'BT /F1 11 Tf 80 485 Td (cell one) Tj 230 0 Td (cell two) Tj ET BT /F1 11 Tf 80 465 Td (cell three) Tj 230 0 Td (cell four) Tj ET',
].join('\n');
const LINK = '<< /Type /Annot /Subtype /Link /Rect [72 700 200 715] /A << /S /URI /URI (http://a.kr/b) >> >>';
const WORD_BODY =
  '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>제목</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">본문 </w:t><w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>칸</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>칸</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>';
const HWPX_BODY =
  '<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"><hp:p><hp:run><hp:t>제목</hp:t></hp:run></hp:p><hp:p><hp:run><hp:tbl rowCnt="2" colCnt="2"><hp:tr><hp:tc><hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="2" rowSpan="1"/><hp:subList><hp:p><hp:run><hp:t>칸</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr><hp:tr><hp:tc><hp:cellAddr colAddr="0" rowAddr="1"/><hp:subList><hp:p><hp:run><hp:t>칸</hp:t></hp:run></hp:p></hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p></hs:sec>';

/** Bytes for a reader: documents of its format, small ones mostly, with changes by chance. */
export function randomInput(format: Format, random: Random): Uint8Array {
  switch (format) {
    case 'text':
      if (random.chance(0.6)) return Buffer.from(randomText(random));
      return mutated(fixture(random.one(TEXTS)), random, MARKDOWN);
    case 'html':
      if (random.chance(0.6)) return Buffer.from(randomHtml(random));
      return mutated(random.chance(0.5) ? Buffer.from(randomHtml(random)) : real('html'), random, HTML);
    case 'pdf':
      return mutated(random.chance(REAL) ? real('libreoffice.pdf') : smallPdf(), random, PDF);
    case 'docx':
      return changedPackage(
        random.chance(REAL) ? real(random.one(['pandoc.docx', 'libreoffice.docx'])) : docxOf(WORD_BODY),
        random,
      );
    case 'hwpx':
      return changedPackage(random.chance(REAL) ? real('hwpx') : hwpxOf(HWPX_BODY), random);
    case 'hwp':
      if (random.chance(0.2)) return mutated(hwpOf(deflateRawSync(records())), random, BINARY);
      return hwpOf(deflateRawSync(mutated(records(), random, BINARY)));
  }
}

function real(end: string): Buffer {
  return fixture(`documents/kostec-2024-08-02.${end}`);
}

function changedPackage(bytes: Buffer, random: Random): Uint8Array {
  return random.chance(0.1) ? mutated(bytes, random, XML) : mutatedPackage(bytes, random, XML);
}

function smallPdf(): Buffer {
  return pdfPage(pdfStream(PAGE), { page: '/Annots [6 0 R]', more: [LINK] });
}

function records(): Buffer {
  return Buffer.concat(Array.from({ length: 8 }, (_, i) => paragraph(`${i}. 문단의 글이다.`)).flat());
}
