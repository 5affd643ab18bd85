// Writing visits off: missed or cancelled, with a reason; later visits then count from the ideal date.
import { type Act, requireMay } from '#access';
import { type Temporal, dateInZone } from '#lib';
import { must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { visitSkipped, type visitsContract } from '../contract.ts';
import { type Course, isPlannedSlot, withRow } from '../questions/course.ts';
import { detailOf } from '../questions/visit.ts';
import { type SkippedState, decideSkip, milestoneGivenBy } from '../rules.ts';
import * as store from '../store.ts';
import { type HeldVisit, carriedBy, datesOfCarriers, holdVisit, moveBy, placeOf, requireVersion } from './complete.ts';
import { planAfterVisit } from './plan.ts';

type Routes = typeof visitsContract;
type Detail = AnswerOf<Routes['view']>;

const permission = { missed: 'visits.complete', cancelled: 'visits.book' } as const;

/**
 * Writes a visit off [P11-06, BR-24]. What is missed could have taken place; what lies ahead is cancelled. Visits that count from it count
 * from its ideal date (BR-03). Whoever judges deviations hears of both.
 */
export async function skipVisit(
  act: Act,
  visitId: string,
  to: SkippedState,
  body: BodyOf<Routes['miss']>,
  version: number,
): Promise<Detail> {
  const held = await holdVisit(act, visitId);
  const { row, course, studySite, onRecord } = held;
  requireMay(act, permission[to], row);
  await requireVersion(act, row, version);
  const today = dateInZone(act.now, studySite.timeZone);
  const { state, on, reasonCode, reason } = must(
    decideSkip(row, { to, reasonCode: body.reasonCode, reason: body.reason ?? null }, { today }),
  );
  const saved = await store.updateVisit(act.tx, row, { state, reasonCode, reason, rebookNeeded: false, provisional: false });
  const after = await planAfterVisit(act, await rereachMilestones(act, { row, course: withRow(course, saved) }, today));
  await act.tell(visitSkipped, {
    ...placeOf(row),
    state,
    visitKey: row.visitKey,
    visitName: row.name,
    scheduled: isPlannedSlot(row),
    on: on.toString(),
    reasonCode,
    reason,
    generation: row.generation,
  });
  return detailOf(act, saved, { course: after, studySite, activities: onRecord });
}

// A re-opened visit that carried a milestone and is now off: the other visits that carry it say its date. Without any the date stays
// until a person corrects it.
function rereachMilestones(act: Act, { row, course }: Pick<HeldVisit, 'row' | 'course'>, today: Temporal.PlainDate): Promise<Course> {
  const carried = row.generation === 0 ? [] : carriedBy(course, row);
  const milestones = carried.flatMap((kind) => {
    const [first, ...others] = datesOfCarriers(course, kind, row.id);
    const given = first && milestoneGivenBy({ on: first, correction: row.generation }, kind, others);
    return given ? [{ kind, on: given }] : [];
  });
  return moveBy(act, course, { opensOn: null, today, milestones });
}
