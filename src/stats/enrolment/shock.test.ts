// Common shocks as a term of the rates: factors of past months, how probable they are, and what they mean for the months to come.
import { describe, expect, it } from 'vitest';
import { streamOf } from '../random/index.ts';
import { blockExposures, underFactors } from './calendar.ts';
import { choleskyFactor, choleskySolve, halfLogDeterminant } from './cholesky.ts';
import { type EnrolmentStudy, defaultPriors, fitStudy, forecaster, shockBlockDays, siteForecasts } from './index.ts';
import { countTable, logLikelihood } from './likelihood.ts';
import { observe } from './observations.ts';
import { fitShocks, shockCorrelation } from './shock-fit.ts';
import { factorAhead, shaken } from './shock.ts';
import { scanTerms } from './term-scan.ts';

const asOf = 300;

/** Sites that open one after the other, whose rates have the same factor in each month. */
function simulated(factorOf: (month: number) => number, count = 40): EnrolmentStudy {
  const stream = streamOf(11, 'shocks');
  const sites = Array.from({ length: count }, (_, at) => {
    const openedOn = at * 5;
    const own = 0.05 * stream.gamma(2, 2);
    const days: number[] = [];
    for (let day = openedOn; day < asOf; day += 1)
      if (stream.uniform() < own * factorOf(Math.floor((asOf - 1 - day) / shockBlockDays))) days.push(day);
    return { id: `S${at}`, openedOn, enrolled: days.length, enrolledOn: days };
  });
  return { asOf, sites };
}

const months = [1.7, 1.6, 0.9, 0.5, 0.5, 0.9, 1.5, 1.3, 0.6, 0.5];
const swinging = simulated((month) => months[month] ?? 1);
const calm = simulated(() => 1);
const shock = { shape: 'constant', start: false, shock: true } as const;

describe('[FORECAST-06] common shocks are a term of the rates', () => {
  it('a network that swings from month to month is told from one that does not', () => {
    expect(fitStudy(swinging).terms.name).toBe('shock');
    expect(fitStudy(calm).terms.name).toBe('constant');
  });

  it('the factors of past months are found, the latest first, and their mean is about 1', () => {
    const { factors, doubt } = fitShocks(observe(swinging), asOf, 2, 0.5).shock;
    expect(factors).toHaveLength(10);
    for (const month of [0, 1, 6]) expect(factors[month] ?? 0).toBeGreaterThan(1.3);
    for (const month of [3, 4, 8]) expect(factors[month] ?? 9).toBeLessThan(0.75);
    // Ten months of this sd and correlation leave the level uncertain by about 0.25 / 10 * (1 + 1/2) / (1 - 1/2), less in the weights' favour.
    expect(doubt.level).toBeGreaterThan(0.02);
    expect(doubt.level).toBeLessThan(0.15);
    // The latest month is well known and goes against the level: what is taken for the one cannot be the other.
    expect(doubt.latest).toBeLessThan(0.2);
    expect(doubt.both).toBeLessThan(0);
  });

  it('the density with the factors integrated out is that of a sum over all factors', () => {
    const study: EnrolmentStudy = {
      asOf: 60,
      sites: [
        { id: 'A', openedOn: 0, enrolled: 9, enrolledOn: [1, 8, 20, 35, 36, 41, 44, 50, 59] },
        { id: 'B', openedOn: 15, enrolled: 7, enrolledOn: [18, 33, 39, 40, 47, 52, 58] },
      ],
    };
    const [alpha, sd] = [2, 0.4];
    const { logDensity, beta } = fitShocks(observe(study), 60, alpha, sd);
    const exposures = study.sites.map((site) => blockExposures(site, 60, 60, { kind: 'constant' }));
    const step = 0.02;
    let sum = 0;
    for (let late = -2; late < 2; late += step)
      for (let early = -2; early < 2; early += step) {
        const table = countTable(
          [9, 7],
          exposures.map((site) => underFactors(site, [Math.exp(late), Math.exp(early)])),
        );
        const [one, other] = [late + sd ** 2 / 2, early + sd ** 2 / 2];
        const square = (one ** 2 - 2 * shockCorrelation * one * other + other ** 2) / (sd ** 2 * (1 - shockCorrelation ** 2));
        sum += Math.exp(logLikelihood(table, alpha, beta) + 12 * late + 4 * early - square / 2) * step ** 2;
      }
    const volume = Math.log(2 * Math.PI * sd ** 2 * Math.sqrt(1 - shockCorrelation ** 2));
    expect(Math.abs(logDensity - (Math.log(sum) - volume))).toBeLessThan(0.03);
  });

  it('months to come are as uncertain as past ones were, and even out over many', () => {
    const choices = [shock];
    const shaken = fitStudy(swinging, { choices });
    const steady = fitStudy(swinging, { choices: [{ shape: 'constant', start: false }] });
    const of = (fitted: typeof shaken, day: number) => forecaster(fitted, null).at(day);
    const relative = ({ mean, rateVariance }: ReturnType<typeof of>) => rateVariance / mean ** 2;
    const swing = (day: number) => relative(of(shaken, day)) - relative(of(steady, day));
    expect(swing(330)).toBeGreaterThan(0.25);
    expect(swing(660)).toBeGreaterThan(0.05);
    expect(swing(660)).toBeLessThan(0.7 * swing(330));
    expect(of(shaken, 480).mean / of(steady, 480).mean).toBeGreaterThan(0.8);
    expect(of(shaken, 480).mean / of(steady, 480).mean).toBeLessThan(1.2);
  });

  it('the factor ahead begins at the latest month, forgets it, and keeps the doubt of the level', () => {
    const doubt = { level: 0.01, latest: 0.02, both: -0.005 };
    const past = { sd: 0.4, factors: [1.5, 0.7], doubt };
    const next = factorAhead(past, 30);
    const e = Math.log(1.5) + 0.08;
    expect(next.mean).toBeCloseTo(Math.exp(0.5 * e + 0.125 * (0.02 - 0.16)), 12);
    expect(next.variance).toBeCloseTo(Math.expm1(0.16) + 0.25 * (0.02 - 0.16) - 0.005 + 0.01, 12);
    expect(factorAhead(past, 60).mean).toBeCloseTo((next.mean + Math.exp(0.25 * e + 0.03125 * (0.02 - 0.16))) / 2, 12);
    expect(factorAhead(past, 5)).toEqual(next);
    const late = factorAhead(past, 3_600);
    expect(late.mean).toBeCloseTo(1, 2);
    expect(late.variance).toBeLessThan(0.016);
    expect(factorAhead(past, Infinity)).toEqual({ mean: 1, variance: 0.01 });
    expect(factorAhead(null, 30)).toEqual({ mean: 1, variance: 0 });
    expect(shaken({ mean: 10, rateVariance: 5 }, { mean: 2, variance: 0.1 })).toEqual({ mean: 20, rateVariance: 20 + 0.1 * 420 });
  });

  it('with nothing known of the latest month the mean factor ahead is 1', () => {
    const { mean, variance } = factorAhead({ sd: 0.4, factors: [Math.exp(-0.08)], doubt: { level: 0, latest: 0.16, both: 0 } }, 90);
    expect(mean).toBeCloseTo(1, 12);
    expect(variance).toBeCloseTo((Math.expm1(0.16) * (3 + 2 * (2 * 0.5 + 0.25))) / 9, 12);
  });

  it('spreads of the factors weigh in the posterior as they do in the scan', () => {
    const ground = { observations: observe(swinging), studyAsOf: asOf, priors: defaultPriors };
    const { points } = scanTerms(ground, shock);
    const top = Math.max(...points.map(({ logMass }) => logMass));
    const scanned = points.map(({ values, logMass }) => ({ sd: values[0] ?? 0, weight: Math.exp(logMass - top) }));
    const carried = fitStudy(swinging, { choices: [shock] }).nodes.map((node) => ({
      sd: node.shock?.sd ?? 0,
      weight: node.members.reduce((sum, { weight }) => sum + weight, 0),
    }));
    const mean = (of: readonly { sd: number; weight: number }[]) =>
      of.reduce((sum, { sd, weight }) => sum + sd * weight, 0) / of.reduce((sum, { weight }) => sum + weight, 0);
    expect(mean(carried) / mean(scanned)).toBeGreaterThan(0.95);
    expect(mean(carried) / mean(scanned)).toBeLessThan(1.05);
  });

  it('a site is told with the swings of the network, and the sites add up to it', () => {
    const fitted = fitStudy(swinging, { choices: [shock] });
    const sites = siteForecasts(fitted, [330]);
    const network = forecaster(fitted, null).at(330);
    expect(sites.reduce((sum, one) => sum + (one.horizons[0]?.mean ?? 0), 0)).toBeCloseTo(network.mean, 6);
    const calmSites = siteForecasts({ ...fitted, nodes: fitted.nodes.map((node) => ({ ...node, shock: null })) }, [330]);
    const width = (of: typeof sites) => of.reduce((sum, one) => sum + (one.horizons[0]?.q90 ?? 0) - (one.horizons[0]?.q10 ?? 0), 0);
    expect(width(sites)).toBeGreaterThan(width(calmSites));
  });

  it('exposure by month adds up to the exposure, pauses, closing and the time before all months included', () => {
    const site = { id: 'A', openedOn: -2_000, enrolled: 0, exposureDays: 1_000, closesOn: 0 };
    const shape = { kind: 'constant' } as const;
    const parts = blockExposures(site, asOf, asOf, shape);
    expect(parts.blocks).toHaveLength(36);
    expect(underFactors(parts, [])).toBeCloseTo(1_000, 9);
    expect(parts.blocks[9]).toBe(0);
    expect(parts.blocks[10]).toBeCloseTo(15, 9);
    expect(parts.before).toBeCloseTo((2_000 - 780) / 2, 9);
    expect(underFactors(parts, [...Array.from({ length: 10 }, () => 9), 2])).toBeCloseTo(1_015, 9);
  });

  it('without dates nothing can be said of months', () => {
    const undated = { asOf, sites: swinging.sites.map(({ id, openedOn, enrolled }) => ({ id, openedOn, enrolled })) };
    expect(fitStudy(undated).terms.judged.map(({ name }) => name)).not.toContain('shock');
    expect(() => fitStudy(undated, { choices: [shock] })).toThrow('only from enrolments with dates');
    expect(() => fitShocks(observe(swinging), asOf, 2, 0)).toThrow('must be positive');
  });
});

describe('matrices of a few dozen rows', () => {
  it('are factored, solved, and refused where they are not positive', () => {
    const a = Float64Array.of(4, 0, 0, 2, 5, 0, 1, 3, 6);
    const factor = choleskyFactor(a, 3);
    expect(factor).not.toBeNull();
    const x = choleskySolve(factor ?? new Float64Array(9), Float64Array.of(4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18));
    expect([...x].map((one) => Math.round(one * 1e12) / 1e12)).toEqual([1, 2, 3]);
    expect(halfLogDeterminant(factor ?? new Float64Array(9), 3)).toBeCloseTo(0.5 * Math.log(4 * (30 - 9) - 2 * (12 - 3) + (6 - 5)), 12);
    expect(choleskyFactor(Float64Array.of(1, 0, 2, 1), 2)).toBeNull();
  });
});
