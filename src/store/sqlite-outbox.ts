import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from './connection.ts';
import type { Change, Delivery, Lease, Outbox, Subscription } from './outbox.ts';
import { deliverySchema, isReplaceable, subscriptionSchema } from './outbox.ts';
import { checksum, ensureIntact } from './rows.ts';

const LAST_DAY = '9999-12-31';

const subscriptionRow = z.object({ id: z.string(), crc: z.int(), guildId: z.string(), json: z.string() });
const deliveryRow = z.object({
  subscriptionId: z.string(),
  day: z.string(),
  crc: z.int(),
  state: z.string(),
  dueAt: z.int(),
  json: z.string(),
});

/** The outbox in an open database. */
export function outboxOver(connection: Connection): Outbox {
  return new SqliteOutbox(connection);
}

class SqliteOutbox implements Outbox {
  readonly #connection: Connection;
  readonly #statements: ReturnType<typeof prepareAll>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#statements = prepareAll(connection.db);
  }

  async subscriptions(): Promise<readonly Subscription[]> {
    return this.#connection.query(() =>
      this.#statements.subscriptions.all().map((row) => this.#connection.trust(() => toSubscription(row))),
    );
  }

  async subscription(id: string): Promise<Subscription | null> {
    return this.#connection.query(() => this.#subscription(id));
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.#connection.write(() => this.#saveSubscription(subscription));
  }

  async change(id: string, change: Change): Promise<void> {
    this.#connection.write(() => this.#change(id, change));
  }

  async unsubscribe(id: string): Promise<boolean> {
    return this.#connection.write(() => {
      this.#statements.removeDeliveries.run(id);
      return this.#statements.unsubscribe.run(id).changes > 0;
    });
  }

  async deliveries(subscriptionId: string, most: number, upTo = LAST_DAY): Promise<readonly Delivery[]> {
    return this.#connection.query(() => {
      const rows = this.#statements.deliveries.all(subscriptionId, upTo, most);
      return rows.map((row) => this.#connection.trust(() => toDelivery(row)));
    });
  }

  async plan(deliveries: readonly Delivery[], change: Change): Promise<boolean> {
    return this.#connection.write(() => {
      let added = false;
      for (const delivery of deliveries) {
        const { subscriptionId, day } = delivery;
        if (this.#statements.hasOpen.get(subscriptionId) !== undefined) break;
        const kept = this.#delivery(subscriptionId, day);
        if (kept !== null && !isReplaceable(kept)) continue;
        if (this.#subscription(subscriptionId) === null) break;
        this.#saveDelivery(delivery);
        added = true;
      }
      const [first] = deliveries;
      if (added && first !== undefined) this.#change(first.subscriptionId, change);
      return added;
    });
  }

  async claim(now: number, { owner, until }: Lease, longest: number): Promise<Delivery | null> {
    const facts = { now, latest: now + longest };
    // Mostly nothing is due: then nobody else has to wait for the right to write.
    if (this.#connection.query(() => this.#statements.due.get(facts)) === undefined) return null;
    return this.#connection.write(() => {
      const row = this.#statements.due.get(facts);
      if (row === undefined) return null;
      const delivery = this.#connection.trust(() => toDelivery(row));
      this.#statements.hold.run(owner, until, delivery.subscriptionId, delivery.day);
      return delivery;
    });
  }

  async keep(delivery: Delivery, { owner, until }: Lease): Promise<boolean> {
    return this.#connection.write(() => this.#update(delivery, owner, { owner, until }));
  }

  async release(delivery: Delivery, owner: string, change: Change): Promise<boolean> {
    return this.#connection.write(() => {
      const held = this.#update(delivery, owner, null);
      if (held) this.#change(delivery.subscriptionId, change);
      return held;
    });
  }

  #subscription(id: string): Subscription | null {
    const row = this.#statements.subscription.get(id);
    return row === undefined ? null : this.#connection.trust(() => toSubscription(row));
  }

  #delivery(subscriptionId: string, day: string): Delivery | null {
    const row = this.#statements.delivery.get(subscriptionId, day);
    return row === undefined ? null : this.#connection.trust(() => toDelivery(row));
  }

  #change(id: string, change: Change): void {
    const kept = this.#subscription(id);
    const changed = kept === null ? null : change(kept);
    if (changed !== null && changed !== kept) this.#saveSubscription(changed);
  }

  #saveSubscription(subscription: Subscription): void {
    const { id, guildId } = subscription;
    const json = JSON.stringify(subscription);
    this.#statements.subscribe.run(id, checksum(id, guildId, json), guildId, json);
  }

  #saveDelivery(delivery: Delivery): void {
    const { subscriptionId, day, state, dueAt } = delivery;
    const json = JSON.stringify(delivery);
    const crc = deliveryChecksum({ subscriptionId, day, state, dueAt, json });
    this.#statements.saveDelivery.run(subscriptionId, day, crc, state, dueAt, json);
  }

  #update(delivery: Delivery, owner: string, lease: Lease | null): boolean {
    const { subscriptionId, day, state, dueAt } = delivery;
    const json = JSON.stringify(delivery);
    const crc = deliveryChecksum({ subscriptionId, day, state, dueAt, json });
    const facts = { subscriptionId, day, state, dueAt, json, crc, owner };
    const next = lease === null ? { heldBy: null, until: null } : { heldBy: lease.owner, until: lease.until };
    return this.#statements.update.run({ ...facts, ...next }).changes > 0;
  }
}

function toSubscription(row: unknown): Subscription {
  const { id, crc, guildId, json } = subscriptionRow.parse(row);
  ensureIntact(checksum(id, guildId, json), crc);
  return subscriptionSchema.parse(JSON.parse(json));
}

function toDelivery(row: unknown): Delivery {
  const { crc, ...columns } = deliveryRow.parse(row);
  ensureIntact(deliveryChecksum(columns), crc);
  return deliverySchema.parse(JSON.parse(columns.json));
}

/** The lease is not part of it: a wrong one costs a little time. */
function deliveryChecksum(row: Omit<z.infer<typeof deliveryRow>, 'crc'>): number {
  return checksum(row.subscriptionId, row.day, row.state, String(row.dueAt), row.json);
}

const DELIVERY_COLUMNS = 'subscription_id AS subscriptionId, day, crc, state, due_at AS dueAt, json';

function prepareAll(db: Database) {
  return {
    subscriptions: db.prepare('SELECT id, crc, guild_id AS guildId, json FROM subscriptions ORDER BY id'),
    subscription: db.prepare('SELECT id, crc, guild_id AS guildId, json FROM subscriptions WHERE id = ?'),
    subscribe: db.prepare('INSERT OR REPLACE INTO subscriptions (id, crc, guild_id, json) VALUES (?, ?, ?, ?)'),
    unsubscribe: db.prepare('DELETE FROM subscriptions WHERE id = ?'),
    removeDeliveries: db.prepare('DELETE FROM deliveries WHERE subscription_id = ?'),
    deliveries: db.prepare(
      `SELECT ${DELIVERY_COLUMNS} FROM deliveries WHERE subscription_id = ? AND day <= ? ORDER BY day DESC LIMIT ?`,
    ),
    delivery: db.prepare(`SELECT ${DELIVERY_COLUMNS} FROM deliveries WHERE subscription_id = ? AND day = ?`),
    hasOpen: db.prepare("SELECT 1 FROM deliveries WHERE subscription_id = ? AND state IN ('planned', 'sending')"),
    saveDelivery: db.prepare(
      `INSERT OR REPLACE INTO deliveries (subscription_id, day, crc, state, due_at, json) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    due: db.prepare(
      `SELECT ${DELIVERY_COLUMNS} FROM deliveries
       WHERE state IN ('planned', 'sending') AND (due_at <= :now OR due_at > :latest)
         AND (lease_until IS NULL OR lease_until <= :now OR lease_until > :latest)
       ORDER BY due_at LIMIT 1`,
    ),
    hold: db.prepare('UPDATE deliveries SET lease_owner = ?, lease_until = ? WHERE subscription_id = ? AND day = ?'),
    update: db.prepare(
      `UPDATE deliveries SET crc = :crc, state = :state, due_at = :dueAt, json = :json, lease_owner = :heldBy,
         lease_until = :until
       WHERE subscription_id = :subscriptionId AND day = :day AND lease_owner = :owner`,
    ),
  };
}
