import { setTimeout } from 'node:timers/promises';

/** Lets work wait while something urgent is under way. */
export class Urgency {
  readonly #patienceMs: number;
  readonly #waiting = new Set<() => void>();
  #underWay = 0;

  /** @param patienceMs how long work waits at most: what is urgent may never end to come. */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Does what is urgent. */
  async urgent<T>(doing: Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await doing;
    } finally {
      if (--this.#underWay === 0) for (const go of [...this.#waiting]) go();
    }
  }

  /** Waits until nothing urgent is under way. */
  async calm(): Promise<void> {
    if (this.#underWay === 0) return;
    const impatient = new AbortController();
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        resolve();
      };
      this.#waiting.add(go);
      setTimeout(this.#patienceMs, null, { signal: impatient.signal, ref: false }).then(go, () => {});
    });
    impatient.abort();
  }
}
