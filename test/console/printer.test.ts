import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createPrinter } from '../../src/console/printer.ts';
import { Sink } from './sink.ts';

function failingWith(code: string): Writable {
  return new Writable({
    write: (_, __, done) => done(Object.assign(new Error(code), { code })),
  });
}

test('createPrinter prints texts in order, a line break after each', async () => {
  const sink = new Sink();
  const printer = createPrinter(sink);
  await Promise.all([printer.print('하나'), printer.print('둘')]);
  expect(sink.text).toBe('하나\n둘\n');
  expect(printer.closed).toBe(false);
});

test('createPrinter falls silent when its reader is gone', async () => {
  const printer = createPrinter(failingWith('EPIPE'));
  await printer.print('하나');
  expect(printer.closed).toBe(true);
  await printer.print('둘');
});

test('createPrinter tells a full disk from other failures', async () => {
  await expect(createPrinter(failingWith('ENOSPC')).print('하나')).rejects.toMatchObject({ code: 'DISK_FULL' });
  await expect(createPrinter(failingWith('EIO')).print('하나')).rejects.toMatchObject({ code: 'INTERNAL' });
});
