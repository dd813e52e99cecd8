import { readDocx } from './docx-reader.ts';
import { serve } from './reader-worker.ts';

await serve(readDocx);
