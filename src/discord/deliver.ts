import type { Deferral, Reply } from './command.ts';
import type { Responder } from './responder.ts';

/** Brings the reply of a deferred call into its place. */
export async function deliver(reply: Reply, deferred: Deferral, responder: Responder): Promise<void> {
  switch (reply.kind) {
    case 'message':
      // In the place of the deferral, unless that left another message standing.
      return deferred === 'updating' ? responder.followUp(reply) : responder.edit(reply.message);
    case 'update':
      for (const followUp of reply.followUps ?? []) await responder.followUp(followUp);
      return responder.edit(reply.message);
    case 'modal':
      throw new Error('A modal cannot follow a deferral: acknowledge at once.');
  }
}
