import type { Logger } from '../log.ts';
import type { Message } from './command.ts';
import type { Responder } from './responder.ts';

/** Shows how far the work on a deferred call is, one message after the other; never after the reply, which takes their place. */
export class Progress {
  readonly #responder: Responder;
  readonly #log: Logger;
  #last: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(responder: Responder, log: Logger) {
    this.#responder = responder;
    this.#log = log;
  }

  /** Shows a message. One that Discord does not take is left out: the reply comes all the same. Never throws. */
  tell(message: Message): Promise<void> {
    if (!this.#ended) {
      this.#last = this.#last
        .then(() => this.#responder.show(message))
        .catch((error: unknown) => this.#log.debug({ err: error }, 'progress was not shown'));
    }
    return this.#last;
  }

  /** Shows nothing more; over when what was told has arrived or failed. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#last;
  }
}
