import type { Database } from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { damaged, withFaults } from './faults.ts';

/** An open database, and how its faults are told: all that goes wrong is thrown as an `AppError`. */
export class Connection {
  readonly db: Database;
  readonly #path: string;

  constructor(db: Database, path: string) {
    this.db = db;
    this.#path = path;
  }

  /** Runs queries that see one state of the database, whatever is written meanwhile. */
  read<T>(query: () => T): T {
    this.#ensureOpen();
    return withFaults(this.#path, () => this.db.transaction(query).deferred());
  }

  /** Runs a query of one statement, which sees one state of the database by itself. */
  query<T>(query: () => T): T {
    this.#ensureOpen();
    return withFaults(this.#path, query);
  }

  /** Runs changes as one transaction. */
  write<T>(change: () => T): T {
    this.#ensureOpen();
    return withFaults(this.#path, () => this.db.transaction(change).immediate());
  }

  /** Makes a value of rows; what is not what was written is told as STATE_DAMAGED. */
  trust<T>(convert: () => T): T {
    try {
      return convert();
    } catch (error) {
      throw damaged(this.#path, error);
    }
  }

  /** Closes the database. May be called twice. */
  close(): void {
    withFaults(this.#path, () => this.db.close());
  }

  #ensureOpen(): void {
    if (!this.db.open) throw new AppError('INTERNAL', `The store ${this.#path} was used after it was closed.`);
  }
}
