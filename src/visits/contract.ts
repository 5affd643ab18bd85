// The words of visits: what is planned for a subject, when it may take place, and what happened.
import { z } from 'zod';
import { amendment, command, date, fact, id, line, page, prose, question } from '#platform/contract';
import { visitStates } from './rules.ts';

interface VisitPlaceOfSubject {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly studySiteId: string;
}

interface VisitPlace extends VisitPlaceOfSubject {
  readonly visitId: string;
}

/** What is told of a visit that took place. Complete in itself: earning and deviations need no second look. */
export interface CompletedVisit extends VisitPlace {
  readonly visitKey: string;
  readonly visitName: string;
  readonly cycle: number;
  readonly repeatNo: number;
  readonly serviceDate: string;
  /** 0 in the window, negative early, positive late; null for a visit without a window. */
  readonly outByDays: number | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  /** How often the record had been re-opened before. */
  readonly generation: number;
  readonly source: 'program' | 'imported';
  readonly activities: readonly {
    readonly key: string;
    readonly name: string;
    readonly done: boolean;
    readonly notDoneReason: string | null;
  }[];
}

/** A visit took place. */
export const visitCompleted = fact<CompletedVisit>('visits.completed');
/** Several visits of one subject took place and were recorded at once; told once for all of them instead of visit by visit. */
export const visitsCompleted = fact<VisitPlaceOfSubject & { readonly visits: readonly CompletedVisit[] }>('visits.completed-together');
/** A visit that took place or was written off was re-opened; what followed from that record no longer holds. */
export const visitReopened = fact<VisitPlace & { readonly reason: string }>('visits.reopened');
/** What is told of a visit that was written off. `on` is the day since which it is off; unscheduled visits are no part of the protocol. */
export interface SkippedVisit extends VisitPlace {
  readonly state: 'missed' | 'cancelled';
  readonly visitKey: string;
  readonly visitName: string;
  readonly scheduled: boolean;
  readonly on: string;
  readonly reasonCode: string;
  readonly reason: string | null;
  readonly generation: number;
}

/** A visit was missed or cancelled. */
export const visitSkipped = fact<SkippedVisit>('visits.skipped');
/** Visits that took place were taken over from elsewhere; told once for all of them, after their windows are known. */
export const visitsImported = fact<{ readonly studyId: string; readonly visits: readonly CompletedVisit[] }>('visits.imported');

/** Why a visit took place outside its window, or not at all. */
export const windowReasons = [
  'participant-travel',
  'participant-illness',
  'participant-request',
  'participant-unreachable',
  'scheduling-error',
  'site-closed',
  'staff-unavailable',
  'equipment-or-supply',
  'weather-or-emergency',
  'sponsor-instruction',
  'other',
] as const;

const state = z.enum(visitStates);
const modality = z.enum(['on-site', 'phone', 'video', 'home']);
const day = z.number().int();
const span = z.object({ from: date, to: date });

export const visitView = z.object({
  id,
  subjectId: id,
  studyId: id,
  siteId: id,
  studySiteId: id,
  key: z.string(),
  name: z.string(),
  cycle: day,
  repeatNo: day,
  epoch: z.string().nullable(),
  scheduled: z.boolean(),
  state,
  stateText: z.string(),
  /** What the visit is to today: `3 days late, window ended 04-10`; null where there is nothing to say. */
  standing: z.enum(['late', 'due', 'ahead', 'done', 'off', 'open']),
  standingText: z.string().nullable(),
  /** Null where the protocol gives a range, or nothing yet. */
  target: date.nullable(),
  targetRange: span.nullable(),
  earliest: date.nullable(),
  latest: date.nullable(),
  optimal: span.nullable(),
  /** Dates that visits before this one leave to it ("randomise by"), and the visit that sets the last of them. */
  limit: z.object({ earliest: date, latest: date, setBy: z.string(), provisional: z.boolean() }).nullable(),
  anchorDate: date.nullable(),
  anchorBasis: z.string().nullable(),
  /** True while the date it is counted from may still move. */
  provisional: z.boolean(),
  /** Why there is no window yet. */
  unresolved: z.string().nullable(),
  bookedFor: date.nullable(),
  rebookNeeded: z.boolean(),
  actualDate: date.nullable(),
  modality: modality.nullable(),
  outByDays: day.nullable(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  /** Study days without Day 0: of the actual, else booked, else target date, and of the window's ends. */
  studyDay: day.nullable(),
  studyDayEarliest: day.nullable(),
  studyDayLatest: day.nullable(),
  source: z.enum(['program', 'imported']),
  excludedReason: z.string().nullable(),
  generation: day,
  version: day,
  can: z.object({ complete: z.boolean(), book: z.boolean(), correct: z.boolean(), miss: z.boolean(), cancel: z.boolean() }),
});

export const visitDetail = visitView.extend({
  subjectNumber: z.string(),
  studyCode: z.string(),
  siteName: z.string(),
  timeZone: z.string(),
  today: date,
  consentedOn: date.nullable(),
  modalities: z.array(modality),
  activities: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      group: z.string().nullable(),
      done: z.boolean().nullable(),
      notDoneReason: z.string().nullable(),
    }),
  ),
  /** What completing it on the site's today would mean; null once it is closed. */
  ifToday: z.object({ studyDay: day.nullable(), outByDays: day.nullable(), needsReason: z.boolean() }).nullable(),
  windowReasons: z.array(z.enum(windowReasons)),
});

export const subjectVisits = z.object({
  subject: z.object({ id, number: z.string(), status: z.string(), studySiteId: id, studyId: id }),
  timeZone: z.string(),
  today: date,
  /** Day 1 of the subject, once it is known. */
  dayOne: date.nullable(),
  visits: z.array(visitView),
  can: z.object({ addUnscheduled: z.boolean() }),
});

/** A visit in a list over many participants: what its own page says of it, and where and on which clock it stands. */
const dueLine = visitView.omit({ id: true, standing: true, standingText: true }).extend({
  visitId: id,
  subjectNumber: z.string(),
  studyCode: z.string(),
  siteNumber: z.string(),
  siteName: z.string(),
  timeZone: z.string(),
  /** The civil date at the site. */
  today: date,
  standing: z.enum(['late', 'due', 'ahead']),
  standingText: z.string(),
  lateByDays: day,
});

export const dueAtSite = z.object({ timeZone: z.string(), today: date, visits: z.array(dueLine) });

export const dueEverywhere = page(dueLine).extend({
  /** Over everything asked for, whatever the part and the standing. */
  counts: z.object({ late: day, due: day, ahead: day }),
});

export const windowsReport = z.object({
  totals: z.object({ visits: day, inWindow: day, early: day, late: day }),
  rows: z.array(
    z.object({
      site: z.string(),
      subject: z.string(),
      visit: z.string(),
      cycle: day,
      target: date.nullable(),
      earliest: date,
      latest: date,
      actual: date,
      outByDays: day,
      inWindow: z.boolean(),
    }),
  ),
  /** Visits that took place and are not judged, each with its reason. */
  excluded: z.array(z.object({ reason: z.string(), visit: z.string(), count: day })),
});

const visitParams = { visitId: id };
const skipReason = { reasonCode: z.enum(windowReasons), reason: prose(2_000).nullish() };

/** The room's routes. */
export const visitsContract = {
  ofSubject: question({
    name: 'visits.of-subject',
    permission: 'visits.view',
    path: '/subjects/{subjectId}/visits',
    summary: 'Every visit of a subject with its window',
    params: { subjectId: id },
    output: subjectVisits,
  }),
  view: question({
    name: 'visits.view',
    path: '/visits/{visitId}',
    summary: 'One visit with the activities to decide',
    params: visitParams,
    output: visitDetail,
  }),
  due: question({
    name: 'visits.due',
    permission: 'visits.view',
    path: '/study-sites/{studySiteId}/visits/due',
    summary: 'Visits of a study-site that are late, due, or soon due by its own calendar',
    params: { studySiteId: id },
    query: { aheadDays: z.coerce.number().int().min(0).max(120).default(7) },
    output: dueAtSite,
  }),
  dueList: question({
    name: 'visits.due-list',
    permission: 'visits.view',
    path: '/visits/due',
    summary: 'Visits of every study-site in reach that are late, due, or soon due by each site’s own calendar, the most urgent first',
    query: {
      aheadDays: z.coerce.number().int().min(0).max(120).default(7),
      studyId: id.optional(),
      siteId: id.optional(),
      standing: z.enum(['late', 'due', 'ahead']).optional(),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    },
    output: dueEverywhere,
  }),
  windows: question({
    name: 'visits.windows',
    permission: 'visits.view',
    path: '/studies/{studyId}/visit-windows',
    summary: 'Which visits of a study took place inside their windows',
    params: { studyId: id },
    query: { firstDay: z.enum(['0', '1']).optional() },
    output: windowsReport,
  }),
  complete: amendment({
    name: 'visits.complete',
    path: '/visits/{visitId}/completion',
    summary: 'Record that a visit took place',
    params: visitParams,
    body: {
      actualDate: date,
      modality,
      activities: z.array(z.strictObject({ key: line(200), done: z.boolean(), notDoneReason: prose(1_000).nullish() })).max(500),
      reasonCode: z.enum(windowReasons).nullish(),
      reason: prose(2_000).nullish(),
    },
    output: visitDetail,
  }),
  book: amendment({
    name: 'visits.book',
    path: '/visits/{visitId}/booking',
    summary: 'Book a visit for a day, or take the booking back',
    params: visitParams,
    body: { bookedFor: date.nullable() },
    output: visitDetail,
  }),
  correct: amendment({
    name: 'visits.correct',
    path: '/visits/{visitId}/reopening',
    summary: 'Re-open a visit to correct its record',
    params: visitParams,
    body: { reason: prose(2_000) },
    output: visitDetail,
  }),
  miss: amendment({
    name: 'visits.miss',
    permission: 'visits.complete',
    path: '/visits/{visitId}/miss',
    summary: 'Mark a visit missed: its window has opened or its booked day has come, and it did not take place',
    params: visitParams,
    body: skipReason,
    output: visitDetail,
  }),
  cancel: amendment({
    name: 'visits.cancel',
    permission: 'visits.book',
    path: '/visits/{visitId}/cancellation',
    summary: 'Cancel a visit that will not take place',
    params: visitParams,
    body: skipReason,
    output: visitDetail,
  }),
  addUnscheduled: command({
    name: 'visits.add-unscheduled',
    permission: 'visits.book',
    path: '/subjects/{subjectId}/visits',
    summary: 'Add a visit that the schedule does not plan',
    params: { subjectId: id },
    body: { name: line(200), bookedFor: date.nullish(), activities: z.array(line(200)).max(200).default([]) },
    output: visitDetail,
  }),
};
