import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withQuestions } from '../scripts/question-run.ts';
import type { Question } from '../scripts/questions.ts';
import { holdsAll } from '../scripts/questions.ts';
import type { Answer } from '../src/answer/answer.ts';
import type { AskOptions } from '../src/ask.ts';
import { ask } from '../src/ask.ts';
import { sources } from '../src/sources.ts';

// The bundled bulletin and the real model: that answers stay as good as they are.

let questions: readonly Question[];
let options: AskOptions;
let finish: () => void;
let running: Promise<void>;
beforeAll(async () => {
  await new Promise<void>((ready, reject) => {
    running = withQuestions(async (all, asking) => {
      questions = all;
      options = asking;
      await new Promise<void>((done) => {
        finish = done;
        ready();
      });
    });
    running.catch(reject);
  });
});
afterAll(async () => {
  finish();
  await running;
});

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return all.filter(test).length / all.length;
}

describe('ask with the model', () => {
  test('answers the coal question with 50 % from its item, with its link', async () => {
    const answer = await ask('석탄발전소 탄소 배출량은 27년까지 얼마나 줄이나?', options);
    expect(answer).toMatchObject({ outcome: 'answered', retrieval: 'hybrid' });
    expect(answer.sentences.map(({ text }) => text).join(' ')).toContain("'23년에 비해 약 50% 감소");
    expect(answer.citations.map(({ item }) => item.id)).toContain('kostec-2024-08-02/I-02');
    expect(answer.citations[0]?.links).toEqual(['https://www.ndrc.gov.cn/xxgk/zcfb/tz/202407/t20240715_1391663.html']);
  });

  test.each([
    ['en', 'Who discovered water in lunar soil?'],
    ['zh', '谁在月壤中发现了水分子？'],
  ])('answers in another language than the bulletin: %s', async (language, question) => {
    const answer = await ask(question, options);
    expect(answer).toMatchObject({ outcome: 'answered', language });
    expect(answer.citations[0]?.item.id).toBe('kostec-2024-08-02/II-02');
  });

  test('stays above the floors of the development questions', async () => {
    const asked: { question: Question; answer: Answer }[] = [];
    for (const question of questions.filter(({ split }) => split === 'dev')) {
      asked.push({ question, answer: await ask(question.question, options) });
    }
    const answerable = asked.filter(({ question }) => question.answerable);
    const unanswerable = asked.filter(({ question }) => !question.answerable);
    const right = share(
      answerable,
      ({ question, answer }) =>
        answer.outcome === 'answered' && holdsAll(question.answer, answer.sentences.map(({ text }) => text).join(' ')),
    );
    const item = share(answerable, ({ question, answer }) =>
      question.items.some((id) => id === answer.citations[0]?.item.id),
    );
    expect(item).toBeGreaterThan(0.9);
    expect(right).toBeGreaterThan(0.78);
    expect(share(answerable, ({ answer }) => answer.outcome !== 'answered')).toBeLessThan(0.1);
    expect(share(unanswerable, ({ answer }) => answer.outcome !== 'answered')).toBeGreaterThan(0.8);
  });

  test('finds no source for words on another topic', async () => {
    const { catalog, embedder } = options;
    expect(await sources('김치찌개', { catalog, embedder })).toEqual({ items: [] });
    const found = await sources('moon soil', { catalog, embedder });
    expect(found.items[0]?.item.id).toBe('kostec-2024-08-02/II-02');
  });
});
