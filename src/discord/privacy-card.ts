import { ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../bulletin/bulletin.ts';
import type { Feedback } from '../store/feedback.ts';
import type { Message, Row } from './command.ts';
import { customId } from './custom-id.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import {
  AND_MORE,
  CANCEL,
  DELETE_ALL,
  NOTHING_STORED,
  PRIVACY_RULES,
  PRIVACY_TITLE,
  REALLY_DELETE,
  YES_DELETE,
  YOUR_VOTES,
} from './privacy-messages.ts';
import { FEEDBACK_DAYS } from './retention.ts';

/** Votes that are shown; with their texts cut they stay below 4,096 characters. */
const SHOWN = 10;
const QUESTION = 120;
const REASON = 160;

/** A step on the way to deleting what is stored: asks, deletes, or shows it again. */
export const privacyId = customId('privacy', { step: z.enum(['ask', 'delete', 'show']) });

/** What is stored about a user, and how it is stored. */
export function privacyCard(votes: readonly Feedback[], language: Language): Message {
  const told = votes.length === 0 ? NOTHING_STORED[language] : listed(votes, language);
  const description = `${PRIVACY_RULES[language](FEEDBACK_DAYS)}\n\n${told}`;
  return {
    embeds: [{ title: PRIVACY_TITLE[language], description }],
    components: votes.length === 0 ? [] : [deletion(language)],
  };
}

/** Asks once more before so many votes are deleted. */
export function confirmationCard(votes: number, language: Language): Message {
  return { content: REALLY_DELETE[language](votes), components: [confirmation(language)] };
}

function listed(votes: readonly Feedback[], language: Language): string {
  const more = votes.length - SHOWN;
  return [
    `**${YOUR_VOTES[language](votes.length)}**`,
    ...votes.slice(0, SHOWN).map(lineOf),
    ...(more > 0 ? [AND_MORE[language](more)] : []),
  ].join('\n');
}

function lineOf({ vote, at, question, reason }: Feedback): string {
  const parts = [
    `${vote === 'up' ? '👍' : '👎'} ${at.slice(0, 10)}`,
    ...(question === null ? [] : [cut(escaped(question), QUESTION)]),
    ...(reason === null ? [] : [`“${cut(escaped(reason.replace(/\s+/gu, ' ')), REASON)}”`]),
  ];
  return `- ${parts.join(' · ')}`;
}

function deletion(language: Language): Row {
  const custom_id = privacyId.encode({ step: 'ask' });
  return rowOf([{ style: ButtonStyle.Danger, label: DELETE_ALL[language], custom_id }]);
}

function confirmation(language: Language): Row {
  return rowOf([
    { style: ButtonStyle.Danger, label: YES_DELETE[language], custom_id: privacyId.encode({ step: 'delete' }) },
    { style: ButtonStyle.Secondary, label: CANCEL[language], custom_id: privacyId.encode({ step: 'show' }) },
  ]);
}

function rowOf(
  buttons: readonly {
    readonly style: ButtonStyle.Danger | ButtonStyle.Secondary;
    readonly label: string;
    readonly custom_id: string;
  }[],
): Row {
  const components = buttons.map((button) => ({ type: ComponentType.Button, ...button }) as const);
  return { type: ComponentType.ActionRow, components };
}
