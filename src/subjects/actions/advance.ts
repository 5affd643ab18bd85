// Moving on: a subject's next state by a person's decision, and what a milestone implies.
import { type Act, requireMay } from '#access';
import { type Temporal, civilDate, dateInZone } from '#lib';
import { Refusal, found, must, together } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { studySiteById } from '#studies';
import type { Milestone, MilestoneDates } from '#studies/rules';
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

/** A step that the life cycle allows, with the history as it is then. */
interface Decided {
  readonly step: SubjectStep;
  readonly history: readonly SubjectStep[];
}

// Sent together and answered in this order: the steps are read behind the lock.
async function hold(act: Act, subjectId: string, today?: Temporal.PlainDate): Promise<Held> {
  const [held, steps] = await together(store.lockSubject(act.tx, subjectId), store.loadSteps(act.tx, subjectId));
  const row = found(held);
  const day = today ?? dateInZone(act.now, found(await studySiteById(act, row.studySiteId)).timeZone);
  return { row, history: historyOf(steps, day), today: day };
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

/**
 * Does what `changeStatus` does for callers who do not look at the subject, with as many steps as are told at once: each is decided on the one
 * before, and they are written together. Answers the subject's row.
 */
export async function advanceSubject(
  act: Act,
  subjectId: string,
  version: number,
  ...bodies: readonly BodyOf<Routes['advance']>[]
): Promise<store.SubjectRow> {
  const held = await hold(act, subjectId);
  requireMay(act, 'subjects.advance', held.row);
  if (held.row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await viewOf(act, held.row) });
  const decided: Decided[] = [];
  for (const body of bodies) {
    if (body.arm && body.to !== 'enrolled') throw new Refusal('arm-only-at-enrolment', { to: body.to });
    const command: SubjectTransitionCommand = {
      to: body.to,
      on: civilDate(body.on),
      reason: body.reason ?? null,
      withdrawnFrom: body.withdrawnFrom ?? [],
      lastDoseOn: body.lastDoseOn ? civilDate(body.lastDoseOn) : null,
    };
    decided.push(must(decideSubjectTransition(decided.at(-1)?.history ?? held.history, command, { today: held.today })));
  }
  const recorded = new Set((await store.loadMilestones(act.tx, subjectId)).map(({ kind }) => kind));
  const arm = bodies.find((body) => body.arm)?.arm ?? null;
  return (await take(act, held, decided, { arm, recorded })).row;
}

/** What is kept together with decided steps. */
interface Taken {
  readonly arm?: string | null;
  /** Milestones that a visit or a person states. */
  readonly stated?: MilestoneDates;
  /** Milestones on record. What was recorded on a milestone itself, no step moves. */
  readonly recorded?: ReadonlySet<Milestone>;
  readonly byVisit?: boolean;
}

/** A subject as a move leaves it, with the milestones that the move has set. */
export interface MovedSubject {
  readonly row: store.SubjectRow;
  readonly milestones: MilestoneDates;
}

/** Keeps decided steps with the milestones they bring and those stated beside them, and tells both. */
async function take(act: Act, held: Held, decided: readonly Decided[], taken: Taken): Promise<MovedSubject> {
  const { arm = null, stated = {}, recorded, byVisit = false } = taken;
  const before = held.row;
  const last = decided.at(-1);
  const states = [before.status, ...decided.map(({ step }) => step.to)];
  const dates = { ...broughtBy(held.history, decided, recorded ?? new Set()), ...stated };
  const rows = Object.entries(dates).map(([kind, onDate]) => ({
    id: act.newId(),
    ...keyOf(before),
    kind: kind as Milestone,
    onDate,
    source: 'program' as const,
  }));
  const steps = decided.map(({ step, history }, index) => stepRow(act, before, history.length, found(states[index]), step));
  const [row, , saved] = await together(
    last ? store.updateSubject(act.tx, before, { status: last.step.to, ...(arm === null ? {} : { arm }) }) : Promise.resolve(before),
    store.insertSteps(act.tx, steps),
    store.saveMilestones(act.tx, rows),
  );
  const place = { ...keyOf(row), studySiteId: row.studySiteId, byVisit };
  for (const [index, { step }] of decided.entries())
    await act.tell(statusChanged, { ...place, from: found(states[index]), to: step.to, on: step.on.toString() });
  for (const { kind } of saved)
    await act.tell(milestoneReached, { ...place, kind, on: found(rows.find((one) => one.kind === kind)).onDate.toString() });
  return { row, milestones: dates };
}

function broughtBy(before: readonly SubjectStep[], decided: readonly Decided[], recorded: ReadonlySet<Milestone>): MilestoneDates {
  const brought: Record<string, Temporal.PlainDate> = {};
  for (const [index, { step, history }] of decided.entries())
    for (const [kind, onDate] of Object.entries(milestonesOf(step, decided[index - 1]?.history ?? before, history)))
      if (!recorded.has(kind as Milestone) || (kind === 'last-dose' && step.lastDoseOn !== null)) brought[kind] = onDate;
  return brought;
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
 * The caller has asked its own policy.
 */
export async function reachMilestone(
  act: Act,
  { subjectId, kind, on }: { readonly subjectId: string; readonly kind: Milestone; readonly on: string },
): Promise<void> {
  await reach(act, await hold(act, subjectId), [{ kind, on: civilDate(on) }], { opened: [], byVisit: false });
}

/** What a visit means for its subject: `today` is the site's, `opensOn` the day on which it took place, `milestones` those it carries, in their order. */
export interface VisitForSubject {
  readonly subjectId: string;
  readonly opensOn: Temporal.PlainDate | null;
  readonly today: Temporal.PlainDate;
  readonly milestones: readonly { readonly kind: Milestone; readonly on: Temporal.PlainDate }[];
}

/** The first visit of a consented subject opens screening, and the milestones that a visit carries are reached. The caller has asked its own policy. */
export async function followVisit(act: Act, { subjectId, opensOn, today, milestones }: VisitForSubject): Promise<MovedSubject> {
  const held = await hold(act, subjectId, today);
  const opens = opensOn !== null && held.row.status === 'consented';
  const opened = opens ? imply(held.history, ['in-screening'], { on: opensOn, today, cause: 'first visit' }) : [];
  return reach(act, held, milestones, { opened, byVisit: true });
}

async function reach(
  act: Act,
  held: Held,
  milestones: VisitForSubject['milestones'],
  { opened, byVisit }: { readonly opened: readonly Decided[]; readonly byVisit: boolean },
): Promise<MovedSubject> {
  const { today } = held;
  const decided = [...opened];
  for (const { kind, on } of milestones) {
    if (on.toString() > today.toString()) throw new Refusal('future-date', { on: on.toString(), today: today.toString() });
    decided.push(...imply(decided.at(-1)?.history ?? held.history, impliedSteps[kind] ?? [], { on, today, cause: kind }));
  }
  return take(act, held, decided, { stated: Object.fromEntries(milestones.map(({ kind, on }) => [kind, on])), byVisit });
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

interface Cause {
  readonly on: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
  readonly cause: string;
}

// Those that the life cycle allows, each after the one before.
function imply(before: readonly SubjectStep[], steps: readonly SubjectState[], { on, today, cause }: Cause): Decided[] {
  const decided: Decided[] = [];
  for (const to of steps) {
    const next = decideSubjectTransition(decided.at(-1)?.history ?? before, { to, on, reason: `implied by ${cause}` }, { today });
    if (next.ok) decided.push(next.value);
  }
  return decided;
}
