// What an outlook assumes: scenarios that change it, what the answer depends on, and assumptions that cannot be.
import { describe, expect, it } from 'vitest';
import { checkOf, made, refused, rowOf } from '../../../tests/support/outlooks.ts';
import { defaultAssumptions } from './default-assumptions.ts';
import { comparedOutlooks } from './outlook-comparison.ts';
import { shippedScenarios } from './scenarios.ts';
import { areas } from './taxonomy.ts';

describe('[MKT-47] scenarios', () => {
  it('change what they name, one upon the other, and stand beside what is', () => {
    const scenario = {
      name: 'more',
      reason: 'to see',
      changes: [
        { id: 'frame.total.2031', value: 9_000 },
        { id: 'frame.total.2031', factor: 1.1 },
      ],
    };
    const whole = made({ scenario });
    expect(whole.total.at(-1)).toMatchObject({ value: 9_900, tag: 'assumed' });
    expect(whole.total[0]).toMatchObject({ value: 6_710, tag: 'published' });
    expect(checkOf(whole, 'total 2031 is as published')?.ok).toBe(false);
    const rows = comparedOutlooks([made(), whole]);
    expect(rows.find(({ axis, year }) => axis === 'total' && year === 2031)?.values).toEqual([9_330, 9_900]);
    expect(rows).toHaveLength(7 * (1 + 5 + 6 + 5 + 5 + 24));
  });

  it('that ship can all be made, and move something', () => {
    for (const scenario of shippedScenarios) {
      const rows = comparedOutlooks([made(), made({ scenario })]);
      expect(rows.some(({ values: [one, other] }) => Math.abs((one ?? 0) - (other ?? 0)) > 10)).toBe(true);
    }
  });

  it('that name no assumption are refused by their place', () => {
    const scenario = {
      name: 'bad',
      reason: 'x',
      changes: [
        { id: 'growth.area.Oncology', add: 0.01 },
        { id: 'nothing', value: 1 },
      ],
    };
    expect(refused({ scenario })).toMatchObject({ refusal: 'bad-assumptions', detail: { path: 'scenario.changes[1].id' } });
  });
});

describe('[MKT-48] what an answer depends on', () => {
  it('is told by assumption, the widest first: what it becomes at the ends of their spread', () => {
    const { tornado } = made({ tornadoOf: { axis: 'region', key: 'Europe', year: 2031 } });
    const widths = tornado.bars.map(({ answerAtLow, answerAtHigh }) => Math.abs(answerAtHigh - answerAtLow));
    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
    const prices = tornado.bars.find(({ id }) => id === 'price.country.US');
    expect((prices?.answerAtLow ?? 0) - (prices?.answerAtHigh ?? 0)).toBeGreaterThan(50);
    const bar = tornado.bars[1];
    const again = made({ changes: [{ id: bar?.id ?? '', value: bar?.high ?? 0 }] });
    expect(rowOf(again, 'region', 'Europe', 2031)?.value).toBeCloseTo(bar?.answerAtHigh ?? 0, 1);
    expect(refused({ tornadoOf: { axis: 'region', key: 'Mars', year: 2031 } })).toMatchObject({ refusal: 'unknown-answer' });
    expect(refused({ tornadoOf: { axis: 'region', key: 'Europe', year: 1999 } })).toMatchObject({ refusal: 'unknown-answer' });
  });

  it('tells how far pairs of keys lie from what margins alone would have', () => {
    const plain = made({ changes: defaultAssumptions.filter(({ id }) => /^mix\..*-/.test(id)).map(({ id }) => ({ id, value: 1 })) });
    for (const { largest } of plain.elasticity) expect(largest).toBeLessThan(1e-9);
    expect(made().elasticity.find(({ axes }) => axes.join() === 'area,phase')?.largest).toBeGreaterThan(0.3);
  });
});

describe('[MKT-50] assumptions', () => {
  it.each([
    ['changes[0].id', [{ id: 'price.moon', value: 1 }]],
    [
      'changes[1].id',
      [
        { id: 'service.Others', value: 1 },
        { id: 'service.Others', value: 2 },
      ],
    ],
    ['changes[0].value', [{ id: 'frame.total.2025', value: 0 }]],
    ['changes[0].value', [{ id: 'price.phase.I', value: Number.NaN }]],
    ['changes[0].value', [{ id: 'growth.area.CNS', value: 0.9 }]],
    ['changes[0].value', [{ id: 'frame.correlation', value: 2 }]],
    ['changes[0].sd', [{ id: 'price.phase.I', sd: -0.1 }]],
    ['changes[0].sd', [{ id: 'price.phase.I', sd: 9 }]],
    ['changes', areas.map((area) => ({ id: `activity.area.${area}`, value: 0 }))],
  ])('that cannot be are refused at %s', (path, changes) => {
    expect(refused({ changes })).toMatchObject({ refusal: 'bad-assumptions', detail: { path } });
  });

  it('that are changed by hand say so', () => {
    const { assumptions } = made({ changes: [{ id: 'price.phase.I', value: 2, reason: 'our contracts' }] });
    expect(assumptions.find(({ id }) => id === 'price.phase.I')).toMatchObject({ value: 2, tag: 'assumed', reason: 'our contracts' });
  });

  it('refuse a number of refits that is none', () => {
    for (const refits of [-1, 1.5, 1e9])
      expect(refused({ refits })).toMatchObject({ refusal: 'bad-assumptions', detail: { path: 'refits' } });
  });
});
