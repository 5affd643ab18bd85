// What imports ask before they write: the study by its id, and the sites it is open at.
import { eq } from 'drizzle-orm';
import type { Act } from '#access';
import { pubStudy, pubStudySite } from '#studies';

/** A study-site as imports use it. */
export interface StudySiteOfImport {
  readonly id: string;
  readonly siteId: string;
  readonly number: string;
  readonly scheduleVersionId: string | null;
  readonly timeZone: string;
}

/** The study's code, or null out of scope. */
export async function studyCodeOf(act: Act, studyId: string): Promise<string | null> {
  const [study] = await act.tx.select({ code: pubStudy.code }).from(pubStudy).where(eq(pubStudy.id, studyId));
  return study?.code ?? null;
}

/** The study's sites in scope, by number. */
export async function studySitesByNumber(act: Act, studyId: string): Promise<Map<string, StudySiteOfImport>> {
  const { id, siteId, number, scheduleVersionId, timeZone } = pubStudySite;
  const rows = await act.tx
    .select({ id, siteId, number, scheduleVersionId, timeZone })
    .from(pubStudySite)
    .where(eq(pubStudySite.studyId, studyId));
  return new Map(rows.map((row) => [row.number, row]));
}
