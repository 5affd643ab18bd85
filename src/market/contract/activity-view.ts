// Trial activity as it is told: counts in the registries' own words, site-years in the words of the market.
import { z } from 'zod';
import { areas, phases } from '../rules/taxonomy.ts';

const whole = z.int().nonnegative();
const counts = z.record(z.string(), whole);
const area = z.enum(areas);

/** A fault of a file, or a remark on all of them: how often, and where first. */
export const activityWarning = z.object({
  code: z.string(),
  message: z.string(),
  file: z.string().nullable(),
  row: whole.nullable().describe('Line of a JSON file, row of a table (its header is row 1)'),
  column: z.string().nullable(),
  count: whole,
  rows: z.array(whole).describe('The first twenty places'),
});

/** Site-years of one cell: facilities times the part of the year in which their study ran. */
export const siteYearsView = z.object({
  country: z.string().describe('ISO 3166-1 alpha-2, or Unknown'),
  region: z.string(),
  phase: z.enum(phases),
  area,
  year: z.int(),
  siteYears: z.number().nonnegative(),
});

/** What registry files hold. */
export const activityView = z.object({
  asOf: z.string().nullable().describe('The day of the newest update in the files'),
  studies: whole,
  duplicates: whole,
  facilityRows: whole,
  studiesWithoutLocations: whole,
  countries: whole.describe('Spellings of countries'),
  byPhase: counts,
  byStatus: counts,
  byType: counts,
  startsByYear: counts,
  noStartDate: whole,
  studiesByCountry: counts,
  facilitiesByCountry: counts,
  byTherapeuticArea: z.record(area, whole),
  areaReadFrom: z.object({ conditions: whole, mesh: whole, title: whole, nothing: whole }),
  areaDecidedBy: z.array(z.object({ area, term: z.string(), studies: whole })),
  unknownCountries: z.array(z.object({ name: z.string(), facilities: whole })),
  siteYears: z.array(siteYearsView),
  warnings: z.array(activityWarning),
});
