import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { callbackFlaws } from './callback-rules.ts';
import { commandListFlaws, sentCommandSchema } from './command-rules.ts';
import { messageFlaws, sentMessageSchema } from './message-rules.ts';
import type { Flaw } from './violations.ts';

/** The rules that need a Discord with a past; `bad-requests.test.ts` breaks them. */
const NEED_STATE = ['ACKNOWLEDGED_TWICE', 'DEADLINE', 'ROUTE', 'TOKEN_LIFE'];

const NOBODY = { allowed_mentions: { parse: [] } };
const V2 = 1 << 15;

const message = (body: object, edit = false) => messageFlaws(sentMessageSchema.parse({ ...NOBODY, ...body }), { edit });
const row = (...components: readonly object[]) => message({ content: 'x', components: [{ type: 1, components }] });
const button = (more: object) => row({ type: 2, style: 1, label: 'go', custom_id: 'go', ...more });
const card = (more: object) => message({ embeds: [{ title: 'x', ...more }] });
const select = (more: object) => row({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more });
const v2 = (...components: readonly object[]) => message({ flags: V2, components });
const texts = (count: number, content = 'x') => Array.from({ length: count }, () => ({ type: 10, content }));

const commands = (...list: readonly object[]) =>
  commandListFlaws(list.map((one) => sentCommandSchema.parse({ name: 'ask', description: 'Asks', ...one })));
const option = (more: object = {}) => ({ type: 3, name: 'text', description: 'What', ...more });
const choice = (name: string, value: string | number = name) => ({ name, value });

const callback = (type: number, data: unknown, interaction: object = { type: 2 }) =>
  callbackFlaws({ type, data }, { type: 2, ...interaction });
const choices = (type: number, ...list: readonly object[]) =>
  callback(8, { choices: list }, { type: 4, focused: { type, name: 'item' } });
const modal = (more: object) => callback(9, { custom_id: 'm', title: 'Why', components: [field('a')], ...more });
const field = (id: string) => ({ type: 1, components: [{ type: 4, custom_id: id, style: 1, label: id }] });

/** For each rule, what breaks it, and what is nearest to it but fine. */
const CASES: Readonly<Record<string, { readonly bad: readonly (readonly Flaw[])[]; readonly good?: readonly Flaw[] }>> =
  {
    CONTENT_TOO_LONG: { bad: [message({ content: '가'.repeat(2001) })], good: message({ content: '가'.repeat(2000) }) },
    EMPTY_MESSAGE: { bad: [message({}), message({ content: ' \n ' })], good: message({}, true) },
    EMPTY_CARD: { bad: [message({ embeds: [{}] }), message({ embeds: [{ title: ' ' }] })], good: card({}) },
    FIELD_BLANK: { bad: [card({ fields: [{ name: ' ', value: 'x' }] }), card({ fields: [{ name: 'x', value: '' }] })] },
    CARDS_TOO_LONG: {
      bad: [message({ embeds: [{ description: 'x'.repeat(3000) }, { description: 'y'.repeat(3001) }] })],
      good: message({ embeds: [{ description: 'x'.repeat(3000) }, { description: 'y'.repeat(3000) }] }),
    },
    MENTIONS: {
      bad: [
        message({ content: 'x', allowed_mentions: undefined }),
        message({ content: 'x', allowed_mentions: { parse: ['users'] } }),
        message({ content: 'x', allowed_mentions: { parse: [], users: ['1'] } }),
      ],
      good: message({ content: 'x' }),
    },
    URL_SCHEME: {
      bad: [
        card({ url: 'javascript:alert(1)' }),
        card({ author: { name: 'x', url: 'ftp://example.org' } }),
        card({ image: { url: 'file:///etc/passwd' } }),
        button({ style: 5, custom_id: undefined, url: 'mailto:a@example.org' }),
      ],
      good: card({ url: 'https://example.org', image: { url: 'attachment://a.png' } }),
    },
    LINK_BUTTON: {
      bad: [
        button({ style: 5, url: 'https://example.org' }),
        button({ style: 5, custom_id: undefined }),
        button({ url: 'https://example.org' }),
      ],
      good: button({ style: 5, custom_id: undefined, url: 'https://example.org' }),
    },
    CUSTOM_ID_MISSING: { bad: [button({ custom_id: undefined })] },
    CUSTOM_ID_DOUBLE: {
      bad: [
        row({ type: 2, style: 1, label: 'a', custom_id: 'a' }, { type: 2, style: 1, label: 'b', custom_id: 'a' }),
        modal({ components: [field('a'), field('a')] }),
      ],
    },
    BUTTON_EMPTY: { bad: [button({ label: '' })], good: button({ label: '', emoji: { name: '👍' } }) },
    ROW: {
      bad: [
        row(...Array.from({ length: 6 }, (_, i) => ({ type: 2, style: 1, label: 'x', custom_id: String(i) }))),
        row({ type: 3, custom_id: 's', options: [] }, { type: 2, style: 1, label: 'x', custom_id: 'x' }),
        row(),
      ],
      good: row(...Array.from({ length: 5 }, (_, i) => ({ type: 2, style: 1, label: 'x', custom_id: String(i) }))),
    },
    ROWS: {
      bad: [
        message({
          components: Array.from({ length: 6 }, (_, i) => ({
            type: 1,
            components: [{ type: 2, style: 1, label: 'x', custom_id: String(i) }],
          })),
        }),
      ],
    },
    SELECT_VALUES: { bad: [select({ min_values: 2, max_values: 1 }), select({ max_values: 2 })], good: select({}) },
    SELECT_DOUBLE: { bad: [select({ options: [choice('a'), choice('a')] })] },
    V2_FLAG: { bad: [message({ components: [{ type: 10, content: 'x' }] })], good: v2(...texts(1)) },
    V2_BESIDE: { bad: [message({ flags: V2, content: 'x', components: texts(1) })] },
    V2_COMPONENTS: { bad: [v2({ type: 17, components: texts(40) })], good: v2({ type: 17, components: texts(39) }) },
    V2_TEXT: { bad: [v2(...texts(2, 'x'.repeat(2001)))], good: v2(...texts(2, 'x'.repeat(2000))) },

    NAME: {
      bad: [
        commands({ name: 'Ask' }),
        commands({ name: 'ask me' }),
        commands({ name: 'a'.repeat(33) }),
        commands({ name_localizations: { ko: '질문 하기' } }),
        commands({ options: [option({ name: 'Text' })] }),
        commands({ options: [option({ name_localizations: { 'en-US': 'Text' } })] }),
      ],
      good: commands({ name: 'ask-2_b', name_localizations: { ko: '질문', 'zh-CN': '提问' } }),
    },
    LOCALE: { bad: [commands({ name_localizations: { en: 'ask' } })] },
    DESCRIPTION: {
      bad: [commands({ description: '' }), commands({ type: 3 })],
      good: commands({ type: 3, description: '' }),
    },
    MENU_OPTIONS: { bad: [commands({ type: 3, description: '', options: [option()] })] },
    PERMISSIONS_TEXT: {
      bad: [commands({ default_member_permissions: 32 })],
      good: commands({ default_member_permissions: '32' }),
    },
    COMMAND_DOUBLE: { bad: [commands({}, {})], good: commands({}, { type: 3, description: '' }) },
    COMMANDS: { bad: [commands(...Array.from({ length: 101 }, (_, i) => ({ name: `a${i}` })))] },
    COMMAND_TOO_LONG: {
      bad: [
        commands({
          options: Array.from({ length: 25 }, (_, i) => option({ name: `o${i}`, choices: bulk('x'.repeat(400)) })),
        }),
        commands({ description_localizations: { ko: 'x'.repeat(7998) } }),
      ],
      good: commands({ description_localizations: { ko: 'x'.repeat(7997) } }),
    },
    REQUIRED_FIRST: {
      bad: [commands({ options: [option(), option({ name: 'b', required: true })] })],
      good: commands({ options: [option({ required: true }), option({ name: 'b' })] }),
    },
    OPTION_DOUBLE: { bad: [commands({ options: [option(), option()] })] },
    OPTION_KINDS: { bad: [commands({ options: [option(), option({ type: 1, name: 'add' })] })] },
    CHOICES: { bad: [commands({ options: [option({ autocomplete: true, choices: [choice('a')] })] })] },
    CHOICE_DOUBLE: { bad: [commands({ options: [option({ choices: [choice('a', '1'), choice('a', '2')] })] })] },
    RANGE: {
      bad: [
        commands({ options: [option({ min_length: 3, max_length: 2 })] }),
        commands({ options: [option({ type: 4, min_value: 3, max_value: 2 })] }),
      ],
    },

    CALLBACK: {
      bad: [
        callbackFlaws(null, { type: 2 }),
        callback(99, {}),
        callback(8, { choices: [] }),
        callback(7, { content: 'x', ...NOBODY }),
        callback(4, { content: 'x', ...NOBODY }, { type: 4 }),
        callback(9, { custom_id: 'm', title: 'Why', components: [field('a')] }, { type: 5 }),
      ],
      good: callback(4, { content: 'x', ...NOBODY }),
    },
    DEFERRAL: {
      bad: [callback(5, { flags: 4 }), callback(5, { content: 'x' }), callback(6, { content: 'x' }, { type: 3 })],
      good: callback(5, { flags: 64 }),
    },
    CHOICE_VALUE: {
      bad: [
        choices(3, choice('a', 1)),
        choices(4, choice('a', 'a')),
        choices(4, choice('a', 1.5)),
        choices(3, choice('a', '')),
        choices(3, choice('a', 'x'.repeat(101))),
      ],
      good: choices(3, choice('a', 'x'.repeat(100))),
    },
    CHOICE_NAME: { bad: [choices(3, choice(' ', 'x'))] },
    MODAL_TITLE: { bad: [modal({ title: ' ' })], good: modal({}) },
    MODAL: { bad: [modal({ components: Array.from({ length: 6 }, (_, i) => field(String(i))) })] },
    OPENAPI: {
      bad: [
        callback(4, { content: 'x'.repeat(2001), ...NOBODY }),
        callback(4, { embeds: [{ title: 'x'.repeat(257) }], ...NOBODY }),
        callback(8, { choices: Array.from({ length: 26 }, (_, i) => choice(String(i))) }, { type: 4 }),
        callback(9, { custom_id: 'm', title: 'x'.repeat(46), components: [field('a')] }),
      ],
    },
  };

function bulk(name: string): readonly object[] {
  return [choice(name)];
}

test.each(Object.entries(CASES))('%s is told of what breaks it, and of nothing else', (rule, { bad, good = [] }) => {
  for (const flaws of bad) expect(flaws.map((flaw) => flaw.rule)).toContain(rule);
  expect(good).toEqual([]);
});

test('each rule that the fake knows has a case that breaks it', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const named = [...text.matchAll(/(?:rule: |blame\(|, )'([A-Z][A-Z0-9_]+)'/g)].map(([, rule]) => rule);
  expect([...new Set(named)].sort()).toEqual(
    [...Object.keys(CASES), ...NEED_STATE].filter((rule) => rule !== 'OPENAPI').sort(),
  );
});
