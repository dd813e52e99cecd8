import { EXAMPLE } from './answer/phrases.ts';
import { shown } from './answer/shown.ts';
import { ask } from './ask.ts';
import type { Language } from './bulletin/bulletin.ts';
import type { Desk } from './desk.ts';

const EXAMPLES = 3;
const TRIED = 12; // titles, so that the greeting does not keep anyone waiting

/** A quoted name; an apostrophe before a digit ('24) or a Latin letter closes nothing. */
const NAME = /['‘]([^‘’]{4,60}?)['’](?![\p{Script=Latin}\p{N}])|[「『《〈“"]([^」』》〉”"]{4,60})[」』》〉”"]/u;

/** Questions about items of the latest bulletins that have an answer there, at most three; none where no title makes one. */
export async function examples(desk: Desk, language: Language, now: Date): Promise<readonly string[]> {
  const { catalog } = desk;
  const titles = catalog.bulletins.flatMap(({ bulletin }) => bulletin.items.map((item) => item.title)).slice(0, TRIED);
  const found: string[] = [];
  for (const title of titles) {
    const question = EXAMPLE[language](`'${topicOf(title)}'`);
    if (found.includes(question)) continue;
    const answer = await ask(question, { ...desk, now, language });
    if (answer.outcome === 'answered') found.push(question);
    if (found.length === EXAMPLES) break;
  }
  return found;
}

/** What a title is about: the name that it quotes, else what follows who did it.
 *  @example topicOf("과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련") // => '과학기술 혁신 지원 특별 보증 계획' */
export function topicOf(title: string): string {
  const text = shown(title);
  const name = NAME.exec(text);
  return name?.[1] ?? name?.[2] ?? text.replace(/^[^,，]{1,20}[,，]\s*/u, '').replace(/['‘’]/gu, '');
}
