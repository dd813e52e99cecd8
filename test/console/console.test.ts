import { EventEmitter, once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Meanwhile } from '../../src/console/console.ts';
import { answerLines, talk } from '../../src/console/console.ts';
import { createPrinter } from '../../src/console/printer.ts';
import { Session } from '../../src/console/session.ts';
import { createLogger } from '../../src/log.ts';
import { NOW, realDesk } from './real-desk.ts';
import { Sink } from './sink.ts';

const LOG = createLogger({ level: 'silent' });

/** A session whose store fails while `broken` is set. */
async function fragileSession() {
  const desk = await realDesk();
  const state = { broken: false };
  const refresh = async () => {
    if (state.broken) throw new TypeError('secret internals');
  };
  const screen = () => ({ columns: 60, colours: false });
  return { state, session: new Session({ desk: { ...desk, refresh }, screen, now: () => NOW, language: 'ko' }) };
}

describe('answerLines', () => {
  async function answersTo(text: string) {
    const { session } = await fragileSession();
    const [stdout, stderr] = [new Sink(), new Sink()];
    const parts = { session, log: LOG, out: createPrinter(stdout), err: createPrinter(stderr) };
    const code = await answerLines({ ...parts, stdin: Readable.from([text]) });
    return { code, out: stdout.text, err: stderr.text };
  }

  test('answers each line, without greeting or prompt, until the input ends', async () => {
    const { code, out, err } = await answersTo('/items\n\n성급 재보증 기관의 위험 분담 비율은?\r\n');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out.startsWith('중국 과학기술 정책 주/간/동/향 (2024-08-02)\n')).toBe(true);
    expect(out).toContain('최소 20% [1]');
    expect(out).not.toMatch(/›|예를 들면/);
  });

  test('answers a last line without a line break', async () => {
    expect((await answersTo('/status')).out).toContain('게시물 1건');
  });

  test('ends at /quit', async () => {
    expect((await answersTo('/status\n/quit\n/items')).out).not.toContain('I-01');
  });

  test('goes on after a fault, tells it without its insides, and ends with 2', async () => {
    const { session, state } = await fragileSession();
    const [stdout, stderr] = [new Sink(), new Sink()];
    async function* lines() {
      state.broken = true;
      yield '/status\n';
      await once(stderr, 'told');
      state.broken = false;
      yield '/status\n';
    }
    const err = {
      closed: false,
      print: async (text: string) => {
        await createPrinter(stderr).print(text);
        stderr.emit('told');
      },
    };
    const parts = { session, log: LOG, out: createPrinter(stdout), err };
    expect(await answerLines({ ...parts, stdin: Readable.from(lines()) })).toBe(2);
    expect(stderr.text).toMatch(/^내부 오류로 답하지 못했습니다\..*[0-9A-Z]{6}/);
    expect(stderr.text).not.toContain('secret');
    expect(stdout.text).toContain('게시물 1건');
  });
});

describe('talk', () => {
  async function terminal() {
    const { session, state } = await fragileSession();
    const stdin = new PassThrough();
    const stdout = new Sink({ isTTY: true });
    const kept: string[] = [];
    const history = {
      lines: ['예전 질문'],
      add: async (line: string) => {
        kept.push(line);
      },
    };
    const beside = new EventEmitter();
    const meanwhile: Meanwhile = async (tell) => {
      beside.on('news', tell);
      beside.emit('begun');
      return async () => {
        beside.emit('ended');
      };
    };
    const begun = once(beside, 'begun');
    const parts = { session, stdin, stdout, out: createPrinter(stdout), log: LOG, history, meanwhile };
    return { stdin, stdout, kept, state, beside, begun, ended: talk(parts) };
  }

  test('greets, answers, keeps the history, and leaves at /quit', async () => {
    const { stdin, stdout, kept, ended } = await terminal();
    stdin.write('/status\n\n/quit\n');
    expect(await ended).toBe(0);
    expect(stdout.text).toContain('질문을 입력하세요.');
    expect(stdout.text).toContain('검색: 낱말만');
    expect(kept).toEqual(['/status']);
  });

  test('brings back an earlier line with the up key', async () => {
    const { stdin, kept, ended } = await terminal();
    stdin.write('\u001B[A\n/quit\n');
    await ended;
    expect(kept).toEqual(['예전 질문']);
  });

  test('clears a line at Ctrl-C, and leaves at Ctrl-C on an empty one', async () => {
    const { stdin, kept, ended } = await terminal();
    stdin.write('반쯤 쓴 질문\u0003\u0003');
    expect(await ended).toBe(0);
    expect(kept).toEqual([]);
  });

  test('leaves at Ctrl-D', async () => {
    const { stdin, ended } = await terminal();
    stdin.write('\u0004');
    expect(await ended).toBe(0);
  });

  test('shows news above the prompt with what is typed kept, and ends what goes on beside it', async () => {
    const { stdin, stdout, kept, beside, begun, ended } = await terminal();
    const over = once(beside, 'ended');
    await begun;
    stdin.write('/sta');
    beside.emit('news', '새 게시물 1건: 소식지');
    stdin.write('tus\n/quit\n');
    expect(await ended).toBe(0);
    await over;
    expect(stdout.text).toContain('새 게시물 1건: 소식지\n');
    expect(kept).toEqual(['/status']);
  });

  test('outlives a fault', async () => {
    const { stdin, stdout, state, ended } = await terminal();
    state.broken = true;
    stdin.write('/status\n/quit\n');
    expect(await ended).toBe(0);
    expect(stdout.text).toContain('내부 오류로 답하지 못했습니다.');
  });
});
