// The answers of the two reports, as the command line prints them with --json.
import { z } from 'zod';
import { date } from '#platform/contract';

export const visitWindowsReport = z.object({
  totals: z.object({ visits: z.number().int(), inWindow: z.number().int(), early: z.number().int(), late: z.number().int() }),
  rows: z.array(
    z.object({
      /** The study-site's number. */
      site: z.string(),
      subject: z.string(),
      visit: z.string(),
      /** Null where the protocol gives a range of days. */
      target: date.nullable(),
      earliest: date,
      latest: date,
      actual: date,
      /** 0 inside the window, else days early (negative) or late. */
      outByDays: z.number().int(),
      inWindow: z.boolean(),
    }),
  ),
  /** Visits that took place and have no window to be judged by. */
  excluded: z.array(z.object({ reason: z.string(), visit: z.string(), count: z.number().int() })),
});

export const funnelReport = z.object({
  sites: z.array(
    z.object({
      site: z.string(),
      screened: z.number().int(),
      screenFailure: z.number().int(),
      treated: z.number().int(),
      completed: z.number().int(),
      discontinued: z.number().int(),
    }),
  ),
});
