import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ComponentCall } from '../../src/discord/call.ts';
import { handlerOf } from '../../src/discord/command.ts';
import { customId } from '../../src/discord/custom-id.ts';
import { Limit } from '../../src/discord/limits.ts';
import { Queue } from '../../src/discord/queue.ts';
import type { Registry } from '../../src/discord/registry.ts';
import { commandsOf, REGISTRY } from '../../src/discord/registry.ts';
import { Router } from '../../src/discord/router.ts';
import { createLogger } from '../../src/log.ts';
import { NOW, realDesk } from '../console/real-desk.ts';
import { contextOver } from '../fakes/context.ts';
import { buttonInteraction, commandInteraction } from '../fakes/interactions.ts';
import { recordedRest, refusal } from '../fakes/recorded-rest.ts';

const desk = await realDesk();
const pageId = customId('page', { page: z.coerce.number().int() });

/** A router with the bot's own commands and a button, over a recorded REST. */
function setUp({
  registry = REGISTRY,
  respond,
  user = new Limit({ burst: 100, everyMs: 1 }),
  waiting = 10,
  limitMs = 20_000,
}: {
  readonly registry?: Registry;
  readonly respond?: Parameters<typeof recordedRest>[0];
  readonly user?: Limit;
  readonly waiting?: number;
  readonly limitMs?: number;
} = {}) {
  const logged: string[] = [];
  const log = createLogger({ level: 'info', write: (line) => logged.push(line) });
  const { rest, sent } = recordedRest(respond);
  const router = new Router({
    registry,
    context: contextOver(desk, { log, commands: commandsOf(registry) }),
    rest,
    queue: new Queue({ atOnce: 1, waiting }),
    limits: { user, guild: new Limit({ burst: 100, everyMs: 1 }) },
    limitMs,
  });
  return { router, sent, logged };
}

const page = handlerOf(pageId, {
  acknowledge: (_: ComponentCall) => 'updating',
  execute: (_, { page }) => ({ kind: 'update', message: { content: `page ${page}` } }),
});
const withButton: Registry = { ...REGISTRY, components: [page] };

describe('Router', () => {
  test('defers a question before any work, then edits the answer into its place', async () => {
    const { router, sent } = setUp();
    router.handle(commandInteraction('ask', { question: '판젠웨이 연구팀은 무엇을 했나?' }));
    await router.drain(5_000);
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /interactions/300000000000000001/a-token/callback',
      'PATCH /webhooks/200000000000000001/a-token/messages/@original',
    ]);
    expect(sent[0]?.body).toEqual({ type: 5 });
    expect(JSON.stringify(sent[1]?.body)).toContain('초냉 원자 양자 시뮬레이터');
    expect(sent[1]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test('answers a question of white space, too', async () => {
    const { router, sent } = setUp();
    router.handle(commandInteraction('ask', { question: ' \n ' }));
    await router.drain(5_000);
    expect(JSON.stringify(sent[1]?.body)).toContain('찾지 못했습니다');
  });

  test('answers what is cheap at once, in the language of the caller', async () => {
    const { router, sent } = setUp();
    router.handle(commandInteraction('status', {}, { locale: 'zh-TW' }));
    await router.drain(5_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(JSON.stringify(sent[0]?.body)).toContain('已索引 1 期');
  });

  test('answers a call that is delivered twice once', async () => {
    const { router, sent } = setUp();
    router.handle(commandInteraction('status'));
    router.handle(commandInteraction('status'));
    await router.drain(5_000);
    expect(sent).toHaveLength(1);
  });

  test('brings a button to the handler of its kind', async () => {
    const { router, sent } = setUp({ registry: withButton });
    router.handle(buttonInteraction(pageId.encode({ page: 3 })));
    await router.drain(5_000);
    expect(sent.map(({ body }) => body)).toMatchObject([{ type: 6 }, { content: 'page 3' }]);
  });

  test.each(['1:page:x', '1:nothing:1', '0:page:3', 'rubbish', '', '1:page:3:4'])(
    'answers the forged or old id "%s" with a sentence',
    async (id) => {
      const { router, sent, logged } = setUp({ registry: withButton });
      router.handle(buttonInteraction(id));
      await router.drain(5_000);
      expect(JSON.stringify(sent.at(-1)?.body)).toContain('더 이상 쓸 수 없습니다');
      expect(logged).toEqual([]);
    },
  );

  test('tells a fault with the id that the log has, and nothing of its message', async () => {
    const broken = handlerOf(pageId, {
      acknowledge: (_: ComponentCall) => 'thinking-hidden',
      execute: () => {
        throw new Error('a secret detail');
      },
    });
    const { router, sent, logged } = setUp({ registry: { ...REGISTRY, components: [broken] } });
    router.handle(buttonInteraction(pageId.encode({ page: 1 })));
    await router.drain(5_000);
    const { report } = JSON.parse(logged[0] ?? '{}');
    expect(report).toMatch(/^\w{6}$/);
    expect(JSON.stringify(sent.at(-1)?.body)).toContain(report);
    expect(JSON.stringify(sent)).not.toContain('secret');
  });

  test('refuses more than a user may ask, saying when more is answered', async () => {
    const { router, sent } = setUp({ user: new Limit({ burst: 1, everyMs: 60_000 }) });
    router.handle(commandInteraction('status', {}, { id: '1', locale: 'en-US' }));
    router.handle(commandInteraction('status', {}, { id: '2', locale: 'en-US' }));
    await router.drain(5_000);
    const when = `<t:${NOW.getTime() / 1000 + 60}:R>`;
    const bodies = sent.map(({ body }) => body);
    expect(bodies).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ content: expect.stringContaining(when), flags: 64 }) }),
    );
  });

  test('refuses politely when too many wait', async () => {
    const { router, sent } = setUp({ waiting: 0 });
    router.handle(commandInteraction('ask', { question: '양자' }, { id: '1' }));
    router.handle(commandInteraction('ask', { question: '양자' }, { id: '2' }));
    await router.drain(5_000);
    expect(JSON.stringify(sent)).toContain('대기 중인 질문이 너무 많아');
  });

  test('gives up what takes too long, saying so, and goes on with the next', async () => {
    const hanging = handlerOf(pageId, {
      acknowledge: (_: ComponentCall) => 'thinking-hidden',
      execute: () => new Promise(() => {}),
    });
    const { router, sent, logged } = setUp({ registry: { ...REGISTRY, components: [hanging] }, limitMs: 5 });
    router.handle(buttonInteraction(pageId.encode({ page: 1 }), {}, { id: '1' }));
    router.handle(buttonInteraction(pageId.encode({ page: 2 }), {}, { id: '2' }));
    expect(await router.drain(5_000)).toBe(0);
    const edits = sent.filter(({ method }) => method === 'PATCH');
    expect(edits.map(({ body }) => JSON.stringify(body).includes('너무 오래'))).toEqual([true, true]);
    expect(logged).toHaveLength(2);
  });

  test('keeps what managers alone may do from others, buttons included', async () => {
    const managed: Registry = { ...REGISTRY, components: [{ ...page, managersOnly: true }] };
    const { router, sent } = setUp({ registry: managed });
    router.handle(buttonInteraction(pageId.encode({ page: 3 }), {}, { id: '1' }));
    router.handle(buttonInteraction(pageId.encode({ page: 3 }), {}, { id: '2', permissions: '32' }));
    await router.drain(5_000);
    expect(JSON.stringify(sent)).toContain('서버 관리 권한');
    expect(sent.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  test('goes on after an interaction that it cannot read', async () => {
    const { router, sent, logged } = setUp();
    router.handle(commandInteraction('status', {}, { permissions: 'none' }));
    router.handle(commandInteraction('status', {}, { id: '2' }));
    await router.drain(5_000);
    expect([sent.length, logged.length]).toEqual([1, 1]);
  });

  test('tells who calls while it is stopping to come back', async () => {
    const { router, sent } = setUp();
    await router.drain(5_000);
    router.handle(commandInteraction('status'));
    await router.drain(5_000);
    expect(JSON.stringify(sent[0]?.body)).toContain('다시 시작하고 있습니다');
  });

  test('leaves a call to whoever answered it first, and gives up one that expired', async () => {
    for (const code of [40060, 10062]) {
      const { router, sent, logged } = setUp({ respond: () => refusal(code) });
      router.handle(commandInteraction('ask', { question: '양자' }));
      await router.drain(5_000);
      expect(sent).toHaveLength(1);
      expect(logged).toHaveLength(1);
    }
  });
});
