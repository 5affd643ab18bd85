// The read side of signals: those within reach, and one of them.
import { type Act, namesOfPeople, requireMay } from '#access';
import { may } from '#access/rules';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { indicatorsContract } from '../contract/indicators.ts';
import { canHandleSignal } from '../policy.ts';
import { indicatorOf } from '../rules/indicators.ts';
import { signalTransitions } from '../rules/signal.ts';

type Routes = typeof indicatorsContract;
export type SignalView = AnswerOf<Routes['signal']>;
type Stored = Omit<SignalView, 'ownerName' | 'factor' | 'per' | 'next' | 'can'>;

const SIGNAL = `
  select s.id, s.indicator, s.dimension, s.site_id as "siteId", t.name as "siteName", t.code as "siteCode", s.study_id as "studyId", st.code as "studyCode",
    t.time_zone as "timeZone", s.direction, s.found_by as "foundBy", s.since::text as since, s.state, s.owner_id as "ownerId", s.outcome, s.comment, s.opened_on::text as "openedOn",
    s.closed_on::text as "closedOn", s.numerator, s.denominator, s.expected, s.score, s.flag, s.version
  from monitoring.signal s join network.pub_site t on t.id = s.site_id left join studies.pub_study st on st.id = s.study_id`;

/** Signals within reach, the latest first, the strongest of a day before the others. */
export async function listSignals(act: Act, query: QueryOf<Routes['signals']>): Promise<SignalView[]> {
  const { rows } = await act.tx.$client.query<Stored>({
    name: 'monitoring-list-signals',
    text: `${SIGNAL}
      where case when $1::text is not null then s.state = $1 when $2::boolean then true else s.state <> 'closed' end
        and ($3::uuid is null or s.site_id = $3) and ($4::text is null or s.indicator = $4)
      order by s.opened_on desc, abs(s.score) desc, s.id`,
    values: [query.state ?? null, query.closed === 'true', query.siteId ?? null, query.indicator ?? null],
  });
  return viewAll(
    act,
    rows.filter((row) => may(act.actor, 'monitoring.view-indicators', row)),
  );
}

/** One signal. Refuses with 404 out of scope. */
export async function viewSignal(act: Act, signalId: string): Promise<SignalView> {
  const signal = await loadSignalView(act, signalId);
  requireMay(act, 'monitoring.view-indicators', signal);
  return signal;
}

/** A signal as pages see it, for whoever just changed it. */
export async function loadSignalView(act: Act, signalId: string): Promise<SignalView> {
  const { rows } = await act.tx.$client.query<Stored>({
    name: 'monitoring-view-signal',
    text: `${SIGNAL} where s.id = $1`,
    values: [signalId],
  });
  return found((await viewAll(act, rows))[0]);
}

async function viewAll(act: Act, rows: readonly Stored[]): Promise<SignalView[]> {
  const names = await namesOfPeople(
    act,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return rows.map((row) => view(act, row, row.ownerId === null ? null : (names.get(row.ownerId) ?? null)));
}

function view(act: Act, row: Stored, ownerName: string | null): SignalView {
  const { factor, per } = indicatorOf(row.indicator);
  const next = [...signalTransitions[row.state]];
  // Whoever has it already takes it no second time.
  const steps = row.state === 'being-looked-at' && row.ownerId === act.actor.id ? next.filter((to) => to !== 'being-looked-at') : next;
  return { ...row, ownerName, factor, per, next: steps, can: { handle: canHandleSignal(act.actor, row) && steps.length > 0 } };
}
