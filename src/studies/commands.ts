// The room's part of the command line: `siteward import usdm FILE`.
import { z } from 'zod';
import type { Act } from '#access';
import { type ProtocolFile, importUsdmFile } from './actions.ts';

/** What the command prints as JSON; `visits` counts visit definitions, one per activity instance of every timeline. */
export const importUsdmOutput = z.strictObject({
  study: z.strictObject({ code: z.string(), name: z.string() }),
  visits: z.int().nonnegative(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), path: z.string() })),
});

/** Imports a digital protocol; the same file twice answers the same and changes nothing. */
export async function importUsdm(act: Act, file: ProtocolFile): Promise<z.output<typeof importUsdmOutput>> {
  const { study, visits, warnings } = await importUsdmFile(act, file);
  return { study: { code: study.code, name: study.name }, visits, warnings };
}

/** The same in words for people. */
export function presentImport({ study, visits, warnings }: z.output<typeof importUsdmOutput>): string {
  const lines = warnings.map((warning) => `warning ${warning.code}: ${warning.message} (${warning.path})`);
  return [`${study.code}: ${study.name}, ${visits} visits`, ...lines].join('\n');
}
