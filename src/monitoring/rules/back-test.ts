// Signals against what is known to be wrong: a hit points at the place of a problem by an indicator that can show it; the rest are false alarms.
import type { IndicatorKey } from './indicators.ts';

interface Place {
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** For each problem the signals that found it, and the signals that point at none. */
export function backTest<
  P extends Place & { readonly indicators: readonly IndicatorKey[] },
  S extends Place & { readonly indicator: IndicatorKey },
>(problems: readonly P[], signals: readonly S[]): { readonly hits: readonly (readonly S[])[]; readonly falseAlarms: readonly S[] } {
  const hits = problems.map((problem) =>
    signals.filter((signal) => problem.indicators.includes(signal.indicator) && placesOverlap(problem, signal)),
  );
  const found = new Set(hits.flat());
  return { hits, falseAlarms: signals.filter((signal) => !found.has(signal)) };
}

/** A signal about the whole site holds the problem of one study there; one about another study does not. */
export function placesOverlap(problem: Place, signal: Place): boolean {
  const fits = (known: string | null, pointed: string | null) => known === null || pointed === null || known === pointed;
  return fits(problem.siteId, signal.siteId) && fits(problem.studyId, signal.studyId);
}
