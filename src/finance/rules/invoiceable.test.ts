// What is paid beside the visits: when it earns, how often, what it does to the visit, and until when it may be invoiced.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '#lib';
import { contract } from '../../../examples/nlx-301/story.ts';
import { decideEventTrueUp, decideTrueUp } from './arrears.ts';
import type { ContractVersion } from './contract-version.ts';
import { type EarningEvent, type EarningVisit, decideEarn, decideEventEarn } from './earn.ts';
import { type InvoiceableTerm, submission } from './invoiceable.ts';
import { isBalanced, journalOf } from './journal.ts';
import { type AccrualLine, decideReverse, lineKey, liveLines, reversalOf } from './line.ts';
import { decideScreenFailure } from './screen-failure.ts';

const [c1] = contract as [ContractVersion];
const term = (key: string) => c1.invoiceables.find((each) => each.key === key) as InvoiceableTerm;
const withTerms = (...invoiceables: readonly InvoiceableTerm[]): ContractVersion => ({ ...c1, invoiceables });
const unscheduled = (number: number, activities: readonly string[] = []): EarningVisit => ({
  visitId: `u${number}`,
  subjectId: '101-007',
  visitKey: 'unscheduled',
  cycle: 1,
  repeatNo: number,
  correction: 0,
  state: 'completed',
  actualDate: addDays(civilDate('2026-04-01'), number),
  activities: activities.map((key) => ({ key, done: true })),
});
const sae = (number: number): EarningEvent => ({
  eventId: `e${number}`,
  subjectId: '101-007',
  trigger: 'sae',
  termKey: null,
  on: civilDate('2026-04-14'),
});
const earned = (visit: EarningVisit, version: ContractVersion, existing: readonly AccrualLine[] = []) => {
  const decided = decideEarn(visit, [version], existing);
  if (!decided.ok) throw new Error(decided.refusal);
  return decided.value;
};
const amounts = (lines: readonly AccrualLine[]) => lines.map(({ kind, termKey, amountMinor }) => [kind, termKey, amountMinor]);

describe('[BR-11] what is paid beside the visits', () => {
  it('an unscheduled visit earns 845.00, a repeated ECG there 117.00 more, nothing held back', () => {
    expect(amounts(earned(unscheduled(1), c1).lines)).toEqual([['invoiceable', 'unscheduled-visit', 84_500n]]);
    expect(amounts(earned(unscheduled(2, ['ecg', 'labs']), c1).lines)).toEqual([
      ['invoiceable', 'unscheduled-visit', 84_500n],
      ['invoiceable', 'repeat-ecg', 11_700n],
    ]);
    const undone = { ...unscheduled(3), activities: [{ key: 'ecg', done: false }] };
    expect(amounts(earned(undone, c1).lines)).toEqual([['invoiceable', 'unscheduled-visit', 84_500n]]);
  });

  it('a planned visit earns what it always did, ECG included', () => {
    const v1 = { ...unscheduled(1, ['ecg']), visitKey: 'V1' };
    expect(amounts(earned(v1, c1).lines)).toEqual([
      ['payable', 'visit-V1', 140_400n],
      ['holdback', 'visit-V1', 15_600n],
    ]);
  });

  it('a report of a serious event earns 500.00 flat, once, and says why and until when', () => {
    const { lines, note } = decideEventEarn(sae(1), [c1], []);
    expect([note, ...amounts(lines)]).toEqual(['earned', ['invoiceable', 'sae-packet', 50_000n]]);
    expect(lines[0]).toMatchObject({ visitId: null, eventId: 'e1', why: { clause: 'Exhibit B, safety reports' } });
    expect(lines[0]?.why.inputs).toMatchObject({ trigger: 'sae', submitBy: '2026-07-13' });
    expect(decideEventEarn(sae(1), [c1], lines).note).toBe('already-earned');
    const gone = [...lines, ...lines.map((line) => reversalOf(line, { kind: 'record-changed', reason: 'withdrawn' }))];
    expect(decideEventEarn(sae(1), [c1], gone).note).toBe('already-earned');
    expect(decideEventEarn({ ...sae(1), on: civilDate('2026-01-14') }, [c1], []).note).toBe('not-priced');
  });

  it('a procedure that is conditional at a planned visit is paid beside it, and leaves the visit whole where it was not called for', () => {
    const beside = { ...term('repeat-ecg'), trigger: 'conditional-procedure' as const };
    const strict = c1.visitTerms.map((each) => ({ ...each, partial: { kind: 'all-or-nothing' as const } }));
    const version: ContractVersion = { ...withTerms(beside), visitTerms: strict };
    const v3 = (done: boolean): EarningVisit => ({
      ...unscheduled(1),
      visitKey: 'V3',
      state: done ? 'completed' : 'partially-completed',
      activities: [
        { key: 'labs', done: true },
        { key: 'ecg', done },
      ],
    });
    expect(amounts(earned(v3(true), version).lines)).toEqual([
      ['payable', 'visit-V3', 175_500n],
      ['holdback', 'visit-V3', 19_500n],
      ['invoiceable', 'repeat-ecg', 11_700n],
    ]);
    expect(amounts(earned(v3(false), version).lines)).toEqual([
      ['payable', 'visit-V3', 175_500n],
      ['holdback', 'visit-V3', 19_500n],
    ]);
    expect(earned(unscheduled(1, ['ecg']), version).note).toBe('not-priced');
  });

  it('a screen failure takes the place of the visit and leaves what was paid beside it', () => {
    const version = withTerms({ ...term('repeat-ecg'), trigger: 'conditional-procedure' });
    const { lines } = earned({ ...unscheduled(1, ['ecg']), visitKey: 'V1' }, version);
    const counts = { failures: 1, enrolled: 0, screened: 1 };
    const failedOn = civilDate('2026-04-10');
    const settled = decideScreenFailure({ subjectId: '101-007', failedOn, version, counts, payableSoFar: 0, existing: lines });
    expect(amounts(liveLines([...lines, ...settled]))).toEqual([
      ['invoiceable', 'repeat-ecg', 11_700n],
      ['screen-failure', 'screen-failure', 156_000n],
    ]);
  });

  it('[BR-15] a version that goes live late trues up what it prices anew, and earns in arrears what nobody paid yet', () => {
    const raised = { ...withTerms({ ...term('unscheduled-visit'), directMinor: 75_000n }, term('repeat-ecg')), version: 2 };
    const before = earned(unscheduled(1, ['ecg']), withTerms(term('unscheduled-visit'))).lines;
    const on = civilDate('2026-05-01');
    const late = decideTrueUp(unscheduled(1, ['ecg']), [c1, raised], before, on);
    expect(amounts(late)).toEqual([
      ['true-up', 'unscheduled-visit', 13_000n],
      ['invoiceable', 'repeat-ecg', 11_700n],
    ]);
    expect(late[1]?.why.steps.at(-1)?.kind).toBe('arrears');
    expect(decideTrueUp(unscheduled(1, ['ecg']), [c1, raised], [...before, ...late], on)).toEqual([]);
    const event = decideEventEarn(sae(1), [c1], []).lines;
    const dearer = { ...withTerms({ ...term('sae-packet'), directMinor: 60_000n }), version: 2 };
    expect(amounts(decideEventTrueUp(sae(1), [c1, dearer], event, on))).toEqual([['true-up', 'sae-packet', 10_000n]]);
    expect(decideEventTrueUp(sae(1), [c1], event, on)).toEqual([]);
  });

  it.each([
    [0, 'open'],
    [44, 'open'],
    [45, 'half-gone'],
    [71, 'half-gone'],
    [72, 'nearly-gone'],
    [90, 'nearly-gone'],
    [91, 'over'],
  ])('a window of 90 days is watched: after %i days it is %s', (days, standing) => {
    const from = civilDate('2026-04-01');
    expect(submission(from, 90, addDays(from, days))).toEqual({ by: civilDate('2026-06-30'), standing });
    expect(submission(from, null, addDays(from, days))).toBeNull();
  });
});

describe('[BR-14] caps', () => {
  it('beyond its number for one participant an item is on record, worth nothing, and says what was lost', () => {
    const version = withTerms({ ...term('unscheduled-visit'), maxPerSubject: 1 });
    const first = earned(unscheduled(1), version).lines;
    const second = earned(unscheduled(2), version, first);
    expect(second.note).toBe('capped');
    expect(second.lines).toMatchObject([{ kind: 'invoiceable', state: 'capped', amountMinor: 0n, price: { grossMinor: 0n } }]);
    expect(second.lines[0]?.why.steps).toEqual([
      { kind: 'cap-reached', cap: { kind: 'per-subject', count: 1 }, lostMinor: 84_500n, amountMinor: 0n },
    ]);
    const withdrawn = [...first, ...decideReverse('u1', first, 'entered twice')];
    expect(earned(unscheduled(3), version, withdrawn).note).toBe('earned');
  });

  it('what other participants of the site were paid counts for a cap of the site', () => {
    const version = withTerms({ ...term('unscheduled-visit'), maxPerSite: 5 });
    const at = (others: number) =>
      decideEarn(unscheduled(1), [version], [], new Map([['unscheduled-visit', { count: others, amountMinor: 0n }]]));
    expect(at(4)).toMatchObject({ ok: true, value: { note: 'earned' } });
    expect(at(5)).toMatchObject({ ok: true, value: { note: 'capped' } });
  });

  it('[BR-07] under a cap by amount the last one is cut to what is left, says so, and what comes after is worth nothing', () => {
    const version = withTerms({ ...term('sae-packet'), hasOverhead: true, hasHoldback: true, maxMinorPerSite: 80_000n });
    const first = decideEventEarn(sae(1), [version], []).lines;
    expect(amounts(first)).toEqual([
      ['invoiceable', 'sae-packet', 58_500n],
      ['invoiceable-holdback', 'sae-packet', 6_500n],
    ]);
    const second = decideEventEarn(sae(2), [version], first);
    expect(second.note).toBe('earned');
    expect(amounts(second.lines)).toEqual([
      ['invoiceable', 'sae-packet', 13_500n],
      ['invoiceable-holdback', 'sae-packet', 1_500n],
    ]);
    expect(second.lines[0]?.price).toEqual({
      directMinor: 11_538n,
      overheadMinor: 3_462n,
      grossMinor: 15_000n,
      payableMinor: 13_500n,
      holdbackMinor: 1_500n,
    });
    expect(second.lines[0]?.why.steps).toMatchObject([
      { kind: 'direct' },
      { kind: 'overhead' },
      { kind: 'gross', amountMinor: 65_000n },
      { kind: 'cap-cut', mostMinor: 80_000n, earlierMinor: 65_000n, lostMinor: 50_000n, amountMinor: 15_000n },
      { kind: 'payable-of-gross', amountMinor: 13_500n },
      { kind: 'holdback', amountMinor: 1_500n },
    ]);
    const third = decideEventEarn(sae(3), [version], [...first, ...second.lines]);
    expect(third).toMatchObject({ note: 'capped', lines: [{ state: 'capped', amountMinor: 0n }] });
    const elsewhere = new Map([['sae-packet', { count: 1, amountMinor: 79_999n }]]);
    expect(decideEventEarn(sae(1), [version], [], elsewhere).lines.map(({ amountMinor }) => amountMinor)).toEqual([1n]);
    const withdrawn = [
      ...first,
      ...second.lines,
      ...first.map((line) => reversalOf(line, { kind: 'record-changed', reason: 'withdrawn' })),
    ];
    expect(amounts(decideEventEarn(sae(3), [version], withdrawn).lines)[0]?.[2]).toBe(58_500n);
  });

  it('[BR-15] a late version raises what was paid no further than its cap by amount, and a lower cap takes nothing back', () => {
    const flat = { ...term('sae-packet'), hasOverhead: false, hasHoldback: false };
    const before = [1, 2].reduce<AccrualLine[]>((lines, number) => {
      return [...lines, ...decideEventEarn(sae(number), [withTerms(flat)], lines).lines];
    }, []);
    const on = civilDate('2026-05-01');
    const trued = (maxMinorPerSite: bigint) => {
      const dearer = { ...withTerms({ ...flat, directMinor: 60_000n, maxMinorPerSite }), version: 2 };
      const first = decideEventTrueUp(sae(1), [c1, dearer], before, on);
      return [...first, ...decideEventTrueUp(sae(2), [c1, dearer], [...before, ...first], on)];
    };
    expect(amounts(trued(200_000n)).map(([, , amount]) => amount)).toEqual([10_000n, 10_000n]);
    const cut = trued(113_000n);
    expect(amounts(cut).map(([, , amount]) => amount)).toEqual([10_000n, 3_000n]);
    expect(cut[1]?.why.steps.map(({ kind }) => kind)).toEqual(['direct', 'no-overhead', 'gross', 'cap-cut', 'payable-in-full', 'true-up']);
    expect(trued(70_000n)).toEqual([]);
  });

  const money = fc.bigInt({ min: 0n, max: 10_000_000n });
  const points = fc.integer({ min: 0, max: 10_000 });
  const anyTerm = fc
    .record({
      directMinor: money,
      hasOverhead: fc.boolean(),
      hasHoldback: fc.boolean(),
      max: fc.option(fc.integer({ min: 1, max: 4 })),
      maxMinorPerSite: fc.option(fc.bigInt({ min: 1n, max: 30_000_000n })),
    })
    .map(({ max, ...price }): InvoiceableTerm => ({ ...term('unscheduled-visit'), ...price, maxPerSubject: max }));
  const sumOf = (lines: readonly AccrualLine[]) => lines.reduce((sum, line) => sum + line.amountMinor, 0n);

  it('[BR-07] [BR-09] whatever comes and goes, parts add up, journals balance, keys are unique, and no more is paid than the cap', () => {
    const steps = fc.array(fc.record({ visit: fc.integer({ min: 1, max: 6 }), undo: fc.boolean() }), { maxLength: 25 });
    fc.assert(
      fc.property(anyTerm, points, points, steps, (each, overhead, held, moves) => {
        const version: ContractVersion = {
          ...withTerms(each),
          overheadBasisPoints: overhead,
          holdback: held === 0 ? null : { basisPoints: held, of: 'gross', clause: 'holdback' },
        };
        const lines: AccrualLine[] = [];
        const corrections = new Map<number, number>();
        for (const { visit, undo } of moves) {
          if (undo) {
            lines.push(...decideReverse(`u${visit}`, lines, 'correction'));
            corrections.set(visit, (corrections.get(visit) ?? 0) + 1);
          } else {
            const told = { ...unscheduled(visit), correction: corrections.get(visit) ?? 0 };
            lines.push(...earned(told, version, lines).lines);
            expect(earned(told, version, lines).lines).toEqual([]);
          }
          const live = liveLines(lines);
          const paid = live.filter((line) => line.kind === 'invoiceable' && line.state === 'earned');
          if (each.maxMinorPerSite !== null) expect(sumOf(live)).toBeLessThanOrEqual(each.maxMinorPerSite);
          expect(sumOf(live)).toBe(sumOf(lines));
          if (each.maxPerSubject !== null) expect(paid.length).toBeLessThanOrEqual(each.maxPerSubject);
          for (const line of paid) {
            const parts = live.filter((other) => other.visitId === line.visitId);
            expect(sumOf(parts)).toBe(line.price.grossMinor);
          }
        }
        const raised = { ...version, version: 2, invoiceables: [{ ...each, directMinor: each.directMinor + 7_777n }] };
        for (const visit of new Set(lines.map(({ visitId }) => Number(visitId?.slice(1)))))
          lines.push(...decideTrueUp(unscheduled(visit), [version, raised], lines, civilDate('2026-05-01')));
        if (each.maxMinorPerSite !== null) expect(sumOf(lines)).toBeLessThanOrEqual(each.maxMinorPerSite);
        expect(new Set(lines.map(lineKey)).size).toBe(lines.length);
        expect(lines.every((line) => isBalanced(journalOf(line)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
