import { deflateRawSync } from 'node:zlib';
import { bomb } from './bomb.ts';
import { compoundFile } from './compound-file.ts';
import type { HostileFile } from './hostile-files.ts';

const SECTION = 'BodyText/Section0';
const HARMFUL = ['FILE_HARMFUL', 'FILE_TOO_LARGE'] as const;
const ENCRYPTED = 2;
const COMPRESSED = 1;
const PARAGRAPH_HEADER = 66;
const PARAGRAPH_TEXT = 67;
const CONTROL_HEADER = 71;
const LIST_HEADER = 72;
const TABLE = 77;
const LONG = 0xfff;

/** HWP 5 documents with a trap each. */
export function hostileHwp(): readonly HostileFile[] {
  const ends = [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT', 'read'] as const;
  const broken = [...HARMFUL, 'FILE_DAMAGED', 'FILE_NO_TEXT'] as const;
  const text = deflateRawSync(Buffer.concat(paragraph('text')));
  return [
    {
      name: 'circle.hwp',
      bytes: () =>
        hwpOf(text, 0, (fat, starts) => {
          const start = starts.get(SECTION) ?? 0;
          fat[start] = start;
        }),
      ends: [...broken, 'read'],
    },
    {
      name: 'circle-of-directory.hwp',
      bytes: () =>
        hwpOf(text, 0, (fat) => {
          fat[1] = 1;
        }),
      ends,
    },
    {
      name: 'chain-out-of-file.hwp',
      bytes: () =>
        hwpOf(text, 0, (fat, starts) => {
          fat[starts.get(SECTION) ?? 0] = 0x7fffffff;
        }),
      ends,
    },
    {
      name: 'false-length.hwp',
      bytes: () => hwpOf(deflateRawSync(record(PARAGRAPH_TEXT, 0, Buffer.alloc(8), 0x7fffffff))),
      ends,
    },
    { name: 'nested-controls.hwp', bytes: () => hwpOf(deflateRawSync(nested(1000))), ends },
    { name: 'wide-table.hwp', bytes: () => hwpOf(deflateRawSync(wideTable())), ends },
    { name: 'bomb.hwp', bytes: () => hwpOf(bomb(2 ** 30)), ends: broken },
    { name: 'truncated.hwp', bytes: () => hwpOf(text).subarray(0, 3000), ends: broken },
    { name: 'encrypted.hwp', bytes: () => hwpOf(text, ENCRYPTED), ends: ['FILE_ENCRYPTED'] },
    {
      name: 'old.doc',
      bytes: () => compoundFile([['WordDocument', Buffer.alloc(8)]]),
      ends: ['FILE_UNSUPPORTED'],
    },
  ];
}

/** An HWP 5 document with one section, whose data are deflated already. */
export function hwpOf(section: Uint8Array, flags = 0, link: Parameters<typeof compoundFile>[1] = () => {}): Buffer {
  const header = Buffer.alloc(256);
  header.write('HWP Document File');
  header.writeUInt32LE(0x05000300, 32);
  header.writeUInt32LE(COMPRESSED | flags, 36);
  const info = deflateRawSync(record(16, 0, Buffer.alloc(26)));
  return compoundFile(
    [
      ['FileHeader', header],
      ['DocInfo', info],
      [SECTION, section],
    ],
    link,
  );
}

/** The records of a paragraph. */
export function paragraph(text: string, level = 0): readonly Buffer[] {
  const header = Buffer.alloc(22);
  header.writeUInt32LE(text.length + 1, 0);
  return [
    record(PARAGRAPH_HEADER, level, header),
    record(PARAGRAPH_TEXT, level + 1, Buffer.from(`${text}\r`, 'utf16le')),
  ];
}

/** A record; `length` is the length that it tells. */
function record(tag: number, level: number, data: Buffer, length = data.length): Buffer {
  const isLong = length >= LONG;
  const header = Buffer.alloc(isLong ? 8 : 4);
  header.writeUInt32LE((tag | (level << 10) | ((isLong ? LONG : length) << 20)) >>> 0, 0);
  if (isLong) header.writeUInt32LE(length, 4);
  return Buffer.concat([header, data]);
}

/** Tables in tables, as deep as levels can be counted. */
function nested(depth: number): Buffer {
  return Buffer.concat(
    Array.from({ length: depth }, (_, i) => i).flatMap((level) => [
      ...paragraph('\v tbl', Math.min(level, 1000)),
      record(CONTROL_HEADER, Math.min(level + 1, 1023), Buffer.from(' lbt')),
      record(LIST_HEADER, Math.min(level + 2, 1023), Buffer.alloc(8, 1)),
    ]),
  );
}

function wideTable(): Buffer {
  const table = Buffer.alloc(22);
  table.writeUInt16LE(0xffff, 4);
  table.writeUInt16LE(0xffff, 6);
  const cell = Buffer.alloc(34);
  cell.writeUInt16LE(1, 0);
  cell.writeUInt16LE(0xffff, 12);
  cell.writeUInt16LE(0xffff, 14);
  return Buffer.concat([
    ...paragraph('\v tbl'),
    record(CONTROL_HEADER, 1, Buffer.concat([Buffer.from(' lbt'), Buffer.alloc(40)])),
    record(TABLE, 2, table),
    record(LIST_HEADER, 2, cell),
    ...paragraph('text', 2),
  ]);
}
