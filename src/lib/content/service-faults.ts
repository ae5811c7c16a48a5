import type { ServiceFacts } from '../offer/service.ts';
import { isDay } from '../platform/clock.ts';
import { ageFaults } from './age-faults.ts';
import { NO_SUCH_DAY } from './days.ts';
import type { FactsContext } from './kind.ts';
import type { Fault } from './piece.ts';
import { checkedFaults, writtenSourceFaults } from './source-faults.ts';

/** What the schema cannot see of a service's facts. */
export function serviceFaults(facts: ServiceFacts, { published, today }: FactsContext): Fault[] {
  const faults = [...writtenSourceFaults(facts, published), ...checkedFaults(facts, today)];
  for (const { path, message } of ageFaults(facts.ages)) faults.push({ path: ['ages', ...path], message });
  for (const [place, schedule] of facts.schedules.entries()) {
    for (const name of ['starts', 'ends'] as const) {
      const day = schedule[name];
      if (day !== null && !isDay(day))
        faults.push({ path: ['schedules', place, name], message: NO_SUCH_DAY });
    }
  }
  return faults;
}
