// Single values computed with forty digits, chosen where methods usually fail: far tails, tiny and huge shapes, branch points.
import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  gammaCdf,
  hypergeometricMass,
  lambertW0,
  lambertWm1,
  logBeta,
  logChoose,
  logFactorial,
  logGamma,
  negativeBinomialCdf,
  negativeBinomialMass,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonMass,
} from './index.ts';

type Truth = readonly [what: string, got: number, wanted: number];

/** The truths that are missed by more than 2e-12 of their value. */
function missed(truths: readonly Truth[]): Truth[] {
  return truths.filter(([, got, wanted]) => !(Math.abs(got - wanted) <= 2e-12 * Math.abs(wanted)));
}

describe('the distributions', () => {
  it('take logarithms of gamma, beta, factorials and choices', () => {
    expect(
      missed([
        ['1e-8', logGamma(1e-8), 18.42068073818021],
        ['0.3', logGamma(0.3), 1.0957979948180756],
        ['1.46', logGamma(1.46), -0.12148500100400743],
        ['just above 2', logGamma(2.0000001), 4.227843666532498e-8],
        ['7.25', logGamma(7.25), 7.0521854507385395],
        ['100', logGamma(100), 359.1342053695754],
        ['1e6', logGamma(1e6), 12815504.569147613],
        ['beta of unlike', logBeta(0.5, 3000), -3.4307771742339495],
        ['beta of large', logBeta(1e6, 2e6), -1909548.290968533],
        ['10!', logFactorial(10), Math.log(3628800)],
        ['0!', logFactorial(0), 0],
        ['10 over 5', logChoose(10, 5), Math.log(252)],
        ['a million over 2', logChoose(1_000_000, 2), Math.log(499_999_500_000)],
      ]),
    ).toEqual([]);
  });

  it('know the normal to its far tail', () => {
    expect(
      missed([
        ['0.5', normalCdf(0.5, true), 0.3085375387259869],
        ['1.96', normalCdf(-1.96), 0.024997895148220435],
        ['5.5', normalCdf(5.5, true), 1.8989562465887718e-8],
        ['10', normalCdf(-10), 7.619853024160525e-24],
        ['37', normalCdf(37, true), 5.725571222524577e-300],
        ['quantile 1e-300', normalQuantile(1e-300), -37.0470962993612],
        ['quantile 1e-10', normalQuantile(1e-10), -6.361340902404057],
        ['quantile 0.3', normalQuantile(0.3), -0.5244005127080408],
        ['quantile 0.975', normalQuantile(0.975), 1.9599639845400538],
      ]),
    ).toEqual([]);
  });

  it('know the gamma with tiny, middling and huge shapes', () => {
    expect(
      missed([
        ['shape 0.5', gammaCdf(0.2, 0.5), 0.4729107431344619],
        ['tiny shape, above', gammaCdf(0.5, 3e-4, 1, true), 0.00016795847402473638],
        ['tiniest shape, above', gammaCdf(0.5, 1e-8, 1, true), 5.597735977099587e-9],
        ['1000 off its centre', gammaCdf(1010, 1000), 0.6276789447369947],
        ['5000 at its centre', gammaCdf(5000, 5000), 0.5018806340338173],
        ['a million', gammaCdf(1_001_000, 1e6, 1, true), 0.15865521363165971],
        ['a hundred million, far below', gammaCdf(99_950_000, 1e8), 2.854642139958626e-7],
        ['by rate', gammaCdf(50, 5000, 100), 0.5018806340338173],
      ]),
    ).toEqual([]);
  });

  it('know the beta with unlike shapes and in its tails', () => {
    expect(
      missed([
        ['0.5 and 2.5', betaCdf(0.3, 0.5, 2.5), 0.7968893362799451],
        ['near 0', betaCdf(1e-10, 0.5, 2.5), 1.6976527262286676e-5],
        ['1e-231', betaCdf(1e-5, 77, 3000), 9.629188326866389e-231],
        ['near 1', betaCdf(0.999, 2000, 0.1, true), 0.9943303709773179],
        ['a million each', betaCdf(0.5, 1e6, 1.001e6), 0.7601950824663917],
      ]),
    ).toEqual([]);
  });

  it('know counts: negative binomial, Poisson, hypergeometric', () => {
    expect(
      missed([
        ['NB, 1e-192', negativeBinomialCdf(1350, 2000, 2000 / 2450, true), 8.430031697073878e-192],
        ['NB, tiny size', negativeBinomialCdf(0, 1e-4, 0.2, true), 0.0001609308404862308],
        ['NB, tiniest size', negativeBinomialCdf(0, 1e-7, 0.2, true), 1.6094377829195876e-7],
        ['NB, lower', negativeBinomialCdf(50, 3.3, 0.02), 0.0609302099156321],
        ['NB, mass', negativeBinomialMass(120, 3.3, 0.02), 0.00510014353152025],
        ['Poisson, far mass', poissonMass(100, 30.5), 1.6368111767975374e-23],
        ['Poisson, far tail', poissonCdf(100, 30.5, true), 7.039135513109671e-24],
        ['Poisson, tiny mean', poissonCdf(3, 1e-5, true), 4.166633333472223e-22],
        ['Poisson, a million', poissonMass(1_000_000, 1e6), 0.00039894224715624404],
        ['Poisson, a million, above', poissonCdf(1_000_000, 1e6, true), 0.49973403851371634],
        ['12 of 50', hypergeometricMass(3, 10, 40, 12), 0.2702863253945546],
        ['900 of 10,000', hypergeometricMass(200, 1000, 9000, 900), 1.7102273730721395e-30],
      ]),
    ).toEqual([]);
  });

  it("know Lambert's W on both branches and where they meet", () => {
    expect(
      missed([
        ['W0(1e-6)', lambertW0(1e-6), 9.999990000015e-7],
        ['W0(1)', lambertW0(1), 0.5671432904097838],
        ['W0(1e100)', lambertW0(1e100), 224.8431064451185],
        ['W0(-0.2)', lambertW0(-0.2), -0.25917110181907377],
        ['W0(-0.367)', lambertW0(-0.367), -0.9323991847479283],
        ['W0(-0.36786)', lambertW0(-0.36786), -0.9897543477602697],
        ['W-1(-0.36786)', lambertWm1(-0.36786), -1.0103161161296248],
        ['W0(-1/e)', lambertW0(-Math.exp(-1)), -1],
        ['W-1(-1/e)', lambertWm1(-Math.exp(-1)), -1],
        ['W-1(-0.367)', lambertWm1(-0.367), -1.0707918867680521],
        ['W-1(-0.1)', lambertWm1(-0.1), -3.577152063957297],
        ['W-1(-1e-200)', lambertWm1(-1e-200), -466.6626251653469],
      ]),
    ).toEqual([]);
  });
});
