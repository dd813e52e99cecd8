import { expect, test } from 'vitest';
import { completeSlash, readLine, SLASH_COMMANDS } from '../../src/console/slash.ts';

test('readLine tells questions from commands', () => {
  expect(readLine(' 재보증 요율은? ')).toEqual({ kind: 'question', question: '재보증 요율은?' });
  expect(readLine('/DAILY  2024-08-02 ')).toMatchObject({ kind: 'daily', rest: '2024-08-02', korean: false });
  expect(readLine('\t')).toEqual({ kind: 'empty' });
});

test('readLine knows Korean commands that come decomposed, as from macOS', () => {
  expect(readLine('/출처 로봇'.normalize('NFD'))).toMatchObject({ kind: 'sources', rest: '로봇', korean: true });
});

test('readLine knows every command that it completes', () => {
  for (const command of SLASH_COMMANDS) expect(readLine(command).kind).not.toBe('unknown');
});

test('readLine takes a beginning or a slip for the nearest command, and nothing for what is far', () => {
  expect(readLine('/stat')).toMatchObject({ kind: 'unknown', nearest: '/status' });
  expect(readLine('/hlep')).toMatchObject({ kind: 'unknown', nearest: '/help' });
  expect(readLine('/etc/passwd')).toMatchObject({ kind: 'unknown', nearest: null });
  expect(readLine('/')).toMatchObject({ kind: 'unknown', nearest: null });
});

test('completeSlash completes commands, not questions nor what follows a command', () => {
  expect(completeSlash('/s')).toEqual([['/sources ', '/status '], '/s']);
  expect(completeSlash('/출')).toEqual([['/출처 '], '/출']);
  expect(completeSlash('s')).toEqual([[], 's']);
  expect(completeSlash('/daily 2')).toEqual([[], '/daily 2']);
});
