// Valid commands on what went wrong: adverse events and deviations, each with a record of its own.
import { sampleEvent, sampleSerious } from '../../src/safety/sample.ts';
import { ifMatch, taken } from '../journeys/nlx-301-network.ts';
import type { Ground } from './ground.ts';
import type { Prepare, ReadyCommand, Stage } from './valid-commands.ts';

/** A fresh adverse event, where it is found, and its version. */
async function recorded(ground: Ground, event = sampleEvent): Promise<{ path: string; headers: Record<string, string> }> {
  const { coordinator } = ground.builders;
  const { id, version } = taken(await coordinator.api('POST', `/subjects/${ground.own.subjectId}/adverse-events`, event), 'adverse event');
  return { path: `/adverse-events/${id}`, headers: ifMatch(version) };
}

/** A step of a signal that stands in this state with the quality department. */
async function answering({ world, quality }: Stage, state: string, body: Record<string, unknown>): Promise<ReadyCommand> {
  const { rows } = await world.superuser.query<{ id: string; version: number }>(
    `update monitoring.signal set state = $1, owner_id = $2, outcome = null, closed_on = null
     where id = (select id from monitoring.signal order by id limit 1) returning id, version`,
    [state, quality.id],
  );
  const [signal] = rows;
  return { by: quality, path: `/signals/${signal?.id}/steps`, body, headers: ifMatch(signal?.version ?? 0) };
}

/** By operation name. */
export const incidentCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'safety.record': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: `/subjects/${ground.own.subjectId}/adverse-events`,
      body: { ...sampleSerious, outcome: 'recovered', endedOn: '2026-04-12' },
    }),
  ],
  'safety.amend': [
    async ({ ground }) => {
      const { path, headers } = await recorded(ground);
      const changes = { ...sampleSerious, outcome: 'recovered', endedOn: '2026-04-12', seriousAwareAt: '2026-04-13T13:45:00Z' };
      return { by: ground.builders.coordinator, path, headers, body: { ...changes, reason: 'by accident' } };
    },
  ],
  'safety.resolve': [
    async ({ ground }) => {
      const { path, headers } = await recorded(ground);
      const body = { outcome: 'recovered', endedOn: '2026-04-12' };
      return { by: ground.builders.coordinator, path: `${path}/resolution`, headers, body };
    },
  ],
  'safety.judge': [
    async ({ ground, world }) => {
      const { path, headers } = await recorded(ground);
      const by = await world.person('Ina Vestigator', [{ role: 'investigator' }]);
      return { by, path: `${path}/causality`, headers, body: { causality: 'possible', reason: 'known of the class' } };
    },
  ],
  'safety.report': [
    async ({ ground }) => {
      const { path, headers } = await recorded(ground, sampleSerious);
      const body = { sentAt: '2026-04-13T13:50:00Z', sentTo: 'Safety desk' };
      return { by: ground.builders.coordinator, path: `${path}/reports`, headers, body };
    },
  ],
  'monitoring.raise-deviation': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: `/subjects/${ground.own.subjectId}/deviations`,
      body: {
        category: 'other',
        visitId: ground.own.visitId,
        occurredOn: '2026-04-01',
        summary: 'Something happened',
        reason: 'by accident',
      },
    }),
  ],
  'monitoring.handle-signal': [
    (stage) => answering(stage, 'being-looked-at', { to: 'explained', comment: 'a new coordinator was trained' }),
    (stage) => answering(stage, 'explained', { to: 'closed', comment: 'a new coordinator was trained', outcome: 'known-reason' }),
  ],
  'monitoring.assess': [
    async ({ ground, quality }) => {
      const raised = { category: 'other', visitId: null, occurredOn: '2026-04-01', summary: 'Something happened', reason: null };
      const { id, version } = taken(
        await ground.builders.coordinator.api('POST', `/subjects/${ground.own.subjectId}/deviations`, raised),
        'deviation',
      );
      const body = { to: 'assessed', important: true, reportableTo: ['IRB'], rootCause: 'a habit', reason: 'it matters' };
      return { by: quality, path: `/deviations/${id}/assessment`, body, headers: ifMatch(version) };
    },
  ],
};
