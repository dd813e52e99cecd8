const SIGNATURE = 'd0cf11e0a1b11ae1';
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const HEADER_FAT_SECTORS = 109;
/** From here on sector numbers have special meanings: free, end of a chain, part of the table itself. */
const FIRST_SPECIAL = 0xfffffffa;
const NONE = 0xffffffff;
const UNUSED = 0;
const STORAGE = 1;
const STREAM = 2;

/** The streams of an OLE2 container (MS-CFB), by path such as `BodyText/Section0`. Empty when the bytes are none; of a damaged one, what
 *  can be reached. A stream that the file ends within is cut off there. */
export function oleStreams(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  return containerOf(bytes)?.streams() ?? new Map();
}

/** Whether each sector and each name of a container is reached in one way at most, so that a program that follows them comes to an end.
 *  False for other bytes.
 *  @example isSoundOle(Buffer.from('%PDF-1.7')) // => false */
export function isSoundOle(bytes: Uint8Array): boolean {
  const container = containerOf(bytes);
  return container?.isSound() ?? false;
}

function containerOf(bytes: Uint8Array): Container | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return file.length < HEADER_BYTES || file.toString('hex', 0, 8) !== SIGNATURE ? null : new Container(file);
}

type Entry = {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
};

/** One container while it is read: its tables of sectors and its directory. */
class Container {
  readonly #file: Buffer;
  readonly #sectorBytes: number;
  readonly #miniBytes: number;
  readonly #cutoff: number;
  readonly #fat: Buffer;
  readonly #miniFat: Buffer;
  readonly #entries: readonly Entry[];
  readonly #mini: Buffer;

  constructor(file: Buffer) {
    this.#file = file;
    this.#sectorBytes = 2 ** Math.min(file.readUInt16LE(30), 12);
    this.#miniBytes = 2 ** Math.min(file.readUInt16LE(32), 12);
    this.#cutoff = file.readUInt32LE(56);
    this.#fat = Buffer.concat(this.#fatSectors().map((sector) => this.#numbers(sector)));
    this.#miniFat = this.#chain(file.readUInt32LE(60));
    const directory = this.#chain(file.readUInt32LE(48));
    this.#entries = Array.from({ length: Math.floor(directory.length / ENTRY_BYTES) }, (_, i) =>
      entryOf(directory.subarray(i * ENTRY_BYTES, (i + 1) * ENTRY_BYTES)),
    );
    this.#mini = this.#chain(this.#entries[0]?.start ?? NONE);
  }

  /** Walks the trees of names; an entry is visited once, however the tree was damaged. */
  streams(): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    const seen = new Set<number>();
    const open = [{ id: this.#entries[0]?.child ?? NONE, folder: '' }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const entry = this.#entries[next.id];
      if (entry === undefined || seen.has(next.id)) continue;
      seen.add(next.id);
      const { folder } = next;
      open.push({ id: entry.left, folder }, { id: entry.right, folder });
      if (entry.type === STORAGE) open.push({ id: entry.child, folder: `${folder}${entry.name}/` });
      if (entry.type === STREAM) found.set(`${folder}${entry.name}`, this.#stream(entry));
    }
    return found;
  }

  isSound(): boolean {
    return (
      this.#hasSoundNames() &&
      this.#entries.every(
        ({ type, start, size }) => type !== STREAM || size < this.#cutoff || !isCircular(this.#fat, start),
      )
    );
  }

  /** Whether the names are one tree below the first. */
  #hasSoundNames(): boolean {
    const seen = new Set<number>();
    const open = [this.#entries[0]?.child ?? NONE];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const entry = this.#entries[id];
      if (entry === undefined) continue;
      if (id === 0 || seen.has(id)) return false;
      seen.add(id);
      open.push(entry.left, entry.right, entry.child);
    }
    return this.#entries.every((entry, id) => id === 0 || seen.has(id) || entry.type === UNUSED);
  }

  /** The sectors that hold the table of sectors: the first ones are listed in the header, more in sectors of their own. */
  #fatSectors(): readonly number[] {
    const listed = numbersIn(this.#file.subarray(76, 76 + HEADER_FAT_SECTORS * 4));
    const seen = new Set<number>();
    for (let at = this.#file.readUInt32LE(68); at < FIRST_SPECIAL && !seen.has(at); ) {
      seen.add(at);
      const numbers = numbersIn(this.#sector(at));
      at = numbers.pop() ?? NONE;
      listed.push(...numbers);
    }
    return listed;
  }

  #stream({ start, size }: Entry): Buffer {
    if (size >= this.#cutoff) return this.#chain(start).subarray(0, size);
    const parts = linked(this.#miniFat, start).map((i) =>
      this.#mini.subarray(i * this.#miniBytes, (i + 1) * this.#miniBytes),
    );
    return Buffer.concat(parts).subarray(0, size);
  }

  #chain(start: number): Buffer {
    return Buffer.concat(linked(this.#fat, start).map((sector) => this.#sector(sector)));
  }

  /** A sector of the table, whole, so that what follows it keeps its place; one that is not there leads nowhere. */
  #numbers(sector: number): Buffer {
    const numbers = Buffer.alloc(this.#sectorBytes, 0xff);
    if (sector < FIRST_SPECIAL) this.#sector(sector).copy(numbers);
    return numbers;
  }

  #sector(sector: number): Buffer {
    const from = (sector + 1) * this.#sectorBytes;
    return this.#file.subarray(from, from + this.#sectorBytes);
  }
}

/** The sector numbers of a chain from its first on; a chain that runs in a circle ends where it closes. */
function linked(table: Buffer, start: number): readonly number[] {
  const chain = new Set<number>();
  for (let at = start; !chain.has(at) && isIn(table, at); at = table.readUInt32LE(at * 4)) chain.add(at);
  return [...chain];
}

function isCircular(table: Buffer, start: number): boolean {
  const last = linked(table, start).at(-1);
  return last !== undefined && isIn(table, table.readUInt32LE(last * 4));
}

function isIn(table: Buffer, sector: number): boolean {
  return sector < FIRST_SPECIAL && sector * 4 + 4 <= table.length;
}

function numbersIn(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4));
}

function entryOf(bytes: Buffer): Entry {
  const nameBytes = Math.min(64, Math.max(0, bytes.readUInt16LE(64) - 2));
  return {
    name: bytes.toString('utf16le', 0, nameBytes),
    type: bytes.readUInt8(66),
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    size: bytes.readUInt32LE(120),
  };
}
