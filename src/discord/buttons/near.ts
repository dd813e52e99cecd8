import type { Citation } from '../../answer/answer.ts';
import { shown } from '../../answer/shown.ts';
import { near as nearTo } from '../../ask.ts';
import { nearId, nearPageId } from '../answer-ids.ts';
import type { ComponentCall } from '../call.ts';
import { citationFields, linkRow } from '../citation-fields.ts';
import type { Message } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { NEAR, NOTHING_NEAR, QUESTION_UNKNOWN } from '../messages.ts';
import { pageRow, pageText, pagingOf } from '../pager.ts';
import { questionHead, questionOf } from '../question-card.ts';

const PER_PAGE = 4;
const EXCERPT = 200;

/** Shows the items near the question of an answer, to who asked for them. */
export const near = handlerOf(nearId, {
  acknowledge: (_: ComponentCall) => 'thinking-hidden',
  execute: async (call, _, context) => ({
    kind: 'message',
    message: await nearMessage(call, 0, context),
    hidden: true,
  }),
});

/** Turns to other items. */
export const nearPage = handlerOf(nearPageId, {
  acknowledge: (_: ComponentCall) => 'updating',
  execute: async (call, { page }, context) => ({ kind: 'update', message: await nearMessage(call, page, context) }),
});

async function nearMessage(
  { message, language }: ComponentCall,
  asked: number,
  { desk, now }: Context,
): Promise<Message> {
  const question = questionOf(message);
  if (question === null) return { content: QUESTION_UNKNOWN[language] };
  const citations = await nearTo(question, { ...desk, now: askedAt(message) ?? now() });
  const { title, lead } = questionHead(question, language);
  const start = [...(lead === null ? [] : [lead]), `-# ${NEAR[language]}`];
  if (citations.length === 0)
    return { embeds: [{ title, description: [...start, NOTHING_NEAR[language]].join('\n') }] };
  const paging = pagingOf(asked, citations.length, PER_PAGE);
  const shownNow = citations.slice(paging.page * PER_PAGE, (paging.page + 1) * PER_PAGE);
  return {
    embeds: [
      {
        title,
        description: [...start, ...shownNow.map(excerpt)].join('\n'),
        fields: citationFields(shownNow, language),
        footer: { text: pageText(paging) },
      },
    ],
    components: [...pageRow(paging, (page) => nearPageId.encode({ page })), ...linkRow(shownNow)],
  };
}

/** When the card was made: "last week" is meant from then. */
function askedAt({ timestamp }: ComponentCall['message']): Date | null {
  const moment = new Date(timestamp);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function excerpt({ n, quote }: Citation): string {
  return `> ${cut(escaped(shown(quote.replaceAll('\n', ' '))), EXCERPT)} [${n}]`;
}
