// siteward import usdm FILE: brings a protocol in as a study with its released schedule. Importing twice changes nothing.
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { type Command, UsageError } from '#platform';
import { USDM_MAX_BYTES, importSentProtocol } from '#studies';
import type { CommandContext } from '../commands.ts';
import { checkedFile, firstDay } from './protocol.ts';

const output = z.object({
  study: z.object({ code: z.string(), name: z.string() }),
  visits: z.number().int(),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), path: z.string() })),
});

interface Input {
  readonly path: string;
  readonly code?: string;
  readonly firstDay: 0 | 1 | undefined;
}

export const importUsdmCommand: Command<CommandContext, Input, z.infer<typeof output>> = {
  name: 'import usdm',
  summary: 'Bring a digital protocol in as a study with its schedule',
  usage: 'siteward import usdm FILE [--code CODE] [--first-day 0|1] [--json]',
  example: 'siteward import usdm study.json --code LZZT',
  options: { code: { type: 'string' }, 'first-day': { type: 'string' } },
  needs: 'database',
  output,
  prepare: async ({ positionals, flags, cwd }) => {
    if (positionals.length !== 1 || !positionals[0]) throw new UsageError('import usdm takes one FILE');
    const path = await checkedFile(resolve(cwd, positionals[0]), USDM_MAX_BYTES);
    return { path, firstDay: firstDay(flags['first-day']), ...(typeof flags['code'] === 'string' ? { code: flags['code'] } : {}) };
  },
  sends: ({ path }) => [{ use: 'protocol', name: basename(path), path }],
  run: async (context, { code, firstDay: asked }, [fileId = '']) => {
    const view = await context.act('studies.import', (act) => importSentProtocol(act, { fileId, code, firstDay: asked }));
    return output.parse(view);
  },
  present: ({ study, visits, warnings }) =>
    [
      `${study.code}: ${study.name}`,
      `${visits} visits in the schedule`,
      ...warnings.map((warning) => `warning ${warning.code}: ${warning.message} (${warning.path})`),
    ].join('\n'),
};
