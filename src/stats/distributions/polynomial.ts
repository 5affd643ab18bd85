// Polynomials and their ratios, coefficients from the lowest power on.

/** The polynomial's value at x, by Horner's rule. */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let power = coefficients.length - 1; power >= 0; power--) sum = sum * x + (coefficients[power] as number);
  return sum;
}

/** The ratio of two polynomials at x. */
export function ratioOf([top, bottom]: readonly [readonly number[], readonly number[]], x: number): number {
  return polynomial(top, x) / polynomial(bottom, x);
}
