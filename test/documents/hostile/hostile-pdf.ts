import { readFileSync } from 'node:fs';
import { zlibBomb } from './bomb.ts';
import type { HostileFile } from './hostile-files.ts';
import { pdfOf, pdfPage, pdfStream } from './pdf-file.ts';

const GIGABYTE = 2 ** 30;
const HARMFUL = ['FILE_HARMFUL', 'FILE_TOO_LARGE'] as const;
const TEXT = pdfStream('BT /F1 12 Tf 72 720 Td (text) Tj ET');

/** PDFs with a trap each. */
export function hostilePdf(): readonly HostileFile[] {
  const broken = [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT'] as const;
  const ends = [...broken, 'read'] as const;
  return [
    { name: 'bomb.pdf', bytes: () => pdfPage(flate(zlibBomb(GIGABYTE))), ends: broken },
    {
      name: 'text-bomb.pdf',
      bytes: () => pdfPage(flate(zlibBomb(GIGABYTE, { unit: 'BT /F1 12 Tf 72 720 Td (text) Tj ET\n' }))),
      ends: HARMFUL,
    },
    { name: 'circle-of-pages.pdf', bytes: () => tree('<< /Type /Pages /Kids [2 0 R] /Count 1 >>'), ends: broken },
    { name: 'endless-tree.pdf', bytes: endlessTree, ends },
    {
      name: 'page-count.pdf',
      bytes: () => tree('<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>'),
      ends,
    },
    {
      name: 'same-page.pdf',
      bytes: () => tree(`<< /Type /Pages /Kids [${'3 0 R '.repeat(50_000)}] /Count 50000 >>`),
      ends,
    },
    { name: 'table-circle.pdf', bytes: tableCircle, ends: broken },
    {
      name: 'table-size.pdf',
      bytes: () =>
        Buffer.from(
          pdfPage(TEXT)
            .toString('latin1')
            .replace(/xref\n0 \d+/, 'xref\n0 999999999'),
          'latin1',
        ),
      ends,
    },
    { name: 'no-table.pdf', bytes: () => Buffer.from(`%PDF-1.7\n${'1 0 obj\n'.repeat(500_000)}`), ends: broken },
    {
      name: 'form-circle.pdf',
      bytes: () =>
        pdfPage(pdfStream('/X Do BT /F1 12 Tf 72 720 Td (text) Tj ET'), {
          resources: '/XObject << /X 6 0 R >>',
          more: [
            pdfStream(
              '/X Do /X Do',
              '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>',
            ),
          ],
        }),
      ends,
    },
    {
      name: 'length-circle.pdf',
      bytes: () => pdfPage(Buffer.from('<< /Length 4 0 R >>\nstream\nBT ET\nendstream')),
      ends,
    },
    {
      name: 'filters.pdf',
      bytes: () => pdfPage(pdfStream(zlibBomb(2 ** 24), `/Filter [${'/FlateDecode '.repeat(1000)}]`)),
      ends,
    },
    { name: 'deep-arrays.pdf', bytes: () => pdfPage(TEXT, { catalog: `/Deep ${'['.repeat(1e6)}` }), ends },
    {
      name: 'script.pdf',
      bytes: () => pdfPage(TEXT, { catalog: '/OpenAction << /S /JavaScript /JS (for\\(;;\\);) >>' }),
      ends: ['read'],
    },
    { name: 'truncated.pdf', bytes: () => pdfPage(TEXT).subarray(0, 200), ends: broken },
    {
      name: 'encrypted.pdf',
      bytes: () => readFileSync(new URL('../../fixtures/documents/encrypted.pdf', import.meta.url)),
      ends: ['FILE_ENCRYPTED'],
    },
  ];
}

function flate(data: Buffer): Buffer {
  return pdfStream(data, '/Filter /FlateDecode');
}

function tree(pages: string): Buffer {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    pages,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    TEXT,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** Each node of the tree has one below it, and says that it has a page. */
function endlessTree(): Buffer {
  const nodes = Array.from(
    { length: 20_000 },
    (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] /Parent ${i + 1} 0 R /Count 1 >>`,
  );
  return pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', ...nodes, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']);
}

/** The table of objects names itself as the one before it, and knows no object. */
function tableCircle(): Buffer {
  const head = '%PDF-1.7\n';
  const table = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev ${head.length} >>\n`;
  return Buffer.from(`${head}${table}startxref\n${head.length}\n%%EOF\n`);
}
