import { unzipped, zipOf } from '../hostile/zip-file.ts';
import type { Random } from './random.ts';

const MAX_BYTES = 2 ** 20; // a copy of copies may grow
const NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];

type Change = (bytes: Buffer, random: Random, tokens: readonly string[]) => Buffer;

/** Bytes with a few changes by chance: bits turned, pieces lost, doubled or moved, the end cut off, numbers at the edge of their range, and
 *  tokens of the format. */
export function mutated(bytes: Uint8Array, random: Random, tokens: readonly string[]): Buffer {
  let changed = Buffer.from(bytes);
  const changes = 1 + random.below(6);
  for (let i = 0; i < changes; i++) changed = Buffer.from(random.one(CHANGES)(changed, random, tokens));
  return changed.subarray(0, MAX_BYTES);
}

/** A package with one of its entries changed, or lost, or doubled; zipped well again, so that a reader gets as far as the change. */
export function mutatedPackage(bytes: Uint8Array, random: Random, tokens: readonly string[]): Buffer {
  const entries = unzipped(bytes).map(([name, content]) => [name, content] as const);
  const texts = entries.filter(([name]) => /\.(xml|hpf|rels)$/.test(name));
  const [target] = random.one(texts);
  const changed = entries.flatMap(([name, content]) => {
    if (name !== target) return [[name, content] as const];
    if (random.chance(0.03)) return [];
    return [[name, mutated(content, random, tokens)] as const];
  });
  return zipOf(changed);
}

const CHANGES: readonly Change[] = [
  (bytes, random) => {
    for (let i = 0; i < 1 + random.below(8) && bytes.length > 0; i++) {
      const at = random.below(bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at);
    }
    return bytes;
  },
  (bytes, random) => {
    const { from, to } = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const { from, to } = piece(bytes, random);
    const times = random.chance(0.1) ? 50 : 2;
    const copies = Array.from({ length: times }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, from), ...copies, bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [a, b] = [piece(bytes, random), piece(bytes, random)];
    const [first, second] = a.from <= b.from ? [a, b] : [b, a];
    if (first.to > second.from) return bytes;
    return Buffer.concat([
      bytes.subarray(0, first.from),
      bytes.subarray(second.from, second.to),
      bytes.subarray(first.to, second.from),
      bytes.subarray(first.from, first.to),
      bytes.subarray(second.to),
    ]);
  },
  (bytes, random) => (random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes),
  (bytes, random) => {
    if (bytes.length < 4) return bytes;
    const width = random.one([1, 2, 4] as const);
    const at = random.below(bytes.length - 4);
    const value = random.one(NUMBERS) % 2 ** (8 * width);
    bytes.writeUIntLE(value, at, width);
    return bytes;
  },
  insertToken,
  insertToken,
];

function insertToken(bytes: Buffer, random: Random, tokens: readonly string[]): Buffer {
  const at = random.below(bytes.length + 1);
  const token = Buffer.from(random.one(tokens).repeat(random.chance(0.1) ? 100 : 1));
  const over = random.chance(0.5) ? token.length : 0;
  return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at + over)]);
}

function piece(bytes: Buffer, random: Random): { readonly from: number; readonly to: number } {
  const from = random.below(bytes.length + 1);
  return { from, to: Math.min(bytes.length, from + random.below(random.chance(0.8) ? 200 : 20_000)) };
}
