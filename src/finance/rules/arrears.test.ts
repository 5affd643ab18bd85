// Versions that go live late: earned once in arrears, trued up to the price in force, whatever the order of releases.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import { decideTrueUp, inArrears } from './arrears.ts';
import type { ContractVersion } from './contract-version.ts';
import { type EarningVisit, decideEarn } from './earn.ts';
import { isBalanced, journalOf } from './journal.ts';
import { type AccrualLine, decideReverse, isHeldBack, lineKey, liveLines } from './line.ts';
import { decideScreenFailure } from './screen-failure.ts';

const [first] = contract;
if (!first) throw new Error('the story has a contract');
const wentLive = civilDate('2026-08-01');
const visitOn = (visitKey: string, on: string): EarningVisit => ({
  visitId: `101-007/${visitKey}`,
  subjectId: '101-007',
  visitKey,
  cycle: 1,
  correction: 0,
  state: 'completed',
  actualDate: civilDate(on),
  activities: [],
});
function earned(visit: EarningVisit, versions: readonly ContractVersion[]): readonly AccrualLine[] {
  const decided = decideEarn(visit, versions, []);
  return decided.ok ? decided.value.lines : [];
}
const sum = (lines: readonly AccrualLine[], held: boolean) =>
  lines.filter((line) => isHeldBack(line.kind) === held).reduce((total, line) => total + line.amountMinor, 0n);
const priced = (
  version: number,
  effectiveFrom: string,
  direct: Readonly<Record<string, bigint>>,
  overhead: number,
  holdback: number,
): ContractVersion => ({
  ...first,
  version,
  effectiveFrom: civilDate(effectiveFrom),
  overheadBasisPoints: overhead,
  holdback: holdback === 0 ? null : { basisPoints: holdback, of: 'gross', clause: 'Exhibit B' },
  visitTerms: first.visitTerms.map((term) => ({ ...term, directMinor: direct[term.visitKey] ?? term.directMinor })),
});

describe('a version that goes live late', () => {
  it('[BR-05] what never earned earns in arrears, and its explanation names the version and the day it went live', () => {
    const lines = inArrears(earned(visitOn('V1', '2026-02-24'), contract), wentLive);
    expect(lines.map((line) => line.amountMinor)).toEqual([140_400n, 15_600n]);
    expect(lines[0]?.why.steps.at(-1)).toMatchObject({
      kind: 'arrears',
      version: first.version,
      effectiveFrom: '2026-01-15',
      wentLiveOn: '2026-08-01',
    });
    expect(lines[0]?.why.inputs).toMatchObject({ wentLiveOn: '2026-08-01', serviceDate: '2026-02-24' });
  });

  it('[BR-15] V4 of 2026-06-10, earned by version 1, is trued up by one line of 234.00 and one of 26.00 held back', () => {
    const visit = visitOn('V4', '2026-06-10');
    const before = earned(visit, [first]);
    const lines = decideTrueUp(visit, contract, before, wentLive);
    expect(lines.map((line) => [line.kind, line.amountMinor, line.generation, line.contractVersion])).toEqual([
      ['true-up', 23_400n, 1, 2],
      ['true-up-holdback', 2_600n, 1, 2],
    ]);
    expect(lines[0]?.why.steps.at(-1)).toEqual({
      kind: 'true-up',
      part: 'payable',
      version: 2,
      effectiveFrom: '2026-06-01',
      wentLiveOn: '2026-08-01',
      formerVersion: 1,
      formerMinor: 175_500n,
      newMinor: 198_900n,
      amountMinor: 23_400n,
    });
    expect(decideTrueUp(visit, contract, [...before, ...lines], wentLive)).toEqual([]);
    expect(decideTrueUp(visitOn('V4', '2026-05-31'), contract, earned(visitOn('V4', '2026-05-31'), [first]), wentLive)).toEqual([]);
  });

  it('[BR-15] after any late releases a visit stands at the price in force on its date, each key once, every journal balanced', () => {
    const minor = fc.bigInt({ min: 0n, max: 500_000n });
    const release = fc.record({
      price: minor,
      overhead: fc.integer({ min: 0, max: 6_000 }),
      holdback: fc.constantFrom(0, 500, 1_000, 10_000),
    });
    fc.assert(
      fc.property(fc.array(release, { minLength: 1, maxLength: 5 }), fc.nat(200), (releases, day) => {
        const visit = visitOn('V3', addDays(civilDate('2026-02-01'), day).toString());
        const versions = [{ ...first, version: 1 }];
        const lines = [...earned(visit, versions)];
        for (const [index, { price, overhead, holdback }] of releases.entries()) {
          const from = addDays(civilDate('2026-02-01'), index * 30).toString();
          versions.push(priced(index + 2, from, { V3: price }, overhead, holdback));
          lines.push(...decideTrueUp(visit, versions, lines, wentLive));
          expect(decideTrueUp(visit, versions, lines, wentLive)).toEqual([]);
        }
        const fresh = earned(visit, versions);
        expect([sum(lines, false), sum(lines, true)]).toEqual([sum(fresh, false), sum(fresh, true)]);
        expect(new Set(lines.map(lineKey)).size).toBe(lines.length);
        expect(lines.every((line) => isBalanced(journalOf(line)))).toBe(true);
        const reversed = [...lines, ...decideReverse(visit.visitId, lines, 'wrong day')];
        expect([sum(reversed, false), sum(reversed, true), liveLines(reversed).length]).toEqual([0n, 0n, 0]);
      }),
    );
  });

  it('[BR-10] a screen failure takes the place of the visit and of its true-up together', () => {
    const visit = visitOn('V1', '2026-02-24');
    const raised = priced(2, '2026-02-01', { V1: 150_000n }, 3_000, 1_000);
    const before = earned(visit, [first]);
    const lines = [...before, ...decideTrueUp(visit, [first, raised], before, wentLive)];
    const failed = decideScreenFailure({
      subjectId: '101-007',
      failedOn: civilDate('2026-03-01'),
      version: raised,
      counts: { failures: 1, enrolled: 0, screened: 1 },
      payableSoFar: 0,
      existing: lines,
    });
    expect(failed.at(-1)).toMatchObject({ kind: 'screen-failure', amountMinor: 195_000n });
    expect(sum([...lines, ...failed], false) + sum([...lines, ...failed], true)).toBe(195_000n);
  });
});
