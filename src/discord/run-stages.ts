import type { Language } from '../bulletin/bulletin.ts';
import type { Delivery, Reason } from '../store/outbox.ts';
import { isOpen } from '../store/outbox.ts';
import type { Stage } from './run-messages.ts';
import { STAGE_NAMES, STAGES, WHY_NOT } from './run-messages.ts';

/** The stage at which a run stops for a reason; null where it did not begin. */
function stageOf(reason: Reason): Stage | null {
  switch (reason.kind) {
    case 'missed':
    case 'caught-up':
      return null;
    case 'paused':
      return 'active';
    case 'index-not-ready':
      return 'index';
    case 'nothing-new':
      return 'items';
    case 'channel-gone':
    case 'missing-permission':
      return 'channel';
    case 'rate-limited':
    case 'unreachable':
    case 'refused':
      return 'limits';
  }
}

/** The stages of a run with their outcomes, a line each, up to the one where it stopped or stands: ✅ passed, ⏳ waiting, ❌ given up, ⏸ nothing to
 *  be done. `link` leads to what was posted. */
export function runLines(delivery: Delivery, link: string | null, language: Language): string[] {
  const { state, reason } = delivery;
  const names = STAGE_NAMES[language];
  if (state === 'posted')
    return STAGES.map((stage) => `✅ ${names[stage]}${stage === 'posted' && link !== null ? `: ${link}` : ''}`);
  if (reason === null) return [`⏳ ${names.posted}`];
  const stopped = stageOf(reason);
  const why = WHY_NOT[language](reason);
  if (stopped === null) return [`⏸ ${why}`];
  const passed = STAGES.slice(0, STAGES.indexOf(stopped)).map((stage) => `✅ ${names[stage]}`);
  const mark = isOpen(delivery) ? '⏳' : state === 'failed' ? '❌' : '⏸';
  return [...passed, `${mark} ${names[stopped]}: ${why}`];
}
