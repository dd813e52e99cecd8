import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction as LibraryInteraction,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDiscord } from './fake-discord.ts';

const NOBODY = { parse: [] } as const;
let discord: FakeDiscord;
let client: Client<true>;

beforeAll(async () => {
  discord = await FakeDiscord.start();
  const rest = { api: discord.apiUrl };
  const fresh = new Client({ intents: [GatewayIntentBits.Guilds], rest, allowedMentions: { parse: [] } });
  client = await new Promise((resolve, reject) => {
    fresh.once(Events.ClientReady, resolve);
    fresh.login(discord.token).catch(reject);
  });
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => client.emit('error', error instanceof Error ? error : new Error()));
  });
  const echo = new SlashCommandBuilder()
    .setName('echo')
    .setNameLocalizations({ ko: '메아리' })
    .setDescription('Says it again')
    .addStringOption((option) => option.setName('text').setDescription('What').setRequired(true).setAutocomplete(true))
    .addAttachmentOption((option) => option.setName('file').setDescription('A file'))
    .addChannelOption((option) => option.setName('where').setDescription('A channel'));
  await client.application.commands.set([echo.toJSON(), { name: 'Echo this', type: 3 }]);
});

afterAll(async () => {
  expect(discord.violations).toEqual([]);
  await client.destroy();
  await discord.stop();
});

async function answer(interaction: LibraryInteraction): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: '석탄', value: 'coal' }]);
  if (interaction.isChatInputCommand()) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const file = interaction.options.getAttachment('file');
    const read = file === null ? '' : await (await fetch(file.url)).text();
    const where = interaction.options.getChannel('where')?.name ?? '';
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('again').setLabel('Again').setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setCustomId('form').setLabel('Form').setStyle(ButtonStyle.Secondary),
    );
    await interaction.editReply({
      content: `${interaction.options.getString('text')}${read}${where}`,
      components: [row],
    });
    await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
  }
  if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
  if (interaction.isButton() && interaction.customId === 'again') await interaction.update({ content: 'again' });
  if (interaction.isButton() && interaction.customId === 'form') {
    const input = new TextInputBuilder().setCustomId('why').setLabel('Why').setStyle(TextInputStyle.Short);
    const modal = new ModalBuilder().setCustomId('reason').setTitle('Reason');
    await interaction.showModal(modal.addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input)));
  }
  if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('why'));
}

test('FakeDiscord takes a slash command to a deferral, its edit and a follow-up', async () => {
  const { reader, announcement } = discord.home;
  const file = discord.file('note.md', ' + file + ');
  const asked = reader.slash('echo', { text: 'hello', file, where: announcement.id });
  expect(await asked.acknowledged()).toMatchObject({ type: 5, flags: 64 });
  expect((await asked.answered()).content).toBe('hello + file + news');
  expect(await asked.followedUp()).toMatchObject({ content: 'more', flags: 64 });
  expect(asked.edits).toBe(1);
});

test('FakeDiscord takes typing to choices', async () => {
  const typing = discord.home.reader.complete('echo', { text: '석' }, 'text');
  await typing.acknowledged();
  expect(typing.choices).toEqual([{ name: '석탄', value: 'coal' }]);
});

test('FakeDiscord takes clicks to updates and modals, and these to replies', async () => {
  const { reader, english } = discord.home;
  const message = await reader.slash('echo', { text: 'x' }).answered();
  expect(() => english.click(message, 'Again')).toThrow(/does not see/);
  expect(await reader.click(message, 'Again').answered()).toMatchObject({ id: message.id, content: 'again' });
  const opened = reader.click(message, 'form');
  await opened.acknowledged();
  expect(opened.modal).toMatchObject({ custom_id: 'reason', title: 'Reason' });
  expect((await reader.submit(opened, { why: 'because' }).answered()).content).toBe('because');
});

test('FakeDiscord takes the menu of a message to a reply', async () => {
  const { english } = discord.home;
  expect((await english.menu('Echo this', english.say('over here')).answered()).content).toBe('over here');
});

test('FakeDiscord gives the first message again for the same nonce', async () => {
  const channel = await client.channels.fetch(discord.home.announcement.id);
  if (channel?.isSendable() !== true) throw new Error('not sendable');
  const sent = { content: 'once', nonce: '1', enforceNonce: true, allowedMentions: NOBODY };
  const first = await channel.send(sent);
  const second = await channel.send(sent);
  expect(second.id).toBe(first.id);
  expect(discord.messages(channel.id)).toHaveLength(1);
  await first.crosspost();
  await channel.sendTyping();
  expect(discord.typing).toEqual([channel.id]);
});
