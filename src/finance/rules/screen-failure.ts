// Screen failures (BR-10): how many a contract pays, the line that takes the place of the visit's, and what is deferred.
import { DomainError, type Temporal, daysBetween } from '#lib';
import type { ContractVersion } from './contract-version.ts';
import { explainFlat, explainedFurther, explanation } from './explain.ts';
import type { ExplanationStep, RatioFound, ReplacedVisit } from './explanation.ts';
import { type Price, priceOf } from './holdback.ts';
import { type AccrualLine, type LineState, liveLines, nextGeneration, reversalOf } from './line.ts';

/** How many screen failures are paid. `ratio` pays `initial`, then `pay` more per `perEnrolled` enrolled, up to `max`. */
export type ScreenFailureRule =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'ratio'; readonly initial: number; readonly pay: number; readonly perEnrolled: number; readonly max: number | null }
  | { readonly kind: 'percent-of-enrolled'; readonly basisPoints: number }
  | { readonly kind: 'percent-of-screened'; readonly basisPoints: number };

/** `visitKeys` are the screening visits whose lines it replaces; it pays their gross, or a flat fee. */
export interface ScreenFailureTerm {
  readonly key: string;
  readonly clause: string;
  readonly visitKeys: readonly string[];
  readonly amount:
    | { readonly kind: 'visits-gross' }
    | { readonly kind: 'flat'; readonly directMinor: bigint; readonly hasOverhead: boolean };
  readonly rule: ScreenFailureRule;
}

/** How a study-site stands: failures so far, subjects enrolled and screened in the contract's sense. */
export interface ScreeningCounts {
  readonly failures: number;
  readonly enrolled: number;
  readonly screened: number;
}

function requireCount(value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0) throw new DomainError(`${what} must be a whole number from 0, got ${value}`);
}

/** The number the rule would pay for, before it is limited by the failures there are. */
function allowance(rule: ScreenFailureRule, counts: ScreeningCounts): number {
  switch (rule.kind) {
    case 'all':
      return Infinity;
    case 'none':
      return 0;
    case 'ratio': {
      requireCount(rule.initial, 'initial');
      requireCount(rule.pay, 'pay');
      if (!Number.isInteger(rule.perEnrolled) || rule.perEnrolled < 1)
        throw new DomainError(`perEnrolled must be at least 1, got ${rule.perEnrolled}`);
      return Math.min(rule.max ?? Infinity, rule.initial + rule.pay * Math.floor(counts.enrolled / rule.perEnrolled));
    }
    case 'percent-of-enrolled':
      return Math.floor((counts.enrolled * rule.basisPoints) / 10_000);
    case 'percent-of-screened':
      return Math.floor((counts.screened * rule.basisPoints) / 10_000);
  }
}

/** `payable = min(F, M, I + x * floor(E / y))` and the rest, which is deferred. Throws a DomainError on counts that are not counts. */
export function payableScreenFailures(rule: ScreenFailureRule, counts: ScreeningCounts): { payable: number; deferred: number } {
  for (const [name, value] of Object.entries(counts)) requireCount(value, name);
  const payable = Math.min(counts.failures, allowance(rule, counts));
  return { payable, deferred: counts.failures - payable };
}

/** How the ratio stands, for the explanation of a line. */
function ratioFound(rule: ScreenFailureRule, { failures, enrolled, screened }: ScreeningCounts): RatioFound {
  const { payable } = payableScreenFailures(rule, { failures, enrolled, screened });
  return { rule, failures, enrolled, screened, payable };
}

/** What the visits that a failure replaces are worth: both parts of a visit carry its whole price; so do both parts of a true-up, which comes on top. */
function replacedVisits(replaced: readonly AccrualLine[]): ReplacedVisit[] {
  const visits = new Map<string, ReplacedVisit>();
  for (const { visitId, visitKey, kind, price } of replaced) {
    const isTrueUp = kind.startsWith('true-up');
    const { directMinor, overheadMinor } = price;
    visits.set(`${visitId} ${isTrueUp}`, { visitKey, isTrueUp, directMinor, overheadMinor });
  }
  return [...visits.values()];
}

/** The amount of one screen failure and how it comes about; held back is nothing, so the whole gross is payable. */
function worthOfFailure(
  term: ScreenFailureTerm,
  version: ContractVersion,
  replaced: readonly AccrualLine[],
): { price: Price; steps: readonly ExplanationStep[] } {
  if (term.amount.kind === 'flat') {
    const flat = { ...term, ...term.amount, hasHoldback: false };
    const price = priceOf(flat, version);
    const fee: ExplanationStep = { kind: 'flat-fee', visitKeys: term.visitKeys, amountMinor: price.grossMinor };
    return { price, steps: [...explainFlat(price, flat, version), fee] };
  }
  const visits = replacedVisits(replaced);
  const directMinor = visits.reduce((sum, visit) => sum + visit.directMinor, 0n);
  const overheadMinor = visits.reduce((sum, visit) => sum + visit.overheadMinor, 0n);
  const grossMinor = directMinor + overheadMinor;
  const price = { directMinor, overheadMinor, grossMinor, payableMinor: grossMinor, holdbackMinor: 0n };
  return { price, steps: [{ kind: 'visits-replaced', visits, amountMinor: grossMinor }] };
}

function failureLine(
  input: ScreenFailureInput,
  term: ScreenFailureTerm,
  replaced: readonly AccrualLine[],
  first: AccrualLine,
): AccrualLine {
  const { version, counts, payableSoFar, subjectId, failedOn } = input;
  const { price, steps } = worthOfFailure(term, version, replaced);
  const found = ratioFound(term.rule, counts);
  const isPaid = payableSoFar < found.payable;
  const state: LineState = isPaid ? 'earned' : 'deferred';
  const ratio: ExplanationStep = { kind: 'ratio', ...found, payableBefore: payableSoFar, isPaid, amountMinor: price.grossMinor };
  const inputs = { failedOn: failedOn.toString(), screenedOn: first.serviceDate.toString() };
  const slot = {
    contractKey: version.contractKey,
    termKey: term.key,
    kind: 'screen-failure' as const,
    subjectId,
    visitId: first.visitId,
    eventId: null,
    procedureId: null,
    repeatNo: 1,
  };
  return {
    ...slot,
    generation: nextGeneration(slot, input.existing),
    correction: first.correction,
    contractVersion: version.version,
    visitKey: first.visitKey,
    cycle: first.cycle,
    serviceDate: failedOn,
    currency: version.currency,
    state,
    amountMinor: price.grossMinor,
    price,
    reverses: null,
    why: explanation(version, term.clause, inputs, [...steps, ratio]),
  };
}

export interface ScreenFailureInput {
  readonly subjectId: string;
  readonly failedOn: Temporal.PlainDate;
  /** The version in force on the service date of the screening visit. */
  readonly version: ContractVersion;
  /** Counts at the study-site with this failure included. */
  readonly counts: ScreeningCounts;
  /** Screen-failure lines of the study-site that are already payable. */
  readonly payableSoFar: number;
  /** All lines of the subject under this contract. */
  readonly existing: readonly AccrualLine[];
}

/**
 * What a screen failure does to the books: the live lines of the screening visits are reversed, and one line without holdback
 * takes their place, earned or deferred by the ratio. A contract that pays none leaves only the reversals.
 * Telling it again, or a subject without screening lines, yields no lines. When the screening visit is earned only afterwards
 * (late entry, correction), asking again after earning puts the books right.
 */
export function decideScreenFailure(input: ScreenFailureInput): AccrualLine[] {
  const term = input.version.screenFailure;
  const live = liveLines(input.existing);
  if (!term || live.some((line) => line.kind === 'screen-failure')) return [];
  // What is paid beside the visits stays.
  const beside = new Set(live.filter((line) => line.kind === 'invoiceable').map((line) => line.termKey));
  const replaced = live.filter((line) => term.visitKeys.includes(line.visitKey) && !beside.has(line.termKey));
  const [first] = replaced;
  if (!first) return [];
  const reversals = replaced.map((line) => reversalOf(line, { kind: 'screen-failure', failedOn: input.failedOn.toString() }));
  return term.rule.kind === 'none' ? reversals : [...reversals, failureLine(input, term, replaced, first)];
}

/**
 * Deferred screen failures that a risen enrolment makes payable, oldest failure first (BR-10): each deferred line is
 * reversed and an earned one takes its place. Nothing happens while the ratio leaves no room.
 *
 * @param siteLines all screen-failure lines of the study-site under the contract
 */
export function decideRelease(term: ScreenFailureTerm, counts: ScreeningCounts, siteLines: readonly AccrualLine[]): AccrualLine[] {
  const live = liveLines(siteLines).filter((line) => line.kind === 'screen-failure');
  const payableSoFar = live.filter((line) => line.state === 'earned').length;
  const room = Math.max(0, payableScreenFailures(term.rule, counts).payable - payableSoFar);
  const oldestFirst = live
    .filter((line) => line.state === 'deferred')
    .sort((a, b) => daysBetween(b.serviceDate, a.serviceDate) || (a.subjectId < b.subjectId ? -1 : 1));
  return oldestFirst.slice(0, room).flatMap((line) => {
    const reversal = reversalOf(line, { kind: 'payable-now' });
    const release: ExplanationStep = { kind: 'release', ...ratioFound(term.rule, counts), amountMinor: line.amountMinor };
    const earned: AccrualLine = {
      ...line,
      generation: reversal.generation + 1,
      state: 'earned',
      why: explainedFurther(line.why, release),
    };
    return [reversal, earned];
  });
}
