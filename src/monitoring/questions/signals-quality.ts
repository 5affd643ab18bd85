// How good the signals are: what people made of them, and on a demo network which of the planted problems they found.
import type { Act } from '#access';
import { may } from '#access/rules';
import type { AnswerOf } from '#platform/contract';
import type { indicatorsContract } from '../contract/indicators.ts';
import { backTest } from '../rules/back-test.ts';
import { indicatorOf, indicators } from '../rules/indicators.ts';
import { type Nearest, nearestOf } from '../rules/nearest.ts';
import { loadLatestRun } from '../store/looks.ts';
import { type ShownGroup, groupsInReach } from './indicators.ts';
import { type SignalView, listSignals } from './signals.ts';

type Answer = AnswerOf<(typeof indicatorsContract)['signalsQuality']>;
type Problem = Omit<NonNullable<Answer['planted']>['problems'][number], 'signals' | 'nearest'> & {
  readonly siteId: string | null;
  readonly studyId: string | null;
};

/** The quality of the signals within reach. */
export async function viewSignalsQuality(act: Act): Promise<Answer> {
  const signals = await listSignals(act, { closed: 'true' });
  const { rows } = await act.tx.$client.query<Problem>({
    name: 'monitoring-known-problems',
    text: `select k.key, json_build_object('en', k.sentence, 'es', k.sentence_es) as sentence, k.site_id as "siteId", k.study_id as "studyId", t.name as "siteName", st.code as "studyCode", k.indicators
      from monitoring.known_problem k left join network.pub_site t on t.id = k.site_id left join studies.pub_study st on st.id = k.study_id
      order by cardinality(k.indicators) = 0, k.key`,
  });
  const problems = rows.filter((row) => may(act.actor, 'monitoring.view-indicators', row));
  return { judged: judgedOf(signals), planted: problems.length === 0 ? null : await plantedOf(act, problems, signals) };
}

function judgedOf(signals: readonly SignalView[]): Answer['judged'] {
  return indicators.flatMap(({ key: indicator }) => {
    const own = signals.filter((signal) => signal.indicator === indicator);
    const closedAs = (outcome: SignalView['outcome']) => own.filter((signal) => signal.outcome === outcome).length;
    if (own.length === 0) return [];
    return [
      {
        indicator,
        confirmed: closedAs('problem-confirmed'),
        knownReason: closedAs('known-reason'),
        falseAlarms: closedAs('false-alarm'),
        open: own.filter(({ state }) => state !== 'closed').length,
      },
    ];
  });
}

async function plantedOf(act: Act, problems: readonly Problem[], signals: readonly SignalView[]): Promise<NonNullable<Answer['planted']>> {
  const { hits, falseAlarms } = backTest(problems, signals);
  const run = await loadLatestRun(act.tx);
  const groups = run ? [...(await groupsInReach(act, run.id, 'site')), ...(await groupsInReach(act, run.id, 'study-site'))] : [];
  return {
    problems: problems.map((problem, at) => {
      const found = hits[at] ?? [];
      const { siteId: _, studyId: __, ...told } = problem;
      return {
        ...told,
        signals: found.map(({ id, foundBy }) => ({ id, foundBy })),
        nearest: found.length > 0 ? null : nearestView(nearestOf(problem, groups)),
      };
    }),
    falseAlarms: [...falseAlarms],
    signals: signals.length,
    drifts: signals.filter(({ foundBy }) => foundBy === 'drift').length,
  };
}

function nearestView(nearest: Nearest<ShownGroup> | null) {
  if (nearest === null) return null;
  const { indicator, figure, foundBy, since, why } = nearest;
  const { numerator, denominator, expected, score, flag } = figure;
  const { per, factor } = indicatorOf(indicator);
  return { indicator, per, factor, foundBy, since, numerator, denominator, expected, score, flag, why };
}
