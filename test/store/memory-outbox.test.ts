import { outboxContract } from '../contracts/outbox.ts';
import { memoryOutbox } from '../fakes/memory-outbox.ts';

outboxContract('memory-outbox', async () => ({ open: async () => memoryOutbox(), dispose: async () => {} }));
