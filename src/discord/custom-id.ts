import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Discord's limit, in UTF-16 units. */
const LONGEST = 100;
/** Rises when ids of an older form cannot be understood any more. */
const VERSION = '1';
const SEPARATOR = ':';
const FIELD = /^[\w.,~-]*$/;

type Shape = Readonly<Record<string, z.ZodType<string | number>>>;

/** One kind of custom_id: what it says of a component, checked both ways. */
export type CustomId<S extends Shape = Shape> = {
  /** What the router finds the handler by. */
  readonly kind: string;
  /** The id that says this. Throws INTERNAL where it does not fit. */
  encode(value: z.output<z.ZodObject<S>>): string;
  /** What the fields of an id say; null where they say nothing that was ever encoded. */
  decode(fields: readonly string[]): z.output<z.ZodObject<S>> | null;
};

/** A kind of custom_id whose fields are read by these schemas, in their order. Numbers need `z.coerce`.
 *  @example customId('passages', { keys: z.string(), page: z.coerce.number().int() }).encode({ keys: 'Ab3', page: 2 }) // => '1:passages:Ab3:2' */
export function customId<S extends Shape>(kind: string, shape: S): CustomId<S> {
  const schema = z.object(shape);
  const names = Object.keys(shape);
  return {
    kind,
    encode: (value) => {
      const said = z.record(z.string(), z.union([z.string(), z.number()])).parse(value);
      const fields = names.map((name) => String(said[name]));
      const id = [VERSION, kind, ...fields].join(SEPARATOR);
      if (id.length <= LONGEST && fields.every((field) => FIELD.test(field))) return id;
      throw new AppError('INTERNAL', `The custom_id "${id}" does not fit: shorten or rewrite its fields.`);
    },
    decode: (fields) => {
      if (fields.length !== names.length) return null;
      const read = schema.safeParse(Object.fromEntries(names.map((name, i) => [name, fields[i]])));
      return read.success ? read.data : null;
    },
  };
}

/** The kind and the fields of an id; null for one of another version or make.
 *  @example readCustomId('1:passages:Ab3:2') // => { kind: 'passages', fields: ['Ab3', '2'] } */
export function readCustomId(id: string): { readonly kind: string; readonly fields: readonly string[] } | null {
  const [version, kind, ...fields] = id.split(SEPARATOR);
  return version !== VERSION || kind === undefined ? null : { kind, fields };
}
