// The room's tables as Drizzle sees them; a test compares them with the migrated catalogue.
import { doublePrecision, integer, pgSchema, smallint, text, time, uuid } from 'drizzle-orm/pg-core';
import { plainDate } from '#platform';
import type { OperatingModel, OrganizationKind } from './rules.ts';

const network = pgSchema('network');

export const organization = network.table('organization', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<OrganizationKind>().notNull(),
  country: text('country'),
  version: integer('version').notNull().default(1),
});

export const site = network.table('site', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  code: text('code').notNull(),
  city: text('city'),
  country: text('country').notNull(),
  timeZone: text('time_zone').notNull(),
  operatingModel: text('operating_model').$type<OperatingModel>().notNull(),
  institutionId: uuid('institution_id'),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  version: integer('version').notNull().default(1),
});

export const openingHours = network.table('opening_hours', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  weekday: smallint('weekday').notNull(),
  opens: time('opens').notNull(),
  closes: time('closes').notNull(),
});

export const holiday = network.table('holiday', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id').notNull(),
  onDate: plainDate('on_date').notNull(),
  name: text('name').notNull(),
});

/** Published: the names of organizations, for the rooms to the right. */
export const pubOrganization = network
  .view('pub_organization', {
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<OrganizationKind>().notNull(),
  })
  .existing();

/** Published: where a site is and what its clock says, for the rooms to the right. */
export const pubSite = network
  .view('pub_site', {
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    city: text('city'),
    country: text('country').notNull(),
    timeZone: text('time_zone').notNull(),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
  })
  .existing();
