import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Allowance } from './rate-limits.ts';
import type { RestFault } from './rest-faults.ts';
import type { Route, RouteReply } from './route.ts';

/** A refusal of one request too many; `retryAfter` is in seconds. */
export function rateLimited(retryAfter: number, global: boolean): RouteReply {
  return {
    status: 429,
    body: { code: 0, message: 'You are being rate limited.', retry_after: retryAfter, global },
    headers: {
      'retry-after': String(Math.ceil(retryAfter)),
      'x-ratelimit-reset-after': String(retryAfter),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global && { 'x-ratelimit-global': 'true' }),
    },
  };
}

/** The headers from which a library learns how fast it may go on. */
export function allowanceHeaders({ method, pattern }: Route, { limit, remaining, resetAfter }: Allowance) {
  return {
    'x-ratelimit-bucket': createHash('sha1').update(`${method} ${pattern}`).digest('hex'),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset-after': resetAfter.toFixed(3),
  };
}

/** Sends a reply as far as its fault lets it; null closes the connection without one. */
export async function sendReply(
  response: ServerResponse,
  reply: RouteReply | null,
  fault: RestFault | null,
): Promise<void> {
  if (reply === null) {
    response.destroy();
    return;
  }
  if (fault?.kind === 'lost-reply') return;
  if (fault?.kind === 'slow-reply') await wait(fault.ms);
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  if (text !== '') {
    response.setHeader('content-type', 'application/json').setHeader('content-length', Buffer.byteLength(text));
  }
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.writeHead(reply.status);
  if (fault?.kind === 'half-reply') {
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  response.end(text);
}
