// What a change does to the outlook: before and after, on the total and on the parts that move most.
import { z } from 'zod';
import { axis } from './words.ts';

const interval = z.tuple([z.number(), z.number()]);

/** USD million. `after` is null where the change is refused, which `refusal` tells. */
export const effectView = z.object({
  totals: z.array(
    z.object({
      year: z.number().int(),
      before: z.number(),
      after: z.number().nullable(),
      before80: interval,
      after80: interval.nullable(),
    }),
  ),
  /** Of the last year, those that move most first. */
  parts: z.array(z.object({ axis, key: z.string(), year: z.number().int(), before: z.number(), after: z.number() })),
  /** Checks of published ranks and totals that hold now, or would. */
  checks: z.array(z.object({ name: z.string(), before: z.boolean(), after: z.boolean().nullable() })),
  refusal: z
    .object({
      code: z.string(),
      path: z.string().nullable(),
      /** In English. */
      message: z.string().nullable(),
      /** What is wrong as a code under `fault`, and what a sentence about it names. */
      facts: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
