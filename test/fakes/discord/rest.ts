import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import * as spec from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import { DiscordError, REFUSAL } from './discord-error.ts';
import { readBody } from './http-body.ts';
import { openapiFlaws } from './openapi.ts';
import type { Allowance } from './rate-limits.ts';
import { allowanceHeaders, rateLimited, sendReply } from './reply.ts';
import type { RestFault, RestFaults } from './rest-faults.ts';
import type { Route, RouteReply, RouteRequest } from './route.ts';
import { paramsOf } from './route.ts';
import type { LoggedRequest, State } from './state.ts';

const API = /^\/api\/v10(?=\/)/;

/** Discord's REST API over HTTP: finds the route, lets the planned faults happen, checks bodies both ways, and answers. */
export class Rest {
  readonly #state: State;
  readonly #faults: RestFaults;
  readonly #routes: readonly Route[];

  constructor(state: State, faults: RestFaults, routes: readonly Route[]) {
    this.#state = state;
    this.#faults = faults;
    this.#routes = routes;
  }

  /** Answers one request; rejects only through a mistake in the fake. */
  async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', this.#state.base);
    if (pathname.startsWith('/attachments/')) return this.#sendFile(pathname, response);
    const method = incoming.method ?? 'GET';
    const path = pathname.replace(API, '');
    const found = this.#find(method, path);
    const { body, files } = await readBody(incoming);
    const route = found?.route.pattern ?? '?';
    const request = {
      method,
      route,
      path,
      params: found?.params ?? {},
      query: searchParams,
      body,
      files,
      state: this.#state,
    };
    const logged: LoggedRequest = { method, route, path, body, at: this.#state.now(), status: null };
    this.#state.requests.push(logged);
    const fault = this.#faults.take(request);
    if (fault !== null && found !== null) this.#mark(found.route, request);
    const reply = await this.#reply(found?.route ?? null, request, fault, incoming.headers.authorization);
    logged.status = reply?.status ?? null;
    this.#state.changes.tell();
    await sendReply(response, reply, fault);
  }

  #find(method: string, path: string): { route: Route; params: Readonly<Record<string, string>> } | null {
    for (const route of this.#routes) {
      const params = route.method === method ? paramsOf(route.pattern, path) : null;
      if (params !== null) return { route, params };
    }
    return null;
  }

  #mark(route: Route, request: RouteRequest): void {
    const interaction = route.interaction?.(request);
    if (interaction !== undefined) interaction.faulted = true;
  }

  /** What is answered; null when the connection is closed with nothing done. */
  async #reply(
    route: Route | null,
    request: RouteRequest,
    fault: RestFault | null,
    authorization: string | undefined,
  ): Promise<RouteReply | null> {
    if (fault?.kind === 'close') return null;
    if (fault?.kind === 'status') {
      return { status: fault.status, body: fault.body ?? { code: 0, message: `${fault.status}: injected` } };
    }
    if (fault?.kind === 'rate-limit') return rateLimited(fault.retryAfter, fault.global ?? false);
    if (fault?.kind === 'slow') await wait(fault.ms);
    const reply = this.#handled(route, request, authorization);
    return fault?.kind === 'done-then-status'
      ? { status: fault.status, body: { code: 0, message: `${fault.status}: injected` } }
      : reply;
  }

  #handled(route: Route | null, request: RouteRequest, authorization: string | undefined): RouteReply {
    try {
      if (route === null) {
        this.#violate(request, 'bot', 'ROUTE', 'the fake has no such route');
        throw REFUSAL.notFound();
      }
      if (route.auth && authorization !== `Bot ${this.#state.options.token}`) throw REFUSAL.unauthorized();
      const allowance = this.#allowance(route, request);
      if (allowance?.allowed === false) return rateLimited(allowance.resetAfter, false);
      this.#checkRequest(route, request);
      const reply = route.handle(request);
      this.#checkReply(route.response, request, reply.body);
      return allowance === null ? reply : { ...reply, headers: allowanceHeaders(route, allowance) };
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      const { status, code, message, errors } = error;
      this.#note(route, request, error);
      // The document wants numbers as codes inside of `errors`, where Discord has words: the rest is checked.
      this.#checkReply(spec.ErrorResponseSchema, request, { code, message });
      return { status, body: { code, message, ...(errors !== undefined && { errors }) } };
    }
  }

  #allowance({ method, pattern, limit }: Route, { params }: RouteRequest): Allowance | null {
    if (limit === undefined) return null;
    const key = `${method} ${pattern} ${params.channel ?? params.token}`;
    return this.#state.limits.take(key, limit);
  }

  #checkRequest(route: Route, request: RouteRequest): void {
    const { checks } = this.#state.options;
    const flaws = [...(route.request === undefined || !checks ? [] : openapiFlaws(route.request, request.body ?? {}))];
    if (flaws.length === 0) flaws.push(...(route.flaws?.(request) ?? []));
    if (flaws.length === 0) return;
    this.#state.violate('bot', where(request), flaws);
    if (flaws.every(({ rule }) => OWN_WISHES.includes(rule))) return;
    if (flaws.some(({ rule }) => rule === 'EMPTY_MESSAGE')) throw REFUSAL.emptyMessage();
    const _errors = flaws.map(({ rule, message }) => ({ code: rule, message }));
    throw REFUSAL.invalidBody({ _errors });
  }

  #checkReply(schema: ZodMiniType | undefined, request: RouteRequest, body: unknown): void {
    if (schema === undefined || body === undefined || !this.#state.options.checks) return;
    const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
    for (const one of bodies) this.#state.violate('fake', where(request), openapiFlaws(schema, one));
  }

  #note(route: Route | null, request: RouteRequest, { status, code }: DiscordError): void {
    route?.interaction?.(request)?.refused.push({ method: request.method, route: request.route, status, code });
  }

  #violate(request: RouteRequest, by: 'bot' | 'fake', rule: string, message: string): void {
    this.#state.violate(by, where(request), [{ rule, message }]);
  }

  #sendFile(pathname: string, response: ServerResponse): void {
    const file = this.#state.files.get(pathname.split('/')[2] ?? '');
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length }).end(file.bytes);
  }
}

/** Rules of this project, which Discord would not refuse a message for. */
const OWN_WISHES: readonly string[] = ['MENTIONS'];

function where({ method, path }: RouteRequest): string {
  return `${method} ${path}`;
}
