import { storeContract } from '../contracts/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';

storeContract('memoryStore', async () => ({ open: async () => memoryStore(), dispose: async () => {} }));
