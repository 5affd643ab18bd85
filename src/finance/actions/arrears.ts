// Catching up when a version goes live after services that it prices: earned once, in arrears, or trued up; posted on the day of the release.
import type { Act } from '#access';
import { type Temporal, daysBetween } from '#lib';
import { lockSubjectsOfStudy } from '#subjects';
import { performedVisits } from '#visits';
import { decideTrueUp, inArrears } from '../rules.ts';
import { type Books, loadBooks } from '../store/books.ts';
import type { VersionRow } from '../store/contracts.ts';
import { postLines } from '../store/ledger.ts';
import { type CompletedVisit, asEarning, earningsOf, linesUnder } from './earnings.ts';
import { placeOf, settleFailure } from './settle.ts';

/**
 * Brings the books of every subject whose visits a just released version prices in line with it (BR-05, BR-15). Visits completed while
 * this runs wait for their subject and then see the version, so that each earns exactly once (BR-07).
 */
export async function settleLateRelease(
  act: Act,
  version: Pick<VersionRow, 'contractId' | 'studyId' | 'siteId' | 'effectiveFrom'>,
): Promise<void> {
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
    const lines = [first, ...others].flatMap((visit) => lateLines(visit, version.contractId, books, today));
    await postLines(act.tx, act.newId, placeOf(first, books), lines, books.lines, today);
    if (books.failedOn && lines.length > 0) failed.push({ visit: first, on: books.failedOn });
  }
  // Screen failures are paid in the order of their dates (BR-10).
  for (const { visit, on } of failed.sort((a, b) => daysBetween(b.on, a.on)))
    await settleFailure(act, visit, await loadBooks(act.tx, visit), on);
}

function lateLines(visit: CompletedVisit, contractId: string, books: Books, today: Temporal.PlainDate) {
  const { lines, note } = earningsOf(visit, books);
  if (note !== 'already-earned') return inArrears(lines, today);
  const contract = books.contracts.find((one) => one.id === contractId);
  return contract ? decideTrueUp(asEarning(visit), contract.versions, linesUnder(contract, books), today) : [];
}
