import { Writable } from 'node:stream';

/** A stream that keeps what is written to it; `isTTY` and `columns` as a terminal has them. */
export class Sink extends Writable {
  readonly isTTY: boolean;
  readonly columns = 60;
  #text = '';

  constructor({ isTTY = false }: { readonly isTTY?: boolean } = {}) {
    super();
    this.isTTY = isTTY;
  }

  /** Everything that was written. */
  get text(): string {
    return this.#text;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#text += chunk.toString();
    done();
  }
}
