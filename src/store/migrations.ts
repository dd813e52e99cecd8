import type { Database } from 'better-sqlite3';
import { AppError } from '../errors.ts';

/** Each step takes a database from the version of its index to the next; a step that was released is never changed.
 *  When the shape of what is kept as JSON changes, the step empties `bulletins`: they are read again from their files, and
 *  `bulletin_times` and `item_times`, which no file can tell, stay. */
const MIGRATIONS: readonly string[] = [
  // The sequence starts at the time of creation, so that an index made from an earlier database never seems to fit this one.
  `CREATE TABLE meta (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL) STRICT;
   INSERT INTO meta VALUES (1, CAST(unixepoch('subsec') * 1000 AS INTEGER));

   -- Each crc is over the columns of its row, see rows.ts.
   CREATE TABLE bulletins (
     id TEXT PRIMARY KEY,
     crc INTEGER NOT NULL,
     path TEXT NOT NULL,
     hash TEXT NOT NULL,
     fingerprint TEXT NOT NULL,
     updated_at TEXT NOT NULL,
     json TEXT NOT NULL
   ) STRICT;

   CREATE TABLE sources (
     bulletin_id TEXT PRIMARY KEY REFERENCES bulletins (id) ON DELETE CASCADE,
     crc INTEGER NOT NULL,
     text TEXT NOT NULL
   ) STRICT;

   -- Vectors are float32, little-endian, one after the other.
   CREATE TABLE chunks (
     id TEXT PRIMARY KEY,
     bulletin_id TEXT NOT NULL REFERENCES bulletins (id) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     crc INTEGER NOT NULL,
     json TEXT NOT NULL,
     vector BLOB
   ) STRICT;
   CREATE UNIQUE INDEX chunks_in_order ON chunks (bulletin_id, position);

   CREATE TABLE sentence_vectors (
     chunk_id TEXT PRIMARY KEY REFERENCES chunks (id) ON DELETE CASCADE,
     crc INTEGER NOT NULL,
     count INTEGER NOT NULL,
     vectors BLOB NOT NULL
   ) STRICT;

   -- When a bulletin or item was first kept. These outlive what they tell of: what returns is not new.
   CREATE TABLE bulletin_times (
     bulletin_id TEXT PRIMARY KEY,
     crc INTEGER NOT NULL,
     added_at TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE item_times (
     bulletin_id TEXT NOT NULL,
     item_id TEXT NOT NULL,
     crc INTEGER NOT NULL,
     added_at TEXT NOT NULL,
     PRIMARY KEY (bulletin_id, item_id)
   ) STRICT, WITHOUT ROWID;`,

  // Format, places and warnings of a bulletin's file as JSON. NULL, which a crc passes over, stands in rows of version 1: these
  // files are text, and their lines the only places.
  `ALTER TABLE bulletins ADD COLUMN document TEXT;

   CREATE TABLE files (
     path TEXT PRIMARY KEY,
     crc INTEGER NOT NULL,
     hash TEXT NOT NULL,
     outcome TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  // What lists and search need of a bulletin and a chunk without reading all of them. Overview and entry are null where an earlier
  // version kept the row: they are then made from the rest when they are read. The index holds all that an ingest looks at, so that
  // it reads no row.
  `ALTER TABLE bulletins ADD COLUMN overview TEXT;
   ALTER TABLE bulletins ADD COLUMN overview_crc INTEGER;
   ALTER TABLE bulletins ADD COLUMN title TEXT;
   ALTER TABLE bulletins ADD COLUMN published_on TEXT;
   UPDATE bulletins SET title = json_extract(json, '$.title'), published_on = json_extract(json, '$.publishedOn')
     WHERE json_valid(json);
   CREATE INDEX kept_files ON bulletins (id, path, hash, fingerprint, title, published_on);
   ALTER TABLE chunks ADD COLUMN entry TEXT;
   ALTER TABLE chunks ADD COLUMN entry_crc INTEGER;`,

  // What users thought of answers, and the key that their names are made with, see sqlite-feedback.ts.
  `CREATE TABLE user_key (
     only INTEGER PRIMARY KEY CHECK (only = 1),
     crc INTEGER NOT NULL,
     value BLOB NOT NULL
   ) STRICT;

   CREATE TABLE feedback (
     user TEXT NOT NULL,
     answer_id TEXT NOT NULL,
     crc INTEGER NOT NULL,
     at TEXT NOT NULL,
     json TEXT NOT NULL,
     PRIMARY KEY (user, answer_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX feedback_by_time ON feedback (at);`,

  // Items are counted in the order in which they are kept, so that what is new can be told without a clock. NULL, which a crc passes
  // over, stands in rows of earlier versions.
  `ALTER TABLE item_times ADD COLUMN ordinal INTEGER;
   CREATE INDEX items_in_order ON item_times (ordinal);

   -- Who wants daily digests, and what became of each of them, see outbox.ts. What is queried stands beside the json that holds it all.
   CREATE TABLE subscriptions (
     id TEXT PRIMARY KEY,
     crc INTEGER NOT NULL,
     guild_id TEXT NOT NULL,
     json TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE deliveries (
     subscription_id TEXT NOT NULL,
     day TEXT NOT NULL,
     crc INTEGER NOT NULL,
     state TEXT NOT NULL,
     due_at INTEGER NOT NULL, -- milliseconds since 1970
     lease_owner TEXT,
     lease_until INTEGER,
     json TEXT NOT NULL,
     PRIMARY KEY (subscription_id, day)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX open_deliveries ON deliveries (due_at) WHERE state IN ('planned', 'sending');
   CREATE INDEX open_of_subscriptions ON deliveries (subscription_id) WHERE state IN ('planned', 'sending');`,
];

/** The version of a database that this program writes. */
export const DATABASE_VERSION = MIGRATIONS.length;

/** The version of an open database: 0 when it is empty. Throws STATE_NEWER or, for a database of another program, STATE_DAMAGED,
 *  and changes nothing. */
export function versionOf(db: Database, path: string): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > DATABASE_VERSION) {
    throw new AppError(
      'STATE_NEWER',
      `${path} was written by a newer version of this program (database version ${version}; this program knows ` +
        `${DATABASE_VERSION}). Nothing was changed. Update the program, or set BULLETIN_STATE to another folder.`,
    );
  }
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (version < 0 || (version === 0 && tables > 0)) {
    throw new AppError(
      'STATE_DAMAGED',
      `${path} is a database of another program. Nothing was changed. Move it away, or set BULLETIN_STATE to another folder.`,
    );
  }
  return version;
}

/** Brings an open database to DATABASE_VERSION, a transaction a step. Another process may do the same at the same time. */
export function migrate(db: Database, path: string): void {
  const step = db.transaction(() => {
    const version = versionOf(db, path);
    const sql = MIGRATIONS[version];
    if (sql === undefined) return;
    db.exec(sql);
    db.pragma(`user_version = ${version + 1}`);
  });
  while (versionOf(db, path) < DATABASE_VERSION) step.immediate();
}
