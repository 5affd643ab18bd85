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

/**
 * The whole count nearest to the expected one that reaches `score` (at or above it where positive, below it where negative),
 * among 0..most. `scoreAt` must not fall as the count rises. Null where none does.
 */
export function wholeLimit(score: number, most: number, scoreAt: (count: number) => number): number | null {
  const reaches = (count: number) => (score >= 0 ? scoreAt(count) >= score : scoreAt(count) < score);
  if (score < 0) {
    if (!reaches(0)) return null;
    let [low, high] = [0, 1];
    while (high <= most && reaches(high)) [low, high] = [high, high * 2];
    return lastThat(reaches, low, Math.min(high, most + 1));
  }
  let [low, high] = [-1, 1];
  while (high < most && !reaches(high)) [low, high] = [high, high * 2];
  if (high >= most && !reaches(most)) return null;
  return lastThat((count) => !reaches(count), low, Math.min(high, most)) + 1;
}

// `holds` is true at `low` and false at `high`; -1 stands for a count below the first.
function lastThat(holds: (count: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
}
