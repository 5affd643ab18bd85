// Symmetric positive matrices of a few dozen rows, as lists of rows one after the other: their Cholesky factor and what it solves.

/** The lower factor L of a = L L', row by row; null where the matrix is not positive. Only the lower half of `a` is read. */
export function choleskyFactor(a: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = a[row * size + column] as number;
      for (let at = 0; at < column; at += 1) sum -= (factor[row * size + at] as number) * (factor[column * size + at] as number);
      if (row > column) factor[row * size + column] = sum / (factor[column * size + column] as number);
      else if (sum > 0) factor[row * size + row] = Math.sqrt(sum);
      else return null;
    }
  return factor;
}

/** The x of L L' x = b. */
export function choleskySolve(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row += 1) {
    for (let at = 0; at < row; at += 1) x[row] = (x[row] as number) - (factor[row * size + at] as number) * (x[at] as number);
    x[row] = (x[row] as number) / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < size; at += 1) x[row] = (x[row] as number) - (factor[at * size + row] as number) * (x[at] as number);
    x[row] = (x[row] as number) / (factor[row * size + row] as number);
  }
  return x;
}

/** Half the log determinant of L L'. */
export function halfLogDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row += 1) sum += Math.log(factor[row * size + row] as number);
  return sum;
}
