import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { languageSchema } from '../bulletin/bulletin.ts';
import type { Connection } from './connection.ts';
import type { Feedback, FeedbackStore } from './feedback.ts';
import { checksum, ensureIntact } from './rows.ts';

const KEY_BYTES = 32;
const PSEUDONYM_DIGITS = 32; // 128 bits: no two users of all that there can be share one

const keyRow = z.object({ crc: z.int(), value: z.instanceof(Uint8Array) });
const feedbackRow = z.object({
  user: z.string(),
  answerId: z.string(),
  crc: z.int(),
  at: z.iso.datetime(),
  json: z.string(),
});
const restSchema = z
  .object({
    vote: z.enum(['up', 'down']),
    reason: z.string().nullable(),
    question: z.string().nullable(),
    outcome: z.enum(['answered', 'related', 'none']),
    itemIds: z.array(z.string()).readonly(),
    language: languageSchema,
  })
  .readonly();

/** The feedback in an open database. */
export function feedbackOver(connection: Connection): FeedbackStore {
  const { db } = connection;
  const statements = prepareFeedback(db);
  const votes = (query: () => unknown[]) => {
    const rows = connection.read(query);
    return connection.trust(() => rows.map(toFeedback));
  };
  return {
    pseudonym: async (userId) =>
      createHmac('sha256', keyOf(connection, statements)).update(userId).digest('hex').slice(0, PSEUDONYM_DIGITS),
    put: async ({ user, answerId, at, ...rest }) => {
      const json = JSON.stringify(rest);
      connection.write(() => statements.put.run(user, answerId, checksum(user, answerId, at, json), at, json));
    },
    find: async (user, answerId) => votes(() => statements.find.all(user, answerId))[0] ?? null,
    ofUser: async (user) => votes(() => statements.ofUser.all(user)),
    all: async () => votes(() => statements.all.all()),
    remove: async (user, answerId) => connection.write(() => statements.remove.run(user, answerId)).changes > 0,
    removeOfUser: async (user) => connection.write(() => statements.removeOfUser.run(user)).changes,
    removeBefore: async (moment) => connection.write(() => statements.removeBefore.run(moment.toISOString())).changes,
  };
}

/** The key of this database, made when it is first needed. Pseudonyms depend on it, so one that was damaged must not pass for another. */
function keyOf(connection: Connection, { key, keepKey }: ReturnType<typeof prepareFeedback>): Uint8Array {
  const kept =
    connection.read(() => key.get()) ??
    connection.write(() => {
      const value = randomBytes(KEY_BYTES);
      keepKey.run(checksum(value), value);
      return key.get();
    });
  return connection.trust(() => {
    const { crc, value } = keyRow.parse(kept);
    ensureIntact(checksum(value), crc);
    return value;
  });
}

function toFeedback(row: unknown): Feedback {
  const { user, answerId, crc, at, json } = feedbackRow.parse(row);
  ensureIntact(checksum(user, answerId, at, json), crc);
  return { user, answerId, at, ...restSchema.parse(JSON.parse(json)) };
}

function prepareFeedback(db: Database) {
  const select = 'SELECT user, answer_id AS answerId, crc, at, json FROM feedback';
  return {
    key: db.prepare('SELECT crc, value FROM user_key'),
    keepKey: db.prepare('INSERT OR IGNORE INTO user_key (only, crc, value) VALUES (1, ?, ?)'),
    put: db.prepare('INSERT OR REPLACE INTO feedback (user, answer_id, crc, at, json) VALUES (?, ?, ?, ?, ?)'),
    find: db.prepare(`${select} WHERE user = ? AND answer_id = ?`),
    ofUser: db.prepare(`${select} WHERE user = ? ORDER BY at DESC, answer_id`),
    all: db.prepare(`${select} ORDER BY at DESC, user, answer_id`),
    remove: db.prepare('DELETE FROM feedback WHERE user = ? AND answer_id = ?'),
    removeOfUser: db.prepare('DELETE FROM feedback WHERE user = ?'),
    removeBefore: db.prepare('DELETE FROM feedback WHERE at < ?'),
  };
}
