// What is read from a study's records, and what comes of changes to them: looks back, pauses, openings, places, drop-out, what if.
import { describe, expect, it } from 'vitest';
import { streamOf } from '../random/index.ts';
import {
  type EnrolmentStudy,
  applyChanges,
  exactSum,
  fitStudy,
  forecaster,
  matchedTail,
  onStudyAfter,
  openingModel,
  openingSpread,
  rankCandidates,
  rateAt,
  startRanks,
} from './index.ts';
import { observe, tableUnder } from './observations.ts';
import { openingStrength } from './opening-strength.ts';
import { isEndless } from './shape.ts';
import { momentsOfMasses } from '../../../tests/support/masses.ts';

const constant = { kind: 'constant' } as const;
const dated: EnrolmentStudy = {
  asOf: 100,
  sites: [
    { id: 'A', openedOn: 0, enrolled: 3, enrolledOn: [10, 40, 99], exposureDays: 50 },
    { id: 'B', openedOn: 60, enrolled: 1, enrolledOn: [60] },
    { id: 'C', openedOn: 100, enrolled: 1, enrolledOn: [100] },
  ],
};

describe('[FORECAST-06] what is seen of a site', () => {
  it('a look back ends before its day, and counts a site that opens on it for nothing', () => {
    const back = observe(dated, 60);
    expect(back.map(({ site, count }) => [site.id, count])).toEqual([['A', 2]]);
    expect(observe(dated, 40)[0]?.count).toBe(1);
    expect(observe(dated).map(({ count }) => count)).toEqual([3, 1, 1]);
  });

  it('a patient comes at the middle of a day, and a pause makes the exposure of every look smaller', () => {
    expect(observe(dated)[0]?.ages).toEqual([10.5, 40.5, 99.5]);
    expect(tableUnder(observe(dated), { shape: constant, startSlope: 0 }, 100).table.exposures).toEqual(Float64Array.of(50, 40, 0.5));
    expect(tableUnder(observe(dated, 60), { shape: constant, startSlope: 0 }, 100).table.exposures).toEqual(Float64Array.of(30));
  });

  it('the likelihood of dated enrolments has the rate at every patient’s age, and the slope once a patient', () => {
    const [slope, perDay] = [0.8, 0.01];
    const seen = observe(dated);
    const { offset, table } = tableUnder(seen, { shape: { kind: 'decay', perDay }, startSlope: slope }, 100);
    const ranks = startRanks(dated);
    const places = 3 * (ranks[0] ?? 0) + (ranks[1] ?? 0) + (ranks[2] ?? 0);
    expect(offset).toBeCloseTo(slope * places - perDay * (10.5 + 40.5 + 99.5 + 0.5 + 0.5), 12);
    expect(table.exposures[1]).toBeCloseTo(Math.exp(slope * (ranks[1] ?? 0)) * ((1 - Math.exp(-0.4)) / perDay), 9);
    const ramp = tableUnder(seen, { shape: { kind: 'ramp', days: 60 }, startSlope: 0 }, 100).offset;
    expect(ramp).toBeCloseTo(
      [10.5, 40.5, 99.5, 0.5, 0.5].reduce((sum, age) => sum + Math.log(rateAt({ kind: 'ramp', days: 60 }, age)), 0),
      12,
    );
  });

  it('a ramp is half way up at half its length, with the slope there of a straight rise', () => {
    const ramp = { kind: 'ramp', days: 80 } as const;
    expect(rateAt(ramp, 40)).toBeCloseTo(0.5, 12);
    expect((rateAt(ramp, 40.01) - rateAt(ramp, 39.99)) / 0.02).toBeCloseTo(1 / 80, 6);
  });

  it('only a rate that dies away has an end', () => {
    const shapes = [constant, { kind: 'ramp', days: 80 }, { kind: 'decay', perDay: 0 }, { kind: 'decay', perDay: 0.01 }] as const;
    expect(shapes.map(isEndless)).toEqual([true, true, true, false]);
  });

  it('a site that is overdue starts after those that are open', () => {
    const sites = [
      { id: 'A', openedOn: 90, enrolled: 0 },
      { id: 'W', openedOn: null, enrolled: 0, opening: { kind: 'on', day: 50 } as const },
    ];
    expect(startRanks({ asOf: 100, sites })).toEqual([-0.25, 0.25]);
  });
});

describe('[FORECAST-03] openings that are told', () => {
  it('a window that is partly over leaves its rest, with the chance that is left', () => {
    const opening = { kind: 'window', from: 60, to: 140, probability: 0.8 } as const;
    const { study } = fitStudy({
      asOf: 100,
      sites: [
        { id: 'A', openedOn: 0, enrolled: 4 },
        { id: 'W', openedOn: null, enrolled: 0, opening },
      ],
    });
    expect(study.sites[1]?.opening).toEqual({ kind: 'window', from: 100, to: 140, probability: 0.4 / 0.6 });
    const over = fitStudy({
      asOf: 200,
      sites: [
        { id: 'A', openedOn: 0, enrolled: 4 },
        { id: 'W', openedOn: null, enrolled: 0, opening },
      ],
    });
    expect(over.study.sites[1]?.opening).toEqual({ kind: 'never' });
  });

  it('a history in which all open after the same wait says that day, and draws other weights over the same days', () => {
    const history = Array.from({ length: 60 }, (_, at) =>
      at < 45 ? { from: 0, openedOn: 30 } : { from: 0, openedOn: null, seenUntil: 200 },
    );
    const model = openingModel(history, streamOf(1, 'openings'));
    // Nobody opened before day 30 or after it, and nothing is learnt from that of how far chances differ.
    expect(model.bins.map(({ from, a }) => [from, a > 0.4 && a < 1])).toEqual([
      [0, true],
      [30, false],
      [31, true],
    ]);
    const opening = openingSpread(model, 500, 500);
    if (opening.kind !== 'spread') throw new Error('a spread was expected');
    const mass = opening.weights.reduce((sum, one) => sum + one, 0);
    expect(mass).toBeGreaterThan(0.73);
    expect(mass).toBeLessThan(0.77);
    const heaviest = opening.weights.indexOf(Math.max(...opening.weights));
    expect(opening.days[heaviest]).toBe(530);
    expect(opening.draws).toHaveLength(24);
    const totals = opening.draws.map((weights) => weights.reduce((sum, one) => sum + one, 0));
    expect(Math.min(...totals)).toBeLessThan(mass - 0.03);
    expect(Math.max(...totals)).toBeGreaterThan(mass + 0.02);
  });

  it('who has waited opens with the share of those who waited as long and opened', () => {
    const history = Array.from({ length: 100 }, (_, at) =>
      at < 70 ? { from: 0, openedOn: at + 1 } : { from: 0, openedOn: null, seenUntil: 400 },
    );
    const opening = openingSpread(openingModel(history, streamOf(1, 'waited')), 0, 60);
    const mass = opening.kind === 'spread' ? opening.weights.reduce((sum, one) => sum + one, 0) : 0;
    expect(mass).toBeGreaterThan(0.2);
    expect(mass).toBeLessThan(0.32);
  });

  it('the chance of a day is what opened over what was waited, with half an opening more', () => {
    const history = Array.from({ length: 12 }, (_, at) => ({ from: 0, openedOn: at * 10 }));
    const { bins } = openingModel(history, streamOf(1, 'bins'));
    const overall = 12 / history.reduce((sum, { openedOn }) => sum + openedOn + 1, 0);
    const opened = bins.reduce((sum, bin) => sum + bin.opened, 0);
    expect(opened).toBe(12);
    expect(bins.reduce((sum, bin) => sum + bin.waited, 0)).toBe(12 / overall);
    for (const bin of bins) expect(bin.a).toBe(bin.opened + 0.5);
  });

  it('bins are drawn towards their common chance with half an opening where they differ by chance alone, and with less where they differ widely', () => {
    const alike = [
      { opened: 6, waited: 610 },
      { opened: 5, waited: 480 },
      { opened: 7, waited: 720 },
    ];
    expect(openingStrength(alike, 18 / 1_810)).toBe(0.5);
    expect(openingStrength([{ opened: 45, waited: 60 }], 45 / 2_000)).toBeLessThan(0.05);
    const apart = [...alike, { opened: 6, waited: 12 }];
    expect(openingStrength(apart, 24 / 1_822)).toBeLessThan(0.3);
    expect(openingStrength(apart, 24 / 1_822)).toBeGreaterThan(0.02);
    // All opened on the day they began: there is no other chance to be drawn to.
    expect(openingStrength([{ opened: 9, waited: 9 }], 1)).toBe(0.5);
  });
});

describe('[FORECAST-01] counts at their edges', () => {
  it('below Poisson no count lies beyond the trials', () => {
    expect(matchedTail({ mean: 6, rateVariance: -3.6 }, 10)).toBeGreaterThan(0);
    expect(matchedTail({ mean: 6, rateVariance: -3.6 }, 11)).toBe(0);
    expect(matchedTail({ mean: 0, rateVariance: 0 }, 1)).toBe(0);
  });

  it('the exact sum has all the mass that there is', () => {
    const { masses } = exactSum([{ size: 0.3, rate: 10, exposure: 200 }]);
    const { mean, variance } = momentsOfMasses({ from: 0, masses });
    expect(mean / 6).toBeCloseTo(1, 3);
    expect(variance / 126).toBeCloseTo(1, 2);
  });
});

describe('[FORECAST-04] who is on study', () => {
  it('has the variance of who leaves, and of rates that are not known by the square of the share that stays', () => {
    const dropOut = { hazardPerDay: 0.01, followUpDays: 50 };
    const ahead = (days: number) => ({ mean: days, rateVariance: days ** 2 });
    const { onStudy, completers } = onStudyAfter(100, ahead, [], dropOut);
    expect(onStudy.rateVariance).toBeCloseTo(onStudy.mean ** 2, 9);
    expect(completers.mean).toBeCloseTo(50 * Math.exp(-0.5), 9);
    expect(completers.rateVariance).toBeCloseTo((50 * Math.exp(-0.5)) ** 2, 9);
    const now = onStudyAfter(10, () => ({ mean: 0, rateVariance: 0 }), [0, 45], dropOut);
    const [stays, done] = [Math.exp(-0.1), Math.exp(-0.05)];
    expect(now.onStudy).toEqual({ mean: stays, rateVariance: stays * (1 - stays) - stays });
    expect(now.completers.mean).toBeCloseTo(done, 12);
    expect(now.completers.rateVariance).toBeCloseTo(-(done ** 2), 12);
  });
});

describe('[FORECAST-05] changes and candidates', () => {
  const fitted = fitStudy({ asOf: 200, sites: [4, 9, 2, 0, 7, 12].map((enrolled, at) => ({ id: `S${at}`, openedOn: 20 * at, enrolled })) });

  it('a closing never moves to a later day, and shares of screen failures go one after the other', () => {
    const close = (day: number) => ({ kind: 'close', siteId: 'S1', day }) as const;
    expect(applyChanges(fitted, null, [close(230), close(260)]).fitted.study.sites[1]?.closesOn).toBe(230);
    const share = { kind: 'screen-failure', from: 0.2, to: 0.4 } as const;
    expect(applyChanges(fitted, null, [share]).fitted.effects.factor).toBeCloseTo(0.75, 12);
    expect(applyChanges(fitted, null, [share, { ...share, from: 0.4, to: 0.7 }]).fitted.effects.factor).toBeCloseTo(0.375, 12);
  });

  it('an added site takes the place in the order of starts at which it is expected', () => {
    const rankOf = (day: number) =>
      applyChanges(fitted, null, [{ kind: 'open', sites: [{ id: 'N', opening: { kind: 'on', day } }] }]).fitted.study.sites.at(-1)
        ?.startRank;
    expect(rankOf(400)).toBeCloseTo(0.5 - 1 / 12, 12);
    expect(rankOf(205)).toBeCloseTo(0.5 - 1 / 12, 12);
  });

  it('the interval of a candidate holds four fifths of its gains', () => {
    const [one] = rankCandidates(fitted, { target: 80, day: 320 }, [{ id: 'N', opening: { kind: 'on', day: 210 }, cost: 2 }]);
    expect(one?.gainPerCost).toBeCloseTo((one?.gain ?? 0) / 2, 12);
    expect(one?.low ?? 1).toBeLessThan(0.1 * (one?.gain ?? 0));
    expect(one?.high ?? 0).toBeGreaterThan(2 * (one?.gain ?? 0));
    expect(forecaster(fitted, 80).at(320).pTarget).toBeLessThan(0.9);
  });
});
