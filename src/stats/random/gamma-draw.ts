// Draws from the gamma distribution by squeeze and rejection from a cubed normal. Marsaglia and Tsang (2000).
import { positive } from '../distributions/arguments.ts';

/** What a gamma draw draws from. */
interface Source {
  uniform(): number;
  normal(): number;
}

/** A draw with a shape from 1 on and rate 1. */
function fromOneOn(source: Source, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = source.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - source.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square || Math.log(u) < square / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** A draw with this shape and rate; anything but finite numbers above 0 is a DomainError. */
export function gammaDraw(source: Source, shape: number, rate: number): number {
  positive('gamma', 'shape', shape);
  positive('gamma', 'rate', rate);
  if (shape >= 1) return fromOneOn(source, shape) / rate;
  // A draw of shape + 1, shrunk by a power of a uniform.
  return (fromOneOn(source, shape + 1) * (1 - source.uniform()) ** (1 / shape)) / rate;
}
