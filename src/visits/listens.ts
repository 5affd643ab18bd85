// What follows here from what subjects tell: plans are made, moved and ended.
import { type RoomListener, listens } from '#access';
import { subjectById } from '#subjects';
import { milestoneReached, statusChanged, subjectConsented, subjectsImported } from '#subjects/contract';
import { isFinal } from '#subjects/rules';
import { planVisits, planVisitsOf } from './actions.ts';
import { closeOpenVisits, followsMilestone } from './store.ts';

export const visitsListeners: readonly RoomListener[] = [
  listens(subjectConsented, 'visits.plan', (act, { subjectId }) => planVisits(act, subjectId)),
  listens(subjectsImported, 'visits.planImported', (act, { subjects }) =>
    planVisitsOf(
      act,
      subjects.map((subject) => subject.subjectId),
    ),
  ),
  listens(milestoneReached, 'visits.planFromMilestone', async (act, { subjectId, kind }) => {
    const scheduleVersionId = (await subjectById(act, subjectId))?.scheduleVersionId ?? null;
    if (scheduleVersionId !== null && (await followsMilestone(act.tx, scheduleVersionId, kind))) await planVisits(act, subjectId);
  }),
  listens(statusChanged, 'visits.endPlan', async (act, { subjectId, to }) => {
    if (isFinal(to)) await closeOpenVisits(act.tx, subjectId);
    // The arm is known from enrolment on, and with it which visits belong to the plan.
    else if (to === 'enrolled') await planVisits(act, subjectId);
  }),
];
