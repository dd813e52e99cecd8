/** Tells who waits for something in the fake that something changed. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** What `find` gives once that is neither null, undefined nor false: looked for now and after each change. Rejects when `withinMs`
   *  milliseconds pass before, with `what` and what `also` tells in the message. */
  until<T>(
    find: () => T | null | undefined | false,
    what: string,
    withinMs: number,
    also: () => string = () => '',
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === null || found === undefined || found === false) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`${what}: not within ${withinMs} ms. ${also()}`));
      }, withinMs);
      const done = () => {
        clearTimeout(timer);
        this.#listeners.delete(look);
      };
      this.#listeners.add(look);
      look();
    });
  }
}
