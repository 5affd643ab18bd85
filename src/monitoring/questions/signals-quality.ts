// How good the signals are: what people made of them, and on a demo network which of the planted problems they found.
import type { Act } from '#access';
import { may } from '#access/rules';
import type { AnswerOf } from '#platform/contract';
import type { indicatorsContract } from '../contract/indicators.ts';
import { backTest } from '../rules/back-test.ts';
import { indicators } from '../rules/indicators.ts';
import { type SignalView, listSignals } from './signals.ts';

type Answer = AnswerOf<(typeof indicatorsContract)['signalsQuality']>;
type Problem = Omit<NonNullable<Answer['planted']>['problems'][number], 'signalIds'> & {
  readonly siteId: string | null;
  readonly studyId: string | null;
};

/** The quality of the signals within reach. */
export async function viewSignalsQuality(act: Act): Promise<Answer> {
  const signals = await listSignals(act, { closed: 'true' });
  const { rows } = await act.tx.$client.query<Problem>({
    name: 'monitoring-known-problems',
    text: `select k.key, k.sentence, k.site_id as "siteId", k.study_id as "studyId", t.name as "siteName", st.code as "studyCode", k.indicators
      from monitoring.known_problem k left join network.pub_site t on t.id = k.site_id left join studies.pub_study st on st.id = k.study_id
      order by cardinality(k.indicators) = 0, k.key`,
  });
  const problems = rows.filter((row) => may(act.actor, 'monitoring.view-indicators', row));
  return { judged: judgedOf(signals), planted: problems.length === 0 ? null : plantedOf(problems, signals) };
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

function plantedOf(problems: readonly Problem[], signals: readonly SignalView[]): NonNullable<Answer['planted']> {
  const { hits, falseAlarms } = backTest(problems, signals);
  return {
    problems: problems.map(({ siteId: _, studyId: __, ...problem }, at) => ({
      ...problem,
      signalIds: (hits[at] ?? []).map(({ id }) => id),
    })),
    falseAlarms: [...falseAlarms],
    signals: signals.length,
  };
}
