/** Runs a few works at a time, in the order they came; others wait, up to a bound. Whoever wants something run enters first. */
export class Queue {
  readonly #atOnce: number;
  readonly #places: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;
  #running = 0;

  constructor({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
    this.#atOnce = atOnce;
    this.#places = atOnce + waiting;
  }

  /** Takes a place, to be left again; false when all are taken. */
  enter(): boolean {
    if (this.#inside >= this.#places) return false;
    this.#inside++;
    return true;
  }

  /** Gives the place back. */
  leave(): void {
    this.#inside--;
  }

  /** Runs the work when its turn comes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await new Promise<void>((begin) => this.#waiting.push(begin));
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next(); // takes over the turn
    }
  }
}
