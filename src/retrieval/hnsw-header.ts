/** Bytes before the first vector in a file of hnswlib 0.8: thirteen fields, little-endian, as a 64-bit machine writes them. */
export const HNSW_HEADER_BYTES = 96;

/** What a file has to hold: `count` vectors, deleted ones included, in `bytes` bytes. */
export type HnswExpectation = {
  readonly dimension: number;
  readonly m: number;
  readonly efConstruction: number;
  readonly count: number;
  readonly bytes: number;
  readonly smallestCapacity: number;
};

const BYTES_PER_NUMBER = 4;
const BYTES_PER_LABEL = 8;

/** Compares the beginning of a file with what it has to hold: the first difference in words, or null when there is none. hnswlib
 *  takes a file of another dimension without a word, and one with wrong counts ends the process. */
export function hnswHeaderFlaw(header: Buffer, expected: HnswExpectation): string | null {
  if (header.length < HNSW_HEADER_BYTES) return 'it is too short';
  const { m, efConstruction, count, bytes } = expected;
  const { linkBytes, vectorBytes, pointBytes } = sizesOf(expected);
  const fields = [
    ['offset', uint64(header, 0), 0],
    ['count', uint64(header, 16), count],
    ['bytes per vector', uint64(header, 24), pointBytes],
    ['place of labels', uint64(header, 32), linkBytes + vectorBytes],
    ['place of vectors', uint64(header, 40), linkBytes],
    ['M', uint64(header, 56), m],
    ['M of the lowest layer', uint64(header, 64), 2 * m],
    ['M', uint64(header, 72), m],
    ['layer factor', header.readDoubleLE(80), 1 / Math.log(m)],
    ['efConstruction', uint64(header, 88), efConstruction],
  ] as const;
  const wrong = fields.find(([, found, wanted]) => found !== wanted);
  if (wrong !== undefined) return `its ${wrong[0]} is ${wrong[1]} and not ${wrong[2]}`;
  const capacity = uint64(header, 8);
  // Capacity doubles whenever it is used up.
  if (capacity < count || capacity > Math.max(expected.smallestCapacity, 2 * count))
    return `its capacity is ${capacity}`;
  const [topLayer, entryPoint] = [header.readInt32LE(48), header.readUInt32LE(52)];
  if (count > 0 && (topLayer < 0 || entryPoint >= count))
    return `its entry point is ${entryPoint} on layer ${topLayer}`;
  // After the vectors every point has at least the length of its list of upper links.
  if (bytes < HNSW_HEADER_BYTES + count * (pointBytes + BYTES_PER_NUMBER)) return `it has only ${bytes} bytes`;
  return null;
}

/** Where the lists of upper links begin, which follow the vectors: for each point the bytes of its list, and the list. */
export function hnswUpperLinksAt(expected: Pick<HnswExpectation, 'dimension' | 'm' | 'count'>): number {
  return HNSW_HEADER_BYTES + expected.count * sizesOf(expected).pointBytes;
}

/** Whether these bytes are the upper links of so many points, neither less nor more: a file that was cut short ends before. */
export function areUpperLinks(links: Buffer, { m, count }: Pick<HnswExpectation, 'm' | 'count'>): boolean {
  const layerBytes = (m + 1) * BYTES_PER_NUMBER;
  let at = 0;
  for (let point = 0; point < count; point++) {
    if (at + BYTES_PER_NUMBER > links.length) return false;
    const listBytes = links.readUInt32LE(at);
    if (listBytes % layerBytes !== 0) return false;
    at += BYTES_PER_NUMBER + listBytes;
  }
  return at === links.length;
}

/** Bytes of a point's links on the lowest layer, of its vector, and of both with its label. */
function sizesOf({ dimension, m }: Pick<HnswExpectation, 'dimension' | 'm'>) {
  const linkBytes = (2 * m + 1) * BYTES_PER_NUMBER;
  const vectorBytes = dimension * BYTES_PER_NUMBER;
  return { linkBytes, vectorBytes, pointBytes: linkBytes + vectorBytes + BYTES_PER_LABEL };
}

function uint64(buffer: Buffer, offset: number): number {
  return Number(buffer.readBigUInt64LE(offset));
}
