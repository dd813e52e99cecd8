import type { ResponseLike } from 'discord.js';
import { REST } from 'discord.js';

/** A request as it was sent: the path behind the version, and the body. */
export type Sent = { readonly method: string; readonly path: string; readonly body: unknown };

/** discord.js's REST without a network: what is sent is recorded, and answered by `respond` (default 204 to everything). */
export function recordedRest(respond: (sent: Sent, nth: number) => Response | Promise<Response> = () => empty()) {
  const sent: Sent[] = [];
  const makeRequest = async (
    url: string,
    init: { method?: string | undefined; body?: unknown },
  ): Promise<ResponseLike> => {
    const path = new URL(url).pathname.replace(/^\/api\/v\d+/, '');
    const one = {
      method: init.method ?? 'GET',
      path,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    };
    sent.push(one);
    return respond(one, sent.length);
  };
  return { rest: new REST({ makeRequest, retries: 0, globalRequestsPerSecond: 100_000 }), sent };
}

/** Discord's answer to what needs none. */
function empty(): Response {
  return new Response(null, { status: 204 });
}

/** A refusal of Discord's. */
export function refusal(code: number, status = 400): Response {
  return Response.json({ code, message: 'refused' }, { status });
}
