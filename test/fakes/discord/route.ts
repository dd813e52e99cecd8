import type { ZodMiniType } from 'zod/mini';
import type { Interaction } from './interaction.ts';
import type { Limit } from './rate-limits.ts';
import type { State } from './state.ts';
import type { Flaw } from './violations.ts';

/** A file that came with a request, in place `index` of `files[index]`. */
export type SentFile = { readonly index: string; readonly name: string; readonly type: string; readonly bytes: Buffer };

export type RouteRequest = {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
  readonly state: State;
};

export type RouteReply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One route of the REST API. */
export type Route = {
  readonly method: string;
  /** Such as `/channels/:channel/messages`. */
  readonly pattern: string;
  /** Whether it wants the bot's token; the routes of interactions have their own. */
  readonly auth: boolean;
  /** The form of its body by the document. */
  readonly request?: ZodMiniType;
  /** What the document misses about its body. */
  readonly flaws?: (request: RouteRequest) => readonly Flaw[];
  /** The form of its answer by the document; of each entry where it answers with a list. */
  readonly response?: ZodMiniType;
  /** The interaction that a request is about. */
  readonly interaction?: (request: RouteRequest) => Interaction | undefined;
  /** How many requests it takes for one channel or token. */
  readonly limit?: Limit;
  readonly handle: (request: RouteRequest) => RouteReply;
};

/** A path parameter; throws when the pattern has none of that name. */
export function param(request: Pick<RouteRequest, 'params' | 'route'>, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`${request.route} has no :${name}.`);
  return value;
}

/** The parameters of a path that fits a pattern; null for one that does not.
 *  @example paramsOf('/channels/:channel', '/channels/12') // => { channel: '12' } */
export function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, name] of names.entries()) {
    const part = decodeURIComponent(parts[i] ?? '');
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
}
