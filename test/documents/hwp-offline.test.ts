import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hp, hwpxFile } from '../fakes/hwpx-file.ts';

test('readHwpx reads a document with pictures without the network and without libraries that recognise text in them', () => {
  const picture =
    '<hp:pic><hc:img xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core" binaryItemIDRef="image1"/></hp:pic>';
  const bytes = hwpxFile(hp('그림 앞의 글이다.', picture), [['BinData/image1.png', '\x89PNG, a picture of text']]);
  const script = fileURLToPath(new URL('./print-hwpx-offline.ts', import.meta.url));
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    input: bytes,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe('그림 앞의 글이다.\nattempts: \n');
});
