// What `siteward market outlook --json` prints: the outlook, cut as it was asked for.
import { z } from 'zod';
import { outlookAxes } from '../rules.ts';
import { activityWarning } from './activity-view.ts';
import { outlookView } from './outlook.ts';

const { total, cagr, margins, ...rest } = outlookView.shape;

const cell = z.strictObject({
  service: z.string(),
  area: z.string(),
  phase: z.string(),
  country: z.string(),
  region: z.string(),
  year: z.int(),
  value: z.number(),
  interval80: z.tuple([z.number(), z.number()]),
});

/** One key in one year under what is and under the scenario; null where one of them has no such key. */
const compared = z.strictObject({
  axis: z.enum(['total', ...outlookAxes]),
  key: z.string().nullable(),
  year: z.int(),
  values: z.array(z.number().nullable()),
});

/** USD million; shares and growth rates are fractions. `cells` stand there with `--cells`, `comparison` with `--scenario`. */
export const outlookAnswer = z.strictObject({
  total,
  cagr,
  cells: z.array(cell).optional(),
  margins: margins.partial(),
  ...rest,
  comparison: z.array(compared).optional(),
  /** What was wrong with registry files, or is worth a remark. */
  warnings: z.array(activityWarning),
  inputSha256: z.string(),
});
