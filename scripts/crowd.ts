import type { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Person } from '../test/fakes/discord/person.ts';

const LOCALES = ['ko', 'en-US', 'zh-CN'] as const;

/** Many people in several servers, so that none asks more than the bot allows one person, and no server more than it allows one. */
export function crowd(discord: FakeDiscord, people: number, guilds: number): readonly Person[] {
  const channels = Array.from({ length: guilds }, (_, i) =>
    discord.addChannel(discord.addGuild(`Guild ${i}`), { kind: 'text', name: 'talk' }),
  );
  return Array.from({ length: people }, (_, i) => {
    const channel = channels[i % guilds] ?? discord.home.text;
    return discord.addPerson(channel, { name: `Person${i}`, locale: LOCALES[i % LOCALES.length] ?? 'ko' });
  });
}
