// Earning, holdback and reversal: the table of NLX-301 to the cent, and the invariants over random histories.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError, civilDate } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import type { ContractVersion, VisitTerm } from './contract-version.ts';
import { versionInForce } from './contract-version.ts';
import { type EarningVisit, decideEarn } from './earn.ts';
import { priceOf } from './holdback.ts';
import { balanceOf, isBalanced, journalOf } from './journal.ts';
import { type AccrualLine, decideReverse, lineKey, liveLines } from './line.ts';

const visit = (visitKey: string, on: string, more: Partial<EarningVisit> = {}): EarningVisit => ({
  visitId: `101-007/${visitKey}`,
  subjectId: '101-007',
  visitKey,
  cycle: 1,
  correction: 0,
  state: 'completed',
  actualDate: civilDate(on),
  activities: [],
  ...more,
});
function earn(
  of: EarningVisit,
  existing: readonly AccrualLine[] = [],
  versions: readonly ContractVersion[] = contract,
): readonly AccrualLine[] {
  const decided = decideEarn(of, versions, existing);
  if (!decided.ok) throw new Error(decided.refusal);
  return decided.value.lines;
}
const amounts = (lines: readonly AccrualLine[]) => lines.map((line) => line.amountMinor);
const sum = (minors: readonly bigint[]) => minors.reduce((total, minor) => total + minor, 0n);
const [first] = contract;
if (!first) throw new Error('the story has a contract');

describe('earning', () => {
  const table: [string, string, bigint, bigint][] = [
    ['V1', '2026-02-24', 140_400n, 15_600n],
    ['V2', '2026-03-10', 234_000n, 26_000n],
    ['V3', '2026-04-13', 175_500n, 19_500n],
    ['V4', '2026-05-05', 175_500n, 19_500n],
    ['V5', '2026-06-02', 210_600n, 23_400n],
    ['FU', '2026-07-02', 35_100n, 3_900n],
  ];

  it('[BR-05] a complete subject earns 10,790.00: 9,711.00 payable and 1,079.00 held back', () => {
    const lines = table.flatMap(([key, on]) => earn(visit(key, on)));
    expect(lines.map((line) => [line.visitKey, line.kind, line.amountMinor])).toEqual(
      table.flatMap(([key, , payable, held]) => [
        [key, 'payable', payable],
        [key, 'holdback', held],
      ]),
    );
    expect([sum(amounts(lines)), sum(amounts(lines.filter((line) => line.kind === 'payable')))]).toEqual([1_079_000n, 971_100n]);
  });

  it('[BR-15] V4 costs 2,210.00 gross from 1 June and 1,950.00 the day before', () => {
    expect(sum(amounts(earn(visit('V4', '2026-06-01'))))).toBe(221_000n);
    expect(sum(amounts(earn(visit('V4', '2026-05-31'))))).toBe(195_000n);
    expect(earn(visit('V4', '2026-06-01'))[0]?.contractVersion).toBe(2);
    expect(versionInForce(contract, civilDate('2026-01-14'))).toMatchObject({ refusal: 'no-version-in-force' });
    expect(decideEarn(visit('V1', '2026-01-14'), contract, [])).toMatchObject({ refusal: 'no-version-in-force' });
  });

  it('[BR-05] a visit that costs nothing by its contract still earns its line, of nothing', () => {
    const [term, ...rest] = first.visitTerms;
    if (!term) throw new Error('the story prices its visits');
    const free = { ...first, visitTerms: [{ ...term, directMinor: 0n }, ...rest] };
    expect(decideEarn(visit(term.visitKey, '2026-02-24'), [free], [])).toMatchObject({
      value: { note: 'earned', lines: [{ kind: 'payable', amountMinor: 0n }] },
    });
  });

  it('[BR-15] of two versions from one day on the higher one prices, in whatever order they come', () => {
    const [lower, higher] = [first, { ...first, version: first.version + 1 }];
    for (const versions of [
      [lower, higher],
      [higher, lower],
    ])
      expect(versionInForce(versions, first.effectiveFrom)).toMatchObject({ ok: true, value: { version: higher.version } });
  });

  it('[BR-07] telling the same visit again earns nothing, also at another price and after a reversal', () => {
    const lines = earn(visit('V4', '2026-05-05'));
    expect(earn(visit('V4', '2026-05-05'), lines)).toEqual([]);
    const history = [...lines, ...decideReverse('101-007/V4', lines, 'wrong date')];
    expect(earn(visit('V4', '2026-05-05'), history)).toEqual([]);
    expect(decideReverse('101-007/V4', history, 'again')).toEqual([]);
    const corrected = earn(visit('V4', '2026-06-01', { correction: 1 }), history);
    expect(corrected.map((line) => [line.generation, line.amountMinor])).toEqual([
      [3, 198_900n],
      [3, 22_100n],
    ]);
  });

  it('[BR-07] a corrected visit is refused while the lines of the old record still count', () => {
    const lines = earn(visit('V4', '2026-05-05'));
    expect(decideEarn(visit('V4', '2026-05-06', { correction: 1 }), contract, lines)).toMatchObject({ refusal: 'lines-still-live' });
  });

  it('[FIN-01] a line says why: clause, version, inputs and arithmetic', () => {
    const [line] = earn(visit('V3', '2026-04-13'));
    expect(line?.why).toMatchObject({
      clause: 'Exhibit B, visit V3',
      contractKey: 'C1',
      contractVersion: 1,
      inputs: { serviceDate: '2026-04-13' },
    });
    expect(line?.why.steps).toEqual([
      { kind: 'direct', partly: null, amountMinor: 150_000n },
      { kind: 'overhead', basisPoints: 3_000, directMinor: 150_000n, amountMinor: 45_000n },
      { kind: 'gross', directMinor: 150_000n, overheadMinor: 45_000n, amountMinor: 195_000n },
      { kind: 'payable-of-gross', basisPoints: 9_000, grossMinor: 195_000n, amountMinor: 175_500n },
      { kind: 'holdback', clause: first.holdback?.clause, grossMinor: 195_000n, payableMinor: 175_500n, amountMinor: 19_500n },
    ]);
  });

  it('[BR-13] a partial visit earns all or nothing unless the contract says otherwise', () => {
    const activities = [
      { key: 'labs', done: true },
      { key: 'dosing', done: false },
    ];
    const partly = visit('V3', '2026-04-07', { state: 'partially-completed', activities });
    const with3 = (partial: VisitTerm['partial']) => [
      { ...first, visitTerms: first.visitTerms.map((term) => ({ ...term, ...(partial ? { partial } : {}) })) },
    ];
    expect(decideEarn(partly, contract, [])).toMatchObject({ value: { lines: [], note: 'partial-earns-nothing' } });
    expect(sum(amounts(earn(partly, [], with3({ kind: 'full' }))))).toBe(195_000n);
    expect(sum(amounts(earn(partly, [], with3({ kind: 'all-or-nothing', requiredActivities: ['labs'] }))))).toBe(195_000n);
    const shares = { labs: 60_000n, dosing: 90_000n };
    expect(amounts(earn(partly, [], with3({ kind: 'pro-rata', directMinorByActivity: shares })))).toEqual([70_200n, 7_800n]);
    expect(() => earn(partly, [], with3({ kind: 'pro-rata', directMinorByActivity: { labs: 1n } }))).toThrow(DomainError);
  });

  it('a visit the contract does not price earns nothing and says so', () => {
    expect(decideEarn(visit('V9', '2026-04-07'), contract, [])).toMatchObject({ value: { lines: [], note: 'not-priced' } });
  });

  it('[BR-09] holdback on the direct amount leaves overhead payable in full', () => {
    const [term] = first.visitTerms;
    if (!term) throw new Error('V1 has a term');
    const price = priceOf(term, { ...first, holdback: { basisPoints: 1_000, of: 'direct', clause: 'B' } });
    expect([price.payableMinor, price.holdbackMinor]).toEqual([144_000n, 12_000n]);
  });
});

describe('money invariants', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const share = fc.integer({ min: 0, max: 10_000 });

  it('[BR-07, BR-08] payable and holdback always sum to the gross, and the gross to direct and overhead', () => {
    fc.assert(
      fc.property(
        amount,
        share,
        share,
        fc.constantFrom('gross' as const, 'direct' as const),
        (directMinor, overheadBasisPoints, basisPoints, of) => {
          const version = { ...first, overheadBasisPoints, holdback: { basisPoints, of, clause: 'B' } };
          const term: VisitTerm = { key: 't', visitKey: 'V1', clause: 'B', directMinor, hasOverhead: true, hasHoldback: true };
          const price = priceOf(term, version);
          expect(price.payableMinor + price.holdbackMinor).toBe(price.grossMinor);
          expect(price.directMinor + price.overheadMinor).toBe(price.grossMinor);
          expect(price.payableMinor >= 0n && price.holdbackMinor >= 0n).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('[BR-07] over random histories keys never repeat, reversals negate, and the ledger sums to zero', () => {
    const step = fc.record({
      visitKey: fc.constantFrom('V1', 'V2', 'V3', 'V4', 'V5', 'FU'),
      what: fc.constantFrom('complete', 'again', 'correct'),
      days: fc.nat(300),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lines: AccrualLine[] = [];
        const records = new Map<string, EarningVisit>();
        for (const { visitKey, what, days } of steps) {
          const actualDate = civilDate('2026-02-01').add({ days });
          const before = records.get(visitKey);
          if (what === 'correct' && before) {
            lines.push(...decideReverse(before.visitId, lines, 'corrected'));
            records.set(visitKey, { ...before, actualDate, correction: before.correction + 1 });
          } else if (!before) records.set(visitKey, visit(visitKey, actualDate.toString()));
          const record = records.get(visitKey);
          if (record) lines.push(...earn(record, lines));
          if (record) expect(earn(record, lines)).toEqual([]);
        }
        const keys = lines.map(lineKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const line of lines.filter((candidate) => candidate.reverses !== null)) {
          expect(line.amountMinor).toBe(-(lines.find((origin) => lineKey(origin) === line.reverses)?.amountMinor ?? 0n));
        }
        const journals = lines.map((line) => journalOf(line));
        expect(journals.every(isBalanced)).toBe(true);
        const live = sum(amounts(liveLines(lines)));
        expect(balanceOf('revenue', journals).get('USD') ?? 0n).toBe(-live);
        expect(
          (balanceOf('unbilled-receivable', journals).get('USD') ?? 0n) + (balanceOf('holdback-receivable', journals).get('USD') ?? 0n),
        ).toBe(live);
        expect(liveLines(lines)).toHaveLength(records.size * 2);
      }),
      { numRuns: 200 },
    );
  });

  it('a journal of one posting, or one that does not sum to zero in each currency, is not balanced', () => {
    const posting = (amountMinor: bigint, currency = 'USD') => ({ account: 'revenue' as const, amountMinor, currency });
    const journal = (...postings: ReturnType<typeof posting>[]) => ({ source: 's', effectiveOn: civilDate('2026-01-01'), postings });
    expect(isBalanced(journal(posting(0n)))).toBe(false);
    expect(isBalanced(journal(posting(1n), posting(-1n, 'EUR')))).toBe(false);
    expect(isBalanced(journal(posting(1n), posting(-1n)))).toBe(true);
  });
});
