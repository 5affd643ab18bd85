// The scales on which a group's chance variation does not depend on its rate: double square root for rates, double arcsine for proportions.

/** A variance-stabilising scale. A typical rate m of all groups stands on it as theta: sqrt(m), or asin(sqrt(m)). */
export interface Scale {
  /** The observed value of a group. */
  readonly valueOf: (numerator: number, denominator: number) => number;
  /** What a group of this denominator shows on average when its rate is that of theta. */
  readonly expectedAt: (theta: number, denominator: number) => number;
  /** Standard deviation by chance alone. */
  readonly chanceAt: (denominator: number) => number;
  readonly rateOf: (theta: number) => number;
  readonly thetaOf: (rate: number) => number;
  /** The largest theta there is. */
  readonly most: number;
}

/**
 * Freeman-Tukey for counts: y = (sqrt(x) + sqrt(x+1)) / (2 sqrt(e)), variance 1/(4e), mean sqrt(m + 1/(4e)); holds from about
 * one expected event on. Reference: Freeman and Tukey 1950; Spiegelhalter 2005 (square root for rates).
 */
export const rateScale: Scale = {
  valueOf: (numerator, denominator) => (Math.sqrt(numerator) + Math.sqrt(numerator + 1)) / (2 * Math.sqrt(denominator)),
  expectedAt: (theta, denominator) => Math.sqrt(theta ** 2 + 1 / (4 * denominator)),
  chanceAt: (denominator) => 1 / (2 * Math.sqrt(denominator)),
  rateOf: (theta) => theta ** 2,
  thetaOf: Math.sqrt,
  most: Infinity,
};

const arcsine = (share: number) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));

/** Freeman-Tukey for proportions: y = (asin sqrt(x/(n+1)) + asin sqrt((x+1)/(n+1))) / 2, variance 1/(4n + 2). */
export const proportionScale: Scale = {
  valueOf: (numerator, denominator) => (arcsine(numerator / (denominator + 1)) + arcsine((numerator + 1) / (denominator + 1))) / 2,
  expectedAt: (theta, denominator) => arcsine((denominator * Math.sin(theta) ** 2 + 0.25) / (denominator + 0.5)),
  chanceAt: (denominator) => 1 / Math.sqrt(4 * denominator + 2),
  rateOf: (theta) => Math.sin(theta) ** 2,
  thetaOf: arcsine,
  most: Math.PI / 2,
};
