// The network's moments against a plain sum over its sites, and what acts on all of them: caps, closing, order of starts, shared doubt.
import { describe, expect, it } from 'vitest';
import {
  type EnrolmentSite,
  type EnrolmentStudy,
  type PosteriorNode,
  type RateShape,
  cappedMoments,
  cumulativeRate,
  fitStudy,
  forecaster,
  networkOf,
  startRanks,
} from './index.ts';
import { meanDay } from './last-patient.ts';

const spread = { kind: 'spread', days: [210, 240, 300], weights: [0.3, 0.2, 0.1], draws: [] } as const;
const study: EnrolmentStudy = {
  asOf: 200,
  sites: [
    { id: 'A', openedOn: 10, enrolled: 9 },
    { id: 'B', openedOn: 60, enrolled: 2, closesOn: 260 },
    { id: 'C', openedOn: 90, enrolled: 5, exposureDays: 55 },
    { id: 'D', openedOn: 120, enrolled: 4, cap: 7 },
    { id: 'E', openedOn: null, enrolled: 0, opening: spread },
    { id: 'F', openedOn: null, enrolled: 0, opening: { kind: 'window', from: 220, to: 280, probability: 0.7 } },
    { id: 'G', openedOn: null, enrolled: 0, opening: { kind: 'on', day: 250 }, closesOn: 300 },
  ],
};
const members = [
  { weight: 0.25, alpha: 1.5, beta: 60 },
  { weight: 0.75, alpha: 3, beta: 90 },
];

function openingsOf({ opening }: EnrolmentSite): readonly (readonly [day: number, weight: number])[] {
  if (opening?.kind === 'on') return [[opening.day, 1]];
  if (opening?.kind === 'spread') return opening.days.map((day, at) => [day, opening.weights[at] ?? 0]);
  if (opening?.kind === 'window')
    return Array.from({ length: 6_000 }, (_, at) => [
      opening.from + ((at + 0.5) / 6_000) * (opening.to - opening.from),
      opening.probability / 6_000,
    ]);
  return [];
}

/** Mean and rate variance of one site under one member, straight from the model. */
function plain(
  site: EnrolmentSite,
  rank: number,
  day: number,
  { shape, startSlope, member }: { shape: RateShape; startSlope: number; member: (typeof members)[number] },
) {
  const multiplier = Math.exp(startSlope * rank);
  const end = Math.min(day, site.closesOn ?? Infinity);
  const G = (age: number) => multiplier * cumulativeRate(shape, age);
  if (site.openedOn !== null) {
    const share = site.exposureDays === undefined ? 1 : site.exposureDays / (200 - site.openedOn);
    const exposure = G(end - site.openedOn) - G(200 - site.openedOn);
    const [a, b] = [member.alpha + site.enrolled, member.beta + share * G(200 - site.openedOn)];
    const free = { mean: (a / b) * exposure, rateVariance: (a / b ** 2) * exposure ** 2 };
    return site.cap ? cappedMoments(a, free.mean, site.cap - site.enrolled) : free;
  }
  let [first, second] = [0, 0];
  for (const [opens, weight] of openingsOf(site)) {
    first += weight * G(end - opens);
    second += weight * G(end - opens) ** 2;
  }
  const rate = member.alpha / member.beta;
  return { mean: rate * first, rateVariance: rate ** 2 * (1 + 1 / member.alpha) * second - (rate * first) ** 2 };
}

describe('[FORECAST-04] the network is the sum of its sites', () => {
  const shapes: readonly RateShape[] = [{ kind: 'constant' }, { kind: 'decay', perDay: 0.004 }, { kind: 'ramp', days: 90 }];

  it.each(shapes)('under $kind, with caps, closing days, pauses, openings and an order of starts', (shape) => {
    const ranks = startRanks(study);
    for (const startSlope of [0, -1.2])
      for (const day of [215, 270, 400]) {
        const node: PosteriorNode = { shape, startSlope, members };
        networkOf(study, [node])(day).forEach((part, at) => {
          const member = members[at] ?? { weight: 0, alpha: 1, beta: 1 };
          const parts = study.sites.map((site, index) => plain(site, ranks[index] ?? 0, day, { shape, startSlope, member }));
          const sum = (of: (one: (typeof parts)[number]) => number) => parts.reduce((all, one) => all + of(one), 0);
          expect(part.weight).toBe(member.weight);
          expect(part.mean / sum(({ mean }) => mean)).toBeCloseTo(1, 3);
          expect(part.rateVariance / sum(({ rateVariance }) => rateVariance)).toBeCloseTo(1, 2);
        });
      }
  });

  it('a factor on all rates scales the mean, and the variance of rates by its square', () => {
    const node: PosteriorNode = { shape: { kind: 'constant' }, startSlope: 0, members };
    const open = { ...study, sites: study.sites.filter(({ cap }) => cap === undefined) };
    const [before] = networkOf(open, [node])(300);
    const [after] = networkOf(open, [node], { factor: 0.5 })(300);
    expect((after?.mean ?? 0) / (before?.mean ?? 1)).toBeCloseTo(0.5, 12);
    expect((after?.rateVariance ?? 0) / (before?.rateVariance ?? 1)).toBeCloseTo(0.25, 12);
  });

  it('what is not known of openings hits all waiting sites at once', () => {
    const uncertain = {
      ...spread,
      draws: [
        [0.5, 0.3, 0.1],
        [0.1, 0.1, 0.1],
      ],
    };
    const waiting = (opening: EnrolmentSite['opening']): EnrolmentStudy => ({
      asOf: 200,
      sites: [
        { id: 'A', openedOn: 0, enrolled: 9 },
        ...[1, 2, 3].map((at) => ({ id: `W${at}`, openedOn: null, enrolled: 0, ...(opening ? { opening } : {}) })),
      ],
    });
    const node: PosteriorNode = { shape: { kind: 'constant' }, startSlope: 0, members: [{ weight: 1, alpha: 2, beta: 50 }] };
    const of = (opening: EnrolmentSite['opening']) => networkOf(waiting(opening), [node])(400)[0] ?? { mean: 0, rateVariance: 0 };
    const [known, unknown] = [of(spread), of(uncertain)];
    expect(unknown.mean).toBeCloseTo(known.mean, 12);
    // Exposure under the two draws: 0.5 * 190 + 0.3 * 160 + 0.1 * 100 = 153, and 45; their variance over their mean squared.
    const relative = ((153 - 99) ** 2 + (45 - 99) ** 2) / 99 ** 2;
    const share = 3 * 0.04 * (0.3 * 190 + 0.2 * 160 + 0.1 * 100);
    expect(unknown.rateVariance - known.rateVariance).toBeCloseTo(relative * share ** 2, 9);
  });
});

describe('[FORECAST-02] what is told of the end', () => {
  it('a target beyond what dying rates can still bring is never reached, with the chance that this is so', () => {
    const fitted = fitStudy({ asOf: 200, sites: study.sites.slice(0, 1).concat({ id: 'H', openedOn: 0, enrolled: 12 }) });
    const dying = { ...fitted, nodes: fitted.nodes.map((node) => ({ ...node, shape: { kind: 'decay', perDay: 0.01 } as const })) };
    const far = forecaster(dying, 90).lastPatientIn();
    expect(far.pNever).toBeGreaterThan(0.99);
    expect(far).toMatchObject({ q50: null, mean: null });
    expect(forecaster(fitted, 90).lastPatientIn().pNever).toBe(0);
  });

  it('where the sites that could go on may never open, neither may the target be reached', () => {
    const closing = { id: 'A', openedOn: 0, enrolled: 9, closesOn: 210 };
    const other = { id: 'B', openedOn: 20, enrolled: 4, closesOn: 210 };
    const waiting = (id: string) => ({
      id,
      openedOn: null,
      enrolled: 0,
      opening: { kind: 'window', from: 220, to: 260, probability: 0.6 } as const,
    });
    const { pNever, q90 } = forecaster(fitStudy({ asOf: 200, sites: [closing, other, waiting('C'), waiting('D')] }), 400).lastPatientIn();
    expect(pNever).toBeCloseTo(0.16, 6);
    expect(q90).toBeNull();
  });

  it('the mean day is the same by few days as day by day', () => {
    const rising = (day: number) => 1 / (1 + Math.exp(-(day - 640) / 25));
    const daily = meanDay(rising, 200) ?? 0;
    expect(daily).toBeCloseTo(640.5, 1);
    expect(Math.abs((meanDay(rising, 200, 24) ?? 0) - daily)).toBeLessThan(0.05);
  });
});
