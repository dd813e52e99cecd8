import { ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../bulletin/bulletin.ts';
import type { Feedback } from '../store/feedback.ts';
import type { Subscription } from '../store/outbox.ts';
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
  YOUR_SUBSCRIPTIONS,
  YOUR_VOTES,
} from './privacy-messages.ts';
import { FEEDBACK_DAYS } from './retention.ts';

/** Votes and subscriptions that are shown; with their texts cut they stay below 4,096 characters. */
const SHOWN = 8;
const QUESTION = 120;
const REASON = 160;

/** A step on the way to deleting what is stored: asks, deletes, or shows it again. */
export const privacyId = customId('privacy', { step: z.enum(['ask', 'delete', 'show']) });

/** What is stored about a user. */
export type StoredOfUser = { readonly votes: readonly Feedback[]; readonly subscriptions: readonly Subscription[] };

/** What is stored about a user, and how it is stored. */
export function privacyCard({ votes, subscriptions }: StoredOfUser, language: Language): Message {
  const isNothing = votes.length + subscriptions.length === 0;
  const told = isNothing
    ? [NOTHING_STORED[language]]
    : [
        ...listed(YOUR_VOTES[language](votes.length), votes.map(lineOf), language),
        ...listed(YOUR_SUBSCRIPTIONS[language](subscriptions.length), subscriptions.map(subscriptionLine), language),
      ];
  const description = [PRIVACY_RULES[language](FEEDBACK_DAYS), '', ...told].join('\n');
  return {
    embeds: [{ title: PRIVACY_TITLE[language], description }],
    components: isNothing ? [] : [deletion(language)],
  };
}

/** Asks once more before what is stored is deleted. */
export function confirmationCard({ votes, subscriptions }: StoredOfUser, language: Language): Message {
  const content = REALLY_DELETE[language]({ votes: votes.length, subscriptions: subscriptions.length });
  return { content, components: [confirmation(language)] };
}

/** A heading with the first lines below it; nothing where there are none. */
function listed(heading: string, lines: readonly string[], language: Language): string[] {
  const more = lines.length - SHOWN;
  if (lines.length === 0) return [];
  return [`**${heading}**`, ...lines.slice(0, SHOWN), ...(more > 0 ? [AND_MORE[language](more)] : [])];
}

function subscriptionLine({ channelId, time, timeZone, createdAt }: Subscription): string {
  return `- <#${channelId}> · ${time} ${timeZone} · ${createdAt.slice(0, 10)}`;
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
