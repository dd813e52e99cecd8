import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { APIMessage } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { APPLICATION_ROUTES } from './application-routes.ts';
import { CHANNEL_ROUTES } from './channel-routes.ts';
import type { ShelvedFile } from './file-shelf.ts';
import { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import { CALLBACK_ROUTE, WEBHOOK_ROUTES } from './interaction-routes.ts';
import type { Permission } from './permissions.ts';
import { bitsOf } from './permissions.ts';
import { Person } from './person.ts';
import { Rest } from './rest.ts';
import { RestFaults } from './rest-faults.ts';
import type { FakeOptions, LoggedRequest } from './state.ts';
import { DISCORD_OWN, State } from './state.ts';
import type { Violation } from './violations.ts';
import { channelBody, guildCreateBody } from './wire-bodies.ts';
import type { Channel, Guild, NewChannel, NewMember, NewThread } from './world.ts';

const WAIT_MS = 60_000; // long enough for a bot that starts on a busy machine

/** A guild with a channel of each kind, and a member of each kind. */
export type Home = {
  readonly guild: Guild;
  readonly text: Channel;
  readonly announcement: Channel;
  readonly forum: Channel;
  readonly thread: Channel;
  readonly archived: Channel;
  /** In the text channel; their Discord is in Korean, and they may manage the server. */
  readonly admin: Person;
  /** In the text channel; may do what everyone may; one for each language. */
  readonly reader: Person;
  readonly english: Person;
  readonly chinese: Person;
};

/** A Discord on the loopback address, for tests: gateway and REST, with state that is checked, and faults on demand. It speaks to any
 *  Discord library that lets its REST address be set; the gateway's address follows from it.
 *
 *  ```ts
 *  const discord = await FakeDiscord.start();
 *  // start the bot with DISCORD_TOKEN=discord.token and DISCORD_API_URL=discord.apiUrl, then:
 *  await discord.commandsRegistered();               // the bot is connected and has registered its commands
 *
 *  const { reader, admin, text } = discord.home;     // members in the text channel; `reader` is Korean
 *  const asked = reader.slash('ask', { question: '석탄' });
 *  await asked.acknowledged();                       // { afterMs, type: 5, flags: 0, data }
 *  const answer = await asked.answered();            // the message as it is now
 *  const clicked = reader.click(answer, '출처');     // by label or custom_id
 *  await clicked.answered();
 *  clicked.followUps; clicked.edits; clicked.modal;  // and so on: see Interaction
 *  const choosing = reader.complete('sources', { item: '석' }, 'item');
 *  await choosing.acknowledged(); choosing.choices;
 *  admin.slash('bulletin add', { file: discord.file('issue.md', '# …') });
 *  reader.submit(clicked, { reason: '…' });          // a modal that was opened
 *  reader.menu('Ask about this', reader.say('…'));
 *  reader.forge(answer, 'v9:unknown');
 *
 *  discord.messages(text.id);                        // what stands in a channel
 *  discord.requests;                                 // every request: method, route, path, body, at, status
 *  discord.faults.add({ method: 'PATCH' }, { kind: 'status', status: 500 }, 3);
 *  discord.gateway.askReconnect();                   // and invalidate, silence, drop, close, ignoreResumes, deliverTwice
 *  discord.expire(asked);                            // its token is no longer valid
 *  await discord.down(); await discord.up();         // nobody listens; listens again at the same address
 *  expect(discord.violations).toEqual([]);           // nothing broke the OpenAPI document or Discord's other rules
 *  await discord.stop();
 *  ``` */
export class FakeDiscord {
  readonly faults = new RestFaults();
  readonly gateway: Gateway;
  readonly home: Home;
  readonly #state: State;
  readonly #rest: Rest;
  readonly #mistakes: unknown[] = [];
  #server: Server | null = null;
  #port = 0;

  private constructor(options: FakeOptions) {
    this.#state = new State(options);
    this.gateway = new Gateway(this.#state);
    this.home = this.#makeHome();
    this.#rest = new Rest(this.#state, this.faults, [
      CALLBACK_ROUTE,
      ...WEBHOOK_ROUTES,
      ...CHANNEL_ROUTES,
      ...APPLICATION_ROUTES,
    ]);
  }

  /** Starts one that listens on a free port. */
  static async start(options: Partial<FakeOptions> = {}): Promise<FakeDiscord> {
    const discord = new FakeDiscord({ ...DISCORD_OWN, ...options });
    await discord.up();
    return discord;
  }

  get token(): string {
    return this.#state.options.token;
  }

  /** For DISCORD_API_URL. */
  get apiUrl(): string {
    return `${this.#state.base}/api`;
  }

  /** What broke a rule so far; empty when all is well. */
  get violations(): readonly Violation[] {
    return this.#state.violations;
  }

  /** All requests so far, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#state.requests;
  }

  /** The channels in which the bot showed itself as typing. */
  get typing(): readonly string[] {
    return this.#state.typing;
  }

  /** The registered commands: of a guild, or with null those of everywhere. */
  commands(guildId: string | null = null) {
    return this.#state.commands.list(guildId);
  }

  /** The messages of a channel as they are now, oldest first, also those that one user alone sees. */
  messages(channelId: string): readonly APIMessage[] {
    return this.#state.messages.list(channelId);
  }

  /** How often a message was changed. */
  edits(message: APIMessage): number {
    return this.#state.messages.edits(message.id);
  }

  /** A file that a user has at hand. */
  file(name: string, content: string | Buffer, type = 'text/markdown'): ShelvedFile {
    return this.#state.files.put(name, Buffer.from(content), type);
  }

  /** A further guild with the bot in it. */
  addGuild(name: string): Guild {
    const guild = this.#state.world.addGuild(name);
    this.#state.dispatch('GUILD_CREATE', guildCreateBody(guild, this.#state.world.bot.id));
    return guild;
  }

  addChannel(guild: Guild, channel: NewChannel): Channel {
    const added = this.#state.world.addChannel(guild, channel);
    this.#state.dispatch('CHANNEL_CREATE', channelBody(added));
    return added;
  }

  addThread(parent: Channel, thread: NewThread): Channel {
    const added = this.#state.world.addThread(parent, this.#state.world.guild(parent.guildId).ownerId, thread);
    this.#state.dispatch('THREAD_CREATE', channelBody(added));
    return added;
  }

  /** A further member, who is in a channel. */
  addPerson(channel: Channel, member: NewMember): Person {
    const { world } = this.#state;
    return new Person(this.#state, world.addMember(world.guild(channel.guildId), member), channel);
  }

  /** Denies the bot permissions in a channel, in the place of those denied before. */
  deny(channel: Channel, ...permissions: readonly Permission[]): void {
    const own = channel.overwrites.find((one) => one.id === this.#state.world.bot.id);
    if (own === undefined) throw new Error(`${channel.name} is ruled by its parent.`);
    own.deny = bitsOf(permissions);
    this.#state.dispatch('CHANNEL_UPDATE', channelBody(channel));
  }

  /** Deletes a channel. */
  removeChannel(channel: Channel): void {
    const { channels } = this.#state.world.guild(channel.guildId);
    channels.splice(channels.indexOf(channel), 1);
    this.#state.dispatch(channel.thread === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE', channelBody(channel));
  }

  /** Deletes a message as a moderator does. */
  removeMessage(message: APIMessage): void {
    this.#state.messages.delete(message.id);
  }

  /** Makes the token of an interaction invalid before its time. */
  expire(interaction: Interaction): void {
    interaction.expired = true;
  }

  /** What `find` gives once it gives something: looked for now and after each change. Rejects when it takes too long. */
  until<T>(find: () => T | null | undefined | false, what: string, withinMs: number = WAIT_MS): Promise<T> {
    return this.#state.changes.until(find, what, withinMs, () => this.#told());
  }

  /** Waits until a bot is connected and ready. */
  async connected(withinMs: number = WAIT_MS): Promise<void> {
    await this.until(() => this.gateway.isReady, 'a connected bot', withinMs);
  }

  /** Waits until a bot is connected and commands are registered. */
  async commandsRegistered(withinMs: number = WAIT_MS): Promise<void> {
    const some = () =>
      [null, ...this.#state.world.guilds.map(({ id }) => id)].some((id) => this.commands(id).length > 0);
    await this.until(() => this.gateway.isReady && some(), 'registered commands', withinMs);
  }

  /** Listens, at the same port as before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => {
      this.#rest.answer(request, response).catch((error: unknown) => {
        if (request.errored === null) this.#mistakes.push(error); // else the bot went away while it asked
        response.destroy();
      });
    });
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => this.gateway.accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The fake got no port.');
    this.#port = address.port;
    this.#state.base = `http://127.0.0.1:${address.port}`;
    this.#server = server;
  }

  /** Stops listening and cuts all connections: whoever connects is refused. What is kept stays. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    this.gateway.drop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Ends it. Throws when the fake itself made a mistake while answering. */
  async stop(): Promise<void> {
    this.gateway.end();
    await this.down();
    if (this.#mistakes.length > 0) throw new AggregateError(this.#mistakes, 'The fake could not answer.');
  }

  #told(): string {
    const last = this.requests.slice(-5).map((one) => `${one.method} ${one.path.slice(0, 60)} ${one.status}`);
    return `Last requests: ${last.join('; ') || 'none'}. Violations: ${JSON.stringify(this.violations)}.`;
  }

  #makeHome(): Home {
    const { world } = this.#state;
    const guild = world.addGuild('Library');
    const text = world.addChannel(guild, { kind: 'text', name: 'bulletin' });
    const announcement = world.addChannel(guild, { kind: 'announcement', name: 'news' });
    const forum = world.addChannel(guild, { kind: 'forum', name: 'issues', tags: ['weekly'] });
    const thread = world.addThread(text, guild.ownerId, { name: 'talk' });
    const archived = world.addThread(text, guild.ownerId, { name: 'old talk', archived: true });
    const person = (member: NewMember) => new Person(this.#state, world.addMember(guild, member), text);
    return {
      guild,
      text,
      announcement,
      forum,
      thread,
      archived,
      admin: person({ name: 'Kim', locale: 'ko', permissions: ['ManageGuild'] }),
      reader: person({ name: 'Lee', locale: 'ko' }),
      english: person({ name: 'Smith', locale: 'en-US' }),
      chinese: person({ name: 'Wang', locale: 'zh-CN' }),
    };
  }
}
