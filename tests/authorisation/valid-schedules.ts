// Valid commands on schedules: written, written over, released with a reason.
import { schedule } from '../../examples/nlx-301/story.ts';
import { ifMatch, taken } from '../journeys/nlx-301-network.ts';
import { scheduleReleaseOf } from '../support/schedule-release.ts';
import type { Prepare, Stage } from './valid-commands.ts';

const schedulePlan = {
  firstDay: 0,
  // The end of treatment stands first, so that the first visit has every kind of field.
  visits: [schedule.visits[4], ...schedule.visits.filter((_, index) => index !== 4)].map((visit) => ({
    modalities: ['on-site'],
    ...visit,
    epoch: 'treatment',
    timeline: 'Main',
    isMain: true,
    arms: ['A'],
  })),
  blocks: [],
  epochs: [{ key: 'treatment', name: 'Treatment' }],
  arms: [{ key: 'A', name: 'Arm A' }],
  decisions: [{ key: 'D1', timeline: 'Main', branches: [{ condition: 'progression', target: 'V5' }], otherwise: 'V4', loops: false }],
  activities: [{ key: 'vital-signs', name: 'Vital signs', group: 'Safety' }],
};

async function draft({ ground }: Stage): Promise<{ id: string; version: number }> {
  const path = `/studies/${ground.otherStudy.studyId}/schedules`;
  return taken(await ground.builders.manager.api('POST', path, { schedule: schedulePlan }), 'schedule');
}

const block = { key: 'B', leadKey: 'V3', visitKeys: ['V3'], lengthDays: 21, stopsAt: 'progression' };

/** By operation name. */
export const scheduleCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'studies.save-schedule': [{ schedule: schedulePlan }, { schedule: { ...schedulePlan, blocks: [block] } }].map(
    (body) => async (stage: Stage) => ({
      by: stage.ground.builders.manager,
      path: `/studies/${stage.ground.otherStudy.studyId}/schedules`,
      body: { ...body, basedOn: (await draft(stage)).id },
    }),
  ),
  'studies.amend-schedule': [{ schedule: schedulePlan }, { schedule: { ...schedulePlan, blocks: [block] } }].map(
    (body) => async (stage: Stage) => {
      const { id, version } = await draft(stage);
      return { by: stage.ground.builders.manager, path: `/schedules/${id}`, body, headers: ifMatch(version) };
    },
  ),
  'studies.release-schedule': [
    async (stage) => {
      const { id, version } = await draft(stage);
      const { manager } = stage.ground.builders;
      const body = await scheduleReleaseOf(manager, id, 'protocol 3.0 approved');
      return { by: manager, path: `/schedules/${id}/release`, body, headers: ifMatch(version) };
    },
  ],
};
