// The words of studies: studies, their protocols and schedules, and the study-sites.
import { z } from 'zod';
import { amendment, command, date, id, instantText, line, prose, question } from '#platform/contract';
import { scheduleBody } from './contract/schedule-body.ts';
import { milestones, studySiteStates } from './rules.ts';

export { scheduleBody } from './contract/schedule-body.ts';

const named = z.object({ id, name: z.string() });
const part = z.object({ key: z.string(), name: z.string() });
const finding = z.object({ code: z.string(), message: z.string(), path: z.string() });
const studyCodeText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores');
const siteNumber = z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores');
const words = z.array(line()).max(20);
export const firstDay = z.union([z.literal(0), z.literal(1)]);
export const studySiteStatus = z.enum(studySiteStates);

/** A protocol file as text; the reader refuses what is longer than 50 MB. */
const fileText = z.string().min(1).max(50_000_000);

export const studyView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  title: z.string(),
  phases: z.array(z.string()),
  therapeuticAreas: z.array(z.string()),
  sponsor: named.nullable(),
  cro: named.nullable(),
  /** Sites of the study that are in the reader's scope. */
  siteCount: z.number().int(),
  version: z.number().int(),
  can: z.object({ amend: z.boolean(), viewSchedule: z.boolean(), releaseSchedule: z.boolean(), openSite: z.boolean() }),
});

export const scheduleVersionView = z.object({
  id,
  number: z.number().int(),
  status: z.enum(['draft', 'released']),
  firstDay,
  protocolVersionId: id.nullable(),
  releasedAt: instantText.nullable(),
  version: z.number().int(),
  can: z.object({ release: z.boolean() }),
});

export const protocolVersionView = z.object({ id, number: z.number().int(), label: z.string(), format: z.string(), createdAt: instantText });

export const studySiteView = z.object({
  id,
  study: z.object({ id, code: z.string(), name: z.string() }),
  site: named,
  timeZone: z.string(),
  number: z.string(),
  status: studySiteStatus,
  scheduleVersionId: id.nullable(),
  targetEnrolment: z.number().int().nullable(),
  openedOn: date.nullable(),
  enrolmentPlannedFrom: date.nullable(),
  enrolmentPlannedTo: date.nullable(),
  version: z.number().int(),
  /** The states that may follow now; empty for readers who may not change it. */
  next: z.array(studySiteStatus),
  can: z.object({ amend: z.boolean() }),
});

export const studyDetail = studyView.extend({
  protocolVersions: z.array(protocolVersionView),
  scheduleVersions: z.array(scheduleVersionView),
  studySites: z.array(studySiteView),
});

const offset = z.union([
  z.object({ kind: z.literal('day'), day: z.number() }),
  z.object({ kind: z.literal('range'), fromDay: z.number(), toDay: z.number() }),
  z.object({
    kind: z.literal('duration'),
    amount: z.number(),
    unit: z.enum(['hour', 'day', 'week', 'month']),
    direction: z.enum(['before', 'after']),
  }),
]);

export const gridVisit = z.object({
  id,
  key: z.string(),
  name: z.string(),
  timeline: z.string(),
  isMain: z.boolean(),
  epoch: z.string().nullable(),
  arms: z.array(z.string()).nullable(),
  modalities: z.array(z.string()),
  carries: z.array(z.enum(milestones)),
  /** The repeating block the visit belongs to. */
  block: z.string().nullable(),
  /** Null: the date is chosen, not computed. */
  timing: z
    .object({
      anchor: z.object({ kind: z.enum(['visit', 'milestone', 'consent']), key: z.string().nullable() }),
      offset,
      windowBeforeDays: z.number(),
      windowAfterDays: z.number(),
    })
    .nullable(),
});

export const gridActivity = z.object({
  id,
  key: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  /** Keys of the visits at which it is done. */
  visits: z.array(z.object({ key: z.string(), validDays: z.number().int().nullable() })),
});

export const scheduleView = z.object({
  study: z.object({ id, code: z.string(), name: z.string() }),
  schedule: scheduleVersionView,
  versions: z.array(scheduleVersionView),
  epochs: z.array(part),
  arms: z.array(part),
  blocks: z.array(z.object({ key: z.string(), leadKey: z.string(), visitKeys: z.array(z.string()), lengthDays: z.number().int(), maxCycles: z.number().int().nullable(), stopsAt: z.enum(milestones).nullable() })),
  decisions: z.array(z.object({ key: z.string(), timeline: z.string(), branches: z.array(z.object({ condition: z.string(), target: z.string().nullable() })), otherwise: z.string().nullable(), loops: z.boolean() })),
  visits: z.array(gridVisit),
  activities: z.array(gridActivity),
});

export const protocolView = z.object({
  study: z.object({ id, code: z.string(), name: z.string() }),
  protocol: protocolVersionView,
  title: z.string().nullable(),
  phases: z.array(z.string()),
  therapeuticAreas: z.array(z.string()),
  identifiers: z.array(z.object({ scope: z.string().nullable(), value: z.string() })),
  criteria: z.array(z.object({ identifier: z.string().nullable(), category: z.string().nullable(), name: z.string(), text: z.string() })),
  amendments: z.array(z.object({ number: z.string().nullable(), name: z.string(), summary: z.string().nullable(), reasons: z.array(z.string()), impacts: z.array(z.string()) })),
  warnings: z.array(finding),
});

export const importView = z.object({
  study: z.object({ id, code: z.string(), name: z.string() }),
  scheduleVersionId: id,
  scheduleStatus: z.enum(['draft', 'released']),
  /** Visit definitions: the activity instances of every timeline. */
  visits: z.number().int(),
  /** False when exactly this file was imported before; then nothing has changed. */
  isNew: z.boolean(),
  warnings: z.array(finding),
});

const studyWords = {
  name: line(500),
  title: prose(2_000),
  phases: words,
  therapeuticAreas: words,
  /** Organizations by name; a new name is added to the network's list. */
  sponsor: line().nullable(),
  cro: line().nullable(),
};

const plannedDates = { enrolmentPlannedFrom: date.nullable().optional(), enrolmentPlannedTo: date.nullable().optional() };

/** The room's routes. */
export const studiesContract = {
  studies: question({ name: 'studies.studies', permission: 'studies.view', path: '/studies', summary: 'The studies you reach', output: z.array(studyView) }),
  study: question({
    name: 'studies.study',
    permission: 'studies.view',
    path: '/studies/{studyId}',
    summary: 'A study with its versions and its sites',
    params: { studyId: id },
    output: studyDetail,
  }),
  createStudy: command({
    name: 'studies.create-study',
    permission: 'studies.import',
    path: '/studies',
    summary: 'Add a study by hand',
    body: { code: studyCodeText, ...studyWords },
    output: studyDetail,
  }),
  amendStudy: amendment({
    name: 'studies.amend-study',
    permission: 'studies.import',
    method: 'PATCH',
    path: '/studies/{studyId}',
    summary: 'Correct what is known of a study',
    params: { studyId: id },
    body: {
      name: studyWords.name.optional(),
      title: studyWords.title.optional(),
      phases: words.optional(),
      therapeuticAreas: words.optional(),
      sponsor: studyWords.sponsor.optional(),
      cro: studyWords.cro.optional(),
    },
    output: studyDetail,
  }),
  importProtocol: command({
    name: 'studies.import-protocol',
    permission: 'studies.import',
    path: '/studies/imports',
    summary: 'Import a digital protocol (USDM JSON); the same file twice changes nothing',
    body: { fileName: line(), content: fileText, code: studyCodeText.optional(), firstDay: firstDay.optional() },
    output: importView,
  }),
  schedule: question({
    name: 'studies.schedule',
    permission: 'studies.view-schedule',
    path: '/studies/{studyId}/schedule',
    summary: 'A schedule as a grid: visits, activities and where they meet; the released version unless told',
    params: { studyId: id },
    query: { version: z.coerce.number().int().positive().optional() },
    output: scheduleView,
  }),
  saveSchedule: command({
    name: 'studies.save-schedule',
    permission: 'studies.import',
    path: '/studies/{studyId}/schedules',
    summary: 'Write a schedule by hand as the next draft',
    params: { studyId: id },
    body: { schedule: scheduleBody },
    output: scheduleVersionView,
  }),
  releaseSchedule: amendment({
    name: 'studies.release-schedule',
    path: '/schedules/{scheduleVersionId}/release',
    summary: 'Release a draft to the study; sites without a schedule get it',
    params: { scheduleVersionId: id },
    output: scheduleVersionView,
  }),
  protocol: question({
    name: 'studies.protocol',
    permission: 'studies.view-schedule',
    path: '/studies/{studyId}/protocol',
    summary: 'The protocol: criteria and amendments; the newest version unless told',
    params: { studyId: id },
    query: { version: z.coerce.number().int().positive().optional() },
    output: protocolView,
  }),
  studySites: question({
    name: 'studies.study-sites',
    permission: 'studies.view',
    path: '/study-sites',
    summary: 'The study-sites you reach',
    query: { studyId: id.optional(), siteId: id.optional() },
    output: z.array(studySiteView),
  }),
  studySite: question({
    name: 'studies.study-site',
    permission: 'studies.view',
    path: '/study-sites/{studySiteId}',
    summary: 'A study at a site',
    params: { studySiteId: id },
    output: studySiteView,
  }),
  openStudyAtSite: command({
    name: 'studies.open-study-at-site',
    permission: 'studies.open-site',
    path: '/studies/{studyId}/sites',
    summary: 'Open a study at a site; active from the day it was opened, in start-up before',
    params: { studyId: id },
    body: { siteId: id, number: siteNumber, targetEnrolment: z.number().int().min(0).max(1_000_000).nullable(), openedOn: date.nullable(), ...plannedDates },
    output: studySiteView,
  }),
  amendStudySite: amendment({
    name: 'studies.amend-study-site',
    permission: 'studies.open-site',
    method: 'PATCH',
    path: '/study-sites/{studySiteId}',
    summary: 'Correct the target, the dates or the schedule of a study-site',
    params: { studySiteId: id },
    body: {
      targetEnrolment: z.number().int().min(0).max(1_000_000).nullable().optional(),
      openedOn: date.nullable().optional(),
      scheduleVersionId: id.optional(),
      ...plannedDates,
    },
    output: studySiteView,
  }),
  changeStudySiteStatus: amendment({
    name: 'studies.change-study-site-status',
    permission: 'studies.open-site',
    path: '/study-sites/{studySiteId}/status',
    summary: 'Move a study-site along its life cycle',
    params: { studySiteId: id },
    body: { to: studySiteStatus, reason: prose(2_000) },
    output: studySiteView,
  }),
};
