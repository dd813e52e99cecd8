import type { APIAttachment, APIInteractionDataResolvedChannel } from 'discord.js';
import { ApplicationCommandOptionType } from 'discord.js';
import { z } from 'zod';

/** The options of a slash command as they were given; null for one that was not, or is of another type. */
export type Options = {
  /** The subcommand, or null where the command has none. */
  readonly subcommand: string | null;
  /** The option that is being typed, while it is. */
  readonly focused: { readonly name: string; readonly value: string } | null;
  text(name: string): string | null;
  flag(name: string): boolean | null;
  channel(name: string): APIInteractionDataResolvedChannel | null;
  attachment(name: string): APIAttachment | null;
};

/** What of an interaction's data tells its options. */
type CommandData = {
  readonly options?: unknown;
  readonly resolved?: {
    readonly channels?: Readonly<Record<string, APIInteractionDataResolvedChannel>>;
    readonly attachments?: Readonly<Record<string, APIAttachment>>;
  };
};

const optionSchema = z.object({
  name: z.string(),
  type: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
  options: z.array(z.unknown()).default([]),
});
type Option = z.infer<typeof optionSchema>;

/** Reads the options of a command, those of its subcommand where it has one. */
export function optionsOf({ options = [], resolved = {} }: CommandData): Options {
  const top = listOf(options);
  const sub = top.find(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  const all = sub === undefined ? top : listOf(sub.options);
  const byName = new Map(all.map((option) => [option.name, option]));
  const typed = all.find((option) => option.focused === true);
  const text = (name: string) => given(byName.get(name), z.string());
  return {
    subcommand: sub?.name ?? null,
    focused: typed === undefined ? null : { name: typed.name, value: String(typed.value ?? '') },
    text,
    flag: (name) => given(byName.get(name), z.boolean()),
    channel: (name) => resolved.channels?.[text(name) ?? ''] ?? null,
    attachment: (name) => resolved.attachments?.[text(name) ?? ''] ?? null,
  };
}

function listOf(options: unknown): readonly Option[] {
  const read = z.array(optionSchema).safeParse(options);
  return read.success ? read.data : [];
}

function given<T>(option: Option | undefined, schema: z.ZodType<T>): T | null {
  const read = schema.safeParse(option?.value);
  return read.success ? read.data : null;
}
