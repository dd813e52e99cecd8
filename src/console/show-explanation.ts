import type { AnswerExplanation, PassageExplanation, QueryExplanation } from '../answer/explanation.ts';
import { shown } from '../answer/shown.ts';
import { where } from '../answer/where.ts';
import type { Language } from '../bulletin/bulletin.ts';
import {
  ALIKES,
  ASKS_LIST,
  BY_INTERACTION,
  BY_VECTORS,
  BY_WORDS,
  CODES,
  FIGURES,
  HOW_IT_CAME_ABOUT,
  KIND,
  NAMES,
  PARTS,
  PASSAGES,
  QUESTION_LANGUAGE,
  SEARCHED,
  SEARCHED_PERIOD,
  SUPPORT,
  TELLS_WHAT_TO_DO,
  two,
  WORDS,
} from './explanation-messages.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
import { titleOf } from './show-answer.ts';
import { displayWidth, flow, wrap } from './wrap.ts';

const INDENT = ' '.repeat(2);
const DEEP = ' '.repeat(6); // below the number of a passage

/** How an answer came about as text for a screen: the question as it was understood, the passages with what each list gave, and what
 *  support is made of, signals by their names in the program. Ends without a line break. */
export function showExplanation(explanation: AnswerExplanation, language: Language, screen: Screen): string {
  const { query, passages, support } = explanation;
  return [
    paint(screen, 'bold', HOW_IT_CAME_ABOUT[language]),
    ...understood(query, language, screen),
    '',
    ...found(passages, language, screen),
    '',
    ...signals(support, language, screen),
  ].join('\n');
}

function understood(query: QueryExplanation, language: Language, screen: Screen): string[] {
  const { parts, names, alikes, figures, codes, words, kind, period } = query;
  const list = (phrase: typeof WORDS, all: readonly string[]) =>
    all.length === 0 ? [] : [phrase[language](all.join(', '))];
  const facts = [
    QUESTION_LANGUAGE[language](query.language),
    ...(parts.length === 0 ? [] : [PARTS[language](parts.join(' / '))]),
    ...(period === null ? [] : [SEARCHED_PERIOD[language](period)]),
    ...list(
      NAMES,
      names.map(({ written, name }) => (written === name ? name : `${written} → ${name}`)),
    ),
    ...list(
      ALIKES,
      alikes.map(({ token, alikes }) => `${token} ~ ${alikes.map((alike) => alike.join(' ')).join(' | ')}`),
    ),
    ...list(FIGURES, figures),
    ...list(CODES, codes),
    ...list(WORDS, words),
    ...(kind === null ? [] : [KIND[language](kind)]),
    ...(query.list ? [ASKS_LIST[language]] : []),
    ...(query.instruction ? [TELLS_WHAT_TO_DO[language]] : []),
  ];
  const searched = wrap(SEARCHED[language](shown(query.text)), screen.columns, INDENT, INDENT + INDENT);
  return [...searched, ...flow(facts.map(shown), screen.columns, INDENT)];
}

function found(passages: readonly PassageExplanation[], language: Language, screen: Screen): string[] {
  const [first] = passages;
  const heading = PASSAGES[language]({ count: passages.length, gate: first?.gate ?? 0 });
  return [...wrap(heading, screen.columns), ...passages.flatMap((one, i) => passage(one, i + 1, language, screen))];
}

function passage(one: PassageExplanation, number: number, language: Language, screen: Screen): string[] {
  const { words, vectors, bonus, interaction } = one;
  const first = `${number}. `.padStart(DEEP.length);
  const lost = interaction.lost === 0 ? '' : ` - ${two(interaction.lost)}`;
  const sum = [
    `${two(one.score)} = ${two(words.weight)} × ${two(words.scaled)}`,
    ...(vectors.cosine === null ? [] : [`${two(vectors.weight)} × ${two(vectors.scaled)}`]),
    ...(bonus === 0 ? [] : [two(bonus)]),
  ].join(' + ');
  const lists = [
    BY_WORDS[language](words),
    ...(vectors.cosine === null ? [] : [BY_VECTORS[language]({ rank: vectors.rank, cosine: vectors.cosine })]),
    ...(interaction.cosine === null ? [] : [BY_INTERACTION[language](interaction.cosine)]),
    where(language, [one]),
  ];
  return [
    ...wrap(titleOf(one.item, screen), screen.columns, first, DEEP),
    ...wrap(`${sum}${lost}`, screen.columns, DEEP),
    ...flow(lists, screen.columns, DEEP).map((line) => paint(screen, 'dim', line)),
  ];
}

/** Each signal that says something with what it adds, below each other, and what is left without any. */
function signals(support: AnswerExplanation['support'], language: Language, screen: Screen): string[] {
  const told = support.signals.filter(({ value }) => value !== 0);
  const width = Math.max(...told.map(({ name }) => displayWidth(name)), 'bias'.length);
  const line = (name: string, text: string) => wrap(`${name.padEnd(width)}  ${text}`, screen.columns, INDENT);
  return [
    ...wrap(SUPPORT[language](support), screen.columns),
    ...line('bias', two(support.bias)),
    ...told.flatMap(({ name, value, weight }) => line(name, `${two(value)} × ${two(weight)} = ${two(value * weight)}`)),
  ];
}
