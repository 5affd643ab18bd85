// The study NLX-301 as the fixture tells it: written by hand, with contract C1 in two versions.
import type { Act } from '#access';
import { createContract, draftVersion, releaseVersion, saveTerms } from '#finance';
import { ensureOrganization } from '#network';
import { createStudy, openStudyAtSite, releaseByCommand, saveSchedule, studyByCode } from '#studies';
import { contractTerms, nlxSites, plannedSchedule, study } from '../../../examples/nlx-301/demo.ts';

/** Writes the study, its schedule, its three study-sites and its contract, unless they are there. */
export async function openNlx301(act: Act, sites: ReadonlyMap<string, string>): Promise<void> {
  if (await studyByCode(act, study.key)) return;
  const { id: studyId } = await createStudy(act, {
    code: study.key,
    name: study.key,
    title: study.title,
    phases: [study.phase],
    therapeuticAreas: ['Oncology'],
    sponsor: study.sponsor,
    cro: study.cro,
  });
  const draft = await saveSchedule(act, { studyId, schedule: plannedSchedule });
  await releaseByCommand(act, draft.id, draft.version);
  for (const { code, number, target, openedOn, enrols } of nlxSites) {
    const [enrolmentPlannedFrom, enrolmentPlannedTo] = enrols;
    const planned = { targetEnrolment: target, openedOn, enrolmentPlannedFrom, enrolmentPlannedTo };
    await openStudyAtSite(act, { studyId, siteId: sites.get(code) ?? '', number, ...planned });
  }
  await openContract(act, studyId);
}

async function openContract(act: Act, studyId: string): Promise<void> {
  const payerId = await ensureOrganization(act, { name: study.cro, kind: 'cro' });
  const contract = await createContract(act, studyId, { code: 'C1', siteId: null, payerId, currency: 'USD' });
  for (const terms of contractTerms) {
    const { effectiveFrom, overheadBasisPoints, holdback, billing } = terms;
    const draft = await draftVersion(act, contract.id, { effectiveFrom, overheadBasisPoints, holdback, billing, copyTermsOf: null });
    const saved = await saveTerms(act, draft.id, draft.version, terms);
    await releaseVersion(act, saved.id, saved.version);
  }
}
