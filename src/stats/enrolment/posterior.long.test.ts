// The fit and the integration over hyper-parameters against plain sums: likelihood and priors, grids, scans, the weights of choices.
import { describe, expect, it } from 'vitest';
import { randomStream } from '#lib';
import { type EnrolmentStudy, type TermChoice, countTable, defaultPriors, fitRates, fitStudy, mostMembers, plainFit } from './index.ts';
import { logLikelihood, logPrior } from './likelihood.ts';
import { observe, tableUnder } from './observations.ts';
import { defaultGrid, gridPoints } from './posterior.ts';
import { scanTerms } from './term-scan.ts';
import { axesOf, axisPrior, quickDensity } from './terms.ts';

const table = countTable([4, 9, 2, 0, 7, 12, 3, 5, 1, 6], [200, 180, 160, 140, 120, 100, 80, 60, 40, 20]);

/** Sites whose patients come at a rate that moves with their age. */
function simulated(seed: number, rate: (age: number) => number, sites = 24): EnrolmentStudy {
  const stream = randomStream(seed, 'posterior');
  return {
    asOf: 300,
    sites: Array.from({ length: sites }, (_, at) => {
      const openedOn = at * 9;
      const own = 0.06 * (0.4 - Math.log(1 - stream.next()) * 0.6);
      const enrolledOn: number[] = [];
      for (let day = openedOn; day < 300; day += 1) if (stream.next() < own * rate(day - openedOn)) enrolledOn.push(day);
      return { id: `S${at}`, openedOn, enrolled: enrolledOn.length, enrolledOn };
    }),
  };
}

describe('[FORECAST-01] the gamma of rates', () => {
  it('is found where likelihood and priors together are highest, whatever the priors', () => {
    const both = { alpha: { median: 1.5, sd: 0.7 }, meanRate: { median: 0.02, sd: 0.3 } };
    for (const priors of [both, { ...both, alpha: null }, { ...both, meanRate: null }, { alpha: null, meanRate: null }]) {
      const { alpha, beta } = fitRates(table, priors);
      const value = (a: number, b: number) => logLikelihood(table, a, b) + logPrior(priors, a, a / b);
      for (const [up, across] of [
        [1.01, 1],
        [0.99, 1],
        [1, 1.01],
        [1, 0.99],
        [1.01, 1.01],
        [0.99, 0.99],
      ] as const)
        expect(value(alpha * up, beta * across)).toBeLessThan(value(alpha, beta));
    }
  });

  it('priors are normal on the logarithms', () => {
    const priors = { alpha: { median: 1.5, sd: 0.7 }, meanRate: { median: 0.02, sd: 0.3 } };
    expect(logPrior(priors, 1.5, 0.02)).toBeCloseTo(0, 12);
    expect(logPrior(priors, 1.5 * Math.exp(0.7), 0.02)).toBeCloseTo(-0.5, 12);
    expect(logPrior(priors, 1.5, 0.02 * Math.exp(-0.6))).toBeCloseTo(-2, 12);
  });

  it('a prior of the mean rate stands in before the first patient', () => {
    const none = countTable([0, 0, 0], [10, 10, 10]);
    expect(() => fitRates(none)).toThrow('first patient');
    const { alpha, beta } = fitRates(none, { alpha: { median: 1.5, sd: 0.7 }, meanRate: { median: 0.02, sd: 0.5 } });
    expect(alpha / beta).toBeGreaterThan(0.01);
    expect(alpha / beta).toBeLessThan(0.02);
  });

  it('counts that differ less than Poisson counts do are told as equal rates, at the cap', () => {
    const even = { asOf: 100, sites: Array.from({ length: 8 }, (_, at) => ({ id: `S${at}`, openedOn: 0, enrolled: 10 })) };
    expect(plainFit(even)).toMatchObject({ alpha: 1_000, isCapped: true });
    expect(plainFit(even)?.meanRate).toBeCloseTo(0.1, 9);
  });
});

// Sums over a fine box of (ln alpha, ln mean, value of the term): slow, and without a choice that the kernel makes.
function bruteForce(study: EnrolmentStudy, choice: TermChoice, values: readonly number[]) {
  const ground = { observations: observe(study), studyAsOf: study.asOf, priors: defaultPriors };
  const axes = axesOf(choice);
  const centre = plainFit(study)?.meanRate ?? 1;
  let [whole, value, rate, square] = [0, 0, 0, 0];
  for (const one of values) {
    const terms = axes.reduce<Parameters<typeof tableUnder>[1]>((so, axis) => axis.apply(so, one), {
      shape: { kind: 'constant' },
      startSlope: 0,
    });
    const under = tableUnder(ground.observations, terms, study.asOf);
    for (let a = -3; a <= 4; a += 0.1)
      for (let m = -1.5; m <= 3; m += 0.05) {
        const [alpha, mean] = [Math.exp(a), centre * Math.exp(m)];
        const log = logLikelihood(under.table, alpha, alpha / mean) + under.offset + logPrior(defaultPriors, alpha, mean);
        const mass = Math.exp(log + (axes.length > 0 ? axisPrior(axes, [one]) : 0) + 700);
        whole += mass;
        value += mass * one;
        rate += mass * mean;
        square += mass * mean ** 2;
      }
  }
  return { value: value / whole, rate: rate / whole, rateSd: Math.sqrt(square / whole - (rate / whole) ** 2) };
}

function momentsOf(study: EnrolmentStudy, choice: TermChoice) {
  const { nodes } = fitStudy(study, { choices: [choice] });
  const members = nodes.flatMap((node) =>
    node.members.map(({ weight, alpha, beta }) => ({ weight, mean: alpha / beta, shape: node.shape })),
  );
  const sum = (of: (member: (typeof members)[number]) => number) => members.reduce((all, one) => all + one.weight * of(one), 0);
  const rate = sum(({ mean }) => mean);
  return {
    weight: sum(() => 1),
    rate,
    rateSd: Math.sqrt(sum(({ mean }) => (mean - rate) ** 2)),
    decay: sum(({ shape }) => (shape.kind === 'decay' ? shape.perDay * 365 : 0)),
  };
}

describe('[FORECAST-06] the integration over what is not known', () => {
  it('grids over much and over little are on one scale: each sums to its integral, up to one factor', () => {
    const few = countTable([3, 0, 1], [50, 40, 30]);
    const gap = [few, table].map((of) => {
      const fit = fitRates(of, defaultPriors);
      const top = logLikelihood(of, fit.alpha, fit.beta);
      const grid = gridPoints(of, fit, defaultPriors, defaultGrid).reduce((sum, { logMass }) => sum + Math.exp(logMass - top), 0);
      let whole = 0;
      for (let a = -4; a <= 5; a += 0.05)
        for (let m = -3; m <= 3; m += 0.05) {
          const [alpha, mean] = [Math.exp(a), (fit.alpha / fit.beta) * Math.exp(m)];
          whole += Math.exp(logLikelihood(of, alpha, alpha / mean) + logPrior(defaultPriors, alpha, mean) - top);
        }
      return Math.log(grid / whole);
    });
    expect(Math.abs((gap[0] ?? 9) - (gap[1] ?? 0))).toBeLessThan(0.1);
  });

  const study = simulated(3, (age) => Math.exp(-age / 300));

  it('under a constant rate is that of a sum over a fine grid', () => {
    const slow = bruteForce(study, { shape: 'constant', start: false }, [0]);
    const fast = momentsOf(study, { shape: 'constant', start: false });
    expect(fast.weight).toBeCloseTo(1, 12);
    expect(fast.rate / slow.rate).toBeCloseTo(1, 2);
    expect(fast.rateSd / slow.rateSd).toBeGreaterThan(0.95);
    expect(fast.rateSd / slow.rateSd).toBeLessThan(1.05);
  });

  it('under a decay is that of a sum over a fine grid, the decay included', () => {
    const values = Array.from({ length: 40 }, (_, at) => (at + 0.5) * 0.1);
    const slow = bruteForce(study, { shape: 'decay', start: false }, values);
    const fast = momentsOf(study, { shape: 'decay', start: false });
    expect(fast.decay / slow.value).toBeGreaterThan(0.93);
    expect(fast.decay / slow.value).toBeLessThan(1.07);
    expect(fast.rate / slow.rate).toBeGreaterThan(0.96);
    expect(fast.rate / slow.rate).toBeLessThan(1.04);
    expect(fast.rateSd / slow.rateSd).toBeGreaterThan(0.9);
    expect(fast.rateSd / slow.rateSd).toBeLessThan(1.1);
  });

  it('a scan says how probable a choice makes what was seen: the sum of its density over the whole range', () => {
    const ground = { observations: observe(study), studyAsOf: study.asOf, priors: defaultPriors };
    for (const choice of [
      { shape: 'ramp', start: false },
      { shape: 'decay', start: false },
      { shape: 'constant', start: true },
    ] as const) {
      const [axis] = axesOf(choice);
      const { low = 0, high = 1 } = axis ?? {};
      const alpha = fitStudy(study, { choices: [choice] }).mode.rates.alpha;
      const density = quickDensity(ground, axesOf(choice), alpha);
      const logs = Array.from({ length: 600 }, (_, at) => density([low + ((at + 0.5) * (high - low)) / 600]));
      const top = Math.max(...logs);
      const slow = top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0) * ((high - low) / 600));
      expect(Math.abs(scanTerms(ground, choice).logEvidence - slow)).toBeLessThan(0.05);
    }
  });

  it('priors of terms add up to 1 over their range, half normal ones included', () => {
    for (const choice of [
      { shape: 'ramp', start: false },
      { shape: 'decay', start: false },
      { shape: 'constant', start: true },
      { shape: 'constant', start: false, shock: true },
    ] as const) {
      const axes = axesOf(choice);
      const { low = 0, high = 1 } = axes[0] ?? {};
      const step = (high - low) / 2_000;
      const total = Array.from({ length: 2_000 }, (_, at) => Math.exp(axisPrior(axes, [low + (at + 0.5) * step])) * step);
      const sum = total.reduce((all, one) => all + one, 0);
      expect(sum).toBeGreaterThan(0.97);
      expect(sum).toBeLessThan(1.001);
    }
  });

  it('early starters are believed to be the faster ones, if any are', () => {
    const [axis] = axesOf({ shape: 'constant', start: true });
    expect(axisPrior(axis ? [axis] : [], [-1])).toBeGreaterThan(axisPrior(axis ? [axis] : [], [1]));
  });

  it('choices have their weights in the posterior, and no forecast is carried by more members than allowed', () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => fitStudy(simulated(seed, (age) => Math.min(1, (age + 40) / 90))));
    const mixed = seeds.filter(({ terms }) => terms.judged.filter(({ weight }) => weight > 0.05).length > 1);
    expect(mixed.length).toBeGreaterThan(0);
    for (const { terms, nodes } of mixed) {
      const members = nodes.reduce((count, node) => count + node.members.length, 0);
      expect(members).toBeLessThanOrEqual(mostMembers);
      for (const shape of ['constant', 'ramp', 'decay'] as const)
        for (const start of [false, true]) {
          const judged = terms.judged.find(({ choice }) => choice.shape === shape && choice.start === start && !choice.shock)?.weight ?? 0;
          const carried = nodes
            .filter((node) => node.shape.kind === shape && (node.startSlope !== 0) === start && !node.shock)
            .flatMap((node) => node.members)
            .reduce((all, { weight }) => all + weight, 0);
          expect(Math.abs(carried - judged)).toBeLessThan(0.02);
        }
    }
  });
});
