// The shell of studies: add and correct them.
import { type Act, requireMay } from '#access';
import { ensureOrganization } from '#network';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import { wholeStudy } from '../policy.ts';
import { viewStudyDetail } from '../questions.ts';
import { clipped } from '../rules/storable.ts';
import * as store from '../store.ts';

type Routes = typeof studiesContract;
type StudyDetail = AnswerOf<Routes['study']>;

/** Adds a study by hand. Refuses a code that is taken. */
export async function createStudy(act: Act, body: BodyOf<Routes['createStudy']>): Promise<StudyDetail> {
  requireMay(act, 'studies.import', wholeStudy(null));
  const { sponsor, cro, ...words } = body;
  const id = act.newId();
  const row = { id, ...words, sponsorId: await organizationId(act, sponsor, 'sponsor'), croId: await organizationId(act, cro, 'cro') };
  if (!(await store.insertStudy(act.tx, row))) throw new Refusal('already-exists', { field: 'code' });
  return viewStudyDetail(act, id);
}

/** Corrects a study; what is absent stays as it is. */
export async function amendStudy(act: Act, studyId: string, version: number, body: BodyOf<Routes['amendStudy']>): Promise<StudyDetail> {
  found(await store.loadStudy(act.tx, studyId));
  requireMay(act, 'studies.import', wholeStudy(studyId));
  const { sponsor, cro, name, title, phases, therapeuticAreas } = body;
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    ...(phases === undefined ? {} : { phases }),
    ...(therapeuticAreas === undefined ? {} : { therapeuticAreas }),
    ...(sponsor === undefined ? {} : { sponsorId: await organizationId(act, sponsor, 'sponsor') }),
    ...(cro === undefined ? {} : { croId: await organizationId(act, cro, 'cro') }),
  };
  if (!(await store.updateStudy(act.tx, studyId, version, changes))) {
    throw new Refusal('version-conflict', { yours: version, current: await viewStudyDetail(act, studyId) });
  }
  return viewStudyDetail(act, studyId);
}

/** The id of an organization by its name, or null for none. */
export async function organizationId(act: Act, name: string | null | undefined, kind: 'sponsor' | 'cro'): Promise<string | null> {
  return name?.trim() ? ensureOrganization(act, { name: clipped(name.trim(), 200), kind }) : null;
}
