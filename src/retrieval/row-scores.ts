/** The score of each row, 0 for most, and the rows that have one. */
export class RowScores {
  scores = new Float64Array(64);
  #rows = new Uint32Array(64);
  #count = 0;

  /** The rows that have a score, in the order in which they got it. */
  get touched(): Uint32Array {
    return this.#rows.subarray(0, this.#count);
  }

  /** Makes room for so many rows, while none has a score. */
  reserve(rows: number): void {
    if (this.scores.length >= rows) return;
    this.scores = new Float64Array(rows * 2);
    this.#rows = new Uint32Array(rows * 2);
  }

  /** Notes that a row, which had no score, is given one. */
  touch(row: number): void {
    this.#rows[this.#count++] = row;
  }

  /** Raises each score to the other's where that is more; expects room for as many rows. */
  raise(other: RowScores): void {
    for (const row of other.touched) {
      const [score, others] = [this.scores[row] ?? 0, other.scores[row] ?? 0];
      if (score === 0) this.touch(row);
      if (others > score) this.scores[row] = others;
    }
  }

  /** Adds the other's scores; expects room for as many rows. */
  add(other: RowScores): void {
    for (const row of other.touched) {
      const score = this.scores[row] ?? 0;
      if (score === 0) this.touch(row);
      this.scores[row] = score + (other.scores[row] ?? 0);
    }
  }

  /** Takes all scores back. */
  clear(): void {
    for (const row of this.touched) this.scores[row] = 0;
    this.#count = 0;
  }
}
