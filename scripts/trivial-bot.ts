import type { ChatInputCommandInteraction } from 'discord.js';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { z } from 'zod';

/* The least that a bot can do, for scripts/load.ts to compare with: it defers every command and says the same to each. */

const UNBOUNDED = 100_000; // requests a second: as the bot has it for answers

const env = z.object({ DISCORD_TOKEN: z.string(), DISCORD_API_URL: z.string() }).parse(process.env);
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  allowedMentions: { parse: [] },
  rest: { api: env.DISCORD_API_URL, globalRequestsPerSecond: UNBOUNDED },
});
client.once(Events.ClientReady, (ready) => {
  const question = { type: 3, name: 'question', description: 'What', required: true };
  ready.application.commands.set([{ name: 'ask', description: 'Asks', options: [question] }]).catch(console.error);
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) answer(interaction).catch(console.error); // such as one that came too late
});
await client.login(env.DISCORD_TOKEN);

async function answer(interaction: ChatInputCommandInteraction): Promise<void> {
  await interaction.deferReply();
  await interaction.editReply('42');
}
