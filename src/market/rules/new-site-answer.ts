// The whole answer to a new-site case: its catchment, the studies that fit, the network's own openings, and what comes of it.
import type { NewSiteHistory, RampUpMonth } from './new-site-history.ts';
import { medianStartUp, rampUp } from './new-site-history.ts';
import { type NewSiteAsked, type NewSiteOutcome, newSiteOutcome, newSitePaths } from './new-site.ts';
import type { ActivityRow, OutlookCell, Tag } from './outlook-types.ts';
import { type OwnPlace, type OwnStudy, ownService } from './position.ts';
import type { ParticipantWorth } from './position-pipeline.ts';
import { type Area, areas, marketCountryOf } from './taxonomy.ts';

/** What an answer is made of: plain values, kept with it. */
export interface NewSiteGround {
  readonly asked: NewSiteAsked;
  readonly history: NewSiteHistory;
  readonly studiesThatFit: readonly StudyThatFits[];
  /** Of the country and the chosen areas; empty where nothing was counted. */
  readonly activity: readonly Pick<ActivityRow, 'area' | 'year' | 'siteYears'>[];
  /** USD million of site management in the chosen areas of the country, by year; empty without an outlook. */
  readonly market: readonly { readonly year: number; readonly value: number }[];
  /** The year of the decision. */
  readonly year: number;
}

/** A study of the network that is being opened or enrols; the amount in whole units. */
export interface StudyThatFits {
  readonly studyId: string;
  readonly code: string;
  readonly name: string;
  readonly area: Area;
  readonly sites: number;
  readonly perParticipant: { readonly amount: number; readonly currency: string } | null;
}

export type NewSiteWarning =
  | 'nothing-followed'
  | 'few-followed'
  | 'no-start-ups'
  | 'no-outlook'
  | 'beyond-what-was-followed'
  | 'more-than-the-catchment';

/** The answer; amounts in US dollars unless they say otherwise. */
export interface NewSiteFound {
  readonly catchment: {
    /** The country of the market that it is a part of: by name, or the others of its region. */
    readonly of: string | null;
    readonly activity: readonly { readonly area: Area; readonly siteYears: number }[] | null;
    readonly activityYear: number | null;
    readonly market: {
      readonly year: number;
      readonly value: number;
      readonly lastYear: number;
      readonly last: number;
      readonly ofCatchment: number;
    } | null;
  };
  readonly studiesThatFit: readonly StudyThatFits[];
  readonly history: {
    readonly startUps: number;
    readonly medianStartUpDays: number | null;
    readonly neverShare: number;
    readonly followed: number;
    readonly inChosenAreas: boolean;
    readonly rampUp: readonly RampUpMonth[];
  };
  readonly outcome: (NewSiteOutcome & { readonly impliedShare: number | null }) | null;
  readonly paths: number;
  readonly tags: Readonly<Record<'costs' | 'catchmentShare' | 'history' | 'market' | 'outcome', Tag>>;
  readonly warnings: readonly NewSiteWarning[];
}

const MILLION = 1_000_000;
const FEW = 5;
const live = new Set(['selected', 'start-up', 'ready-to-activate', 'active-recruiting']);

/** The network's studies that are being opened or enrol, in the chosen areas; one participant is worth what it is at the first place that says so. */
export function studiesThatFit(
  studies: readonly OwnStudy[],
  places: readonly OwnPlace[],
  worth: ReadonlyMap<string, ParticipantWorth>,
  chosen: readonly Area[],
): readonly StudyThatFits[] {
  return studies.flatMap(({ id: studyId, code, name, area }) => {
    const own = places.filter((place) => place.studyId === studyId && live.has(place.state));
    if (own.length === 0 || !chosen.includes(area)) return [];
    const said = own.map(({ studySiteId }) => worth.get(studySiteId)).find((one) => one !== undefined);
    const perParticipant = said ? { amount: said.amount, currency: said.currency } : null;
    return [{ studyId, code, name, area, sites: own.length, perParticipant }];
  });
}

/** What of the market bears on the case. */
export function marketOfCatchment(cells: readonly OutlookCell[], { country, areas: chosen }: NewSiteAsked): NewSiteGround['market'] {
  const key = marketCountryOf(country)?.key;
  const byYear = new Map<number, number>();
  for (const cell of cells)
    if (cell.country === key && cell.service === ownService && chosen.includes(cell.area))
      byYear.set(cell.year, (byYear.get(cell.year) ?? 0) + cell.value);
  return [...byYear].map(([year, value]) => ({ year, value })).toSorted((a, b) => a.year - b.year);
}

/** What of the registry bears on the case. */
export function activityOfCatchment(rows: readonly ActivityRow[], { country, areas: chosen }: NewSiteAsked): NewSiteGround['activity'] {
  const key = marketCountryOf(country)?.key;
  return rows
    .filter((row) => (row.country === country || row.country === key) && chosen.includes(row.area))
    .map(({ area, year, siteYears }) => ({ area, year, siteYears }));
}

/** The answer to a case. The same ground and seed give the same answer. */
export function newSiteFound(ground: NewSiteGround, seed: string): NewSiteFound {
  const { asked, history } = ground;
  const outcome = newSiteOutcome(asked, history, seed);
  const market = marketNow(ground);
  const impliedShare = outcome && market && market.ofCatchment > 0 ? outcome.yearlyRevenue / (market.ofCatchment * MILLION) : null;
  const { startUps, courses, inChosenAreas } = history;
  const givenUp = startUps.filter((one) => one.outcome === 'given-up').length;
  const decided = startUps.filter((one) => one.outcome !== 'waiting').length;
  return {
    catchment: { of: marketCountryOf(asked.country)?.key ?? null, ...activityNow(ground), market },
    studiesThatFit: ground.studiesThatFit,
    history: {
      startUps: startUps.length,
      medianStartUpDays: medianStartUp(startUps),
      neverShare: decided === 0 ? 0 : givenUp / decided,
      followed: courses.length,
      inChosenAreas,
      rampUp: rampUp(courses),
    },
    outcome: outcome && { ...outcome, impliedShare },
    paths: newSitePaths,
    tags: { costs: 'assumed', catchmentShare: 'assumed', history: 'counted', market: 'modelled', outcome: 'modelled' },
    warnings: warningsOf(ground, { market, impliedShare }),
  };
}

function marketNow({ market, year, asked }: NewSiteGround): NewSiteFound['catchment']['market'] {
  const [now, last] = [market.find((one) => one.year === year) ?? market[0], market.at(-1)];
  if (!now || !last) return null;
  return { ...now, lastYear: last.year, last: last.value, ofCatchment: last.value * asked.catchmentShare };
}

function activityNow({ activity, year }: NewSiteGround): Pick<NewSiteFound['catchment'], 'activity' | 'activityYear'> {
  const activityYear = activity.reduce<number | null>(
    (found, row) => (row.year < year && (found === null || row.year > found) ? row.year : found),
    null,
  );
  if (activityYear === null) return { activity: null, activityYear };
  const counted = areas.map((area) => ({
    area,
    siteYears: activity.reduce((sum, row) => (row.area === area && row.year === activityYear ? sum + row.siteYears : sum), 0),
  }));
  return { activity: counted.filter(({ siteYears }) => siteYears > 0), activityYear };
}

function warningsOf(
  { asked, history, market: years }: NewSiteGround,
  { market, impliedShare }: { readonly market: NewSiteFound['catchment']['market']; readonly impliedShare: number | null },
): readonly NewSiteWarning[] {
  const longest = Math.max(0, ...history.courses.map(({ length }) => length));
  const checks: readonly (readonly [NewSiteWarning, boolean])[] = [
    ['nothing-followed', history.courses.length === 0],
    ['few-followed', history.courses.length > 0 && history.courses.length < FEW],
    ['no-start-ups', history.startUps.length === 0],
    ['no-outlook', market === null || years.length === 0],
    ['beyond-what-was-followed', longest > 0 && asked.horizonMonths > longest],
    ['more-than-the-catchment', impliedShare !== null && impliedShare > 1],
  ];
  return checks.flatMap(([warning, is]) => (is ? [warning] : []));
}
