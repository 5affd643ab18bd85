// A dry run (FIN-02): what invented participants would earn by a version before it goes live, by the rules that will earn it.
import { type Temporal, civilDate, daysBetween } from '#lib';
import type { Schedule } from '#studies/rules';
import { projectSchedule } from '#visits/rules';
import type { ContractVersion } from './contract-version.ts';
import { dryRunWarnings, type DryRunWarning } from './dry-run-warnings.ts';
import { type EarningVisit, decideEarn } from './earn.ts';
import { invoiceableLines } from './earned-lines.ts';
import { conditionalActivities } from './invoiceable.ts';
import type { AccrualLine } from './line.ts';
import { isHeldBack, liveLines } from './line.ts';
import { decideScreenFailure } from './screen-failure.ts';

/**
 * Who is invented: one who comes to every visit on its target day, one who fails screening, one who leaves after half of the visits. Nothing
 * conditional happens to them; the last case is one of each invoiceable.
 */
export const dryRunCases = ['complete', 'screen-failure', 'half-way', 'conditional'] as const;
export type DryRunCaseKind = (typeof dryRunCases)[number];

/** A visit or an invoiceable of a case; amounts in minor units, payable + held back + deferred = gross. */
export interface DryRunRow {
  readonly visitKey: string;
  readonly name: string;
  readonly cycle: number;
  readonly kind: 'visit' | 'screen-failure' | 'invoiceable';
  /** Null where the schedule does not say when. */
  readonly serviceDate: Temporal.PlainDate | null;
  readonly directMinor: bigint;
  readonly overheadMinor: bigint;
  readonly grossMinor: bigint;
  readonly payableMinor: bigint;
  readonly heldBackMinor: bigint;
  readonly deferredMinor: bigint;
}

export type DryRunTotals = Pick<DryRunRow, 'grossMinor' | 'payableMinor' | 'heldBackMinor' | 'deferredMinor'>;

export interface DryRunCase {
  readonly kind: DryRunCaseKind;
  /** The arm of the participant, where the schedule has arms. */
  readonly arm: string | null;
  readonly rows: readonly DryRunRow[];
  readonly totals: DryRunTotals;
}

export interface DryRun {
  readonly cases: readonly DryRunCase[];
  readonly warnings: readonly DryRunWarning[];
}

interface PlannedDay {
  readonly visitKey: string;
  readonly cycle: number;
  readonly on: Temporal.PlainDate | null;
}

/** The most cycles of one block that a dry run walks through. */
const MOST_CYCLES = 200;

function courseOf(schedule: Schedule, arm: string | null, dayOne: Temporal.PlainDate): PlannedDay[] {
  const reference = schedule.visits.find((visit) => visit.timing === null && (visit.arms === undefined || visit.arms.includes(arm ?? '')));
  const blocks = schedule.blocks ?? [];
  const cyclesAhead = Math.min(MOST_CYCLES, Math.max(1, ...blocks.map((block) => block.maxCycles ?? 1)));
  const projected = projectSchedule({
    schedule,
    arm,
    cyclesAhead,
    consentedOn: dayOne,
    occurrences: reference ? [{ visitKey: reference.key, state: 'completed', actualOn: dayOne }] : [],
  });
  const openEnded = new Set(blocks.filter((block) => block.maxCycles === undefined).flatMap((block) => block.visitKeys));
  return projected
    .filter((visit) => visit.cycle === 1 || !openEnded.has(visit.visitKey))
    .map(({ visitKey, cycle, actualOn, target, targetRange, earliest }) => ({
      visitKey,
      cycle,
      on: actualOn ?? target ?? targetRange?.to ?? earliest,
    }));
}

/** Every visit on its target day, in the order of days; the first one on the day on which the version begins, so that it prices all of them. */
function onTarget(schedule: Schedule, arm: string | null, begins: Temporal.PlainDate): PlannedDay[] {
  const first = courseOf(schedule, arm, begins).reduce((lead, { on }) => (on === null ? lead : Math.max(lead, daysBetween(on, begins))), 0);
  const days = courseOf(schedule, arm, begins.add({ days: first }));
  return days
    .map((day, position) => ({ day, position }))
    .sort((a, b) => (a.day.on && b.day.on ? daysBetween(b.day.on, a.day.on) : 0) || a.position - b.position)
    .map(({ day }) => day);
}

function earnAll(schedule: Schedule, version: ContractVersion, days: readonly PlannedDay[]): AccrualLine[] {
  const activities = new Map(schedule.visits.map((visit) => [visit.key, visit.activities ?? []]));
  const beside = conditionalActivities(version);
  const lines: AccrualLine[] = [];
  for (const { visitKey, cycle, on } of days) {
    const visit: EarningVisit = {
      visitId: `${visitKey}/${cycle}`,
      subjectId: 'dry-run',
      visitKey,
      cycle,
      correction: 0,
      state: 'completed',
      actualDate: on ?? version.effectiveFrom,
      activities: (activities.get(visitKey) ?? []).map(({ key }) => ({ key, done: !beside.has(key) })),
    };
    const decided = decideEarn(visit, [version], lines);
    if (decided.ok) lines.push(...decided.value.lines);
  }
  return lines;
}

function sumsOf(rows: readonly DryRunTotals[]): DryRunTotals {
  const sum = (key: keyof DryRunTotals) => rows.reduce((total, row) => total + row[key], 0n);
  return {
    grossMinor: sum('grossMinor'),
    payableMinor: sum('payableMinor'),
    heldBackMinor: sum('heldBackMinor'),
    deferredMinor: sum('deferredMinor'),
  };
}

function rowOf({ visitKey, cycle, on }: PlannedDay, name: string, lines: readonly AccrualLine[]): DryRunRow {
  const own = lines.filter((line) => line.visitId === `${visitKey}/${cycle}`);
  const isFailure = own.some((line) => line.kind === 'screen-failure');
  return { visitKey, name, cycle, kind: isFailure ? 'screen-failure' : 'visit', serviceDate: on, ...amountsOf(own) };
}

function amountsOf(own: readonly AccrualLine[]): Pick<DryRunRow, 'directMinor' | 'overheadMinor' | keyof DryRunTotals> {
  const price = own[0]?.price;
  const sum = (of: (line: AccrualLine) => boolean) => own.filter(of).reduce((total, line) => total + line.amountMinor, 0n);
  return {
    directMinor: price?.directMinor ?? 0n,
    overheadMinor: price?.overheadMinor ?? 0n,
    grossMinor: price?.grossMinor ?? 0n,
    payableMinor: sum((line) => line.state === 'earned' && !isHeldBack(line.kind)),
    heldBackMinor: sum((line) => isHeldBack(line.kind)),
    deferredMinor: sum((line) => line.state === 'deferred'),
  };
}

function caseOf(
  kind: DryRunCaseKind,
  arm: string | null,
  schedule: Schedule,
  days: readonly PlannedDay[],
  lines: readonly AccrualLine[],
): DryRunCase {
  const names = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  const rows = days.map((day) => rowOf(day, names.get(day.visitKey) ?? day.visitKey, lines));
  return { kind, arm, rows, totals: sumsOf(rows) };
}

// One of each, on the first day of the version; when it happens nobody plans.
function conditional(version: ContractVersion): DryRunCase {
  const occasion = { subjectId: 'dry-run', visitId: null, visitKey: '', cycle: 1, repeatNo: 1, correction: 0, on: version.effectiveFrom };
  const rows = version.invoiceables.map((term): DryRunRow => ({
    visitKey: '',
    name: term.label,
    cycle: 1,
    kind: 'invoiceable',
    serviceDate: null,
    ...amountsOf(invoiceableLines({ ...occasion, eventId: term.key }, term, version, [], new Map())),
  }));
  return { kind: 'conditional', arm: null, rows, totals: sumsOf(rows) };
}

/** The visits of one who fails screening: those the contract names, else those before the first visit whose date is chosen. */
function screeningDays(schedule: Schedule, version: ContractVersion, days: readonly PlannedDay[]): PlannedDay[] {
  const named = version.screenFailure?.visitKeys;
  if (named) return days.filter((day) => named.includes(day.visitKey) && day.cycle === 1);
  const reference = schedule.visits.find((visit) => visit.timing === null)?.key;
  const at = days.findIndex((day) => day.visitKey === reference);
  return at < 0 ? [] : days.slice(0, at);
}

function failedScreening(schedule: Schedule, version: ContractVersion, arm: string | null, complete: readonly PlannedDay[]): DryRunCase {
  const days = screeningDays(schedule, version, complete);
  const earned = earnAll(schedule, version, days);
  const settled = decideScreenFailure({
    subjectId: 'dry-run',
    failedOn: days.at(-1)?.on ?? version.effectiveFrom,
    version,
    counts: { failures: 1, enrolled: 0, screened: 1 },
    payableSoFar: 0,
    existing: earned,
  });
  return caseOf('screen-failure', arm, schedule, days, liveLines([...earned, ...settled]));
}

/**
 * What a version pays for three invented participants of a schedule: line by line what is earned, held back and deferred, with warnings.
 * Everything is computed by the rules that will price the visits. With arms, the complete participant is told for each arm.
 *
 * @throws DomainError when the schedule refers to itself in a circle, or the terms contradict themselves
 */
export function dryRun(schedule: Schedule, version: ContractVersion): DryRun {
  const named = [...new Set(schedule.visits.flatMap((visit) => visit.arms ?? []))];
  const arms: readonly (string | null)[] = named.length > 0 ? named : [null];
  const begins = civilDate(version.effectiveFrom.toString());
  const courses = arms.map((arm) => ({ arm, days: onTarget(schedule, arm, begins) }));
  const complete = courses.map(({ arm, days }) => caseOf('complete', arm, schedule, days, earnAll(schedule, version, days)));
  const [first] = courses;
  if (!first) return { cases: complete, warnings: [] };
  const half = first.days.slice(0, Math.ceil(first.days.length / 2));
  const failed = failedScreening(schedule, version, first.arm, first.days);
  const left = caseOf('half-way', first.arm, schedule, half, earnAll(schedule, version, half));
  const beside = version.invoiceables.length > 0 ? [conditional(version)] : [];
  const cases = [...complete, failed, left, ...beside];
  return { cases, warnings: dryRunWarnings(schedule, version, cases) };
}
