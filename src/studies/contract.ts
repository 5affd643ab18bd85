// The words of studies: studies, their protocols and schedules, and the study-sites.
import { z } from 'zod';
import { amendment, command, date, id, line, prose, question } from '#platform/contract';
import { scheduleBody } from './contract/schedule-body.ts';
import { studyCodePattern } from './rules.ts';
import {
  firstDay,
  importPreview,
  importView,
  protocolView,
  scheduleDocument,
  scheduleVersionView,
  scheduleView,
  studyDetail,
  studySiteStatus,
  studySiteView,
  studyView,
} from './contract/views.ts';

export { scheduleBody } from './contract/schedule-body.ts';
export * from './contract/views.ts';

const studyCodeText = z.string().regex(studyCodePattern, 'must be 1 to 64 letters, digits, dots, hyphens or underscores');
const siteNumber = z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores');
const words = z.array(line()).max(20);

const studyWords = {
  name: line(500),
  title: prose(2_000),
  phases: words,
  therapeuticAreas: words,
  /** Organizations by name; a new name is added to the network's list. */
  sponsor: line().nullable(),
  cro: line().nullable(),
};

const plannedDates = {
  /** The day on which the site was selected; start-up is counted from it. */
  selectedOn: date.nullable().optional(),
  enrolmentPlannedFrom: date.nullable().optional(),
  enrolmentPlannedTo: date.nullable().optional(),
};

/** The room's routes. */
export const studiesContract = {
  studies: question({
    name: 'studies.studies',
    permission: 'studies.view',
    path: '/studies',
    summary: 'The studies you reach',
    output: z.array(studyView),
  }),
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
    summary: 'Import a digital protocol that was sent before; the same file twice changes nothing',
    body: { fileId: id, code: studyCodeText.optional(), firstDay: firstDay.optional() },
    output: importView,
  }),
  previewImport: question({
    name: 'studies.preview-import',
    permission: 'studies.import',
    path: '/files/{protocolFileId}/protocol',
    summary: 'What a sent protocol would become: study, counts, visits and warnings; changes nothing',
    params: { protocolFileId: id },
    query: { code: studyCodeText.optional(), firstDay: z.enum(['0', '1']).optional() },
    output: importPreview,
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
    summary: 'Write a schedule by hand as the next draft; `basedOn` names the version it continues',
    params: { studyId: id },
    body: { schedule: scheduleBody, basedOn: id.optional() },
    output: scheduleVersionView,
  }),
  scheduleDocument: question({
    name: 'studies.schedule-document',
    permission: 'studies.view-schedule',
    path: '/schedules/{scheduleVersionId}',
    summary: 'A schedule version as it is written, for an editor or for comparing two of them',
    params: { scheduleVersionId: id },
    output: scheduleDocument,
  }),
  amendSchedule: amendment({
    name: 'studies.amend-schedule',
    permission: 'studies.import',
    method: 'PUT',
    path: '/schedules/{scheduleVersionId}',
    summary: 'Write over a draft; what is released never changes. A draft may be one that cannot be projected yet',
    params: { scheduleVersionId: id },
    body: { schedule: scheduleBody },
    output: scheduleVersionView,
  }),
  releaseSchedule: amendment({
    name: 'studies.release-schedule',
    path: '/schedules/{scheduleVersionId}/release',
    interactive: true,
    summary: 'Release a draft under one’s signature of what was shown; sites of the study without a schedule get it',
    params: { scheduleVersionId: id },
    body: {
      /** Of the content as `signatures.record` shows it for the kind `studies.schedule-release`. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
      reason: prose(2_000).optional(),
      /** In a demo alone, where nobody has a password: the words `demo signature`. */
      demoConfirmation: z.string().max(100).nullish(),
    },
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
  exportUsdm: question({
    name: 'studies.export-usdm',
    permission: 'studies.view-schedule',
    path: '/studies/{studyId}/usdm',
    summary: 'A schedule as a digital protocol file (USDM 4.0 JSON); the released version unless told. The export is written down',
    params: { studyId: id },
    query: { version: z.coerce.number().int().positive().optional() },
    output: z.file(),
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
    body: {
      siteId: id,
      number: siteNumber,
      targetEnrolment: z.number().int().min(0).max(1_000_000).nullable(),
      openedOn: date.nullable(),
      ...plannedDates,
    },
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
