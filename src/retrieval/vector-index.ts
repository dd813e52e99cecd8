import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { AppError } from '../errors.ts';
import type { Neighbour, VectorRow } from './exact-search.ts';
import { compareNeighbours } from './exact-search.ts';
import type { HnswExpectation } from './hnsw-header.ts';
import { areUpperLinks, HNSW_HEADER_BYTES, hnswHeaderFlaw, hnswUpperLinksAt } from './hnsw-header.ts';
import { requireCount, requireUnitVector } from './unit-vector.ts';

/** How the graph is built; a file made with other settings is stale. `ip` gives the same graph as `cosine` for unit vectors. M 32
 *  instead of 16 raises recall@10 at 10,000 overlapping vectors from .88 to .97 (ef 200) for a quarter more time to build and 8 %
 *  more bytes. */
export const GRAPH_SETTINGS = { space: 'ip', m: 32, efConstruction: 200 } as const;

/** Candidates kept while searching: of 6,281 texts that the model embedded .998 of the 10 nearest and .999 of the 100 nearest are found; 300
 *  takes a third more time for .999 of the 10. The library's own 10 is far too few, and it goes back to that whenever it reads a file. */
const EF_SEARCH = 200;

/** Room at the start; it doubles when it is used up. */
const INITIAL_CAPACITY = 1024;

/** Inserting blocks for 0.3 to 1.1 ms a vector, so that other work waits at most about 9 ms for a slice. */
const SLICE_ROWS = 8;

/** Read at once where a file is hashed: 1 ms of work. */
const PART_BYTES = 512 * 1024;

/** Deleted points are still walked over. Beyond this share, building anew is worth its time. */
const DELETED_SHARE_FOR_REBUILD = 0.3;

/** A point of the graph, in the order of labels: `digest` identifies its vector, `ids` are all that have exactly this vector, none
 *  when the point is deleted. */
export type IndexPoint = { readonly digest: string; readonly ids: readonly string[] };

/** What a written file holds: SHA-256 of its bytes in hex, its size in bytes, and its points, which the file itself does not name. */
export type IndexContents = { readonly sha256: string; readonly bytes: number; readonly points: readonly IndexPoint[] };

type Graph = InstanceType<typeof hnswlib.HierarchicalNSW>;

/** Finds the nearest of many unit vectors (HNSW). The only user of hnswlib-node, which ends the whole process on most mistakes:
 *  everything is checked before it gets there, a mistake is an `AppError` INDEX_FAILED, and the index stays usable after it.
 *
 *  Vectors live in the graph alone. Equal vectors share one point: hundreds of copies of one vector would fill each other's links
 *  and cut off the rest of the graph (400 copies hid 96 of 1,000 others). Labels are positions in the list of points and are never
 *  used twice. */
export class VectorIndex {
  readonly dimension: number;
  readonly #graph: Graph;
  readonly #points: { readonly digest: string; ids: readonly string[] }[];
  readonly #labelOfId = new Map<string, number>();
  readonly #labelOfDigest = new Map<string, number>();
  #deleted = 0;
  #revision = 0;

  private constructor(graph: Graph, dimension: number, points: readonly IndexPoint[]) {
    this.dimension = dimension;
    this.#graph = graph;
    this.#points = points.map((point) => ({ ...point }));
    this.#points.forEach(({ digest, ids }, label) => {
      for (const id of ids) this.#labelOfId.set(id, label);
      if (ids.length > 0) this.#labelOfDigest.set(digest, label);
      else this.#deleted++;
    });
    graph.setEf(EF_SEARCH);
  }

  /** An empty index. Throws when `dimension` is no positive integer, or off the main thread: ending a worker while it searches
   *  would end the process. */
  static create({ dimension }: { readonly dimension: number }): VectorIndex {
    const graph = newGraph(dimension);
    const { m, efConstruction } = GRAPH_SETTINGS;
    guard('be created', () => graph.initIndex(INITIAL_CAPACITY, m, efConstruction));
    return new VectorIndex(graph, dimension, []);
  }

  /** An index of all rows, inserted as `addAll` does; 10,000 rows take about 5 s. */
  static async build(
    rows: Iterable<VectorRow>,
    { dimension, signal }: { readonly dimension: number; readonly signal?: AbortSignal },
  ): Promise<VectorIndex> {
    const index = VectorIndex.create({ dimension });
    await index.addAll(rows, signal);
    return index;
  }

  /** Reads what `write` has written. Size, SHA-256 and header are compared first, so that only bytes that once came out of a sound
   *  graph reach the library; they go into an instance of their own that nobody sees before it is complete. Rejects with INDEX_FAILED
   *  when the file is not the one described or cannot be read. */
  static async read(
    path: string,
    { dimension, contents }: { readonly dimension: number; readonly contents: IndexContents },
  ): Promise<VectorIndex> {
    const graph = newGraph(dimension);
    const { sha256, bytes, header } = await fileFacts(path);
    if (bytes !== contents.bytes || sha256 !== contents.sha256) {
      throw new AppError('INDEX_FAILED', `${path} is not the index file that was saved. Rebuild the index.`);
    }
    const flaw = hnswHeaderFlaw(header, expectationOf(dimension, contents.points.length, bytes));
    if (flaw !== null)
      throw new AppError('INDEX_FAILED', `${path} is no fitting index file: ${flaw}. Rebuild the index.`);
    // Into a fresh instance the asynchronous read is safe, and it stalls the event loop for 3 ms where the synchronous one takes 150.
    await graph.readIndex(path).catch((cause: unknown) => {
      throw new AppError('INDEX_FAILED', `${path} cannot be read. Rebuild the index.`, { cause });
    });
    requireSamePoints(graph, contents.points, path);
    return new VectorIndex(graph, dimension, contents.points);
  }

  /** How many ids can be found. */
  get size(): number {
    return this.#labelOfId.size;
  }

  /** Whether so many points are deleted (30 %) that a new index, built from the stored vectors, is worth its time. */
  get needsRebuild(): boolean {
    return this.#deleted > this.#points.length * DELETED_SHARE_FOR_REBUILD;
  }

  /** Rises with every addition and removal. */
  get revision(): number {
    return this.#revision;
  }

  /** All ids that can be found. */
  get ids(): readonly string[] {
    return [...this.#labelOfId.keys()];
  }

  /** Whether the id can be found. */
  has(id: string): boolean {
    return this.#labelOfId.has(id);
  }

  /** Whether the id can be found by exactly this vector. */
  holds(id: string, vector: Float32Array): boolean {
    const label = this.#labelOfId.get(id);
    return label !== undefined && this.#points[label]?.digest === digestOf(vector);
  }

  /** Makes the vector findable under an id that is not there yet. Throws when it is, or when the vector is no unit vector. */
  add(id: string, vector: Float32Array): void {
    requireUnitVector(vector, this.dimension);
    if (this.has(id)) {
      throw new AppError('INDEX_FAILED', `${id} is in the index already. Remove it before it is added again.`);
    }
    const digest = digestOf(vector);
    const known = this.#labelOfDigest.get(digest);
    const twin = known === undefined ? undefined : this.#points[known];
    if (known !== undefined && twin !== undefined) {
      twin.ids = [...twin.ids, id];
      this.#labelOfId.set(id, known);
      this.#revision++;
      return;
    }
    const label = this.#points.length;
    guard('take in a vector', () => {
      if (label >= this.#graph.getMaxElements()) this.#graph.resizeIndex(Math.max(INITIAL_CAPACITY, 2 * label));
      this.#graph.addPoint(Array.from(vector), label);
    });
    this.#points.push({ digest, ids: [id] });
    this.#labelOfId.set(id, label);
    this.#labelOfDigest.set(digest, label);
    this.#revision++;
  }

  /** Adds rows in slices between which other work gets its turn. Rejects with the signal's reason once it is aborted. */
  async addAll(rows: Iterable<VectorRow>, signal?: AbortSignal): Promise<void> {
    let inserted = 0;
    for (const { id, vector } of rows) {
      if (inserted % SLICE_ROWS === 0) {
        await setImmediate();
        signal?.throwIfAborted();
      }
      this.add(id, vector);
      inserted++;
    }
  }

  /** Makes the id unfindable; false when it was not there. */
  remove(id: string): boolean {
    const label = this.#labelOfId.get(id);
    const point = label === undefined ? undefined : this.#points[label];
    if (label === undefined || point === undefined) return false;
    if (point.ids.length === 1) {
      guard('delete a vector', () => this.#graph.markDelete(label));
      this.#labelOfDigest.delete(point.digest);
      this.#deleted++;
    }
    point.ids = point.ids.filter((other) => other !== id);
    this.#labelOfId.delete(id);
    this.#revision++;
    return true;
  }

  /** The `k` ids nearest to the query, near to far, ties by id; all when there are fewer, none when the index is empty. Now and then
   *  a neighbour is missed (1 in 100): where none may be, use `exactSearch`. */
  search(query: Float32Array, k: number): readonly Neighbour[] {
    requireUnitVector(query, this.dimension);
    requireCount(k);
    const livePoints = this.#points.length - this.#deleted;
    if (livePoints === 0) return [];
    const found = guard('be searched', () => this.#graph.searchKnn(Array.from(query), Math.min(k, livePoints)));
    const neighbours = found.neighbors.flatMap((label, rank) => {
      const similarity = Math.max(-1, Math.min(1, 1 - (found.distances[rank] ?? Number.NaN)));
      return this.#idsOf(label).map((id) => ({ id, similarity }));
    });
    return neighbours.toSorted(compareNeighbours).slice(0, k);
  }

  /** Writes the index to `path` as it is at the moment of the call; later changes of the index do not touch the file. The library
   *  says nothing when a disk is full or a folder missing, so the file is read again and has to have all its parts up to the last byte.
   *  They are not loaded: a second index of 60,000 vectors takes 120 MB. Rejects with INDEX_FAILED otherwise; what then stands at
   *  `path` is rubbish. */
  async write(path: string): Promise<IndexContents> {
    const points = this.#points.map(({ digest, ids }) => ({ digest, ids }));
    // Synchronous, because a vector added during the asynchronous one corrupts the file. It takes 50 ms for 10,000 vectors.
    this.#graph.writeIndexSync(path);
    const { sha256, bytes, header } = await fileFacts(path);
    const expected = expectationOf(this.dimension, points.length, bytes);
    const flaw = hnswHeaderFlaw(header, expected);
    if (flaw !== null || !areUpperLinks(await readFrom(path, hnswUpperLinksAt(expected)), expected)) {
      throw new AppError(
        'INDEX_FAILED',
        `${path} was not written whole (${flaw ?? 'its end is missing'}). Rebuild the index.`,
      );
    }
    return { sha256, bytes, points };
  }

  #idsOf(label: number): readonly string[] {
    const ids = this.#points[label]?.ids ?? [];
    if (ids.length > 0) return ids;
    throw new AppError('INDEX_STALE', 'The vector index and its list of ids differ. Rebuild the index.');
  }
}

function newGraph(dimension: number): Graph {
  if (!isMainThread) {
    throw new AppError('INDEX_FAILED', 'A vector index works on the main thread only. Search there.');
  }
  if (!Number.isSafeInteger(dimension) || dimension < 1) {
    throw new AppError('INDEX_FAILED', `Vectors of ${dimension} numbers cannot be indexed. Check the embedding model.`);
  }
  return new hnswlib.HierarchicalNSW(GRAPH_SETTINGS.space, dimension);
}

function expectationOf(dimension: number, count: number, bytes: number): HnswExpectation {
  const { m, efConstruction } = GRAPH_SETTINGS;
  return { dimension, m, efConstruction, count, bytes, smallestCapacity: INITIAL_CAPACITY };
}

function guard<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw new AppError('INDEX_FAILED', `The vector index could not ${what}. Rebuild the index.`, { cause });
  }
}

/** 132 bits of SHA-256: that two different vectors share them does not happen. */
function digestOf(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

async function fileFacts(path: string): Promise<{ sha256: string; bytes: number; header: Buffer }> {
  try {
    // A folder opens like a file, and a pipe would be waited for without end.
    if (!(await stat(path)).isFile()) throw new Error('not a file');
    const hash = createHash('sha256');
    let bytes = 0;
    let header = Buffer.alloc(0);
    for await (const part of partsOf(path)) {
      if (bytes === 0) header = Buffer.from(part.subarray(0, HNSW_HEADER_BYTES));
      hash.update(part);
      bytes += part.length;
    }
    return { sha256: hash.digest('hex'), bytes, header };
  } catch (cause) {
    throw new AppError('INDEX_FAILED', `${path} cannot be read. Rebuild the index.`, { cause });
  }
}

async function readFrom(path: string, start: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of partsOf(path, start)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** The bytes of a file in one buffer over and over, which the next part overwrites: a stream leaves a hundred megabytes of them behind. */
async function* partsOf(path: string, start = 0): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(PART_BYTES);
    for (let at = start; ; ) {
      const { bytesRead } = await file.read(buffer, 0, PART_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function requireSamePoints(graph: Graph, points: readonly IndexPoint[], path: string): void {
  const labels = graph.getIdsList().toSorted((a, b) => a - b);
  const ids = points.flatMap((point) => point.ids);
  if (labels.length === points.length && labels.every((label, i) => label === i) && new Set(ids).size === ids.length)
    return;
  throw new AppError('INDEX_FAILED', `${path} and its list of ids do not fit together. Rebuild the index.`);
}
