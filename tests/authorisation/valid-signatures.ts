// Valid commands on what is signed: each on a visit of its own that took place.
import { completionOf, consent, ifMatch, taken, visitsOf } from '../journeys/nlx-301-network.ts';
import type { TestPerson } from '../support/world.ts';
import type { Prepare, Stage } from './valid-commands.ts';

async function toSign({ ground, world }: Stage): Promise<{ by: TestPerson; visitId: string; version: number; sha256: string }> {
  const { coordinator } = ground.builders;
  const { id } = await consent(coordinator, ground.own.studySiteId);
  const visitId = (await visitsOf(coordinator, id)).get('V1')?.id ?? '';
  const ready = await completionOf(coordinator, visitId, '2026-02-24');
  taken(await coordinator.api('POST', `/visits/${visitId}/completion`, ready.body, ifMatch(ready.version)), 'completion');
  const by = await world.person('Ina Vestigator', [{ role: 'investigator' }]);
  const shown = taken(await by.api('GET', `/signatures/records/${visitId}?kind=visits.source`), 'record');
  return { by, visitId, version: shown.version, sha256: shown['contentSha256'] as string };
}

/** By operation name. */
export const signatureCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'signatures.sign': [
    async (stage) => {
      const { by, visitId, version, sha256 } = await toSign(stage);
      const records = [{ kind: 'visits.source', recordId: visitId, version, sha256 }];
      return { by, path: '/signatures', body: { records, demoConfirmation: 'demo signature' } };
    },
  ],
  'signatures.return': [
    async (stage) => {
      const { by, visitId, version } = await toSign(stage);
      const body = { kind: 'visits.source', reason: 'The weight is missing' };
      return { by, path: `/signatures/records/${visitId}/return`, body, headers: ifMatch(version) };
    },
  ],
};
