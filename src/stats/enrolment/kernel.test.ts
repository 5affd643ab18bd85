// The parts of the enrolment kernel that have no reference file: openings, terms, caps, screening, shocks, changes and candidates.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '#lib';
import {
  type EnrolmentSite,
  type EnrolmentStudy,
  type StartUp,
  addMasses,
  applyChanges,
  cappedMoments,
  completerExposure,
  cumulativeRate,
  enrolmentKernelVersion,
  exactSum,
  fitStudy,
  forecaster,
  matchedMasses,
  matchedTail,
  onStudyAfter,
  onStudyExposure,
  openingModel,
  openingSpread,
  pathBlock,
  pathDrawer,
  rankCandidates,
  rateAt,
  screeningCourse,
  shockVariance,
  siteForecasts,
  startRanks,
  tailOfMasses,
} from './index.ts';
import { momentsOfMasses } from '../../../tests/support/masses.ts';

/** Gamma draws with enough truth for tests: sums of exponentials for the whole part of the shape, which is all that openings need. */
const draws = (seed: number) => {
  const stream = randomStream(seed, 'draws');
  return {
    gamma: (shape: number) =>
      Array.from({ length: Math.max(1, Math.round(shape)) }, () => stream.wait(1)).reduce((sum, one) => sum + one, 0),
  };
};

const site = (id: string, openedOn: number, enrolled: number): EnrolmentSite => ({ id, openedOn, enrolled });
const study: EnrolmentStudy = {
  asOf: 200,
  sites: [
    ...[4, 9, 2, 0, 7, 12, 3, 5].map((enrolled, at) => site(`S${at}`, 20 * at, enrolled)),
    { id: 'W1', openedOn: null, enrolled: 0, opening: { kind: 'window', from: 220, to: 260, probability: 0.8 } },
    { id: 'W2', openedOn: null, enrolled: 0, opening: { kind: 'on', day: 230 } },
  ],
};

describe('[FORECAST-02] the shape of a rate over the age of a site', () => {
  it('G is the integral of g, whatever the shape', () => {
    const shapes = fc.oneof(
      fc.constant({ kind: 'constant' } as const),
      fc.double({ min: 0, max: 0.02, noNaN: true }).map((perDay) => ({ kind: 'decay', perDay }) as const),
      fc.double({ min: 5, max: 400, noNaN: true }).map((days) => ({ kind: 'ramp', days }) as const),
    );
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 900 }), (shape, age) => {
        const steps = 4_000;
        let sum = 0;
        for (let at = 0; at < steps; at += 1) sum += rateAt(shape, ((at + 0.5) * age) / steps) * (age / steps);
        expect(Math.abs(cumulativeRate(shape, age) - sum)).toBeLessThan(1e-4 * Math.max(1, sum));
        expect(cumulativeRate(shape, 0)).toBe(0);
      }),
    );
  });
});

describe('[FORECAST-03] openings out of a history', () => {
  const history: readonly StartUp[] = Array.from({ length: 100 }, (_, at) =>
    at < 70 ? { from: 0, openedOn: at + 1 } : { from: 0, openedOn: null, seenUntil: 400 },
  );

  it('the share that never opens is what was still waiting long after the last opening', () => {
    const model = openingModel(history, draws(1));
    expect(model.neverShare).toBeGreaterThan(0.27);
    expect(model.neverShare).toBeLessThan(0.31);
    expect(model.medianDays).toBeGreaterThan(44);
    expect(model.medianDays).toBeLessThan(56);
    expect(model).toMatchObject({ startUps: 100, opened: 70, followedDays: 400 });
  });

  it('start-ups that were only seen for a while count for as long as they were seen', () => {
    const cut = history.map((one) => (one.openedOn !== null && one.openedOn > 40 ? { from: 0, openedOn: null, seenUntil: 40 } : one));
    const early = openingModel(cut, draws(1));
    const whole = openingModel(history, draws(1));
    expect(early.opened).toBe(40);
    // Thirty of the hundred were followed beyond day 40 and did not open: the same share as without censoring, within its doubt.
    expect(
      Math.abs((early.bins[0]?.a ?? 0) / (early.bins[0]?.waited ?? 1) - (whole.bins[0]?.a ?? 0) / (whole.bins[0]?.waited ?? 1)),
    ).toBeLessThan(0.01);
    expect(early.neverShare).toBeGreaterThan(0.5);
  });

  it('a site that has waited is judged by those who waited as long', () => {
    const model = openingModel(history, draws(1));
    const fresh = openingSpread(model, 100, 100);
    const waited = openingSpread(model, 0, 60);
    const late = openingSpread(model, 0, 300);
    const total = (opening: ReturnType<typeof openingSpread>) =>
      opening.kind === 'spread' ? opening.weights.reduce((sum, one) => sum + one, 0) : 0;
    expect(total(fresh)).toBeCloseTo(0.71, 1);
    expect(total(waited)).toBeLessThan(0.35);
    expect(total(late)).toBeLessThan(0.05);
    expect(openingSpread(model, 0, 500)).toEqual({ kind: 'never' });
    if (waited.kind === 'spread') expect(waited.days[0]).toBeGreaterThan(60);
  });

  it('an empty history, or one without an opening, is refused', () => {
    expect(() => openingModel([], draws(1))).toThrow('at least one opening');
    expect(() => openingModel([{ from: 5, openedOn: 2 }], draws(1))).toThrow('before its start');
    expect(() => openingModel([{ from: 5, openedOn: null }], draws(1))).toThrow('until which it was seen');
  });
});

describe('[FORECAST-01] sums of counts', () => {
  it('the exact sum of many sites keeps its mass where the chance of nobody is below any double', () => {
    const sites = Array.from({ length: 400 }, (_, at) => ({ size: 1 + (at % 7), rate: 40 + at, exposure: 900 }));
    const masses = exactSum(sites);
    const { mean, variance } = momentsOfMasses(masses);
    const trueMean = sites.reduce((sum, one) => sum + (one.size * one.exposure) / one.rate, 0);
    const trueVariance = sites.reduce((sum, one) => sum + ((one.size * one.exposure) / one.rate) * (1 + one.exposure / one.rate), 0);
    expect(mean / trueMean).toBeCloseTo(1, 9);
    expect(variance / trueVariance).toBeCloseTo(1, 8);
  });

  it('one site is its own negative binomial, and the sum of two lists is the list of their sum', () => {
    const [one, other] = [
      { size: 2.5, rate: 50, exposure: 80 },
      { size: 4, rate: 70, exposure: 30 },
    ];
    const both = exactSum([one, other]);
    const added = addMasses(exactSum([one]), exactSum([other]));
    for (let n = 0; n < 40; n += 1) expect(both.masses[n] ?? 0).toBeCloseTo(added.masses[n] ?? 0, 14);
  });

  it('simulated paths have the moments of the exact sum, and depend on seed and block alone', () => {
    const sites = Array.from({ length: 30 }, (_, at) => ({ size: 0.4 + at, rate: 60 + at, exposure: at === 3 ? 0 : 120 }));
    const drawer = pathDrawer(sites, 9);
    const counts = Array.from({ length: 20 }, (_, block) => [...drawer.block(block)]).flat();
    const exact = momentsOfMasses(exactSum(sites));
    const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length;
    const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / counts.length;
    expect(Math.abs(mean - exact.mean)).toBeLessThan(4 * Math.sqrt(exact.variance / counts.length));
    expect(variance / exact.variance).toBeGreaterThan(0.95);
    expect(variance / exact.variance).toBeLessThan(1.05);
    expect([...pathDrawer(sites, 9).block(7)]).toEqual(counts.slice(7 * pathBlock, 8 * pathBlock));
    expect([...pathDrawer(sites, 10).block(7)]).not.toEqual(counts.slice(7 * pathBlock, 8 * pathBlock));
    expect(() => pathDrawer([{ size: 0, rate: 1, exposure: 1 }], 1)).toThrow('positive');
  });

  it('matched lists and matched tails say the same, above, at and below Poisson', () => {
    for (const rateVariance of [30, 0, -8])
      for (const n of [0, 5, 18, 25, 60]) {
        const moments = { mean: 20, rateVariance };
        expect(Math.abs(tailOfMasses(matchedMasses(moments), n) - matchedTail(moments, n))).toBeLessThan(1e-9);
      }
  });
});

describe('[FORECAST-04] caps, screening, shocks and drop-out', () => {
  it('a capped count never passes its cap, and a cap far away changes nothing', () => {
    expect(cappedMoments(2, 30, 5).mean).toBeLessThan(5);
    expect(cappedMoments(2, 30, 5).rateVariance).toBeLessThan(0);
    const far = cappedMoments(2, 3, 500);
    expect(far.mean).toBeCloseTo(3, 9);
    expect(far.rateVariance).toBeCloseTo(4.5, 8);
  });

  it('[I06] those in screening pass with one probability for all, which makes their sum more uncertain than independent chances would', () => {
    const course = screeningCourse({ passed: 3, failed: 1, lagDays: [20], failedAfterDays: [] });
    const pass = 3.5 / 5;
    const sum = course.joining(
      Array.from({ length: 40 }, () => 0),
      30,
    );
    expect(sum.mean).toBeCloseTo(40 * pass, 9);
    // A beta-binomial of 40 trials: n p q (a + b + n) / (a + b + 1).
    expect(sum.mean + sum.rateVariance).toBeCloseTo((40 * pass * (1 - pass) * (5 + 40)) / 6, 9);
    const one = course.joining([0], 30);
    expect(one.mean + one.rateVariance).toBeCloseTo(pass * (1 - pass), 9);
    expect(course.joining([0, 0], 30, 5).mean).toBe(2);
    expect(() => screeningCourse({ passed: -1, failed: 2, lagDays: [1], failedAfterDays: [] })).toThrow('passed');
  });

  it('[I06] who has waited is due by those who waited as long, and screenings to come lead to enrolments a lag later', () => {
    const course = screeningCourse({ passed: 4, failed: 0, lagDays: [10, 10, 20, 40], failedAfterDays: [] });
    const chance = (waited: number, ahead: number) => course.due(waited, ahead).chance / (4.5 / 5);
    expect(course.meanDays).toBe(20);
    expect([5, 10, 30, 100].map(course.effectiveDays)).toEqual([0, 0, 12.5, 80]);
    expect(course.effectiveDays(Infinity)).toBe(Infinity);
    expect([chance(0, 10), chance(0, 20), chance(10, 10), chance(39, 1)].map((one) => Math.round(100 * one))).toEqual([50, 75, 50, 100]);
    expect([chance(40, 100), Math.round(100 * chance(15, Infinity))]).toEqual([0, 100]);
    expect(() => screeningCourse({ passed: 1, failed: 0, lagDays: [], failedAfterDays: [] })).toThrow('lags');
    expect(() => screeningCourse({ passed: 1, failed: 0, lagDays: [-1], failedAfterDays: [] })).toThrow('lagDays');
  });

  it('[I06] where those who fail fail early, who is still in screening is the likelier to pass', () => {
    const course = screeningCourse({ passed: 30, failed: 30, lagDays: [20, 30], failedAfterDays: [5, 10] });
    const [fresh, half, late] = [0, 6, 12].map((waited) => course.due(waited, Infinity));
    expect(fresh?.chance).toBeCloseTo(0.5, 9);
    expect(half?.chance).toBeCloseTo(2 / 3, 9);
    expect([late?.chance, late?.slope]).toEqual([1, 0]);
    const step = 1e-4;
    const at = (pass: number) => pass / (pass + (1 - pass) / 2);
    expect(half?.slope).toBeCloseTo((at(0.5 + step) - at(0.5 - step)) / (2 * step), 6);
  });

  it('[I06] the next weeks come from those in screening, later ones from the sites’ rates, and the sites still add up to the network', () => {
    const screening = { passed: 40, failed: 10, lagDays: [14, 21, 21, 28], failedAfterDays: [] };
    const screened = (days: readonly number[]) => ({
      ...study,
      sites: study.sites.map((one) => (one.id === 'S1' ? { ...one, inScreening: days } : one)),
    });
    const by = (days: readonly number[], day: number) => forecaster(fitStudy(screened(days), { effects: { screening } }), null).at(day);
    const ten = Array.from({ length: 10 }, () => 7);
    expect(by([], 214).mean).toBe(0);
    expect(by(ten, 214).mean).toBeCloseTo((10 * 0.75 * 40.5) / 51, 9);
    expect(by(ten, 500).mean - by([], 500).mean).toBeCloseTo((10 * 40.5) / 51, 9);
    expect(by(ten, 400).mean).toBeCloseTo(forecaster(fitStudy(study), null).at(379).mean + (10 * 40.5) / 51, 6);
    expect(by([50, 60], 500).mean).toBe(by([], 500).mean);
    const fitted = fitStudy(screened(ten), { effects: { screening } });
    const total = siteForecasts(fitted, [230]).reduce((sum, one) => sum + (one.horizons[0]?.mean ?? 0), 0);
    expect(total).toBeCloseTo(forecaster(fitted, null).at(230).mean, 6);
    const worse = applyChanges(fitted, null, [{ kind: 'screen-failure', from: 0.2, to: 0.6 }]).fitted;
    expect(forecaster(worse, null).at(214).mean).toBeCloseTo(0.5 * by(ten, 214).mean, 9);
    expect(() => fitStudy(screened([-1]))).toThrow('screening of site S1');
  });

  it('shocks even out over time', () => {
    const shock = { variance: 0.04, correlation: 0.5 };
    expect(shockVariance(shock, 30)).toBeCloseTo(0.04, 12);
    expect(shockVariance(shock, 360)).toBeLessThan(0.012);
  });

  it('who is on study and who has completed adds up to who has not left', () => {
    const dropOut = { hazardPerDay: 0.002, followUpDays: 90 };
    expect(onStudyExposure(50, { hazardPerDay: 0, followUpDays: 90 })).toBe(50);
    expect(onStudyExposure(500, { hazardPerDay: 0, followUpDays: 90 })).toBe(90);
    expect(completerExposure(500, dropOut)).toBeCloseTo(410 * Math.exp(-0.18), 9);
    const ahead = (days: number) => ({ mean: 0.5 * days, rateVariance: 0.01 * days ** 2 });
    const { onStudy, completers } = onStudyAfter(500, ahead, [], dropOut);
    expect(onStudy.mean).toBeCloseTo(0.5 * onStudyExposure(500, dropOut), 1);
    expect(completers.mean).toBeCloseTo(0.5 * completerExposure(500, dropOut), 1);
    const now = onStudyAfter(0, ahead, [10, 20, 95], { hazardPerDay: 0, followUpDays: 90 });
    expect(now.onStudy.mean).toBe(2);
    expect(now.completers.mean).toBe(1);
  });
});

describe('[FORECAST-05] a forecast is reproducible and answers changes', () => {
  it('the same study gives the same bytes', () => {
    const run = () => {
      const forecast = forecaster(fitStudy(study), 150);
      return JSON.stringify([forecast.at(300), forecast.at(900), forecast.lastPatientIn()]);
    };
    expect(run()).toBe(run());
    expect(fitStudy(study).kernelVersion).toBe(enrolmentKernelVersion);
  });

  it('integration widens what plugging in makes too narrow', () => {
    const integrated = forecaster(fitStudy(study), 150).at(400);
    const plugged = forecaster(fitStudy(study, { method: 'moment' }), 150).at(400);
    expect(integrated.countVariance).toBeGreaterThan(1.15 * plugged.countVariance);
    expect(Math.abs(integrated.mean / plugged.mean - 1)).toBeLessThan(0.15);
  });

  it('more sites come sooner, a closed site later, and a target that cannot be met has its chance told', () => {
    const fitted = fitStudy(study);
    const median = (changes: Parameters<typeof applyChanges>[2]) => {
      const changed = applyChanges(fitted, 150, changes);
      return forecaster(changed.fitted, changed.target).lastPatientIn();
    };
    const now = median([]);
    const added = median([{ kind: 'open', sites: [{ id: 'N', opening: { kind: 'on', day: 210 } }] }]);
    const closed = median([{ kind: 'close', siteId: 'S5', day: 210 }]);
    const worse = median([{ kind: 'screen-failure', from: 0.2, to: 0.6 }]);
    expect(added.q50 ?? 0).toBeLessThan(now.q50 ?? 0);
    expect(closed.q50 ?? 0).toBeGreaterThan(now.q50 ?? 0);
    expect(worse.q50 ?? 0).toBeGreaterThan(now.q50 ?? 0);
    expect(median([{ kind: 'target', target: 42 }])).toMatchObject({ q10: 200, q50: 200, q90: 200, mean: 200, pNever: 0 });
    const all = study.sites.map((one) => ({ kind: 'close', siteId: one.id, day: 260 }) as const);
    const ended = median(all);
    expect(ended.pNever).toBeGreaterThan(0.9);
    expect(ended.mean).toBeNull();
    expect(ended.q90).toBeNull();
    expect(() => applyChanges(fitted, 1, [{ kind: 'close', siteId: 'no', day: 1 }])).toThrow('no site no');
  });

  it('candidates are ranked by gain per cost, with an interval and the chance to be best', () => {
    const ranked = rankCandidates(fitStudy(study), { target: 150, day: 700 }, [
      { id: 'soon', opening: { kind: 'on', day: 220 }, cost: 10 },
      { id: 'late', opening: { kind: 'on', day: 600 }, cost: 10 },
      { id: 'dear', opening: { kind: 'on', day: 220 }, cost: 100 },
    ]);
    expect(ranked.map(({ id }) => id)).toEqual(['soon', 'late', 'dear']);
    expect(ranked.reduce((sum, { pBest }) => sum + pBest, 0)).toBeCloseTo(1, 9);
    for (const { gain, low, high } of ranked) {
      expect(low).toBeLessThanOrEqual(gain);
      expect(high).toBeGreaterThanOrEqual(low);
    }
  });

  it('candidates that nothing tells apart share the chance to be best evenly, and one whose rate is known has a narrower interval', () => {
    const opening = { kind: 'on', day: 220 } as const;
    const ask = { target: 150, day: 700 };
    const same = ['a', 'b', 'c'].map((id) => ({ id, opening, cost: 10 }));
    for (const { pBest } of rankCandidates(fitStudy(study), ask, same)) expect(pBest).toBeCloseTo(1 / 3, 12);
    const far = rankCandidates(fitStudy(study), { target: 40, day: 700 }, same);
    expect(far.map(({ gain, pBest }) => [gain, Math.round(pBest * 300)])).toEqual([0, 0, 0].map(() => [0, 100]));
    const even = { target: 42 + forecaster(fitStudy(study), null).at(500).quantiles.q50, day: 500 };
    const [known, unknown] = rankCandidates(fitStudy(study), even, [
      { id: 'known', opening, cost: 10, history: { enrolled: 300, expected: 300 } },
      { id: 'unknown', opening, cost: 10.1 },
    ]);
    expect((known?.high ?? 0) - (known?.low ?? 0)).toBeLessThan(0.9 * ((unknown?.high ?? 0) - (unknown?.low ?? 0)));
    expect(known?.expectedPatients).toBeCloseTo(unknown?.expectedPatients ?? 0, 6);
  });

  it('an added site has a rate of the study’s own distribution, or what is known of it elsewhere, and moves no other site', () => {
    const fitted = fitStudy(study, { choices: [{ shape: 'constant', start: true }] });
    const opening = { kind: 'on', day: 220 } as const;
    const added = [
      { id: 'N1', opening },
      { id: 'N2', opening, history: { enrolled: 90, expected: 30 } },
      { id: 'N3', opening: { kind: 'never' as const } },
    ];
    const { fitted: changed } = applyChanges(fitted, null, [{ kind: 'open', sites: added }]);
    const [before, after] = [siteForecasts(fitted, [400]), siteForecasts(changed, [400])];
    expect(after.slice(0, before.length)).toEqual(before);
    const [unknown, known] = after.slice(before.length);
    expect((known?.ratePerDay.mean ?? 0) / (unknown?.ratePerDay.mean ?? 1)).toBeGreaterThan(2.5);
    expect((known?.ratePerDay.q90 ?? 0) / (known?.ratePerDay.q10 ?? 1)).toBeLessThan(
      (unknown?.ratePerDay.q90 ?? 0) / (unknown?.ratePerDay.q10 ?? 1),
    );
    const total = after.reduce((sum, one) => sum + (one.horizons[0]?.mean ?? 0), 0);
    expect(total).toBeCloseTo(forecaster(changed, null).at(400).mean, 6);
    const bad = [{ id: 'N4', opening, history: { enrolled: -1, expected: 3 } }];
    expect(() => applyChanges(fitted, null, [{ kind: 'open', sites: bad }])).toThrow('elsewhere of site N4');
  });

  it('a site that has enrolled nobody is drawn to the others, and the sites add up to the network', () => {
    const fitted = fitStudy(study);
    const sites = siteForecasts(fitted, [400]);
    const none = sites.find(({ id }) => id === 'S3');
    expect(none?.ratePerDay.mean).toBeGreaterThan(0);
    const total = sites.reduce((sum, one) => sum + (one.horizons[0]?.mean ?? 0), 0);
    expect(total).toBeCloseTo(forecaster(fitted, null).at(400).mean, 6);
    expect(sites.find(({ id }) => id === 'W1')?.pOpen).toBe(0.8);
  });

  it('records outside the domain are refused with their site', () => {
    const refused = (sites: readonly EnrolmentSite[]) => () => fitStudy({ asOf: 100, sites });
    expect(refused([site('A', 120, 1)])).toThrow('site A opened on 120');
    expect(refused([site('A', 1, -1)])).toThrow('enrolments of site A');
    expect(refused([site('A', 1, 2), site('A', 1, 2)])).toThrow('two sites A');
    expect(refused([{ id: 'A', openedOn: null, enrolled: 0 }])).toThrow('has no opening');
    expect(refused([site('A', 1, 0)])).toThrow('first patient');
    expect(refused([{ id: 'A', openedOn: null, enrolled: 0, opening: { kind: 'on', day: 120 } }])).toThrow('no site has been open');
  });

  it('places in the order of starts lie between -1/2 and 1/2, and equal days share one', () => {
    const sites = [site('A', 1, 0), site('B', 1, 0), site('C', 5, 0), site('D', 9, 0)];
    expect(startRanks({ asOf: 9, sites })).toEqual([-0.25, -0.25, 0.125, 0.375]);
  });
});
