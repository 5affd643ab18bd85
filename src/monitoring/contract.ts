// The words of monitoring: deviations from the approved protocol, drafted by rule or raised by people, and their assessment.
import { z } from 'zod';
import { amendment, command, date, fact, id, instantText, line, page, prose, question } from '#platform/contract';
import { indicatorsContract } from './contract/indicators.ts';
import { deviationCategories, deviationStates } from './rules.ts';

export { signalMoved, signalsOpened, type SignalMoved, type SignalsOpened } from './contract/indicators.ts';

/** Deviations drafted by rule from one thing that happened, all of one participant. */
export interface DeviationsDrafted {
  readonly deviationIds: readonly string[];
  readonly subjectId: string;
  readonly subjectNumber: string;
  readonly studyId: string;
  readonly siteId: string;
  /** The category of the first. */
  readonly category: string;
}

/** Deviations wait to be assessed. */
export const deviationsDrafted = fact<DeviationsDrafted>('monitoring.deviations-drafted');

const state = z.enum(deviationStates);
const category = z.enum(deviationCategories);

export const deviationView = z.object({
  id,
  studyId: id,
  siteId: id,
  subjectId: id,
  subjectNumber: z.string(),
  siteName: z.string(),
  /** Dates are civil dates of this zone. */
  timeZone: z.string(),
  visitId: id.nullable(),
  visitKey: z.string().nullable(),
  activityKey: z.string().nullable(),
  adverseEventId: id.nullable(),
  category,
  state,
  detectedBy: z.enum(['rule', 'staff', 'monitor', 'audit']),
  occurredOn: date,
  /** Days outside the window, early negative; null for what has no window. */
  daysOut: z.number().int().nullable(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  summary: z.string(),
  /** Null until assessed. */
  important: z.boolean().nullable(),
  reportableTo: z.array(z.string()),
  rootCause: z.string().nullable(),
  voidedReason: z.string().nullable(),
  createdAt: instantText,
  version: z.number().int(),
  /** States that may follow. */
  next: z.array(state),
  can: z.object({ assess: z.boolean() }),
});

const counts = { waiting: z.number().int(), reportDue: z.number().int(), open: z.number().int(), all: z.number().int() };

export const studiesQuality = page(z.object({ studyId: id, code: z.string(), name: z.string(), ...counts })).extend({
  totals: z.object(counts),
  count: z.number().int(),
});

/** The room's routes. */
export const monitoringContract = {
  ...indicatorsContract,
  deviations: question({
    name: 'monitoring.deviations',
    permission: 'monitoring.view',
    path: '/studies/{studyId}/deviations',
    summary: 'The deviations of a study, newest first',
    params: { studyId: id },
    query: { siteId: id.optional(), subjectId: id.optional(), state: state.optional() },
    output: z.array(deviationView),
  }),
  studies: question({
    name: 'monitoring.studies',
    permission: 'monitoring.view',
    path: '/quality/studies',
    summary: 'How many deviations every study in reach has, and what they wait for',
    query: {
      search: line(100).optional(),
      sort: z.enum(['code', 'name', 'waiting', 'reportDue', 'open', 'all']).default('code'),
      direction: z.enum(['up', 'down']).default('up'),
      after: z.string().max(10).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    },
    output: studiesQuality,
  }),
  deviation: question({
    name: 'monitoring.deviation',
    permission: 'monitoring.view',
    path: '/deviations/{deviationId}',
    summary: 'One deviation',
    params: { deviationId: id },
    output: deviationView,
  }),
  raise: command({
    name: 'monitoring.raise-deviation',
    permission: 'monitoring.draft',
    path: '/subjects/{subjectId}/deviations',
    summary: 'Raise a deviation that no rule can see',
    params: { subjectId: id },
    body: { category, visitId: id.nullable(), occurredOn: date, summary: line(500), reason: prose(2_000).nullable() },
    output: deviationView,
  }),
  assess: amendment({
    name: 'monitoring.assess',
    path: '/deviations/{deviationId}/assessment',
    summary: 'Assess a deviation and move it on: importance, who must hear of it, root cause, close or void',
    params: { deviationId: id },
    body: {
      to: state,
      important: z.boolean().optional(),
      reportableTo: z.array(line(100)).max(20).optional(),
      rootCause: prose(2_000).optional(),
      reason: prose(2_000).optional(),
    },
    output: deviationView,
  }),
};
