// A new site as a case: its catchment, the studies that fit, how such sites went so far, and when it breaks even.
import { z } from 'zod';
import { amountMinor, command, currency, id, instantText, line, question } from '#platform/contract';
import { areas } from '../rules.ts';
import { draftInAddress, tag } from './words.ts';

/** What is asked. What it costs, and what part of the country it draws on, are assumptions of whoever asks. */
export const newSiteInput = z.strictObject({
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/, 'must be the code of a country'),
  city: line(100).nullable(),
  areas: z.array(z.enum(areas)).min(1).max(areas.length),
  /** Part of the country's market that lies in its catchment. */
  catchmentShare: z.number().min(0).max(1),
  openingCostUsd: z.number().min(0).max(1e9),
  monthlyCostUsd: z.number().min(0).max(1e9),
  /** Studies that it takes on, the first when it opens and the others so many months after each other. */
  studies: z.number().int().min(1).max(40),
  monthsBetweenStudies: z.number().int().min(0).max(60),
  horizonMonths: z.number().int().min(12).max(120),
});

export type NewSiteInput = z.infer<typeof newSiteInput>;

const spread = z.object({ q10: z.number().nullable(), q50: z.number().nullable(), q90: z.number().nullable() });

/** The answer. Amounts in US dollars; months count from the decision. */
export const newSiteAnswer = z.object({
  catchment: z.object({
    /** The country of the market that it is a part of: by name, or the others of its region. */
    of: z.string().nullable(),
    /** Site-years of registered studies in the country in the last complete year, by area; null where none were counted. */
    activity: z.array(z.object({ area: z.enum(areas), siteYears: z.number() })).nullable(),
    activityYear: z.number().int().nullable(),
    /** USD million of site management in the chosen areas of the country, first and last year, and the catchment's part. */
    market: z
      .object({ year: z.number().int(), value: z.number(), lastYear: z.number().int(), last: z.number(), ofCatchment: z.number() })
      .nullable(),
  }),
  /** The network's own studies that are being opened or enrol, in the chosen areas. */
  studiesThatFit: z.array(
    z.object({
      studyId: id,
      code: z.string(),
      name: z.string(),
      area: z.enum(areas),
      sites: z.number().int(),
      perParticipant: z.object({ amountMinor, currency }).nullable(),
    }),
  ),
  /** What was seen of the network's own openings. */
  history: z.object({
    startUps: z.number().int(),
    medianStartUpDays: z.number().nullable(),
    neverShare: z.number(),
    /** Study-sites whose earnings were followed, in the chosen areas or, where fewer than five, in all. */
    followed: z.number().int(),
    inChosenAreas: z.boolean(),
    /** Mean earnings of a study at a site in each month since it opened, and how many were followed so long. */
    rampUp: z.array(z.object({ month: z.number().int(), usd: z.number(), followed: z.number().int() })),
  }),
  /** Null where nothing of the network was followed. */
  outcome: z
    .object({
      breakEvenMonth: spread,
      pNever: z.number(),
      cumulative: z.array(z.object({ month: z.number().int(), q10: z.number(), q50: z.number(), q90: z.number() })),
      /** Median of what the best twelve months in a row earn, and what part of the catchment's market that would be. */
      yearlyRevenue: z.number(),
      impliedShare: z.number().nullable(),
    })
    .nullable(),
  paths: z.number().int(),
  tags: z.object({ costs: tag, catchmentShare: tag, history: tag, market: tag, outcome: tag }),
  warnings: z.array(
    z.enum(['nothing-followed', 'few-followed', 'no-start-ups', 'no-outlook', 'beyond-what-was-followed', 'more-than-the-catchment']),
  ),
});

const kept = z.object({
  id,
  name: z.string(),
  input: newSiteInput,
  answer: newSiteAnswer,
  kernel: z.string(),
  seed: z.string(),
  inputSha256: z.string(),
  resultSha256: z.string(),
  by: z.string(),
  at: instantText,
});

/** The routes of new-site cases. */
export const newSiteContract = {
  previewNewSite: question({
    name: 'market.preview-new-site',
    permission: 'market.edit',
    path: '/market/new-sites/preview',
    summary: 'What a new site would need and bring; keeps nothing',
    query: { draft: draftInAddress(newSiteInput) },
    output: newSiteAnswer,
  }),
  newSites: question({
    name: 'market.new-sites',
    permission: 'market.edit',
    path: '/market/new-sites',
    summary: 'The cases that were kept, the latest first',
    output: z.array(kept),
  }),
  keepNewSite: command({
    name: 'market.keep-new-site',
    permission: 'market.edit',
    path: '/market/new-sites',
    summary: 'Keep a new-site case with its answer, under a name',
    body: { name: line(200), input: newSiteInput },
    output: kept,
  }),
};
