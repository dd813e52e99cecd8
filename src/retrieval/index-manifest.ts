import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GRAPH_SETTINGS } from './vector-index.ts';

/** Rises whenever files of an earlier program can no longer be read; theirs are then stale. */
const FORMAT = 1;

/** What an index was made from. `fingerprint` names the model and all settings that change vectors or chunks, `sequence` is the
 *  store's at the time. */
export type IndexIdentity = { readonly fingerprint: string; readonly sequence: number; readonly dimension: number };

const manifestSchema = z
  .object({
    format: z.literal(FORMAT),
    fingerprint: z.string(),
    sequence: z.int().nonnegative(),
    dimension: z.int().positive(),
    space: z.string(),
    m: z.int(),
    efConstruction: z.int(),
    count: z.int().nonnegative(),
    file: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() }).readonly(),
    points: z.array(z.object({ digest: z.string(), ids: z.array(z.string()).readonly() }).readonly()).readonly(),
  })
  .readonly()
  .refine(({ count, points }) => count === points.length);

/** What stands beside an index file: how it was made, which bytes it has, and which ids its points have, in order of labels. */
export type IndexManifest = z.infer<typeof manifestSchema>;

/** A manifest that was read, or why it is of no use. */
export type DecodedManifest =
  | { readonly kind: 'manifest'; readonly manifest: IndexManifest }
  | { readonly kind: 'stale' | 'damaged'; readonly reason: string };

/** The manifest of an index of this identity, made with this program's settings. */
export function manifestOf(
  { fingerprint, sequence, dimension }: IndexIdentity,
  { points, ...file }: IndexManifest['file'] & Pick<IndexManifest, 'points'>,
): IndexManifest {
  const count = points.length;
  return { format: FORMAT, fingerprint, sequence, dimension, ...GRAPH_SETTINGS, count, file, points };
}

/** Two lines of JSON: the SHA-256 of the second one, then the manifest. */
export function encodeManifest(manifest: IndexManifest): string {
  const body = `${JSON.stringify(manifest)}\n`;
  return `${JSON.stringify({ sha256: sha256(body) })}\n${body}`;
}

/** Reads what `encodeManifest` wrote. A manifest of another byte is damaged, one of another format stale. */
export function decodeManifest(bytes: Buffer): DecodedManifest {
  const firstLine = bytes.indexOf('\n') + 1;
  const body = bytes.subarray(firstLine);
  if (bytes.toString('latin1', 0, firstLine) !== `${JSON.stringify({ sha256: sha256(body) })}\n`) {
    return { kind: 'damaged', reason: 'The manifest of the index has changed since it was written.' };
  }
  const json = parseJson(body.toString('utf8'));
  const { data: versioned } = z.object({ format: z.int() }).safeParse(json);
  if (versioned !== undefined && versioned.format !== FORMAT) {
    return { kind: 'stale', reason: `The index has format ${versioned.format}, this program writes ${FORMAT}.` };
  }
  const { data: manifest, error } = manifestSchema.safeParse(json);
  if (manifest !== undefined) return { kind: 'manifest', manifest };
  return { kind: 'damaged', reason: `The manifest of the index is not as expected: ${z.prettifyError(error)}` };
}

/** Why an index with this manifest is stale for somebody who wants this identity, at whatever sequence; null when it is not. */
export function staleness(manifest: IndexManifest, wanted: IndexIdentity): string | null {
  const { fingerprint, dimension } = wanted;
  const found = new Map<string, unknown>(Object.entries(manifest));
  const difference = Object.entries({ fingerprint, dimension, ...GRAPH_SETTINGS }).find(
    ([name, value]) => found.get(name) !== value,
  );
  if (difference === undefined) return null;
  const [name, value] = difference;
  return `The index has ${name} ${found.get(name)}, wanted is ${value}.`;
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // fails the schema, which then tells what was expected
  }
}
