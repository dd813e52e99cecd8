import type { Database } from 'better-sqlite3';

const BULLETIN_COLUMNS = 'crc, path, hash, fingerprint, updated_at AS updatedAt, json, document';

/** The statements of all that is kept of bulletins. */
export function prepareAll(db: Database) {
  return {
    sequence: db.prepare('SELECT sequence FROM meta').pluck(),
    rise: db.prepare('UPDATE meta SET sequence = sequence + 1'),
    keptFiles: db.prepare(
      'SELECT id, path, hash, fingerprint, title, published_on AS publishedOn FROM bulletins ORDER BY id',
    ),
    marks: db.prepare('SELECT id, crc, updated_at AS updatedAt FROM bulletins'),
    overview: db.prepare(
      `SELECT id, path, hash, fingerprint, updated_at AS updatedAt, document, title, published_on AS publishedOn,
         overview, overview_crc AS overviewCrc
       FROM bulletins WHERE id = ?`,
    ),
    bulletin: db.prepare(`SELECT ${BULLETIN_COLUMNS} FROM bulletins WHERE id = ?`),
    bulletinTime: db.prepare(
      'SELECT bulletin_id AS bulletinId, crc, added_at AS addedAt FROM bulletin_times WHERE bulletin_id = ?',
    ),
    itemTimes: db.prepare(
      `SELECT bulletin_id AS bulletinId, item_id AS itemId, crc, added_at AS addedAt, ordinal FROM item_times
       WHERE bulletin_id = ?`,
    ),
    lastOrdinal: db.prepare('SELECT coalesce(max(ordinal), 0) FROM item_times').pluck(),
    source: db.prepare('SELECT crc, text FROM sources WHERE bulletin_id = ?'),
    chunks: db.prepare('SELECT crc, json, vector FROM chunks WHERE bulletin_id = ? ORDER BY position'),
    chunk: db.prepare('SELECT crc, json, vector FROM chunks WHERE id = ?'),
    entries: db.prepare(
      'SELECT id, entry, entry_crc AS entryCrc, vector FROM chunks WHERE bulletin_id = ? ORDER BY position',
    ),
    sentenceVectors: db.prepare('SELECT crc, count, vectors FROM sentence_vectors WHERE chunk_id = ?'),
    saveBulletin: db.prepare(
      `INSERT INTO bulletins (id, crc, path, hash, fingerprint, updated_at, json, document, title, published_on, overview,
         overview_crc)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET crc = excluded.crc, path = excluded.path, hash = excluded.hash,
         fingerprint = excluded.fingerprint, updated_at = excluded.updated_at, json = excluded.json,
         document = excluded.document, title = excluded.title, published_on = excluded.published_on,
         overview = excluded.overview, overview_crc = excluded.overview_crc`,
    ),
    saveSource: db.prepare('INSERT OR REPLACE INTO sources (bulletin_id, crc, text) VALUES (?, ?, ?)'),
    saveBulletinTime: db.prepare('INSERT OR IGNORE INTO bulletin_times (bulletin_id, crc, added_at) VALUES (?, ?, ?)'),
    saveItemTime: db.prepare(
      'INSERT OR IGNORE INTO item_times (bulletin_id, item_id, crc, added_at, ordinal) VALUES (?, ?, ?, ?, ?)',
    ),
    saveChunk: db.prepare(
      `INSERT INTO chunks (id, bulletin_id, position, crc, json, vector, entry, entry_crc)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    saveSentenceVectors: db.prepare('INSERT INTO sentence_vectors (chunk_id, crc, count, vectors) VALUES (?, ?, ?, ?)'),
    removeChunks: db.prepare('DELETE FROM chunks WHERE bulletin_id = ?'),
    moveFile: db.prepare(
      'UPDATE bulletins SET crc = ?, path = ?, hash = ?, document = ?, overview = ?, overview_crc = ? WHERE id = ?',
    ),
    notedFiles: db.prepare('SELECT path, crc, hash, outcome FROM files ORDER BY path'),
    noteFile: db.prepare('INSERT OR REPLACE INTO files (path, crc, hash, outcome) VALUES (?, ?, ?, ?)'),
    forgetFile: db.prepare('DELETE FROM files WHERE path = ?'),
    remove: db.prepare('DELETE FROM bulletins WHERE id = ?'),
  };
}
