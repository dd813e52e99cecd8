import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';
import type { ZodMiniType } from 'zod/mini';
import { componentSchema, doubleIds, everyComponent } from './component-rules.ts';
import { EPHEMERAL, messageFlaws, sentMessageSchema } from './message-rules.ts';
import { openapiFlaws } from './openapi.ts';
import type { Flaw } from './violations.ts';

/** The kinds of a first answer to an interaction. */
export const CALLBACK = { reply: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

const SLASH = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;

/** Which first answers each kind of interaction takes. */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  [SLASH]: [CALLBACK.reply, CALLBACK.defer, CALLBACK.modal],
  [COMPONENT]: [CALLBACK.reply, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update, CALLBACK.modal],
  [AUTOCOMPLETE]: [CALLBACK.choices],
  [MODAL_SUBMIT]: [CALLBACK.reply, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update],
};

export const callbackSchema = z.looseObject({ type: z.number(), data: z.unknown().optional() });

/** A focused option that choices are offered for: its type decides that of the values. */
export type Focused = { readonly type: number; readonly name: string };

/** What is wrong with a first answer to an interaction of a kind (2 command, 3 component, 4 autocomplete, 5 modal): by the branch of the
 *  document that its type names, and by the rules that the document misses. */
export function callbackFlaws(
  body: unknown,
  interaction: { readonly type: number; readonly focused?: Focused | undefined },
): readonly Flaw[] {
  const callback = callbackSchema.safeParse(body);
  if (!callback.success) return [{ rule: 'CALLBACK', message: 'a callback is an object with a type' }];
  const { type, data } = callback.data;
  const schema = SCHEMAS[type];
  if (schema === undefined) return [{ rule: 'CALLBACK', message: `type ${type} is not known` }];
  const flaws = [...openapiFlaws(schema, body)];
  if (!(ALLOWED[interaction.type] ?? []).includes(type)) {
    flaws.push({
      rule: 'CALLBACK',
      message: `type ${type} does not answer an interaction of type ${interaction.type}`,
    });
  }
  return flaws.length > 0 ? flaws : dataFlaws(type, data ?? {}, interaction.focused);
}

const SCHEMAS: Readonly<Record<number, ZodMiniType>> = {
  [CALLBACK.reply]: spec.CreateMessageInteractionCallbackRequestSchema,
  [CALLBACK.defer]: spec.CreateMessageInteractionCallbackRequestSchema,
  [CALLBACK.deferUpdate]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [CALLBACK.update]: spec.UpdateMessageInteractionCallbackRequestSchema,
  [CALLBACK.choices]: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  [CALLBACK.modal]: spec.ModalInteractionCallbackRequestSchema,
};

function dataFlaws(type: number, data: unknown, focused: Focused | undefined): readonly Flaw[] {
  switch (type) {
    case CALLBACK.reply:
      return messageFlaws(sentMessageSchema.parse(data), { edit: false, files: filesOf(data) });
    case CALLBACK.update:
      return messageFlaws(sentMessageSchema.parse(data), { edit: true });
    case CALLBACK.defer:
    case CALLBACK.deferUpdate:
      return deferralFlaws(z.looseObject({}).parse(data));
    case CALLBACK.choices:
      return choicesFlaws(choicesSchema.parse(data).choices, focused);
    default:
      return modalFlaws(modalSchema.parse(data));
  }
}

function filesOf(data: unknown): number {
  return sentMessageSchema.parse(data).attachments?.length ?? 0;
}

function deferralFlaws(data: Readonly<Record<string, unknown>>): readonly Flaw[] {
  const { flags = 0, ...rest } = data;
  const others = Object.keys(rest).filter((key) => rest[key] !== undefined && rest[key] !== null);
  const fits = (flags === 0 || flags === EPHEMERAL) && others.length === 0;
  return fits ? [] : [{ rule: 'DEFERRAL', message: 'a deferral carries the flag for hidden answers or nothing' }];
}

const MAX_VALUE = 100;
const choicesSchema = z.looseObject({
  choices: z
    .array(z.looseObject({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .nullish()
    .transform((choices) => choices ?? []),
});
type Choices = z.infer<typeof choicesSchema>['choices'];

const STRING = 3;
const INTEGER = 4;

function choicesFlaws(choices: Choices, focused: Focused | undefined): readonly Flaw[] {
  const wants = focused?.type === STRING || focused === undefined ? 'string' : 'number';
  const flaws: Flaw[] = [];
  for (const { name, value } of choices) {
    const whole = focused?.type !== INTEGER || Number.isSafeInteger(value);
    if (typeof value !== wants || !whole)
      flaws.push({ rule: 'CHOICE_VALUE', message: `${name}: the value has to be a ${wants}` });
    if (name.trim() === '') flaws.push({ rule: 'CHOICE_NAME', message: `${value}: the name is blank` });
    if (typeof value === 'string' && (value === '' || value.length > MAX_VALUE)) {
      flaws.push({ rule: 'CHOICE_VALUE', message: `${name}: the value has 1 to ${MAX_VALUE} characters` });
    }
  }
  return flaws;
}

const MAX_PARTS = 5;
const modalSchema = z.looseObject({ custom_id: z.string(), title: z.string(), components: z.array(componentSchema) });

function modalFlaws({ title, components }: z.infer<typeof modalSchema>): readonly Flaw[] {
  const flaws: Flaw[] = [...doubleIds(everyComponent(components))];
  if (title.trim() === '') flaws.push({ rule: 'MODAL_TITLE', message: 'the title is blank' });
  if (components.length > MAX_PARTS)
    flaws.push({ rule: 'MODAL', message: `${components.length} parts; ${MAX_PARTS} are allowed` });
  return flaws;
}
