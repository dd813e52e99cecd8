import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceName, choiceValue, suggest, suggestible } from '../../src/discord/suggest.ts';

const TITLES = ['중국 석탄 산업의 현황', '「석탄」 전망', '무연탄과 갈석탄', '석탄 감축', 'AI 반도체', '탄소 중립'];
const FROM = TITLES.map((title, i) =>
  suggestible(`b/${i}`, title, { detail: `2024-07-0${i + 1}`, words: ['정책동향'] }),
);

function titlesFor(typed: string): string[] {
  return suggest(FROM, typed).map(({ value }) => TITLES[Number(value.slice(2))] ?? '');
}

test('suggest puts titles that begin with it first, then words that do, then what has it inside', () => {
  expect(titlesFor('석탄')).toEqual(['「석탄」 전망', '석탄 감축', '중국 석탄 산업의 현황', '무연탄과 갈석탄']);
  expect(titlesFor('ㅅㅌ')).toEqual(titlesFor('석탄'));
});

test('suggest puts what has each word somewhere last, in any order', () => {
  expect(titlesFor('산업 중국')).toEqual(['중국 석탄 산업의 현황']);
  expect(titlesFor('정책 ㅅㅌ 감')).toEqual(['석탄 감축']);
  expect(titlesFor('2024-07-05')).toEqual(['AI 반도체']);
});

test('suggest gives the first 25 when nothing was typed, and nothing when nothing fits', () => {
  const many = Array.from({ length: 40 }, (_, i) => suggestible(`${i}`, `제목 ${i}`, {}));
  expect(suggest(many, ' ').map(({ value }) => value)).toEqual(Array.from({ length: 25 }, (_, i) => `${i}`));
  expect(suggest(many, '제목')).toHaveLength(25);
  expect(suggest(many, '없는 것')).toEqual([]);
});

test('suggest finds a title by any stretch of it', () => {
  const unit = fc.constantFrom(...'가각낡석탄산업방ㅅaZé9中国湖 「」.-+*()[]\\', '👩‍🔬');
  const title = fc.string({ unit, minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(title, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (titles, at, from) => {
      const all = titles.map((one, i) => suggestible(`${i}`, one, {}));
      const characters = [...(titles[at % titles.length] ?? '')];
      const start = from % characters.length;
      const typed = characters.slice(start, start + 20).join('');
      expect(suggest(all, typed).map(({ value }) => value)).toContain(`${at % titles.length}`);
    }),
  );
});

test('suggest gives only lines that Discord takes, whatever the titles and ids are and whatever is typed', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const titles = fc.array(fc.tuple(text, fc.string({ minLength: 1, maxLength: 150 })), { maxLength: 40 });
  fc.assert(
    fc.property(titles, fc.oneof(text, fc.constant('')), (all, typed) => {
      const choices = suggest(
        all.map(([title, id]) => suggestible(id, title, { detail: '2024-07-24' })),
        typed,
      );
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const { name, value } of choices) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/\p{Cs}/u);
        expect(value.length).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test('choiceName keeps the date and cuts the title between characters', () => {
  expect(choiceName('석탄\n 산업', '2024-07-24')).toBe('석탄 산업 · 2024-07-24');
  expect(choiceName('주간동향 2024-07-24', '2024-07-24')).toBe('주간동향 2024-07-24');
  const long = choiceName('👩‍🔬'.repeat(40), '2024-07-24');
  expect(long).toMatch(/^(👩‍🔬)+… · 2024-07-24$/u);
  expect(long.length).toBeLessThanOrEqual(100);
  expect(choiceName(' ', null)).toBe('');
});

test('choiceValue is the id, or one short form of it', () => {
  expect(choiceValue('kostec-2024-08-02/I-01')).toBe('kostec-2024-08-02/I-01');
  const long = `${'주간'.repeat(60)}/I-01`;
  expect(choiceValue(long)).toMatch(/^~[\w-]{22}$/);
  expect(choiceValue(long)).not.toBe(choiceValue(`${long}0`));
});
