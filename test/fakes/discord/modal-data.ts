import { z } from 'zod';
import type { Body } from './wire-bodies.ts';

const node = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  required: z.boolean().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  value: z.string().nullish(),
  component: z.unknown().optional(),
  components: z.array(z.unknown()).optional(),
});

const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;

/** The data of a modal that a user filled in: `fields` by their `custom_id`; one that is not named keeps the text it was opened with.
 *  Throws where Discord's own app would not let the user send it. */
export function modalData(modal: Body, fields: Readonly<Record<string, string>>): Body {
  const { components, custom_id } = z
    .looseObject({ components: z.array(z.unknown()), custom_id: z.string() })
    .parse(modal);
  const known = new Set<string>();
  let id = 0;
  const filled = (value: unknown): Body => {
    const one = node.parse(value);
    id += 1;
    const own = { type: one.type, id };
    if (one.type === TEXT_INPUT && one.custom_id !== undefined) {
      known.add(one.custom_id);
      return { ...own, custom_id: one.custom_id, value: textFor(one, fields[one.custom_id]) };
    }
    if (one.type === TEXT_DISPLAY) return own;
    if (one.component !== undefined && one.component !== null) return { ...own, component: filled(one.component) };
    return { ...own, components: (one.components ?? []).map(filled) };
  };
  const data = { custom_id, components: components.map(filled) };
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`The modal has no field ${unknown.join(', ')}, but ${[...known].join(', ')}.`);
  return data;
}

function textFor(input: z.infer<typeof node>, entered: string | undefined): string {
  const text = entered ?? input.value ?? '';
  if (text === '' && input.required === false) return text;
  const least = Math.max(input.min_length ?? 0, input.required === false ? 0 : 1);
  const most = input.max_length ?? 4000;
  if (text.length < least || text.length > most)
    throw new Error(`Field ${input.custom_id} wants ${least} to ${most} characters.`);
  return text;
}
