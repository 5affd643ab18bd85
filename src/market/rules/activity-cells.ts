// The cells of the market that held studies fill: facility-years by country, phase, area and year.
import { regionOf } from '#network/rules';
import type { HeldActivity, HeldStudy, SiteYears } from './activity-held.ts';
import { isWithdrawn, phasesOf } from './activity-study.ts';
import { eachYear, siteYearSums } from './activity-years.ts';
import { countryOfRegistryName } from './registry-country.ts';
import { type Area, areas, phases, unknownCountry } from './taxonomy.ts';

/** Where the open end of a study is put: its file's newest update, else the newest of all files, else the newest day of any study. */
function openEnds({ newest, studies }: HeldActivity): (file: number) => number {
  let latest: number | null = null;
  for (const day of newest) if (day !== null) latest = Math.max(latest ?? day, day);
  if (latest === null)
    for (const { start, completion } of studies.values())
      for (const day of [start, completion]) if (day !== null) latest = Math.max(latest ?? day, day);
  return (file) => newest[file] ?? latest ?? 0;
}

/** Site-years that are still being counted. */
export interface SiteYearCells {
  /** A study, its pairs of a country's number and its facilities, and its area. */
  readonly add: (study: HeldStudy, places: readonly number[], area: Area) => void;
  /** By country, phase, area and year. */
  readonly sorted: () => readonly SiteYears[];
}

/** Site-years of held studies. A withdrawn study has none, and one without a start. */
export function siteYearsOf(held: HeldActivity): SiteYearCells {
  const sums = siteYearSums();
  const openEnd = openEnds(held);
  const codes: string[] = [];
  const codeAt = held.countryNames.map((name) => {
    const code = countryOfRegistryName(name) ?? unknownCountry;
    const known = codes.indexOf(code);
    return known === -1 ? codes.push(code) - 1 : known;
  });
  return {
    add(study: HeldStudy, places: readonly number[], area: Area): void {
      if (study.start === null || isWithdrawn(study.status)) return;
      const split = phasesOf(study.phase).phases;
      eachYear(study.start, study.completion ?? openEnd(study.file), (year, days) => {
        for (let at = 0; at < places.length; at += 2)
          for (const phase of split) {
            const cell = ((codeAt[places[at] ?? -1] ?? 0) * phases.length + phases.indexOf(phase)) * areas.length + areas.indexOf(area);
            sums.add(cell, year, days * (places[at + 1] ?? 0), split.length);
          }
      });
    },
    sorted(): readonly SiteYears[] {
      const rows: { cell: readonly number[]; row: SiteYears }[] = [];
      sums.each((cell, year, siteYears) => {
        const [areaAt, rest] = [cell % areas.length, Math.floor(cell / areas.length)];
        const [phaseAt, country] = [rest % phases.length, codes[Math.floor(rest / phases.length)] ?? unknownCountry];
        const [area = 'Others', phase = 'I'] = [areas[areaAt], phases[phaseAt]];
        const row: SiteYears = { country, region: regionOf(country) ?? unknownCountry, phase, area, year, siteYears };
        rows.push({ cell: [phaseAt, areaAt, year], row });
      });
      const order = (one: readonly number[], other: readonly number[]) => {
        const at = one.findIndex((value, place) => value !== other[place]);
        return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
      };
      rows.sort((one, other) => {
        if (one.row.country !== other.row.country) return one.row.country < other.row.country ? -1 : 1;
        return order(one.cell, other.cell);
      });
      return rows.map(({ row }) => row);
    },
  };
}
