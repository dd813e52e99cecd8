import { z } from 'zod';
import { componentFlaws, componentSchema } from './component-rules.ts';
import type { Flaw } from './violations.ts';

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const cardSchema = z.looseObject({
  title: maybe(z.string()),
  description: maybe(z.string()),
  url: maybe(z.string()),
  fields: maybe(z.array(z.looseObject({ name: z.string(), value: z.string() }))),
  footer: maybe(z.looseObject({ text: maybe(z.string()), icon_url: maybe(z.string()) })),
  author: maybe(z.looseObject({ name: maybe(z.string()), url: maybe(z.string()), icon_url: maybe(z.string()) })),
  image: maybe(z.looseObject({ url: maybe(z.string()) })),
  thumbnail: maybe(z.looseObject({ url: maybe(z.string()) })),
});

type Card = z.infer<typeof cardSchema>;

/** What the fake reads of a message that is sent or changed. */
export const sentMessageSchema = z.looseObject({
  content: maybe(z.string()),
  embeds: maybe(z.array(cardSchema)),
  components: maybe(z.array(componentSchema)),
  attachments: maybe(z.array(z.looseObject({ id: z.union([z.string(), z.number()]), filename: maybe(z.string()) }))),
  allowed_mentions: maybe(
    z.looseObject({
      parse: maybe(z.array(z.string())),
      users: maybe(z.array(z.string())),
      roles: maybe(z.array(z.string())),
    }),
  ),
  flags: maybe(z.number()),
  nonce: maybe(z.union([z.string(), z.number()])),
  enforce_nonce: maybe(z.boolean()),
  poll: z.unknown().optional(),
  sticker_ids: maybe(z.array(z.string())),
  message_reference: maybe(z.looseObject({ message_id: z.string() })),
});

export type SentMessage = z.infer<typeof sentMessageSchema>;

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;

const MAX_CONTENT = 2000;
const MAX_CARD_TEXT = 6000;

/** What Discord refuses about a message though the document allows it, and what this project forbids its bot: mentions. An edit may leave
 *  everything out. `files` is how many files come with it. */
export function messageFlaws(
  message: SentMessage,
  { edit, files = 0 }: { readonly edit: boolean; readonly files?: number },
): readonly Flaw[] {
  const v2 = ((message.flags ?? 0) & COMPONENTS_V2) !== 0;
  return [
    ...contentFlaws(message),
    ...(edit ? [] : emptyFlaws(message, files)),
    ...(message.embeds ?? []).flatMap(cardFlaws),
    ...cardTextFlaws(message.embeds ?? []),
    ...mentionFlaws(message),
    ...(v2 ? besideV2Flaws(message) : []),
    ...componentFlaws(message.components ?? [], v2),
  ];
}

function contentFlaws({ content = '' }: SentMessage): readonly Flaw[] {
  return content.length > MAX_CONTENT
    ? [{ rule: 'CONTENT_TOO_LONG', message: `content has ${content.length} characters; ${MAX_CONTENT} are allowed` }]
    : [];
}

/** That a message has something to show, once Discord has trimmed it. */
function emptyFlaws(message: SentMessage, files: number): readonly Flaw[] {
  const { content = '', embeds = [], components = [], sticker_ids: stickers = [], poll } = message;
  const something = content.trim() !== '' || (poll !== undefined && poll !== null);
  const parts = embeds.length + components.length + stickers.length + files;
  return something || parts > 0 ? [] : [{ rule: 'EMPTY_MESSAGE', message: 'nothing to show' }];
}

function cardFlaws(card: Card, index: number): readonly Flaw[] {
  const at = `embeds.${index}`;
  const links = { url: card.url, 'author.url': card.author?.url };
  const pictures = {
    image: card.image?.url,
    thumbnail: card.thumbnail?.url,
    'footer.icon_url': card.footer?.icon_url,
    'author.icon_url': card.author?.icon_url,
  };
  const badAddresses = [
    ...Object.entries(links).filter(([, url]) => url !== undefined && !/^https?:\/\//i.test(url)),
    ...Object.entries(pictures).filter(([, url]) => url !== undefined && !/^(https?|attachment):\/\//i.test(url)),
  ];
  const blank = (card.fields ?? []).filter(({ name, value }) => name.trim() === '' || value.trim() === '');
  const shown = [card.title, card.description, card.footer?.text, card.author?.name].some(
    (text) => (text ?? '').trim() !== '',
  );
  const empty = !shown && (card.fields ?? []).length === 0 && card.image === undefined && card.thumbnail === undefined;
  return [
    ...badAddresses.map(([name, url]) => ({
      rule: 'URL_SCHEME',
      message: `${at}.${name}: ${url} is not http or https`,
    })),
    ...blank.map(({ name }) => ({ rule: 'FIELD_BLANK', message: `${at}: field "${name}" has a blank name or value` })),
    ...(empty ? [{ rule: 'EMPTY_CARD', message: `${at}: nothing to show` }] : []),
  ];
}

function cardTextFlaws(cards: readonly Card[]): readonly Flaw[] {
  const texts = cards.flatMap(({ title, description, fields = [], footer, author }) => [
    title,
    description,
    footer?.text,
    author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  const total = texts.reduce((sum, text = '') => sum + text.trim().length, 0);
  return total > MAX_CARD_TEXT
    ? [{ rule: 'CARDS_TOO_LONG', message: `${total} characters over all cards; ${MAX_CARD_TEXT} are allowed` }]
    : [];
}

/** Nobody is to be called by what a bulletin or an asker wrote. */
function mentionFlaws({ allowed_mentions: allowed }: SentMessage): readonly Flaw[] {
  const none = allowed?.parse?.length === 0 && (allowed.users ?? []).length === 0 && (allowed.roles ?? []).length === 0;
  return none ? [] : [{ rule: 'MENTIONS', message: 'allowed_mentions has to be { parse: [] }' }];
}

function besideV2Flaws({ content, embeds = [], sticker_ids: stickers = [] }: SentMessage): readonly Flaw[] {
  const beside = (content ?? '') !== '' || embeds.length > 0 || stickers.length > 0;
  return beside ? [{ rule: 'V2_BESIDE', message: 'no content, cards or stickers beside components of version 2' }] : [];
}
