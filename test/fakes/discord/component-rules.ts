import { z } from 'zod';
import type { Flaw } from './violations.ts';

/** A component as it comes over the wire, with those in it. */
export type Component = {
  readonly type: number;
  readonly custom_id?: string | undefined;
  readonly url?: string | undefined;
  readonly style?: number | undefined;
  readonly label?: string | undefined;
  readonly emoji?: unknown;
  readonly content?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly min_values?: number | undefined;
  readonly max_values?: number | undefined;
  readonly options?: readonly { readonly value: string }[] | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly accessory?: Component | undefined;
  readonly component?: Component | undefined;
};

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

export const componentSchema: z.ZodType<Component> = z.looseObject({
  type: z.number(),
  custom_id: maybe(z.string()),
  url: maybe(z.string()),
  style: maybe(z.number()),
  label: maybe(z.string()),
  emoji: z.unknown().optional(),
  content: maybe(z.string()),
  disabled: maybe(z.boolean()),
  min_values: maybe(z.number()),
  max_values: maybe(z.number()),
  options: maybe(z.array(z.looseObject({ value: z.string() }))),
  get components() {
    return maybe(z.array(componentSchema));
  },
  get accessory() {
    return maybe(componentSchema);
  },
  get component() {
    return maybe(componentSchema);
  },
});

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const SELECTS = [STRING_SELECT, 5, 6, 7, 8];
const TEXT_DISPLAY = 10;
const LINK = 5;
const PREMIUM = 6;

const MAX_ROWS = 5;
const MAX_BUTTONS = 5;
const MAX_V2 = 40;
const MAX_V2_TEXT = 4000;

/** All components with those in them, from the outside to the inside. */
export function everyComponent(components: readonly Component[]): readonly Component[] {
  return components.flatMap((one) => {
    const inner = [one.accessory, one.component].filter((other) => other !== undefined);
    return [one, ...everyComponent([...(one.components ?? []), ...inner])];
  });
}

/** What Discord refuses about the components of a message though the document allows it. `v2` says whether the message has the flag for
 *  components of the second version. */
export function componentFlaws(components: readonly Component[], v2: boolean): readonly Flaw[] {
  const all = everyComponent(components);
  const rows = v2 ? [] : components.flatMap(outerFlaws);
  if (!v2 && components.length > MAX_ROWS) {
    rows.push({ rule: 'ROWS', message: `${components.length} rows; ${MAX_ROWS} are allowed` });
  }
  return [
    ...rows,
    ...(v2 ? v2Flaws(all) : []),
    ...doubleIds(all),
    ...all.filter((one) => one.type === ROW).flatMap(rowFlaws),
    ...all.filter((one) => one.type === BUTTON).flatMap(buttonFlaws),
    ...all.filter((one) => SELECTS.includes(one.type)).flatMap(selectFlaws),
  ];
}

/** That each `custom_id` stands once. */
export function doubleIds(all: readonly Component[]): readonly Flaw[] {
  const ids = all.flatMap((one) => one.custom_id ?? []);
  const doubled = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  return [...doubled].map((id) => ({ rule: 'CUSTOM_ID_DOUBLE', message: `custom_id ${id} is there more than once` }));
}

function outerFlaws(one: Component): Flaw[] {
  return one.type === ROW ? [] : [{ rule: 'V2_FLAG', message: `a component of type ${one.type} needs flag 1<<15` }];
}

function v2Flaws(all: readonly Component[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const text = all.filter((one) => one.type === TEXT_DISPLAY).reduce((sum, one) => sum + (one.content ?? '').length, 0);
  if (all.length > MAX_V2)
    flaws.push({ rule: 'V2_COMPONENTS', message: `${all.length} components; ${MAX_V2} are allowed` });
  if (text > MAX_V2_TEXT) flaws.push({ rule: 'V2_TEXT', message: `${text} characters; ${MAX_V2_TEXT} are allowed` });
  return flaws;
}

function rowFlaws({ components = [] }: Component): readonly Flaw[] {
  const buttons = components.filter((one) => one.type === BUTTON).length;
  const others = components.length - buttons;
  const fits = (others === 0 && buttons >= 1 && buttons <= MAX_BUTTONS) || (others === 1 && buttons === 0);
  return fits
    ? []
    : [{ rule: 'ROW', message: `a row has 1 to ${MAX_BUTTONS} buttons or one select, not ${buttons} and ${others}` }];
}

function buttonFlaws(button: Component): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const name = button.label ?? button.custom_id ?? 'button';
  const isLink = button.style === LINK;
  if (isLink && button.custom_id !== undefined)
    flaws.push({ rule: 'LINK_BUTTON', message: `${name}: a link has no custom_id` });
  if (isLink && button.url === undefined) flaws.push({ rule: 'LINK_BUTTON', message: `${name}: a link needs a url` });
  if (isLink && button.url !== undefined && !/^(https?|discord):\/\//i.test(button.url)) {
    flaws.push({ rule: 'URL_SCHEME', message: `${name}: ${button.url} is not http, https or discord` });
  }
  if (!isLink && button.url !== undefined)
    flaws.push({ rule: 'LINK_BUTTON', message: `${name}: only a link has a url` });
  if (!isLink && button.style !== PREMIUM && button.custom_id === undefined) {
    flaws.push({ rule: 'CUSTOM_ID_MISSING', message: `${name}: needs a custom_id` });
  }
  if (button.style !== PREMIUM && (button.label ?? '') === '' && (button.emoji ?? null) === null) {
    flaws.push({ rule: 'BUTTON_EMPTY', message: `${name}: needs a label or an emoji` });
  }
  return flaws;
}

function selectFlaws(select: Component): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const { custom_id: id = 'select', options = [], min_values: min = 1, max_values: max = 1 } = select;
  if (min > max) flaws.push({ rule: 'SELECT_VALUES', message: `${id}: min_values is above max_values` });
  if (select.type !== STRING_SELECT) return flaws;
  const values = options.map((option) => option.value);
  if (max > values.length)
    flaws.push({ rule: 'SELECT_VALUES', message: `${id}: max_values is above the ${values.length} options` });
  if (new Set(values).size < values.length)
    flaws.push({ rule: 'SELECT_DOUBLE', message: `${id}: a value is there twice` });
  return flaws;
}
