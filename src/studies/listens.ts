// What studies do about facts told on their left.
import { type Act, type RoomListener, listens } from '#access';
import { grantGiven } from '#access/contract';
import { Refusal } from '#platform';
import { loadStudy } from './store.ts';

/** A grant names a study that there is. */
async function refuseUnknownStudy(act: Act, { studyId }: { readonly studyId: string | null }): Promise<void> {
  if (studyId !== null && !(await loadStudy(act.tx, studyId))) throw new Refusal('scope-unknown', { field: 'studyId' });
}

export const studiesListeners: readonly RoomListener[] = [listens(grantGiven, 'studies.refuseUnknownStudy', refuseUnknownStudy)];
