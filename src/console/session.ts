import { EXAMPLES, INDEXED, MODE, UPDATED } from '../answer/phrases.ts';
import { ask } from '../ask.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { isDay } from '../bulletin/day.ts';
import { languageOf } from '../bulletin/language.ts';
import type { Desk } from '../desk.ts';
import { indexedIn } from '../desk.ts';
import { digest, digestDays } from '../digest.ts';
import { examples } from '../examples.ts';
import { items } from '../items.ts';
import { sources } from '../sources.ts';
import { ASK_AWAY, HELP, NO_BULLETINS, NOT_A_DAY, UNKNOWN_COMMAND, WORDS_NEEDED } from './messages.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
import { showAnswer } from './show-answer.ts';
import { showDigest, showItems, showSources } from './show-items.ts';
import type { Line } from './slash.ts';
import { readLine } from './slash.ts';
import { wrap } from './wrap.ts';

export type SessionOptions = {
  readonly desk: Desk;
  /** Asked anew for every reply: a terminal may be resized. */
  readonly screen: () => Screen;
  readonly now: () => Date;
  /** The reader's language until a line tells another. */
  readonly language: Language;
};

type SlashLine = Extract<Line, { typed: string; rest: string }>;

/** A talk in the terminal: a line in, a reply out, in the language of the line or else of the line before. */
export class Session {
  readonly #options: SessionOptions;
  #language: Language;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#language = options.language;
  }

  /** The language of the last line that told one. */
  get language(): Language {
    return this.#language;
  }

  /** What is indexed, how to begin, and some questions that have an answer. */
  async greeting(): Promise<string> {
    const { desk, screen } = this.#options;
    const { bulletins } = desk.catalog;
    if (bulletins.length === 0) return this.#wrapped(NO_BULLETINS[this.#language]);
    const start = [INDEXED[this.#language](indexedIn(bulletins)), ASK_AWAY[this.#language]];
    const questions = await examples(desk, this.#language, this.#options.now());
    const list = questions.flatMap((question) => wrap(question, screen().columns, '  ', '    '));
    return [
      ...start.map((line) => this.#wrapped(line)),
      ...(list.length === 0 ? [] : [paint(screen(), 'dim', [EXAMPLES[this.#language], ...list].join('\n'))]),
    ].join('\n');
  }

  /** The reply to a line: null when there is nothing to say to it. */
  async reply(typed: string): Promise<string | null> {
    const line = readLine(typed);
    await this.#options.desk.refresh();
    switch (line.kind) {
      case 'empty':
      case 'quit':
        return null;
      case 'question':
        return this.#ask(line.question);
      case 'unknown':
        if (/\p{Script=Hangul}/u.test(line.typed)) this.#language = 'ko';
        return this.#wrapped(UNKNOWN_COMMAND[this.#language]({ command: line.typed, nearest: line.nearest }));
      default:
        if (line.korean) this.#language = 'ko';
        return this.#run(line);
    }
  }

  #run(line: SlashLine): Promise<string> | string {
    switch (line.kind) {
      case 'ask':
        return line.rest === '' ? this.#wrapped(WORDS_NEEDED[this.#language](line.typed)) : this.#ask(line.rest);
      case 'sources':
        return line.rest === '' ? this.#wrapped(WORDS_NEEDED[this.#language](line.typed)) : this.#sources(line.rest);
      case 'daily':
        return this.#daily(line.rest);
      case 'items':
        return this.#items(line.rest);
      case 'status':
        return this.#status();
      case 'help':
        return HELP[this.#language];
      case 'quit':
        return '';
    }
  }

  async #ask(question: string): Promise<string> {
    const { desk, screen, now } = this.#options;
    this.#language = languageOf(question, this.#language);
    const answer = await ask(question, { ...desk, now: now(), language: this.#language });
    return showAnswer(answer, screen(), indexedIn(desk.catalog.bulletins));
  }

  async #sources(words: string): Promise<string> {
    const { desk, screen } = this.#options;
    if (desk.catalog.item(words) === undefined) this.#language = languageOf(words, this.#language);
    return showSources(await sources(words, desk), this.#language, screen());
  }

  async #daily(day: string): Promise<string> {
    const { desk, screen, now } = this.#options;
    if (day !== '' && !isDay(day)) return this.#wrapped(NOT_A_DAY[this.#language](day));
    const { bulletins } = desk.catalog;
    const { store, timeZone } = desk;
    const result = await digest(day === '' ? null : day, bulletins, { now: now(), timeZone, store });
    return showDigest(result, digestDays(bulletins), this.#language, screen());
  }

  #items(bulletinId: string): string {
    const { desk, screen } = this.#options;
    const { bulletins } = desk.catalog;
    const asked = bulletinId === '' ? null : bulletinId;
    const known = bulletins.map(({ bulletin }) => bulletin.id);
    return showItems(items(bulletins, asked), { asked, known }, this.#language, screen());
  }

  #status(): string {
    const { catalog, embedder, timeZone } = this.#options.desk;
    const updated = catalog.bulletins.map((stored) => stored.updatedAt).sort();
    const latest = updated.at(-1);
    const moment = (iso: string) =>
      new Date(iso).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return [
      catalog.bulletins.length === 0
        ? NO_BULLETINS[this.#language]
        : INDEXED[this.#language](indexedIn(catalog.bulletins)),
      ...(latest === undefined ? [] : [UPDATED[this.#language](`${moment(latest)} (${timeZone})`)]),
      MODE[this.#language](embedder === null ? 'lexical' : 'hybrid'),
    ]
      .map((line) => this.#wrapped(line))
      .join('\n');
  }

  #wrapped(text: string): string {
    return wrap(text, this.#options.screen().columns).join('\n');
  }
}
