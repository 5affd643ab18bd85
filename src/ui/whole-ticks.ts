// Where an axis of counts is marked: at whole numbers only, because half a thing is never counted.

/** At most six whole numbers from 0 to `most`, evenly spaced by 1, 2 or 5 of a power of ten. */
export function wholeTicks(most: number): readonly number[] {
  let step = 1;
  for (let next = 0; most / step > 5; next += 1) step *= [2, 2.5, 2][next % 3] ?? 2;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}
