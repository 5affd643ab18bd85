// The demo's three sites, the study NLX-301 with its schedule, and contract C1 in two versions.
import { createContract, draftVersion, releaseVersion, saveTerms } from '#finance';
import { createSite, ensureOrganization } from '#network';
import { createStudy, openStudyAtSite, releaseSchedule, saveSchedule, studyByCode } from '#studies';
import { contractTerms, demoSites, plannedSchedule, study } from '../../../examples/nlx-301/demo.ts';
import type { OperatorRun } from '../operator.ts';

/** What later steps need of the network. */
export interface DemoNetwork {
  readonly studyId: string;
  /** Site ids by code. */
  readonly sites: ReadonlyMap<string, string>;
  /** Study-site ids by number. */
  readonly studySites: ReadonlyMap<string, string>;
}

/** Opens sites, study and contract as the local operator, in one transaction: either all of it is there or nothing. */
export async function openNetwork(operator: OperatorRun): Promise<DemoNetwork> {
  return operator('demo.open-network', async (act) => {
    const known = await studyByCode(act, study.key);
    if (known) return readNetwork(act, known.id);
    const sites = new Map<string, string>();
    for (const { code, name, city, country, timeZone } of demoSites) {
      const site = await createSite(act, { code, name, city, country, timeZone, operatingModel: 'owned', institutionId: null });
      sites.set(code, site.id);
    }
    const detail = await createStudy(act, {
      code: study.key,
      name: study.key,
      title: study.title,
      phases: [study.phase],
      therapeuticAreas: ['Oncology'],
      sponsor: study.sponsor,
      cro: study.cro,
    });
    const draft = await saveSchedule(act, { studyId: detail.id, schedule: plannedSchedule });
    await releaseSchedule(act, draft.id, draft.version);
    const studySites = new Map<string, string>();
    for (const { code, number, target, openedOn } of demoSites) {
      const opened = await openStudyAtSite(act, {
        studyId: detail.id,
        siteId: sites.get(code) ?? '',
        number,
        targetEnrolment: target,
        openedOn,
      });
      studySites.set(number, opened.id);
    }
    await openContract(act, detail.id);
    return { studyId: detail.id, sites, studySites };
  });
}

type Act = Parameters<typeof studyByCode>[0];

async function openContract(act: Act, studyId: string): Promise<void> {
  const payerId = await ensureOrganization(act, { name: study.cro, kind: 'cro' });
  const contract = await createContract(act, studyId, { code: 'C1', siteId: null, payerId, currency: 'USD' });
  for (const terms of contractTerms) {
    const { effectiveFrom, overheadBasisPoints, holdback } = terms;
    const draft = await draftVersion(act, contract.id, { effectiveFrom, overheadBasisPoints, holdback, copyTermsOf: null });
    const saved = await saveTerms(act, draft.id, draft.version, terms);
    await releaseVersion(act, saved.id, saved.version);
  }
}

async function readNetwork(act: Act, studyId: string): Promise<DemoNetwork> {
  const sites = await act.tx.$client.query<{ id: string; code: string }>('select id, code from network.pub_site');
  const studySites = await act.tx.$client.query<{ id: string; number: string }>(
    'select id, number from studies.pub_study_site where study_id = $1',
    [studyId],
  );
  return {
    studyId,
    sites: new Map(sites.rows.map((row) => [row.code, row.id])),
    studySites: new Map(studySites.rows.map((row) => [row.number, row.id])),
  };
}
