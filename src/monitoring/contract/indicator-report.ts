// The answer of `siteward kri`, as the command line prints it with --json.
import { z } from 'zod';

const figure = z.number();

export const indicatorReport = z.strictObject({
  metric: z.enum(['rate', 'proportion']),
  method: z.enum(['gsm', 'robust', 'poisson', 'fisher']),
  /** Sum of numerators over sum of denominators. */
  mu: figure,
  /** The rate around which the limits close: mu, or the robust centre. */
  centre: figure,
  /** Over-dispersion as a factor; null where the method has none. */
  phi: figure.nullable(),
  /** Standard deviation between groups on the method's scale; null where the method has none. */
  tau: figure.nullable(),
  limits: z.array(
    z.strictObject({
      threshold: figure,
      /** Null where no count of so small a group reaches the threshold. */
      points: z.array(z.strictObject({ denominator: figure, numerator: figure.nullable(), rate: figure.nullable() })),
    }),
  ),
  groups: z.array(
    z.strictObject({
      group: z.string(),
      numerator: figure,
      denominator: figure,
      rate: figure.nullable(),
      score: figure.nullable(),
      flag: z.number().int().nullable(),
      reason: z.string(),
    }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});
