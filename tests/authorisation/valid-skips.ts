// Valid commands on what did not go as planned: visits written off, and milestones by hand.
import { completionOf, consent, ifMatch, taken, visitsOf } from '../journeys/nlx-301-network.ts';
import type { TestPerson } from '../support/world.ts';
import type { Prepare, ReadyCommand } from './valid-commands.ts';

async function amending(by: TestPerson, path: string, body: Record<string, unknown>, suffix: string): Promise<ReadyCommand> {
  const { version } = taken(await by.api('GET', path), path);
  return { by, path: `${path}${suffix}`, body, headers: ifMatch(version) };
}

/** By operation name. */
export const skipCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'subjects.reach-milestone': [
    async ({ ground }) => {
      const { id } = await consent(ground.builders.coordinator, ground.own.studySiteId);
      const body = { kind: 'randomised', on: '2026-03-10', reason: 'by telephone' };
      return amending(ground.builders.coordinator, `/subjects/${id}`, body, '/milestones');
    },
  ],
  'visits.miss': [
    async ({ ground }) => {
      const { coordinator } = ground.builders;
      const { id } = await consent(coordinator, ground.own.studySiteId);
      const visits = await visitsOf(coordinator, id);
      for (const [key, on] of [
        ['V1', '2026-02-24'],
        ['V2', '2026-03-10'],
      ] as const) {
        const ready = await completionOf(coordinator, visits.get(key)?.id ?? '', on);
        taken(await coordinator.api('POST', `/visits/${visits.get(key)?.id}/completion`, ready.body, ifMatch(ready.version)), key);
      }
      const reason = { reasonCode: 'other', reason: 'the road was closed' };
      return amending(coordinator, `/visits/${visits.get('V3')?.id}`, reason, '/miss');
    },
  ],
  'visits.cancel': [
    async ({ ground }) => {
      const { coordinator } = ground.builders;
      const added = await coordinator.api('POST', `/subjects/${ground.own.subjectId}/visits`, { name: 'Extra' });
      const visitId = taken(added, 'visit').id;
      const reason = { reasonCode: 'other', reason: 'no need' };
      return amending(coordinator, `/visits/${visitId}`, reason, '/cancellation');
    },
  ],
};
