// The words of safety: adverse events, the investigator's judgement, and the clock of the serious ones.
import { z } from 'zod';
import { amendment, command, fact, id, instantText, line, prose, question } from '#platform/contract';
import {
  type ClockStanding,
  causalities,
  formerCriteria,
  outcomes,
  partialDate,
  seriousnessCriteria,
  severities,
  treatmentActions,
} from './rules.ts';

/** A report of a serious event. `lateByMinutes` is 0 in time and in every report after the first; `dueOn` is the day at the site. */
export interface SaeReported {
  readonly adverseEventId: string;
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly number: number;
  /** The day at the site on which it was sent. */
  readonly sentOn: string;
  readonly dueOn: string;
  readonly lateByMinutes: number;
}

/** `dueAt` is the instant at which the first report is due. */
export interface SaeRecorded {
  readonly adverseEventId: string;
  readonly subjectId: string;
  readonly subjectNumber: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly dueAt: string;
}

/** An event was recorded as serious, or became so: its clock runs. */
export const saeRecorded = fact<SaeRecorded>('safety.sae-recorded');

/** A report of a serious event went out. */
export const saeReported = fact<SaeReported>('safety.sae-reported');

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const partialDateText = z
  .string()
  .refine((text) => partialDate(text) !== null, 'must be a year, a month or a day: 2026, 2026-04 or 2026-04-13')
  .meta({ examples: ['2026-04-13', '2026-04'] });

const standings = [
  'running',
  'half-gone',
  'three-quarters-gone',
  'nearly-gone',
  'overdue',
  'sent',
  'sent-late',
] as const satisfies readonly ClockStanding[];
const keptCriterion = z.enum([...seriousnessCriteria, ...formerCriteria]);
const severity = z.enum(severities);
const grade = z.number().int().min(1).max(5);
const outcome = z.enum(outcomes);

export const adverseEventView = z.object({
  id,
  subjectId: id,
  subjectNumber: z.string(),
  studyId: id,
  siteId: id,
  studySiteId: id,
  /** The zone of the site: its dates and its clock. */
  timeZone: z.string(),
  source: z.enum(['program', 'imported']),
  term: z.string(),
  codedTerm: z.string().nullable(),
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  severity: severity.nullable(),
  grade: grade.nullable(),
  /** Null where a record taken over does not say. */
  serious: z.boolean().nullable(),
  criteria: z.array(keptCriterion),
  /** Null until an investigator has judged. */
  causality: z.enum(causalities).nullable(),
  causalityReason: z.string().nullable(),
  judgedByName: z.string().nullable(),
  judgedAt: instantText.nullable(),
  outcome: outcome.nullable(),
  actionTaken: z.enum(treatmentActions).nullable(),
  awareAt: instantText.nullable(),
  seriousAwareAt: instantText.nullable(),
  /** The clock to the first report; null for what is not serious, and for what was taken over. */
  clock: z
    .object({
      startedAt: instantText,
      dueAt: instantText,
      sentAt: instantText.nullable(),
      minutesLeft: z.number().int(),
      standing: z.enum(standings),
    })
    .nullable(),
  reports: z.array(z.object({ number: z.number().int(), sentAt: instantText, sentTo: z.string() })),
  /** Whether the event says something else now than its last report did. */
  followUpDue: z.boolean(),
  createdAt: instantText,
  version: z.number().int(),
  can: z.object({ amend: z.boolean(), resolve: z.boolean(), judge: z.boolean(), report: z.boolean() }),
});

const told = {
  term: line(500),
  startedOn: partialDateText,
  endedOn: partialDateText.nullable(),
  severity: severity.nullable(),
  grade: grade.nullable(),
  serious: z.boolean(),
  criteria: z.array(z.enum(seriousnessCriteria)).max(seriousnessCriteria.length),
  outcome,
  actionTaken: z.enum(treatmentActions),
  /** When anybody at the site first knew of it. */
  awareAt: instantText,
};

const eventId = { adverseEventId: id };

/** The room's routes. */
export const safetyContract = {
  ofSubject: question({
    name: 'safety.of-subject',
    permission: 'safety.view',
    path: '/subjects/{subjectId}/adverse-events',
    summary: 'The adverse events of a subject, the latest onset first',
    params: { subjectId: id },
    output: z.object({
      timeZone: z.string(),
      /** The server's time, which a form begins with. */
      now: instantText,
      events: z.array(adverseEventView),
      can: z.object({ record: z.boolean() }),
    }),
  }),
  ofStudySite: question({
    name: 'safety.of-study-site',
    permission: 'safety.view',
    path: '/study-sites/{studySiteId}/adverse-events',
    summary: 'The adverse events of a study-site: running clocks first, then the latest onset',
    params: { studySiteId: id },
    query: { serious: z.enum(['true', 'false']).optional() },
    output: z.array(adverseEventView),
  }),
  adverseEvent: question({
    name: 'safety.adverse-event',
    permission: 'safety.view',
    path: '/adverse-events/{adverseEventId}',
    summary: 'One adverse event with its clock and its reports',
    params: eventId,
    output: adverseEventView,
  }),
  record: command({
    name: 'safety.record',
    path: '/subjects/{subjectId}/adverse-events',
    summary: 'Record an adverse event; a serious one starts its clock',
    params: { subjectId: id },
    body: told,
    output: adverseEventView,
  }),
  amend: amendment({
    name: 'safety.amend',
    permission: 'safety.record',
    method: 'PATCH',
    path: '/adverse-events/{adverseEventId}',
    summary: 'Correct an adverse event; what is absent stays as it is',
    params: eventId,
    body: {
      ...z.object(told).partial().shape,
      /** When anybody at the site first knew that it is serious; needed where it becomes serious. */
      seriousAwareAt: instantText.optional(),
      reason: prose(2_000),
    },
    output: adverseEventView,
  }),
  resolve: amendment({
    name: 'safety.resolve',
    permission: 'safety.record',
    path: '/adverse-events/{adverseEventId}/resolution',
    summary: 'Record how and when an adverse event ended',
    params: eventId,
    body: {
      outcome: z.enum(['recovered', 'recovered-with-sequelae']),
      endedOn: partialDateText,
    },
    output: adverseEventView,
  }),
  judge: amendment({
    name: 'safety.judge',
    path: '/adverse-events/{adverseEventId}/causality',
    summary: 'Judge whether the study treatment caused it; another judgement than before says why',
    params: eventId,
    body: { causality: z.enum(causalities), reason: prose(2_000).nullable() },
    output: adverseEventView,
  }),
  report: amendment({
    name: 'safety.report',
    permission: 'safety.record',
    path: '/adverse-events/{adverseEventId}/reports',
    summary: 'Record that a report of a serious event was sent; the first one stops the clock',
    params: eventId,
    body: { sentAt: instantText, sentTo: line(200) },
    output: adverseEventView,
  }),
};
