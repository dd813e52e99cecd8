import { deflateRawSync } from 'node:zlib';
import CFB from 'cfb';

/** Text with its look; `url` makes it a link. */
export type HwpRun = { readonly text: string; readonly bold?: boolean; readonly url?: string };

/** A paragraph. `size` is in points (10 is that of the text), `outline` a level of the outline from 1 on; `note` is a footnote at its
 *  end, `formula` a script of the equation editor. */
export type HwpParagraph = {
  readonly kind: 'paragraph';
  readonly runs: readonly HwpRun[];
  readonly size?: number;
  readonly outline?: number;
  readonly note?: string;
  readonly formula?: string;
};

/** A cell stands at the place that its row and column have once merged cells are laid out. */
export type HwpCell = {
  readonly column: number;
  readonly content: readonly HwpBlock[];
  readonly columns?: number;
  readonly rows?: number;
};

export type HwpBlock =
  | HwpParagraph
  | { readonly kind: 'table'; readonly rows: readonly (readonly HwpCell[])[]; readonly caption?: string }
  | { readonly kind: 'shape'; readonly content: readonly HwpBlock[] };

/** What else a file may be: `flags` of its header are added to the one for compression. */
export type HwpOptions = { readonly flags?: number; readonly isCompressed?: boolean; readonly preview?: string };

const BEGIN = 16; // HWPTAG_BEGIN
const TAG = {
  properties: BEGIN,
  mappings: BEGIN + 1,
  face: BEGIN + 3,
  border: BEGIN + 4,
  charShape: BEGIN + 5,
  tabs: BEGIN + 6,
  paraShape: BEGIN + 9,
  style: BEGIN + 10,
  paragraph: BEGIN + 50,
  text: BEGIN + 51,
  runs: BEGIN + 52,
  control: BEGIN + 55,
  list: BEGIN + 56,
  shape: BEGIN + 60,
  table: BEGIN + 61,
  rectangle: BEGIN + 63,
  equation: BEGIN + 72,
} as const;
const SIZES = [10, 11, 13, 16, 20];
const OUTLINE_LEVELS = 7;
const PARAGRAPH_END = 13;

/** An HWP 5.0 document, written after the published format (한글 문서 파일 형식 5.0). */
export function hwpFile(blocks: readonly HwpBlock[], options: HwpOptions = {}): Uint8Array {
  const { flags = 0, isCompressed = true, preview = '' } = options;
  const pack = (bytes: Buffer) => (isCompressed ? deflateRawSync(bytes) : bytes);
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/FileHeader', fileHeader(flags | Number(isCompressed)));
  CFB.utils.cfb_add(container, '/DocInfo', pack(documentInfo()));
  CFB.utils.cfb_add(container, '/BodyText/Section0', pack(section(blocks)));
  CFB.utils.cfb_add(container, '/PrvText', Buffer.from(preview, 'utf16le'));
  return new Uint8Array(Buffer.from(CFB.write(container, { type: 'array', fileType: 'cfb' })));
}

/** A paragraph of one run. */
export function line(
  text: string,
  look: Omit<HwpParagraph, 'kind' | 'runs'> & { readonly bold?: boolean } = {},
): HwpParagraph {
  const { bold = false, ...rest } = look;
  return { kind: 'paragraph', runs: [{ text, bold }], ...rest };
}

/** A table without merged cells; a line break in a cell begins a paragraph. */
export function grid(rows: readonly (readonly string[])[]): HwpBlock {
  const cellOf = (text: string, column: number) => ({ column, content: text.split('\n').map((part) => line(part)) });
  return { kind: 'table', rows: rows.map((row) => row.map(cellOf)) };
}

/** One record; the level says below which record it belongs. */
function record(tag: number, level: number, data: Buffer): Buffer {
  const isLong = data.length >= 0xfff;
  const header = u32((tag | (level << 10) | ((isLong ? 0xfff : data.length) << 20)) >>> 0);
  return Buffer.concat(isLong ? [header, u32(data.length), data] : [header, data]);
}

function fileHeader(flags: number): Buffer {
  const header = Buffer.alloc(256);
  header.write('HWP Document File', 'latin1');
  header.writeUInt32LE(0x05000300, 32);
  header.writeUInt32LE(flags, 36);
  return header;
}

function documentInfo(): Buffer {
  const charShapes = SIZES.flatMap((size) => [charShape(size, false), charShape(size, true)]);
  const paraShapes = Array.from({ length: OUTLINE_LEVELS + 1 }, (_, level) => paraShape(level));
  const counts = [0, 1, 1, 1, 1, 1, 1, 1, 1, charShapes.length, 1, 0, 0, paraShapes.length, 1, 0, 0, 0];
  const name = Buffer.concat([wide('바탕글'), wide('Normal')]);
  return Buffer.concat([
    record(TAG.properties, 0, Buffer.concat([u16(1, 1, 1, 1, 1, 1, 1), u32(0, 0, 0)])),
    record(TAG.mappings, 0, u32(...counts)),
    ...Array.from({ length: 7 }, () => record(TAG.face, 1, Buffer.concat([Buffer.of(0), wide('함초롬바탕')]))),
    record(TAG.border, 1, Buffer.alloc(40)),
    ...charShapes,
    record(TAG.tabs, 1, u32(0, 0)),
    ...paraShapes,
    record(TAG.style, 1, Buffer.concat([name, Buffer.of(0, 0), u16(1042, 0, 0, 0)])),
  ]);
}

function charShape(points: number, isBold: boolean): Buffer {
  const perLanguage = (value: number) => Buffer.alloc(7, value);
  const look = u32(points * 100, isBold ? 2 : 0);
  const colours = Buffer.concat([Buffer.alloc(2), u32(0, 0, 0xffffffff, 0xb2b2b2), u16(1), u32(0)]);
  const faces = Buffer.concat([Buffer.alloc(14), perLanguage(100), perLanguage(0), perLanguage(100), perLanguage(0)]);
  return record(TAG.charShape, 1, Buffer.concat([faces, look, colours]));
}

function paraShape(outline: number): Buffer {
  const attributes = outline === 0 ? 0 : ((1 << 23) | ((outline - 1) << 25)) >>> 0;
  return record(
    TAG.paraShape,
    1,
    Buffer.concat([u32(attributes, 0, 0, 0, 0, 0, 160), u16(0, 0, 1, 0, 0, 0, 0), u32(0, 0, 160)]),
  );
}

function section(blocks: readonly HwpBlock[]): Buffer {
  const definitions = [
    { code: 2, records: (level: number) => record(TAG.control, level, Buffer.concat([id('secd'), Buffer.alloc(34)])) },
    {
      code: 2,
      records: (level: number) =>
        record(TAG.control, level, Buffer.concat([id('cold'), u16(0x1004), Buffer.alloc(10)])),
    },
  ];
  const opening = paragraph({
    text: [control(2, 'secd'), control(2, 'cold')],
    runs: [],
    controls: definitions,
    level: 0,
  });
  return Buffer.concat([opening, ...blocks.map((block) => written(block, 0))]);
}

type Control = { readonly records: (level: number) => Buffer };

function written(block: HwpBlock, level: number): Buffer {
  switch (block.kind) {
    case 'paragraph':
      return writtenParagraph(block, level);
    case 'table':
      return paragraph({
        text: [control(11, 'tbl ')],
        runs: [],
        controls: [{ records: (at) => table(block, at) }],
        level,
      });
    case 'shape':
      return paragraph({
        text: [control(11, 'gso ')],
        runs: [],
        controls: [{ records: (at) => shape(block.content, at) }],
        level,
      });
  }
}

function writtenParagraph(block: HwpParagraph, level: number): Buffer {
  const text: Buffer[] = [];
  const runs: number[] = [];
  const controls: Control[] = [];
  const size = Math.max(0, SIZES.indexOf(block.size ?? 10));
  for (const run of block.runs) {
    runs.push(Buffer.concat(text).length / 2, size * 2 + Number(run.bold ?? false));
    const plain = Buffer.from(run.text, 'utf16le');
    text.push(...(run.url === undefined ? [plain] : [control(3, '%hlk'), plain, control(4, '%hlk')]));
    if (run.url !== undefined) controls.push(hyperlink(run.url));
  }
  if (block.formula !== undefined) {
    const script = block.formula;
    text.push(control(11, 'eqed'));
    controls.push({ records: (at) => equation(script, at) });
  }
  if (block.note !== undefined) {
    const note = block.note;
    text.push(control(17, 'fn  '));
    controls.push({ records: (at) => footnote(note, at) });
  }
  return paragraph({ text, runs, controls, level, paraShapeId: block.outline ?? 0 });
}

function paragraph(parts: {
  readonly text: readonly Buffer[];
  readonly runs: readonly number[];
  readonly controls: readonly Control[];
  readonly level: number;
  readonly paraShapeId?: number;
}): Buffer {
  const { level, paraShapeId = 0 } = parts;
  const text = Buffer.concat([...parts.text, u16(PARAGRAPH_END)]);
  const runs = parts.runs.length === 0 ? [0, 0] : parts.runs;
  const header = [u32(text.length / 2, 0), u16(paraShapeId), Buffer.of(0, 0), u16(runs.length / 2, 0, 0), u32(0)];
  return Buffer.concat([
    record(TAG.paragraph, level, Buffer.concat(header)),
    record(TAG.text, level + 1, text),
    record(TAG.runs, level + 1, u32(...runs)),
    ...parts.controls.map(({ records }) => records(level + 1)),
  ]);
}

function table(block: Extract<HwpBlock, { kind: 'table' }>, level: number): Buffer {
  const { rows, caption } = block;
  const width = Math.max(...rows.flatMap((row) => row.map((cell) => cell.column + (cell.columns ?? 1))));
  const perRow = u16(...rows.map((row) => row.length));
  const shapeOf = Buffer.concat([u32(0), u16(rows.length, width, 0, 0, 0, 0, 0), perRow, u16(1, 0)]);
  return Buffer.concat([
    record(TAG.control, level, objectHeader('tbl ')),
    ...(caption === undefined ? [] : [listOf([line(caption)], level + 1, Buffer.alloc(14))]),
    record(TAG.table, level + 1, shapeOf),
    ...rows.flatMap((row, r) => row.map((cell) => cellOf(cell, r, level + 1))),
  ]);
}

function cellOf(cell: HwpCell, row: number, level: number): Buffer {
  const { column, columns = 1, rows = 1, content } = cell;
  return listOf(
    content,
    level,
    Buffer.concat([u16(column, row, columns, rows), u32(5000, 1000), u16(0, 0, 0, 0, 1), u32(5000)]),
  );
}

function listOf(content: readonly HwpBlock[], level: number, rest: Buffer): Buffer {
  const header = Buffer.concat([u16(content.length), u32(0), u16(0), rest]);
  return Buffer.concat([record(TAG.list, level, header), ...content.map((block) => written(block, level))]);
}

function shape(content: readonly HwpBlock[], level: number): Buffer {
  return Buffer.concat([
    record(TAG.control, level, objectHeader('gso ')),
    record(TAG.shape, level + 1, Buffer.concat([id('$rec'), id('$rec'), Buffer.alloc(220)])),
    listOf(content, level + 2, Buffer.alloc(13)),
    record(TAG.rectangle, level + 2, Buffer.alloc(33)),
  ]);
}

function equation(script: string, level: number): Buffer {
  return Buffer.concat([
    record(TAG.control, level, objectHeader('eqed')),
    record(TAG.equation, level + 1, Buffer.concat([u32(0), wide(script), u32(1000, 0), u16(0)])),
  ]);
}

function footnote(text: string, level: number): Buffer {
  const header = Buffer.concat([id('fn  '), u32(1), u16(0, 0x29), u32(0), u16(0, 0)]);
  return Buffer.concat([record(TAG.control, level, header), listOf([line(text)], level + 1, Buffer.alloc(8))]);
}

function hyperlink(url: string): Control {
  const command = `${url.replace(/[\\:;]/g, '\\$&')};1;0;0;`;
  const data = Buffer.concat([id('%hlk'), u32(0), Buffer.of(0), wide(command), u32(1)]);
  return { records: (level) => record(TAG.control, level, data) };
}

/** The properties that all objects have: place, size, margins. */
function objectHeader(name: string): Buffer {
  return Buffer.concat([id(name), u32(1, 0, 0, 40000, 1000, 0), u16(0, 0, 0, 0), u32(1, 0), u16(0)]);
}

/** A control within text: eight places, of which the first and last hold its code. */
function control(code: number, name: string): Buffer {
  return Buffer.concat([u16(code), id(name), Buffer.alloc(8), u16(code)]);
}

/** Four letters as one number, the first in the highest byte. */
function id(name: string): Buffer {
  return Buffer.from(name, 'latin1').reverse();
}

function wide(text: string): Buffer {
  return Buffer.concat([u16(text.length), Buffer.from(text, 'utf16le')]);
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => {
    bytes.writeUInt16LE(value, i * 2);
  });
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32LE(value, i * 4);
  });
  return bytes;
}
