// Studies and study-sites as lists and pages see them.
import { and, asc, count, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Act } from '#access';
import { pubOrganization } from '#network';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { signersOf } from '#signatures';
import type { studiesContract } from '../contract.ts';
import { canChangeStudySite, canImport, canOpenSite, canRelease, canViewSchedule } from '../policy.ts';
import { nextStudySiteStates } from '../rules.ts';
import { RELEASE_KIND } from '../rules/release.ts';
import {
  type PublishedStudySite,
  type ScheduleVersionRow,
  type StudyRow,
  type StudySiteRow,
  loadPublishedStudySite,
  loadStudySite,
  studyOfCode,
} from '../store.ts';
import { protocolVersion, pubStudySite, scheduleVersion, study, studySite } from '../tables.ts';

type Routes = typeof studiesContract;
type StudyView = AnswerOf<Routes['studies']>[number];
type StudyDetail = AnswerOf<Routes['study']>;
type VersionView = AnswerOf<Routes['saveSchedule']>;
type StudySiteView = AnswerOf<Routes['studySite']>;

/** The study of this code in scope, or null. */
export function studyByCode(act: Act, code: string): Promise<StudyRow | null> {
  return studyOfCode(act.tx, code);
}

/** A study-site with the names and the clock of its study and site; null out of scope. */
export function studySiteById(act: Act, studySiteId: string): Promise<PublishedStudySite | null> {
  return loadPublishedStudySite(act.tx, studySiteId);
}

/** Where a study-site lies and how it stands; null out of scope. A quarter of what its names and its clock cost besides. */
export function studySitePlace(act: Act, studySiteId: string): Promise<Pick<StudySiteRow, 'id' | 'studyId' | 'siteId' | 'status'> | null> {
  return loadStudySite(act.tx, studySiteId);
}

/** The name of the study's sponsor; null where it has none or the actor sees no organizations. */
export async function sponsorName(act: Act, { sponsorId }: Pick<StudyRow, 'sponsorId'>): Promise<string | null> {
  if (sponsorId === null) return null;
  const [row] = await act.tx.select({ name: pubOrganization.name }).from(pubOrganization).where(eq(pubOrganization.id, sponsorId));
  return row?.name ?? null;
}

async function studiesInScope(act: Act, studyId?: string): Promise<StudyView[]> {
  const [sponsor, cro] = [alias(pubOrganization, 'sponsor'), alias(pubOrganization, 'cro')];
  const rows = await act.tx
    .select({ study, sponsor: sponsor.name, cro: cro.name })
    .from(study)
    .leftJoin(sponsor, eq(sponsor.id, study.sponsorId))
    .leftJoin(cro, eq(cro.id, study.croId))
    .where(studyId === undefined ? undefined : eq(study.id, studyId))
    .orderBy(asc(study.code));
  const counts = await act.tx.select({ studyId: studySite.studyId, sites: count() }).from(studySite).groupBy(studySite.studyId);
  const siteCounts = new Map(counts.map((row) => [row.studyId, row.sites]));
  return rows.map((row) => {
    const { id, code, name, title, phases, therapeuticAreas, sponsorId, croId, version } = row.study;
    return {
      id,
      code,
      name,
      title,
      phases,
      therapeuticAreas,
      sponsor: sponsorId !== null && row.sponsor !== null ? { id: sponsorId, name: row.sponsor } : null,
      cro: croId !== null && row.cro !== null ? { id: croId, name: row.cro } : null,
      siteCount: siteCounts.get(id) ?? 0,
      version,
      can: {
        amend: canImport(act.actor, id),
        viewSchedule: canViewSchedule(act.actor, id),
        releaseSchedule: canRelease(act.actor, id),
        openSite: canOpenSite(act.actor, id),
      },
    };
  });
}

/** Every study in reach, by code. */
export function listStudies(act: Act): Promise<StudyView[]> {
  return studiesInScope(act);
}

/** A study with its versions and the sites in reach. Refuses with 404 out of scope; versions are empty for who may not see schedules. */
export async function viewStudyDetail(act: Act, studyId: string): Promise<StudyDetail> {
  const view = found((await studiesInScope(act, studyId))[0]);
  const studySites = await listStudySites(act, { studyId });
  if (!view.can.viewSchedule) return { ...view, protocolVersions: [], scheduleVersions: [], studySites };
  const protocols = await act.tx
    .select({
      id: protocolVersion.id,
      number: protocolVersion.number,
      label: protocolVersion.label,
      format: protocolVersion.format,
      createdAt: protocolVersion.createdAt,
    })
    .from(protocolVersion)
    .where(eq(protocolVersion.studyId, studyId))
    .orderBy(desc(protocolVersion.number));
  return {
    ...view,
    protocolVersions: protocols.map((row) => ({ ...row, createdAt: row.createdAt.toString() })),
    scheduleVersions: await scheduleVersionsOf(act, studyId),
    studySites,
  };
}

/** A study's schedule versions, the newest first. */
export async function scheduleVersionsOf(act: Act, studyId: string) {
  const rows = await act.tx
    .select()
    .from(scheduleVersion)
    .where(eq(scheduleVersion.studyId, studyId))
    .orderBy(desc(scheduleVersion.number));
  const signers = await signersOf(
    act,
    RELEASE_KIND,
    rows.map((row) => row.id),
  );
  return rows.map((row) => versionView(act, row, signers.get(row.id)));
}

/** A schedule version as pages see it. */
export async function viewScheduleVersion(act: Act, row: ScheduleVersionRow): Promise<VersionView> {
  return versionView(act, row, row.status === 'draft' ? undefined : (await signersOf(act, RELEASE_KIND, [row.id])).get(row.id));
}

type Signer = Awaited<ReturnType<typeof signersOf>> extends Map<string, infer S> ? S : never;

function versionView(act: Act, row: ScheduleVersionRow, signer: Signer | undefined): VersionView {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    firstDay: row.firstDay,
    protocolVersionId: row.protocolVersionId,
    savedAt: row.savedAt.toString(),
    savedBy: row.savedByName,
    releasedAt: row.releasedAt?.toString() ?? null,
    releasedBy: row.releasedByName,
    releasedAs: row.releasedAs,
    signed: signer ? { by: signer.signerName, at: signer.signedAt.toString(), demo: signer.demo } : null,
    reason: row.reason,
    version: row.version,
    can: {
      release: row.status === 'draft' && canRelease(act.actor, row.studyId),
      edit: row.status === 'draft' && canImport(act.actor, row.studyId),
    },
  };
}

async function studySitesInScope(
  act: Act,
  where: { studyId?: string | undefined; siteId?: string | undefined; studySiteId?: string },
): Promise<StudySiteView[]> {
  const rows = await act.tx
    .select({
      row: studySite,
      study: pubStudySite.studyCode,
      studyName: pubStudySite.studyName,
      site: pubStudySite.siteName,
      timeZone: pubStudySite.timeZone,
    })
    .from(studySite)
    .innerJoin(pubStudySite, eq(pubStudySite.id, studySite.id))
    .where(
      and(
        where.studyId === undefined ? undefined : eq(studySite.studyId, where.studyId),
        where.siteId === undefined ? undefined : eq(studySite.siteId, where.siteId),
        where.studySiteId === undefined ? undefined : eq(studySite.id, where.studySiteId),
      ),
    )
    .orderBy(asc(pubStudySite.studyCode), asc(studySite.number));
  return rows.map(({ row, ...names }) => viewRow(act, row, names));
}

/** Study-sites in reach, by study and number. */
export function listStudySites(act: Act, query: QueryOf<Routes['studySites']>): Promise<StudySiteView[]> {
  return studySitesInScope(act, query);
}

/** A study at a site. Refuses with 404 out of scope. */
export async function viewStudySite(act: Act, studySiteId: string): Promise<StudySiteView> {
  return found((await studySitesInScope(act, { studySiteId }))[0]);
}

function viewRow(act: Act, row: StudySiteRow, names: { study: string; studyName: string; site: string; timeZone: string }): StudySiteView {
  const canChange = canChangeStudySite(act.actor, row);
  return {
    id: row.id,
    study: { id: row.studyId, code: names.study, name: names.studyName },
    site: { id: row.siteId, name: names.site },
    timeZone: names.timeZone,
    number: row.number,
    status: row.status,
    scheduleVersionId: row.scheduleVersionId,
    targetEnrolment: row.targetEnrolment,
    selectedOn: row.selectedOn?.toString() ?? null,
    openedOn: row.openedOn?.toString() ?? null,
    enrolmentPlannedFrom: row.enrolmentPlannedFrom?.toString() ?? null,
    enrolmentPlannedTo: row.enrolmentPlannedTo?.toString() ?? null,
    version: row.version,
    next: canChange ? [...nextStudySiteStates(row.status, row.heldFrom)] : [],
    can: { amend: canChange },
  };
}
