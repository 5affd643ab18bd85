// Explanations: over random contracts and histories their steps alone, worked out by hand, come to the amounts of their lines.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, shareOf } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import { decideEventTrueUp, decideTrueUp, inArrears } from './arrears.ts';
import type { ContractVersion, PartialVisitTerm } from './contract-version.ts';
import { type EarningVisit, decideEarn, decideEventEarn } from './earn.ts';
import type { ExplanationStep, StepOf } from './explanation.ts';
import { type AccrualLine, decideReverse, isHeldBack } from './line.ts';
import { type ScreenFailureRule, type ScreenFailureTerm, decideRelease, decideScreenFailure } from './screen-failure.ts';

/** What the steps so far came to. */
interface Sums {
  readonly direct: bigint;
  readonly overhead: bigint;
  readonly gross: bigint;
  readonly payable: bigint;
  readonly held: bigint;
}

const nothing: Sums = { direct: 0n, overhead: 0n, gross: 0n, payable: 0n, held: 0n };
const larger = (a: bigint, b: bigint) => (a > b ? a : b);

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

/** A value of a step must be what the steps before it came to. */
function same(step: ExplanationStep, actual: bigint, due: bigint): void {
  expect([step.kind, actual]).toEqual([step.kind, due]);
}

/** Where the arithmetic begins: a direct amount, or the visits that a failure replaces. */
function begun(step: StepOf<'direct' | 'visits-replaced'>): Sums {
  if (step.kind === 'visits-replaced') {
    const direct = total(step.visits.map((visit) => visit.directMinor));
    const overhead = total(step.visits.map((visit) => visit.overheadMinor));
    return { ...nothing, direct, overhead, gross: direct + overhead, payable: direct + overhead };
  }
  const { partly, amountMinor } = step;
  if (partly?.kind === 'pro-rata') same(step, amountMinor, total(partly.parts.map((part) => part.directMinor)));
  if (partly?.kind === 'all-or-nothing' && !partly.isMet) same(step, amountMinor, 0n);
  return { ...nothing, direct: amountMinor };
}

function cut(step: StepOf<'cap-cut'>, sums: Sums): Sums {
  same(step, step.fullMinor, sums.gross);
  const left = larger(larger(step.mostMinor - step.earlierMinor, 0n), step.ownMinor);
  const direct = (2n * left * sums.direct + sums.gross) / (2n * sums.gross);
  same(step, step.lostMinor, sums.gross - left);
  same(step, step.directMinor, direct);
  same(step, step.overheadMinor, left - direct);
  return { ...nothing, direct, overhead: left - direct, gross: left };
}

/** Follows one step with nothing but its own values and the sums before it; a value that is not the one before it is an error. */
function followed(sums: Sums, step: ExplanationStep): Sums {
  for (const [value, due] of [
    ['directMinor', sums.direct],
    ['overheadMinor', sums.overhead],
    ['grossMinor', sums.gross],
    ['payableMinor', sums.payable],
  ] as const)
    if (step.kind !== 'cap-cut' && value in step) same(step, (step as unknown as Record<typeof value, bigint>)[value], due);
  switch (step.kind) {
    case 'direct':
    case 'visits-replaced':
      return begun(step);
    case 'overhead':
      return { ...sums, overhead: shareOf(step.directMinor, step.basisPoints) };
    case 'gross':
      return { ...sums, gross: step.directMinor + step.overheadMinor };
    case 'cap-cut':
      return cut(step, sums);
    case 'cap-reached':
      if (step.cap.kind === 'amount-per-site') expect(step.cap.earlierMinor >= step.cap.mostMinor).toBe(true);
      return nothing;
    case 'payable-of-gross':
      return { ...sums, payable: shareOf(step.grossMinor, step.basisPoints) };
    case 'payable-of-direct':
      return { ...sums, payable: shareOf(step.directMinor, step.basisPoints) + step.overheadMinor };
    case 'payable-in-full':
    case 'flat-fee':
      return { ...sums, payable: sums.gross };
    case 'holdback':
      return { ...sums, held: step.grossMinor - step.payableMinor };
    default:
      return sums;
  }
}

/** The amount of a step by the sums that it leaves. */
function resultOf(step: ExplanationStep, sums: Sums, before: bigint): bigint {
  switch (step.kind) {
    case 'direct':
      return sums.direct;
    case 'overhead':
    case 'no-overhead':
      return sums.overhead;
    case 'gross':
    case 'cap-cut':
    case 'visits-replaced':
      return sums.gross;
    case 'payable-of-gross':
    case 'payable-of-direct':
    case 'payable-in-full':
    case 'flat-fee':
      return sums.payable;
    case 'holdback':
      return sums.held;
    case 'cap-reached':
      return 0n;
    case 'true-up':
      expect(step.newMinor).toBe(step.part === 'payable' ? sums.payable : sums.held);
      return step.newMinor - step.formerMinor;
    case 'reversal':
      return -before;
    case 'ratio':
    case 'release':
    case 'arrears':
      return before;
  }
}

/** Works a line's amount out of its steps alone, and holds every step against it. */
function workedOut(line: AccrualLine): { amount: bigint; sums: Sums } {
  let sums = nothing;
  let amount = 0n;
  for (const step of line.why.steps) {
    sums = followed(sums, step);
    const isClosing = ['true-up', 'reversal', 'ratio', 'release', 'arrears'].includes(step.kind);
    const result = resultOf(step, sums, amount);
    expect([step.kind, step.amountMinor]).toEqual([step.kind, result]);
    amount = isClosing ? result : isHeldBack(line.kind) ? sums.held : sums.payable;
  }
  return { amount, sums };
}

function holds(lines: readonly AccrualLine[]): void {
  for (const line of lines) {
    const { amount, sums } = workedOut(line);
    expect(amount).toBe(line.amountMinor);
    if (line.kind.startsWith('true-up')) continue;
    const { directMinor, overheadMinor, grossMinor, payableMinor, holdbackMinor } = line.price;
    expect(sums).toEqual({ direct: directMinor, overhead: overheadMinor, gross: grossMinor, payable: payableMinor, held: holdbackMinor });
  }
}

const [c1] = contract as [ContractVersion];
const minor = fc.bigInt({ min: 0n, max: 900_000n });
const points = fc.integer({ min: 0, max: 10_000 });
const activities = ['labs', 'ecg', 'dosing'];
const rates = fc.record({
  overheadBasisPoints: fc.integer({ min: 0, max: 15_000 }),
  holdback: fc.option(
    fc.record({ basisPoints: points, of: fc.constantFrom('gross' as const, 'direct' as const), clause: fc.constant('B 4') }),
  ),
});
const priced = fc.record({
  prices: fc.tuple(minor, minor, minor),
  partial: fc.constantFrom('full', 'all-or-nothing', 'pro-rata'),
  hasOverhead: fc.boolean(),
  hasHoldback: fc.boolean(),
});
const version = fc
  .record({
    rates,
    priced,
    item: fc.record({ directMinor: minor, hasOverhead: fc.boolean(), hasHoldback: fc.boolean() }),
    caps: fc.tuple(fc.option(fc.integer({ min: 1, max: 3 })), fc.option(fc.bigInt({ min: 1n, max: 2_000_000n }))),
  })
  .map(({ rates: own, priced: { prices, partial: kind, ...flags }, item, caps: [maxPerSubject, maxMinorPerSite] }): ContractVersion => {
    const directMinor = prices.reduce((sum, price) => sum + price, 0n);
    const byActivity = Object.fromEntries(activities.map((key, at) => [key, prices[at] ?? 0n]));
    const partial = (kind === 'pro-rata' ? { kind, directMinorByActivity: byActivity } : { kind }) as PartialVisitTerm;
    const [packet] = c1.invoiceables.filter(({ trigger }) => trigger === 'sae');
    if (!packet) throw new Error('the story pays reports of serious events');
    return {
      ...c1,
      ...own,
      visitTerms: c1.visitTerms.map((term) => ({ ...term, ...flags, directMinor, partial })),
      invoiceables: [{ ...packet, ...item, maxPerSubject, maxMinorPerSite }],
    };
  });

describe('[FIN-01] the steps of an explanation', () => {
  const done = fc.record({ labs: fc.boolean(), ecg: fc.boolean(), dosing: fc.boolean() });
  const visitOf = (visitKey: string, ticks: Readonly<Record<string, boolean>>): EarningVisit => ({
    visitId: visitKey,
    subjectId: '101-007',
    visitKey,
    cycle: 1,
    correction: 0,
    state: Object.values(ticks).every(Boolean) ? 'completed' : 'partially-completed',
    actualDate: civilDate('2026-03-10'),
    activities: Object.entries(ticks).map(([key, isDone]) => ({ key, done: isDone })),
  });
  const earned = (visit: EarningVisit, versions: readonly ContractVersion[], existing: readonly AccrualLine[] = []) => {
    const decided = decideEarn(visit, versions, existing);
    if (!decided.ok) throw new Error(decided.refusal);
    return decided.value.lines;
  };
  const wentLive = civilDate('2026-08-01');

  it('come to the amount of a visit however it is priced, in arrears, trued up and reversed', () => {
    fc.assert(
      fc.property(version, fc.array(version, { maxLength: 3 }), done, (first, later, ticks) => {
        const visit = visitOf('V3', ticks);
        const versions = [first];
        const lines = inArrears(earned(visit, versions), wentLive);
        for (const [index, each] of later.entries()) {
          versions.push({ ...each, version: index + 2 });
          lines.push(...decideTrueUp(visit, versions, lines, wentLive));
        }
        lines.push(...decideReverse(visit.visitId, lines, 'wrong day'));
        holds(lines);
      }),
      { numRuns: 500 },
    );
  });

  it('come to the amount of what is paid beside the visits, under caps and cut by them', () => {
    fc.assert(
      fc.property(
        version,
        version,
        fc.integer({ min: 1, max: 5 }),
        fc.bigInt({ min: 0n, max: 900_000n }),
        (first, raised, count, elsewhere) => {
          const at = new Map([['sae-packet', { count: 0, amountMinor: elsewhere }]]);
          const lines: AccrualLine[] = [];
          const events = Array.from({ length: count }, (_, n) => {
            const on = addDays(civilDate('2026-04-01'), n);
            return { eventId: `e${n}`, subjectId: '101-007', trigger: 'sae', termKey: null, on } as const;
          });
          for (const event of events) lines.push(...decideEventEarn(event, [first], lines, at).lines);
          for (const event of events) lines.push(...decideEventTrueUp(event, [first, { ...raised, version: 2 }], lines, wentLive, at));
          holds(lines);
        },
      ),
      { numRuns: 500 },
    );
  });

  const rule = fc.oneof(
    fc.constant<ScreenFailureRule>({ kind: 'all' }),
    points.map((basisPoints): ScreenFailureRule => ({ kind: 'percent-of-screened', basisPoints })),
    fc.record({
      kind: fc.constant('ratio' as const),
      initial: fc.nat(3),
      pay: fc.nat(2),
      perEnrolled: fc.integer({ min: 1, max: 4 }),
      max: fc.option(fc.nat(9)),
    }),
  );
  const amount = fc.oneof(
    fc.constant<ScreenFailureTerm['amount']>({ kind: 'visits-gross' }),
    fc.record({ kind: fc.constant('flat' as const), directMinor: minor, hasOverhead: fc.boolean() }),
  );

  it('come to the amount of a screen failure, deferred and released, and the ratio in them says which', () => {
    fc.assert(
      fc.property(
        version,
        version,
        rule,
        amount,
        fc.nat(9),
        fc.nat(9),
        fc.nat(9),
        (first, raised, each, worth, others, enrolled, before) => {
          const term: ScreenFailureTerm = { key: 'screen-failure', clause: 'B 5', visitKeys: ['V1', 'V2'], amount: worth, rule: each };
          const [one, two] = [visitOf('V1', {}), visitOf('V2', {})];
          const lines = [...earned(one, [first]), ...earned(two, [first])];
          lines.push(...decideTrueUp(one, [first, { ...raised, version: 2 }], lines, wentLive));
          const counts = { failures: others + 1, enrolled, screened: others + 1 + enrolled };
          const failedOn = civilDate('2026-03-20');
          const failed = decideScreenFailure({
            subjectId: '101-007',
            failedOn,
            version: { ...first, screenFailure: term },
            counts,
            payableSoFar: before,
            existing: lines,
          });
          const more = { ...counts, enrolled: enrolled + 40, screened: counts.screened + 40 };
          holds([...lines, ...failed, ...decideRelease(term, more, failed)]);
          const ratio = failed.at(-1)?.why.steps.at(-1);
          if (ratio?.kind !== 'ratio') throw new Error('a failure says how many are paid');
          expect(failed.at(-1)?.state).toBe(ratio.payableBefore < ratio.payable ? 'earned' : 'deferred');
          expect(ratio.isPaid).toBe(failed.at(-1)?.state === 'earned');
        },
      ),
      { numRuns: 300 },
    );
  });
});
