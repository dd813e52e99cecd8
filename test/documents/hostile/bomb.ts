import { constants, deflateRawSync } from 'node:zlib';

const BLOCK = 16 * 2 ** 20;
const LAST_BLOCK = Buffer.from([3, 0]); // an empty block that says it is the last

/** Deflated data that grows to so many bytes: `head`, then `unit` again and again, then `tail`. One block of 16 MB is deflated and repeated,
 *  so that a gigabyte takes no longer to make. */
export function bomb(bytes: number, { head = '', unit = ' ', tail = '' } = {}): Buffer {
  const block = deflated(unit.repeat(Math.ceil(BLOCK / unit.length)));
  const blocks = Array.from({ length: Math.ceil(bytes / BLOCK) }, () => block);
  return Buffer.concat([deflated(head), ...blocks, deflated(tail), LAST_BLOCK]);
}

/** The same with the header of zlib, as PDF has it; its checksum is missing. */
export function zlibBomb(bytes: number, parts: { readonly head?: string; readonly unit?: string } = {}): Buffer {
  return Buffer.concat([Buffer.from([0x78, 0x9c]), bomb(bytes, parts)]);
}

/** Ends at a whole byte and refers to nothing before, so that pieces can be put together. */
function deflated(text: string): Buffer {
  return deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
}
