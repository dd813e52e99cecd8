const SECTOR = 512;
const MINI_LIMIT = 4096; // shorter streams would live in the mini stream: contents are padded to stand on their own
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const FAT_SECTOR = 0xfffffffd;

/** An OLE2 file with streams in its root storage, or in storages below it ('BodyText/Section0'). `link` changes the table of which sector
 *  follows which, to make it false. */
export function compoundFile(
  streams: readonly (readonly [name: string, content: Uint8Array])[],
  link: (fat: number[], starts: ReadonlyMap<string, number>) => void = () => {},
): Buffer {
  const contents = streams.map(([name, content]) => ({ name, bytes: padded(content) }));
  const nodes = nodesOf(streams.map(([name]) => name));
  const directorySectors = Math.ceil((nodes.length * ENTRY) / SECTOR);
  const fat: number[] = [FAT_SECTOR, ...chain(1, directorySectors)];
  const starts = new Map<string, number>();
  for (const { name, bytes } of contents) {
    starts.set(name, fat.length);
    fat.push(...chain(fat.length, bytes.length / SECTOR));
  }
  link(fat, starts);
  const directory = Buffer.alloc(directorySectors * SECTOR);
  nodes.forEach((node, i) => {
    const size = contents.find(({ name }) => name === node.path)?.bytes.length ?? 0;
    entryOf(node, nodes, starts.get(node.path) ?? END_OF_CHAIN, size).copy(directory, i * ENTRY);
  });
  const table = Buffer.alloc(SECTOR, 0xff);
  fat.slice(0, SECTOR / 4).forEach((next, i) => {
    table.writeUInt32LE(next, i * 4);
  });
  return Buffer.concat([header(), table, directory, ...contents.map(({ bytes }) => bytes)]);
}

const ROOT = 5;
const STREAM = 2;
const STORAGE = 1;
const ENTRY = 128;

type Node = { readonly path: string; readonly kind: number };

/** The root, and each storage and stream below it. */
function nodesOf(names: readonly string[]): readonly Node[] {
  const storages = new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0] ?? ''));
  return [
    { path: '', kind: ROOT },
    ...[...storages].map((path) => ({ path, kind: STORAGE })),
    ...names.map((path) => ({ path, kind: STREAM })),
  ];
}

function parentOf(path: string): string | null {
  return path === '' ? null : path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

function padded(content: Uint8Array): Buffer {
  const length = Math.max(MINI_LIMIT, Math.ceil(content.length / SECTOR) * SECTOR);
  return Buffer.concat([content, Buffer.alloc(length - content.length)]);
}

function chain(first: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i + 1 < length ? first + i + 1 : END_OF_CHAIN));
}

function header(): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30); // sectors of 512 bytes
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44); // sectors of the table
  bytes.writeUInt32LE(1, 48); // where the directory begins
  bytes.writeUInt32LE(MINI_LIMIT, 56);
  bytes.writeUInt32LE(END_OF_CHAIN, 60);
  bytes.writeUInt32LE(END_OF_CHAIN, 68);
  bytes.fill(0xff, 76);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}

/** Siblings hang in a row, each to the right of the one before. */
function entryOf({ path, kind }: Node, nodes: readonly Node[], start: number, size: number): Buffer {
  const at = nodes.findIndex((node) => node.path === path);
  const child = nodes.findIndex((node) => parentOf(node.path) === path);
  const next = nodes.findIndex((node, i) => i > at && parentOf(node.path) === parentOf(path));
  const name = kind === ROOT ? 'Root Entry' : (path.split('/').at(-1) ?? '');
  const bytes = Buffer.alloc(ENTRY);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(kind, 66);
  bytes.writeUInt8(1, 67);
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(next === -1 || kind === ROOT ? FREE : next, 72);
  bytes.writeUInt32LE(child === -1 ? FREE : child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
