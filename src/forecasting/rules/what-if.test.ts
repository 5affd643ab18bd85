// What if: choices move the answer the right way, several at once, with what is not known of a new site in the interval.
import { describe, expect, it } from 'vitest';
import { sampleSites, sampleStartUps } from '../sample.ts';
import {
  asItIs,
  fitInput,
  forecastOf,
  historyOf,
  inputAt,
  newSiteRate,
  outlookUnder,
  relativeRate,
  sitesWorthAdding,
  type SiteToAdd,
} from '../rules.ts';

const today = '2026-03-01';
const input = inputAt(today, sampleSites, sampleStartUps);

describe('what if', () => {
  const ready = fitInput(input, 'seed');
  const chance = (choices: Partial<typeof asItIs>) => outlookUnder(ready, { ...asItIs, ...choices }).figures()?.pByPlanned ?? 0;
  const now = chance({});
  const quickest = sampleSites[0]?.studySiteId ?? '';
  const waiting = sampleSites[4]?.studySiteId ?? '';
  const noHistory = { enrolled: 0, expected: 0 };
  const any = (id: string, opensOn: string | null = null): SiteToAdd => ({ id, opensOn, history: null });

  it('[FC-05] more sites, an earlier opening and a smaller target help; a closing and more screen failures hurt', () => {
    const { fan, finish } = forecastOf(input, 'seed');
    const same = outlookUnder(ready, asItIs);
    expect([same.target, same.figures(), same.fan(fan.map(({ date }) => date))]).toEqual([
      input.target,
      { q50: finish?.q50, q90: finish?.q90, pByPlanned: finish?.pByPlanned },
      fan,
    ]);
    expect(chance({ add: ['a', 'b', 'c'].map((id) => any(id)) })).toBeGreaterThan(now);
    expect(chance({ open: [{ id: waiting, on: '2026-03-02' }] })).toBeGreaterThan(now);
    expect(chance({ target: 90 })).toBeGreaterThan(now);
    expect(chance({ close: [{ id: quickest, on: '2026-03-02' }] })).toBeLessThan(now);
    expect(chance({ screenFailure: { from: 0.3, to: 0.6 } })).toBeLessThan(now);
  });

  it('[FC-05] [I06] every added site has its own day and rate, every closed one its day, and all of it is answered at once', () => {
    const early = any('a', '2026-03-02');
    const late = any('b', '2026-08-01');
    expect(chance({ add: [early] })).toBeGreaterThan(chance({ add: [late] }));
    expect(chance({ add: [early, late] })).toBeGreaterThan(chance({ add: [early] }));
    expect(chance({ close: [{ id: quickest, on: '2026-09-01' }] })).toBeGreaterThan(
      chance({ close: [{ id: quickest, on: '2026-03-02' }] }),
    );
    const both = [quickest, sampleSites[1]?.studySiteId ?? ''].map((id) => ({ id, on: '2026-04-01' }));
    expect(chance({ close: both })).toBeLessThan(chance({ close: both.slice(0, 1) }));
    const all = { add: [early, late], close: both, open: [{ id: waiting, on: '2026-04-01' }], target: 110 };
    const { target, added, figures } = outlookUnder(ready, { ...asItIs, ...all });
    expect([target, added().map(({ id }) => id)]).toEqual([110, ['a', 'b']]);
    expect(figures()?.pByPlanned).toBeGreaterThan(0);
    expect(chance({ close: [{ id: quickest, on: '2026-01-01' }] })).toBe(chance({ close: [{ id: quickest, on: '2026-03-02' }] }));
  });

  it('[FC-05] [I06] an added site has a rate of the study’s own distribution, and a named one what it did elsewhere, at half its weight', () => {
    const rateOf = (site: SiteToAdd) => outlookUnder(ready, { ...asItIs, add: [site] }).added()[0] ?? { mean: 0, q10: 0, q90: 0 };
    const drawn = rateOf(any('a'));
    const { id: _, ...newSite } = newSiteRate(ready);
    expect(drawn).toMatchObject(newSite);
    expect(drawn.q90 / drawn.q10).toBeGreaterThan(2);
    const known = rateOf({ ...any('a'), history: { enrolled: 400, expected: 200 } });
    expect(known.mean / drawn.mean).toBeGreaterThan(1.8);
    expect(known.mean / drawn.mean).toBeLessThan(2);
    expect(known.q90 / known.q10).toBeLessThan(drawn.q90 / drawn.q10 / 1.5);
    expect(relativeRate({ enrolled: 20, expected: 10 }, 1)).toBeCloseTo(11 / 6, 12);
    expect(relativeRate({ enrolled: 0, expected: 0 }, 3)).toBe(1);
    const there = { alpha: 2, meanPerMonth: 1.5 };
    const part = { outlook: { enrolled: 8, ratePerMonth: { mean: (1.5 * (2 + 8)) / (2 + 4), q10: 0, q90: 0 } }, rates: there };
    expect(historyOf([part, part])).toEqual({ enrolled: 16, expected: 8 });
  });

  it('[FC-06] of two sites that cost the same the better one comes first, and a dear one falls behind', () => {
    const worth = sitesWorthAdding(ready, [
      { id: 'slow', cost: 10, history: { enrolled: 10, expected: 20 } },
      { id: 'quick', cost: 10, history: { enrolled: 40, expected: 20 } },
      { id: 'dear', cost: 1_000, history: { enrolled: 40, expected: 20 } },
    ]);
    expect(worth.map(({ id }) => id)).toEqual(['quick', 'slow', 'dear']);
    expect(worth.every(({ gain, low, high }) => gain >= 0 && low <= high)).toBe(true);
    expect(sitesWorthAdding(fitInput({ ...input, plannedTo: '2026-01-01' }, 'seed'), [{ id: 'x', cost: 1, history: noHistory }])).toEqual(
      [],
    );
  });

  it('[FC-06] [I06] sites that nothing tells apart are as likely to be the best, and what a site may enrol by itself widens its interval', () => {
    const worth = sitesWorthAdding(
      ready,
      ['a', 'b', 'c', 'd'].map((id) => ({ id, cost: 10, history: noHistory })),
    );
    for (const { pBest } of worth) expect(pBest).toBeCloseTo(0.25, 9);
    const [unknown, known] = sitesWorthAdding(ready, [
      { id: 'unknown', cost: 10, history: noHistory },
      { id: 'known', cost: 10, history: { enrolled: 400, expected: 400 } },
    ]).toSorted((a, b) => (a.id > b.id ? -1 : 1));
    expect((unknown?.high ?? 0) - (unknown?.low ?? 0)).toBeGreaterThan((known?.high ?? 0) - (known?.low ?? 0));
    expect(unknown?.patients).toBeCloseTo(known?.patients ?? 0, 1);
  });
});
