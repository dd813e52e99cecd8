import { z } from 'zod';
import type { Side, TokenSpace } from './token-space.ts';

/** What the main process asks of the worker process. One request at a time: the next is sent when the last is answered.
 *  `load` comes first, with absolute paths; the `text` to embed carries its prefix already, that of `tokens` begins with `prefix`. Without a
 *  `space` tokens come as the model gives them. */
export type Request =
  | {
      readonly kind: 'load';
      readonly modelDir: string;
      readonly weights: string;
      readonly maxTokens: number;
      readonly space: TokenSpace | null;
    }
  | { readonly kind: 'embed'; readonly text: string }
  | { readonly kind: 'tokens'; readonly prefix: string; readonly text: string; readonly side: Side }
  | { readonly kind: 'count'; readonly texts: readonly string[] };

/** The worker's answer to the request in hand: a unit vector, `count` vectors of tokens one after the other, or how many tokens each text
 *  has. `stack` is for the log. */
export const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loaded') }).readonly(),
  z.object({ kind: z.literal('vector'), vector: z.instanceof(Float32Array) }).readonly(),
  z.object({ kind: z.literal('tokens'), vectors: z.instanceof(Float32Array), count: z.int().nonnegative() }).readonly(),
  z.object({ kind: z.literal('counts'), counts: z.array(z.int().nonnegative()).readonly() }).readonly(),
  z.object({ kind: z.literal('failed'), message: z.string(), stack: z.string() }).readonly(),
]);
export type Reply = z.infer<typeof replySchema>;
