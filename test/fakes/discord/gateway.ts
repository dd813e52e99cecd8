import { WebSocket } from 'ws';
import { z } from 'zod';
import { eventFlaws } from './event-check.ts';
import type { State } from './state.ts';
import type { Body } from './wire-bodies.ts';
import { guildCreateBody, userBody } from './wire-bodies.ts';

const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** What the gateway closes a connection with, and why. */
const CLOSE = {
  unknownOp: [4001, 'Unknown opcode.'],
  decodeError: [4002, 'Error while decoding payload.'],
  notAuthenticated: [4003, 'Not authenticated.'],
  badToken: [4004, 'Authentication failed.'],
  alreadyAuthenticated: [4005, 'Already authenticated.'],
  refusedIntents: [4014, 'Disallowed intent(s).'],
} as const;

type Close = (typeof CLOSE)[keyof typeof CLOSE];

const NORMAL = 1000;

/** GuildMembers, GuildPresences and MessageContent. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

/** Discord takes a token with its kind before it as well. */
const tokenSchema = z.string().transform((token) => token.replace(/^Bot /, ''));

const payload = z.looseObject({ op: z.number(), d: z.unknown().optional() });
const identify = z.looseObject({
  token: tokenSchema,
  intents: z.number(),
  properties: z.looseObject({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const resume = z.looseObject({ token: tokenSchema, session_id: z.string(), seq: z.number() });

/** A session that a bot identified; it outlives its connection, and keeps what it sent. */
type Session = {
  readonly id: string;
  readonly events: string[];
  socket: WebSocket | null;
  ready: boolean;
};

type Connection = { readonly socket: WebSocket; session: Session | null; silent: boolean };

/** Discord's gateway over WebSocket, and what can go wrong with it. */
export class Gateway {
  readonly #state: State;
  readonly #connections = new Set<Connection>();
  #session: Session | null = null;
  #ignoredResumes = 0;
  /** How often a bot connected, identified, and took a session up again. */
  connected = 0;
  identified = 0;
  resumed = 0;
  /** How many events are to be sent twice. */
  #twice = 0;

  constructor(state: State) {
    this.#state = state;
    state.dispatch = (event, body) => this.dispatch(event, body);
  }

  /** Whether a bot is connected and ready. */
  get isReady(): boolean {
    return this.#session?.socket !== null && this.#session?.ready === true;
  }

  /** Takes a new connection over. */
  accept(socket: WebSocket): void {
    const connection: Connection = { socket, session: null, silent: false };
    this.#connections.add(connection);
    this.connected += 1;
    this.#state.changes.tell();
    socket.on('message', (data) => this.#receive(connection, String(data)));
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (connection.session?.socket === socket) connection.session.socket = null;
      this.#state.changes.tell();
    });
    socket.on('error', () => {}); // it closes then
    send(socket, { op: OP.hello, d: { heartbeat_interval: this.#state.options.heartbeatMs } });
  }

  /** Sends an event to the session, or keeps it for when the session is taken up again. Without a session it is lost. Gives whether it
   *  was sent. */
  dispatch(event: string, body: Body): boolean {
    const { options, violate } = this.#state;
    if (options.checks) violate('fake', `gateway ${event}`, eventFlaws(event, body));
    const session = this.#session;
    if (session === null) return false;
    const times = this.#twice > 0 && event === 'INTERACTION_CREATE' ? 2 : 1;
    if (times === 2) this.#twice -= 1;
    for (let i = 0; i < times; i++) {
      const text = JSON.stringify({ op: OP.dispatch, t: event, s: session.events.length + 1, d: body });
      session.events.push(text);
      session.socket?.send(text);
    }
    return session.socket?.readyState === WebSocket.OPEN;
  }

  /** Asks the bot to connect anew (op 7). */
  askReconnect(): void {
    this.#toAll({ op: OP.reconnect, d: null });
  }

  /** Declares the session invalid (op 9). A resumable one may be taken up again. */
  invalidate(resumable: boolean): void {
    if (!resumable) this.#session = null;
    this.#toAll({ op: OP.invalid, d: resumable });
  }

  /** Lets the present connections go dead without closing them: nothing comes any more, not even answers to heartbeats. */
  silence(): void {
    for (const connection of this.#connections) connection.silent = true;
    if (this.#session !== null) this.#session.socket = null;
  }

  /** Cuts the connections without a word. */
  drop(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  /** Closes the connections with a code. A session ends with 1000 and 1001. */
  close(code: number, reason = ''): void {
    if (code === NORMAL) this.#session = null;
    for (const { socket } of this.#connections) socket.close(code, reason);
  }

  /** Leaves the next resumes without any answer. */
  ignoreResumes(times = Number.POSITIVE_INFINITY): void {
    this.#ignoredResumes = times;
  }

  /** Delivers the next interactions twice. */
  deliverTwice(times = 1): void {
    this.#twice = times;
  }

  /** Forgets sessions and ends connections, as when the fake stops. */
  end(): void {
    this.#session = null;
    this.drop();
  }

  #toAll(message: Body): void {
    for (const { socket } of this.#connections) send(socket, message);
  }

  #receive(connection: Connection, text: string): void {
    if (connection.silent) return;
    const refusal = this.#answer(connection, text);
    if (refusal !== null) connection.socket.close(refusal[0], refusal[1]);
  }

  /** Does what a message wants; gives what the connection is to be closed with, if at all. */
  #answer(connection: Connection, text: string): Close | null {
    const parsed = payload.safeParse(jsonOf(text));
    if (!parsed.success) return CLOSE.decodeError;
    const { op, d } = parsed.data;
    switch (op) {
      case OP.heartbeat:
        send(connection.socket, { op: OP.ack });
        return null;
      case OP.identify:
        return this.#identify(connection, d);
      case OP.resume:
        return this.#resume(connection, d);
      case OP.presence:
        return connection.session === null ? CLOSE.notAuthenticated : null;
      default:
        return CLOSE.unknownOp;
    }
  }

  #identify(connection: Connection, data: unknown): Close | null {
    const parsed = identify.safeParse(data);
    if (!parsed.success) return CLOSE.decodeError;
    if (connection.session !== null) return CLOSE.alreadyAuthenticated;
    const { token, intents } = parsed.data;
    const { options } = this.#state;
    if (token !== options.token) return CLOSE.badToken;
    if ((intents & PRIVILEGED & ~options.privilegedIntents) !== 0) return CLOSE.refusedIntents;
    this.identified += 1;
    const session: Session = { id: this.#state.nextId(), events: [], socket: connection.socket, ready: false };
    this.#session = session;
    connection.session = session;
    this.#welcome(session);
    return null;
  }

  #welcome(session: Session): void {
    const { world, base } = this.#state;
    this.dispatch('READY', {
      v: 10,
      user: { ...userBody(world.bot), verified: true, mfa_enabled: true, email: null },
      guilds: world.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: base.replace('http', 'ws'),
      shard: [0, 1],
      application: { id: world.bot.applicationId, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      presences: [],
      geo_ordered_rtc_regions: [],
      user_settings: {},
      _trace: [],
    });
    for (const guild of world.guilds) this.dispatch('GUILD_CREATE', guildCreateBody(guild, world.bot.id));
    session.ready = true;
    this.#state.changes.tell();
  }

  #resume(connection: Connection, data: unknown): Close | null {
    const { socket } = connection;
    if (this.#ignoredResumes > 0) {
      this.#ignoredResumes -= 1;
      return null;
    }
    const parsed = resume.safeParse(data);
    if (!parsed.success) return CLOSE.decodeError;
    const { token, session_id: id, seq } = parsed.data;
    if (token !== this.#state.options.token) return CLOSE.badToken;
    const session = this.#session;
    if (session?.id !== id || seq > session.events.length) {
      send(socket, { op: OP.invalid, d: false });
      return null;
    }
    this.resumed += 1;
    session.socket = socket;
    connection.session = session;
    for (const event of session.events.slice(seq)) socket.send(event);
    this.dispatch('RESUMED', { _trace: [] });
    this.#state.changes.tell();
    return null;
  }
}

function send(socket: WebSocket, message: Body): void {
  socket.send(JSON.stringify(message));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // it fits no payload then
  }
}
