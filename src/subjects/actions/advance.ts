// Moving on: a subject's next state by a person's decision, and what a milestone implies.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { studySiteById } from '#studies';
import type { Milestone } from '#studies/rules';
import { milestoneReached, statusChanged, type subjectsContract } from '../contract.ts';
import { historyOf, viewOf } from '../questions.ts';
import {
  type SubjectState,
  type SubjectStep,
  type SubjectTransitionCommand,
  decideMilestone,
  decideSubjectTransition,
  milestoneDates,
} from '../rules.ts';
import * as store from '../store.ts';
import { keyOf, stepRow } from './consent.ts';

type Routes = typeof subjectsContract;

/** A subject held by this transaction, with its history as the rules read it. */
interface Held {
  readonly row: store.SubjectRow;
  readonly history: readonly SubjectStep[];
  readonly today: Temporal.PlainDate;
}

/** Which steps a milestone implies, where the life cycle allows them: randomisation closes screening. */
const impliedSteps: Readonly<Partial<Record<Milestone, readonly SubjectState[]>>> = {
  randomised: ['eligible', 'enrolled'],
  'first-dose': ['on-treatment'],
};

async function hold(act: Act, subjectId: string): Promise<Held> {
  // Sent together and answered in this order: the steps are read behind the lock.
  const [held, steps] = await Promise.all([store.lockSubject(act.tx, subjectId), store.loadSteps(act.tx, subjectId)]);
  const row = found(held);
  const today = dateInZone(act.now, found(await studySiteById(act, row.studySiteId)).timeZone);
  return { row, history: historyOf(steps, today), today };
}

/**
 * Moves a subject to a next state [P11-06]. Refuses every step that the life cycle does not know, dates that lie ahead at the site or before the
 * step before, missing reasons and scopes; and a version that is not the one that was read.
 */
export async function changeStatus(
  act: Act,
  subjectId: string,
  version: number,
  body: BodyOf<Routes['advance']>,
): Promise<AnswerOf<Routes['advance']>> {
  return viewOf(act, await advanceSubject(act, subjectId, version, body));
}

/** Does what `changeStatus` does for callers who do not look at the subject; answers its row. */
export async function advanceSubject(
  act: Act,
  subjectId: string,
  version: number,
  body: BodyOf<Routes['advance']>,
): Promise<store.SubjectRow> {
  const held = await hold(act, subjectId);
  requireMay(act, 'subjects.advance', held.row);
  if (held.row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await viewOf(act, held.row) });
  if (body.arm && body.to !== 'enrolled') throw new Refusal('arm-only-at-enrolment', { to: body.to });
  const command: SubjectTransitionCommand = {
    to: body.to,
    on: civilDate(body.on),
    reason: body.reason ?? null,
    withdrawnFrom: body.withdrawnFrom ?? [],
    lastDoseOn: body.lastDoseOn ? civilDate(body.lastDoseOn) : null,
  };
  const { step, history } = must(decideSubjectTransition(held.history, command, { today: held.today }));
  const recorded = new Set((await store.loadMilestones(act.tx, subjectId)).map(({ kind }) => kind));
  return (await take(act, held, step, history, body.arm ?? null, recorded)).row;
}

/** Keeps a decided step with the milestones it brings, and tells both. What was recorded on a milestone itself, no step moves. */
async function take(
  act: Act,
  held: Held,
  step: SubjectStep,
  history: readonly SubjectStep[],
  arm: string | null = null,
  recorded: ReadonlySet<Milestone> = new Set(),
): Promise<Held> {
  const before = held.row;
  const [row] = await Promise.all([
    store.updateSubject(act.tx, before, { status: step.to, ...(arm === null ? {} : { arm }) }),
    store.insertSteps(act.tx, [stepRow(act, before, history.length, before.status, step)]),
  ]);
  const stated = step.lastDoseOn === null ? null : 'last-dose';
  const brought = Object.entries(milestonesOf(step, held.history, history)).filter(
    ([kind]) => kind === stated || !recorded.has(kind as Milestone),
  );
  const rows = brought.map(([kind, onDate]) => ({
    id: act.newId(),
    ...keyOf(row),
    kind: kind as Milestone,
    onDate,
    source: 'program' as const,
  }));
  const saved = await store.saveMilestones(act.tx, rows);
  const place = { ...keyOf(row), studySiteId: row.studySiteId };
  await act.tell(statusChanged, { ...place, from: before.status, to: step.to, on: step.on.toString() });
  for (const { kind } of saved)
    await act.tell(milestoneReached, { ...place, kind, on: found(rows.find((one) => one.kind === kind)).onDate.toString() });
  return { ...held, row, history };
}

// A date that was corrected on the milestone itself is not undone by the steps that led here before.
function milestonesOf(
  step: SubjectStep,
  before: readonly SubjectStep[],
  after: readonly SubjectStep[],
): Record<string, Temporal.PlainDate> {
  const known = milestoneDates(before);
  const fresh = Object.entries(milestoneDates(after)).filter(
    ([kind, on]) => on !== undefined && (known[kind as Milestone] === undefined || step.lastDoseOn === on),
  );
  return Object.fromEntries(fresh) as Record<string, Temporal.PlainDate>;
}

/**
 * Records that a milestone was reached, or corrects its date, and moves the subject where the life cycle allows it: randomisation enrols,
 * the first dose begins treatment. Where it does not allow it, the status stays and only the milestone is kept. Repeating changes nothing.
 * The caller has asked its own policy (a completed visit carries its milestones).
 */
export async function reachMilestone(
  act: Act,
  { subjectId, kind, on }: { readonly subjectId: string; readonly kind: Milestone; readonly on: string },
): Promise<void> {
  const held = await hold(act, subjectId);
  const onDate = civilDate(on);
  if (onDate.toString() > held.today.toString()) throw new Refusal('future-date', { on, today: held.today.toString() });
  const { row } = held;
  const saved = await store.saveMilestones(act.tx, [{ id: act.newId(), ...keyOf(row), kind, onDate, source: 'program' }]);
  if (saved.length > 0) await act.tell(milestoneReached, { ...keyOf(row), studySiteId: row.studySiteId, kind, on });
  await follow(act, held, impliedSteps[kind] ?? [], onDate, kind);
}

/**
 * A milestone by a person's hand [BR-02a]: recorded once, corrected only with a reason. What the plan and the status owe to it follows;
 * the date before stays in the trail. The same date again changes nothing.
 */
export async function recordMilestone(
  act: Act,
  subjectId: string,
  version: number,
  body: BodyOf<Routes['reachMilestone']>,
): Promise<AnswerOf<Routes['reachMilestone']>> {
  const { row, today } = await hold(act, subjectId);
  requireMay(act, 'subjects.advance', row);
  if (row.status === 'issued-in-error') throw new Refusal('number-void', { status: row.status });
  const milestones = (await store.loadMilestonesOf(act.tx, [subjectId])).get(subjectId) ?? {};
  const command = { kind: body.kind, on: civilDate(body.on), reason: body.reason ?? null };
  const decided = decideMilestone(command, { milestones, consentedOn: row.consentedOn, today });
  const isRepeated = decided.ok && decided.value === 'nothing';
  if (!isRepeated && row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await viewOf(act, row) });
  if (must(decided) === 'nothing') return viewOf(act, row);
  await reachMilestone(act, { subjectId, kind: body.kind, on: body.on });
  const after = found(await store.loadSubject(act.tx, subjectId));
  return viewOf(act, after.version === row.version ? await store.updateSubject(act.tx, after, {}) : after);
}

/** The first visit of a consented subject opens screening; any other status stays. The caller has asked its own policy. */
export async function beginScreening(act: Act, subjectId: string, on: string): Promise<void> {
  const held = await hold(act, subjectId);
  if (held.row.status === 'consented') await follow(act, held, ['in-screening'], civilDate(on), 'first visit');
}

async function follow(act: Act, from: Held, steps: readonly SubjectState[], on: Temporal.PlainDate, cause: string): Promise<void> {
  let held = from;
  for (const to of steps) {
    const decided = decideSubjectTransition(held.history, { to, on, reason: `implied by ${cause}` }, { today: held.today });
    if (!decided.ok) continue;
    held = await take(act, held, decided.value.step, decided.value.history);
  }
}
