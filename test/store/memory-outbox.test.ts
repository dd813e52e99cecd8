import { outboxContract } from '../contracts/outbox.ts';
import { memoryStore } from '../fakes/memory-store.ts';

outboxContract('memoryStore', async () => ({ open: async () => memoryStore(), dispose: async () => {} }));
