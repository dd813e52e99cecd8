import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** What is written of an entry: `size` is the size that is told when it is not the true one. */
export type ZipOptions = { readonly flags?: number; readonly size?: number };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;

/** A ZIP of named contents; `mimetype` is stored, as its rules ask, all else deflated. */
export function zipOf(
  entries: readonly (readonly [name: string, content: string | Uint8Array])[],
  options: ZipOptions = {},
): Buffer {
  return zipOfDeflated(
    entries.map(([name, content]) => {
      const bytes = Buffer.from(content);
      const isStored = name === 'mimetype';
      const data = isStored ? bytes : deflateRawSync(bytes);
      return { name, data, size: bytes.length, crc: crc32(bytes), isStored };
    }),
    options,
  );
}

/** An entry whose content is deflated already: that of a bomb is made in blocks. */
export type ZipEntry = {
  readonly name: string;
  readonly data: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly isStored?: boolean;
};

/** A ZIP of entries as they are. */
export function zipOfDeflated(entries: readonly ZipEntry[], { flags = 0, size }: ZipOptions = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const told = { ...entry, size: size ?? entry.size };
    const local = Buffer.concat([header(LOCAL, told, flags, 0), Buffer.from(entry.name), entry.data]);
    locals.push(local);
    centrals.push(Buffer.concat([header(CENTRAL, told, flags, offset), Buffer.from(entry.name)]));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function header(mark: number, entry: ZipEntry, flags: number, offset: number): Buffer {
  const isCentral = mark === CENTRAL;
  const bytes = Buffer.alloc(isCentral ? 46 : 30);
  const at = isCentral ? 6 : 4; // the list at the end has the version that made it before the version that is needed
  bytes.writeUInt32LE(mark, 0);
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(flags, at + 2);
  bytes.writeUInt16LE(entry.isStored ? STORED : DEFLATED, at + 4);
  bytes.writeUInt32LE(entry.crc, at + 10);
  bytes.writeUInt32LE(entry.data.length, at + 14);
  bytes.writeUInt32LE(entry.size, at + 18);
  bytes.writeUInt16LE(Buffer.byteLength(entry.name), at + 22);
  if (isCentral) bytes.writeUInt32LE(offset, 42);
  return bytes;
}

/** The entries of a ZIP that is well made, with their contents. */
export function unzipped(zip: Uint8Array): readonly (readonly [name: string, content: Buffer])[] {
  const bytes = Buffer.from(zip);
  const end = bytes.length - 22;
  const entries: (readonly [string, Buffer])[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    entries.push([name, bytes.readUInt16LE(at + 10) === STORED ? data : inflateRawSync(data)]);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
