// `siteward market activity`: what files of a registry hold, counted; needs no database.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { type Command, CommandFailure, UsageError, fileFailure, table } from '#platform';
import { registryPieces } from '../actions/registry-bytes.ts';
import { activityView } from '../contract/activity-view.ts';
import { readRegistry } from '../formats/registry/index.ts';
import { type ActivityFaults, type ActivityWarning, activityCount, activityFaults } from '../rules.ts';

interface Input {
  readonly files: readonly { readonly path: string; readonly name: string; readonly bytes: number }[];
  readonly isStrict: boolean;
}

type View = z.infer<typeof activityView>;

const pieceBytes = 1 << 18;
const tellEveryMs = 2_000;

async function fileGiven(cwd: string, path: string): Promise<Input['files'][number]> {
  const full = resolve(cwd, path);
  const found = await stat(full).catch(() => null);
  if (!found) throw new CommandFailure('no-such-file', `There is no file ${full}`);
  if (!found.isFile()) throw new CommandFailure('not-a-file', `${full} is not a file`);
  return { path: full, name: basename(full), bytes: found.size };
}

/** Tells on stderr how far a long reading is, every two seconds. */
function progress(files: Input['files'], studies: () => number) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let [read, toldAt] = [0, performance.now()];
  return (name: string, bytes: number) => {
    read += bytes;
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    process.stderr.write(`${name}: ${Math.floor((100 * read) / total)} % of all bytes, ${studies()} studies\n`);
  };
}

function failureOf({ code, message, file, row, column }: ActivityWarning, faults: ActivityFaults): CommandFailure {
  return fileFailure(file ?? '', {
    ok: false,
    refusal: code,
    detail: { message, file, row, column, faults: faults.warnings(), faultCount: faults.count },
  });
}

async function countFiles({ files, isStrict }: Input): Promise<View> {
  const faults = activityFaults();
  const count = activityCount();
  const tell = progress(files, count.studies);
  for (const { path, name } of files) {
    const bytes = async function* () {
      for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
        tell(name, (piece as Uint8Array).length);
        yield piece as Uint8Array;
      }
    };
    await readRegistry(name, registryPieces(bytes()), { count, faults });
  }
  const first = faults.first();
  if (first && (isStrict || count.studies() === 0)) throw failureOf(first, faults);
  const result = count.result(faults);
  return activityView.parse({ ...result, warnings: faults.warnings() });
}

const yearOf = ({ siteYears }: View) => {
  const years = new Map<number, number>();
  for (const { year, siteYears: sum } of siteYears) years.set(year, (years.get(year) ?? 0) + sum);
  return [...years].sort(([one], [other]) => one - other);
};

const most = (counts: Readonly<Record<string, number>>, rows: number) =>
  Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .slice(0, rows);

const place = ({ file, rows, count }: ActivityWarning) => {
  if (file === null) return '';
  const named = rows.slice(0, 5).join(', ');
  return `${file}${named === '' ? '' : `, row ${named}${count > 5 ? ', ...' : ''}`}: `;
};

function presented(view: View): string {
  const { studies, duplicates, facilityRows, studiesWithoutLocations, countries, byPhase, byTherapeuticArea, warnings } = view;
  return [
    `${studies} studies (${duplicates} other versions left out), ${facilityRows} facilities in ${countries} countries, ${studiesWithoutLocations} studies without places`,
    '',
    table([['therapeutic area', 'studies'], ...Object.entries(byTherapeuticArea)]),
    '',
    table([['phase', 'studies'], ...most(byPhase, 20).map(([phase, count]) => [phase === '' ? '(empty)' : phase, count])]),
    '',
    table([
      ['country', 'facilities'],
      ...most(view.facilitiesByCountry, 15).map(([name, count]) => [name === '' ? '(empty)' : name, count]),
    ]),
    '',
    table([['year', 'site-years'], ...yearOf(view).map(([year, sum]) => [year, sum.toFixed(1)])]),
    ...(warnings.length > 0 ? [''] : []),
    ...warnings.map((warning) => `warning ${warning.code} (${warning.count}): ${place(warning)}${warning.message}`),
  ].join('\n');
}

export const marketActivityCommand: Command<unknown, Input, View> = {
  name: 'market activity',
  summary: 'Count trial activity in files of a registry: studies, facilities, areas, and site-years by country, phase, area and year',
  usage: 'siteward market activity FILE... [--strict] [--json]',
  example: 'siteward market activity studies.ndjson.gz --json',
  options: { strict: { type: 'boolean' } },
  needs: 'nothing',
  output: activityView,
  prepare: async ({ positionals, flags, cwd }) => {
    if (positionals.length === 0) throw new UsageError('market activity takes one FILE or several');
    return { files: await Promise.all(positionals.map((path) => fileGiven(cwd, path))), isStrict: flags['strict'] === true };
  },
  run: (_context, input) => countFiles(input),
  present: presented,
};
