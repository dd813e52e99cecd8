/** Values by key, of which only the ones used last are kept. */
export class Recent<V> {
  readonly #most: number;
  readonly #values = new Map<string, V>();

  /** @param most how many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value of this key, if it is still kept. */
  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Keeps a value; the one that was used longest ago goes where there are too many. */
  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    const [oldest] = this.#values.keys();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  /** Forgets the value of this key. */
  delete(key: string): void {
    this.#values.delete(key);
  }
}
