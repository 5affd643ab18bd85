// What is claimed of the market: claims that pull or exclude each other, and evidence that is not hidden.
import { describe, expect, it } from 'vitest';
import { checkOf, claim, evidence, made, refused, row, rowOf, shareOf } from '../../../tests/support/outlooks.ts';
import type { EvidenceRecord, Outlook } from './outlook-types.ts';
import { publishedFrame } from './published-frame.ts';

describe('[MKT-45] claims about shares', () => {
  it('that are certain are met exactly, in their year and from there on', () => {
    const whole = made({ claims: [claim('Europe', { share: 0.4 }), claim('CNS', { axis: 'area', value: 2_000, year: 2028 })] });
    expect(shareOf(whole, 'region', 'Europe', 2025)).toBeCloseTo(0.4, 5);
    expect(rowOf(whole, 'area', 'CNS', 2028)?.value).toBeCloseTo(2_000, 2);
    expect(shareOf(whole, 'region', 'Europe', 2028)).toBeGreaterThan(0.38);
    expect(rowOf(whole, 'region', 'Europe', 2025)?.tag).toBe('published');
    expect(whole.checks.filter(({ name }) => name.startsWith('claim ')).map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('with a spread pull, and it is told how far they were met', () => {
    const free = shareOf(made(), 'region', 'Europe', 2025);
    const pulled = made({ claims: [claim('Europe', { share: 0.6, sd: 0.3 })] });
    const share = shareOf(pulled, 'region', 'Europe', 2025);
    expect(share).toBeGreaterThan(free + 0.02);
    expect(share).toBeLessThan(0.6);
    expect(checkOf(pulled, 'claim europe is met')).toMatchObject({ ok: false });
    const surer = shareOf(made({ claims: [claim('Europe', { share: 0.6, sd: 0.1 })] }), 'region', 'Europe', 2025);
    expect(surer).toBeGreaterThan(share);
  });

  it('that are certain are met in every refit, also where hardly anything was counted', () => {
    const activity = [row('US', 50), row('DE', 0.001)];
    const whole = made({ activity, claims: [claim('Europe', { share: 0.3 })], refits: 60 });
    const { interval95, value } = rowOf(whole, 'region', 'Europe', 2025) ?? { interval95: [0, 0], value: 0 };
    const total = whole.total[0];
    expect([interval95[0] / value, interval95[1] / value]).toEqual(
      [0, 1].map((end) => expect.closeTo((total?.interval95[end] ?? 0) / 6_710, 3)),
    );
  });

  it('that exclude each other are refused by name, without those that have no part in it', () => {
    const claims = [claim('North America', { share: 0.7 }), claim('Asia Pacific', { share: 0.1 }), claim('Europe', { share: 0.4 })];
    expect(refused({ claims })).toMatchObject({
      refusal: 'margins-conflict',
      detail: { year: 2025, between: ['north america', 'europe'] },
    });
    const region = refused({ claims: [claim('Europe', { share: 0.2 }), claim('DE', { axis: 'country', share: 0.3 })] });
    expect(region).toMatchObject({ refusal: 'margins-conflict', detail: { between: ['europe', 'de'] } });
    const nothingThere = refused({ activity: [row('US', 5)], claims: [claim('Europe', { share: 0.2 })] });
    expect(nothingThere).toMatchObject({ refusal: 'margins-conflict', detail: { between: ['europe'] } });
  });

  it('published with a spread are claims; without one they are told alone', () => {
    const share = {
      kind: 'share',
      quantity: 'share',
      value: 60,
      unit: '%',
      year: 2025,
      segment: { axis: 'region', key: 'Europe' },
    } as const;
    const free = shareOf(made({ evidence: [evidence(share)] }), 'region', 'Europe', 2025);
    expect(shareOf(made({ evidence: [evidence({ ...share, sd: 0.1 })] }), 'region', 'Europe', 2025)).toBeGreaterThan(free + 0.1);
  });

  it.each([
    ['claims[0].key', claim('Narnia', { share: 0.1 })],
    ['claims[0].year', claim('Europe', { share: 0.1, year: 2040 })],
    ['claims[0].share', claim('Europe', {})],
    ['claims[0].share', claim('Europe', { share: 1.2 })],
    ['claims[0].value', claim('Europe', { value: -1 })],
    ['claims[0].sd', claim('Europe', { share: 0.1, sd: -1 })],
  ])('that say nothing are refused at %s', (path, bad) => {
    expect(refused({ claims: [bad] })).toMatchObject({ refusal: 'bad-assumptions', detail: { path } });
  });
});

describe('[MKT-49] evidence that contradicts itself', () => {
  it('is named, and another total makes the interval wider and leaves the total as published', () => {
    const other = evidence({ value: 8.1, unit: 'USD billion', sd: 0.1 });
    const [plain, whole] = [made({ refits: 200 }), made({ refits: 200, evidence: [other] })];
    expect(whole.conflicts).toMatchObject([
      { quantity: 'market-size', year: 2025, records: ['frame-size-2025', 'another'], values: [6_710, 8_100] },
    ]);
    expect(whole.total[0]?.value).toBe(6_710);
    const width = ({ total }: Outlook) => (total[0]?.interval80[1] ?? 0) - (total[0]?.interval80[0] ?? 0);
    expect(width(whole)).toBeGreaterThan(1.15 * width(plain));
    expect(whole.triangulation).toMatchObject([{ year: 2025, sources: [{ value: 6_710 }, { value: 8_100 }] }]);
    expect(checkOf(whole, 'evidence does not contradict itself')).toMatchObject({ ok: false });
  });

  it('that says the same in other units does not', () => {
    expect(made({ evidence: [evidence({ value: 6.71, unit: 'USD billion' })] }).conflicts).toEqual([]);
  });

  it('about a part or a year that nothing draws is held against the outlook and its 80 %', () => {
    const share = { kind: 'share', quantity: 'share', unit: '%', segment: { axis: 'region', key: 'Europe' } } as const;
    const whole = made({
      refits: 100,
      evidence: [
        evidence({ id: 'far', ...share, value: 60 }),
        evidence({ id: 'near', ...share, value: 27 }),
        evidence({ id: 'between', year: 2028, value: 20, unit: 'USD billion' }),
        evidence({ id: 'like', year: 2028, value: 7_900, unit: 'USD million' }),
        evidence({ id: 'drawn', ...share, value: 28, sd: 0.1 }),
      ],
    });
    const within = (id: string) => checkOf(whole, `what ${id} states lies within the 80 %`);
    expect(['far', 'near', 'between', 'like', 'drawn'].map((id) => within(id)?.ok)).toEqual([false, true, false, true, undefined]);
    expect(within('far')?.detail).toMatch(/^region Europe in 2025: 60\.0 % stated by .+; 2\d\.\d % in the outlook, 80 % .+ to .+ %$/);
    expect(within('between')?.detail).toMatch(/^market in 2028: USD 20,000 million stated by .+; USD 7,912\.3 million in the outlook/);
  });

  it('about ranks is held against the outlook record by record', () => {
    const rank = publishedFrame.find(({ quantity }) => quantity === 'largest-region') as EvidenceRecord;
    const whole = made({ evidence: [{ ...rank, id: 'another', value: 'Europe', year: 2025, segment: { axis: 'region', key: 'Europe' } }] });
    expect(whole.conflicts).toMatchObject([{ quantity: 'largest-region', values: ['North America', 'Europe'] }]);
    expect(checkOf(whole, 'Europe is the largest region')?.ok).toBe(false);
  });
});

describe('[MKT-51] the published frame', () => {
  it('has every record with its source, and no share of a company', () => {
    expect(publishedFrame.map(({ kind }) => kind).filter((kind) => kind === 'company')).toHaveLength(10);
    expect(publishedFrame.filter(({ source, claim: told }) => source === '' || told === '')).toEqual([]);
    expect(publishedFrame.filter(({ kind, quantity, unit }) => kind === 'company' && (quantity !== null || unit !== null))).toEqual([]);
    expect(publishedFrame.filter(({ disputed }) => disputed).map(({ quantity }) => quantity)).toEqual(['registered-trials']);
    expect(new Set(publishedFrame.map(({ id }) => id)).size).toBe(publishedFrame.length);
    expect(refused({ ended: ['frame-size-2031'] })).toMatchObject({ refusal: 'total-missing', detail: { year: 2031 } });
    expect(made({ ended: ['frame-size-2031'], changes: [{ id: 'frame.total.2031', value: 9_000 }] }).total.at(-1)?.value).toBe(9_000);
    expect(made({ ended: ['driver-duration'] }).evidence.map(({ id }) => id)).not.toContain('driver-duration');
  });
});
