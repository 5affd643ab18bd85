// One site or one study with its months: what the homes of a director and the portal draw.
import { eq } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { dateInZone } from '#lib';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import { earnedByMonth } from '#finance';
import { siteById } from '#network';
import { deviationsByCategory } from '#monitoring';
import { type PublishedStudySite, pubStudy } from '#studies';
import { enrolmentByMonth, failureReasons } from '#subjects';
import { complianceByMonth, visitsByWeek } from '#visits';
import type { deskContract } from '../contract.ts';
import { commonZone } from '../rules.ts';
import { cellsOf, TREND_DAYS } from './cells.ts';
import { placesOf, sitesShown, studiesShown } from './overview.ts';

type Routes = typeof deskContract;
type PortalStudy = AnswerOf<Routes['portalStudy']>;
type Months = PortalStudy['months'];

const WEEKS_AHEAD = 8;

/** The sites whose home the actor may open: all where a study of theirs runs, by name. */
export async function listSiteHomes(act: Act): Promise<AnswerOf<Routes['sites']>> {
  const places = await placesOf(act, 'desk.site');
  return sitesShown(
    act,
    places.map(({ siteId }) => siteId),
  );
}

/** A site's home. Refuses with 404 out of reach. */
export async function viewSiteHome(act: Act, siteId: string): Promise<AnswerOf<Routes['site']>> {
  const site = found(await siteById(act, siteId));
  const places = (await placesOf(act, 'desk.site')).filter((place) => place.siteId === siteId);
  if (places.length === 0) requireMay(act, 'desk.site', { siteId });
  const today = dateInZone(act.now, site.timeZone);
  return {
    site: found((await sitesShown(act, [siteId]))[0]),
    today: today.toString(),
    studies: studiesShown(places),
    weeks: (await visitsByWeek(act, places, today, WEEKS_AHEAD)).map((week) => ({ ...week })),
    earned: sumEarned(await earnedByMonth(act, places)),
    ...(await shownTogether(act, places)),
    timeZone: site.timeZone,
  };
}

/** A study in the portal. Refuses with 404 out of reach, and with 403 where it is in reach by another role only. */
export async function viewPortalStudy(act: Act, studyId: string): Promise<PortalStudy> {
  const places = (await placesOf(act, 'desk.portal')).filter((place) => place.studyId === studyId);
  const [known] = await act.tx
    .select({ id: pubStudy.id, code: pubStudy.code, name: pubStudy.name })
    .from(pubStudy)
    .where(eq(pubStudy.id, studyId));
  const study = found(known);
  requireMay(act, 'desk.portal', { studyId });
  return {
    study,
    sites: await sitesShown(
      act,
      places.map(({ siteId }) => siteId),
    ),
    ...(await shownTogether(act, places)),
  };
}

async function shownTogether(act: Act, places: readonly PublishedStudySite[]) {
  const [cells, enrolled, judged] = [await cellsOf(act, places), await enrolmentByMonth(act, places), await complianceByMonth(act, places)];
  return {
    asOf: act.now.toString(),
    timeZone: commonZone(places.map((place) => place.timeZone)),
    trendDays: TREND_DAYS,
    cells,
    months: monthsOf(enrolled, judged),
    failureReasons: (await failureReasons(act, places)).map((row) => ({ ...row })),
    deviations: (await deviationsByCategory(act, places)).map((row) => ({ ...row })),
  };
}

type Enrolled = Awaited<ReturnType<typeof enrolmentByMonth>>;
type Judged = Awaited<ReturnType<typeof complianceByMonth>>;

function monthsOf(enrolled: Enrolled, judged: Judged): Months {
  const months = new Map<string, Months[number]>();
  const at = (month: string): Months[number] => {
    const known = months.get(month) ?? { month, screened: 0, enrolled: 0, failed: 0, judged: { completed: 0, inWindow: 0, missed: 0 } };
    months.set(month, known);
    return known;
  };
  for (const row of enrolled) {
    const month = at(row.month);
    month.screened += row.screened;
    month.enrolled += row.enrolled;
    month.failed += row.failed;
  }
  for (const row of judged) {
    const month = at(row.month).judged;
    month.completed += row.completed;
    month.inWindow += row.inWindow;
    month.missed += row.missed;
  }
  return [...months.values()].sort((a, b) => a.month.localeCompare(b.month));
}

function sumEarned(rows: Awaited<ReturnType<typeof earnedByMonth>>): AnswerOf<Routes['site']>['earned'] {
  const sums = new Map<string, { month: string; currency: AnswerOf<Routes['site']>['earned'][number]['currency']; earned: bigint }>();
  for (const { month, currency, earnedMinor } of rows) {
    const key = `${month} ${currency}`;
    const known = sums.get(key) ?? { month, currency, earned: 0n };
    sums.set(key, { ...known, earned: known.earned + BigInt(earnedMinor) });
  }
  return [...sums.values()].map(({ earned, ...row }) => ({ ...row, earnedMinor: earned.toString() }));
}
