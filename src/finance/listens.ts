// What follows in the books from facts told on the left, in the teller's transaction and on behalf of the same actor.
import { civilDate, type Temporal } from '#lib';
import type { Act } from '#access';
import { type CompletedVisit, earningsOf, failureCases, failureLines, reversalsOf } from './actions/earnings.ts';
import { decideRelease, liveLines, versionInForce } from './rules.ts';
import { type Books, loadBooks, loadFailureLines, loadSiteContracts } from './store/books.ts';
import { type ScreeningKind, countScreening, insertScreeningEvent, postLines } from './store/ledger.ts';

/** Where and about whom a fact was told. */
interface SubjectPlace {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
}

/** A completed visit earns, once, at the price in force on its service date (BR-05, BR-07). */
export async function earnVisit(act: Act, visit: CompletedVisit): Promise<void> {
  const books = await loadBooks(act.tx, visit);
  const { lines } = earningsOf(visit, books);
  await postLines(act.tx, act.newId, { ...visit, contracts: books.contracts }, lines, books.lines);
  // A screening visit recorded only after its subject failed screening.
  if (books.failedOn && lines.length > 0) await settleFailure(act, visit, await loadBooks(act.tx, visit), books.failedOn);
}

/** A re-opened visit has earned nothing: its lines are reversed, to the cent. */
export async function reverseVisit(act: Act, visit: SubjectPlace & { readonly visitId: string; readonly reason: string }): Promise<void> {
  const books = await loadBooks(act.tx, visit);
  await postLines(act.tx, act.newId, { ...visit, contracts: books.contracts }, reversalsOf(visit.visitId, books, visit.reason), books.lines);
}

/** A consented subject counts as screened. */
export async function countConsent(act: Act, fact: SubjectPlace & { readonly consentedOn: string | null }): Promise<void> {
  await remember(act, fact, 'screened', dayOf(act, fact.consentedOn));
}

const COUNTED: Readonly<Record<string, ScreeningKind>> = { 'screen-failure': 'failed', enrolled: 'enrolled', 'issued-in-error': 'issued-in-error' };

/** A screen failure replaces what its screening visits earned; an enrolment may make deferred failures payable (BR-10). */
export async function settleScreening(act: Act, fact: SubjectPlace & { readonly to: string; readonly on: string | null }): Promise<void> {
  const kind = COUNTED[fact.to];
  if (!kind) return;
  const on = dayOf(act, fact.on);
  if (!(await remember(act, fact, kind, on))) return;
  if (kind === 'failed') await settleFailure(act, fact, await loadBooks(act.tx, fact), on);
  if (kind === 'enrolled') await releaseDeferred(act, fact, on);
}

async function settleFailure(act: Act, place: SubjectPlace, books: Books, failedOn: Temporal.PlainDate): Promise<void> {
  for (const found of failureCases(books)) {
    const counts = await countScreening(act.tx, place.studyId, place.siteId);
    const siteLines = await loadFailureLines(act.tx, found.contract.id, place.siteId);
    const payableSoFar = liveLines(siteLines).filter((line) => line.state === 'earned').length;
    const lines = failureLines(found, books, { subjectId: place.subjectId, failedOn, counts, payableSoFar });
    await postLines(act.tx, act.newId, { ...place, contracts: books.contracts }, lines, books.lines);
  }
}

async function releaseDeferred(act: Act, place: SubjectPlace, on: Temporal.PlainDate): Promise<void> {
  const contracts = await loadSiteContracts(act.tx, place);
  for (const contract of contracts) {
    const inForce = versionInForce(contract.versions, on);
    const term = inForce.ok ? inForce.value.screenFailure : null;
    if (!term) continue;
    const counts = await countScreening(act.tx, place.studyId, place.siteId);
    const siteLines = await loadFailureLines(act.tx, contract.id, place.siteId);
    await postLines(act.tx, act.newId, { ...place, contracts }, decideRelease(term, counts, siteLines), siteLines, on);
  }
}

async function remember(act: Act, place: SubjectPlace, kind: ScreeningKind, on: Temporal.PlainDate): Promise<boolean> {
  const { subjectId, studyId, siteId } = place;
  return insertScreeningEvent(act.tx, { id: act.newId(), subjectId, studyId, siteId, kind, on });
}

function dayOf(act: Act, on: string | null): Temporal.PlainDate {
  return on === null ? act.now.toZonedDateTimeISO('UTC').toPlainDate() : civilDate(on);
}
