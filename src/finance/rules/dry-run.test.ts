// The dry run of NLX-301 to the cent, and what it warns of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract, schedule } from '../../../examples/nlx-301/story.ts';
import type { ContractVersion } from './contract-version.ts';
import { dryRun } from './dry-run.ts';
import { dryRunDue } from './dry-run-due.ts';

const [first, second] = contract as [ContractVersion, ContractVersion];
const caseOf = (version: ContractVersion, kind: string) => dryRun(schedule, version).cases.find((each) => each.kind === kind);
const codes = (version: ContractVersion, of = schedule) =>
  dryRun(of, version).warnings.map(({ code, facts }) => [code, ...Object.values(facts)]);

describe('a dry run of NLX-301', () => {
  it('[FIN-02] a participant who comes to every visit on target earns 10,790.00: 9,711.00 now and 1,079.00 held back', () => {
    const complete = caseOf(first, 'complete');
    expect(complete?.totals).toEqual({ grossMinor: 1_079_000n, payableMinor: 971_100n, heldBackMinor: 107_900n, deferredMinor: 0n });
    expect(complete?.rows.map((row) => [row.visitKey, row.serviceDate?.toString(), row.grossMinor, row.payableMinor])).toEqual([
      ['V1', '2026-01-15', 156_000n, 140_400n],
      ['V2', '2026-01-16', 260_000n, 234_000n],
      ['V3', '2026-02-13', 195_000n, 175_500n],
      ['V4', '2026-03-13', 195_000n, 175_500n],
      ['V5', '2026-04-10', 234_000n, 210_600n],
      ['FU', '2026-05-10', 39_000n, 35_100n],
    ]);
  });

  it('[FIN-02] [BR-10] a screen failure earns 1,560.00 and nothing of it is held back', () => {
    const failed = caseOf(first, 'screen-failure');
    expect(failed?.rows.map((row) => [row.visitKey, row.kind])).toEqual([['V1', 'screen-failure']]);
    expect(failed?.totals).toEqual({ grossMinor: 156_000n, payableMinor: 156_000n, heldBackMinor: 0n, deferredMinor: 0n });
    const none = { ...first.screenFailure!, rule: { kind: 'ratio', initial: 0, pay: 1, perEnrolled: 3, max: null } as const };
    expect(caseOf({ ...first, screenFailure: none }, 'screen-failure')?.totals).toMatchObject({
      payableMinor: 0n,
      deferredMinor: 156_000n,
    });
  });

  it('[FIN-02] a participant who leaves after half of the visits earns V1 to V3', () => {
    const left = caseOf(first, 'half-way');
    expect(left?.rows.map((row) => row.visitKey)).toEqual(['V1', 'V2', 'V3']);
    expect(left?.totals).toMatchObject({ grossMinor: 611_000n, payableMinor: 549_900n, heldBackMinor: 61_100n });
  });

  it('[BR-06] what is payable may be invoiced at the end of its month and is due 45 days later; what waits has no day', () => {
    const days = (version: ContractVersion, kind: string, clock: 'month-end' | 'invoice-received') =>
      caseOf(version, kind)?.rows.map((row) =>
        Object.values(dryRunDue(row, { clock, termDays: 45 })).map((day) => day?.toString() ?? null),
      );
    expect(days(first, 'half-way', 'month-end')).toEqual([
      ['2026-01-31', '2026-03-17'],
      ['2026-01-31', '2026-03-17'],
      ['2026-02-28', '2026-04-14'],
    ]);
    expect(days(first, 'screen-failure', 'invoice-received')).toEqual([['2026-01-15', '2026-03-01']]);
    const none = { ...first.screenFailure!, rule: { kind: 'ratio', initial: 0, pay: 1, perEnrolled: 3, max: null } as const };
    expect(days({ ...first, screenFailure: none }, 'screen-failure', 'month-end')).toEqual([[null, null]]);
  });

  it('[BR-11] one of each item beside the visits is told on its own, and none of it happens to the invented participants', () => {
    const rows = caseOf(first, 'conditional')?.rows.map(({ name, kind, serviceDate, grossMinor }) => [name, kind, serviceDate, grossMinor]);
    expect(rows).toEqual([
      ['Unscheduled visit', 'invoiceable', null, 84_500n],
      ['Repeat ECG', 'invoiceable', null, 11_700n],
      ['Re-consent', 'invoiceable', null, 19_500n],
      ['SAE packet', 'invoiceable', null, 50_000n],
    ]);
    const ecg = first.invoiceables.find(({ key }) => key === 'repeat-ecg')!;
    const planned = { ...first, invoiceables: [{ ...ecg, trigger: 'conditional-procedure' as const }] };
    expect(caseOf(planned, 'complete')?.totals).toEqual(caseOf(first, 'complete')?.totals);
    expect(caseOf({ ...first, invoiceables: [] }, 'conditional')).toBeUndefined();
  });

  it('[BR-11] warns of visits nobody pays, of a procedure the schedule does not know, and of one that is paid twice', () => {
    const beside = (change: object) => ({ ...first, invoiceables: [{ ...first.invoiceables[1]!, ...change }], screenFailure: null });
    const warned = (version: ContractVersion) =>
      codes(version)
        .map(([code]) => code)
        .filter((code) => /unscheduled|conditional/.test(code ?? ''));
    expect(warned(first)).toEqual([]);
    expect(warned({ ...first, invoiceables: [] })).toEqual(['unscheduled-without-price']);
    expect(warned(beside({ activityKey: 'mri' }))).toEqual(['unscheduled-without-price', 'conditional-not-planned']);
    const v1 = { ...first.visitTerms[0]!, partial: { kind: 'pro-rata' as const, directMinorByActivity: { ecg: 120_000n } } };
    const twice = { ...beside({ trigger: 'conditional-procedure' }), visitTerms: [v1] };
    expect(warned(twice)).toEqual(['unscheduled-without-price', 'conditional-priced-twice']);
  });

  it('[BR-14] warns of a cap by amount that cuts an item, and cuts it in the row of one of each', () => {
    const capped = (maxMinorPerSite: bigint) => ({
      ...first,
      invoiceables: first.invoiceables.map((each) => (each.key === 'sae-packet' ? { ...each, maxMinorPerSite } : each)),
    });
    const warned = (maxMinorPerSite: bigint) => codes(capped(maxMinorPerSite)).filter(([code]) => code?.startsWith('cap-'));
    expect(warned(150_000n)).toEqual([]);
    expect(warned(120_000n)).toEqual([['cap-cuts-item', 'SAE packet', '200.00 USD', '2']]);
    expect(warned(12_000n)).toEqual([['cap-below-price', 'SAE packet', '120.00 USD']]);
    expect(caseOf(capped(12_000n), 'conditional')?.rows.at(-1)?.grossMinor).toBe(12_000n);
  });

  it('[BR-15] version 2 pays 260.00 more for the same participant', () => {
    expect(caseOf(second, 'complete')?.totals.grossMinor).toBe(1_105_000n);
  });

  it('[BR-10] says when screen failures are not paid any more, and nothing else of terms without gaps', () => {
    expect(codes(first)).toEqual([
      ['failure-deferred-after', '2', '3'],
      ['failure-limit', '8'],
    ]);
    expect(codes({ ...first, screenFailure: null })).toEqual([['failure-without-term']]);
    expect(codes({ ...first, screenFailure: { ...first.screenFailure!, rule: { kind: 'none' } } })).toEqual([['failure-unpaid']]);
  });

  it('[BR-13] names visits without a price, prices without a visit, and activities priced twice or not at all', () => {
    const silent = { ...first, screenFailure: { ...first.screenFailure!, rule: { kind: 'all' } as const } };
    const [v1, v2, ...others] = silent.visitTerms;
    if (!v1 || !v2) throw new Error('the story prices V1 and V2');
    expect(codes({ ...silent, visitTerms: [v1, ...others] })).toEqual([['visit-without-price', 'Randomisation']]);
    expect(codes({ ...silent, visitTerms: [...silent.visitTerms, { ...v1, key: 'x', visitKey: 'V9' }] })).toEqual([
      ['price-without-visit', 'V9'],
    ]);
    const partial = {
      kind: 'pro-rata' as const,
      directMinorByActivity: { 'vital-signs': 100_000n, labs: 50_000n, dosing: 40_000n, xray: 10_000n },
    };
    expect(codes({ ...silent, visitTerms: [v1, { ...v2, partial }, ...others] })).toEqual([
      ['activity-not-planned', 'Randomisation', 'xray'],
    ]);
    const twice = {
      ...schedule,
      visits: schedule.visits.map((visit) =>
        visit.key === 'V2'
          ? { ...visit, activities: [...(visit.activities ?? []), { key: 'labs-2', name: 'Haematology and Chemistry' }] }
          : visit,
      ),
    };
    const doubled = { kind: 'pro-rata' as const, directMinorByActivity: { 'vital-signs': 100_000n, labs: 50_000n, 'labs-2': 50_000n } };
    expect(codes({ ...silent, visitTerms: [v1, { ...v2, partial: doubled }, ...others] }, twice)).toEqual([
      ['activity-priced-twice', 'Randomisation', 'haematology and chemistry'],
      ['activity-without-price', 'Randomisation', 'Study drug'],
    ]);
  });

  it('[FIN-02] repeating visits are walked through as often as planned, and once where the end is open', () => {
    const block = { key: 'b', leadKey: 'V3', visitKeys: ['V3'], lengthDays: 28 };
    const repeating = (maxCycles?: number) => ({ ...schedule, blocks: [{ ...block, ...(maxCycles ? { maxCycles } : {}) }] });
    const visits = (of: typeof schedule) =>
      dryRun(of, first)
        .cases[0]?.rows.filter((row) => row.visitKey === 'V3')
        .map((row) => [row.cycle, row.serviceDate?.toString()]);
    expect(visits(repeating(3))).toEqual([
      [1, '2026-02-13'],
      [2, '2026-03-13'],
      [3, '2026-04-10'],
    ]);
    expect(visits(repeating())).toHaveLength(1);
    expect(codes(first, repeating())[0]).toEqual(['cycles-open', 'Week 4']);
  });

  it('[BR-09] for any rates and prices, every case adds up: payable, held back and deferred are the gross', () => {
    const rates = fc.record({
      overhead: fc.integer({ min: 0, max: 20_000 }),
      held: fc.integer({ min: 1, max: 10_000 }),
      direct: fc.bigInt(0n, 9_999_999n),
    });
    fc.assert(
      fc.property(rates, ({ overhead, held, direct }) => {
        const version: ContractVersion = {
          ...first,
          overheadBasisPoints: overhead,
          holdback: { basisPoints: held, of: 'gross', clause: 'c' },
          visitTerms: first.visitTerms.map((term) => ({ ...term, directMinor: direct })),
        };
        for (const { totals } of dryRun(schedule, version).cases)
          expect(totals.payableMinor + totals.heldBackMinor + totals.deferredMinor).toBe(totals.grossMinor);
      }),
    );
  });
});
