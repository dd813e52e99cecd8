import { IndexFile } from '../../src/retrieval/index-file.ts';
import { VectorIndex } from '../../src/retrieval/vector-index.ts';
import { rowsOf, skewedMatrix } from './skewed-vectors.ts';

/** Started by index-file-kill.test.ts: saves an index with one more vector each time, for ever, and prints the sequence of each save
 *  once it is done. */
const [folder = ''] = process.argv.slice(2);
const DIMENSION = 64;
const file = new IndexFile(folder);
const index = VectorIndex.create({ dimension: DIMENSION });
let sequence = 0;
for (const { id, vector } of rowsOf(skewedMatrix(5000, DIMENSION, 1))) {
  index.add(id, vector);
  if (index.size < 300) continue;
  sequence = index.size;
  await file.save(index, { fingerprint: 'killed', sequence, dimension: DIMENSION });
  process.stdout.write(`${sequence}\n`);
}
