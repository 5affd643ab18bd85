// `siteward market activity`: what files of a registry hold, counted; needs no database.
import { type Command, UsageError, table } from '#platform';
import { activityView } from '../contract/activity-view.ts';
import type { ActivityWarning } from '../rules.ts';
import { type CountedFiles, type RegistryFiles, countFiles, registryFile } from './registry-files.ts';

const yearOf = ({ siteYears }: CountedFiles) => {
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

function presented(view: CountedFiles): string {
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

export const marketActivityCommand: Command<unknown, RegistryFiles, CountedFiles> = {
  name: 'market activity',
  summary: 'Count trial activity in files of a registry: studies, facilities, areas, and site-years by country, phase, area and year',
  usage: 'siteward market activity FILE... [--strict] [--json]',
  example: 'siteward market activity studies.ndjson.gz --json',
  options: { strict: { type: 'boolean' } },
  needs: 'nothing',
  output: activityView,
  prepare: async ({ positionals, flags, cwd }) => {
    if (positionals.length === 0) throw new UsageError('market activity takes one FILE or several');
    return { files: await Promise.all(positionals.map((path) => registryFile(cwd, path))), isStrict: flags['strict'] === true };
  },
  run: (_context, input) => countFiles(input),
  present: presented,
};
