// Earning (BR-05): a completed visit becomes accrual lines, once, at the price in force on its service date.
import { DomainError, type Outcome, type Temporal, ok, refuse } from '#lib';
import { type ContractVersion, type PartialVisitTerm, type VisitTerm, versionInForce } from './contract-version.ts';
import { explainPrice, explanation } from './explanation.ts';
import { priceOf } from './holdback.ts';
import { type AccrualLine, type LineKind, type LineSlot, lineKey, liveLines, nextGeneration } from './line.ts';

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

/** `note` says why there is nothing to earn, or nothing new. */
export interface EarnDecision {
  readonly lines: readonly AccrualLine[];
  readonly note: 'earned' | 'already-earned' | 'partial-earns-nothing' | 'not-priced';
}

/** The direct amount a visit earns, and how a partial visit came to it (BR-13). */
function earnedDirect(term: VisitTerm, visit: EarningVisit): { directMinor: bigint; note: string } {
  if (visit.state === 'completed') return { directMinor: term.directMinor, note: '' };
  const partial: PartialVisitTerm = term.partial ?? { kind: 'all-or-nothing' };
  const done = visit.activities.filter((activity) => activity.done).map((activity) => activity.key);
  if (partial.kind === 'full') return { directMinor: term.directMinor, note: ', a partly done visit is paid in full' };
  if (partial.kind === 'all-or-nothing') {
    const required = partial.requiredActivities ?? visit.activities.map((activity) => activity.key);
    const isComplete = required.every((key) => done.includes(key));
    return { directMinor: isComplete ? term.directMinor : 0n, note: isComplete ? ', everything the contract requires was done' : '' };
  }
  const prices = Object.entries(partial.directMinorByActivity);
  const total = prices.reduce((sum, [, minor]) => sum + minor, 0n);
  if (total !== term.directMinor)
    throw new DomainError(`the procedures of term ${term.key} sum to ${total}, its visit costs ${term.directMinor}`);
  const directMinor = prices.filter(([key]) => done.includes(key)).reduce((sum, [, minor]) => sum + minor, 0n);
  return { directMinor, note: `, pro rata for ${done.length} of ${visit.activities.length} procedures` };
}

/** The lines of one visit at one price: payable, and the part held back on a line of its own. */
export function visitLines(
  visit: EarningVisit,
  term: VisitTerm,
  version: ContractVersion,
  existing: readonly AccrualLine[],
): AccrualLine[] {
  const { directMinor, note } = earnedDirect(term, visit);
  if (directMinor === 0n && visit.state === 'partially-completed') return [];
  const price = priceOf(term, version, directMinor);
  const inputs = { visit: visit.visitKey, serviceDate: visit.actualDate.toString(), term: term.key };
  const why = explanation(version, term.clause, inputs, explainPrice(price, term, version, note));
  const line = (kind: LineKind, amountMinor: bigint): AccrualLine => {
    const slot = slotOf(visit, term, version, kind);
    return {
      ...slot,
      generation: nextGeneration(slot, existing),
      correction: visit.correction,
      contractVersion: version.version,
      visitKey: visit.visitKey,
      cycle: visit.cycle,
      serviceDate: visit.actualDate,
      currency: version.currency,
      state: 'earned',
      amountMinor,
      price,
      reverses: null,
      why,
    };
  };
  return [line('payable', price.payableMinor), ...(price.holdbackMinor === 0n ? [] : [line('holdback', price.holdbackMinor)])];
}

function slotOf(visit: EarningVisit, term: VisitTerm, version: ContractVersion, kind: LineKind): LineSlot {
  return {
    contractKey: version.contractKey,
    termKey: term.key,
    kind,
    subjectId: visit.subjectId,
    visitId: visit.visitId,
    procedureId: null,
    repeatNo: visit.repeatNo ?? 1,
  };
}

/** Lines of the same visit, whatever term and version priced them. */
function linesOfVisit(visit: EarningVisit, contractKey: string, lines: readonly AccrualLine[]): AccrualLine[] {
  return lines.filter(
    (line) => line.contractKey === contractKey && line.visitId === visit.visitId && line.repeatNo === (visit.repeatNo ?? 1),
  );
}

/**
 * What a completed visit earns. Telling the same fact again earns nothing new (BR-07), also after a reversal:
 * only a correction of the record, with a higher number, earns anew, and only after the lines of the record before it were reversed.
 *
 * @param versions versions of one contract
 * @param existing all lines of the subject under this contract, reversals included
 * @throws DomainError when the procedures of a pro-rata term do not sum to its price
 */
export function decideEarn(
  visit: EarningVisit,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
): Outcome<EarnDecision, 'no-version-in-force' | 'lines-still-live'> {
  const inForce = versionInForce(versions, visit.actualDate);
  if (!inForce.ok) return inForce;
  const version = inForce.value;
  const term = version.visitTerms.find((candidate) => candidate.visitKey === visit.visitKey);
  if (!term) return ok({ lines: [], note: 'not-priced' });
  const before = linesOfVisit(visit, version.contractKey, existing);
  if (before.some((line) => line.correction >= visit.correction)) return ok({ lines: [], note: 'already-earned' });
  const live = linesOfVisit(visit, version.contractKey, liveLines(existing));
  if (live.length > 0) return refuse('lines-still-live', { visit: visit.visitKey, lines: live.map(lineKey) });
  const lines = visitLines(visit, term, version, existing);
  return ok({ lines, note: lines.length > 0 ? 'earned' : 'partial-earns-nothing' });
}
