import { readHtml } from './html-reader.ts';
import { serve } from './reader-worker.ts';

await serve(readHtml);
