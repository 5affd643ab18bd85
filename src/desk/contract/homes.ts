// The words of the desk: what the homes of those who oversee sites ask over all rooms at once. The desk writes nothing.
import { z } from 'zod';
import { amountMinor, currency, date, id, instantText, question } from '#platform/contract';
import { studySiteStates } from '#studies/rules';
import { findingCodes } from '../rules.ts';

const count = z.number().int();
const judged = z.object({ completed: count, inWindow: count, missed: count });
const named = { id, code: z.string(), name: z.string() };
const monthText = z.string().meta({ examples: ['2026-04'] });

/** A study at a site. What the reader's roles do not open is null. */
export const cell = z.object({
  studySiteId: id,
  studyId: id,
  siteId: id,
  number: z.string(),
  status: z.enum(studySiteStates),
  openedOn: date.nullable(),
  enrolmentPlannedFrom: date.nullable(),
  enrolmentPlannedTo: date.nullable(),
  enrolment: z.object({
    screened: count,
    enrolled: count,
    failed: count,
    target: count.nullable(),
    /** What should be enrolled by today; null without target and planned days. */
    plannedToDate: count.nullable(),
    recent: count,
    before: count,
  }),
  /** Visits with a window, judged: `recent` and `before` of the two stretches compared. */
  visits: z.object({ done: count, judged, recent: judged, before: judged }),
  overdue: z.object({ count, oldestDays: count.nullable() }),
  deviations: z.object({ waiting: count, open: count, all: count }),
  money: z
    .array(
      z.object({ currency, earnedMinor: amountMinor, uninvoicedMinor: amountMinor, recentMinor: amountMinor, beforeMinor: amountMinor }),
    )
    .nullable(),
  findings: z.array(z.object({ code: z.enum(findingCodes), tone: z.enum(['late', 'attention']), facts: z.record(z.string(), z.number()) })),
});

const siteShown = z.object({
  ...named,
  city: z.string().nullable(),
  country: z.string(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
});

// When the view was drawn, and by which clock it says so: that of its sites, or UTC where they live by several.
const drawn = { asOf: instantText, timeZone: z.string() };

const overview = {
  ...drawn,
  /** How many days `recent` covers, and `before` before it. */
  trendDays: count,
  studies: z.array(z.object(named)),
  sites: z.array(siteShown),
  cells: z.array(cell),
};

const monthly = z.object({
  month: monthText,
  screened: count,
  enrolled: count,
  failed: count,
  judged,
});

const shownTogether = {
  ...drawn,
  trendDays: count,
  cells: z.array(cell),
  months: z.array(monthly),
  failureReasons: z.array(z.object({ reason: z.string().nullable(), count })),
  deviations: z.array(z.object({ category: z.string(), count })),
};

/** The homes' routes. */
export const homesContract = {
  network: question({
    name: 'desk.network',
    permission: 'desk.network',
    path: '/desk/network',
    summary: 'Every study at every site in reach: enrolment, visits, money, and what is wrong where',
    output: z.object(overview),
  }),
  sites: question({
    name: 'desk.sites',
    permission: 'desk.site',
    path: '/desk/sites',
    summary: 'The sites whose home you may open',
    output: z.array(siteShown),
  }),
  site: question({
    name: 'desk.site',
    permission: 'desk.site',
    path: '/desk/sites/{siteId}',
    summary: 'A site: its studies, the visits of the coming weeks, enrolment, deviations and money by month',
    params: { siteId: id },
    output: z.object({
      site: siteShown,
      today: date,
      studies: z.array(z.object(named)),
      weeks: z.array(z.object({ monday: date, studySiteId: id, visits: count })),
      earned: z.array(z.object({ month: monthText, currency, earnedMinor: amountMinor })),
      ...shownTogether,
    }),
  }),
  portal: question({
    name: 'desk.portal',
    permission: 'desk.portal',
    path: '/desk/portal',
    summary: 'The studies you follow, at the sites you reach; participants by number only',
    output: z.object(overview),
  }),
  portalStudy: question({
    name: 'desk.portal-study',
    permission: 'desk.portal',
    path: '/desk/portal/studies/{studyId}',
    summary: 'A study you follow: enrolment against plan, screening failures, visits in their windows, deviations',
    params: { studyId: id },
    output: z.object({ study: z.object(named), sites: z.array(siteShown), ...shownTogether }),
  }),
};
