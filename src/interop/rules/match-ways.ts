// The ways from an actual visit to a planned one: its name, its planned study day, its number. Each decides only what is still open.
import type { ActualVisit, Exclusion, MatchedBy, PlannedDayConvention, PlannedVisitName } from './match-words.ts';
import { contradicts, isUnscheduledName, normalVisitName, unplannedKind, visitNameParts } from './visit-names.ts';

/** One sort of visit: the same name, number and planned day, in as many rows. */
export interface Kind {
  readonly visit: ActualVisit;
  readonly rows: number;
}

/** A planned visit and the way to it, or the reason there is none. */
export type Verdict = { readonly planned: PlannedVisitName; readonly by: MatchedBy } | { readonly reason: Exclusion };

/** Whether a verdict names a planned visit. */
export const isMatch = (verdict: Verdict | null): verdict is Extract<Verdict, { by: MatchedBy }> => verdict !== null && 'by' in verdict;
/** Whether the protocol sets a window. */
export const hasWindow = (planned: PlannedVisitName) => planned.windowBeforeDays !== null && planned.windowAfterDays !== null;
/** What makes two visits the same sort, with a memory, since a trial has few names and many visits. */
export function kindKeys(): (visit: ActualVisit) => string {
  const known = new Map<string, string>();
  return ({ name, visitNum, plannedDay, contactMode }) => {
    const written = JSON.stringify([name, visitNum, plannedDay, contactMode]);
    let key = known.get(written);
    if (key === undefined) {
      key = JSON.stringify([normalVisitName(name), visitNum, plannedDay, unplannedKind(name, contactMode ?? null)]);
      known.set(written, key);
    }
    return key;
  };
}

/** The sorts of visits in a trial. */
export function kindsOf(visits: readonly ActualVisit[], keyOf: (visit: ActualVisit) => string): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const visit of visits) {
    const key = keyOf(visit);
    const found = kinds.get(key);
    kinds.set(key, { visit: found?.visit ?? visit, rows: (found?.rows ?? 0) + 1 });
  }
  return kinds;
}

/** The elapsed days that a planned study day stands for. */
function elapsedDays(plannedDay: number, convention: PlannedDayConvention): number {
  return convention === 'first-day-is-1' && plannedDay > 0 ? plannedDay - 1 : plannedDay;
}

// Of several instances under one label the one with a window is meant; of several with a window the planned day must tell.
function oneOf(candidates: readonly PlannedVisitName[], visit: ActualVisit, by: MatchedBy): Verdict | null {
  const windowed = candidates.filter(hasWindow);
  const pool = windowed.length > 0 ? windowed : candidates;
  const [first, second] = pool;
  if (!first) return null;
  if (!second) return { planned: first, by };
  const onDay = pool.filter(
    ({ offsetDays }) =>
      visit.plannedDay !== null && (offsetDays === visit.plannedDay || offsetDays === elapsedDays(visit.plannedDay, 'first-day-is-1')),
  );
  return onDay.length === 1 && onDay[0] ? { planned: onDay[0], by } : { reason: 'ambiguous' };
}

type NameIndex = ReadonlyMap<string, readonly PlannedVisitName[]>;

function indexBy(planned: readonly PlannedVisitName[], namesOf: (one: PlannedVisitName) => readonly string[]): NameIndex {
  const index = new Map<string, PlannedVisitName[]>();
  for (const one of planned) {
    for (const name of new Set(namesOf(one).filter((text) => text !== ''))) {
      const own = index.get(name);
      if (own) own.push(one);
      else index.set(name, [one]);
    }
  }
  return index;
}

/** Decides by the name: null where the name says nothing. */
export function byName(planned: readonly PlannedVisitName[]): (visit: ActualVisit) => Verdict | null {
  const labels = indexBy(planned, ({ name }) => [normalVisitName(name)]);
  const instances = indexBy(planned, ({ instanceName }) => [normalVisitName(instanceName ?? '')]);
  const parts = indexBy(planned, ({ name, instanceName }) => [...visitNameParts(name), ...visitNameParts(instanceName ?? '')]);
  return (visit) => {
    if (isUnscheduledName(visit.name)) return { reason: 'unscheduled' };
    const whole = normalVisitName(visit.name);
    const exact = labels.get(whole) ?? instances.get(whole);
    if (exact) return oneOf(exact, visit, 'name');
    const unplanned = unplannedKind(visit.name, visit.contactMode ?? null);
    if (unplanned) return { reason: unplanned };
    const found = visitNameParts(visit.name).flatMap((part) => parts.get(part) ?? []);
    const agreeing = [...new Set(found)].filter((one) => !contradicts(visit.name, one.name));
    return oneOf(agreeing, visit, 'part-of-name');
  };
}

/** A sort of visit and what has been decided on it; null is undecided. */
export interface Decided {
  readonly kind: Kind;
  verdict: Verdict | null;
}

/** The planned visits that no actual visit names. */
function unclaimed(planned: readonly PlannedVisitName[], decided: readonly Decided[]): readonly PlannedVisitName[] {
  const claimed = new Set(decided.flatMap(({ verdict }) => (isMatch(verdict) ? [verdict.planned.key] : [])));
  const labels = new Set(planned.filter(({ key }) => claimed.has(key)).map(({ name }) => normalVisitName(name)));
  return planned.filter(({ key, name }) => !claimed.has(key) && !labels.has(normalVisitName(name)));
}

/** Sponsors count VISITDY either way: the visits known by name are asked first, then the number of exact hits; a tie is SDTM's own way. */
export function conventionOf(planned: readonly PlannedVisitName[], decided: readonly Decided[]): PlannedDayConvention {
  const score = (convention: PlannedDayConvention, offsetsOf: (one: Decided) => readonly (number | null)[]) =>
    decided.filter((one) => {
      const { plannedDay } = one.kind.visit;
      return plannedDay !== null && plannedDay > 0 && offsetsOf(one).includes(elapsedDays(plannedDay, convention));
    }).length;
  const named = ({ verdict }: Decided) => (isMatch(verdict) ? [verdict.planned.offsetDays] : []);
  const open = ({ verdict }: Decided) => (verdict ? [] : planned.map(({ offsetDays }) => offsetDays));
  const lead = score('elapsed', named) - score('first-day-is-1', named) || score('elapsed', open) - score('first-day-is-1', open);
  return lead > 0 ? 'elapsed' : 'first-day-is-1';
}

/** Decides the undecided by planned study day, among the planned visits that nobody names. */
export function decideByDay(planned: readonly PlannedVisitName[], decided: readonly Decided[], convention: PlannedDayConvention): void {
  const free = unclaimed(planned, decided);
  const undecided = decided.filter(({ verdict, kind }) => verdict === null && kind.visit.plannedDay !== null);
  const proposals = undecided.map((one) => {
    const { visit } = one.kind;
    const possible = free.filter(({ name }) => !contradicts(visit.name, name, ['DAY']));
    const onDay = (day: number) => possible.filter(({ offsetDays }) => offsetDays === day);
    const found = onDay(elapsedDays(visit.plannedDay ?? 0, convention));
    // Day 1 is the anchor itself even for those who count the later days as elapsed.
    return { one, verdict: oneOf(found.length === 0 && visit.plannedDay === 1 ? onDay(0) : found, visit, 'planned-day') };
  });
  for (const { one, verdict } of proposals) {
    const rivals = proposals.filter((other) => sameVisit(verdict, other.verdict) && !sameName(one, other.one));
    one.verdict = rivals.length > 0 ? { reason: 'ambiguous' } : verdict;
  }
}

function sameName({ kind: { visit: a } }: Decided, { kind: { visit: b } }: Decided): boolean {
  return normalVisitName(a.name) === normalVisitName(b.name) && (a.name !== '' || a.visitNum === b.visitNum);
}

function sameVisit(a: Verdict | null, b: Verdict | null): boolean {
  return isMatch(a) && isMatch(b) && a.planned.key === b.planned.key;
}

/** The position in the schedule is the visit number only if no known visit contradicts it and, where none is known, if the counts agree. */
export function decideByNumber(planned: readonly PlannedVisitName[], decided: readonly Decided[]): void {
  const labels = indexBy(planned, ({ name, key }) => [normalVisitName(name) || key]);
  const positions = [...labels.values()];
  const isNumbered = ({ kind }: Decided) => Number.isInteger(kind.visit.visitNum) && (kind.visit.visitNum ?? 0) >= 1;
  const known = decided.filter((one) => isNumbered(one) && isMatch(one.verdict));
  // A planned day that found no planned visit has already said no.
  const undecided = decided.filter((one) => one.verdict === null && isNumbered(one) && one.kind.visit.plannedDay === null);
  const at = (one: Decided) => positions[(one.kind.visit.visitNum ?? 0) - 1] ?? [];
  const agrees = known.every((one) => isMatch(one.verdict) && at(one).includes(one.verdict.planned));
  const numbers = new Set([...known, ...undecided].map(({ kind }) => kind.visit.visitNum));
  const fits = known.length > 0 ? agrees : numbers.size === positions.length && undecided.every((one) => at(one).length > 0);
  const free = new Set(unclaimed(planned, decided));
  if (!fits || undecided.length !== new Set(undecided.map(({ kind }) => kind.visit.visitNum)).size) return;
  for (const one of undecided) {
    const possible = at(one).filter((visit) => free.has(visit) && !contradicts(one.kind.visit.name, visit.name));
    one.verdict = oneOf(possible, one.kind.visit, 'visit-number');
  }
}

/** The label `Visit 4` in the schedule is what VISITNUM 4 means, whatever the actual visit is called. */
export function decideByNumberedLabel(planned: readonly PlannedVisitName[], decided: readonly Decided[]): void {
  const free = unclaimed(planned, decided);
  const parts = indexBy(free, ({ name, instanceName }) => [...visitNameParts(name), ...visitNameParts(instanceName ?? '')]);
  for (const one of decided.filter(({ verdict, kind }) => verdict === null && kind.visit.visitNum !== null)) {
    const { visit } = one.kind;
    const labelled = (parts.get(`VISIT ${visit.visitNum}`) ?? []).filter(({ name }) => !contradicts(visit.name, name));
    one.verdict = oneOf(labelled, visit, 'visit-number');
  }
}
