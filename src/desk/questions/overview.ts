// The network over all studies and sites in reach; the same for the studies that a monitor or sponsor follows.
import { asc, inArray } from 'drizzle-orm';
import type { Act } from '#access';
import { pubSite } from '#network';
import type { AnswerOf } from '#platform/contract';
import { type PublishedStudySite, pubStudySite } from '#studies';
import type { deskContract } from '../contract.ts';
import { type Home, showsIn } from '../policy.ts';
import { commonZone } from '../rules.ts';
import { cellsOf, TREND_DAYS } from './cells.ts';

type Overview = AnswerOf<(typeof deskContract)['network']>;

/** The study-sites that a home shows the actor, by study and number. */
export async function placesOf(act: Act, home: Home): Promise<PublishedStudySite[]> {
  const rows = await act.tx.select().from(pubStudySite).orderBy(asc(pubStudySite.studyCode), asc(pubStudySite.number));
  return rows.filter((place) => showsIn(home, act.actor, place));
}

/** Sites by name, with their places on the map. */
export async function sitesShown(act: Act, siteIds: readonly string[]): Promise<Overview['sites']> {
  if (siteIds.length === 0) return [];
  const rows = await act.tx
    .select()
    .from(pubSite)
    .where(inArray(pubSite.id, [...new Set(siteIds)]))
    .orderBy(asc(pubSite.name));
  return rows.map(({ id, code, name, city, country, latitude, longitude }) => ({
    id,
    code,
    name,
    city,
    country,
    position: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
}

/** The studies of study-sites, by code. */
export function studiesShown(places: readonly PublishedStudySite[]): Overview['studies'] {
  return [...new Map(places.map((place) => [place.studyId, { id: place.studyId, code: place.studyCode, name: place.studyName }])).values()];
}

/** What a home shows of everything in reach. */
export async function overview(act: Act, home: Home): Promise<Overview> {
  const places = await placesOf(act, home);
  return {
    asOf: act.now.toString(),
    timeZone: commonZone(places.map((place) => place.timeZone)),
    trendDays: TREND_DAYS,
    studies: studiesShown(places),
    sites: await sitesShown(
      act,
      places.map(({ siteId }) => siteId),
    ),
    cells: await cellsOf(act, places),
  };
}
