// The door of the scores: how good a forecast was, once the truth is known.
export { crpsOfCdf, crpsOfMass, crpsOfMasses } from './crps-of-counts.ts';
export { crpsNegativeBinomial, crpsPoisson } from './crps-of-distributions.ts';
export { crpsOfSample } from './crps-of-sample.ts';
export { covers, intervalScore, pinball, pit } from './quantile-scores.ts';
