import type { Answer } from '../answer/answer.ts';
import { HOW_TO_ASK, NO_DIRECT_ANSWER, NOTHING_FOUND } from '../answer/phrases.ts';
import { shown } from '../answer/shown.ts';
import type { Message } from './command.ts';
import { escaped } from './escape.ts';

/** An answer as a card. */
export function answerCard(answer: Answer): Message {
  const { language, question, citations } = answer;
  const quoted = answer.sentences.map(({ text, citations: n }) => `> ${escaped(shown(text))} [${n.join('][')}]`);
  const told =
    answer.outcome === 'answered'
      ? quoted
      : [
          answer.outcome === 'related'
            ? NO_DIRECT_ANSWER[language]
            : `${NOTHING_FOUND[language]} ${HOW_TO_ASK[language]}`,
        ];
  const sources = citations.map(({ n, item }) => `[${n}] ${escaped(shown(item.title))}`);
  return {
    embeds: [
      { title: escaped(question).slice(0, 256), description: [...told, '', ...sources].join('\n').slice(0, 4096) },
    ],
  };
}
