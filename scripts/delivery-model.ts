import type { Bulletin, Item } from '../src/bulletin/bulletin.ts';
import { overviewOf } from '../src/bulletin/overview.ts';
import { LINES_ONLY } from '../src/bulletin/places.ts';
import { dayAfter, dayIn } from '../src/daily/days.ts';
import { Dispatcher } from '../src/daily/dispatcher.ts';
import { baselineOf, nextItems } from '../src/daily/next-items.ts';
import type { Compose } from '../src/daily/planner.ts';
import type { Poster } from '../src/daily/poster.ts';
import { slotsBetween } from '../src/daily/slots.ts';
import { createLogger } from '../src/log.ts';
import type { Outbox, Subscription } from '../src/store/outbox.ts';
import type { StoredBulletin } from '../src/store/store.ts';
import { seededRandom } from './seeded-random.ts';
import { NO_FAULTS, SimulatedDiscord } from './simulated-discord.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2024-10-20T03:17:00Z'); // before the clocks of Europe and America go back
const ZONES = [
  'Asia/Seoul',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'Pacific/Apia',
];
const TIMES = ['00:00', '02:30', '09:00', '12:15', '23:30'];
const ITEMS_A_MESSAGE = 6;
const LOG = createLogger({ level: 'silent' });

/** What a run of the model did. `wrong` are the laws that were broken, none when all is well. */
export type ModelRun = {
  readonly days: number;
  readonly posted: number;
  readonly failed: number;
  readonly skipped: number;
  readonly kills: number;
  readonly clockMoves: number;
  readonly wrong: readonly string[];
};

/** Runs subscriptions through days of simulated time with what may happen to them: faults of Discord, kills between any two steps, two
 *  processes at once, outages, moves of the machine's clock, lost channels, new issues. Then checks that each day of each subscription has at
 *  most one post or else a reason, that each message is there once, and that no item was lost. The same for the same seed. */
export async function runModel(seed: number, days: number, outbox: Outbox): Promise<ModelRun> {
  const world = new World(seed, outbox);
  await world.subscribe();
  await world.live(days);
  await world.comeToRest();
  return world.judge();
}

class Killed extends Error {}

class World {
  readonly #random: () => number;
  readonly #outbox: Outbox;
  readonly #discord: SimulatedDiscord;
  readonly #bulletins: StoredBulletin[] = [];
  readonly #texts = new Map<string, Bulletin>();
  readonly #subscriptions: Subscription[] = [];
  /** Items that had no room: their posts say so. */
  readonly #passedOver = new Set<string>();
  #time = START;
  /** How far the machine's clock is ahead of the true time. */
  #skew = 0;
  #items = 0;
  #kills = 0;
  #clockMoves = 0;
  /** The share of steps before or after which a process is killed. */
  #killing = 0;
  #processes = 0;

  constructor(seed: number, outbox: Outbox) {
    this.#random = seededRandom(seed);
    this.#outbox = outbox;
    this.#discord = new SimulatedDiscord(this.#random, () => this.#time);
  }

  async subscribe(): Promise<void> {
    this.#publish();
    const count = 1 + Math.floor(this.#random() * 4);
    for (let i = 0; i < count; i++) {
      const timeZone = this.#one(ZONES);
      const mode = this.#one(['new', 'spread'] as const);
      const today = dayIn(timeZone)(new Date(this.#time));
      const subscription: Subscription = {
        id: `s${i}`,
        guildId: 'g',
        channelId: `c${i}`,
        userId: 'u',
        mode,
        language: 'ko',
        time: this.#one(TIMES),
        timeZone,
        weekdays: this.#one([
          [1, 2, 3, 4, 5],
          [1, 2, 3, 4, 5, 6, 7],
          [2, 6],
        ]),
        sections: null,
        firstDay: dayAfter(today, 1),
        createdAt: new Date(this.#time).toISOString(),
        progress: baselineOf(this.#bulletins, mode, today, timeZone),
        paused: null,
        troubleSince: null,
      };
      this.#subscriptions.push(subscription);
      await this.#outbox.subscribe(subscription);
    }
  }

  async live(days: number): Promise<void> {
    const end = this.#time + days * DAY;
    let dispatchers = this.#start();
    while (this.#time < end) {
      this.#time += Math.ceil((5 + this.#random() * 1100) * MINUTE);
      if (this.#random() < 0.03) this.#time += Math.ceil(this.#random() * 60 * HOUR); // nothing runs
      if (this.#random() < 0.1) this.#publish();
      this.#disturb();
      await Promise.allSettled(dispatchers.map((one) => one.run()));
      if (this.#killing > 0 || this.#random() < 0.05) dispatchers = this.#start();
      this.#killing = 0;
    }
  }

  /** Everything works again, for long enough that all that was begun comes to an end. */
  async comeToRest(): Promise<void> {
    this.#discord.faults = NO_FAULTS;
    this.#discord.trouble.clear();
    this.#skew = 0;
    for (const { id } of this.#subscriptions) await this.#outbox.change(id, (one) => ({ ...one, paused: null }));
    const [dispatcher] = this.#start();
    for (let hours = 0; hours < 24 * 45; hours += 12) {
      this.#time += 12 * HOUR;
      await dispatcher?.run();
    }
  }

  async judge(): Promise<ModelRun> {
    const wrong: string[] = [];
    const counts = { posted: 0, failed: 0, skipped: 0 };
    let days = 0;
    for (const { id } of this.#subscriptions) {
      const subscription = await this.#outbox.subscription(id);
      if (subscription === null) continue;
      const deliveries = new Map((await this.#outbox.deliveries(id, 1e6)).map((one) => [one.day, one]));
      const today = dayIn(subscription.timeZone)(new Date(this.#time));
      for (const slot of slotsBetween(subscription.firstDay, today, subscription)) {
        if (slot.at > this.#time) continue;
        days++;
        const delivery = deliveries.get(slot.day);
        if (delivery === undefined) wrong.push(`${id} ${slot.day}: nothing is known of it`);
        else if (delivery.state === 'planned' || delivery.state === 'sending') wrong.push(`${id} ${slot.day}: open`);
        else {
          counts[delivery.state]++;
          if (delivery.state !== 'posted' && delivery.reason === null) wrong.push(`${id} ${slot.day}: no reason`);
        }
      }
      const messages = this.#discord.channels.get(subscription.channelId) ?? [];
      const seen = new Map<string, number>();
      for (const { nonce } of messages) seen.set(nonce, (seen.get(nonce) ?? 0) + 1);
      for (const [nonce, count] of seen)
        if (count > 1) wrong.push(`${id}: a message is there ${count} times (${nonce})`);
      let doubtful = 0;
      for (const { day, state, parts } of deliveries.values()) {
        if (state === 'posted' && parts.length === 0) wrong.push(`${id} ${day}: posted without a message`);
        for (const { nonce, messageId, after } of parts) {
          if (state === 'posted' && !seen.has(nonce)) wrong.push(`${id} ${day}: posted, but not there`);
          if (messageId !== null && messages.find((one) => one.id === messageId)?.nonce !== nonce) {
            wrong.push(`${id} ${day}: another message is taken for it`);
          }
          if (messageId === null && after !== null) doubtful++;
          seen.delete(nonce);
        }
      }
      for (const nonce of seen.keys()) wrong.push(`${id}: nobody knows the message ${nonce}`);
      wrong.push(...this.#itemsOf(subscription, messages, doubtful));
    }
    return { days, ...counts, kills: this.#kills, clockMoves: this.#clockMoves, wrong };
  }

  /** Items that were never posted, or came twice although nothing of a delivery was in doubt when it was given up. */
  #itemsOf({ id }: Subscription, messages: readonly { readonly payload: string }[], doubtful: number): string[] {
    const [first] = this.#subscriptions.filter((one) => one.id === id);
    const posted = messages.flatMap(({ payload }): string[] => JSON.parse(payload));
    const known = first?.progress ?? { through: 0, beyond: [] };
    const due = this.#bulletins.flatMap(({ itemOrder }) =>
      [...itemOrder].filter(([item, order]) => order > known.through && !known.beyond.includes(item)),
    );
    const lost = due
      .filter(([item]) => !posted.includes(item) && !this.#passedOver.has(item))
      .map(([item]) => `${id}: ${item} was lost`);
    const twice = posted.length - new Set(posted).size;
    return twice > doubtful * ITEMS_A_MESSAGE ? [...lost, `${id}: ${twice} items came twice`] : lost;
  }

  #disturb(): void {
    const roll = this.#random();
    const share = () => this.#random() * 0.4;
    this.#discord.faults =
      roll < 0.5
        ? NO_FAULTS
        : { lost: share(), unheard: share(), late: share(), limited: share() / 4, lookFails: share() };
    this.#killing = this.#random() < 0.2 ? this.#random() * 0.25 : 0;
    if (this.#random() < 0.02) {
      this.#clockMoves++;
      const far = this.#one([2 * MINUTE, HOUR, 5 * HOUR, 30 * HOUR, 35 * DAY]);
      this.#skew = this.#skew === 0 ? Math.round((this.#random() * 2 - 1) * far) : 0;
    }
    for (const { channelId } of this.#subscriptions) {
      if (this.#random() < 0.01) this.#discord.trouble.set(channelId, this.#one(['gone', 'forbidden'] as const));
      else if (this.#random() < 0.2) this.#discord.trouble.delete(channelId);
    }
  }

  /** One process, or two by mistake. */
  #start(): Dispatcher[] {
    const count = this.#random() < 0.2 ? 2 : 1;
    return Array.from({ length: count }, () => {
      const owner = `p${++this.#processes}`;
      let dead = false;
      const kill = () => {
        if (!dead && this.#killing > 0 && this.#random() < this.#killing) {
          this.#kills++;
          dead = true;
        }
        if (dead) throw new Killed();
      };
      return new Dispatcher({
        outbox: killable(this.#outbox, kill),
        poster: killable<Poster>(this.#discord, kill),
        compose: this.#compose,
        farewell: () => 'paused',
        now: () => this.#time + this.#skew,
        owner,
        pace: async () => {
          this.#time += this.#random() < 0.02 ? Math.ceil(this.#random() * 3 * MINUTE) : 100;
        },
        atOnce: 1 + Math.floor(this.#random() * 2),
        log: LOG,
      });
    });
  }

  readonly #compose: Compose = async (subscription, day) => {
    const store = { bulletin: async (id: string) => this.#texts.get(id) ?? null };
    const { entries, left, progress } = await nextItems(subscription, day, this.#bulletins, store);
    const ids = entries.map(({ item }) => item.id);
    for (const { item } of left) this.#passedOver.add(item.id);
    const messages = Array.from({ length: Math.ceil(ids.length / ITEMS_A_MESSAGE) }, (_, i) => {
      const items = ids.slice(i * ITEMS_A_MESSAGE, (i + 1) * ITEMS_A_MESSAGE);
      return { payload: JSON.stringify(items), items };
    });
    return { messages, progress };
  };

  #publish(): void {
    const addedAt = new Date(this.#time + this.#skew).toISOString();
    const id = `b${this.#bulletins.length}`;
    const items = Array.from({ length: 1 + Math.floor(this.#random() * 9) }, (_, i) => itemOf(`${id}/${i}`));
    const bulletin = bulletinOf(id, dayIn('UTC')(new Date(this.#time)), items);
    this.#texts.set(id, bulletin);
    this.#bulletins.unshift({
      bulletin: overviewOf(bulletin),
      file: { path: `${id}.md`, hash: '', format: 'text', places: LINES_ONLY, warnings: [] },
      fingerprint: '',
      addedAt,
      updatedAt: addedAt,
      itemsAddedAt: new Map(items.map((item) => [item.id, addedAt])),
      itemOrder: new Map(items.map((item) => [item.id, ++this.#items])),
    });
  }

  #one<T>(choices: readonly [T, ...T[]] | readonly T[]): T {
    const chosen = choices[Math.floor(this.#random() * choices.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  }
}

/** The same object, before and after each of whose methods the process may be killed. */
function killable<T extends object>(target: T, kill: () => void): T {
  return new Proxy(target, {
    get: (object, name) => {
      const value = Reflect.get(object, name, object);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        kill();
        const result = await value.apply(object, given);
        kill();
        return result;
      };
    },
  });
}

function itemOf(id: string): Item {
  return {
    id,
    number: null,
    title: id,
    subtitle: null,
    section: null,
    subsection: null,
    date: null,
    lines: [1, 2],
    titleLines: [1, 1],
    subtitleLines: null,
    blocks: [],
    sources: [],
  };
}

function bulletinOf(id: string, publishedOn: string, items: readonly Item[]): Bulletin {
  const empty = { contents: [], summary: [], sections: [], parts: [], warnings: [] };
  return { id, title: id, publisher: null, publishedOn, language: 'ko', lineCount: 2, items, ...empty };
}
