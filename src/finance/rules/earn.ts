// Earning (BR-05): a completed visit becomes accrual lines, once, at the price in force on its service date.
import { DomainError, type Outcome, type Temporal, ok, refuse } from '#lib';
import { type ContractVersion, type PartialVisitTerm, type VisitTerm, versionInForce } from './contract-version.ts';
import { type Occasion, type Priced, invoiceableLines, splitLines } from './earned-lines.ts';
import type { PartlyDone } from './explanation.ts';
import type { SiteCounts } from './caps.ts';
import { type EventTrigger, conditionalActivities, triggeredBy } from './invoiceable.ts';
import { type AccrualLine, lineKey, liveLines } from './line.ts';

/** What earning needs of a `visits.completed` fact. `repeatNo` tells unscheduled repeats of one visit apart (default 1). */
export interface EarningVisit {
  readonly visitId: string;
  readonly subjectId: string;
  readonly visitKey: string;
  readonly cycle: number;
  readonly correction: number;
  readonly state: 'completed' | 'partially-completed';
  readonly actualDate: Temporal.PlainDate;
  readonly activities: readonly { readonly key: string; readonly done: boolean }[];
  readonly repeatNo?: number;
}

/** Something that happened to a participant apart from visits. */
export interface EarningEvent {
  readonly eventId: string;
  readonly subjectId: string;
  readonly trigger: EventTrigger;
  /** The term that is meant, where whoever recorded the event named one; null: the first of its trigger. */
  readonly termKey: string | null;
  readonly on: Temporal.PlainDate;
}

/** Why there is nothing to earn, or nothing new; `capped`: all of it lies beyond a cap. */
export const earnNotes = ['earned', 'already-earned', 'partial-earns-nothing', 'not-priced', 'capped'] as const;
export type EarnNote = (typeof earnNotes)[number];

/** `note` says why there is nothing to earn, or nothing new. */
export interface EarnDecision {
  readonly lines: readonly AccrualLine[];
  readonly note: EarnNote;
}

const noCounts: SiteCounts = new Map();

/** The direct amount a visit earns, and how a partial visit came to it (BR-13). */
function earnedDirect(term: VisitTerm, visit: EarningVisit): { directMinor: bigint; partly: PartlyDone | null } {
  if (visit.state === 'completed') return { directMinor: term.directMinor, partly: null };
  const partial: PartialVisitTerm = term.partial ?? { kind: 'all-or-nothing' };
  const done = visit.activities.filter((activity) => activity.done).map((activity) => activity.key);
  if (partial.kind === 'full') return { directMinor: term.directMinor, partly: { kind: 'full' } };
  if (partial.kind === 'all-or-nothing') {
    const required = partial.requiredActivities ?? visit.activities.map((activity) => activity.key);
    const isMet = required.every((key) => done.includes(key));
    return { directMinor: isMet ? term.directMinor : 0n, partly: { kind: 'all-or-nothing', isMet } };
  }
  const prices = Object.entries(partial.directMinorByActivity);
  const total = prices.reduce((sum, [, minor]) => sum + minor, 0n);
  if (total !== term.directMinor)
    throw new DomainError(`the procedures of term ${term.key} sum to ${total}, its visit costs ${term.directMinor}`);
  const parts = prices.filter(([key]) => done.includes(key)).map(([activityKey, directMinor]) => ({ activityKey, directMinor }));
  const directMinor = parts.reduce((sum, part) => sum + part.directMinor, 0n);
  return { directMinor, partly: { kind: 'pro-rata', done: done.length, planned: visit.activities.length, parts } };
}

/** The visit without what is paid beside it: a conditional procedure that was not called for leaves the visit whole. */
function withoutConditional(visit: EarningVisit, version: ContractVersion): EarningVisit {
  const beside = conditionalActivities(version);
  if (beside.size === 0) return visit;
  const activities = visit.activities.filter(({ key }) => !beside.has(key));
  const isWhole = visit.state === 'completed' || activities.every(({ done }) => done);
  return { ...visit, activities, state: isWhole ? 'completed' : 'partially-completed' };
}

/** What a visit is worth by a term, and whether it was done too little of to earn a line. */
export function pricedVisit(
  visit: EarningVisit,
  term: VisitTerm,
  version: ContractVersion,
): { readonly priced: Priced; readonly earnsNothing: boolean } {
  const counted = withoutConditional(visit, version);
  const { directMinor, partly } = earnedDirect(term, counted);
  const inputs = { visitKey: visit.visitKey, serviceDate: visit.actualDate.toString(), termKey: term.key };
  return {
    priced: { term, directMinor, partly, inputs, kinds: { paid: 'payable', held: 'holdback' } },
    earnsNothing: directMinor === 0n && counted.state === 'partially-completed',
  };
}

/** The lines of one visit at one price: payable, and the part held back on a line of its own. */
function visitLines(visit: EarningVisit, term: VisitTerm, version: ContractVersion, existing: readonly AccrualLine[]): AccrualLine[] {
  const { priced, earnsNothing } = pricedVisit(visit, term, version);
  return earnsNothing ? [] : splitLines(occasionOf(visit), priced, version, existing);
}

/** A visit as an occasion to earn. */
export function occasionOf(visit: EarningVisit): Occasion {
  const { subjectId, visitId, visitKey, cycle, correction, actualDate: on, repeatNo = 1 } = visit;
  return { subjectId, visitId, eventId: null, visitKey, cycle, correction, on, repeatNo };
}

/** Lines of the same visit, whatever term and version priced them. */
function linesOfVisit(visit: EarningVisit, contractKey: string, lines: readonly AccrualLine[]): AccrualLine[] {
  return lines.filter(
    (line) => line.contractKey === contractKey && line.visitId === visit.visitId && line.repeatNo === (visit.repeatNo ?? 1),
  );
}

/**
 * What a completed visit earns, invoiceables that it triggers included. Telling the same fact again earns nothing new (BR-07), also after a
 * reversal: only a correction of the record, with a higher number, earns anew, and only after the lines of the record before it were reversed.
 *
 * @param versions versions of one contract
 * @param existing all lines of the subject under this contract, reversals included
 * @param siteCounts how often and how much capped terms were paid at the site for other participants
 * @throws DomainError when the procedures of a pro-rata term do not sum to its price
 */
export function decideEarn(
  visit: EarningVisit,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
  siteCounts = noCounts,
): Outcome<EarnDecision, 'no-version-in-force' | 'lines-still-live'> {
  const inForce = versionInForce(versions, visit.actualDate);
  if (!inForce.ok) return inForce;
  const version = inForce.value;
  const term = version.visitTerms.find((candidate) => candidate.visitKey === visit.visitKey);
  const beside = triggeredBy(visit, version);
  if (!term && beside.length === 0) return ok({ lines: [], note: 'not-priced' });
  const before = linesOfVisit(visit, version.contractKey, existing);
  if (before.some((line) => line.correction >= visit.correction)) return ok({ lines: [], note: 'already-earned' });
  const live = linesOfVisit(visit, version.contractKey, liveLines(existing));
  if (live.length > 0) return refuse('lines-still-live', { visit: visit.visitKey, lines: live.map(lineKey) });
  const lines = [
    ...(term ? visitLines(visit, term, version, existing) : []),
    ...beside.flatMap((each) => invoiceableLines(occasionOf(visit), each, version, existing, siteCounts)),
  ];
  return ok({ lines, note: noteOf(lines) });
}

/**
 * What an event earns, once. An event that the version in force does not price earns nothing, which is no error.
 *
 * @param versions versions of one contract
 * @param existing all lines of the subject under this contract, reversals included
 */
export function decideEventEarn(
  event: EarningEvent,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
  siteCounts = noCounts,
): EarnDecision {
  const inForce = versionInForce(versions, event.on);
  const term = inForce.ok
    ? inForce.value.invoiceables.find(({ key, trigger }) => trigger === event.trigger && (event.termKey ?? key) === key)
    : undefined;
  if (!inForce.ok || !term) return { lines: [], note: 'not-priced' };
  if (existing.some((line) => line.eventId === event.eventId)) return { lines: [], note: 'already-earned' };
  const { subjectId, eventId, on } = event;
  const occasion: Occasion = { subjectId, visitId: null, eventId, visitKey: '', cycle: 1, repeatNo: 1, correction: 0, on };
  const lines = invoiceableLines(occasion, term, inForce.value, existing, siteCounts);
  return { lines, note: noteOf(lines) };
}

function noteOf(lines: readonly AccrualLine[]): EarnNote {
  if (lines.length === 0) return 'partial-earns-nothing';
  return lines.every((line) => line.state === 'capped') ? 'capped' : 'earned';
}
