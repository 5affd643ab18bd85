// What a person types about an adverse event, and the body it makes; the rules of the room say beside which field something is wrong.
import { Temporal } from '#lib';
import {
  type EventContent,
  type SeriousnessCriterion,
  decideEvent,
  outcomes,
  seriousnessCriteria,
  severities,
  treatmentActions,
} from '../rules.ts';
import type { AdverseEvent, RecordBody } from './queries.ts';

/** The fields as typed: texts, with '' for nothing. Days and times are those of the site's wall. */
export interface TypedEvent {
  readonly term: string;
  readonly startedOn: string;
  readonly endedOn: string;
  readonly severity: string;
  readonly grade: string;
  readonly serious: string;
  readonly criteria: readonly SeriousnessCriterion[];
  readonly outcome: string;
  readonly actionTaken: string;
  readonly awareDay: string;
  readonly awareTime: string;
  /** Only in corrections: when the site knew that it is serious. */
  readonly seriousDay: string;
  readonly seriousTime: string;
  readonly reason: string;
}

/** A fault by the field it stands beside; the value is a key of the room's words. */
export type EventFaults = Readonly<Partial<Record<string, string>>>;

/** The wall of a site at an instant. */
export function wallOf(instant: string, timeZone: string): { readonly day: string; readonly time: string } {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return { day: wall.toPlainDate().toString(), time: wall.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** The instant of a day and a time on the site's wall; null while either is missing or impossible. */
export function instantOf(day: string, time: string, timeZone: string): Temporal.Instant | null {
  try {
    return Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant();
  } catch {
    return null;
  }
}

/** A new event: known to the site now, still there. */
export function blankEvent(now: string, timeZone: string): TypedEvent {
  const { day, time } = wallOf(now, timeZone);
  return {
    term: '',
    startedOn: '',
    endedOn: '',
    severity: '',
    grade: '',
    serious: '',
    criteria: [],
    outcome: 'not-recovered',
    actionTaken: 'none',
    awareDay: day,
    awareTime: time,
    seriousDay: '',
    seriousTime: '',
    reason: '',
  };
}

/** An event as it stands, to be corrected. */
export function typedOf(event: AdverseEvent, now: string): TypedEvent {
  const { timeZone } = event;
  const aware = wallOf(event.awareAt ?? now, timeZone);
  const serious = event.seriousAwareAt === null ? { day: '', time: '' } : wallOf(event.seriousAwareAt, timeZone);
  return {
    term: event.term,
    startedOn: event.startedOn ?? '',
    endedOn: event.endedOn ?? '',
    severity: event.severity ?? '',
    grade: event.grade === null ? '' : String(event.grade),
    serious: event.serious === null ? '' : event.serious ? 'yes' : 'no',
    criteria: seriousnessCriteria.filter((criterion) => event.criteria.includes(criterion)),
    outcome: event.outcome ?? '',
    actionTaken: event.actionTaken ?? '',
    awareDay: aware.day,
    awareTime: aware.time,
    seriousDay: serious.day,
    seriousTime: serious.time,
    reason: '',
  };
}

/** The event that is typed, as the rules read it. A new serious event was known to be serious when it was known. */
export function contentOf(typed: TypedEvent, timeZone: string, amends: boolean): EventContent {
  const awareAt = instantOf(typed.awareDay, typed.awareTime, timeZone);
  const isSerious = typed.serious === 'yes';
  return {
    term: typed.term.trim(),
    startedOn: typed.startedOn.trim() || null,
    endedOn: typed.endedOn.trim() || null,
    severity: severities.find((each) => each === typed.severity) ?? null,
    grade: typed.grade === '' ? null : Number(typed.grade),
    serious: typed.serious === '' ? null : isSerious,
    criteria: isSerious ? typed.criteria : [],
    outcome: outcomes.find((each) => each === typed.outcome) ?? null,
    actionTaken: treatmentActions.find((each) => each === typed.actionTaken) ?? null,
    awareAt,
    seriousAwareAt: amends && isSerious ? instantOf(typed.seriousDay, typed.seriousTime, timeZone) : awareAt,
  };
}

/** What is still wrong, by field. What lies ahead is the server's to say: a device's clock may be wrong. */
export function eventFaults(typed: TypedEvent, timeZone: string, amends: boolean): EventFaults {
  const content = contentOf(typed, timeZone, amends);
  const missing = {
    ...(content.term === '' ? { term: 'need.term' } : {}),
    ...(content.outcome === null ? { outcome: 'need.outcome' } : {}),
    ...(content.actionTaken === null ? { actionTaken: 'need.actionTaken' } : {}),
    ...(amends && typed.reason.trim() === '' ? { reason: 'need.reason' } : {}),
  };
  const decided = decideEvent(content, { now: null, timeZone });
  if (decided.ok) return missing;
  const { field } = decided.detail as { readonly field?: string };
  return { ...missing, ...(field === undefined ? {} : { [field]: `refusal.${decided.refusal}` }) };
}

/** The body of the command; ask it only where `eventFaults` finds nothing. */
export function eventBody(typed: TypedEvent, timeZone: string): RecordBody | null {
  const { seriousAwareAt: _, awareAt, startedOn, serious, outcome, actionTaken, ...content } = contentOf(typed, timeZone, false);
  if (awareAt === null || startedOn === null || serious === null || outcome === null || actionTaken === null) return null;
  return {
    ...content,
    startedOn,
    serious,
    outcome,
    actionTaken,
    criteria: [...typed.criteria].filter(() => serious),
    awareAt: awareAt.toString(),
  };
}
