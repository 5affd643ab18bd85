// What one group showed month by month: figures of each month's last look, drift between them, and waiting times where those are counted.
import type { Act } from '#access';
import { civilDate } from '#lib';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { indicatorsContract } from '../contract/indicators.ts';
import type { Comparison, Figure, Group } from '../rules/figures.ts';
import { indicatorOf } from '../rules/indicators.ts';
import { type Dated, driftAlarmOf, driftTrend } from '../rules/drift.ts';
import { waitingOf } from '../rules/waiting.ts';
import { TREND_MONTHS, loadLatestRun } from '../store/looks.ts';
import { comparisonIn, groupAsked, groupsInReach, readingOf, viewGroups } from './indicators.ts';
import { waitings } from './sources.ts';

type Routes = typeof indicatorsContract;
type Answer = AnswerOf<Routes['trend']>;

/** The trend of a group, drift included. Refuses a group out of reach with 404. */
export async function viewTrend(act: Act, query: QueryOf<Routes['trend']>): Promise<Answer> {
  const group = await groupAsked(act, query);
  const indicator = indicatorOf(query.indicator);
  const run = await loadLatestRun(act.tx);
  const shown = run ? (await groupsInReach(act, run.id, query.by)).filter((one) => isSame(one, group)) : [];
  const looks = await monthlyFigures(act, query, group);
  const comparison = comparisonIn(run, indicator.key, query.by);
  const seen = seenIn(comparison);
  const asOf = run?.asOf ?? civilDate(act.now.toString().slice(0, 10));
  return {
    ...readingOf(indicator),
    group: (await viewGroups(act, indicator.key, shown, comparison?.prior ?? null))[0] ?? null,
    looks: driftTrend(indicator, looks, seen),
    alarm: driftAlarmOf(indicator, looks, seen, query.by === 'person' ? undefined : run?.summary.driftAt?.[query.by]),
    waiting: indicator.key === 'late-entry' ? waitingOf(await waitings(act, group, asOf.toString())) : null,
  };
}

const isSame = (one: Group, other: Group) =>
  one.siteId === other.siteId && one.studyId === other.studyId && one.personId === other.personId;

// What drift is seen against; nothing for people, whose drift is not judged.
function seenIn(comparison: Comparison | undefined) {
  if (!comparison?.prior || typeof comparison.dispersion !== 'number') return null;
  return { prior: comparison.prior, dispersion: comparison.dispersion };
}

async function monthlyFigures(act: Act, { indicator, by }: QueryOf<Routes['trend']>, group: Group): Promise<Dated[]> {
  const { rows } = await act.tx.$client.query<{ asOf: string; figure: Figure }>({
    name: 'monitoring-trend',
    text: `select "asOf", figure from (
        select distinct on (date_trunc('month', r.as_of)) r.as_of::text as "asOf", i.figures -> $1 as figure
        from monitoring.indicator_result i join monitoring.indicator_run r on r.id = i.run_id
        where i.dimension = $2 and i.site_id = $3 and i.study_id is not distinct from $4 and i.person_id is not distinct from $5 and i.figures ? $1
        order by date_trunc('month', r.as_of) desc, r.as_of desc, r.id desc limit ${TREND_MONTHS}) m order by "asOf"`,
    values: [indicator, by, group.siteId, group.studyId, group.personId],
  });
  return rows.map(({ asOf, figure }) => ({ asOf, ...figure }));
}
