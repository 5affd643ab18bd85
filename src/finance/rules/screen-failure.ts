// Screen failures (BR-10): how many a contract pays, the line that takes the place of the visit's, and what is deferred.
import { DomainError, type Temporal, daysBetween, formatMoney } from '#lib';
import type { ContractVersion } from './contract-version.ts';
import { type ExplanationStep, explanation } from './explanation.ts';
import { type Price, overheadOn } from './holdback.ts';
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
    { readonly kind: 'visits-gross' } | { readonly kind: 'flat'; readonly directMinor: bigint; readonly hasOverhead: boolean };
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

/** Words of the ratio for the explanation of a line. */
function ratioText(rule: ScreenFailureRule, counts: ScreeningCounts): string {
  const { payable } = payableScreenFailures(rule, counts);
  const found = `${counts.failures} failed, ${counts.enrolled} enrolled, ${counts.screened} screened: payable ${payable}`;
  if (rule.kind !== 'ratio') return `${rule.kind}: ${found}`;
  const cap = rule.max === null ? '' : `, at most ${rule.max}`;
  return `initial ${rule.initial}, then ${rule.pay} per ${rule.perEnrolled} enrolled${cap}: ${found}`;
}

/** The amount of one screen failure; held back is nothing, so the whole gross is payable. */
function priceOfFailure(term: ScreenFailureTerm, version: ContractVersion, replaced: readonly AccrualLine[]): Price {
  const direct = () => {
    // Both parts of a visit carry its whole price; so do both parts of a true-up, and theirs comes on top.
    const visits = new Map(replaced.map((line) => [`${line.visitId} ${line.kind.startsWith('true-up')}`, line.price]));
    return [...visits.values()].reduce(
      (sum, price) => ({ direct: sum.direct + price.directMinor, overhead: sum.overhead + price.overheadMinor }),
      { direct: 0n, overhead: 0n },
    );
  };
  const flat = term.amount.kind === 'flat' ? term.amount : null;
  const parts = flat
    ? { direct: flat.directMinor, overhead: flat.hasOverhead ? overheadOn(flat.directMinor, version.overheadBasisPoints) : 0n }
    : direct();
  const grossMinor = parts.direct + parts.overhead;
  return { directMinor: parts.direct, overheadMinor: parts.overhead, grossMinor, payableMinor: grossMinor, holdbackMinor: 0n };
}

function failureLine(
  input: ScreenFailureInput,
  term: ScreenFailureTerm,
  replaced: readonly AccrualLine[],
  first: AccrualLine,
): AccrualLine {
  const { version, counts, payableSoFar, subjectId, failedOn } = input;
  const price = priceOfFailure(term, version, replaced);
  const state: LineState = payableSoFar < payableScreenFailures(term.rule, counts).payable ? 'earned' : 'deferred';
  const steps: ExplanationStep[] = [
    {
      name: 'screen-failure',
      text: `in place of ${term.visitKeys.join(', ')}: ${formatMoney(price.grossMinor, version.currency)} without holdback`,
      amountMinor: price.grossMinor,
    },
    { name: 'ratio', text: `${ratioText(term.rule, counts)}, ${payableSoFar} before this one: ${state}`, amountMinor: price.grossMinor },
  ];
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
    why: explanation(version, term.clause, { failedOn: failedOn.toString(), screeningOn: first.serviceDate.toString() }, steps),
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
  const reversals = replaced.map((line) => reversalOf(line, `screen failure on ${input.failedOn.toString()}`));
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
    const reversal = reversalOf(line, 'payable now');
    const release: ExplanationStep = { name: 'release', text: ratioText(term.rule, counts), amountMinor: line.amountMinor };
    const earned: AccrualLine = {
      ...line,
      generation: reversal.generation + 1,
      state: 'earned',
      why: { ...line.why, steps: [...line.why.steps, release] },
    };
    return [reversal, earned];
  });
}
