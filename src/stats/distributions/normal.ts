// The standard normal distribution.
import { finite, openUnit } from './arguments.ts';
import { ratioOf } from './polynomial.ts';

// Numerators and denominators of Cody (1969), "Rational Chebyshev approximations for the error function", lowest power first.
const CENTRE = [
  [18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745],
  [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1],
] as const;
const SHOULDER = [
  [
    9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002, 93.50665613217785, 8.883149794388377,
    0.39894151208813466, 1.0765576773720192e-8,
  ],
  [
    19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761, 1519.3775994075547, 235.387901782625,
    22.266688044328117, 1,
  ],
] as const;
const TAIL = [
  [2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957, 0.023073441764940174],
  [7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1],
] as const;

/** P(Z > z) for z >= 0.67. */
function upperTail(z: number): number {
  if (z > 38.6) return 0;
  const square = 1 / (z * z);
  const scaled = z < 5.656854249492381 ? ratioOf(SHOULDER, z) : (0.3989422804014327 - square * ratioOf(TAIL, square)) / z;
  // z^2 / 2 is split at sixteenths, so that the square of z loses no digit of the tail.
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(z - coarse) * (z + coarse) * 0.5) * scaled;
}

/** P(Z <= z), or P(Z > z) where `upper`; the argument is not judged. */
export function normalTail(z: number, upper: boolean): number {
  const signed = upper ? -z : z;
  if (Math.abs(signed) <= 0.67448975) return 0.5 + signed * ratioOf(CENTRE, signed * signed);
  return signed < 0 ? upperTail(-signed) : 1 - upperTail(signed);
}

/**
 * P(Z <= z) of the standard normal, or P(Z > z) where `upper`. Cody (1969); relative precision also in both tails.
 * Domain: finite z; anything else is a DomainError. Below about -38.5 the true value is smaller than any number, and the answer is 0.
 */
export function normalCdf(z: number, upper = false): number {
  return normalTail(finite('normalCdf', 'z', z), upper);
}

// Wichura (1988), algorithm AS 241 (PPND16), lowest power first.
const QUANTILE_CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
    2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852546,
  ],
] as const;
const QUANTILE_SHOULDER = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
    1.0507500716444169e-9,
  ],
] as const;
const QUANTILE_TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7,
    2.0442631033899397e-15,
  ],
] as const;

/**
 * The z with P(Z <= z) = p. Wichura's AS 241 (1988), about 16 digits. Domain: 0 < p < 1; anything else is a DomainError,
 * because at 0 and 1 the quantile is infinite.
 */
export function normalQuantile(p: number): number {
  const centred = openUnit('normalQuantile', 'p', p) - 0.5;
  if (Math.abs(centred) <= 0.425) return centred * ratioOf(QUANTILE_CENTRE, 0.180625 - centred * centred);
  const depth = Math.sqrt(-Math.log(centred < 0 ? p : 1 - p));
  const size = depth <= 5 ? ratioOf(QUANTILE_SHOULDER, depth - 1.6) : ratioOf(QUANTILE_TAIL, depth - 5);
  return centred < 0 ? -size : size;
}
