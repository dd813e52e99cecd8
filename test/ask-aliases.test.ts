import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../src/answer/answer.ts';
import { ask } from '../src/ask.ts';
import type { OpenBulletins } from './open-bulletins.ts';
import { openBulletins } from './open-bulletins.ts';

const NOW = new Date('2024-08-12T09:00:00+09:00');
const BULLETIN = `# 양자 주간 제1호

발행일: 2024년 8월 9일

## 1. 양자 통신망 시범 구간 개통

- 한빛양자연구소(韩光量子研究所, HQI)는 대전과 세종을 잇는 양자 통신망 시범 구간 38km를 개통했다.

## 2. 극저온 냉각기 국산화

- 한빛양자연구소는 극저온 냉각기 12대를 국산 부품으로 조립했다.

## 3. 광섬유 수출 확대

- 새벽광섬유는 올해 광섬유 7만 톤을 수출했다.
`;

let bulletins: OpenBulletins;
beforeAll(async () => {
  bulletins = await openBulletins({ 'quantum.md': BULLETIN }, { now: NOW });
});
afterAll(() => bulletins.close());

function answer(question: string): Promise<Answer> {
  return ask(question, { ...bulletins, embedder: null, now: NOW, timeZone: 'Asia/Seoul', explain: true });
}

describe('ask, where a bulletin gives a name in several forms,', () => {
  test.each(['한빛양자연구소 냉각기', 'HQI 냉각기', '韩光量子研究所 냉각기', '韓光量子研究所 냉각기'])(
    'finds the item that has another form: %s',
    async (question) => {
      const { citations, explanation } = await answer(question);
      expect(citations[0]?.item.id).toBe('quantum/2');
      const missing = explanation?.support.signals.find(({ name }) => name === 'missingName');
      expect(missing).toMatchObject({ value: 0 });
    },
  );
});
