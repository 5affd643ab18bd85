// What happens to a participant apart from visits earns as its contract says (BR-11): told by safety, or recorded and withdrawn by hand.
import { type Act, because, requireMay } from '#access';
import { civilDate, dateInZone, daysBetween } from '#lib';
import { siteById } from '#network';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { SaeReported } from '#safety/contract';
import { lockSubject } from '#subjects';
import type { financeContract } from '../contract.ts';
import { eventTriggers, liveLines, reversalOf, versionInForce } from '../rules.ts';
import { eventOfSubject } from '../questions/events.ts';
import { loadBooks } from '../store/books.ts';
import { countingAtSite } from '../store/caps.ts';
import { insertEvent, loadEvent, withdrawEvent } from '../store/events.ts';
import { postLines } from '../store/ledger.ts';
import { type KeptEvent, eventEarningsOf } from './earnings.ts';
import { placeOf } from './settle.ts';

type Routes = typeof financeContract;
type EventView = AnswerOf<Routes['recordEvent']>;

/** The first report of a serious event is the work that is paid; those after it are part of it. */
export async function earnReport(act: Act, report: SaeReported): Promise<void> {
  if (report.number !== 1) return;
  const { subjectId, studyId, siteId, adverseEventId } = report;
  await lockSubject(act, subjectId);
  const place = { subjectId, studyId, siteId };
  const row: KeptEvent = { id: act.newId(), ...place, trigger: 'sae', contractId: null, termKey: null, onDate: civilDate(report.sentOn) };
  if (await insertEvent(act.tx, { ...row, adverseEventId })) await earnEvent(act, row);
}

/** Records by hand what no other room knows of. Refuses what no contract in force on that day pays, and what records itself. */
export async function recordEvent(act: Act, subjectId: string, body: BodyOf<Routes['recordEvent']>): Promise<EventView> {
  const subject = found(await lockSubject(act, subjectId));
  requireMay(act, 'finance.record-event', subject);
  const on = civilDate(body.on);
  const site = found(await siteById(act, subject.siteId));
  if (daysBetween(on, dateInZone(act.now, site.timeZone)) < 0) throw new Refusal('in-the-future', { field: 'on' });
  const place = { subjectId, studyId: subject.studyId, siteId: subject.siteId };
  const { contracts } = await loadBooks(act.tx, place);
  const contract = contracts.find(({ id }) => id === body.contractId);
  const inForce = contract && versionInForce(contract.versions, on);
  const term = inForce?.ok ? inForce.value.invoiceables.find(({ key }) => key === body.termKey) : undefined;
  const trigger = eventTriggers.find((each) => each === term?.trigger);
  if (!trigger || trigger === 'sae') throw new Refusal('item-not-priced', { on: body.on });
  const row: KeptEvent = { id: act.newId(), ...place, trigger, contractId: body.contractId, termKey: body.termKey, onDate: on };
  await insertEvent(act.tx, { ...row, note: body.note });
  await earnEvent(act, row);
  return eventOfSubject(act, row.id);
}

/** Says that what was recorded by hand did not happen: its lines are reversed, to the cent. */
export async function withdrawRecordedEvent(act: Act, eventId: string, reason: string): Promise<EventView> {
  await because(act, 'finance.withdraw-event', reason);
  const row = found(await loadEvent(act.tx, eventId));
  requireMay(act, 'finance.record-event', row);
  if (row.trigger === 'sae') throw new Refusal('records-itself', {});
  await lockSubject(act, row.subjectId);
  const books = await loadBooks(act.tx, row);
  const site = found(await siteById(act, row.siteId));
  if (!(await withdrawEvent(act.tx, eventId, dateInZone(act.now, site.timeZone)))) throw new Refusal('already-withdrawn', {});
  const lines = liveLines(books.lines).filter((line) => line.eventId === eventId);
  await postLines(
    act.tx,
    act.newId,
    placeOf(row, books),
    lines.map((line) => reversalOf(line, { kind: 'record-changed', reason })),
    books.lines,
  );
  return eventOfSubject(act, eventId);
}

// The caller holds the subject.
async function earnEvent(act: Act, row: KeptEvent): Promise<void> {
  const books = await loadBooks(act.tx, row);
  await countingAtSite(act.tx, books.contracts, row, (counts) =>
    postLines(act.tx, act.newId, placeOf(row, books), eventEarningsOf(row, books, counts).lines, books.lines),
  );
}
