import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog.ts';
import { suggesterOf } from '../../src/discord/suggester.ts';
import type { BulletinRecord } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { recordOf } from '../fakes/records.ts';

const NOW = new Date('2024-08-05T00:00:00Z');

async function bulletinsOf(...records: BulletinRecord[]): Promise<Catalog['bulletins']> {
  const store = memoryStore();
  for (const record of records) await store.save(record, NOW);
  return store.bulletins();
}

test('suggesterOf follows the catalog, newest issue first', async () => {
  const july = recordOf({ id: 'july', publishedOn: '2024-07-26', text: '석탄 산업' });
  const august = recordOf({ id: 'august', publishedOn: '2024-08-02', text: '석탄 감축' });
  const catalog = { bulletins: await bulletinsOf(july) };
  const suggester = suggesterOf(catalog);
  expect(suggester.items('ㅅㅌ').map(({ value }) => value)).toEqual(['july/I-01', 'july/I-02']);
  catalog.bulletins = await bulletinsOf(july, august);
  expect(suggester.items('ㅅㅌ').map(({ value }) => value)).toEqual([
    'august/I-01',
    'august/I-02',
    'july/I-01',
    'july/I-02',
  ]);
  expect(suggester.items('')[0]).toEqual({ name: '석탄 감축 · 2024-08-02', value: 'august/I-01' });
  expect(suggester.bulletins('jul')).toEqual([{ name: '주간동향 july · 2024-07-26', value: 'july' }]);
  expect(suggester.days('').map(({ value }) => value)).toEqual(['2024-08-02', '2024-07-26']);
});

test.each(['7월 26', '7/26', '07-26', '2024-07', '7月26日'])('suggesterOf finds a day by %s', async (typed) => {
  const catalog = { bulletins: await bulletinsOf(recordOf({ id: 'july', publishedOn: '2024-07-26' }), recordOf()) };
  expect(suggesterOf(catalog).days(typed)).toEqual([{ name: '2024-07-26', value: '2024-07-26' }]);
});

test('suggesterOf leads from a value back to the id, however long that is', async () => {
  const id = '주간동향'.repeat(30);
  const suggester = suggesterOf({ bulletins: await bulletinsOf(recordOf({ id })) });
  const [item] = suggester.items('');
  const [bulletin] = suggester.bulletins('');
  expect(item?.value).toHaveLength(23);
  expect(suggester.idOf(item?.value ?? '')).toBe(`${id}/I-01`);
  expect(suggester.idOf(bulletin?.value ?? '')).toBe(id);
  expect(suggester.idOf('free words')).toBe('free words');
});
