import type { APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Focused } from './callback-rules.ts';
import type { Component } from './component-rules.ts';
import { componentSchema, everyComponent } from './component-rules.ts';
import { Interaction } from './interaction.ts';
import { sentMessageSchema } from './message-rules.ts';
import { modalData } from './modal-data.ts';
import { permissionsOf } from './permissions.ts';
import type { OptionValues } from './slash-data.ts';
import { interactionToken, slashData } from './slash-data.ts';
import type { State } from './state.ts';
import type { Body } from './wire-bodies.ts';
import { askingMemberBody, channelBody } from './wire-bodies.ts';
import type { Channel, Guild, Member } from './world.ts';
import { found } from './world.ts';

const CHAT = 1;
const MESSAGE_MENU = 3;
const KIND = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** What an interaction is made of, beyond who and where. */
type Deed = {
  readonly type: number;
  readonly data: Body;
  readonly source?: APIMessage | null;
  readonly focused?: Focused | undefined;
};

/** A member in a channel, who does what a user of Discord can do. Each deed gives the interaction that came of it, at once: what the bot
 *  answers is awaited there. Throws where Discord's own app would not let the user do it. */
export class Person {
  readonly member: Member;
  readonly channel: Channel;
  readonly #state: State;
  readonly #guild: Guild;

  constructor(state: State, member: Member, channel: Channel) {
    this.#state = state;
    this.member = member;
    this.channel = channel;
    this.#guild = state.world.guild(channel.guildId);
  }

  /** The same member in another channel. */
  in(channel: Channel): Person {
    return new Person(this.#state, this.member, channel);
  }

  /** Gives a slash command; subcommands follow after a space.
   *  @example admin.slash('bulletin add', { file: discord.file('issue.md', text) }) */
  slash(command: string, values: OptionValues = {}): Interaction {
    const { data } = this.#slashData(command, values);
    return this.#do({ type: KIND.command, data });
  }

  /** Types in an option of a slash command that offers choices; `focused` names it. */
  complete(command: string, values: OptionValues, focused: string): Interaction {
    const { data, focused: option } = this.#slashData(command, values, focused);
    if (option?.autocomplete !== true) throw new Error(`/${command} offers no choices for ${focused}.`);
    return this.#do({ type: KIND.autocomplete, data, focused: option });
  }

  /** Chooses an entry of the menu of a message. */
  menu(name: string, message: APIMessage): Interaction {
    const command = found(this.#state.commands.find(this.#guild.id, MESSAGE_MENU, name), `message menu "${name}"`);
    const data = {
      id: command.id,
      name,
      type: MESSAGE_MENU,
      target_id: message.id,
      resolved: { messages: { [message.id]: message } },
      ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    };
    return this.#do({ type: KIND.command, data });
  }

  /** Clicks a button of a message. `which` is its label or its `custom_id`. */
  click(message: APIMessage, which: string): Interaction {
    const button = this.#component(message, which);
    const { custom_id: id } = button;
    if (id === undefined) throw new Error(`${which} is a link.`);
    return this.#do({
      type: KIND.component,
      data: { custom_id: id, component_type: button.type, id: 1 },
      source: this.#now(message),
    });
  }

  /** Chooses in a select of a message. */
  select(message: APIMessage, customId: string, values: readonly string[]): Interaction {
    const { type, options = [], min_values: min = 1, max_values: max = 1 } = this.#component(message, customId);
    const known = options.map((option) => option.value);
    const fits = values.length >= min && values.length <= max && values.every((value) => known.includes(value));
    if (!fits) throw new Error(`${customId} takes ${min} to ${max} of ${known.join(', ')}.`);
    const data = { custom_id: customId, component_type: type, id: 1, values };
    return this.#do({ type: KIND.component, data, source: this.#now(message) });
  }

  /** Sends a `custom_id` that the message does not have, as only a forger or an old version of the bot does. */
  forge(message: APIMessage, customId: string): Interaction {
    const data = { custom_id: customId, component_type: 2, id: 1 };
    return this.#do({ type: KIND.component, data, source: this.#now(message) });
  }

  /** Sends the modal that an interaction opened, with what was entered by `custom_id`. */
  submit(opened: Interaction, fields: Readonly<Record<string, string>>): Interaction {
    const modal = found(opened.modal, `modal of interaction ${opened.facts.id}`);
    const { source } = opened.facts;
    return this.#do({ type: KIND.modal, data: modalData(modal, fields), source: source && this.#now(source) });
  }

  /** Writes a message in the channel. */
  say(content: string): APIMessage {
    return this.#state.messages.create({
      channelId: this.channel.id,
      author: this.member,
      sent: sentMessageSchema.parse({ content }),
    });
  }

  #slashData(command: string, values: OptionValues, focused?: string) {
    const [name = '', ...path] = command.split(' ');
    const registered = found(this.#state.commands.find(this.#guild.id, CHAT, name), `command /${name}`);
    const place = { guild: this.#guild, user: this.member, files: this.#state.files, focused };
    return slashData(registered, path, values, place);
  }

  /** A component of a message, when this member sees it and it is not disabled. */
  #component(message: APIMessage, which: string): Component {
    const now = this.#now(message);
    const only = this.#state.messages.visibleTo(now.id);
    if (only !== null && only !== this.member.id)
      throw new Error(`${this.member.name} does not see message ${now.id}.`);
    const all = everyComponent(z.array(componentSchema).parse(now.components ?? []));
    const component = all.find((one) => one.custom_id === which) ?? all.find((one) => one.label === which);
    const names = all.flatMap((one) => one.label ?? one.custom_id ?? []);
    const there = found(component, `component ${which} in message ${now.id}, but ${names.join(', ') || 'none'}`);
    if (there.disabled === true) throw new Error(`${which} is disabled.`);
    return there;
  }

  #now({ id }: APIMessage): APIMessage {
    return found(this.#state.messages.get(id), `message ${id}`);
  }

  #do({ type, data, source = null, focused }: Deed): Interaction {
    const { world, nextId, interactions, changes, messages, now, dispatch } = this.#state;
    const [id, token] = [nextId(), interactionToken()];
    const { member: user, channel } = this;
    const guild = this.#guild;
    const bot = world.member(guild, world.bot.id);
    const payload = {
      id,
      token,
      type,
      data,
      version: 1,
      application_id: world.bot.applicationId,
      guild_id: guild.id,
      guild: { id: guild.id, locale: guild.locale, features: [] },
      channel_id: channel.id,
      channel: { ...channelBody(channel), permissions: String(permissionsOf(guild, user, channel)) },
      member: askingMemberBody(guild, user, channel),
      app_permissions: String(permissionsOf(guild, bot, channel)),
      locale: user.locale,
      guild_locale: guild.locale,
      entitlements: [],
      authorizing_integration_owners: { '0': guild.id },
      context: 0,
      attachment_size_limit: 10_485_760,
      ...(source !== null && { message: source }),
    };
    const facts = {
      id,
      token,
      type,
      guild,
      channel,
      user,
      locale: user.locale,
      createdAt: now(),
      payload,
      source,
      focused,
    };
    const interaction = new Interaction(facts, messages, changes);
    interactions.set(token, interaction);
    interaction.faulted = !dispatch('INTERACTION_CREATE', payload); // it is late then through no fault of the bot
    return interaction;
  }
}
