// What follows here from what subjects tell: plans are made, moved and ended.
import { type RoomListener, listens } from '#access';
import { milestoneReached, statusChanged, subjectConsented, subjectsImported } from '#subjects/contract';
import { planAfterMilestone, planAfterStatus, planVisits, planVisitsOf } from './actions.ts';

export const visitsListeners: readonly RoomListener[] = [
  listens(subjectConsented, 'visits.plan', (act, { subjectId }) => planVisits(act, subjectId)),
  listens(subjectsImported, 'visits.planImported', (act, { subjects }) =>
    planVisitsOf(
      act,
      subjects.map((subject) => subject.subjectId),
    ),
  ),
  listens(milestoneReached, 'visits.planFromMilestone', async (act, { subjectId, kind, byVisit }) => {
    if (!byVisit) await planAfterMilestone(act, subjectId, kind);
  }),
  listens(statusChanged, 'visits.endPlan', async (act, { subjectId, to, byVisit }) => {
    if (!byVisit) await planAfterStatus(act, subjectId, to);
  }),
];
