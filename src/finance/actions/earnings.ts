// What a completed visit earns, over all contracts that cover its site: the same decision for the books and for the preview.
import { civilDate } from '#lib';
import { must } from '#platform';
import {
  type AccrualLine,
  type EarningVisit,
  decideEarn,
  decideReverse,
  decideScreenFailure,
  liveLines,
  versionInForce,
} from '../rules.ts';
import type { Books, CoveringContract } from '../store/books.ts';
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

/** Lines to post, and why there are none. */
export interface Earnings {
  readonly lines: readonly AccrualLine[];
  readonly note: 'earned' | 'already-earned' | 'partial-earns-nothing' | 'not-priced';
}

/**
 * The lines that a visit earns. One contract pays a visit: the first that prices it, the site's own before those for all sites.
 * A visit that no contract in force prices earns nothing, which is not an error.
 */
export function earningsOf(visit: CompletedVisit, books: Books): Earnings {
  const earning = asEarning(visit);
  const before = books.lines.filter((line) => line.visitId === visit.visitId && line.repeatNo === visit.repeatNo);
  if (before.some((line) => line.correction >= visit.generation)) return { lines: [], note: 'already-earned' };
  for (const contract of books.contracts) {
    if (!versionInForce(contract.versions, earning.actualDate).ok) continue;
    const decided = must(decideEarn(earning, contract.versions, linesUnder(contract, books)));
    if (decided.note !== 'not-priced') return decided;
  }
  return { lines: [], note: 'not-priced' };
}

/** The exact negations of the live lines of a visit whose record is re-opened. */
export function reversalsOf(visitId: string, books: Books, reason: string): AccrualLine[] {
  return decideReverse(visitId, books.lines, reason);
}

/** A contract whose screen-failure term speaks about the subject's live lines, and the term's version. */
export interface FailureCase {
  readonly contract: CoveringContract;
  readonly version: ScreenFailureInput['version'];
}

/** The contracts that pay a screen failure in place of the subject's screening visits. */
export function failureCases(books: Books): FailureCase[] {
  return books.contracts.flatMap((contract) => {
    for (const line of liveLines(linesUnder(contract, books))) {
      const inForce = versionInForce(contract.versions, line.serviceDate);
      if (inForce.ok && inForce.value.screenFailure?.visitKeys.includes(line.visitKey)) return [{ contract, version: inForce.value }];
    }
    return [];
  });
}

/** The lines of one screen failure under one contract. */
export function failureLines(found: FailureCase, books: Books, at: Omit<ScreenFailureInput, 'version' | 'existing'>): AccrualLine[] {
  return decideScreenFailure({ ...at, version: found.version, existing: linesUnder(found.contract, books) });
}

/** The subject's lines under one contract. */
export function linesUnder(contract: CoveringContract, books: Books): Books['lines'] {
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
