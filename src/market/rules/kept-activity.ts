// Counted site-years as an outlook takes them: by the countries of the market, in an order of their own.
import type { SiteYears } from './activity-held.ts';
import type { ActivityRow } from './outlook-types.ts';
import { areas, marketCountries, marketCountryOf, phases, unknownCountry } from './taxonomy.ts';

/** A hundredth of an hour of a site: what sums of another order may differ by. */
const EXACT = 1_000_000;

/** Site-years by country of the market, phase, area and year; countries that are not named stand with the others of their region. */
export function keptActivity(counted: readonly SiteYears[]): readonly ActivityRow[] {
  const sums = new Map<string, { row: Omit<ActivityRow, 'siteYears'>; sum: number }>();
  for (const { country: code, phase, area, year, siteYears } of counted) {
    const country = marketCountryOf(code)?.key ?? unknownCountry;
    const key = [country, phase, area, year].join('|');
    const known = sums.get(key);
    if (known) known.sum += siteYears;
    else sums.set(key, { row: { country, phase, area, year }, sum: siteYears });
  }
  const order = [...marketCountries.map(({ key }) => key), unknownCountry];
  const place = ({ country, phase, area, year }: Omit<ActivityRow, 'siteYears'>) =>
    ((order.indexOf(country) * phases.length + phases.indexOf(phase)) * areas.length + areas.indexOf(area)) * 10_000 + year;
  return [...sums.values()]
    .map(({ row, sum }) => ({ ...row, siteYears: Math.round(sum * EXACT) / EXACT }))
    .toSorted((a, b) => place(a) - place(b));
}
