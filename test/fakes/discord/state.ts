import { Changes } from './changes.ts';
import { CommandShelf } from './command-shelf.ts';
import { FileShelf } from './file-shelf.ts';
import type { Interaction } from './interaction.ts';
import { MessageShelf } from './message-shelf.ts';
import { RateLimits } from './rate-limits.ts';
import { Snowflakes } from './snowflakes.ts';
import type { Flaw, Violation } from './violations.ts';
import type { Body } from './wire-bodies.ts';
import { World } from './world.ts';

/** How the fake behaves. Times are in milliseconds and Discord's own by default; shorter ones make tests short. */
export type FakeOptions = {
  readonly token: string;
  /** How long an interaction waits for its first answer. */
  readonly deadlineMs: number;
  /** How long an interaction's token is good for changes and follow-ups. */
  readonly tokenLifeMs: number;
  /** How long a bot may have heard nothing of its first answer before it sends the same again without blame. */
  readonly unheardMs: number;
  /** How long a nonce is remembered. */
  readonly nonceMs: number;
  readonly heartbeatMs: number;
  /** The privileged intents that the bot may have, as bits; with any other it is refused with 4014. */
  readonly privilegedIntents: number;
  /** Whether bodies are checked against the document, which costs time in long runs. */
  readonly checks: boolean;
};

export const DISCORD_OWN: FakeOptions = {
  // Of the form of a real one, so that what hides tokens by their form is tried as well.
  token: 'MTA0NTY3ODkwMTIzNDU2Nzg5MA.GfAkE0.q8Zr2vLx5TnYw3KpJd7HsBm4CgQ1RtUe6XaV0Z',
  deadlineMs: 3000,
  tokenLifeMs: 15 * 60_000,
  unheardMs: 1000,
  nonceMs: 5 * 60_000,
  heartbeatMs: 41_250,
  privilegedIntents: 0,
  checks: true,
};

/** A request that came in, and the status of the answer; null while there is none. */
export type LoggedRequest = {
  readonly method: string;
  /** Such as `/channels/:channel/messages`; `?` where the fake has no such route. */
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
  status: number | null;
};

/** All that the fake knows; what its parts share. */
export class State {
  readonly options: FakeOptions;
  readonly changes = new Changes();
  readonly violations: Violation[] = [];
  readonly requests: LoggedRequest[] = [];
  readonly world: World;
  readonly files: FileShelf;
  readonly messages: MessageShelf;
  readonly commands: CommandShelf;
  /** By token. */
  readonly interactions = new Map<string, Interaction>();
  /** The channels in which the bot showed itself as typing, in order. */
  readonly typing: string[] = [];
  readonly now = () => Date.now();
  readonly limits = new RateLimits(this.now);
  readonly nextId: () => string;
  /** Sends an event to the session of the bot; gives whether it was sent at once. */
  dispatch: (event: string, body: Body) => boolean = () => false;
  /** The address of the fake, such as `http://127.0.0.1:4321`. */
  base = '';

  constructor(options: FakeOptions) {
    this.options = options;
    const snowflakes = new Snowflakes(this.now);
    this.nextId = () => snowflakes.next();
    this.world = new World(this.nextId);
    this.files = new FileShelf(this.nextId, () => this.base);
    this.messages = new MessageShelf(this.nextId, this.now, this.files);
    this.commands = new CommandShelf(this.nextId, this.world.bot.applicationId);
  }

  /** Keeps flaws as violations. */
  readonly violate = (by: Violation['by'], where: string, flaws: readonly Flaw[]): void => {
    for (const flaw of flaws) this.violations.push({ ...flaw, by, where });
  };
}
