import { crc32 as crcOf, deflateRawSync } from 'node:zlib';

/** A file of an archive; `data` is deflated unless it is `stored` or `packed` already. `size`, `flags` and `method` overwrite what is true. */
export type ZipFile = {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly packed?: boolean;
  readonly stored?: boolean;
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
};

/** A ZIP archive of some files. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { local, entry } = written(file, offset);
    locals.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  return Buffer.concat([...locals, ...directory, endOf(files.length, length, offset)]);
}

/** The record that ends an archive. */
export function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function written(file: ZipFile, offset: number): { readonly local: Buffer; readonly entry: Buffer } {
  const raw = Buffer.from(file.data);
  const data = file.stored || file.packed ? raw : deflateRawSync(raw);
  const name = Buffer.from(file.name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(file.flags ?? 0x0800, 2);
  common.writeUInt16LE(file.method ?? (file.stored ? 0 : 8), 4);
  common.writeUInt32LE(file.packed ? 0 : crcOf(raw), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(file.size ?? raw.length, 18);
  common.writeUInt16LE(name.length, 22);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  common.copy(entry, 6, 0, 26);
  entry.writeUInt32LE(offset, 42);
  const signature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return { local: Buffer.concat([signature, common, name, data]), entry: Buffer.concat([entry, name]) };
}
