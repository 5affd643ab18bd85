// The life cycle of an imported subject, told as events in our own words out of DM, SV and DS.
import { type Temporal, maxDate } from '#lib';
import { endOf, finalEnding, isEnrolled, isRandomisation, isScreenFailure, scopeOf, treatmentEnding } from './dispositions.ts';
import type { ImportedDisposition, ImportedSubject } from './imported.ts';

/** The states an imported subject can have passed through (domain.md 3.2). */
export type ImportedStatus =
  | 'consented'
  | 'in-screening'
  | 'screen-failure'
  | 'eligible'
  | 'enrolled'
  | 'on-treatment'
  | 'treatment-discontinued'
  | 'follow-up'
  | 'completed'
  | 'withdrawn'
  | 'lost-to-follow-up'
  | 'death';

/** A step of the life cycle. `on` is null where the data do not date it; `reason` is DSDECOD in small letters, or why it is assumed. */
export interface StatusEvent {
  readonly status: ImportedStatus;
  readonly on: Temporal.PlainDate | null;
  readonly reason: string | null;
}

const step = (status: ImportedStatus, on: Temporal.PlainDate | null, reason: string | null = null): StatusEvent => ({ status, on, reason });
const reasonOf = (ending: ImportedDisposition) => ending.code.toLowerCase();

function beginning(subject: ImportedSubject): readonly StatusEvent[] {
  const { consentedOn, screenedOn } = subject;
  return [
    step('consented', consentedOn, consentedOn ? null : 'date of consent not in the imported data'),
    step('in-screening', screenedOn),
  ];
}

function enrolment(subject: ImportedSubject): readonly StatusEvent[] {
  const randomised = subject.dispositions.find(isRandomisation);
  const on = randomised?.on ?? subject.firstDose;
  const reason = randomised ? reasonOf(randomised) : subject.treated ? 'implied by the first dose' : 'implied by the arm';
  const treatment = subject.treated ? [step('on-treatment', subject.firstDose, 'first dose')] : [];
  return [step('eligible', on, 'implied by enrolment'), step('enrolled', on, reason), ...treatment];
}

// A visit on the day treatment ends is its last visit; only a later one is follow-up.
function followUp(subject: ImportedSubject, ending: ImportedDisposition): readonly StatusEvent[] {
  const { on } = ending;
  const later = subject.visits.find(({ start, occurred }) => occurred && start && on && start.toString() > on.toString());
  if (later) return [step('follow-up', later.start, 'first visit after the end of treatment')];
  return endOf(ending) === 'completed' ? [step('follow-up', on, 'treatment completed')] : [];
}

function endOfTreatment(subject: ImportedSubject, final: ImportedDisposition | null): readonly StatusEvent[] {
  if (!subject.treated) return [];
  const treatment = treatmentEnding(subject);
  const ending = treatment ?? final;
  if (!ending) return [];
  const discontinued = endOf(ending) === 'completed' ? [] : [step('treatment-discontinued', ending.on, reasonOf(ending))];
  return treatment ? [...discontinued, ...followUp(subject, treatment)] : discontinued;
}

function endOfStudy(subject: ImportedSubject, final: ImportedDisposition | null): readonly StatusEvent[] {
  if (!final) return [];
  const end = endOf(final);
  const scope = scopeOf(final);
  const reason = reasonOf(final);
  if (end === 'death') return [step('death', subject.diedOn ?? final.on, reason)];
  if (end === 'lost-to-follow-up') return [step('lost-to-follow-up', final.on, reason)];
  if (scope === 'treatment' && end !== 'sponsor') return [];
  if (end === 'completed') return [step('completed', final.on, reason)];
  if (end === 'withdrawn' || end === 'sponsor' || scope === 'study' || !subject.treated) return [step('withdrawn', final.on, reason)];
  return [...followUp(subject, final), step('withdrawn', lastContact(subject, final.on), reason)];
}

// Who came again after the ending took part until the last of those visits.
function lastContact({ visits }: ImportedSubject, ended: Temporal.PlainDate | null): Temporal.PlainDate | null {
  const days = visits.flatMap(({ start, occurred }) => (occurred && start ? [start] : []));
  return ended && days.reduce(maxDate, ended);
}

/**
 * The life cycle of one subject, in its order. A discontinuation that does not say of what (neither EPOCH nor DSSCAT) is about the trial:
 * it ends treatment and participation, whose last day is that of the last visit. One that says treatment ends treatment only. Death in DM
 * is added where DS does not tell it.
 */
export function statusHistory(subject: ImportedSubject): readonly StatusEvent[] {
  const final = finalEnding(subject);
  const died = (events: readonly StatusEvent[]) =>
    subject.died && !events.some(({ status }) => status === 'death') ? [...events, step('death', subject.diedOn, 'death')] : events;
  if (isScreenFailure(subject)) {
    const failed = subject.dispositions.find((row) => endOf(row) === 'screen-failure') ?? final;
    return died([...beginning(subject), step('screen-failure', failed?.on ?? null, failed ? reasonOf(failed) : 'no arm: screen failure')]);
  }
  if (!isEnrolled(subject)) return died([...beginning(subject), ...endOfStudy(subject, final)]);
  return died([...beginning(subject), ...enrolment(subject), ...endOfTreatment(subject, final), ...endOfStudy(subject, final)]);
}
