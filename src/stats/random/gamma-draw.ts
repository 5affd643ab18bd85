// Draws from the gamma distribution by squeeze and rejection from a cubed normal. Marsaglia and Tsang (2000).
import { positive } from '../distributions/arguments.ts';

/** Makes the draw from a uniform and a normal source that share their stream. */
export function gammaDraw(uniform: () => number, normal: () => number): (shape: number, rate?: number) => number {
  const fromOneOn = (shape: number): number => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = 1 - uniform();
      const square = x * x;
      if (u < 1 - 0.0331 * square * square || Math.log(u) < square / 2 + d * (1 - v + Math.log(v))) return d * v;
    }
  };
  return (shape, rate = 1) => {
    positive('gamma', 'shape', shape);
    positive('gamma', 'rate', rate);
    if (shape >= 1) return fromOneOn(shape) / rate;
    // A draw of shape + 1, shrunk by a power of a uniform.
    return (fromOneOn(shape + 1) * (1 - uniform()) ** (1 / shape)) / rate;
  };
}
