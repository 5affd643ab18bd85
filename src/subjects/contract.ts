// The words of subjects: a person in a study from consent on, by number; statuses, milestones, the funnel.
import { z } from 'zod';
import { amendment, command, date, fact, id, instantText, line, prose, question } from '#platform/contract';
import { type Milestone, milestones } from '#studies/rules';
import { type SubjectState, milestonesByHand, subjectStates, withdrawalScopes } from './rules.ts';

interface SubjectPlace {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly studySiteId: string;
}

/** A person consented and has a number. Dates are civil dates of the site. */
export const subjectConsented = fact<SubjectPlace & { readonly scheduleVersionId: string | null; readonly consentedOn: string | null }>(
  'subjects.consented',
);
/** Whether a visit is the cause, after which whoever records visits plans anew by itself. */
interface Caused {
  readonly byVisit: boolean;
}

/** A milestone was reached, or its date was corrected. */
export const milestoneReached = fact<SubjectPlace & Caused & { readonly kind: Milestone; readonly on: string }>(
  'subjects.milestone-reached',
);
/** A subject moved on. */
export const statusChanged = fact<
  SubjectPlace & Caused & { readonly from: SubjectState; readonly to: SubjectState; readonly on: string | null }
>('subjects.status-changed');
/** Subjects with their whole history were taken over from elsewhere; told once for all of them. */
export const subjectsImported = fact<{ readonly studyId: string; readonly subjects: readonly SubjectPlace[] }>('subjects.imported');

const source = z.enum(['program', 'imported']);
const state = z.enum(subjectStates);
const milestoneKind = z.enum(milestones);
const withdrawnFrom = z.array(z.enum(withdrawalScopes)).max(withdrawalScopes.length);

/** Who a participant is; each part is kept encrypted in the vault. */
const identity = z.strictObject({
  name: line(200).optional(),
  birthDate: date.optional(),
  phone: line(50).optional(),
  email: z.email().max(254).optional(),
  address: prose(500).optional(),
  identifier: line(100).optional(),
});

export const subjectLine = z.object({
  id,
  studyId: id,
  siteId: id,
  studySiteId: id,
  number: z.string(),
  status: state,
  statusText: z.string(),
  /** Null before randomisation and for readers who must not know it. */
  arm: z.string().nullable(),
  consentedOn: date.nullable(),
  source,
  version: z.number().int(),
});

export const subjectView = subjectLine.extend({
  scheduleVersionId: id.nullable(),
  /** Whether the vault holds who this is. */
  identified: z.boolean(),
  milestones: z.array(z.object({ kind: milestoneKind, on: date, source })),
  history: z.array(
    z.object({
      step: z.number().int(),
      from: state.nullable(),
      to: state,
      toText: z.string(),
      on: date.nullable(),
      reason: z.string().nullable(),
      withdrawnFrom,
      lastDoseOn: date.nullable(),
      source,
      recordedAt: instantText,
    }),
  ),
  /** States that may follow, in the order of the life cycle. */
  next: z.array(state),
  can: z.object({ advance: z.boolean(), identify: z.boolean(), seeArm: z.boolean(), reachMilestone: z.boolean() }),
});

export const funnelView = z.object({
  sites: z.array(
    z.object({
      site: z.string(),
      studySiteId: id,
      screened: z.number().int(),
      screenFailure: z.number().int(),
      randomised: z.number().int(),
      treated: z.number().int(),
      completed: z.number().int(),
      discontinued: z.number().int(),
      ongoing: z.number().int(),
    }),
  ),
});

/** The room's routes. */
export const subjectsContract = {
  list: question({
    name: 'subjects.list',
    permission: 'subjects.view',
    path: '/study-sites/{studySiteId}/subjects',
    summary: 'The subjects of a study-site, by number',
    params: { studySiteId: id },
    output: z.object({ subjects: z.array(subjectLine), can: z.object({ consent: z.boolean(), find: z.boolean() }) }),
  }),
  view: question({
    name: 'subjects.view',
    path: '/subjects/{subjectId}',
    summary: 'One subject with its history and milestones',
    params: { subjectId: id },
    output: subjectView,
  }),
  funnel: question({
    name: 'subjects.funnel',
    permission: 'subjects.view',
    path: '/studies/{studyId}/funnel',
    summary: 'How far the subjects of each site of a study came',
    params: { studyId: id },
    output: funnelView,
  }),
  consent: command({
    name: 'subjects.consent',
    path: '/study-sites/{studySiteId}/subjects',
    summary: 'Record a consent and issue the subject number',
    params: { studySiteId: id },
    body: { consentedOn: date, identity: identity.nullish() },
    output: subjectView,
  }),
  find: command({
    name: 'subjects.find',
    permission: 'subjects.identify',
    path: '/study-sites/{studySiteId}/subject-search',
    summary: 'Find a participant by who they are; every search is written down with its purpose, and 60 an hour are allowed',
    params: { studySiteId: id },
    body: { by: z.enum(['name', 'birth-date', 'phone']), value: line(200), purpose: line(200).min(3) },
    output: z.object({ subjects: z.array(subjectLine) }),
  }),
  identity: question({
    name: 'subjects.identity',
    permission: 'subjects.identify',
    path: '/subjects/{subjectId}/identity',
    summary: 'Who a subject is; every reading is written down with its purpose',
    params: { subjectId: id },
    query: { purpose: line(200) },
    output: identity,
  }),
  advance: amendment({
    name: 'subjects.advance',
    path: '/subjects/{subjectId}/status',
    summary: 'Move a subject to its next state',
    params: { subjectId: id },
    body: {
      to: state,
      on: date,
      reason: prose(2_000).nullish(),
      withdrawnFrom: withdrawnFrom.optional(),
      lastDoseOn: date.nullish(),
      /** The arm given at randomisation; only with `enrolled`. */
      arm: line(100).nullish(),
    },
    output: subjectView,
  }),
  reachMilestone: amendment({
    name: 'subjects.reach-milestone',
    permission: 'subjects.advance',
    path: '/subjects/{subjectId}/milestones',
    summary: 'Record a milestone, or correct its date with a reason',
    params: { subjectId: id },
    body: { kind: z.enum(milestonesByHand), on: date, reason: prose(2_000).nullish() },
    output: subjectView,
  }),
};
