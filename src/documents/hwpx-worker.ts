import { readHwpx } from './hwp-reader.ts';
import { serve } from './reader-worker.ts';

await serve(readHwpx);
