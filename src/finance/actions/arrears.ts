// Catching up when a version goes live after services that it prices: earned once, in arrears, or trued up; posted on the day of the release.
import type { Act } from '#access';
import { type Temporal, daysBetween } from '#lib';
import { lockSubjectsOfStudy } from '#subjects';
import { performedVisits } from '#visits';
import { type AccrualLine, decideEventTrueUp, decideTrueUp, inArrears } from '../rules.ts';
import { loadBooks } from '../store/books.ts';
import { type CountsByContract, countingAtSite } from '../store/caps.ts';
import type { VersionRow } from '../store/contracts.ts';
import { loadEventsSince } from '../store/events.ts';
import { postLines } from '../store/ledger.ts';
import {
  type CompletedVisit,
  type OpenBooks,
  asEarning,
  asEarningEvent,
  contractsFor,
  earningsOf,
  eventEarningsOf,
  linesUnder,
} from './earnings.ts';
import { placeOf, settleFailure } from './settle.ts';

type Released = Pick<VersionRow, 'contractId' | 'studyId' | 'siteId' | 'effectiveFrom'>;

/**
 * Brings the books of every subject whose visits a just released version prices in line with it (BR-05, BR-15). Visits completed while
 * this runs wait for their subject and then see the version, so that each earns exactly once (BR-07).
 */
export async function settleLateRelease(act: Act, version: Released): Promise<void> {
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  // A site ahead of UTC may have completed a visit on its tomorrow.
  if (daysBetween(today.add({ days: 1 }), version.effectiveFrom) > 0) return;
  await lockSubjectsOfStudy(act, version);
  const visits = await performedVisits(act, { ...version, from: version.effectiveFrom.toString() });
  const bySubject = new Map<string, CompletedVisit[]>();
  for (const visit of visits) bySubject.set(visit.subjectId, [...(bySubject.get(visit.subjectId) ?? []), visit]);
  const failed: { readonly visit: CompletedVisit; readonly on: Temporal.PlainDate }[] = [];
  for (const [first, ...others] of bySubject.values()) {
    if (!first) continue;
    const books = await loadBooks(act.tx, first);
    const posted = await countingAtSite(act.tx, books.contracts, first, (counts) => {
      const lines: AccrualLine[] = [];
      for (const visit of [first, ...others])
        lines.push(...lateLines(visit, version.contractId, { ...books, lines: [...books.lines, ...lines] }, counts, today));
      return postLines(act.tx, act.newId, placeOf(first, books), lines, books.lines, today);
    });
    if (books.failedOn && posted > 0) failed.push({ visit: first, on: books.failedOn });
  }
  // Screen failures are paid in the order of their dates (BR-10).
  for (const { visit, on } of failed.sort((a, b) => daysBetween(b.on, a.on)))
    await settleFailure(act, visit, await loadBooks(act.tx, visit), on);
  await settleLateEvents(act, version, today);
}

/** The same for what happened apart from visits. */
async function settleLateEvents(act: Act, version: Released, today: Temporal.PlainDate): Promise<void> {
  for (const event of await loadEventsSince(act.tx, { ...version, from: version.effectiveFrom })) {
    const books = await loadBooks(act.tx, event);
    await countingAtSite(act.tx, books.contracts, event, (counts) => {
      const { lines, note } = eventEarningsOf(event, books, counts);
      const contract = contractsFor(event, books).find(({ id }) => id === version.contractId);
      const trued = contract
        ? decideEventTrueUp(asEarningEvent(event), contract.versions, linesUnder(contract, books), today, counts.get(contract.code))
        : [];
      const late = note === 'already-earned' ? trued : inArrears(lines, today);
      return postLines(act.tx, act.newId, placeOf(event, books), late, books.lines, today);
    });
  }
}

function lateLines(visit: CompletedVisit, contractId: string, books: OpenBooks, counts: CountsByContract, today: Temporal.PlainDate) {
  const { lines, note } = earningsOf(visit, books, counts);
  if (note !== 'already-earned') return inArrears(lines, today);
  const contract = books.contracts.find((one) => one.id === contractId);
  return contract ? decideTrueUp(asEarning(visit), contract.versions, linesUnder(contract, books), today, counts.get(contract.code)) : [];
}
