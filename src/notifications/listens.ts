// Who is told of which fact, in the teller's transaction.
import { type Act, type RoomListener, listens } from '#access';
import { type GrantGiven, grantGiven } from '#access/contract';
import { type WindowStageReached, windowStageReached } from '#finance/contract';
import {
  type DeviationsDrafted,
  type SignalMoved,
  type SignalsOpened,
  deviationsDrafted,
  signalMoved,
  signalsOpened,
} from '#monitoring/contract';
import { type SaeRecorded, saeRecorded } from '#safety/contract';
import { type RecordReturned, recordReturned } from '#signatures/contract';
import { type ManyRead, manyRead } from '#vault/contract';
import { tellPeopleAt, tellPerson } from './store.ts';

async function tellOfDeviations(act: Act, told: DeviationsDrafted): Promise<void> {
  const { siteId, studyId, deviationIds, subjectNumber, category } = told;
  const [first = null] = deviationIds;
  const facts = { subject: subjectNumber, count: deviationIds.length, category };
  const news = { kind: 'deviations-drafted' as const, siteId, studyId, recordId: first, facts, at: act.now };
  await tellPeopleAt(act.tx, news, act.actor.id);
}

async function tellOfSeriousEvent(act: Act, told: SaeRecorded): Promise<void> {
  const { siteId, studyId, subjectId, subjectNumber, adverseEventId, dueAt } = told;
  const facts = { subject: subjectNumber, subjectId, due: dueAt };
  const news = { kind: 'sae-recorded' as const, siteId, studyId, recordId: adverseEventId, facts, at: act.now };
  await tellPeopleAt(act.tx, news, act.actor.id);
}

async function tellOfManyRead(act: Act, { siteId, studyId, readerId, people }: ManyRead): Promise<void> {
  const news = {
    kind: 'identities-read' as const,
    siteId,
    studyId,
    recordId: act.newId(),
    facts: { reader: readerId, people },
    at: act.now,
  };
  await tellPeopleAt(act.tx, news, act.actor.id);
}

async function tellOfGrant(act: Act, { grantId, personId, siteId, studyId, role, validFrom, validTo }: GrantGiven): Promise<void> {
  const news = { kind: 'grant-given' as const, siteId, studyId, recordId: grantId, facts: { role, validFrom, validTo }, at: act.now };
  await tellPerson(act.tx, news, personId, act.newId());
}

async function tellOfReturned(act: Act, told: RecordReturned): Promise<void> {
  const { keptBy, siteId, studyId, returnId, recordKind, recordId, subjectId, subjectNumber } = told;
  const facts = { subject: subjectNumber, subjectId, record: recordKind, recordId };
  const news = { siteId, studyId, recordId: returnId, facts, at: act.now };
  if (keptBy === null) await tellPeopleAt(act.tx, { kind: 'returned-to-site', ...news }, act.actor.id);
  else if (keptBy !== act.actor.id) await tellPerson(act.tx, { kind: 'record-returned', ...news }, keptBy, act.newId());
}

async function tellOfWindow(act: Act, { noticeId, studyId, siteId, stage, count, lineId, by }: WindowStageReached): Promise<void> {
  const kind = stage === 'over' ? ('window-closed' as const) : ('window-closing' as const);
  const news = { kind, siteId, studyId, recordId: noticeId, facts: { stage, count, lineId, by }, at: act.now };
  await tellPeopleAt(act.tx, news, act.actor.id);
}

async function tellOfSignals(act: Act, { signalId, siteId, studyId, indicator, count }: SignalsOpened): Promise<void> {
  const news = { kind: 'signals-opened' as const, siteId, studyId, recordId: signalId, facts: { indicator, count }, at: act.now };
  await tellPeopleAt(act.tx, news, act.actor.id);
}

// Each step of a signal is news of its own: telling is once for a kind and a record.
async function tellOwner(act: Act, { signalId, siteId, studyId, indicator, state, ownerId }: SignalMoved): Promise<void> {
  const facts = { indicator, state, signalId };
  await tellPerson(act.tx, { kind: 'signal-moved', siteId, studyId, recordId: act.newId(), facts, at: act.now }, ownerId, act.newId());
}

export const notificationsListeners: readonly RoomListener[] = [
  listens(deviationsDrafted, 'notifications.tellOfDeviations', tellOfDeviations),
  listens(saeRecorded, 'notifications.tellOfSeriousEvent', tellOfSeriousEvent),
  listens(manyRead, 'notifications.tellOfManyRead', tellOfManyRead),
  listens(recordReturned, 'notifications.tellOfReturned', tellOfReturned),
  listens(windowStageReached, 'notifications.tellOfWindow', tellOfWindow),
  listens(signalsOpened, 'notifications.tellOfSignals', tellOfSignals),
  listens(signalMoved, 'notifications.tellOwner', tellOwner),
  listens(grantGiven, 'notifications.tellOfGrant', tellOfGrant),
];
