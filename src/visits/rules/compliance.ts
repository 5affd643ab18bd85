// Visit compliance: of the visits whose window has been decided, the share that took place inside it.

/** Visits of the schedule with a window: those that took place, those of them inside, and those that were missed. */
export interface JudgedVisits {
  readonly completed: number;
  readonly inWindow: number;
  readonly missed: number;
}

/** Completed in window / (completed + missed), with its n; the share is null where nothing has been judged. */
export function visitCompliance({ completed, inWindow, missed }: JudgedVisits): { readonly share: number | null; readonly n: number } {
  const n = completed + missed;
  return { share: n === 0 ? null : inWindow / n, n };
}

/**
 * The 95% interval of the share in window (Wilson's score interval): where the share that stands behind these visits may lie. Null where
 * nothing has been judged.
 */
export function complianceInterval(judged: JudgedVisits): { readonly low: number; readonly high: number } | null {
  const { share, n } = visitCompliance(judged);
  if (share === null) return null;
  const z = 1.959964;
  const [centre, spread] = [share + (z * z) / (2 * n), z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))];
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) };
}
