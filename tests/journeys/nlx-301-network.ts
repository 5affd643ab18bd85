// The study NLX-301 in a world, made through the program's own routes: sites, schedule, contract C1 and subject 101-007 up to V2.
import type { BodyOf } from '#platform/contract';
import type { financeContract } from '#finance/contract';
import { contract, schedule, study, studySites, subject101007 } from '../../examples/nlx-301/story.ts';
import { releaseDraft } from '../support/release.ts';
import { releaseSchedule } from '../support/schedule-release.ts';
import type { ApiAnswer, TestPerson, World } from '../support/world.ts';

/** A site of the study. */
export interface StudySiteMade {
  readonly siteId: string;
  readonly studySiteId: string;
  readonly number: string;
}

/** A study open at sites. */
export interface StudyMade {
  readonly studyId: string;
  readonly code: string;
  readonly scheduleVersionId: string;
  readonly sites: readonly StudySiteMade[];
}

/** A contract with its released versions. */
export interface ContractMade {
  readonly contractId: string;
  readonly versionIds: readonly string[];
}

/** Those who build studies, for the whole network. */
export interface Builders {
  readonly manager: TestPerson;
  readonly contracts: TestPerson;
  readonly coordinator: TestPerson;
  readonly finance: TestPerson;
}

/** A visit as the fixture needs it. */
export interface VisitMade {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly state: string;
}

/** The whole fixture. */
export interface Nlx301Network extends StudyMade {
  readonly austin: StudySiteMade;
  readonly miami: StudySiteMade;
  readonly bogota: StudySiteMade;
  readonly contract: ContractMade;
  /** Subject 101-007; 101-001 to 101-006 consented before. */
  readonly subjectId: string;
  readonly subjectIds: readonly string[];
  /** Visits of 101-007 by key. */
  readonly visits: ReadonlyMap<string, VisitMade>;
  readonly builders: Builders;
}

type Terms = BodyOf<(typeof financeContract)['saveTerms']>;
type Version = (typeof contract)[number];

/** The body of a 200 answer; anything else fails with what the program said. */
export function taken(answer: ApiAnswer, what: string): ApiAnswer['body'] {
  if (answer.status === 200) return answer.body;
  throw new Error(`${what} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** `If-Match` for the version that was read. */
export const ifMatch = (version: number): Record<string, string> => ({ 'if-match': `${version}` });

/** Signs in those who build: manager, contracts, coordinator and finance of the whole network. */
export async function signInBuilders(world: World): Promise<Builders> {
  return {
    manager: await world.person('Nora Network', [{ role: 'network-manager' }]),
    contracts: await world.person('Connie Contracts', [{ role: 'contracts' }]),
    coordinator: await world.person('Coco Ordinator', [{ role: 'coordinator' }]),
    finance: await world.person('Fina Ance', [{ role: 'finance' }]),
  };
}

/** Adds a site. */
export async function makeSite(
  { manager }: Builders,
  site: { code: string; name: string; city: string; country: string; timeZone: string },
): Promise<string> {
  const body = { ...site, operatingModel: 'owned', institutionId: null };
  return taken(await manager.api('POST', '/sites', body), `site ${site.code}`).id;
}

/** Adds a study with the schedule of the story, released, and open at the sites since 15 January 2026. */
export async function makeStudy(
  { manager }: Builders,
  code: string,
  at: readonly { siteId: string; number: string }[],
): Promise<StudyMade> {
  const words = {
    name: code,
    title: study.title.replace(study.key, code),
    phases: [study.phase],
    therapeuticAreas: ['oncology'],
    sponsor: study.sponsor,
    cro: study.cro,
  };
  const { id: studyId } = taken(await manager.api('POST', '/studies', { code, ...words }), `study ${code}`);
  const draft = taken(await manager.api('POST', `/studies/${studyId}/schedules`, { schedule }), `schedule of ${code}`);
  taken(await releaseSchedule(manager, draft), `release of ${code}`);
  const sites: StudySiteMade[] = [];
  for (const { siteId, number } of at) {
    const opening = { siteId, number, targetEnrolment: 20, openedOn: '2026-01-15' };
    const opened = taken(await manager.api('POST', `/studies/${studyId}/sites`, opening), `${code} at ${number}`);
    sites.push({ siteId, studySiteId: opened.id, number });
  }
  return { studyId, code, scheduleVersionId: draft.id, sites };
}

/** A version of the story's contract as the API takes its terms. */
export function termsOf(version: Version): Terms {
  const names = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  const { screenFailure } = version;
  const visitTerms: Terms['visitTerms'] = version.visitTerms.map(({ key, visitKey, clause, directMinor, hasOverhead, hasHoldback }) => ({
    key,
    visitKey,
    label: names.get(visitKey) ?? visitKey,
    clause,
    directMinor: `${directMinor}`,
    withOverhead: hasOverhead,
    withHoldback: hasHoldback,
    partial: { kind: 'full' },
  }));
  return {
    effectiveFrom: version.effectiveFrom.toString(),
    overheadBasisPoints: version.overheadBasisPoints,
    holdback: version.holdback
      ? { basisPoints: version.holdback.basisPoints, of: version.holdback.of, clause: version.holdback.clause }
      : null,
    billing: { clock: 'month-end', termDays: 45 },
    visitTerms,
    invoiceables: version.invoiceables.map(({ directMinor, maxMinorPerSite, hasOverhead, hasHoldback, ...term }) => ({
      ...term,
      directMinor: `${directMinor}`,
      maxMinorPerSite: maxMinorPerSite?.toString() ?? null,
      withOverhead: hasOverhead,
      withHoldback: hasHoldback,
    })),
    screenFailure: screenFailure
      ? {
          key: screenFailure.key,
          label: 'Screen failure',
          clause: screenFailure.clause,
          visitKeys: [...screenFailure.visitKeys],
          amount: { kind: 'visits-gross' },
          rule: { kind: 'ratio', initial: 2, pay: 1, perEnrolled: 3, max: 8 },
        }
      : null,
  };
}

/** Opens contract C1 of a study for one site or for all, and releases both versions of the story, or only the first. */
export async function makeContract(
  { contracts }: Builders,
  of: { studyId: string; siteId: string | null; code?: string; versions?: 1 | 2; payerId?: string },
): Promise<ContractMade> {
  const opening = { code: of.code ?? 'C1', siteId: of.siteId, payerId: of.payerId ?? null, currency: 'USD' };
  const opened = taken(await contracts.api('POST', `/studies/${of.studyId}/contracts`, opening), 'contract');
  const versionIds: string[] = [];
  for (const version of contract.slice(0, of.versions ?? 2)) {
    const draft = await draftOf(contracts, opened.id, termsOf(version));
    taken(await releaseDraft(contracts, draft), `release of version ${version.version}`);
    versionIds.push(draft.id);
  }
  return { contractId: opened.id, versionIds };
}

/** Drafts the next version of a contract with these terms. */
export async function draftOf(contracts: TestPerson, contractId: string, terms: Terms): Promise<{ id: string; version: number }> {
  const { visitTerms: _, screenFailure: __, invoiceables: ___, ...rates } = terms;
  const draft = taken(await contracts.api('POST', `/contracts/${contractId}/versions`, { ...rates, copyTermsOf: null }), 'draft');
  return taken(await contracts.api('PUT', `/contract-versions/${draft.id}/terms`, terms, ifMatch(draft.version)), 'terms');
}

/** Records a consent and answers the new subject. */
export async function consent(
  by: TestPerson,
  studySiteId: string,
  more: { consentedOn?: string; identity?: Record<string, string> } = {},
): Promise<{ id: string; number: string; version: number }> {
  const body = { consentedOn: subject101007.consentedOn.toString(), ...more };
  return taken(await by.api('POST', `/study-sites/${studySiteId}/subjects`, body), 'consent');
}

/** The visits of a subject by key. */
export async function visitsOf(by: TestPerson, subjectId: string): Promise<Map<string, VisitMade>> {
  const { visits } = taken(await by.api('GET', `/subjects/${subjectId}/visits`), 'visits');
  return new Map((visits as VisitMade[]).map((visit) => [visit.key, visit]));
}

/** Everything done at a visit, as the completing route takes it. */
export async function completionOf(
  by: TestPerson,
  visitId: string,
  actualDate: string,
): Promise<{ body: Record<string, unknown>; version: number }> {
  const visit = taken(await by.api('GET', `/visits/${visitId}`), 'visit');
  const activities = (visit.activities as { key: string }[]).map(({ key }) => ({ key, done: true }));
  return { body: { actualDate, modality: visit.modalities[0] ?? 'on-site', activities }, version: visit.version };
}

/** Completes a visit with everything done. */
export async function complete(
  by: TestPerson,
  visitId: string,
  actualDate: string,
  more: Record<string, unknown> = {},
): Promise<ApiAnswer['body']> {
  const { body, version } = await completionOf(by, visitId, actualDate);
  return taken(
    await by.api('POST', `/visits/${visitId}/completion`, { ...body, ...more }, ifMatch(version)),
    `completion on ${actualDate}`,
  );
}

const codes: Readonly<Record<string, readonly [code: string, country: string]>> = {
  Austin: ['AUS', 'US'],
  Miami: ['MIA', 'US'],
  Bogota: ['BOG', 'CO'],
};

/** Builds the fixture. The world's clock must stand after 10 March 2026; V3 of 101-007 is the next visit. */
export async function makeNlx301(world: World): Promise<Nlx301Network> {
  const builders = await signInBuilders(world);
  const at: { siteId: string; number: string }[] = [];
  for (const { number, city, timeZone } of studySites) {
    const [code = city, country = 'US'] = codes[city] ?? [];
    at.push({ siteId: await makeSite(builders, { code, name: `${city} Research Center`, city, country, timeZone }), number });
  }
  const made = await makeStudy(builders, study.key, at);
  const contractMade = await makeContract(builders, { studyId: made.studyId, siteId: null });
  const [austin, miami, bogota] = made.sites as [StudySiteMade, StudySiteMade, StudySiteMade];
  const subjects: { id: string; number: string }[] = [];
  while (subjects.length < 7) subjects.push(await consent(builders.coordinator, austin.studySiteId));
  const seventh = subjects[6];
  if (seventh?.number !== subject101007.number) throw new Error(`the seventh subject has number ${seventh?.number}`);
  for (const { visitKey, actualOn } of subject101007.visits.slice(0, 2)) {
    const visit = (await visitsOf(builders.coordinator, seventh.id)).get(visitKey);
    if (!visit) throw new Error(`no visit ${visitKey} is planned`);
    await complete(builders.coordinator, visit.id, actualOn.toString());
  }
  return {
    ...made,
    austin,
    miami,
    bogota,
    contract: contractMade,
    subjectId: seventh.id,
    subjectIds: subjects.map((subject) => subject.id),
    visits: await visitsOf(builders.coordinator, seventh.id),
    builders,
  };
}
