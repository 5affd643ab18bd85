// What subjects taken over from elsewhere add to the counts of screening: read where subjects publish it.
import { inArray } from 'drizzle-orm';
import type { Act } from '#access';
import type { Temporal } from '#lib';
import { pubSubject, subjectMilestone } from '#subjects';

/** One countable thing about an imported subject. */
export interface ImportedScreening {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly kind: 'screened' | 'enrolled' | 'failed' | 'issued-in-error';
  readonly on: Temporal.PlainDate;
}

/**
 * Screened, enrolled and failed subjects among the given ones. Files seldom say on which day somebody failed; the day of consent stands in,
 * and today where even that is not told.
 */
export async function importedScreening(act: Act, subjectIds: readonly string[]): Promise<ImportedScreening[]> {
  if (subjectIds.length === 0) return [];
  const subjects = await act.tx
    .select()
    .from(pubSubject)
    .where(inArray(pubSubject.id, [...subjectIds]));
  const milestones = await act.tx
    .select()
    .from(subjectMilestone)
    .where(inArray(subjectMilestone.subjectId, [...subjectIds]));
  const randomisedOn = new Map(
    milestones.filter((milestone) => milestone.kind === 'randomised').map((milestone) => [milestone.subjectId, milestone.onDate]),
  );
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  return subjects.flatMap(({ id: subjectId, studyId, siteId, status, consentedOn }) => {
    const place = { subjectId, studyId, siteId };
    const day = consentedOn ?? today;
    const enrolledOn = randomisedOn.get(subjectId);
    return [
      { ...place, kind: 'screened' as const, on: day },
      ...(enrolledOn ? [{ ...place, kind: 'enrolled' as const, on: enrolledOn }] : []),
      ...(status === 'screen-failure' ? [{ ...place, kind: 'failed' as const, on: day }] : []),
      ...(status === 'issued-in-error' ? [{ ...place, kind: 'issued-in-error' as const, on: day }] : []),
    ];
  });
}
