// The read side of indicators: the latest look within reach, one indicator over its groups, and the rows behind a group.
import { type Act, namesOfPeople, requireMay } from '#access';
import { may } from '#access/rules';
import { Refusal, offsetOf } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { indicatorsContract } from '../contract/indicators.ts';
import { canRunIndicators } from '../policy.ts';
import type { Comparison, Figures, Group } from '../rules/figures.ts';
import { type Dimension, type Indicator, type IndicatorKey, indicatorOf, indicators } from '../rules/indicators.ts';
import { type Prior, likelyOf } from '../rules/likely.ts';
import { type RunRow, dayOf, isPlaceInReach, loadLatestRun } from '../store/looks.ts';
import { rowsBehind } from './sources.ts';

type Routes = typeof indicatorsContract;
type ListAnswer = AnswerOf<Routes['indicators']>;
type Answer = AnswerOf<Routes['indicator']>;
export type GroupView = Answer['groups'][number];

/** What a place or person showed at one look, with the place's names. */
export interface ShownGroup extends Group {
  readonly siteName: string;
  readonly siteCode: string;
  readonly studyCode: string | null;
  readonly figures: Figures;
}

/** How an indicator is read, as every answer about it says. */
export function readingOf({ key, per, factor, cuts, least }: Indicator): Pick<Answer, 'key' | 'per' | 'factor' | 'cuts' | 'least'> {
  return { key, per, factor, cuts: [...cuts], least };
}

/** The groups of a look that the actor may see, by site, study and person. */
export async function groupsInReach(act: Act, runId: string, dimension: Dimension): Promise<ShownGroup[]> {
  const { rows } = await act.tx.$client.query<ShownGroup>({
    name: 'monitoring-groups',
    text: `select r.site_id as "siteId", r.study_id as "studyId", r.person_id as "personId", r.figures, t.name as "siteName", t.code as "siteCode",
        st.code as "studyCode"
      from monitoring.indicator_result r join network.pub_site t on t.id = r.site_id left join studies.pub_study st on st.id = r.study_id
      where r.run_id = $1 and r.dimension = $2 order by t.name, st.code, r.person_id`,
    values: [runId, dimension],
  });
  return rows.filter((row) => may(act.actor, 'monitoring.view-indicators', { siteId: row.siteId, studyId: row.studyId }));
}

const lookView = (run: RunRow | null): ListAnswer['look'] =>
  run && { id: run.id, asOf: run.asOf.toString(), inputSha256: run.inputSha256, kernelVersion: run.kernelVersion };

/** How an indicator was judged over groups of one kind at a look. */
export function comparisonIn(run: RunRow | null, key: IndicatorKey, dimension: Dimension): Comparison | undefined {
  return run?.summary.comparisons.find((one) => one.indicator === key && one.dimension === dimension);
}

/** Every indicator with what stands out of it within reach at the latest look. */
export async function listIndicators(act: Act, { by }: QueryOf<Routes['indicators']>): Promise<ListAnswer> {
  const run = await loadLatestRun(act.tx);
  const groups = run ? await groupsInReach(act, run.id, by) : [];
  const open = await openSignals(act);
  const flagged = (key: IndicatorKey, sign: number) => groups.filter(({ figures }) => Math.sign(figures[key]?.flag ?? 0) === sign).length;
  return {
    look: lookView(run),
    indicators: indicators
      .filter(({ dimensions }) => dimensions.includes(by))
      .map((indicator) => {
        const { key } = indicator;
        const whole = comparisonIn(run, key, by);
        return {
          ...readingOf(indicator),
          numerator: whole?.numerator ?? 0,
          denominator: whole?.denominator ?? 0,
          judged: groups.filter(({ figures }) => typeof figures[key]?.score === 'number').length,
          high: flagged(key, 1),
          low: flagged(key, -1),
          openSignals: open.filter((signal) => signal.indicator === key).length,
        };
      }),
    can: { run: canRunIndicators(act.actor) },
  };
}

/** One indicator over groups of one kind, those of one study where it is named. Limits are the whole network's; groups those within reach. */
export async function viewIndicator(act: Act, query: QueryOf<Routes['indicator']>): Promise<Answer> {
  const indicator = indicatorOf(query.indicator);
  const dimension = indicator.dimensions.includes(query.by) ? query.by : 'site';
  const run = await loadLatestRun(act.tx);
  const shown = (run ? await groupsInReach(act, run.id, dimension) : []).filter(
    ({ studyId }) => query.studyId === undefined || studyId === query.studyId,
  );
  const whole = comparisonIn(run, indicator.key, dimension);
  return {
    look: lookView(run),
    ...readingOf(indicator),
    dimension,
    dimensions: [...indicator.dimensions],
    numerator: whole?.numerator ?? 0,
    denominator: whole?.denominator ?? 0,
    tau: whole?.tau ?? null,
    limits: (whole?.limits ?? []).map(({ expected, at }) => ({ expected, at: [...at] })),
    groups: await viewGroups(act, indicator.key, shown, whole?.prior ?? null),
  };
}

/** Groups with the names of their people, the rate that each is likely to have, and the signal that is open about it. */
export async function viewGroups(act: Act, key: IndicatorKey, shown: readonly ShownGroup[], prior: Prior | null): Promise<GroupView[]> {
  const [names, open] = [
    await namesOfPeople(
      act,
      shown.flatMap(({ personId }) => personId ?? []),
    ),
    await openSignals(act),
  ];
  return shown.flatMap(({ figures, ...group }) => {
    const figure = figures[key];
    if (!figure) return [];
    const signal = open.find(
      (one) => one.indicator === key && group.personId === null && one.siteId === group.siteId && one.studyId === group.studyId,
    );
    const personName = group.personId === null ? null : (names.get(group.personId) ?? null);
    return [{ ...group, personName, ...figure, likely: likelyOf(figure, prior), signalId: signal?.id ?? null }];
  });
}

interface OpenSignal {
  readonly id: string;
  readonly indicator: IndicatorKey;
  readonly siteId: string;
  readonly studyId: string | null;
}

async function openSignals(act: Act): Promise<OpenSignal[]> {
  const { rows } = await act.tx.$client.query<OpenSignal>({
    name: 'monitoring-open-signals',
    text: `select s.id, s.indicator, s.site_id as "siteId", s.study_id as "studyId" from monitoring.signal s where s.state <> 'closed'`,
  });
  return rows.filter((row) => may(act.actor, 'monitoring.view-indicators', { siteId: row.siteId, studyId: row.studyId }));
}

/** What a question about one group names. */
export type GroupQuery = Pick<QueryOf<Routes['trend']>, 'indicator' | 'by' | 'siteId' | 'studyId' | 'personId'>;

/** The group that a question names, once the actor may see it. Refuses with 404 out of reach, and a group that its kind does not have. */
export async function groupAsked(act: Act, query: GroupQuery): Promise<Group> {
  const { by, siteId, studyId, personId } = query;
  if ((studyId !== undefined) !== (by === 'study-site') || (personId !== undefined) !== (by === 'person'))
    throw new Refusal('group-unclear', { message: 'A study at a site is named by both, a person by site and person.', path: 'query.by' });
  const group = { siteId, studyId: studyId ?? null, personId: personId ?? null };
  if (!(await isPlaceInReach(act.tx, group))) throw new Refusal('not-found');
  requireMay(act, 'monitoring.view-indicators', { siteId, studyId: group.studyId });
  return group;
}

/** The rows that an indicator counted of a group at its latest look, or today where nobody looked yet. */
export async function listRows(act: Act, query: QueryOf<Routes['rows']>): Promise<AnswerOf<Routes['rows']>> {
  const group = await groupAsked(act, query);
  const offset = offsetOf(query.after);
  const asOf = ((await loadLatestRun(act.tx))?.asOf ?? dayOf(act.now)).toString();
  const { rows, count } = await rowsBehind(act, query.indicator, { ...group, asOf, limit: query.limit, offset });
  const shown = offset + rows.length;
  return { items: rows, count, asOf, next: shown < count && rows.length > 0 ? String(shown) : null };
}
