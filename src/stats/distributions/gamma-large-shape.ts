// Temme's uniform expansion of the incomplete gamma functions: large shapes near their centre, at a cost that does not grow.
import { normalTail } from './normal.ts';
import { polynomial } from './polynomial.ts';
import { deviancePart } from './saddle-point.ts';

const LARGE_SHAPE = 10_000;
/** Coefficients of 1 + 1/(12 a) + ...: the gamma function over Stirling's formula, DLMF 5.11.4. */
const STIRLING = [1, 1 / 12, 1 / 288];
const POWERS = 22;

/** Coefficients of lambda - 1 as a series in eta, where eta^2 / 2 = lambda - 1 - ln lambda. DLMF 8.12.10. */
function inverseSeries(length: number): number[] {
  const alpha = [0, 1];
  for (let m = 2; m < length; m++) {
    let crossed = 0;
    for (let i = 2; i < m; i++) crossed += (alpha[i] as number) * (alpha[m + 1 - i] as number);
    alpha.push((alpha[m - 1] as number) / (m + 1) - crossed / 2);
  }
  return alpha;
}

/** Rows c_k of coefficients in powers of eta. DLMF 8.12.12. */
function expansion(): number[][] {
  const alpha = inverseSeries(POWERS + 2 * STIRLING.length + 2);
  const first = Array.from({ length: POWERS + 2 * STIRLING.length }, (_, n) => (n === 0 ? -1 / 3 : (n + 2) * (alpha[n + 2] as number)));
  const rows = [first];
  for (let k = 1; k < STIRLING.length; k++) {
    const [sign, before] = [k % 2 === 0 ? 1 : -1, rows[k - 1] as number[]];
    const row = before.slice(2).map((value, n) => sign * (STIRLING[k] as number) * (first[n] as number) + (n + 2) * value);
    rows.push(row);
  }
  return rows.map((row) => row.slice(0, POWERS));
}

const ROWS = expansion();

/** Whether the expansion holds to the last digit at this shape and point. */
export function isNearCentreOfLargeShape(a: number, x: number): boolean {
  return a >= LARGE_SHAPE && Math.abs(x - a) <= 0.3 * a;
}

/** P(a, x), or Q(a, x) where `upper`, near the centre of a large shape. Temme (1979); DLMF 8.12.3 to 8.12.7. */
export function gammaTailOfLargeShape(a: number, x: number, upper: boolean): number {
  const half = deviancePart(a, x);
  const eta = Math.sign(x - a) * Math.sqrt((2 * half) / a);
  let sum = 0;
  for (let k = ROWS.length - 1; k >= 0; k--) sum = sum / a + polynomial(ROWS[k] as number[], eta);
  const rest = (Math.exp(-half) / Math.sqrt(2 * Math.PI * a)) * sum;
  const z = eta * Math.sqrt(a);
  const tail = upper ? normalTail(z, true) + rest : normalTail(z, false) - rest;
  return Math.min(1, Math.max(0, tail));
}
