// The shell of deviations: raise what no rule can see, assess and move on.
import { civilDate } from '#lib';
import { type Act, requireMay } from '#access';
import { Refusal, found, must } from '#platform';
import type { BodyOf } from '#platform/contract';
import type { monitoringContract } from './contract.ts';
import { type DeviationView, loadView } from './questions.ts';
import { decideDeviation } from './rules.ts';
import * as store from './store.ts';

type Routes = typeof monitoringContract;

/** Raises a deviation of a subject. Refuses a visit that is not the subject's, and a day that has not come yet anywhere. */
export async function raiseDeviation(act: Act, subjectId: string, body: BodyOf<Routes['raise']>): Promise<DeviationView> {
  const place = found(await store.loadSubject(act.tx, subjectId));
  requireMay(act, 'monitoring.draft', place);
  const visitKey = body.visitId === null ? null : found(await store.loadVisitKey(act.tx, subjectId, body.visitId));
  const today = act.now.toZonedDateTimeISO('Pacific/Kiritimati').toPlainDate().toString();
  if (body.occurredOn > today) throw new Refusal('future-date', { occurredOn: body.occurredOn });
  const id = act.newId();
  await store.insertDeviations(act.tx, [
    {
      id,
      studyId: place.studyId,
      siteId: place.siteId,
      subjectId,
      visitId: body.visitId,
      visitKey,
      category: body.category,
      state: 'raised',
      detectedBy: 'staff',
      occurredOn: civilDate(body.occurredOn),
      summary: body.summary,
      reason: body.reason,
    },
  ]);
  return loadView(act, id);
}

/** Takes a deviation one step further by the rules of its life cycle. Refuses steps out of order and missing content. */
export async function assessDeviation(
  act: Act,
  deviationId: string,
  version: number,
  body: BodyOf<Routes['assess']>,
): Promise<DeviationView> {
  await moveDeviation(act, deviationId, version, body);
  return loadView(act, deviationId);
}

/** Does what `assessDeviation` does for callers who do not look at the deviation; answers its version. */
export async function moveDeviation(act: Act, deviationId: string, version: number, body: BodyOf<Routes['assess']>): Promise<number> {
  const row = found(await store.loadDeviation(act.tx, deviationId));
  requireMay(act, 'monitoring.assess', row);
  if (row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await loadView(act, deviationId) });
  const { to, important, reportableTo, rootCause, reason } = body;
  const next = must(
    decideDeviation(row, {
      to,
      ...(important === undefined ? {} : { important }),
      ...(reportableTo === undefined ? {} : { reportableTo }),
      ...(rootCause === undefined ? {} : { rootCause }),
      ...(reason === undefined ? {} : { reason }),
    }),
  );
  const change = { ...next, reportableTo: [...next.reportableTo], voidedReason: to === 'voided' ? (reason ?? null) : null };
  if (!(await store.updateDeviation(act.tx, row, change)))
    throw new Refusal('version-conflict', { yours: version, current: await loadView(act, deviationId) });
  return version + 1;
}
