import { Client } from 'oceanic.js';
import { expect, test } from 'vitest';
import { FakeDiscord } from './fake-discord.ts';

test('FakeDiscord is a Discord to another library too: it logs in, registers, is asked and answers', async () => {
  const discord = await FakeDiscord.start();
  const client = new Client({
    auth: `Bot ${discord.token}`,
    gateway: { intents: ['GUILDS'] },
    rest: { baseURL: `${discord.apiUrl}/v10` },
    allowedMentions: { everyone: false, users: false, roles: false, repliedUser: false },
  });
  const faults: unknown[] = [];
  client.on('error', (error) => faults.push(error));
  client.on('interactionCreate', async (interaction) => {
    if (!interaction.isCommandInteraction() || !interaction.isChatInputCommand()) return;
    await interaction.defer();
    await interaction.editOriginal({
      content: `${interaction.data.options.getString('text')}, ${interaction.user.tag}`,
    });
    await interaction.createFollowup({ content: `in ${interaction.guild?.name}` });
  });
  const ready = new Promise((resolve) => client.once('ready', () => resolve(null)));
  await client.connect();
  await ready;
  const text = { type: 3, name: 'text', description: 'What', required: true } as const;
  await client.application.createGlobalCommand({
    type: 1,
    name: 'echo',
    description: 'Says it again',
    options: [text],
  });
  expect(discord.commands().map(({ name }) => name)).toEqual(['echo']);

  const asked = discord.home.reader.slash('echo', { text: 'hello' });
  expect((await asked.answered()).content).toBe('hello, lee');
  expect((await asked.followedUp()).content).toBe('in Library');
  expect(faults).toEqual([]);
  expect(discord.violations).toEqual([]);
  client.disconnect(false);
  await discord.stop();
});
