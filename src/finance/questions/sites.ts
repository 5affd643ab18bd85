// What study-sites earned: in all, lately and before, what has not been invoiced, and by month.
import type { Act } from '#access';
import { may } from '#access/rules';
import { dateInZone } from '#lib';
import type { PublishedStudySite } from '#studies';
import { HELD_BACK_KINDS } from '../store/held-back.ts';

/** Amounts of one study-site in one currency, minor units as text. */
export interface SiteEarned {
  readonly studySiteId: string;
  readonly currency: string;
  readonly earnedMinor: string;
  /** Payable and on no issued invoice; what is held back or deferred is not yet payable. */
  readonly uninvoicedMinor: string;
  readonly recentMinor: string;
  readonly beforeMinor: string;
}

/** What was earned by service date in a month, `YYYY-MM`. */
export interface MonthEarned {
  readonly studySiteId: string;
  readonly currency: string;
  readonly month: string;
  readonly earnedMinor: string;
}

const OF_SITES = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[]) as p (id, site_id, study_id, today)
  join finance.accrual_line l on l.study_id = p.study_id and l.site_id = p.site_id and l.state = 'earned'`;

const INVOICED = `select h.accrual_line_id from finance.invoice_claim h join finance.invoice_line il on il.id = h.invoice_line_id
  join finance.invoice iv on iv.id = il.invoice_id where iv.status <> 'draft'`;

/** What each study-site earned where the actor sees money, by study-site; one that earned nothing is absent. */
export async function earnedOfSites(
  act: Act,
  sites: readonly PublishedStudySite[],
  trendDays: number,
): Promise<ReadonlyMap<string, readonly SiteEarned[]>> {
  const { rows } = await act.tx.$client.query<SiteEarned>({
    name: 'finance-sites',
    text: `select p.id as "studySiteId", l.currency, sum(l.amount_minor)::text as "earnedMinor",
        coalesce(sum(l.amount_minor) filter (where l.kind not in (${HELD_BACK_KINDS}) and i.accrual_line_id is null), 0)::text as "uninvoicedMinor",
        coalesce(sum(l.amount_minor) filter (where l.service_date > p.today - $5::integer), 0)::text as "recentMinor",
        coalesce(sum(l.amount_minor) filter (where l.service_date > p.today - 2 * $5::integer and l.service_date <= p.today - $5::integer), 0)::text as "beforeMinor"
      from ${OF_SITES} left join (${INVOICED}) i on i.accrual_line_id = l.id group by p.id, l.currency order by l.currency`,
    values: [...placed(act, sites), trendDays],
  });
  const bySite = new Map<string, SiteEarned[]>();
  for (const row of rows) bySite.set(row.studySiteId, [...(bySite.get(row.studySiteId) ?? []), row]);
  return bySite;
}

/** What was earned by month of service. */
export async function earnedByMonth(act: Act, sites: readonly PublishedStudySite[]): Promise<readonly MonthEarned[]> {
  const { rows } = await act.tx.$client.query<MonthEarned>({
    name: 'finance-sites-months',
    text: `select p.id as "studySiteId", l.currency, to_char(l.service_date, 'YYYY-MM') as month, sum(l.amount_minor)::text as "earnedMinor"
      from ${OF_SITES} group by p.id, l.currency, month order by month, l.currency`,
    values: placed(act, sites),
  });
  return rows;
}

function placed(act: Act, sites: readonly PublishedStudySite[]): [string[], string[], string[], string[]] {
  const seen = sites.filter((site) => may(act.actor, 'finance.view', site));
  return [
    seen.map(({ id }) => id),
    seen.map(({ siteId }) => siteId),
    seen.map(({ studyId }) => studyId),
    seen.map(({ timeZone }) => dateInZone(act.now, timeZone).toString()),
  ];
}
