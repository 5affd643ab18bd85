// Writing a schedule by hand, with an imagined participant whose dates the rules of visits tell.
import { civilDate } from '#lib';
import { ScheduleEditor, type PlanDates } from '#studies/web';
import { usePageParams } from '#ui';
import { projectSchedule, type KnownVisit } from '#visits/rules';

// Day 1 has happened and consent stands on the same day; everything else is still to come.
const plan: PlanDates = (schedule, dayOne, arm) => {
  const reference = schedule.visits.find((visit) => visit.timing === null);
  const on = civilDate(dayOne);
  const occurrences: KnownVisit[] = reference ? [{ visitKey: reference.key, state: 'completed', actualOn: on }] : [];
  return projectSchedule({ schedule, occurrences, consentedOn: on, arm, cyclesAhead: 3 }).map((visit) => ({
    key: visit.visitKey,
    cycle: visit.cycle,
    target: (visit.actualOn ?? visit.target)?.toString() ?? null,
    earliest: (visit.actualOn ?? visit.earliest)?.toString() ?? null,
    latest: (visit.actualOn ?? visit.latest)?.toString() ?? null,
  }));
};

/** The page of editing one version of a study's schedule. */
export function EditSchedulePage() {
  const { studyId, number } = usePageParams<'studyId' | 'number'>();
  return <ScheduleEditor key={`${studyId} ${number}`} studyId={studyId} number={number} plan={plan} />;
}
