// What the network is, as the position and new-site cases take it: studies, places, earnings by month, and what participants are worth.
import type { Act } from '#access';
import { contractedWorth, earnedByMonth } from '#finance';
import { civilDate, daysBetween, minorUnits } from '#lib';
import { pubOrganization, pubSite } from '#network';
import { type StartUpDays, pubStudy, pubStudySite, startUpsOfNetwork } from '#studies';
import { enrolmentDays } from '#subjects';
import {
  type OwnMonth,
  type OwnPlace,
  type OwnStudy,
  type ParticipantWorth,
  type StartUp,
  areaOfStudy,
  monthNumber,
  monthOf,
  phasesOfStudy,
} from '../rules.ts';

/** The network as it stands; everything in the actor's reach. */
export interface OwnNetwork {
  /** The last complete month, `YYYY-MM`. */
  readonly lastMonth: string;
  readonly studies: readonly OwnStudy[];
  readonly places: readonly OwnPlace[];
  readonly earned: readonly OwnMonth[];
  readonly worth: ReadonlyMap<string, ParticipantWorth>;
  readonly startUps: readonly StartUp[];
}

/** Loads the network for who sees the whole of it. */
export async function ownNetwork(act: Act): Promise<OwnNetwork> {
  const today = act.now.toString().slice(0, 10);
  const lastMonth = monthOf(monthNumber(today) - 1);
  const sites = new Map((await act.tx.select().from(pubSite)).map((site) => [site.id, site]));
  const organizations = new Map((await act.tx.select().from(pubOrganization)).map(({ id, name }) => [id, name]));
  const studies = (await act.tx.select().from(pubStudy).orderBy(pubStudy.code)).map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    area: areaOfStudy(row.therapeuticAreas),
    phases: phasesOfStudy(row.phases),
    sponsor: row.sponsorId === null ? null : (organizations.get(row.sponsorId) ?? null),
  }));
  const rows = await act.tx.select().from(pubStudySite).orderBy(pubStudySite.studyCode, pubStudySite.number);
  const enrolled = await enrolmentDays(act, rows);
  const places = rows.map((row) => ({
    studySiteId: row.id,
    studyId: row.studyId,
    siteId: row.siteId,
    site: row.siteName,
    state: row.status,
    country: sites.get(row.siteId)?.country ?? '',
    selectedOn: row.selectedOn?.toString() ?? null,
    openedOn: row.openedOn?.toString() ?? null,
    target: row.targetEnrolment,
    enrolled: enrolled.get(row.id)?.length ?? 0,
  }));
  const earned = (await earnedByMonth(act, rows))
    .filter(({ month }) => month <= lastMonth)
    .map(({ studySiteId, currency, month, earnedMinor }) => ({ studySiteId, currency, month, amount: wholeUnits(earnedMinor, currency) }));
  const contracted = await contractedWorth(act, rows);
  const worth = worthOf(
    places,
    earned,
    new Map([...contracted].map(([id, { amountMinor, currency }]) => [id, { amount: wholeUnits(amountMinor, currency), currency }])),
  );
  return { lastMonth, studies, places, earned, worth, startUps: (await startUpsOfNetwork(act)).flatMap((one) => startUpAt(today, one)) };
}

const wholeUnits = (minor: string | bigint, currency: string): number => Number(minor) / 10 ** minorUnits(currency);

// Where no contract says what a participant is worth, what participants earned there so far does, if they earned in one currency.
function worthOf(
  places: readonly OwnPlace[],
  earned: readonly OwnMonth[],
  contracted: ReadonlyMap<string, { readonly amount: number; readonly currency: string }>,
): ReadonlyMap<string, ParticipantWorth> {
  return new Map(
    places.flatMap(({ studySiteId, enrolled }): [string, ParticipantWorth][] => {
      const byContract = contracted.get(studySiteId);
      if (byContract) return [[studySiteId, { ...byContract, basis: 'contract' }]];
      const own = earned.filter((row) => row.studySiteId === studySiteId);
      const [first] = own;
      if (!first || enrolled === 0 || own.some(({ currency }) => currency !== first.currency)) return [];
      const amount = own.reduce((sum, row) => sum + row.amount, 0) / enrolled;
      return [[studySiteId, { amount, currency: first.currency, basis: 'earned' }]];
    }),
  );
}

function startUpAt(today: string, { selectedOn, openedOn, endedOn }: StartUpDays): StartUp[] {
  const outcome = openedOn !== null && openedOn <= today ? 'opened' : endedOn !== null ? 'given-up' : 'waiting';
  const end = outcome === 'opened' ? (openedOn ?? today) : (endedOn ?? today);
  const days = daysBetween(civilDate(selectedOn), civilDate(end));
  return days < 0 ? [] : [{ days, outcome }];
}
