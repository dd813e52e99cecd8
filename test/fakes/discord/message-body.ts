import { z } from 'zod';
import type { SentMessage } from './message-rules.ts';
import type { Body } from './wire-bodies.ts';

/** The parts of a message that come from what was sent, in the form in which Discord gives them back: ids for components, defaults
 *  filled in, nothing that is null. */
export function partsOf(sent: SentMessage): {
  content?: string;
  embeds?: readonly Body[];
  components?: readonly Body[];
} {
  let id = 0;
  const nextId = () => ++id;
  return {
    ...(sent.content !== undefined && { content: sent.content.trim() }),
    ...(sent.embeds !== undefined && { embeds: sent.embeds.map(cardBody) }),
    ...(sent.components !== undefined && {
      components: sent.components.map((one) => componentBody({ ...one }, nextId)),
    }),
  };
}

function cardBody(card: Body): Body {
  const { fields, ...rest } = withoutNulls(card);
  const given = z.array(z.looseObject({ inline: z.boolean().nullish() })).safeParse(fields);
  return {
    type: 'rich',
    ...rest,
    ...(given.success && { fields: given.data.map((field) => ({ ...field, inline: field.inline === true })) }),
  };
}

const parts = z.array(z.looseObject({}));
const SELECTS: readonly unknown[] = [3, 5, 6, 7, 8];

function componentBody(component: Body, nextId: () => number): Body {
  const own: Body = { ...withoutNulls(component), id: component.id ?? nextId() };
  const inner = parts.safeParse(own.components);
  const accessory = z.looseObject({}).safeParse(own.accessory);
  return {
    ...(SELECTS.includes(own.type) && { min_values: 1, max_values: 1 }),
    ...own,
    ...(inner.success && { components: inner.data.map((one) => componentBody(one, nextId)) }),
    ...(accessory.success && { accessory: componentBody(accessory.data, nextId) }),
  };
}

function withoutNulls(body: Body): Body {
  const clean = (value: unknown): unknown => {
    const object = z.record(z.string(), z.unknown()).safeParse(value);
    return object.success ? withoutNulls(object.data) : value;
  };
  const kept = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [key, clean(value)]));
}
