// Rows of a study with two sites, its subjects and visits, and the facts told about them: for rooms that only listen.
import type pg from 'pg';
import { newId } from '#lib';

/** What is told when a visit was completed. */
export interface ToldVisit {
  readonly visitId: string;
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly studySiteId: string;
  readonly visitKey: string;
  readonly visitName: string;
  readonly cycle: number;
  readonly repeatNo: number;
  readonly serviceDate: string;
  readonly outByDays: number | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly generation: number;
  readonly source: 'program' | 'imported';
  readonly activities: readonly { key: string; name: string; done: boolean; notDoneReason: string | null }[];
}

/** A subject's place, as facts carry it. */
export interface ToldSubject {
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly studySiteId: string;
}

/** A site of the told study. */
export interface ToldSite {
  readonly studyId: string;
  readonly siteId: string;
  readonly studySiteId: string;
  readonly number: string;
}

/** Inserts a study under the code with the sites numbered so. */
export async function tellStudy(superuser: pg.Client, code: string, numbers: readonly string[]): Promise<ToldSite[]> {
  const studyId = newId();
  await superuser.query(
    `insert into studies.study (id, code, name, title, phases, therapeutic_areas) values ($1, $2, $2, $2, '{III}', '{oncology}')`,
    [studyId, code],
  );
  const sites: ToldSite[] = [];
  for (const number of numbers) {
    const [siteId, studySiteId] = [newId(), newId()];
    await superuser.query(
      `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, $2, $2, 'US', 'America/Chicago', 'owned')`,
      [siteId, `${code}-${number}`],
    );
    await superuser.query(`insert into studies.study_site (id, study_id, site_id, number, status) values ($1, $2, $3, $4, 'enrolling')`, [
      studySiteId,
      studyId,
      siteId,
      number,
    ]);
    sites.push({ studyId, siteId, studySiteId, number });
  }
  return sites;
}

/** Inserts a subject. */
export async function tellSubject(superuser: pg.Client, site: ToldSite, number: string): Promise<ToldSubject> {
  const { studyId, siteId, studySiteId } = site;
  const subjectId = newId();
  await superuser.query(
    `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, source) values ($1, $2, $3, $4, $5, 'in-screening', 'program')`,
    [subjectId, studyId, siteId, studySiteId, number],
  );
  return { subjectId, studyId, siteId, studySiteId };
}

/** Inserts a planned visit and answers the fact of its completion on a day. */
export async function tellVisit(
  superuser: pg.Client,
  subject: ToldSubject,
  visitKey: string,
  serviceDate: string,
  more: Partial<ToldVisit> = {},
): Promise<ToldVisit> {
  const visitId = newId();
  await superuser.query(
    `insert into visits.visit_occurrence (id, subject_id, study_id, site_id, study_site_id, visit_key, name, position, state, source, repeat_no)
       values ($1, $2, $3, $4, $5, $6, $8, 1, 'planned', 'program', $7)`,
    [
      visitId,
      subject.subjectId,
      subject.studyId,
      subject.siteId,
      subject.studySiteId,
      visitKey,
      more.repeatNo ?? 0,
      more.visitName ?? visitKey,
    ],
  );
  return {
    ...subject,
    visitId,
    visitKey,
    visitName: visitKey,
    cycle: 1,
    repeatNo: 0,
    serviceDate,
    outByDays: null,
    reasonCode: null,
    reason: null,
    generation: 0,
    source: 'program',
    activities: [],
    ...more,
  };
}
