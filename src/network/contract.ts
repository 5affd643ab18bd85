// The words of the network: organizations, sites, their opening hours and holidays.
import { z } from 'zod';
import { isTimeZone } from '#lib';
import { amendment, command, date, id, line, question } from '#platform/contract';
import { isCountry, operatingModels, organizationKinds, regions } from './rules.ts';

export const country = z
  .string()
  .refine(isCountry, 'is not a country code (ISO 3166, two capitals)')
  .meta({ examples: ['US'] });
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is not a time zone known here')
  .meta({ examples: ['America/Chicago'] });
export const siteCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores')
  .meta({ examples: ['AUS'] });
export const organizationKind = z.enum(organizationKinds);
export const operatingModel = z.enum(operatingModels);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');

/** A place on a map, in degrees north and east. */
export const position = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

export const organizationView = z.object({
  id,
  name: z.string(),
  kind: organizationKind,
  country: z.string().nullable(),
  version: z.number().int(),
  can: z.object({ amend: z.boolean() }),
});

export const openingHoursBody = z.strictObject({ weekday: z.number().int().min(1).max(7), opens: clock, closes: clock });
const holidayBody = z.strictObject({ onDate: date, name: line() });

export const siteView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  country: z.string(),
  region: z.enum(regions).nullable(),
  timeZone: z.string(),
  operatingModel,
  institution: z.object({ id, name: z.string() }).nullable(),
  position: position.nullable(),
  version: z.number().int(),
  can: z.object({ amend: z.boolean() }),
});

export const siteDetail = siteView.extend({
  openingHours: z.array(z.object({ weekday: z.number().int(), opens: z.string(), closes: z.string() })),
  holidays: z.array(z.object({ onDate: date, name: z.string() })),
});

const siteWords = {
  name: line(),
  city: line().nullable(),
  country,
  timeZone,
  operatingModel,
  institutionId: id.nullable(),
  /** Null or left out: not on the map. */
  position: position.nullable().optional(),
};

/** The room's routes. */
export const networkContract = {
  organizations: question({
    name: 'network.organizations',
    permission: 'network.view-organizations',
    path: '/organizations',
    summary: 'Sponsors, CROs, institutions and the other organizations we deal with',
    query: { kind: organizationKind.optional() },
    output: z.array(organizationView),
  }),
  createOrganization: command({
    name: 'network.create-organization',
    permission: 'network.add',
    path: '/organizations',
    summary: 'Add an organization',
    body: { name: line(), kind: organizationKind, country: country.nullable() },
    output: organizationView,
  }),
  amendOrganization: amendment({
    name: 'network.amend-organization',
    permission: 'network.add',
    method: 'PATCH',
    path: '/organizations/{organizationId}',
    summary: 'Correct the name, kind or country of an organization',
    params: { organizationId: id },
    body: { name: line().optional(), kind: organizationKind.optional(), country: country.nullable().optional() },
    output: organizationView,
  }),
  sites: question({
    name: 'network.sites',
    permission: 'network.view',
    path: '/sites',
    summary: 'The sites you reach',
    output: z.array(siteView),
  }),
  site: question({
    name: 'network.site',
    permission: 'network.view',
    path: '/sites/{siteId}',
    summary: 'A site with its opening hours and holidays',
    params: { siteId: id },
    output: siteDetail,
  }),
  createSite: command({
    name: 'network.create-site',
    permission: 'network.add',
    path: '/sites',
    summary: 'Add a site; it opens Monday to Friday until told otherwise',
    body: { code: siteCode, ...siteWords },
    output: siteDetail,
  }),
  amendSite: amendment({
    name: 'network.amend-site',
    permission: 'network.edit',
    method: 'PATCH',
    path: '/sites/{siteId}',
    summary: 'Correct what is known of a site',
    params: { siteId: id },
    body: {
      name: line().optional(),
      city: line().nullable().optional(),
      country: country.optional(),
      timeZone: timeZone.optional(),
      operatingModel: operatingModel.optional(),
      institutionId: id.nullable().optional(),
      position: position.nullable().optional(),
    },
    output: siteDetail,
  }),
  setOpeningHours: amendment({
    name: 'network.set-opening-hours',
    permission: 'network.edit',
    method: 'PUT',
    path: '/sites/{siteId}/opening-hours',
    summary: "Replace a site's opening hours",
    params: { siteId: id },
    body: { hours: z.array(openingHoursBody).max(50) },
    output: siteDetail,
  }),
  loadHolidays: amendment({
    name: 'network.load-holidays',
    permission: 'network.edit',
    path: '/sites/{siteId}/holidays/loading',
    summary: "Add the public holidays of the site's country for a year; days that are known stay as they are",
    params: { siteId: id },
    body: { year: z.number().int().min(1990).max(2100) },
    output: siteDetail,
  }),
  setHolidays: amendment({
    name: 'network.set-holidays',
    permission: 'network.edit',
    method: 'PUT',
    path: '/sites/{siteId}/holidays/{year}',
    summary: "Replace a site's holidays of a year",
    params: { siteId: id, year: z.coerce.number().int().min(1990).max(2100) },
    body: { holidays: z.array(holidayBody).max(366) },
    output: siteDetail,
  }),
};
