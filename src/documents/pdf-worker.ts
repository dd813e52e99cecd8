import { readPdf } from './pdf-reader.ts';
import { serve } from './reader-worker.ts';

await serve(readPdf);
