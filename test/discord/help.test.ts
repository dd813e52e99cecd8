import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenDesk } from '../../src/console/run-command.ts';
import { commandsOf, REGISTRY } from '../../src/discord/registry.ts';
import { realDesk } from '../console/real-desk.ts';
import { commandInteraction } from '../fakes/interactions.ts';
import { answering } from './answering.ts';
import { flawsOf } from './flaws.ts';

const MANAGER = '32';
const commands = commandsOf(REGISTRY);

let desk: OpenDesk;
beforeAll(async () => {
  desk = await realDesk();
});

async function helpFor(locale: string, permissions: string) {
  const [message] = await answering(commandInteraction('help', {}, { locale, permissions }), desk);
  if (message === undefined) throw new Error('There was no help.');
  return { message, text: JSON.stringify(message.embeds) };
}

describe('help', () => {
  test.each(['ko', 'en-US', 'zh-CN'] as const)(
    'names every command in the language of the caller (%s)',
    async (locale) => {
      const { message, text } = await helpFor(locale, MANAGER);
      for (const { name_localizations: names } of commands) expect(text).toContain(names?.[locale]);
      expect(flawsOf({ embeds: message.embeds })).toEqual([]);
      expect(text).not.toContain('…');
    },
  );

  test('leaves out what the caller may not use', async () => {
    const { text } = await helpFor('en-US', '0');
    for (const { name, default_member_permissions: needed } of commands) {
      expect([name, text.includes(`/${name}\``) || text.includes(`**${name}**`)]).toEqual([name, needed === undefined]);
    }
  });

  test('gives examples of questions that are about the latest items', async () => {
    expect((await helpFor('ko', '0')).text).toContain("'AI+ 실행계획'의 주요 내용은?");
  });
});
