import { DiscordAPIError, HTTPError, REST, Routes } from 'discord.js';
import type { Reached } from '../doctor.ts';

const LIMIT = 5_000; // milliseconds
const UNAUTHORIZED = 401;

/** Asks Discord for the bot's gateway, as a login would first, within 5 s and without trying again: `refused` when the token is not valid. `apiUrl` is the base URL of the
 *  REST API, or null for Discord's own. Never throws. */
export async function reachDiscord(token: string, apiUrl: string | null): Promise<Reached> {
  const rest = new REST({ retries: 0, timeout: LIMIT, ...(apiUrl !== null && { api: apiUrl }) }).setToken(token);
  try {
    await rest.get(Routes.gatewayBot());
    return { kind: 'reached' };
  } catch (error) {
    if (error instanceof DiscordAPIError || error instanceof HTTPError) {
      return error.status === UNAUTHORIZED
        ? { kind: 'refused' }
        : { kind: 'unreachable', reason: `it answers with ${error.status}` };
    }
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError') return `no answer within ${LIMIT / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
