// What a completed visit earns, over all contracts that cover its site: the same decision for the books and for the preview.
import { civilDate } from '#lib';
import { must } from '#platform';
import {
  type AccrualLine,
  type EarnDecision,
  type EarningEvent,
  type EarningVisit,
  decideEarn,
  decideEventEarn,
  decideReverse,
  decideScreenFailure,
  liveLines,
  versionInForce,
} from '../rules.ts';
import type { CoveringContract } from '../store/books.ts';
import type { CountsByContract } from '../store/caps.ts';
import type { EventRow } from '../store/events.ts';
import type { ScreenFailureInput } from '../rules.ts';

/** What earning needs of the fact that a visit took place (`visits.completed`). Dates are `YYYY-MM-DD`. */
export interface CompletedVisit {
  readonly visitId: string;
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly visitKey: string;
  readonly cycle: number;
  readonly repeatNo: number;
  readonly serviceDate: string;
  /** How often the visit's record had been re-opened before. */
  readonly generation: number;
  readonly activities: readonly { readonly key: string; readonly done: boolean }[];
}

/** What happened to a participant apart from visits, as it is kept. */
export type KeptEvent = Pick<EventRow, 'id' | 'subjectId' | 'studyId' | 'siteId' | 'trigger' | 'contractId' | 'termKey' | 'onDate'>;

/** Books with lines decided since they were loaded. */
export interface OpenBooks {
  readonly contracts: readonly CoveringContract[];
  readonly lines: readonly AccrualLine[];
}

/**
 * The lines that a visit earns. One contract pays a visit and what it triggers: the first that prices it, the site's own before those for all sites.
 * A visit that no contract in force prices earns nothing, which is not an error.
 */
export function earningsOf(visit: CompletedVisit, books: OpenBooks, counts: CountsByContract): EarnDecision {
  const earning = asEarning(visit);
  const before = books.lines.filter((line) => line.visitId === visit.visitId && line.repeatNo === visit.repeatNo);
  if (before.some((line) => line.correction >= visit.generation)) return { lines: [], note: 'already-earned' };
  for (const contract of books.contracts) {
    if (!versionInForce(contract.versions, earning.actualDate).ok) continue;
    const decided = must(decideEarn(earning, contract.versions, linesUnder(contract, books), counts.get(contract.code)));
    if (decided.note !== 'not-priced') return decided;
  }
  return { lines: [], note: 'not-priced' };
}

/** The lines that an event earns, by the contract that it names, or else by the first that prices it. */
export function eventEarningsOf(event: KeptEvent, books: OpenBooks, counts: CountsByContract): EarnDecision {
  for (const contract of contractsFor(event, books)) {
    const decided = decideEventEarn(asEarningEvent(event), contract.versions, linesUnder(contract, books), counts.get(contract.code));
    if (decided.note !== 'not-priced') return decided;
  }
  return { lines: [], note: 'not-priced' };
}

/** The contracts that may pay an event. */
export function contractsFor({ contractId }: KeptEvent, books: OpenBooks): readonly CoveringContract[] {
  return contractId === null ? books.contracts : books.contracts.filter(({ id }) => id === contractId);
}

/** The event as the rules of earning know it. */
export function asEarningEvent({ id: eventId, subjectId, trigger, termKey, onDate: on }: KeptEvent): EarningEvent {
  return { eventId, subjectId, trigger, termKey, on };
}

/** The exact negations of the live lines of a visit whose record is re-opened. */
export function reversalsOf(visitId: string, books: OpenBooks, reason: string): AccrualLine[] {
  return decideReverse(visitId, books.lines, reason);
}

/** A contract whose screen-failure term speaks about the subject's live lines, and the term's version. */
export interface FailureCase {
  readonly contract: CoveringContract;
  readonly version: ScreenFailureInput['version'];
}

/** The contracts that pay a screen failure in place of the subject's screening visits. */
export function failureCases(books: OpenBooks): FailureCase[] {
  return books.contracts.flatMap((contract) => {
    for (const line of liveLines(linesUnder(contract, books))) {
      const inForce = versionInForce(contract.versions, line.serviceDate);
      if (inForce.ok && inForce.value.screenFailure?.visitKeys.includes(line.visitKey)) return [{ contract, version: inForce.value }];
    }
    return [];
  });
}

/** The lines of one screen failure under one contract. */
export function failureLines(found: FailureCase, books: OpenBooks, at: Omit<ScreenFailureInput, 'version' | 'existing'>): AccrualLine[] {
  return decideScreenFailure({ ...at, version: found.version, existing: linesUnder(found.contract, books) });
}

/** The subject's lines under one contract. */
export function linesUnder(contract: CoveringContract, books: OpenBooks): readonly AccrualLine[] {
  return books.lines.filter((line) => line.contractKey === contract.code);
}

/** The visit as the rules of earning know it. */
export function asEarning(visit: CompletedVisit): EarningVisit {
  return {
    visitId: visit.visitId,
    subjectId: visit.subjectId,
    visitKey: visit.visitKey,
    cycle: visit.cycle,
    correction: visit.generation,
    state: visit.activities.every((activity) => activity.done) ? 'completed' : 'partially-completed',
    actualDate: civilDate(visit.serviceDate),
    activities: visit.activities,
    repeatNo: visit.repeatNo,
  };
}
