// The room's part of the command line: `siteward forecast enrolment` and `siteward forecast backtest`, on files alone.
import type { z } from 'zod';
import { DomainError } from '#lib';
import { type Command, type CommandArguments, CommandFailure, UsageError, fileFailure, givenFile, table } from '#platform';
import type { ForecastMethod } from '#stats';
import { backtestView, enrolmentForecastView } from './contract.ts';
import { type DayAxis, dayNumber, writtenDay } from './formats/cells.ts';
import { type AsOf, type FilesRead, type ForecastFiles, maxForecastFileBytes, readForecastFiles } from './formats/forecast-files.ts';
import { type KnownSites, type OpeningsBy, backtest, enrolmentForecast, sitesOfEnrolments } from './rules.ts';

type Flags = CommandArguments['flags'];

/** What both commands read. */
interface Files extends ForecastFiles {
  readonly openings: OpeningsBy | null;
  readonly seed: number;
}

interface EnrolmentInput extends Files {
  readonly asOf: string;
  readonly target: number;
  readonly horizons: readonly number[] | null;
  readonly method: ForecastMethod;
}

interface BacktestInput extends Files {
  readonly cuts: readonly number[];
}

const given = (cwd: string, path: string) => givenFile(cwd, path, maxForecastFileBytes);

function textFlag(flags: Flags, name: string): string | null {
  const value = flags[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function wholeFlag(flags: Flags, name: string, least: number): number | null {
  const text = textFlag(flags, name);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new UsageError(`--${name} is a whole number of at least ${least}`);
  return Number(text);
}

function listFlag(flags: Flags, name: string, isSound: (value: number) => boolean, what: string): readonly number[] | null {
  const text = textFlag(flags, name);
  if (text === null) return null;
  const values = text.split(',').map((part) => (/^\d+(\.\d+)?$/.test(part.trim()) ? Number(part) : NaN));
  if (values.some((value) => !isSound(value))) throw new UsageError(`--${name} is a list of ${what}, parted by commas`);
  return [...new Set(values)].sort((one, other) => one - other);
}

function oneOf<T extends string>(flags: Flags, name: string, words: readonly T[]): T | null {
  const text = textFlag(flags, name);
  if (text === null) return null;
  const word = words.find((one) => one === text);
  if (!word) throw new UsageError(`--${name} is one of ${words.join(', ')}`);
  return word;
}

const fileOptions = {
  sites: { type: 'string' },
  'openings-history': { type: 'string' },
  openings: { type: 'string' },
  seed: { type: 'string' },
  'site-column': { type: 'string' },
  'date-column': { type: 'string' },
} as const;

async function readFiles(name: string, { positionals, flags, cwd }: CommandArguments): Promise<Files> {
  const [path] = positionals;
  if (positionals.length !== 1 || !path) throw new UsageError(`${name} takes one FILE.csv`);
  const openings = oneOf(flags, 'openings', ['estimated', 'midpoint', 'window'] as const);
  const sites = textFlag(flags, 'sites');
  const history = textFlag(flags, 'openings-history');
  const seed = wholeFlag(flags, 'seed', 0) ?? 1;
  return {
    file: await given(cwd, path),
    sites: sites === null ? null : await given(cwd, sites),
    history: history === null ? null : await given(cwd, history),
    siteColumn: (textFlag(flags, 'site-column') ?? 'site').toLowerCase(),
    dateColumn: (textFlag(flags, 'date-column') ?? 'date').toLowerCase(),
    openings,
    seed,
  };
}

/** Runs a piece of work on the files and tells what is wrong with them, or with what they hold, as a failure of the command. */
function onFiles<T>(input: Files, asOf: AsOf | null, work: (held: FilesRead) => T): T {
  const held = readForecastFiles(input, asOf);
  if (!held.ok) throw fileFailure(input.file.name, held);
  try {
    return work(held.value);
  } catch (error) {
    if (error instanceof DomainError) throw new CommandFailure('no-forecast', `No forecast is possible: ${error.message}`);
    throw error;
  }
}

function axisOf({ axis }: FilesRead, asOf: AsOf): DayAxis {
  if (axis !== null && axis !== asOf.axis) throw new CommandFailure('mixed-days', `--as-of is a ${asOf.axis}, the file counts in ${axis}s`);
  return asOf.axis;
}

function knownSites({ sites, enrolments, openings }: FilesRead, asOf: AsOf): KnownSites {
  return sites ? { sites, enrolledOn: null, opensAtFirst: false, warnings: [] } : sitesOfEnrolments(enrolments, openings, asOf.day);
}

const openingsUsage = '[--openings estimated|midpoint|window] [--openings-history FILE] [--sites FILE] [--seed N]';

export const forecastEnrolmentCommand: Command<unknown, EnrolmentInput, z.infer<typeof enrolmentForecastView>> = {
  name: 'forecast enrolment',
  summary: 'Forecast the enrolment of a network of sites from a CSV file, with intervals and the chance of the target',
  usage: `siteward forecast enrolment FILE.csv --as-of DAY|DATE --target N [--horizon DAYS,...] [--method integrated|exact|moment] ${openingsUsage} [--json]`,
  example: 'siteward forecast enrolment sites.csv --as-of 300 --target 3000 --json',
  options: {
    ...fileOptions,
    'as-of': { type: 'string' },
    target: { type: 'string' },
    horizon: { type: 'string' },
    method: { type: 'string' },
  },
  needs: 'nothing',
  output: enrolmentForecastView,
  prepare: async (words) => {
    const { flags } = words;
    const asOf = textFlag(flags, 'as-of');
    if (asOf === null || !dayNumber(asOf)) throw new UsageError('--as-of DAY|DATE is missing or no day of the file');
    const target = wholeFlag(flags, 'target', 1);
    if (target === null) throw new UsageError('--target N is missing');
    const isDay = (value: number) => Number.isInteger(value) && value >= 1 && value <= 36_500;
    const horizons = listFlag(flags, 'horizon', isDay, 'whole days after the as-of day');
    const method = oneOf(flags, 'method', ['integrated', 'exact', 'moment'] as const) ?? 'integrated';
    return { ...(await readFiles('forecast enrolment', words)), asOf, target, horizons, method };
  },
  run: async (_context, input) => {
    const asOf = dayNumber(input.asOf);
    if (!asOf) throw new UsageError('--as-of is no day');
    return onFiles(input, asOf, (held) => {
      const axis = axisOf(held, asOf);
      const forecast = enrolmentForecast(knownSites(held, asOf), { ...input, asOf: asOf.day, history: held.history });
      const day = (value: number) => writtenDay(axis, value);
      const { q10, q50, q90, mean, pNever } = forecast.lastPatientIn;
      const orNull = (value: number | null) => (value === null ? null : day(value));
      return enrolmentForecastView.parse({
        ...forecast,
        horizons: forecast.horizons.map((one) => ({ ...one, day: day(one.day) })),
        lastPatientIn: { q10: orNull(q10), q50: orNull(q50), q90: orNull(q90), mean: axis === 'day' ? mean : orNull(mean), pNever },
        perSite: forecast.perSite.map((site) => ({ ...site, horizons: site.horizons.map((one) => ({ ...one, day: day(one.day) })) })),
      });
    });
  },
  present: ({ enrolledSoFar, remaining, model, horizons, lastPatientIn, warnings }) =>
    [
      `${enrolledSoFar} enrolled, ${remaining} to go`,
      model.reason,
      '',
      table([
        ['day', 'more', '80 % from', 'to', '95 % from', 'to', 'target reached'],
        ...horizons.map(({ day, quantiles, pTarget }) => [
          day,
          quantiles.q50,
          quantiles.q10,
          quantiles.q90,
          quantiles.q025,
          quantiles.q975,
          `${(100 * pTarget).toFixed(1)} %`,
        ]),
      ]),
      '',
      lastPatientIn.q50 === null
        ? 'Half of all outcomes never reach the target.'
        : `Last patient in: ${lastPatientIn.q50}, between ${lastPatientIn.q10 ?? 'never'} and ${lastPatientIn.q90 ?? 'never'} with 80 %`,
      ...(lastPatientIn.pNever > 0 ? [`The target is never reached with ${(100 * lastPatientIn.pNever).toFixed(1)} %`] : []),
      ...warnings.map(({ code, message }) => `warning ${code}: ${message}`),
    ].join('\n'),
};

export const forecastBacktestCommand: Command<unknown, BacktestInput, z.infer<typeof backtestView>> = {
  name: 'forecast backtest',
  summary: 'Forecast the past of a study from a CSV file of enrolments, and score what came',
  usage: `siteward forecast backtest FILE.csv [--cuts 0.25,0.5,0.75] [--site-column NAME] [--date-column NAME] ${openingsUsage} [--json]`,
  example: 'siteward forecast backtest enrolments.csv --cuts 0.25,0.5,0.75 --json',
  options: { ...fileOptions, cuts: { type: 'string' } },
  needs: 'nothing',
  output: backtestView,
  prepare: async (words) => {
    const cuts = listFlag(words.flags, 'cuts', (value) => value > 0 && value < 1, 'shares between 0 and 1');
    return { ...(await readFiles('forecast backtest', words)), cuts: cuts ?? [0.25, 0.5, 0.75] };
  },
  run: async (_context, input) =>
    onFiles(input, null, ({ axis: written, enrolments, openings, history }) => {
      const axis = written ?? 'day';
      const answer = backtest({ enrolments, openings, history, openingsBy: input.openings, cuts: input.cuts, seed: input.seed });
      const told = (cut: (typeof answer.cuts)[number]) => ({
        ...cut,
        asOf: writtenDay(axis, cut.asOf),
        horizons: cut.horizons.map((one) => ({ ...one, day: writtenDay(axis, one.day) })),
      });
      return backtestView.parse({ ...answer, cuts: answer.cuts.map(told) });
    }),
  present: ({ cuts, summary, warnings }) =>
    [
      table([
        ['cut', 'from', 'to', 'came', 'median', '80 % from', 'to', 'CRPS', 'pooled', 'line'],
        ...cuts.flatMap(({ cut, asOf, horizons }) =>
          horizons.map(({ day, actual, quantiles, crps, baselines }) => [
            cut,
            asOf,
            day,
            actual,
            quantiles.q50,
            quantiles.q10,
            quantiles.q90,
            crps.toFixed(2),
            baselines.pooledPoisson.crps.toFixed(2),
            baselines.line.crps.toFixed(2),
          ]),
        ),
      ]),
      ...(summary.coverage
        ? [
            `covered: 50 % ${summary.coverage['50'].toFixed(2)}, 80 % ${summary.coverage['80'].toFixed(2)}, 95 % ${summary.coverage['95'].toFixed(2)}`,
          ]
        : []),
      ...warnings.map(({ code, message }) => `warning ${code}: ${message}`),
    ].join('\n'),
};
