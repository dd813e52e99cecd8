import { feedbackContract } from '../contracts/feedback.ts';
import { storeContract } from '../contracts/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';

const setUp = async () => ({ open: async () => memoryStore(), dispose: async () => {} });

storeContract('memoryStore', setUp);
feedbackContract('memoryStore', setUp);
