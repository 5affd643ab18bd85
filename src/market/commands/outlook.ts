// `siteward market outlook`: how large the market is and will be, cut as asked, with intervals, checks and everything it stands on; on files alone.
import type { z } from 'zod';
import { DomainError } from '#lib';
import { type Command, type CommandArguments, CommandFailure, UsageError, givenFile } from '#platform';
import { type MadeOutlook, makeOutlook } from '../actions/make-outlook.ts';
import { outlookAnswer } from '../contract/outlook-answer.ts';
import { type AssumptionsFile, maxAssumptionsFileBytes, readAssumptionsFile } from '../formats/assumptions-file.ts';
import {
  type ComparedRow,
  type Interval,
  type Outlook,
  type OutlookAxis,
  type OutlookCell,
  type OutlookQuestion,
  type Scenario,
  type SegmentIntervals,
  comparedOutlooks,
  firstYear,
  interval80Of,
  lastYear,
  outlookAxes,
  outlookYears,
  shippedQuestion,
  shippedScenarios,
} from '../rules.ts';
import { presentedOutlook } from './outlook-text.ts';
import { type CountedFiles, type RegistryFile, countFiles, registryFile } from './registry-files.ts';

/** An assumptions file and what it is called. */
type NamedFile = AssumptionsFile & { readonly name: string };

/** What is asked for; files are read where the command was called. */
export interface OutlookInput {
  readonly registry: readonly RegistryFile[];
  /** Whether one fault in the registry's files is too many. */
  readonly isStrict: boolean;
  readonly file: NamedFile | null;
  readonly scenario: Scenario | null;
  readonly year: number | null;
  readonly by: readonly OutlookAxis[];
  readonly withCells: boolean;
  readonly seed: string | null;
  readonly refits: number;
  readonly threads: number | null;
  readonly answer: OutlookQuestion['tornadoOf'];
}

export type OutlookAnswer = z.infer<typeof outlookAnswer>;

type Flags = CommandArguments['flags'];

function textOf(flags: Flags, name: string): string | null {
  const value = flags[name];
  if (typeof value === 'string' && value.trim() === '') throw new UsageError(`--${name} is empty`);
  return typeof value === 'string' ? value : null;
}

function wholeOf(flags: Flags, name: string, least: number, most: number): number | null {
  const text = textOf(flags, name);
  if (text === null) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
  return value;
}

function axesAsked(flags: Flags): readonly OutlookAxis[] {
  const text = textOf(flags, 'by');
  if (text === null) return outlookAxes;
  return text.split(',').map((part) => {
    const axis = outlookAxes.find((one) => one === part.trim());
    if (!axis) throw new UsageError(`--by is a list of ${outlookAxes.join(', ')}, parted by commas`);
    return axis;
  });
}

/** `--answer region:Europe:2031`: the year may be left out. */
function answerAsked(flags: Flags): OutlookQuestion['tornadoOf'] {
  const text = textOf(flags, 'answer');
  if (text === null) return shippedQuestion.tornadoOf;
  const [axis, key, year = `${lastYear}`, ...more] = text.split(':');
  const known = outlookAxes.find((one) => one === axis);
  if (!known || !key || more.length > 0 || !outlookYears.includes(Number(year)))
    throw new UsageError(`--answer is AXIS:KEY or AXIS:KEY:YEAR, as region:Europe:${lastYear}`);
  return { axis: known, key, year: Number(year) };
}

async function fileAsked(cwd: string, path: string | null): Promise<NamedFile | null> {
  if (path === null) return null;
  const given = await givenFile(cwd, path, maxAssumptionsFileBytes);
  const read = readAssumptionsFile(given);
  if (!read.ok) throw failure(read.refusal, read.detail, given.name);
  return { ...read.value, name: given.name };
}

function scenarioAsked(name: string | null, file: AssumptionsFile | null): Scenario | null {
  if (name === null) return null;
  const known = [...(file?.scenarios ?? []), ...shippedScenarios];
  const found = known.find((one) => one.name === name);
  if (found) return found;
  const names = known.map((one) => one.name);
  throw new CommandFailure('unknown-scenario', `There is no scenario "${name}"; there are: ${names.join(', ')}`, { scenarios: names });
}

/** A refusal with the path as the file has it. */
function failure(code: string, detail: Readonly<Record<string, unknown>>, name: string | null): CommandFailure {
  const told = detail as { readonly path?: string; readonly row?: number; readonly column?: string; readonly message?: string };
  const path = (told.path ?? '').replace(/^changes\b/, 'assumptions');
  const place = told.row === undefined ? '' : `row ${told.row}${told.column === undefined ? '' : `, column ${told.column}`}`;
  const where = [name ?? '', path, place].filter((part) => part !== '').join(', ');
  return new CommandFailure(code, `${where === '' ? '' : `${where}: `}${told.message ?? code}`, { ...detail, file: name, path });
}

const asked = async ({ positionals, flags, cwd }: CommandArguments): Promise<OutlookInput> => {
  // parseArgs hands a repeated option over as a list; files after the first are loose words.
  const first = [flags['registry'] as unknown].flat().filter((one): one is string => typeof one === 'string');
  if (positionals.length > 0 && first.length === 0) throw new UsageError('market outlook takes its files after --registry');
  const file = await fileAsked(cwd, textOf(flags, 'assumptions'));
  return {
    registry: await Promise.all([...first, ...positionals].map((path) => registryFile(cwd, path))),
    isStrict: flags['strict'] === true,
    file,
    scenario: scenarioAsked(textOf(flags, 'scenario'), file),
    year: wholeOf(flags, 'year', firstYear, lastYear),
    by: axesAsked(flags),
    withCells: flags['cells'] === true,
    seed: textOf(flags, 'seed'),
    refits: wholeOf(flags, 'refits', 0, 100_000) ?? shippedQuestion.refits,
    threads: wholeOf(flags, 'threads', 1, 64),
    answer: answerAsked(flags),
  };
};

/** Tells on stderr how far the refits are: over and over on one line where somebody looks, else at each quarter. */
function progress(): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    if (process.stderr.isTTY) {
      process.stderr.write(`\rrefits: ${done} of ${total} blocks${done === total ? '\n' : ''}`);
      return;
    }
    const quarter = Math.floor((4 * done) / total);
    if (quarter > told) process.stderr.write(`refits: ${25 * quarter} %\n`);
    told = quarter;
  };
}

async function made(question: OutlookQuestion, input: OutlookInput): Promise<MadeOutlook> {
  const { seed, threads, withCells } = input;
  const making = {
    withSegments: withCells,
    ...(seed === null ? {} : { seed }),
    ...(threads === null ? {} : { threads }),
    step: progress(),
  };
  try {
    const outcome = await makeOutlook(question, making);
    if (!outcome.ok) throw failure(outcome.refusal, outcome.detail, input.file?.name ?? null);
    return outcome.value;
  } catch (error) {
    if (error instanceof DomainError) throw new CommandFailure('no-outlook', `No outlook is possible: ${error.message}`);
    throw error;
  }
}

/** A cell with its 80 %, which without refits is the cell itself. */
function withInterval(cell: OutlookCell, intervals: SegmentIntervals, refits: number): OutlookCell & { readonly interval80: Interval } {
  const { service, area, phase, country, year, value } = cell;
  const own = refits > 0 ? interval80Of(intervals, { service, area, phase, country }, year) : null;
  return { ...cell, interval80: own ?? [value, value] };
}

/** The outlook without its scenario: what the scenario is held against needs no intervals. */
async function besideScenario(question: OutlookQuestion, own: Outlook): Promise<readonly ComparedRow[]> {
  const base = await makeOutlook({ ...question, scenario: null, refits: 0 });
  return base.ok ? comparedOutlooks([base.value.outlook, own]) : [];
}

/** Files that were given and say nothing of shares: silence would call the shipped weights an answer to them. */
function withoutSiteYears({ studies, warnings }: CountedFiles, files: readonly RegistryFile[]): CommandFailure {
  const names = files.map(({ name }) => name).join(', ');
  const message = `${names}: ${studies} studies and no site-years, since none has both places and days; give a table of facilities with them, or leave --registry away`;
  return new CommandFailure('no-site-years', message, { files: files.map(({ name }) => name), studies, warnings });
}

async function answered(input: OutlookInput): Promise<OutlookAnswer> {
  const counted = input.registry.length > 0 ? await countFiles({ files: input.registry, isStrict: input.isStrict }) : null;
  if (counted?.siteYears.length === 0) throw withoutSiteYears(counted, input.registry);
  const { file, scenario, refits } = input;
  const question: OutlookQuestion = {
    activity: (counted?.siteYears ?? []).map(({ region: _, ...row }) => row),
    changes: file?.assumptions ?? [],
    claims: file?.claims ?? [],
    evidence: file?.evidence ?? [],
    history: file?.history ?? [],
    scenario,
    refits,
    tornadoOf: input.answer,
  };
  const { outlook, intervals, seed, inputSha256 } = await made(question, input);
  const { cells, margins, ...rest } = outlook;
  const isAsked = (one: { readonly year: number }) => input.year === null || one.year === input.year;
  const isCut = (axis: OutlookAxis | 'total') => axis === 'total' || input.by.includes(axis);
  const comparison = scenario ? (await besideScenario(question, outlook)).filter((row) => isAsked(row) && isCut(row.axis)) : null;
  return outlookAnswer.parse({
    ...rest,
    total: outlook.total.filter(isAsked),
    ...(intervals ? { cells: cells.filter(isAsked).map((cell) => withInterval(cell, intervals, refits)) } : {}),
    margins: Object.fromEntries(outlookAxes.filter(isCut).map((axis) => [axis, margins[axis].filter(isAsked)])),
    ...(comparison ? { comparison } : {}),
    warnings: counted?.warnings ?? [],
    seed,
    inputSha256,
  });
}

export const marketOutlookCommand: Command<unknown, OutlookInput, OutlookAnswer> = {
  name: 'market outlook',
  summary: `The market from ${firstYear} to ${lastYear} by service, area, phase, region and country, with intervals and what they stand on`,
  usage:
    'siteward market outlook [--registry FILE...] [--strict] [--assumptions FILE.json] [--year Y] [--by service,area,phase,region,country] [--scenario NAME] [--cells] ' +
    '[--answer AXIS:KEY:YEAR] [--seed N] [--refits 1000] [--threads N] [--json]',
  example: 'siteward market outlook --registry studies.ndjson.gz --by region,area --scenario "oncology slows" --json',
  options: {
    registry: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
    assumptions: { type: 'string' },
    year: { type: 'string' },
    by: { type: 'string' },
    scenario: { type: 'string' },
    cells: { type: 'boolean' },
    answer: { type: 'string' },
    seed: { type: 'string' },
    refits: { type: 'string' },
    threads: { type: 'string' },
  },
  needs: 'nothing',
  output: outlookAnswer,
  prepare: asked,
  run: (_context, input) => answered(input),
  present: presentedOutlook,
};
