// Screen failures: the ratio of NLX-301, the line that takes the visit's place, and deferred ones that become payable.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError, civilDate } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import { decideEarn } from './earn.ts';
import { balanceOf, journalOf } from './journal.ts';
import { type AccrualLine, decideReverse, liveLines } from './line.ts';
import { decideRelease, decideScreenFailure, payableScreenFailures } from './screen-failure.ts';

const [version] = contract;
const term = version?.screenFailure;
if (!version || !term) throw new Error('the story pays screen failures');
const counts = (failures: number, enrolled: number) => ({ failures, enrolled, screened: failures + enrolled });

function screened(subjectId: string, correction = 0, existing: readonly AccrualLine[] = []): readonly AccrualLine[] {
  const visit = {
    visitId: `${subjectId}/V1`,
    subjectId,
    visitKey: 'V1',
    cycle: 1,
    correction,
    state: 'completed',
    actualDate: civilDate('2026-02-24'),
    activities: [],
  } as const;
  const decided = decideEarn(visit, contract, existing);
  if (!decided.ok) throw new Error(decided.refusal);
  return decided.value.lines;
}
function fail(
  subjectId: string,
  failedOn: string,
  failures: number,
  enrolled: number,
  payableSoFar: number,
  existing = screened(subjectId),
): AccrualLine[] {
  if (!version) throw new Error('no version');
  return decideScreenFailure({
    subjectId,
    failedOn: civilDate(failedOn),
    version,
    counts: counts(failures, enrolled),
    payableSoFar,
    existing,
  });
}

describe('screen failures', () => {
  it('[BR-10] six failed and seven randomised pay four and defer two; the ninth randomisation pays a fifth', () => {
    expect(payableScreenFailures(term.rule, counts(6, 7))).toEqual({ payable: 4, deferred: 2 });
    expect(payableScreenFailures(term.rule, counts(6, 8)).payable).toBe(4);
    expect(payableScreenFailures(term.rule, counts(6, 9))).toEqual({ payable: 5, deferred: 1 });
    expect(payableScreenFailures(term.rule, counts(20, 60)).payable).toBe(8);
    expect(payableScreenFailures(term.rule, counts(1, 0))).toEqual({ payable: 1, deferred: 0 });
  });

  it('[BR-10] all, none and percentages are rules of their own; counts must be counts', () => {
    expect(payableScreenFailures({ kind: 'all' }, counts(6, 0)).payable).toBe(6);
    expect(payableScreenFailures({ kind: 'none' }, counts(6, 9)).deferred).toBe(6);
    expect(payableScreenFailures({ kind: 'percent-of-enrolled', basisPoints: 2_500 }, counts(6, 7)).payable).toBe(1);
    expect(payableScreenFailures({ kind: 'percent-of-screened', basisPoints: 2_500 }, counts(6, 7)).payable).toBe(3);
    expect(() => payableScreenFailures(term.rule, counts(-1, 0))).toThrow(DomainError);
    expect(() => payableScreenFailures({ kind: 'ratio', initial: 2, pay: 1, perEnrolled: 0, max: null }, counts(1, 1))).toThrow(
      DomainError,
    );
  });

  it('[BR-10] payable never falls when enrolment rises, and never passes failures or the maximum', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (failures, enrolled) => {
        const { payable, deferred } = payableScreenFailures(term.rule, counts(failures, enrolled));
        expect(payable + deferred).toBe(failures);
        expect(payable).toBeLessThanOrEqual(Math.min(failures, 8));
        expect(payableScreenFailures(term.rule, counts(failures, enrolled + 1)).payable).toBeGreaterThanOrEqual(payable);
      }),
    );
  });

  it('[BR-10] both lines of V1 are reversed and one line of 1,560.00 without holdback takes their place', () => {
    const visit = screened('101-009');
    const lines = fail('101-009', '2026-03-05', 1, 0, 0);
    expect(lines.map((line) => [line.kind, line.amountMinor, line.state])).toEqual([
      ['payable', -140_400n, 'earned'],
      ['holdback', -15_600n, 'earned'],
      ['screen-failure', 156_000n, 'earned'],
    ]);
    const journals = [...visit, ...lines].map((line) => journalOf(line));
    expect([balanceOf('revenue', journals).get('USD'), balanceOf('holdback-receivable', journals).get('USD')]).toEqual([-156_000n, 0n]);
    expect(fail('101-009', '2026-03-05', 1, 0, 0, [...visit, ...lines])).toEqual([]);
    expect(screened('101-009', 0, [...visit, ...lines])).toEqual([]);
  });

  it('[BR-10] a failure beyond the ratio is deferred: at risk, and not revenue', () => {
    const lines = fail('101-014', '2026-03-05', 6, 7, 4);
    expect(lines.at(-1)).toMatchObject({ state: 'deferred', amountMinor: 156_000n });
    const journals = [...screened('101-014'), ...lines].map((line) => journalOf(line));
    expect([balanceOf('revenue', journals).get('USD'), balanceOf('deferred-receivable', journals).get('USD')]).toEqual([0n, 156_000n]);
    expect(lines.at(-1)?.why.steps).toEqual([
      {
        kind: 'visits-replaced',
        visits: [{ visitKey: 'V1', isTrueUp: false, directMinor: 120_000n, overheadMinor: 36_000n }],
        amountMinor: 156_000n,
      },
      { kind: 'ratio', rule: term.rule, ...counts(6, 7), payable: 4, payableBefore: 4, isPaid: false, amountMinor: 156_000n },
    ]);
  });

  it('[BR-10] at the ninth randomisation the oldest deferred failure becomes payable, once', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-06', '2026-03-05'];
    const site = days
      .flatMap((on, index) => fail(`101-02${index}`, on, 6, 7, Math.min(index, 4)))
      .filter((line) => line.kind === 'screen-failure');
    const atRisk = (lines: readonly AccrualLine[]) => liveLines(lines).filter((line) => line.state === 'deferred');
    expect(atRisk(site).reduce((total, line) => total + line.amountMinor, 0n)).toBe(312_000n);
    expect(decideRelease(term, counts(6, 8), site)).toEqual([]);
    const released = decideRelease(term, counts(6, 9), site);
    expect(released.map((line) => [line.subjectId, line.state, line.amountMinor, line.generation])).toEqual([
      ['101-025', 'deferred', -156_000n, 2],
      ['101-025', 'earned', 156_000n, 3],
    ]);
    expect(decideRelease(term, counts(6, 9), [...site, ...released])).toEqual([]);
    expect(atRisk([...site, ...released])).toHaveLength(1);
  });

  it('[BR-10] correcting the screening visit of a failed subject ends in one line again', () => {
    const visit = screened('101-009');
    const failed = [...visit, ...fail('101-009', '2026-03-05', 1, 0, 0, visit)];
    const reopened = [...failed, ...decideReverse('101-009/V1', failed, 'wrong date')];
    expect(liveLines(reopened)).toEqual([]);
    const again = [...reopened, ...screened('101-009', 1, reopened)];
    const settled = [...again, ...fail('101-009', '2026-03-05', 1, 0, 0, again)];
    expect(liveLines(settled).map((line) => [line.kind, line.amountMinor])).toEqual([['screen-failure', 156_000n]]);
  });
});
