// The subjects of the demo, each with their whole course in one transaction of the coordinator who saw them.
import { type Act, because } from '#access';
import type { Temporal } from '#lib';
import { advanceSubject, consentSubject, reachMilestone, subjectById } from '#subjects';
import { recordEvent, reportEvent, resolveEvent } from '#safety';
import { type ToldVisit, recordVisits, skipVisit } from '#visits';
import type { CourseStep, Ending } from '../rules/course.ts';
import { dateOf } from '../rules/days.ts';
import type { PlannedSubject } from '../rules/plan.ts';

type Step<K extends CourseStep['kind']> = Extract<CourseStep, { kind: K }>;

const words: Readonly<Record<Exclude<Ending, 'completed'>, string>> = {
  'screen-failure': 'Laboratory values outside the limits of the criteria',
  withdrawn: 'Could no longer come to the visits',
  'lost-to-follow-up': 'Three calls and a letter without an answer',
  died: 'Died of the underlying disease',
};

/** Consents the subject and follows the course, every step at the moment it happened. */
export async function followCourse(
  act: Act,
  studySiteId: string,
  course: PlannedSubject,
  at: (day: number) => Temporal.Instant,
): Promise<void> {
  await because(act, 'subjects.consent');
  const consented = await consentSubject(
    { ...act, now: at(course.consentDay) },
    { studySiteId, consentedOn: dateOf(course.consentDay).toString(), identity: course.identity },
  );
  const events: Told[] = [];
  for (const { visits, told, turn } of stretchesOf(course.steps)) {
    if (visits.length > 0) await see(act, consented.id, visits, at);
    for (const step of told) {
      const then = { ...act, now: at(step.day) };
      if (step.kind === 'adverse-event') events.push(await suffer(then, consented.id, step));
      else await recover(then, events[step.event], step);
    }
    if (turn) await follow({ ...act, now: at(turn.day) }, consented.id, turn);
  }
}

type Turn = Exclude<CourseStep, { kind: 'visit' | 'adverse-event' | 'recovered' }>;

/** A part of a course: visits, what was told at and after them, and the turn that the course takes then. */
interface Stretch {
  readonly visits: Step<'visit'>[];
  readonly told: (Step<'adverse-event'> | Step<'recovered'>)[];
  turn: Turn | null;
}

function stretchesOf(steps: readonly CourseStep[]): Stretch[] {
  const stretches: Stretch[] = [{ visits: [], told: [], turn: null }];
  for (const step of steps) {
    const stretch = stretches.at(-1) as Stretch;
    if (step.kind === 'visit') stretch.visits.push(step);
    else if (step.kind === 'adverse-event' || step.kind === 'recovered') stretch.told.push(step);
    else {
      stretch.turn = step;
      stretches.push({ visits: [], told: [], turn: null });
    }
  }
  return stretches;
}

/** An adverse event as it was told last. */
interface Told {
  readonly id: string;
  readonly version: number;
}

function follow(act: Act, subjectId: string, step: Turn): Promise<void> {
  if (step.kind === 'enrolled') return enrol(act, subjectId, step);
  if (step.kind === 'ended') return end(act, subjectId, step);
  if (step.kind === 'progressed') return progress(act, subjectId, step);
  return miss(act, subjectId, step);
}

interface PlannedVisit {
  readonly id: string;
  readonly version: number;
}

async function planned(act: Act, subjectId: string, { visitKey, cycle }: { readonly visitKey: string; readonly cycle: number }) {
  const { rows } = await act.tx.$client.query<PlannedVisit>({
    name: 'demo-planned-visit',
    text: `select id, version from visits.pub_visit
           where subject_id = $1 and visit_key = $2 and cycle = $3 and repeat_no = 0`,
    values: [subjectId, visitKey, cycle],
  });
  const [sought] = rows;
  if (!sought) throw new Error(`the demo plans a visit ${visitKey} of cycle ${cycle} that the schedule does not`);
  return sought;
}

async function miss(act: Act, subjectId: string, step: Step<'missed'>): Promise<void> {
  const [visit] = await Promise.all([planned(act, subjectId, step), because(act, 'visits.miss')]);
  await skipVisit(act, visit.id, 'missed', { reasonCode: step.reasonCode }, visit.version);
}

async function suffer(
  act: Act,
  subjectId: string,
  { startedDay, endedDay, term, severity, serious }: Step<'adverse-event'>,
): Promise<Told> {
  await because(act, 'safety.record');
  const awareAt = act.now.toString();
  const event = await recordEvent(act, subjectId, {
    term,
    startedOn: dateOf(startedDay).toString(),
    endedOn: endedDay === null ? null : dateOf(endedDay).toString(),
    severity,
    grade: null,
    serious,
    criteria: serious ? ['hospitalisation'] : [],
    outcome: endedDay === null ? 'recovering' : 'recovered',
    actionTaken: 'none',
    awareAt,
  });
  if (!serious) return event;
  await because(act, 'safety.report');
  return reportEvent({ ...act, now: act.now.add({ hours: 5 }) }, event.id, event.version, {
    sentAt: act.now.add({ hours: 4 }).toString(),
    sentTo: 'Safety desk of the sponsor',
  });
}

async function recover(act: Act, event: Told | undefined, { endedDay }: Step<'recovered'>): Promise<void> {
  if (!event) throw new Error('the demo ends an adverse event that it has not told');
  await because(act, 'safety.resolve');
  await resolveEvent(act, event.id, event.version, { outcome: 'recovered', endedOn: dateOf(endedDay).toString() });
}

async function see(act: Act, subjectId: string, visits: readonly Step<'visit'>[], at: (day: number) => Temporal.Instant): Promise<void> {
  await because(act, 'visits.complete');
  const last = Math.max(...visits.map((visit) => visit.day));
  await recordVisits(
    { ...act, now: at(last) },
    subjectId,
    visits.map((step): ToldVisit => ({
      visitKey: step.visitKey,
      cycle: step.cycle,
      toldAt: at(step.day),
      body: {
        actualDate: dateOf(step.day).toString(),
        modality: step.modality,
        activities: step.activities.map((key) =>
          step.notDone.includes(key) ? { key, done: false, notDoneReason: 'Equipment out of order' } : { key, done: true },
        ),
        // Kept only where the visit turns out to lie outside its window.
        reasonCode: step.reasonCode,
      },
    })),
  );
}

async function advance(act: Act, subjectId: string, steps: readonly Parameters<typeof advanceSubject>[3][]): Promise<void> {
  const [row] = await Promise.all([subjectById(act, subjectId), because(act, 'subjects.advance')]);
  if (!row) throw new Error('a subject of the demo is out of reach of its coordinator');
  await advanceSubject(act, subjectId, row.version, ...steps);
}

async function enrol(act: Act, subjectId: string, { day, arm }: Step<'enrolled'>): Promise<void> {
  const on = dateOf(day).toString();
  await advance(act, subjectId, [
    { to: 'eligible', on },
    { to: 'enrolled', on, ...(arm === null ? {} : { arm }) },
    { to: 'on-treatment', on },
  ]);
}

async function progress(act: Act, subjectId: string, { day, lastDoseDay }: Step<'progressed'>): Promise<void> {
  const [on, lastDoseOn] = [dateOf(day).toString(), dateOf(lastDoseDay).toString()];
  await advance(act, subjectId, [{ to: 'treatment-discontinued', on, reason: 'The disease progressed at the imaging', lastDoseOn }]);
  await because(act, 'subjects.reach-milestone');
  await reachMilestone(act, { subjectId, kind: 'progression', on });
}

async function end(act: Act, subjectId: string, { day, how }: Step<'ended'>): Promise<void> {
  const on = dateOf(day).toString();
  if (how === 'completed') return advance(act, subjectId, [{ to: 'completed', on }]);
  await advance(act, subjectId, [
    { to: how, on, reason: words[how], ...(how === 'withdrawn' ? { withdrawnFrom: ['procedures', 'treatment'] } : {}) },
  ]);
}
