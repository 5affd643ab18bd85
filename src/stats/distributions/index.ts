// The door of the distributions.
export { betaQuantile } from './beta-quantile.ts';
export { betaCdf } from './beta.ts';
export { gammaQuantile } from './gamma-quantile.ts';
export { gammaCdf } from './gamma.ts';
export { hypergeometricMass } from './hypergeometric.ts';
export { lambertW0, lambertWm1 } from './lambert-w.ts';
export { logBeta, logChoose, logFactorial, logGamma } from './log-gamma.ts';
export { negativeBinomialCdf, negativeBinomialMass, negativeBinomialQuantile } from './negative-binomial.ts';
export { normalCdf, normalQuantile } from './normal.ts';
export { poissonCdf, poissonMass, poissonQuantile } from './poisson.ts';
export { studentCdf, studentQuantile } from './student.ts';
