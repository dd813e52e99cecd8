import { z } from 'zod';
import { componentSchema, everyComponent } from '../test/fakes/discord/component-rules.ts';
import type { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Interaction } from '../test/fakes/discord/interaction.ts';
import type { Person } from '../test/fakes/discord/person.ts';

/** What someone did, and who: a click is the business of whoever asked. */
export type Deed = { readonly kind: string; readonly by: Person; readonly interaction: Interaction };

export type DeedsOptions = {
  readonly discord: FakeDiscord;
  readonly people: readonly Person[];
  readonly questions: readonly string[];
  readonly random: () => number;
};

const MENU = 'Ask about this';
const REMEMBERED = 50; // answers that may be clicked
const BUTTON = 2;

/** Draws what people do, as often as they do it in a server: mostly they ask, and click on what was answered. */
export class Deeds {
  readonly #options: DeedsOptions;
  readonly #answered: Deed[] = [];
  readonly #kinds: readonly (readonly [share: number, kind: string, deed: (by: Person) => Interaction | null])[];

  constructor(options: DeedsOptions) {
    this.#options = options;
    const { discord } = options;
    const known = new Set(discord.commands().map(({ name }) => name));
    const slash =
      (name: string, values: () => Parameters<Person['slash']>[1] = () => ({})) =>
      (by: Person) =>
        known.has(name) ? by.slash(name, values()) : null;
    this.#kinds = [
      [36, 'ask', slash('ask', () => ({ question: this.#question() }))],
      [10, 'ask, hidden', slash('ask', () => ({ question: this.#question(), hidden: true }))],
      [12, 'typing', (by) => (known.has('sources') ? by.complete('sources', { item: this.#word() }, 'item') : null)],
      [8, 'sources', slash('sources', () => ({ item: this.#word() }))],
      [5, 'daily', slash('daily')],
      [5, 'items', slash('items')],
      [2, 'help', slash('help')],
      [2, 'status', slash('status')],
      [4, 'menu', (by) => (known.has(MENU) ? by.menu(MENU, by.say(this.#question())) : null)],
      [13, 'click', () => this.#click()],
      [3, 'forged click', () => this.#forged()],
    ];
  }

  /** One deed; null when what was drawn cannot be done now. */
  next(): Deed | null {
    const { people, random } = this.#options;
    const by = pick(people, random);
    let left = random() * this.#kinds.reduce((sum, [share]) => sum + share, 0);
    for (const [share, kind, deed] of this.#kinds) {
      left -= share;
      if (left >= 0) continue;
      const interaction = deed(by);
      return interaction === null ? null : { kind, by: this.#whoDid(interaction, by), interaction };
    }
    return null;
  }

  /** Takes note of what was answered, and sends a modal that was opened. */
  after(deed: Deed): Deed | null {
    const { interaction, by } = deed;
    if (interaction.modal !== null) {
      const inputs = everyComponent(z.array(componentSchema).parse(interaction.modal.components));
      const ids = inputs.flatMap((one) => (one.type === 4 ? (one.custom_id ?? []) : []));
      const fields = Object.fromEntries(ids.map((id) => [id, this.#question()]));
      return { kind: 'modal', by, interaction: by.submit(interaction, fields) };
    }
    if (interaction.original !== null) this.#answered.push(deed);
    if (this.#answered.length > REMEMBERED) this.#answered.shift();
    return null;
  }

  /** Who drew the deed, but for a click: that is done by whom the answer is for. */
  #whoDid({ facts }: Interaction, by: Person): Person {
    return this.#options.people.find(({ member }) => member.id === facts.user.id) ?? by;
  }

  #question(): string {
    return pick(this.#options.questions, this.#options.random);
  }

  #word(): string {
    return pick(this.#question().split(/\s+/), this.#options.random).slice(0, 20);
  }

  #click(): Interaction | null {
    const deed = this.#clickable();
    if (deed?.interaction.original == null) return null;
    const components = z.array(componentSchema).parse(deed.interaction.original.components ?? []);
    const buttons = everyComponent(components).filter((one) => one.type === BUTTON && one.disabled !== true);
    const ids = buttons.flatMap((one) => one.custom_id ?? []);
    return ids.length === 0 ? null : deed.by.click(deed.interaction.original, pick(ids, this.#options.random));
  }

  #forged(): Interaction | null {
    const deed = this.#clickable();
    if (deed?.interaction.original == null) return null;
    return deed.by.forge(deed.interaction.original, `v9:${Math.floor(this.#options.random() * 1e9)}`);
  }

  #clickable(): Deed | null {
    return this.#answered.length === 0 ? null : pick(this.#answered, this.#options.random);
  }
}

function pick<T>(from: readonly T[], random: () => number): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}
