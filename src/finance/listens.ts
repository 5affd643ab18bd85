// What follows in the books from facts told on the left, in the teller's transaction and on behalf of the same actor.
import { type Act, type RoomListener, listens } from '#access';
import { civilDate, type Temporal } from '#lib';
import { saeReported } from '#safety/contract';
import { statusChanged, subjectConsented, subjectsImported } from '#subjects/contract';
import { visitCompleted, visitReopened, visitsCompleted, visitsImported } from '#visits/contract';
import {
  type SubjectPlace,
  countImported,
  countSubject,
  earnImported,
  earnVisit,
  releaseDeferred,
  reverseVisit,
  settleFailure,
} from './actions/settle.ts';
import { earnReport } from './actions/events.ts';
import { loadBooks } from './store/books.ts';
import type { ScreeningKind } from './store/ledger.ts';

/** A consented subject counts as screened. */
export async function countConsent(act: Act, fact: SubjectPlace & { readonly consentedOn: string | null }): Promise<void> {
  await countSubject(act, fact, 'screened', dayOf(act, fact.consentedOn));
}

const COUNTED: Readonly<Record<string, ScreeningKind>> = {
  'screen-failure': 'failed',
  enrolled: 'enrolled',
  'issued-in-error': 'issued-in-error',
};

/** A screen failure replaces what its screening visits earned; an enrolment may make deferred failures payable (BR-10). */
export async function settleScreening(act: Act, fact: SubjectPlace & { readonly to: string; readonly on: string | null }): Promise<void> {
  const kind = COUNTED[fact.to];
  if (!kind) return;
  const on = dayOf(act, fact.on);
  if (!(await countSubject(act, fact, kind, on))) return;
  if (kind === 'failed') await settleFailure(act, fact, await loadBooks(act.tx, fact), on);
  if (kind === 'enrolled') await releaseDeferred(act, fact, on);
}

export const financeListeners: readonly RoomListener[] = [
  listens(saeReported, 'finance.earnReport', earnReport),
  listens(visitCompleted, 'finance.earnVisit', earnVisit),
  // Those of one subject are settled by the same work as those taken over: one look at the books, one posting.
  listens(visitsCompleted, 'finance.earnVisits', earnImported),
  listens(visitReopened, 'finance.reverseVisit', reverseVisit),
  listens(visitsImported, 'finance.earnImported', earnImported),
  listens(subjectConsented, 'finance.countConsent', countConsent),
  listens(statusChanged, 'finance.settleScreening', settleScreening),
  listens(subjectsImported, 'finance.countImported', (act, { subjects }) =>
    countImported(
      act,
      subjects.map((subject) => subject.subjectId),
    ),
  ),
];

function dayOf(act: Act, on: string | null): Temporal.PlainDate {
  return on === null ? act.now.toZonedDateTimeISO('UTC').toPlainDate() : civilDate(on);
}
