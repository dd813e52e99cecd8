import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commandsOf, REGISTRY } from '../../src/discord/registry.ts';
import { commandListFlaws, sentCommandSchema } from '../fakes/discord/command-rules.ts';

const commands = commandsOf(REGISTRY);

/** A command, option or choice, with those inside of it. */
type Named = {
  readonly name: string;
  readonly options?: readonly Named[] | undefined;
  readonly choices?: readonly Named[] | undefined;
};
const namedSchema: z.ZodType<Named> = z.looseObject({
  name: z.string(),
  get options() {
    return z.array(namedSchema).optional();
  },
  get choices() {
    return z.array(namedSchema).optional();
  },
});

function all(one: Named): readonly Named[] {
  return [one, ...[...(one.options ?? []), ...(one.choices ?? [])].flatMap(all)];
}

describe('REGISTRY', () => {
  test('has commands that Discord takes', () => {
    expect(commandListFlaws(commands.map((command) => sentCommandSchema.parse(command)))).toEqual([]);
  });

  test('names and describes every command, option and choice in Korean, English and Chinese', () => {
    const texts = z.object({ ko: z.string(), 'en-US': z.string(), 'zh-CN': z.string(), 'zh-TW': z.string() });
    for (const one of commands.flatMap((command) => all(namedSchema.parse(command)))) {
      expect(texts.safeParse(Reflect.get(one, 'name_localizations')).error).toBeUndefined();
      if ('description' in one)
        expect(texts.safeParse(Reflect.get(one, 'description_localizations')).error).toBeUndefined();
    }
  });

  test('keeps from others in Discord, too, what managers alone may do', () => {
    for (const { data, managersOnly = false } of REGISTRY.commands) {
      expect([data.name, data.default_member_permissions === '32']).toEqual([data.name, managersOnly]);
    }
  });

  test('has one handler for each kind of button and modal', () => {
    for (const handlers of [REGISTRY.components, REGISTRY.modals]) {
      const kinds = handlers.map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
    }
  });
});
