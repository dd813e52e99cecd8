import type { Language } from '../bulletin/bulletin.ts';

/** What a running embedder says of itself. `fingerprint` changes whenever its vectors may change (model files, tokenizer,
 *  prefixes); vectors of two fingerprints are never compared. */
export type EmbedderInfo = { readonly fingerprint: string; readonly dimension: number };

/** Turns text into unit vectors (L2 norm 1 within 1e-3). Questions overtake passages that wait; passages go one at a time.
 *  The prefixes that a model needs are added inside. Every method rejects with an `AppError`: MODEL_MISSING, MODEL_DAMAGED, or
 *  EMBEDDER_FAILED. */
export interface Embedder {
  /** Loads the model once; later calls share the first one's result. A failure is not remembered: the next call tries again. */
  start(): Promise<EmbedderInfo>;
  /** The vector of a question. Text beyond the model's window (512 tokens) is cut. */
  embedQuery(text: string): Promise<Float32Array>;
  /** The vector of a passage of a bulletin, comparable by dot product with those of questions. */
  embedPassage(text: string): Promise<Float32Array>;
  /** A vector for each token of a question or a passage in this language, so that texts can be compared token by token; none for an empty
   *  text. Those of a passage have length 1, those of a question are as long as they count, on average 1. Null when the model says of no
   *  directions to compare tokens in. */
  embedTokens(kind: 'query' | 'passage', text: string, language: Language): Promise<readonly Float32Array[] | null>;
  /** How many model tokens each text has, without prefix and special tokens; in the order given. */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
  /** Ends the worker after the job in hand; waiting jobs are rejected with EMBEDDER_FAILED. May be called twice. */
  close(): Promise<void>;
}
