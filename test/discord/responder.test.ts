import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Responder } from '../../src/discord/responder.ts';
import { recordedRest, refusal } from '../fakes/recorded-rest.ts';

const TO = { id: '1', token: 'a-token', applicationId: '2' };
const ok = () => new Response(null, { status: 204 });
const failed = () => new Response('bad gateway', { status: 502 });
const ALREADY = 40060;

function responder(respond: Parameters<typeof recordedRest>[0], heardAt = performance.now()) {
  const { rest, sent } = recordedRest(respond);
  return { responder: new Responder(rest, TO, heardAt), sent };
}

describe('Responder', () => {
  test('sends a first answer again that met a fault', async () => {
    const { responder: to, sent } = responder((_, nth) => (nth === 1 ? failed() : ok()));
    expect(await to.defer('thinking-hidden')).toBe('done');
    expect(sent.map(({ body }) => body)).toEqual(Array(2).fill({ type: 5, data: { flags: 64 } }));
  });

  test('takes an answer as given that Discord has already when it is sent again', async () => {
    const { responder: to } = responder((_, nth) => (nth === 1 ? failed() : refusal(ALREADY)));
    expect(await to.defer('thinking')).toBe('done');
    const { responder: other } = responder(() => refusal(ALREADY));
    expect(await other.defer('thinking')).toBe('taken');
  });

  test('waits for a late word on an answer that was sent in time', async () => {
    const almostOver = performance.now() - 2_700;
    const { responder: to, sent } = responder(async () => {
      await setTimeout(300);
      return ok();
    }, almostOver);
    expect(await to.defer('thinking')).toBe('done');
    expect(sent).toHaveLength(1);
  });

  test('sends no first answer after the time that Discord gives', async () => {
    const { responder: to, sent } = responder(ok, performance.now() - 3_000);
    expect(await to.defer('thinking')).toBe('late');
    expect(sent).toEqual([]);
  });

  test('puts an answer into place in spite of faults, but not what is refused', async () => {
    const { responder: to, sent } = responder((_, nth) => (nth === 1 ? failed() : ok()));
    await to.edit({ content: 'a' });
    expect(sent).toHaveLength(2);
    const { responder: other, sent: once } = responder(() => refusal(50035));
    await expect(other.edit({ content: 'a' })).rejects.toThrow();
    expect(once).toHaveLength(1);
  });

  test('replaces all of the message that it edits', async () => {
    const { responder: to, sent } = responder(ok);
    await to.edit({ embeds: [{ title: 'a' }] });
    const allowed_mentions = { parse: [] };
    expect(sent[0]?.body).toEqual({ content: '', embeds: [{ title: 'a' }], components: [], allowed_mentions });
  });

  test('never sends a follow-up twice', async () => {
    const { responder: to, sent } = responder(failed);
    await expect(to.followUp({ message: { content: 'a' }, hidden: false })).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});
