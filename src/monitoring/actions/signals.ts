// The shell of signals: take one, say what it was or what was done, close it.
import { type Act, requireMay } from '#access';
import { Refusal, found, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { type indicatorsContract, signalMoved } from '../contract/indicators.ts';
import { loadSignalView } from '../questions/signals.ts';
import { decideSignal } from '../rules/signal.ts';
import * as store from '../store/looks.ts';

type Routes = typeof indicatorsContract;

/** Takes a signal one step further by the rules of its life cycle, and tells its owner where somebody else did. */
export async function handleSignal(
  act: Act,
  signalId: string,
  version: number,
  body: BodyOf<Routes['handleSignal']>,
): Promise<AnswerOf<Routes['handleSignal']>> {
  const row = found(await store.loadSignal(act.tx, signalId));
  requireMay(act, 'monitoring.handle-signal', row);
  const conflict = async () => new Refusal('version-conflict', { yours: version, current: await loadSignalView(act, signalId) });
  if (row.version !== version) throw await conflict();
  const { to, comment, outcome } = body;
  const step = { to, ...(comment === undefined ? {} : { comment }), ...(outcome === undefined ? {} : { outcome }) };
  const next = must(decideSignal(row, step, act.actor.id));
  const closedOn = next.state === 'closed' ? store.dayOf(act.now) : null;
  if (!(await store.updateSignal(act.tx, row, { ...next, closedOn }))) throw await conflict();
  const { siteId, studyId, indicator, ownerId } = row;
  if (ownerId !== null && ownerId !== act.actor.id)
    await act.tell(signalMoved, { signalId, siteId, studyId, indicator, state: next.state, ownerId, version: version + 1 });
  return loadSignalView(act, signalId);
}
