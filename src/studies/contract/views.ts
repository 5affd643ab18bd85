// What studies, schedules and study-sites look like from outside.
import { z } from 'zod';
import { date, id, instantText } from '#platform/contract';
import { milestones, studySiteStates } from '../rules.ts';
import { releasedAs } from '../rules/release.ts';

const named = z.object({ id, name: z.string() });
const part = z.object({ key: z.string(), name: z.string() });
const finding = z.object({ code: z.string(), message: z.string(), path: z.string() });
export const firstDay = z.union([z.literal(0), z.literal(1)]);
export const studySiteStatus = z.enum(studySiteStates);

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
  /** Who wrote it last, as a draft. */
  savedAt: instantText,
  savedBy: z.string().nullable(),
  releasedAt: instantText.nullable(),
  releasedBy: z.string().nullable(),
  /** By a signature, by the import that brought the study, or by the local operator's command. */
  releasedAs: z.enum(releasedAs).nullable(),
  /** Who signed the release; null where none was signed. */
  signed: z.object({ by: z.string(), at: instantText, /** In a demo, where it proves nothing. */ demo: z.boolean() }).nullable(),
  /** Why it was released, in the words of who did it. */
  reason: z.string().nullable(),
  version: z.number().int(),
  can: z.object({ release: z.boolean(), edit: z.boolean() }),
});

export const protocolVersionView = z.object({
  id,
  number: z.number().int(),
  label: z.string(),
  format: z.string(),
  createdAt: instantText,
});

export const studySiteView = z.object({
  id,
  study: z.object({ id, code: z.string(), name: z.string() }),
  site: named,
  timeZone: z.string(),
  number: z.string(),
  status: studySiteStatus,
  scheduleVersionId: id.nullable(),
  targetEnrolment: z.number().int().nullable(),
  selectedOn: date.nullable().meta({ description: 'The day from which start-up is counted' }),
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
  blocks: z.array(
    z.object({
      key: z.string(),
      leadKey: z.string(),
      visitKeys: z.array(z.string()),
      lengthDays: z.number().int(),
      maxCycles: z.number().int().nullable(),
      stopsAt: z.enum(milestones).nullable(),
    }),
  ),
  decisions: z.array(
    z.object({
      key: z.string(),
      timeline: z.string(),
      branches: z.array(z.object({ condition: z.string(), target: z.string().nullable() })),
      otherwise: z.string().nullable(),
      loops: z.boolean(),
    }),
  ),
  visits: z.array(gridVisit),
  activities: z.array(gridActivity),
});

const plannedVisit = z.object({
  key: z.string(),
  name: z.string(),
  timing: z
    .object({
      anchor: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('visit'), visitKey: z.string() }),
        z.object({ kind: z.literal('milestone'), milestone: z.enum(milestones), carriedBy: z.string().optional() }),
        z.object({ kind: z.literal('consent') }),
      ]),
      offset,
      windowBeforeDays: z.number(),
      windowAfterDays: z.number(),
      isWindowStated: z.literal(false).optional(),
      optimal: z.object({ beforeDays: z.number(), afterDays: z.number() }).optional(),
    })
    .nullable(),
  carries: z.array(z.enum(milestones)),
  arms: z.array(z.string()).optional(),
  modalities: z.array(z.enum(['on-site', 'phone', 'video', 'home'])),
  activities: z.array(z.object({ key: z.string(), name: z.string(), validDays: z.number().int().optional() })),
  epoch: z.string().nullable(),
  timeline: z.string(),
  isMain: z.boolean(),
});

/** A schedule version whole, as it is written: what `studies.amend-schedule` takes. */
export const scheduleDocument = z.object({
  study: z.object({ id, code: z.string(), name: z.string() }),
  version: scheduleVersionView,
  schedule: z.object({
    firstDay,
    visits: z.array(plannedVisit),
    blocks: z.array(
      z.object({
        key: z.string(),
        leadKey: z.string(),
        visitKeys: z.array(z.string()),
        lengthDays: z.number().int(),
        windowBeforeDays: z.number().optional(),
        windowAfterDays: z.number().optional(),
        maxCycles: z.number().int().optional(),
        stopsAt: z.enum(milestones).optional(),
      }),
    ),
    epochs: z.array(part),
    arms: z.array(part),
    decisions: scheduleView.shape.decisions,
    activities: z.array(z.object({ key: z.string(), name: z.string(), group: z.string().nullable() })),
  }),
});

export const protocolView = z.object({
  study: z.object({ id, code: z.string(), name: z.string() }),
  protocol: protocolVersionView,
  title: z.string().nullable(),
  phases: z.array(z.string()),
  therapeuticAreas: z.array(z.string()),
  identifiers: z.array(z.object({ scope: z.string().nullable(), value: z.string() })),
  criteria: z.array(z.object({ identifier: z.string().nullable(), category: z.string().nullable(), name: z.string(), text: z.string() })),
  amendments: z.array(
    z.object({
      number: z.string().nullable(),
      name: z.string(),
      summary: z.string().nullable(),
      reasons: z.array(z.string()),
      impacts: z.array(z.string()),
    }),
  ),
  warnings: z.array(finding),
});

/** What a protocol would become, before it is imported. */
export const importPreview = z.object({
  file: z.object({ name: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
  study: z.object({
    name: z.string(),
    title: z.string().nullable(),
    sponsor: z.string().nullable(),
    phases: z.array(z.string()),
    therapeuticAreas: z.array(z.string()),
  }),
  /** The code that the study would have; null where its name makes none and one must be given. */
  code: z.string().nullable(),
  /** The study that has this code already. */
  existing: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  /** `name-differs`: another study has the code, and only a code that is given takes it. `same-file`: nothing would change. */
  becomes: z.enum(['new-study', 'new-version', 'same-file', 'name-differs', 'code-required']),
  usdmVersion: z.string(),
  /** How offsets are read: as asked, else as the file says, else as elapsed time (0). */
  firstDay,
  counts: z.record(z.string(), z.number().int()),
  /** Visit definitions, in the order of their timelines; days from the anchor. */
  visits: z.array(
    z.object({
      timeline: z.string(),
      name: z.string(),
      epoch: z.string().nullable(),
      day: z.number().nullable(),
      windowBeforeDays: z.number().nullable(),
      windowAfterDays: z.number().nullable(),
      activities: z.number().int(),
    }),
  ),
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
