import { setTimeout } from 'node:timers/promises';
import type { APIInteraction, REST } from 'discord.js';
import { TimestampStyles, time } from 'discord.js';
import type { Language } from '../bulletin/bulletin.ts';
import { reportId } from '../log.ts';
import { Recent } from '../recent.ts';
import type { Call, HandledCall, TypingCall } from './call.ts';
import { callOf } from './call.ts';
import type { Deferral, Reply, Tell } from './command.ts';
import type { Context } from './context.ts';
import { readCustomId } from './custom-id.ts';
import { deliver } from './deliver.ts';
import { hidden } from './hidden.ts';
import type { Job } from './job.ts';
import { jobFor } from './job.ts';
import type { Limit } from './limits.ts';
import { BUSY, FAULT, MANAGERS_ONLY, STOPPING, TOO_MANY, TOO_SLOW, UNKNOWN_CALL } from './messages.ts';
import { Progress } from './progress.ts';
import type { Queue } from './queue.ts';
import type { Registry } from './registry.ts';
import { isOver, Responder } from './responder.ts';
import { Urgency } from './urgency.ts';

/** Ids of calls that are remembered, so that one that Discord delivers twice is answered once. */
const REMEMBERED = 10_000;

/** Work waits so long for acknowledgements that are under way: where many call at once, all are heard before the first is answered. */
const PATIENCE_MS = 500;

/** Before the process leaves, those whom it leaves without an answer are told within so long. */
const TELL_MS = 2_000;

export type RouterOptions = {
  readonly registry: Registry;
  readonly context: Context;
  /** Sends callbacks and edits: Discord counts these apart from other requests. */
  readonly rest: REST;
  readonly queue: Queue;
  readonly limits: { readonly user: Limit; readonly guild: Limit };
  /** How long the work for a deferred answer may take once it has begun, in milliseconds. */
  readonly limitMs: number;
};

/** Someone who was told that an answer will follow. */
type Awaited = { readonly language: Language; readonly deferral: Deferral; readonly responder: Responder };

/** Brings every call to its handler and the reply back: acknowledged at once, limited, queued, and told of faults. */
export class Router {
  readonly #options: RouterOptions;
  readonly #heard = new Recent<true>(REMEMBERED);
  readonly #under = new Set<Promise<void>>();
  readonly #urgency = new Urgency(PATIENCE_MS);
  /** Those who were told that an answer will follow. */
  readonly #awaited = new Set<Awaited>();
  #stopping = false;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Answers an interaction as the gateway told it. Never throws. */
  handle(interaction: APIInteraction): void {
    const heardAt = performance.now();
    const call = this.#read(interaction);
    if (call === null || this.#heard.get(call.id) !== undefined) return;
    this.#heard.set(call.id, true);
    const answering = this.#answer(call, new Responder(this.#options.rest, call, heardAt)).finally(() =>
      this.#under.delete(answering),
    );
    this.#under.add(answering);
  }

  /** From now on new calls are told that the bot is stopping. What is under way has `ms` to end; who waits for an answer after that is told,
   *  too. Gives how many those are. */
  async drain(ms: number): Promise<number> {
    this.#stopping = true;
    const inTime = new AbortController();
    const gaveUp = setTimeout(ms, null, { signal: inTime.signal }).catch(() => null);
    const ended = async () => {
      while (this.#under.size > 0) await Promise.all(this.#under);
    };
    await Promise.race([ended(), gaveUp]);
    inTime.abort();
    const left = this.#under.size;
    const telling = [...this.#awaited].map(({ language, deferral, responder }) =>
      deliver(hidden(STOPPING[language]), deferral, responder),
    );
    await Promise.race([Promise.allSettled(telling), setTimeout(TELL_MS, null, { ref: false })]);
    return left;
  }

  #read(interaction: APIInteraction): Call | null {
    try {
      return callOf(interaction);
    } catch (error) {
      this.#options.context.log.error({ err: error }, 'an interaction could not be read');
      return null;
    }
  }

  async #answer(call: Call, responder: Responder): Promise<void> {
    const { log } = this.#options.context;
    try {
      await (call.kind === 'typing' ? this.#offer(call, responder) : this.#reply(call, responder));
    } catch (error) {
      log.error({ err: error, call: nameOf(call) }, 'a call could not be answered');
    }
  }

  async #offer(call: TypingCall, responder: Responder): Promise<void> {
    const { registry, context } = this.#options;
    const command = registry.commands.find(({ data }) => data.name === call.name);
    try {
      await responder.offer((await command?.autocomplete?.(call, context)) ?? []);
    } catch (error) {
      context.log.error({ err: error, call: nameOf(call) }, 'no choices could be offered');
    }
  }

  async #reply(call: HandledCall, responder: Responder): Promise<void> {
    const refusal = this.#refusal(call);
    if (refusal !== null) return this.#first(call, responder.answer(hidden(refusal)));
    const job = jobFor(call, this.#options.registry, this.#options.context);
    if (job === null) return this.#first(call, responder.answer(hidden(UNKNOWN_CALL[call.language])));
    if (job.managersOnly && !call.mayManage) {
      return this.#first(call, responder.answer(hidden(MANAGERS_ONLY[call.language])));
    }
    const { acknowledge } = job;
    if (acknowledge === 'at-once') return this.#answerAtOnce(call, job, responder);
    if (job.beside) return this.#answerLater(call, acknowledge, responder, (tell) => this.#work(call, job, tell));
    const { queue } = this.#options;
    if (!queue.enter()) return this.#first(call, responder.answer(hidden(BUSY[call.language])));
    try {
      const work = (tell: Tell) =>
        queue.run(async () => {
          await this.#urgency.calm();
          return this.#inTime(call, this.#work(call, job, tell));
        });
      await this.#answerLater(call, acknowledge, responder, work);
    } finally {
      queue.leave();
    }
  }

  async #answerLater(
    call: HandledCall,
    deferral: Deferral,
    responder: Responder,
    work: (tell: Tell) => Promise<Reply>,
  ): Promise<void> {
    const acknowledged = await this.#urgency.urgent(responder.defer(deferral));
    if (acknowledged !== 'done') return this.#unheard(call, acknowledged);
    const awaited = { language: call.language, deferral, responder };
    this.#awaited.add(awaited);
    try {
      const progress = new Progress(responder, this.#options.context.log);
      const reply = await work((message) => progress.tell(message));
      await progress.end();
      await this.#deliver(call, reply, deferral, responder);
    } finally {
      this.#awaited.delete(awaited);
    }
  }

  async #answerAtOnce(call: HandledCall, job: Job, responder: Responder): Promise<void> {
    const reply = await this.#work(call, job, nothing);
    const answering = responder.answer(reply).catch((error: unknown) => responder.answer(this.#fault(call, error)));
    await this.#first(call, answering);
  }

  async #deliver(call: HandledCall, reply: Reply, deferred: Deferral, responder: Responder): Promise<void> {
    try {
      await deliver(reply, deferred, responder);
    } catch (error) {
      if (isOver(error)) this.#options.context.log.warn({ err: error, call: nameOf(call) }, 'an answer came too late');
      else await deliver(this.#fault(call, error), deferred, responder);
    }
  }

  /** Why this call is not answered now, if it isn't. */
  #refusal({ language, userId, guildId }: HandledCall): string | null {
    if (this.#stopping) return STOPPING[language];
    const { limits, context } = this.#options;
    const now = context.now();
    const byUser = limits.user.take(userId, now);
    if (byUser !== null) return TOO_MANY[language]({ of: 'user', when: relative(byUser) });
    const byGuild = guildId === null ? null : limits.guild.take(guildId, now);
    return byGuild === null ? null : TOO_MANY[language]({ of: 'guild', when: relative(byGuild) });
  }

  /** The reply, or a sentence where it takes longer than anyone waits: whatever hangs must not hold the others up. */
  async #inTime(call: HandledCall, working: Promise<Reply>): Promise<Reply> {
    const tooSlow = new AbortController();
    const limit = setTimeout(this.#options.limitMs, null, { signal: tooSlow.signal, ref: false }).then(() => {
      this.#options.context.log.error({ call: nameOf(call) }, 'an answer took too long');
      return hidden(TOO_SLOW[call.language]);
    });
    const reply = await Promise.race([working, limit.catch(() => working)]);
    tooSlow.abort();
    return reply;
  }

  /** The reply, or a sentence about the fault with the id under which the log has all of it. */
  async #work(call: HandledCall, { work }: Job, tell: Tell): Promise<Reply> {
    try {
      return (await work(tell)) ?? hidden(UNKNOWN_CALL[call.language]);
    } catch (error) {
      return this.#fault(call, error);
    }
  }

  #fault(call: HandledCall, error: unknown): Reply {
    const report = reportId();
    this.#options.context.log.error({ err: error, report, call: nameOf(call) }, 'a call failed');
    return hidden(FAULT[call.language](report));
  }

  async #first(call: HandledCall, answering: Promise<'done' | 'late' | 'taken'>): Promise<void> {
    const acknowledged = await answering;
    if (acknowledged !== 'done') this.#unheard(call, acknowledged);
  }

  #unheard(call: HandledCall, why: 'late' | 'taken'): void {
    const { log } = this.#options.context;
    if (why === 'late') log.warn({ call: nameOf(call) }, 'a call expired before Discord took the answer');
    else log.info({ call: nameOf(call) }, 'a call was answered elsewhere');
  }
}

/** A call that is answered at once has nothing to tell before. */
async function nothing(): Promise<void> {}

function relative(moment: Date): string {
  return time(Math.ceil(moment.getTime() / 1000), TimestampStyles.RelativeTime);
}

/** What is called, for the log: without what the user wrote. */
function nameOf(call: Call): string {
  switch (call.kind) {
    case 'component':
    case 'modal':
      return `${call.kind} ${readCustomId(call.customId)?.kind ?? '?'}`;
    default:
      return `${call.kind} ${call.name}`;
  }
}
