// The room's part of the command line: `siteward kri FILE.csv`, an indicator over a file of counts; needs no database.
import { DomainError } from '#lib';
import { type Command, UsageError, fileFailure, givenFile, table } from '#platform';
import { thresholdsOf } from '#stats';
import type { z } from 'zod';
import { indicatorReport as reportShape } from './contract/indicator-report.ts';
import { maxCountsFileBytes, readCountsFile } from './formats/counts-file.ts';
import { type IndicatorSettings, indicatorReport } from './rules/indicator-report.ts';

interface Input extends IndicatorSettings {
  readonly cwd: string;
  readonly path: string;
}

const USAGE =
  'siteward kri FILE.csv --metric rate|proportion [--thresholds -2,-1,2,3] [--min-denominator 30] [--method gsm|robust|poisson|fisher] [--json]';

/** `siteward kri`: which groups stand out in `GroupID,Numerator,Denominator`, or in one row a subject with `SubjectID`. */
export const kriCommand: Command<unknown, Input, z.output<typeof reportShape>> = {
  name: 'kri',
  summary: 'Judge the groups of a CSV of counts by exposure-adjusted limits: score, flag and reason for each',
  usage: USAGE,
  example: 'siteward kri counts.csv --metric rate --json',
  options: {
    metric: { type: 'string' },
    thresholds: { type: 'string' },
    'min-denominator': { type: 'string' },
    method: { type: 'string' },
  },
  needs: 'nothing',
  output: reportShape,
  prepare: async ({ positionals: [path, ...more], flags, cwd }) => {
    if (!path || more.length > 0) throw new UsageError('kri takes one FILE.csv');
    return {
      cwd,
      path,
      kind: oneOf(['rate', 'proportion'] as const, '--metric', flags['metric']),
      method: oneOf(['robust', 'gsm', 'poisson', 'fisher'] as const, '--method', flags['method'] ?? 'robust'),
      thresholds: thresholds(flags['thresholds'] ?? '-2,-1,2,3'),
      minDenominator: least(flags['min-denominator'] ?? '30'),
    };
  },
  run: async (_context, { cwd, path, ...settings }) => {
    const file = await givenFile(cwd, path, maxCountsFileBytes);
    const read = readCountsFile(file, settings.kind);
    const report = read.ok ? indicatorReport(read.value.groups, settings) : read;
    if (!report.ok) throw fileFailure(file.name, report);
    return reportShape.parse(report.value);
  },
  present: (report) => presented(report),
};

function oneOf<T extends string>(words: readonly T[], flag: string, given: string | boolean | undefined): T {
  return words.find((word) => word === given) ?? wrong(`${flag} is ${words.join(' or ')}. Usage: ${USAGE}`);
}

function wrong(message: string): never {
  throw new UsageError(message);
}

function least(given: string | boolean): number {
  const [value, ...more] = numbers(given, '--min-denominator');
  return value === undefined || value < 0 || more.length > 0 ? wrong('--min-denominator takes one number from 0 on') : value;
}

function numbers(given: string | boolean, flag: string): number[] {
  const parts = String(given).split(',');
  const values = parts.map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(part) ? Number(part) : Number.NaN));
  return values.some(Number.isNaN) ? wrong(`${flag} takes numbers parted by commas, as -2,-1,2,3`) : values;
}

function thresholds(given: string | boolean): IndicatorSettings['thresholds'] {
  try {
    return thresholdsOf(numbers(given, '--thresholds'));
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(`--thresholds: ${error.message}`);
    throw error;
  }
}

function presented({ metric, method, mu, phi, tau, groups, warnings }: z.output<typeof reportShape>): string {
  const figures = [
    `mu ${mu.toPrecision(6)}`,
    phi === null ? null : `phi ${phi.toPrecision(5)}`,
    tau === null ? null : `tau ${tau.toPrecision(5)}`,
  ];
  const loudest = [...groups].sort((a, b) => Math.abs(b.score ?? -1) - Math.abs(a.score ?? -1));
  return [
    `${metric}, ${method}: ${figures.filter((figure) => figure !== null).join(', ')}; ${groups.filter(({ flag }) => flag).length} of ${groups.length} groups flagged`,
    '',
    table([
      ['group', 'numerator', 'denominator', 'rate', 'score', 'flag', 'reason'],
      ...loudest.map((one) => [
        one.group,
        one.numerator,
        one.denominator,
        one.rate?.toPrecision(4),
        one.score?.toFixed(2),
        one.flag,
        one.reason,
      ]),
    ]),
    ...(warnings.length > 0 ? ['', ...warnings.map(({ code, message }) => `warning ${code}: ${message}`)] : []),
  ].join('\n');
}
