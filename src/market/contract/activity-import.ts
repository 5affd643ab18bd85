// Registry activity that was counted and kept: having it counted, every import, and one with all that it tells.
import { z } from 'zod';
import { command, id, instantText, prose, question } from '#platform/contract';
import { areas } from '../rules.ts';
import { activityWarning } from './activity-view.ts';

const whole = z.int().nonnegative();
const area = z.enum(areas);
const wordCount = z.object({ name: z.string(), studies: whole });

/** Registry activity that was counted once. */
export const importView = z.object({
  id,
  fileName: z.string(),
  /** Of one file its digest, of several the digest of theirs. */
  fileSha256: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  format: z.string(),
  classifier: z.string(),
  /** The day of the newest update in the files. */
  asOf: z.string().nullable(),
  /** Studies and facilities read, and what was left out, by name. */
  counts: z.record(z.string(), z.number()),
  warnings: z.array(activityWarning),
  /** Site-years by year. */
  byYear: z.array(z.object({ year: z.int(), siteYears: z.number() })),
  importedBy: z.string(),
  importedAt: instantText,
  /** Whether outlooks that are made now stand on it. */
  isInForce: z.boolean(),
  /** An outlook of what is in force that stands on it: the one that is shown, else the newest. */
  outlook: z.object({ runId: id, madeAt: instantText, isShown: z.boolean() }).nullable(),
});

/** What somebody said that outlooks stand on; null: on no count, but on the shipped weights. */
const choice = z.object({ importId: id.nullable(), reason: z.string(), by: z.string(), at: instantText });

/** Counts in the registries' own words, the most frequent first, at most a thousand of each kind. */
const told = z.object({
  byPhase: z.array(wordCount),
  byStatus: z.array(wordCount),
  byType: z.array(wordCount),
  /** `country` is the ISO 3166-1 alpha-2 code, null for what is no country's name. */
  byCountry: z.array(wordCount.extend({ country: z.string().nullable(), facilities: whole })),
  byArea: z.array(z.object({ area, studies: whole })),
  areaReadFrom: z.object({ conditions: whole, mesh: whole, title: whole, nothing: whole }),
  areaDecidedBy: z.array(z.object({ area, term: z.string(), studies: whole })),
  /** Whether areas were read by the table that ships now, whose accuracy is known. */
  isPresentClassifier: z.boolean(),
});

const can = z.object({ run: z.boolean() });

/** The routes of registry activity. */
export const activityContract = {
  importActivity: command({
    name: 'market.import-activity',
    permission: 'market.run',
    path: '/market/activity',
    summary:
      'Count the activity in files of a registry that were sent before, all of them together; runs as a job, and keeps the same files once. Files of any size: `siteward market import`',
    body: {
      fileIds: z.array(id).min(1).max(20),
      /** Whether one fault refuses the whole import; else what is sound is counted and the rest is told. */
      strict: z.boolean().default(false),
    },
    output: z.object({ jobId: id }),
  }),
  activity: question({
    name: 'market.activity',
    permission: 'market.view',
    path: '/market/activity',
    summary: 'Registry activity that was counted, the latest first: an outlook stands on the latest, or on what was chosen since',
    output: z.object({ imports: z.array(importView), choice: choice.nullable(), can }),
  }),
  activityImport: question({
    name: 'market.activity-import',
    permission: 'market.view',
    path: '/market/activity/{importId}',
    summary: 'One count of registry activity in the registry’s own words, with the words that decided areas',
    params: { importId: id },
    output: z.object({ import: importView, told, choice: choice.nullable(), can }),
  }),
  chooseActivity: command({
    name: 'market.choose-activity',
    permission: 'market.run',
    path: '/market/activity/choices',
    summary: 'Say which count outlooks stand on from now until the next count: an earlier one, or none',
    body: { importId: id.nullable(), reason: prose(2_000) },
    output: z.object({ importId: id.nullable() }),
  }),
};
