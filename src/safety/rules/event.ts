// What an adverse event must say of itself before it is kept: dates in order, seriousness with its grounds, outcome and end in agreement.
import { type Outcome, type Temporal, dateInZone, ok, refuse } from '#lib';
import { type PartialDate, isSurelyBefore, partialDate } from './partial-date.ts';
import { type EventOutcome, type KeptCriterion, type Severity, type TreatmentAction, finalOutcomes } from './terms.ts';

/** An event as the site tells it. Partial dates are texts; `seriousAwareAt` starts the clock and belongs to serious events alone. */
export interface EventContent {
  readonly term: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly severity: Severity | null;
  readonly grade: number | null;
  readonly serious: boolean | null;
  readonly criteria: readonly KeptCriterion[];
  readonly outcome: EventOutcome | null;
  readonly actionTaken: TreatmentAction | null;
  readonly awareAt: Temporal.Instant | null;
  readonly seriousAwareAt: Temporal.Instant | null;
}

export type EventRefusal =
  | 'onset-missing'
  | 'date-impossible'
  | 'future-date'
  | 'end-before-onset'
  | 'severity-missing'
  | 'seriousness-missing'
  | 'criteria-missing'
  | 'criteria-without-seriousness'
  | 'death-not-serious'
  | 'death-not-fatal'
  | 'end-missing'
  | 'end-contradicts-outcome'
  | 'awareness-missing'
  | 'awareness-ahead'
  | 'awareness-before-onset'
  | 'seriousness-known-before-event';

/** Where and when it is told. */
export interface EventPlace {
  /** Null where the time is not known for certain, as on a person's device: then nothing is said about what lies ahead. */
  readonly now: Temporal.Instant | null;
  /** The site's time zone. */
  readonly timeZone: string;
}

function read(text: string | null): PartialDate | null | 'impossible' {
  return text === null ? null : (partialDate(text) ?? 'impossible');
}

function refuseDates(event: EventContent, { now, timeZone }: EventPlace) {
  const [onset, end] = [read(event.startedOn), read(event.endedOn)];
  if (onset === null) return refuse('onset-missing', { field: 'startedOn' });
  if (onset === 'impossible') return refuse('date-impossible', { field: 'startedOn' });
  if (end === 'impossible') return refuse('date-impossible', { field: 'endedOn' });
  const today = now && dateInZone(now, timeZone).toString();
  for (const [field, date] of [['startedOn', onset] as const, ['endedOn', end] as const])
    if (today !== null && date && date.earliest.toString() > today) return refuse('future-date', { field, today });
  return end && isSurelyBefore(end, onset) ? refuse('end-before-onset', { field: 'endedOn' }) : null;
}

function refuseSeriousness({ severity, grade, serious, criteria, outcome }: EventContent) {
  if (severity === null && grade === null) return refuse('severity-missing', { field: 'severity' });
  if (serious === null) return refuse('seriousness-missing', { field: 'serious' });
  if (serious && criteria.length === 0) return refuse('criteria-missing', { field: 'criteria' });
  if (!serious && criteria.length > 0) return refuse('criteria-without-seriousness', { field: 'criteria' });
  const isDeath = criteria.includes('death');
  if ((outcome === 'fatal' || grade === 5) && !isDeath) return refuse('death-not-serious', { field: 'criteria' });
  return isDeath && outcome !== 'fatal' ? refuse('death-not-fatal', { field: 'outcome' }) : null;
}

function refuseEnd({ outcome, endedOn }: EventContent) {
  if (outcome !== null && finalOutcomes.includes(outcome) && endedOn === null) return refuse('end-missing', { field: 'endedOn' });
  const isOpen = outcome === 'recovering' || outcome === 'not-recovered';
  return isOpen && endedOn !== null ? refuse('end-contradicts-outcome', { field: 'outcome' }) : null;
}

function refuseAwareness(event: EventContent, { now, timeZone }: EventPlace) {
  const { awareAt, seriousAwareAt, serious } = event;
  if (awareAt === null) return refuse('awareness-missing', { field: 'awareAt' });
  if (serious && seriousAwareAt === null) return refuse('awareness-missing', { field: 'seriousAwareAt' });
  for (const [field, at] of [['awareAt', awareAt] as const, ['seriousAwareAt', seriousAwareAt] as const])
    if (now && at && isAfter(at, now)) return refuse('awareness-ahead', { field });
  if (seriousAwareAt && isAfter(awareAt, seriousAwareAt)) return refuse('seriousness-known-before-event', { field: 'seriousAwareAt' });
  const onset = read(event.startedOn);
  const awareOn = dateInZone(awareAt, timeZone).toString();
  return onset && onset !== 'impossible' && awareOn < onset.earliest.toString()
    ? refuse('awareness-before-onset', { field: 'awareAt' })
    : null;
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return one.epochMilliseconds > other.epochMilliseconds;
}

/**
 * The event as it is kept, or the first thing that is wrong with it, naming the field. Who is not serious has no clock, so the awareness of
 * seriousness falls away with it. Criteria are kept once, in the order given.
 */
export function decideEvent(event: EventContent, place: EventPlace): Outcome<EventContent, EventRefusal> {
  const told: EventContent = {
    ...event,
    term: event.term.trim(),
    criteria: [...new Set(event.criteria)],
    seriousAwareAt: event.serious ? event.seriousAwareAt : null,
  };
  return refuseDates(told, place) ?? refuseSeriousness(told) ?? refuseEnd(told) ?? refuseAwareness(told, place) ?? ok(told);
}
