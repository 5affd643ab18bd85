// The shell of the network's commands: load, ask the policy and the rules, save.
import { type Act, requireMay } from '#access';
import { Temporal, civilDate } from '#lib';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { networkContract } from './contract.ts';
import { publicHolidays } from './formats/public-holidays.ts';
import { viewOrganization, viewSiteDetail } from './questions.ts';
import { type OrganizationKind, checkHours, usualHours } from './rules.ts';
import * as store from './store.ts';

type Routes = typeof networkContract;
type SiteDetail = AnswerOf<Routes['site']>;
type OrganizationView = AnswerOf<Routes['createOrganization']>;

const NETWORK = { siteId: null, studyId: null };

/** Adds an organization. Refuses a second one of the same kind and name. */
export async function createOrganization(act: Act, body: BodyOf<Routes['createOrganization']>): Promise<OrganizationView> {
  requireMay(act, 'network.add', NETWORK);
  const id = act.newId();
  if (!(await store.insertOrganization(act.tx, { id, ...body }))) throw new Refusal('already-exists', { field: 'name' });
  return viewOrganization(act, found(await store.loadOrganization(act.tx, id)));
}

/** Corrects an organization. */
export async function amendOrganization(
  act: Act,
  organizationId: string,
  version: number,
  body: BodyOf<Routes['amendOrganization']>,
): Promise<OrganizationView> {
  const before = found(await store.loadOrganization(act.tx, organizationId));
  requireMay(act, 'network.add', NETWORK);
  const [name, kind] = [body.name ?? before.name, body.kind ?? before.kind];
  const namesake = await store.organizationByName(act.tx, kind, name);
  if (namesake && namesake.id !== organizationId) throw new Refusal('already-exists', { field: 'name' });
  if (!(await store.updateOrganization(act.tx, organizationId, version, present(body)))) {
    throw new Refusal('version-conflict', { yours: version, current: viewOrganization(act, before) });
  }
  return viewOrganization(act, found(await store.loadOrganization(act.tx, organizationId)));
}

/** The id of the organization of this kind and name, added when it is new and the actor may add it. */
export async function ensureOrganization(act: Act, wanted: { readonly name: string; readonly kind: OrganizationKind }): Promise<string> {
  const name = wanted.name.trim();
  if (name === '' || name.length > 200) throw new Refusal('name-invalid', { field: 'name', longest: 200 });
  const known = await store.organizationByName(act.tx, wanted.kind, name);
  if (known) return known.id;
  requireMay(act, 'network.add', NETWORK);
  await store.insertOrganization(act.tx, { id: act.newId(), name, kind: wanted.kind, country: null });
  return found(await store.organizationByName(act.tx, wanted.kind, name)).id;
}

/** Adds a site with the usual hours. Refuses a code that is taken. */
export async function createSite(act: Act, body: BodyOf<Routes['createSite']>): Promise<SiteDetail> {
  requireMay(act, 'network.add', NETWORK);
  if (body.institutionId !== null) found(await store.loadOrganization(act.tx, body.institutionId));
  const id = act.newId();
  const { position, ...site } = body;
  if (!(await store.insertSite(act.tx, { id, ...site, ...placedAt(position) }))) throw new Refusal('already-exists', { field: 'code' });
  await store.replaceHours(act.tx, id, usualHours, act.newId);
  return viewSiteDetail(act, id);
}

/** Corrects a site. */
export async function amendSite(act: Act, siteId: string, version: number, body: BodyOf<Routes['amendSite']>): Promise<SiteDetail> {
  if (body.institutionId) found(await store.loadOrganization(act.tx, body.institutionId));
  const { position, ...site } = body;
  await changeSite(act, siteId, version, { ...present(site), ...placedAt(position) });
  return viewSiteDetail(act, siteId);
}

/** Replaces a site's hours. Refuses hours that overlap or end before they begin. */
export async function setOpeningHours(
  act: Act,
  siteId: string,
  version: number,
  body: BodyOf<Routes['setOpeningHours']>,
): Promise<SiteDetail> {
  const hours = must(checkHours(body.hours));
  await changeSite(act, siteId, version);
  await store.replaceHours(act.tx, siteId, hours, act.newId);
  return viewSiteDetail(act, siteId);
}

/** Adds the country's public holidays of a year as rows that may be edited. Refuses where none are known. */
export async function loadHolidays(act: Act, siteId: string, version: number, body: BodyOf<Routes['loadHolidays']>): Promise<SiteDetail> {
  const site = await changeSite(act, siteId, version);
  await store.addHolidays(act.tx, siteId, must(publicHolidays(site.country, body.year)), act.newId);
  return viewSiteDetail(act, siteId);
}

/** Replaces a site's holidays of one year. Refuses a day outside that year or given twice. */
export async function setHolidays(
  act: Act,
  siteId: string,
  year: number,
  version: number,
  body: BodyOf<Routes['setHolidays']>,
): Promise<SiteDetail> {
  const days = body.holidays.map(({ onDate, name }) => ({ onDate: civilDate(onDate), name }));
  const stray = days.find((day) => day.onDate.year !== year);
  if (stray) throw new Refusal('holiday-outside-year', { year, onDate: stray.onDate.toString() });
  if (new Set(body.holidays.map((day) => day.onDate)).size < days.length) throw new Refusal('holiday-twice', { year });
  await changeSite(act, siteId, version);
  await store.removeHolidays(act.tx, siteId, new Temporal.PlainDate(year, 1, 1), new Temporal.PlainDate(year, 12, 31));
  await store.addHolidays(act.tx, siteId, days, act.newId);
  return viewSiteDetail(act, siteId);
}

// A change of the calendar counts as a change of the site, so that two people cannot overwrite each other's.
function placedAt(position: BodyOf<Routes['amendSite']>['position']): { latitude?: number | null; longitude?: number | null } {
  if (position === undefined) return {};
  return { latitude: position?.latitude ?? null, longitude: position?.longitude ?? null };
}

async function changeSite(act: Act, siteId: string, version: number, changes: Partial<store.SiteRow> = {}): Promise<store.SiteRow> {
  const site = found(await store.loadSite(act.tx, siteId));
  requireMay(act, 'network.edit', { siteId, studyId: null });
  if (!(await store.updateSite(act.tx, siteId, version, changes))) {
    throw new Refusal('version-conflict', { yours: version, current: await viewSiteDetail(act, siteId) });
  }
  return site;
}

/** Only what was sent: an absent key leaves the value as it is, null empties it. */
function present<B extends object>(body: B): { [K in keyof B]?: Exclude<B[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [K in keyof B]?: Exclude<B[K], undefined>;
  };
}
