import type { HandledCall } from './call.ts';
import type { Acknowledgement, Reply, Tell } from './command.ts';
import type { Context } from './context.ts';
import { readCustomId } from './custom-id.ts';
import type { Registry } from './registry.ts';

/** What is to be done about a call. `work` gives null for a custom_id that was never encoded. */
export type Job = {
  readonly acknowledge: Acknowledgement;
  readonly managersOnly: boolean;
  readonly beside: boolean;
  readonly work: (tell: Tell) => Reply | Promise<Reply> | null;
};

/** The job of whatever answers a call; null where nothing does. */
export function jobFor(call: HandledCall, registry: Registry, context: Context): Job | null {
  switch (call.kind) {
    case 'command': {
      const command = registry.commands.find(({ data }) => data.name === call.name);
      return command === undefined ? null : jobOf(command, call, (tell) => command.execute(call, context, tell));
    }
    case 'menu': {
      const command = registry.menus.find(({ data }) => data.name === call.name);
      return command === undefined ? null : jobOf(command, call, () => command.execute(call, context));
    }
    case 'component': {
      const id = readCustomId(call.customId);
      const handler = registry.components.find(({ kind }) => kind === id?.kind);
      if (id === null || handler === undefined) return null;
      return jobOf(handler, call, () => handler.execute(call, id.fields, context));
    }
    case 'modal': {
      const id = readCustomId(call.customId);
      const handler = registry.modals.find(({ kind }) => kind === id?.kind);
      if (id === null || handler === undefined) return null;
      return jobOf(handler, call, () => handler.execute(call, id.fields, context));
    }
  }
}

function jobOf<C>(
  handler: {
    readonly managersOnly?: boolean;
    readonly beside?: boolean;
    readonly acknowledge: (call: C) => Acknowledgement;
  },
  call: C,
  work: Job['work'],
): Job {
  const { managersOnly = false, beside = false } = handler;
  return { acknowledge: handler.acknowledge(call), managersOnly, beside, work };
}
