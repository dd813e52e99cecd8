import type { Change, Delivery, Lease, Outbox, Subscription } from '../../src/store/outbox.ts';
import { isOpen, isReplaceable } from '../../src/store/outbox.ts';

type Kept = { readonly delivery: Delivery; readonly lease: Lease | null };

/** An outbox that forgets everything with its process; it keeps the same contract as the one on disk. */
export function memoryOutbox(): Outbox {
  return new MemoryOutbox();
}

class MemoryOutbox implements Outbox {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #deliveries = new Map<string, Kept>();

  async subscriptions(): Promise<readonly Subscription[]> {
    return [...this.#subscriptions.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async subscription(id: string): Promise<Subscription | null> {
    return this.#subscriptions.get(id) ?? null;
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.#subscriptions.set(subscription.id, subscription);
  }

  async change(id: string, change: Change): Promise<void> {
    const kept = this.#subscriptions.get(id);
    if (kept !== undefined) this.#subscriptions.set(id, change(kept));
  }

  async unsubscribe(id: string): Promise<boolean> {
    for (const { delivery } of this.#of(id)) this.#deliveries.delete(keyOf(delivery));
    return this.#subscriptions.delete(id);
  }

  async deliveries(subscriptionId: string, most: number, upTo = '9999-12-31'): Promise<readonly Delivery[]> {
    return this.#of(subscriptionId)
      .map(({ delivery }) => delivery)
      .filter(({ day }) => day <= upTo)
      .sort((a, b) => (a.day < b.day ? 1 : -1))
      .slice(0, most);
  }

  async plan(deliveries: readonly Delivery[], change: Change): Promise<boolean> {
    let added = false;
    for (const delivery of deliveries) {
      const own = this.#of(delivery.subscriptionId);
      if (own.some((one) => isOpen(one.delivery)) || !this.#subscriptions.has(delivery.subscriptionId)) break;
      const kept = this.#deliveries.get(keyOf(delivery))?.delivery;
      if (kept !== undefined && !isReplaceable(kept)) continue;
      this.#deliveries.set(keyOf(delivery), { delivery, lease: null });
      added = true;
    }
    const [first] = deliveries;
    if (added && first !== undefined) await this.change(first.subscriptionId, change);
    return added;
  }

  async claim(now: number, lease: Lease, longest: number): Promise<Delivery | null> {
    const isPast = (moment: number) => moment <= now || moment > now + longest;
    const [first] = [...this.#deliveries.values()]
      .filter(
        ({ delivery, lease }) => isOpen(delivery) && isPast(delivery.dueAt) && (lease === null || isPast(lease.until)),
      )
      .sort((a, b) => a.delivery.dueAt - b.delivery.dueAt);
    if (first === undefined) return null;
    this.#deliveries.set(keyOf(first.delivery), { ...first, lease });
    return first.delivery;
  }

  async keep(delivery: Delivery, lease: Lease): Promise<boolean> {
    return this.#update(delivery, lease.owner, lease);
  }

  async release(delivery: Delivery, owner: string, change: Change): Promise<boolean> {
    const held = this.#update(delivery, owner, null);
    if (held) await this.change(delivery.subscriptionId, change);
    return held;
  }

  #update(delivery: Delivery, owner: string, lease: Lease | null): boolean {
    const kept = this.#deliveries.get(keyOf(delivery));
    if (kept?.lease?.owner !== owner) return false;
    this.#deliveries.set(keyOf(delivery), { delivery, lease });
    return true;
  }

  #of(subscriptionId: string): Kept[] {
    return [...this.#deliveries.values()].filter(({ delivery }) => delivery.subscriptionId === subscriptionId);
  }
}

function keyOf({ subscriptionId, day }: Delivery): string {
  return `${subscriptionId} ${day}`;
}
