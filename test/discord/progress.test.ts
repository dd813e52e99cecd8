import { expect, test } from 'vitest';
import { Progress } from '../../src/discord/progress.ts';
import { Responder } from '../../src/discord/responder.ts';
import { createLogger } from '../../src/log.ts';
import { recordedRest, refusal } from '../fakes/recorded-rest.ts';

const TO = { id: '300000000000000001', token: 'a-token', applicationId: '200000000000000001' };
const log = createLogger({ level: 'silent' });

function setUp(respond?: Parameters<typeof recordedRest>[0]) {
  const { rest, sent } = recordedRest(respond);
  const progress = new Progress(new Responder(rest, TO, performance.now()), log);
  return { progress, sent };
}

test('Progress shows one message after the other, and nothing once it has ended', async () => {
  const { progress, sent } = setUp();
  void progress.tell({ content: 'one' });
  void progress.tell({ content: 'two' });
  await progress.end();
  await progress.tell({ content: 'late' });
  expect(sent.map(({ body }) => body)).toMatchObject([{ content: 'one' }, { content: 'two' }]);
});

test('Progress leaves out what Discord does not take, and tries it once', async () => {
  const { progress, sent } = setUp((_, nth) => (nth === 1 ? refusal(50_035) : new Response(null, { status: 204 })));
  await progress.tell({ content: 'one' });
  await progress.tell({ content: 'two' });
  expect(sent.map(({ body }) => body)).toMatchObject([{ content: 'one' }, { content: 'two' }]);
});

test('Progress ends only when what was told has arrived', async () => {
  let arrive: (response: Response) => void = () => {};
  const arrival = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  const { progress } = setUp(() => arrival);
  void progress.tell({ content: 'one' });
  let ended = false;
  const ending = progress.end().then(() => {
    ended = true;
  });
  await Promise.resolve();
  expect(ended).toBe(false);
  arrive(new Response(null, { status: 204 }));
  await ending;
  expect(ended).toBe(true);
});
