// siteward protocol FILE: reads a digital protocol and prints its visits; works without a database.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandFailure, UsageError, table, type Command } from '#platform';
import { USDM_MAX_BYTES, readUsdm } from '#studies';
import { type ProtocolSummary, protocolSummary, protocolSummarySchema } from '#studies/rules';

interface Input {
  readonly path: string;
  readonly firstDay: 0 | 1 | undefined;
}

export const protocolCommand: Command<unknown, Input, ProtocolSummary> = {
  name: 'protocol',
  summary: 'Read a digital protocol (USDM JSON) and print its visits, windows and warnings',
  usage: 'siteward protocol FILE [--first-day 0|1] [--json]',
  example: 'siteward protocol study.json --first-day 1 --json',
  options: { 'first-day': { type: 'string' } },
  needs: 'nothing',
  output: protocolSummarySchema,
  prepare: async ({ positionals, flags, cwd }) => {
    if (positionals.length !== 1 || !positionals[0]) throw new UsageError('protocol takes one FILE');
    return { path: resolve(cwd, positionals[0]), firstDay: firstDay(flags['first-day']) };
  },
  run: async (_context, input) => {
    const read = readUsdm(await readFile(await checkedFile(input.path, USDM_MAX_BYTES)));
    if (!read.ok) throw new CommandFailure(read.refusal, String(read.detail['message']), read.detail);
    return protocolSummary(read.value, { firstDay: input.firstDay ?? read.value.firstDay ?? 0 });
  },
  present: ({ study, usdmVersion, counts, visits, warnings }) =>
    [
      `${study.name}: ${study.title ?? 'no title'}`,
      `USDM ${usdmVersion}; ${counts.arms} arms, ${counts.epochs} epochs, ${counts.timelines} timelines, ${counts.activities} activities`,
      '',
      table([
        ['timeline', 'instance', 'encounter', 'epoch', 'day offset', 'window', 'activities'],
        ...visits.map((visit) => [
          visit.timeline,
          visit.instance,
          visit.encounter,
          visit.epoch,
          visit.offsetDays,
          window(visit),
          visit.activities.length,
        ]),
      ]),
      ...(warnings.length > 0 ? ['', ...warnings.map((warning) => `warning ${warning.code}: ${warning.message} (${warning.path})`)] : []),
    ].join('\n'),
};

/** `--first-day` as a setting; without it the file's own counts, and 0 where it has none. */
export function firstDay(flag: string | boolean | undefined): 0 | 1 | undefined {
  if (flag === undefined) return undefined;
  if (flag === '0') return 0;
  if (flag === '1') return 1;
  throw new UsageError('--first-day is 0 or 1');
}

/** The path of a file. Refuses a missing one, a folder, and one over the limit. */
export async function checkedFile(path: string, limitBytes: number): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new CommandFailure('no-such-file', `There is no file ${path}`);
  if (!found.isFile()) throw new CommandFailure('not-a-file', `${path} is not a file`);
  if (found.size > limitBytes)
    throw new CommandFailure('too-large', `${path} is larger than ${Math.floor(limitBytes / 1_000_000)} MB`, { path, limitBytes });
  return path;
}

function window(visit: { windowBeforeDays: number | null; windowAfterDays: number | null }): string {
  return visit.windowBeforeDays === null && visit.windowAfterDays === null
    ? '-'
    : `-${visit.windowBeforeDays ?? 0}/+${visit.windowAfterDays ?? 0} d`;
}
