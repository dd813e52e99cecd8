import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/console/arguments.ts';

describe('readArguments reads', () => {
  test('a question of several bare words as one', () => {
    expect(readArguments(['ask', '재보증', '요율은?', '--json'])).toEqual({
      kind: 'ask',
      json: true,
      language: null,
      now: null,
      explain: false,
      question: '재보증 요율은?',
    });
  });

  test('moment and language of a question', () => {
    expect(readArguments(['ask', '지난주', '--now', '2024-08-05T09:00:00+09:00', '--lang', 'zh'])).toMatchObject({
      now: new Date('2024-08-05T00:00:00Z'),
      language: 'zh',
    });
  });

  test('a question that begins with a dash after --', () => {
    expect(readArguments(['ask', '--', '-5도'])).toMatchObject({ question: '-5도' });
  });

  test('a batch', () => {
    expect(readArguments(['ask', '--batch', '-'])).toEqual({
      kind: 'batch',
      json: false,
      language: null,
      now: null,
      explain: false,
      file: '-',
    });
  });

  test.each([
    [['sources', 'kostec-2024-08-02/I-01'], { kind: 'sources', words: 'kostec-2024-08-02/I-01' }],
    [['daily'], { kind: 'daily', day: null }],
    [['daily', '--date', '2024-02-29'], { kind: 'daily', day: '2024-02-29' }],
    [['items', '--bulletin', 'a'], { kind: 'items', bulletin: 'a' }],
    [['ingest', 'a.md', 'b'], { kind: 'ingest', paths: ['a.md', 'b'] }],
    [['evaluate', '--beir', 'd', '--run', 'f'], { kind: 'evaluate', folder: 'd', run: 'f' }],
    [['doctor', '--json'], { kind: 'doctor', json: true, bulletin: null }],
    [['doctor', '--bulletin', 'a.md'], { kind: 'doctor', bulletin: 'a.md' }],
    [['ask', 'q', '--explain'], { kind: 'ask', explain: true }],
    [['ask', '--batch', 'f', '--explain'], { kind: 'batch', explain: true }],
    [['ask', '--help'], { kind: 'help' }],
    [['--version'], { kind: 'version' }],
  ])('%j', (words, command) => {
    expect(readArguments(words)).toMatchObject(command);
  });
});

describe('readArguments says what is wrong with', () => {
  test.each([
    [[], 'A command is missing.'],
    [['toString'], 'There is no command "toString".'],
    [['ask'], 'The question is missing.'],
    [['ask', '  ', ''], 'The question is missing.'],
    [['ask', 'q', '--batch', 'f'], 'Give either a question or --batch, not both.'],
    [['daily', '--explain'], '"daily" takes no option --explain.'],
    [['ask', 'q', '--lang', 'fr'], '--lang is one of ko, en and zh, not "fr".'],
    [['ask', 'q', '--now', 'soon'], '--now is a moment such as 2024-08-05T09:00:00+09:00, not "soon".'],
    [['ask', 'q', '--now', '2024-02-31'], '--now is a moment such as 2024-08-05T09:00:00+09:00, not "2024-02-31".'],
    [['ask', 'q', '--now', '2024-02-01T25:00Z'], '--now is a moment such as 2024-08-05T09:00:00+09:00, not'],
    [['ask', 'q', '--now'], "Option '--now <value>' argument missing."],
    [['ask', 'q', '--now', '--json'], "Option '--now' argument is ambiguous."],
    [['ask', 'q', '--nope'], "Unknown option '--nope'."],
    [['ask', 'q', '--json=yes'], "Option '--json' does not take an argument."],
    [['ask', 'q', '--date', '2024-08-02'], '"ask" takes no option --date.'],
    [['sources'], 'Words or the id of an item are missing.'],
    [['daily', '--date', '2024-02-30'], '--date is a day such as 2024-08-02, not "2024-02-30".'],
    [['daily', '2024-08-02'], '"daily" takes no further words, but got "2024-08-02".'],
    [['items', '--bulletin', ''], '--bulletin needs a value.'],
    [['ingest', ''], 'A file or folder has an empty name.'],
    [['evaluate'], '"evaluate" needs --beir with a BEIR folder.'],
    [['doctor', 'now'], '"doctor" takes no further words, but got "now".'],
  ])('%j', (words, message) => {
    expect(() => readArguments(words)).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(message) }),
    );
  });
});
