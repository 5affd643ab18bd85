// The Poisson-gamma kernel against R: likelihood, exact and matched distributions, opening windows, and the day of the last patient in.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crpsOfMasses } from '../scores/index.ts';
import { type EnrolmentSite, type FittedStudy, fitStudy, forecaster, matchedSize, quantileOfMasses } from './index.ts';
import { momentsOfMasses } from '../../../tests/support/masses.ts';

const folder = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'reference');
const isAbsent = !existsSync(join(folder, 'a_expected.json'));

interface Scenario {
  readonly day: number;
  readonly exact_quantiles: Record<string, number>;
  readonly nb_quantiles: Record<string, number>;
  readonly [name: string]: number | Record<string, number>;
}

interface Reference {
  readonly t0: number;
  readonly target: number;
  readonly enrolled_so_far: number;
  readonly mle: { alpha: number; beta: number; mean_rate: number; loglik: number };
  readonly scenario_fixed_midpoint: readonly Scenario[];
  readonly scenario_random_opening: readonly Scenario[];
  readonly scenario_random_opening_mc20000: Record<string, { mean: number; var: number; q50: number; p_target: number }>;
  readonly last_patient_in: { q10: number; q50: number; q90: number; mean: number };
}

const reference = (): Reference => JSON.parse(readFileSync(join(folder, 'a_expected.json'), 'utf8')) as Reference;

function sitesOf(openings: 'midpoint' | 'window'): readonly EnrolmentSite[] {
  const lines = readFileSync(join(folder, 'a_sites.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [id = '', active, open, exposure, enrolled, low, high, pOpen] = line.replaceAll('"', '').split(',');
    if (active === '1') return { id, openedOn: Number(open), exposureDays: Number(exposure), enrolled: Number(enrolled) };
    const [from, to] = [Number(low), Number(high)];
    return {
      id,
      openedOn: null,
      enrolled: Number(enrolled),
      opening: openings === 'midpoint' ? { kind: 'on', day: (from + to) / 2 } : { kind: 'window', from, to, probability: Number(pOpen) },
    };
  });
}

// R's optimiser stops a few 1e-8 short of the maximum; what follows from its numbers is compared on its numbers.
function withReferenceRates(fitted: FittedStudy, { alpha, beta }: Reference['mle']): FittedStudy {
  return { ...fitted, nodes: fitted.nodes.map((node) => ({ ...node, members: [{ weight: 1, alpha, beta }] })) };
}

const near = (value: number, expected: number, relative: number) => {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));
};

describe.skipIf(isAbsent)('[FORECAST-01] the kernel against R (skipped where SITEWARD_TEST_DATA has no reference)', () => {
  const expected = isAbsent ? ({} as Reference) : reference();
  const study = (openings: 'midpoint' | 'window') => ({ asOf: expected.t0, sites: sitesOf(openings) });
  const fitted = (method: 'exact' | 'moment', openings: 'midpoint' | 'window') =>
    withReferenceRates(fitStudy(study(openings), { method }), expected.mle);

  it('finds the maximum of the likelihood', () => {
    const { mle } = fitStudy(study('midpoint'), { method: 'exact' });
    near((mle?.alpha ?? 0) / expected.mle.alpha, 1, 1e-6);
    near((mle?.beta ?? 0) / expected.mle.beta, 1, 1e-6);
    near((mle?.meanRate ?? 0) / expected.mle.mean_rate, 1, 1e-6);
    expect(Math.abs((mle?.logLik ?? 0) - expected.mle.loglik)).toBeLessThanOrEqual(1e-7);
    expect(mle?.isCapped).toBe(false);
  });

  it('gives the exact sum: every quantile, and the chance of the target', () => {
    const forecast = forecaster(fitted('exact', 'midpoint'), expected.target);
    for (const scenario of expected.scenario_fixed_midpoint) {
      const { mean, rateVariance, countVariance, quantiles, pTarget } = forecast.at(scenario.day);
      expect(quantiles).toEqual(scenario.exact_quantiles);
      near(mean, Number(scenario['poisson_gamma_mean']), 1e-12);
      near(rateVariance, Number(scenario['rate_variance']), 1e-11);
      near(countVariance, Number(scenario['count_variance']), 1e-11);
      // The reference comes from a fast Fourier transform with noise of about 1e-13.
      expect(Math.abs((pTarget ?? 0) - Number(scenario['exact_p_target']))).toBeLessThanOrEqual(1e-9);
      const masses = forecast.massesAt(scenario.day);
      near(momentsOfMasses(masses).mean, mean, 1e-10);
      near(momentsOfMasses(masses).variance, countVariance, 1e-9);
      near(crpsOfMasses(masses, quantileOfMasses(masses, 0.5) + 10), Number(scenario['exact_crps_at_median_plus10']), 1e-7);
    }
  });

  it('gives the matched negative binomial: size and rate, every quantile, and the chance of the target', () => {
    const forecast = forecaster(fitted('moment', 'midpoint'), expected.target);
    for (const scenario of expected.scenario_fixed_midpoint) {
      const at = forecast.at(scenario.day);
      const { size, rate } = matchedSize(at);
      near(size / Number(scenario['nb_A']), 1, 1e-11);
      near(rate / Number(scenario['nb_B']), 1, 1e-11);
      expect(at.quantiles).toEqual(scenario.nb_quantiles);
      expect(Math.abs((at.pTarget ?? 0) - Number(scenario['nb_p_target']))).toBeLessThanOrEqual(1e-9);
    }
  });

  it('gives the day of the last patient in', () => {
    for (const method of ['exact', 'moment'] as const) {
      const { q10, q50, q90, mean, pNever } = forecaster(fitted(method, 'midpoint'), expected.target).lastPatientIn();
      expect({ q10, q50, q90 }).toEqual({ q10: 773, q50: 799, q90: 826 });
      near(mean ?? 0, expected.last_patient_in.mean, 1e-11);
      expect(pNever).toBe(0);
    }
  }, 60_000);

  it('takes the openings by their windows', () => {
    const matched = forecaster(fitted('moment', 'window'), expected.target);
    const exact = forecaster(fitted('exact', 'window'), expected.target);
    for (const scenario of expected.scenario_random_opening) {
      const at = matched.at(scenario.day);
      near(at.mean, Number(scenario['mean']), 1e-11);
      near(at.rateVariance, Number(scenario['rate_variance']), 1e-11);
      expect(at.quantiles).toEqual(scenario.nb_quantiles);
      expect(Math.abs((at.pTarget ?? 0) - Number(scenario['nb_p_target']))).toBeLessThanOrEqual(1e-9);
    }
    // The 20,000 simulated paths are met within four standard errors by both the matched and the exact sum.
    const simulated = expected.scenario_random_opening_mc20000['day799'];
    const error = 4 * Math.sqrt((0.234 * 0.766) / 20_000);
    expect(Math.abs((matched.at(799).pTarget ?? 0) - (simulated?.p_target ?? 0))).toBeLessThanOrEqual(error);
    expect(Math.abs((exact.at(799).pTarget ?? 0) - (simulated?.p_target ?? 0))).toBeLessThanOrEqual(error);
  }, 60_000);
});
