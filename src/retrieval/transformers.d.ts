// The parts of @xenova/transformers 2.17.2 that the embedder uses, by the path of their module: the package's main entry loads image
// and audio code (sharp) besides, and its model loader reads the weights twice into memory and hides the session's options.

declare module '@xenova/transformers/src/env.js' {
  export const env: {
    allowLocalModels: boolean;
    allowRemoteModels: boolean;
    localModelPath: string;
    useBrowserCache: boolean;
    useFSCache: boolean;
  };
}

declare module '@xenova/transformers/src/tokenizers.js' {
  export type Tokenizer = {
    /** Token ids in order, with the special tokens at both ends unless `add_special_tokens` is false. */
    encode(text: string, textPair?: null, options?: { readonly add_special_tokens?: boolean }): number[];
  };
  export const AutoTokenizer: {
    from_pretrained(model: string, options: { readonly local_files_only: boolean }): Promise<Tokenizer>;
  };
}

declare module '@xenova/transformers/src/backends/onnx.js' {
  export type TensorData = Float32Array | BigInt64Array;
  export type Tensor = { readonly data: unknown; readonly dims: readonly number[] };
  export type Session = {
    readonly inputNames: readonly string[];
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  };
  export const ONNX: {
    Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;
    InferenceSession: {
      create(
        path: string,
        options: {
          readonly executionProviders: readonly string[];
          readonly intraOpNumThreads: number;
          readonly interOpNumThreads: number;
          readonly logSeverityLevel: 0 | 1 | 2 | 3 | 4;
        },
      ): Promise<Session>;
    };
  };
}
