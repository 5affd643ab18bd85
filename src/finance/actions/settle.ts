// Putting the books right after a fact: earn, reverse, and settle screening. One load, one decision, one posting.
import type { Act } from '#access';
import type { Temporal } from '#lib';
import { leaveToCommit } from '#platform';
import { importedScreening } from '../questions/imported-screening.ts';
import { type AccrualLine, decideRelease, liveLines, versionInForce } from '../rules.ts';
import { type Books, hasLiveVersion, loadBooks, loadFailureLines, loadSiteContracts } from '../store/books.ts';
import { countingAtSite } from '../store/caps.ts';
import { type ScreeningKind, countingScreening, insertScreeningEvents, postLines } from '../store/ledger.ts';
import { type CompletedVisit, earningsOf, failureCases, failureLines, reversalsOf } from './earnings.ts';

/** Where and about whom a fact was told. */
export interface SubjectPlace {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
}

/** A completed visit earns, once, at the price in force on its service date (BR-05, BR-07). */
export async function earnVisit(act: Act, visit: CompletedVisit): Promise<void> {
  await earnOfSubject(act, visit, [visit]);
}

/** Visits taken over from elsewhere earn by the same rule: normally nothing, because no live contract covers them. */
export async function earnImported(
  act: Act,
  told: { readonly studyId: string; readonly visits: readonly CompletedVisit[] },
): Promise<void> {
  if (!(await hasLiveVersion(act.tx, told.studyId))) return;
  const bySubject = new Map<string, CompletedVisit[]>();
  for (const visit of told.visits) bySubject.set(visit.subjectId, [...(bySubject.get(visit.subjectId) ?? []), visit]);
  for (const visits of bySubject.values()) {
    const [first] = visits;
    if (first) await earnOfSubject(act, first, visits);
  }
}

async function earnOfSubject(act: Act, place: SubjectPlace, visits: readonly CompletedVisit[]): Promise<void> {
  const books = await loadBooks(act.tx, place);
  const lines = await countingAtSite(act.tx, books.contracts, place, async (counts) => {
    const earned: AccrualLine[] = [];
    for (const visit of visits) earned.push(...earningsOf(visit, { ...books, lines: [...books.lines, ...earned] }, counts).lines);
    const posted = postLines(act.tx, act.newId, placeOf(place, books), earned, books.lines);
    if (counts.size === 0) leaveToCommit(act.tx, posted);
    else await posted;
    return earned;
  });
  // A screening visit recorded only after its subject failed screening.
  if (books.failedOn && lines.length > 0) await settleFailure(act, place, await loadBooks(act.tx, place), books.failedOn);
}

/** A re-opened visit has earned nothing: its lines are reversed, to the cent. */
export async function reverseVisit(act: Act, visit: SubjectPlace & { readonly visitId: string; readonly reason: string }): Promise<void> {
  const books = await loadBooks(act.tx, visit);
  await postLines(act.tx, act.newId, placeOf(visit, books), reversalsOf(visit.visitId, books, visit.reason), books.lines);
}

/** Remembers what a ratio counts; answers false when it was known. */
export async function countSubject(act: Act, place: SubjectPlace, kind: ScreeningKind, on: Temporal.PlainDate): Promise<boolean> {
  const { subjectId, studyId, siteId } = place;
  return (await insertScreeningEvents(act.tx, [{ id: act.newId(), subjectId, studyId, siteId, kind, on }])) === 1;
}

/** Counts subjects taken over from elsewhere. Their money is settled when their visits are told. */
export async function countImported(act: Act, subjectIds: readonly string[]): Promise<void> {
  const events = await importedScreening(act, subjectIds);
  await insertScreeningEvents(
    act.tx,
    events.map((event) => ({ id: act.newId(), ...event })),
  );
}

/** A screen failure takes the place of what its screening visits earned, paid or deferred by the ratio (BR-10). */
export async function settleFailure(act: Act, place: SubjectPlace, books: Books, failedOn: Temporal.PlainDate): Promise<void> {
  for (const found of failureCases(books))
    await countingScreening(act.tx, place, async (counts) => {
      const siteLines = await loadFailureLines(act.tx, found.contract, place.siteId);
      const payableSoFar = liveLines(siteLines).filter((line) => line.state === 'earned').length;
      const lines = failureLines(found, books, { subjectId: place.subjectId, failedOn, counts, payableSoFar });
      await postLines(act.tx, act.newId, placeOf(place, books), lines, books.lines);
    });
}

/** An enrolment may make deferred screen failures payable, the oldest first; posted in the month of the enrolment. */
export async function releaseDeferred(act: Act, place: SubjectPlace, on: Temporal.PlainDate): Promise<void> {
  const contracts = await loadSiteContracts(act.tx, place);
  for (const contract of contracts) {
    const inForce = versionInForce(contract.versions, on);
    const term = inForce.ok ? inForce.value.screenFailure : null;
    if (!term) continue;
    const { studyId, siteId } = place;
    await countingScreening(act.tx, place, async (counts) => {
      const siteLines = await loadFailureLines(act.tx, contract, siteId);
      await postLines(act.tx, act.newId, { studyId, siteId, contracts }, decideRelease(term, counts, siteLines), siteLines, on);
    });
  }
}

/** Where lines of a subject are posted. */
export function placeOf({ studyId, siteId }: SubjectPlace, { contracts }: Books) {
  return { studyId, siteId, contracts };
}
