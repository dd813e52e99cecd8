import type { ErrorCode } from '../../../src/errors.ts';
import { hostileHwp } from './hostile-hwp.ts';
import { hostileDocx, hostileHwpx } from './hostile-packages.ts';
import { hostilePdf } from './hostile-pdf.ts';

/** A file made to do harm, or not made well: its name, how to make it, and what may be told of it. `read` is for a file whose trap a good
 *  reader does not step into. */
export type HostileFile = {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly ends: readonly (ErrorCode | 'read')[];
};

const HARMFUL = ['FILE_HARMFUL', 'FILE_TOO_LARGE'] as const;

/** All hostile files, each with another trap. */
export function hostileFiles(): readonly HostileFile[] {
  return [...hostileDocx(), ...hostileHwpx(), ...hostileHwp(), ...hostilePdf(), ...hostileHtml(), ...notDocuments()];
}

function hostileHtml(): readonly HostileFile[] {
  const page = (body: string) => () => Buffer.from(`<!doctype html><html><body>${body}</body></html>`);
  return [
    { name: 'nested-divs.html', bytes: page('<div>'.repeat(100_000)), ends: [...HARMFUL, 'FILE_NO_TEXT', 'read'] },
    {
      name: 'nested-tables.html',
      bytes: page(`${'<table><tr><td>'.repeat(20_000)}text`),
      ends: [...HARMFUL, 'read'],
    },
    {
      name: 'wide-cells.html',
      bytes: page(`<table>${`<tr>${'<td colspan=1000000000>a'.repeat(1000)}`.repeat(500)}</table>`),
      ends: [...HARMFUL, 'read'],
    },
    {
      name: 'tall-cells.html',
      bytes: page(`<table>${'<tr><td rowspan=65534>a<td>b'.repeat(20_000)}</table>`),
      ends: [...HARMFUL, 'read'],
    },
    {
      name: 'open-tags.html',
      bytes: page('<b><i><a href=x>'.repeat(50_000)),
      ends: [...HARMFUL, 'FILE_NO_TEXT', 'read'],
    },
    { name: 'long-attribute.html', bytes: page(`<a href="${'a'.repeat(5e6)}">text</a>`), ends: [...HARMFUL, 'read'] },
  ];
}

function notDocuments(): readonly HostileFile[] {
  const latin1 = (text: string) => () => Buffer.from(text, 'latin1');
  return [
    { name: 'image.pdf', bytes: latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), ends: ['FILE_UNSUPPORTED'] },
    { name: 'program.hwp', bytes: latin1('MZ\x90\0\x03\0\0\0'), ends: ['FILE_UNSUPPORTED'] },
    { name: 'archive.docx', bytes: latin1('\x1f\x8b\x08\0\0'), ends: ['FILE_UNSUPPORTED'] },
    { name: 'feed.html', bytes: latin1('<?xml version="1.0"?><rss version="2.0"></rss>'), ends: ['FILE_UNSUPPORTED'] },
    { name: 'empty.pdf', bytes: () => new Uint8Array(), ends: ['FILE_DAMAGED'] },
    { name: 'one-line.md', bytes: () => Buffer.alloc(15 * 2 ** 20, 'word '), ends: ['FILE_TOO_LARGE'] },
    { name: 'line-ends.txt', bytes: () => Buffer.alloc(2 ** 20, '\n'), ends: ['FILE_TOO_LARGE'] },
    { name: 'noise.md', bytes: () => Buffer.alloc(2 ** 20, Uint8Array.of(0xc1, 0, 0xff)), ends: ['FILE_NOT_TEXT'] },
  ];
}
