import type { APIMessage } from 'discord.js';
import { ApplicationCommandType } from 'discord.js';
import type { MenuCommand } from '../command.ts';
import { hidden } from '../hidden.ts';
import { NOTHING_TO_ASK } from '../item-messages.ts';
import { named } from '../localized.ts';
import { questionIn } from '../message-text.ts';
import { LONGEST_QUESTION } from '../question-card.ts';
import { replyTo } from './ask.ts';

/** Asks with the text of a message; the answer is for whoever asks so, to be shared if they like. */
export const askAbout = {
  data: {
    type: ApplicationCommandType.Message,
    ...named({ ko: '이 내용 질문하기', en: 'Ask about this', zh: '就此内容提问' }),
  },
  acknowledge: () => 'thinking-hidden',
  execute: ({ message, language }, context) => {
    const question = questionIn(textOf(message), LONGEST_QUESTION);
    if (question !== null) return replyTo(question, { language, hidden: true }, context);
    return hidden(NOTHING_TO_ASK[language]);
  },
} satisfies MenuCommand;

/** What a message says: its own text, else that of its cards or of the message that it forwards. */
function textOf({ content, embeds, message_snapshots = [] }: APIMessage): string {
  const cards = embeds.flatMap(({ title, description }) => [title, description]);
  const forwarded = message_snapshots.map(({ message }) => message.content);
  return [content, ...forwarded, ...cards].find((text) => text !== undefined && text.trim() !== '') ?? '';
}
