/** Where Discord keeps the files that are sent. */
const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];
const TIMEOUT_MS = 60_000;

/** The largest file that is taken: 20 MB, as an ingest takes of any. */
export const LARGEST_BYTES = 20 * 1024 * 1024;

/** A file, or why there is none: it is on another host than Discord's, larger than is taken, or did not come in time. */
type Downloaded =
  | { readonly kind: 'loaded'; readonly bytes: Uint8Array }
  | { readonly kind: 'foreign' | 'too-large' | 'unreachable' };

/** Loads a file that was sent with a command. */
export type Download = (url: string) => Promise<Downloaded>;

/** Loads files from Discord's hosts alone, without following redirects, up to 20 MB and a minute each. `apiUrl` is where Discord's API is
 *  instead, and its files with it; null for Discord itself. */
export function downloadFrom(apiUrl: string | null, request: typeof fetch = fetch): Download {
  const own = apiUrl === null ? null : new URL(apiUrl).origin;
  return async (url) => {
    if (!URL.canParse(url)) return { kind: 'foreign' };
    const { protocol, host, origin } = new URL(url);
    if (origin !== own && (protocol !== 'https:' || !HOSTS.includes(host))) return { kind: 'foreign' };
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await request(url, { redirect: 'error', signal });
      if (!response.ok || response.body === null) return { kind: 'unreachable' };
      return await bytesOf(response.body);
    } catch {
      return { kind: 'unreachable' }; // refused, redirected, cut off or too slow: for the user all the same
    }
  };
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Downloaded> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  for await (const block of body) {
    length += block.byteLength;
    if (length > LARGEST_BYTES) return { kind: 'too-large' };
    blocks.push(block);
  }
  return { kind: 'loaded', bytes: Buffer.concat(blocks) };
}
