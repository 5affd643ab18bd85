// The choice of terms: found where they are, left out where they are not, weighed within Occam's window.
import { describe, expect, it } from 'vitest';
import { randomStream } from '#lib';
import { type EnrolmentStudy, fitStudy, termChoices } from './index.ts';
import { occamsWindow } from './occams-window.ts';

describe('[FORECAST-06] terms are chosen by what was held back', () => {
  const simulated = (rate: (age: number) => number, seed = 7): EnrolmentStudy => {
    const stream = randomStream(seed, 'terms');
    const sites = Array.from({ length: 40 }, (_, at) => {
      const openedOn = at * 7;
      const own = -Math.log(1 - stream.next()) * 0.5 + 0.5;
      const days: number[] = [];
      for (let day = openedOn; day < 300; day += 1) if (stream.next() < 0.06 * own * rate(day - openedOn)) days.push(day);
      return { id: `S${at}`, openedOn, enrolled: days.length, enrolledOn: days };
    });
    return { asOf: 300, sites };
  };

  it('a ramp is found where there is one, with about its length', () => {
    const fitted = fitStudy(simulated((age) => Math.min(1, age / 90)));
    expect(fitted.terms.choice.shape).toBe('ramp');
    expect(fitted.terms.by).toBe('time');
    expect(fitted.terms.gain).toBeGreaterThan(2);
    expect(fitted.terms.judged.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    const days = fitted.nodes.flatMap((node) => (node.shape.kind === 'ramp' ? [node.shape.days] : []));
    expect(Math.min(...days)).toBeLessThan(100);
    expect(Math.max(...days)).toBeGreaterThan(80);
  });

  it('a decay is found where there is one', () => {
    expect(fitStudy(simulated((age) => Math.exp(-age / 70))).terms.choice.shape).toBe('decay');
  });

  it('a constant rate stays constant, but for chance, and beside it stands only what is nearly as probable', () => {
    const found = Array.from({ length: 8 }, (_, seed) => fitStudy(simulated(() => 0.8, seed)).terms);
    const constants = found.filter(({ name }) => name === 'constant');
    expect(constants.length).toBeGreaterThanOrEqual(6);
    for (const { weight, needed, gain, judged } of constants) {
      expect({ needed, gain }).toEqual({ needed: 0, gain: 0 });
      for (const other of judged) if (other.weight > 0) expect(other.weight / weight).toBeGreaterThan(0.6);
    }
    expect(constants.some(({ weight }) => weight === 1)).toBe(true);
    expect(constants.some(({ weight }) => weight < 1)).toBe(true);
  });

  it('a ramp must make what was held back three times as probable as the constant rate does, to stand before it', () => {
    const { needed, gain, weight, judged } = fitStudy(simulated((age) => Math.min(1, age / 90))).terms;
    expect(needed).toBeCloseTo(Math.log(3), 12);
    expect(gain).toBeGreaterThan(needed);
    expect(weight).toBeLessThanOrEqual(1);
    expect(judged.find(({ name }) => name === 'constant')).toMatchObject({ gain: 0, weight: 0 });
    expect(judged.map(({ name }) => name)).toEqual(['constant', 'ramp', 'decay', 'start', 'ramp+start', 'decay+start', 'shock']);
  });

  it('fifteen patients are enough to tell a ramp by, fewer say nothing', () => {
    const ramp = simulated((age) => Math.min(1, age / 90));
    const cutAt = (asOf: number): EnrolmentStudy => ({
      asOf,
      sites: ramp.sites
        .filter(({ openedOn }) => (openedOn ?? 0) < asOf)
        .map((site) => {
          const enrolledOn = (site.enrolledOn ?? []).filter((day) => day < asOf);
          return { ...site, enrolledOn, enrolled: enrolledOn.length };
        }),
    });
    const patients = (study: EnrolmentStudy) => study.sites.reduce((sum, { enrolled }) => sum + enrolled, 0);
    const days = Array.from({ length: 200 }, (_, day) => 60 + day);
    const few = cutAt(days.findLast((day) => patients(cutAt(day)) < 15) ?? 0);
    const enough = cutAt(days.find((day) => patients(cutAt(day)) >= 15) ?? 0);
    expect(fitStudy(few).terms.by).toBe('none');
    expect(fitStudy(enough).terms.by).toBe('time');
  });

  it('counts without dates are judged by sites that are held back, and there the constant rate begins far ahead', () => {
    const dated = simulated(() => 0.8);
    const { by, needed, name, judged } = fitStudy({ ...dated, sites: dated.sites.map(({ enrolledOn: _dates, ...site }) => site) }).terms;
    expect(by).toBe('sites');
    expect(name).toBe('constant');
    expect(needed).toBe(0);
    expect(judged.find((one) => one.name === 'decay')?.weight).toBe(0);
  });
});

describe("[FORECAST-06] Occam's window", () => {
  const logsOf = (of: Readonly<Record<string, number>>) =>
    ['constant', 'ramp', 'decay', 'start', 'ramp+start', 'decay+start', 'shock'].map((name) => of[name] ?? -50);
  const weights = (of: Readonly<Record<string, number>>) =>
    occamsWindow(termChoices, logsOf(of)).map((weight) => Math.round(1e6 * weight) / 1e6);

  it('leaves the simplest choice alone where nothing richer is three fifths as probable', () => {
    expect(weights({ constant: 0, ramp: Math.log(0.599), start: -1, shock: Math.log(0.6) })).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  it('keeps a richer choice that is nearly as probable, by its probability', () => {
    expect(weights({ constant: 0, decay: Math.log(0.6 / 0.9), shock: Math.log(0.59) })).toEqual([0.6, 0, 0.4, 0, 0, 0, 0]);
  });

  it('keeps simpler choices that are not far less probable than the best', () => {
    expect(weights({ constant: Math.log(0.25), decay: Math.log(0.75) })).toEqual([0.25, 0, 0.75, 0, 0, 0, 0]);
    expect(weights({ constant: Math.log(0.04), decay: Math.log(0.96) })).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  it('a pair of terms must be nearly as probable as either alone, and choices of which neither is within the other stand side by side', () => {
    const sides = weights({ ramp: Math.log(0.5), start: Math.log(0.25), 'ramp+start': Math.log(0.29), shock: Math.log(0.25) });
    expect(sides).toEqual([0, 0.5, 0, 0.25, 0, 0, 0.25]);
    const pair = weights({ ramp: Math.log(0.25), start: Math.log(0.25), 'ramp+start': Math.log(0.5) });
    expect(pair).toEqual([0, 0.25, 0, 0.25, 0.5, 0, 0]);
  });

  it('is not moved by probabilities beyond any double', () => {
    expect(weights({ constant: -3_000, ramp: 2_000, 'ramp+start': 1_999 })).toEqual([0, 1, 0, 0, 0, 0, 0]);
  });
});
