// What every method answers: the scores of the groups, the figures behind them, and where its limits run.

/** A method applied to groups. Nothing in it is NaN; what a method does not use is null. */
export interface Judgement {
  /** Rate over all groups: sum of numerators over sum of denominators. */
  readonly mu: number;
  /** Rate around which the limits close: mu, or the robust centre. */
  readonly centre: number;
  /** Over-dispersion as a factor on the variance. */
  readonly phi: number | null;
  /** Standard deviation between groups on the method's scale. */
  readonly tau: number | null;
  /** One score a group, in their order. */
  readonly scores: readonly number[];
  /**
   * The count at which a group of this denominator reaches the score; for exact methods the last whole count that does, seen
   * from the centre outwards. Null where no count can.
   */
  readonly limitAt: (score: number, denominator: number) => number | null;
}

/** A judgement of groups that cannot differ: nothing or everything happened everywhere. */
export function flatJudgement(mu: number, groups: number, spread: Pick<Judgement, 'phi' | 'tau'>): Judgement {
  return { mu, centre: mu, ...spread, scores: Array.from({ length: groups }, () => 0), limitAt: () => null };
}

/** A search among whole counts from 0 to `most`, begun at `near`. */
export interface CountSearch {
  readonly most: number;
  readonly near: number;
}

/**
 * The whole count nearest to the expected one that reaches `score`: the least at or above it where it is positive, the greatest
 * below it where it is negative. `scoreAt` must not fall as the count rises. Null where none does.
 */
export function wholeLimit(score: number, { most, near }: CountSearch, scoreAt: (count: number) => number): number | null {
  const isOver = (count: number) => count > most || (count >= 0 && scoreAt(count) >= score);
  const start = Math.min(most, Math.max(0, Math.round(near)));
  let [under, over] = [start, start];
  for (let step = 1; under >= 0 && isOver(under); step *= 2) [over, under] = [under, under - step];
  for (let step = 1; over <= most && !isOver(over); step *= 2) [under, over] = [over, over + step];
  [under, over] = [Math.max(-1, under), Math.min(most + 1, over)];
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2);
    if (isOver(middle)) over = middle;
    else under = middle;
  }
  if (score < 0) return under < 0 ? null : under;
  return over > most ? null : over;
}
