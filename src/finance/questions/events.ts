// What may be recorded by hand for a participant, what was, and what it came to.
import { type Act, requireMay } from '#access';
import { may } from '#access/rules';
import { dateInZone } from '#lib';
import { siteById } from '#network';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import { subjectById } from '#subjects';
import type { financeContract } from '../contract.ts';
import { eventTriggers, versionInForce } from '../rules.ts';
import { type CoveringContract, loadSiteContracts } from '../store/books.ts';
import { type EventState, type EventRow, loadEvent, loadEventStates, loadEventsOfSubject } from '../store/events.ts';

type Answer = AnswerOf<(typeof financeContract)['eventsOfSubject']>;
type EventView = Answer['events'][number];

/** The events of a subject, newest first, and the items that its contracts pay today and nothing records by itself. */
export async function listEvents(act: Act, subjectId: string): Promise<Answer> {
  const subject = found(await subjectById(act, subjectId));
  requireMay(act, 'finance.view', subject);
  const contracts = await loadSiteContracts(act.tx, subject);
  const rows = await loadEventsOfSubject(act.tx, subjectId);
  const states = await loadEventStates(act.tx, subjectId);
  const site = found(await siteById(act, subject.siteId));
  const today = dateInZone(act.now, site.timeZone);
  const items = contracts.flatMap(({ id, code, versions }) => {
    const inForce = versionInForce(versions, today);
    const terms = inForce.ok ? inForce.value.invoiceables : [];
    return terms.flatMap(({ key, label, trigger: of }) => {
      const trigger = eventTriggers.find((each) => each === of && each !== 'sae');
      return trigger ? [{ contractId: id, contractCode: code, termKey: key, label, trigger }] : [];
    });
  });
  return {
    items,
    events: rows.map((row) => viewEvent(act, row, contracts, states)),
    today: today.toString(),
    can: { record: may(act.actor, 'finance.record-event', subject) },
  };
}

/** One event after it was recorded or withdrawn. */
export async function eventOfSubject(act: Act, eventId: string): Promise<EventView> {
  const row = found(await loadEvent(act.tx, eventId));
  return viewEvent(act, row, await loadSiteContracts(act.tx, row), await loadEventStates(act.tx, row.subjectId));
}

function viewEvent(act: Act, row: EventRow, contracts: readonly CoveringContract[], states: ReadonlyMap<string, EventState>): EventView {
  const { id, trigger, contractId, termKey, onDate, note, withdrawnOn } = row;
  const state = states.get(id);
  const contract = contracts.find((each) => each.id === (state?.contractId ?? contractId));
  const inForce = contract && versionInForce(contract.versions, onDate);
  const term = inForce?.ok ? inForce.value.invoiceables.find(({ key }) => key === (state?.termKey ?? termKey)) : undefined;
  const earns = withdrawnOn === null ? (state?.state ?? 'not-priced') : 'withdrawn';
  return {
    id,
    trigger,
    label: term?.label ?? null,
    contractCode: contract?.code ?? null,
    on: onDate.toString(),
    note,
    state: earns,
    lineId: state?.lineId ?? null,
    can: { withdraw: trigger !== 'sae' && withdrawnOn === null && may(act.actor, 'finance.record-event', row) },
  };
}
