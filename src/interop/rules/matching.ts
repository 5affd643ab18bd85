// Which planned visit does an actual visit mean: by name first, else by planned study day, else by visit number.
import {
  byName,
  conventionOf,
  decideByDay,
  decideByNumber,
  decideByNumberedLabel,
  hasWindow,
  isMatch,
  kindKeys,
  kindsOf,
  type Decided,
} from './match-ways.ts';
import type { ActualVisit, Exclusion, MatchedBy, PlannedDayConvention, PlannedVisitName } from './match-words.ts';

/** A remark on one sort of visit, told once. `rows` is how many visits it is about. */
export interface MatchWarning {
  readonly code: 'matched-by-part-of-name' | 'matched-by-planned-day' | 'matched-by-visit-number' | 'ambiguous';
  readonly visitNum: number | null;
  readonly plannedKey: string | null;
  readonly rows: number;
  readonly message: string;
}

/** A visit that can be judged by the window of `plannedKey`. */
export interface VisitMatch<V> {
  readonly visit: V;
  readonly plannedKey: string;
  readonly by: MatchedBy;
}

/** A visit that is not judged; `plannedKey` where it is known all the same which visit it is (no window, no date, duplicate). */
export interface ExcludedVisit<V> {
  readonly visit: V;
  readonly plannedKey: string | null;
  readonly by: MatchedBy | null;
  readonly reason: Exclusion;
}

/** Every visit given stands once in `matched` or in `excluded`, in the order given. */
export interface VisitMatches<V> {
  readonly matched: readonly VisitMatch<V>[];
  readonly excluded: readonly ExcludedVisit<V>[];
  readonly warnings: readonly MatchWarning[];
  readonly plannedDayConvention: PlannedDayConvention;
}

function warningOf({ kind, verdict }: Decided): readonly MatchWarning[] {
  const { visitNum } = kind.visit;
  const warning = (code: MatchWarning['code'], plannedKey: string | null, message: string) => [
    { code, visitNum, plannedKey, rows: kind.rows, message },
  ];
  if (isMatch(verdict)) {
    const { key } = verdict.planned;
    if (verdict.by === 'part-of-name') return warning('matched-by-part-of-name', key, 'Matched by a part of the visit name.');
    if (verdict.by === 'planned-day')
      return warning('matched-by-planned-day', key, 'The name is not in the schedule; matched by the planned study day.');
    if (verdict.by === 'visit-number')
      return warning('matched-by-visit-number', key, 'The name is not in the schedule; matched by the visit number.');
  }
  if (verdict && !isMatch(verdict) && verdict.reason === 'ambiguous')
    return warning('ambiguous', null, 'More than one planned visit could be meant; none is taken.');
  return [];
}

function exclusionOf(visit: ActualVisit, planned: PlannedVisitName): Exclusion | null {
  if (visit.occurred === false) return 'did-not-occur';
  if (!hasWindow(planned) || planned.offsetDays === null) return 'no-window';
  if (![planned.windowBeforeDays, planned.windowAfterDays, planned.offsetDays].every(Number.isInteger)) return 'sub-day-window';
  return visit.start === null ? 'no-date' : null;
}

/** Of several visits of one subject for one planned visit the earliest is judged, the others are duplicates. */
function firstOf<V extends ActualVisit>(matches: readonly VisitMatch<V>[]): ReadonlySet<V> {
  const first = new Map<string, V>();
  for (const { visit, plannedKey } of matches) {
    const key = JSON.stringify([visit.usubjid, plannedKey]);
    const other = first.get(key);
    if (!other || String(visit.start) < String(other.start)) first.set(key, visit);
  }
  return new Set(first.values());
}

/**
 * Matches the visits of a whole trial (give all subjects at once: the convention of planned days is read off them) with its schedule.
 * `planned` is in schedule order, keys are unique. `plannedDayConvention` overrides what the data suggest.
 */
export function matchVisits<V extends ActualVisit>(
  visits: readonly V[],
  planned: readonly PlannedVisitName[],
  { plannedDayConvention }: { readonly plannedDayConvention?: PlannedDayConvention } = {},
): VisitMatches<V> {
  const keyOf = kindKeys();
  const kinds = kindsOf(visits, keyOf);
  const name = byName(planned);
  const decided = new Map([...kinds].map(([key, kind]): [string, Decided] => [key, { kind, verdict: name(kind.visit) }]));
  const all = [...decided.values()];
  decideByNumberedLabel(planned, all);
  const convention = plannedDayConvention ?? conventionOf(planned, all);
  decideByDay(planned, all, convention);
  decideByNumber(planned, all);

  const matches: VisitMatch<V>[] = [];
  const reasons = new Map<V, ExcludedVisit<V>>();
  for (const visit of visits) {
    const verdict = decided.get(keyOf(visit))?.verdict ?? { reason: 'not-in-schedule' as const };
    if (!isMatch(verdict)) reasons.set(visit, { visit, plannedKey: null, by: null, reason: verdict.reason });
    else {
      const reason = exclusionOf(visit, verdict.planned);
      if (reason) reasons.set(visit, { visit, plannedKey: verdict.planned.key, by: verdict.by, reason });
      else matches.push({ visit, plannedKey: verdict.planned.key, by: verdict.by });
    }
  }
  const judged = firstOf(matches);
  for (const match of matches) if (!judged.has(match.visit)) reasons.set(match.visit, { ...match, reason: 'duplicate' });
  return {
    matched: matches.filter(({ visit }) => judged.has(visit)),
    excluded: visits.flatMap((visit) => reasons.get(visit) ?? []),
    warnings: all.flatMap(warningOf),
    plannedDayConvention: convention,
  };
}
