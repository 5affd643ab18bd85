// Opening the demo's sites, studies and contracts, as the local operator.
import type { Act } from '#access';
import { createContract, draftVersion, releaseVersion, saveTerms } from '#finance';
import { createSite, ensureOrganization } from '#network';
import { type LoadedSchedule, importUsdmFile, loadSchedule, openStudyAtSite, studyByCode, studySiteById } from '#studies';
import type { Temporal } from '#lib';
import { DAYS_OF_A_MONTH, dateOf, dayOf } from '../rules/days.ts';
import { openingDay, plannedEnrolment, selectionDay } from '../rules/plan.ts';
import { planted } from '../rules/planted.ts';
import type { DemoStudy, DemoTerms } from '../rules/portfolio.ts';
import { demoSites } from '../rules/sites.ts';
import { inWords } from './failure.ts';
import { openNlx301 } from './nlx-301.ts';
import type { DemoPorts } from './ports.ts';

/** What later steps need of the network: ids by code, schedules by study, and study-sites with how many have consented, by study and site. */
export interface DemoGround {
  readonly sites: ReadonlyMap<string, string>;
  readonly studies: ReadonlyMap<string, string>;
  readonly schedules: ReadonlyMap<string, LoadedSchedule>;
  readonly studySites: ReadonlyMap<string, { readonly id: string; readonly enrolled: number }>;
}

/** The key of a study-site in `DemoGround.studySites`. */
export const placeKey = (study: string, site: string): string => `${study}@${site}`;

/** Opens whatever of the network is not open yet: sites first, then each study with its study-sites and contract, each in one transaction. */
export async function openNetwork(ports: DemoPorts): Promise<DemoGround> {
  await ports.operator('demo.open-sites', openSites);
  const sites = await ports.operator('demo.read', (act) => idsByCode(act, 'network.pub_site'));
  await ports.operator('demo.open-study', (act) => openNlx301(act, sites));
  for (const [index, study] of ports.portfolio.entries()) {
    const file = await ports.protocolFile(study.key);
    await ports
      .operator('demo.open-study', (act) => openStudy(act, study, { file, sites, series: index + 2, seed: ports.seed, now: ports.now }))
      .catch(inWords(`study ${study.key}`));
  }
  return ports.operator('demo.read', (act) => readGround(act, sites));
}

async function openSites(act: Act): Promise<void> {
  const known = await idsByCode(act, 'network.pub_site');
  for (const { institution, ...site } of demoSites.filter(({ code }) => !known.has(code))) {
    const kind = site.operatingModel === 'partner-practice' ? 'practice' : 'institution';
    const institutionId = institution === null ? null : await ensureOrganization(act, { name: institution, kind });
    await createSite(act, { ...site, institutionId });
  }
}

async function idsByCode(act: Act, view: 'network.pub_site' | 'studies.pub_study'): Promise<Map<string, string>> {
  const { rows } = await act.tx.$client.query<{ id: string; code: string }>(`select id, code from ${view}`);
  return new Map(rows.map((row) => [row.code, row.id]));
}

interface Opening {
  readonly file: Uint8Array;
  readonly sites: ReadonlyMap<string, string>;
  /** The hundred in which the numbers of its study-sites lie. */
  readonly series: number;
  readonly seed: number;
  readonly now: Temporal.Instant;
}

async function openStudy(act: Act, study: DemoStudy, { file, sites, series, seed, now }: Opening): Promise<void> {
  if (await studyByCode(act, study.key)) return;
  const imported = await importUsdmFile(act, { bytes: file, fileName: `${study.key}.usdm.json`, code: study.key });
  const today = dayOf(now.toZonedDateTimeISO('UTC').toPlainDate());
  const opened = [];
  for (const [index, place] of study.sites.entries()) {
    const plan = plannedEnrolment(seed, today, study.key, place);
    const studySite = await openStudyAtSite(act, {
      studyId: imported.study.id,
      siteId: sites.get(place.site) ?? '',
      number: `${series}${String(index + 1).padStart(2, '0')}`,
      targetEnrolment: place.target,
      selectedOn: dateOf(selectionDay(seed, today, study.key, place)).toString(),
      openedOn: dateOf(openingDay(today, place)).toString(),
      enrolmentPlannedFrom: dateOf(plan.fromDay).toString(),
      enrolmentPlannedTo: dateOf(plan.toDay).toString(),
    });
    opened.push(studySite.id);
  }
  await openWaiting(act, study, { studyId: imported.study.id, sites, series, today });
  const schedule = await scheduleAt(act, opened[0] ?? '');
  if (schedule) await openContracts(act, study, { studyId: imported.study.id, schedule, sites, today });
}

interface Waiting {
  readonly studyId: string;
  readonly sites: ReadonlyMap<string, string>;
  readonly series: number;
  readonly today: number;
}

// A site in start-up plans to enrol for half a year from about now.
async function openWaiting(act: Act, study: DemoStudy, { studyId, sites, series, today }: Waiting): Promise<void> {
  for (const [index, { site, target, selectedMonthsAgo }] of (study.waiting ?? []).entries()) {
    await openStudyAtSite(act, {
      studyId,
      siteId: sites.get(site) ?? '',
      number: `${series}${String(study.sites.length + index + 1).padStart(2, '0')}`,
      targetEnrolment: target,
      selectedOn: dateOf(today - Math.round(selectedMonthsAgo * DAYS_OF_A_MONTH)).toString(),
      openedOn: null,
      enrolmentPlannedFrom: dateOf(today).toString(),
      enrolmentPlannedTo: dateOf(today + 180).toString(),
    });
  }
}

async function scheduleAt(act: Act, studySiteId: string): Promise<LoadedSchedule | null> {
  const scheduleVersionId = (await studySiteById(act, studySiteId))?.scheduleVersionId;
  return scheduleVersionId ? loadSchedule(act, scheduleVersionId) : null;
}

interface Contracting {
  readonly studyId: string;
  readonly schedule: LoadedSchedule;
  readonly sites: ReadonlyMap<string, string>;
  readonly today: number;
}

const contractless = (study: string, site: string) =>
  planted.some((problem) => problem.kind === 'no-contract' && problem.study === study && problem.site === site);

// One contract for all sites, or one for each that has any where a site of the study has none; and those that sites have for themselves.
async function openContracts(act: Act, study: DemoStudy, ground: Contracting): Promise<void> {
  const signed = study.sites.map(({ site }) => site).filter((site) => !contractless(study.key, site));
  if (signed.length === study.sites.length) await openContract(act, study.terms, { ...ground, study, siteId: null });
  for (const site of signed) {
    const own =
      study.termsAt?.[site] ?? (signed.length < study.sites.length ? { ...study.terms, code: `${study.terms.code}-${site}` } : null);
    if (own) await openContract(act, own, { ...ground, study, siteId: ground.sites.get(site) ?? null });
  }
}

async function openContract(
  act: Act,
  terms: DemoTerms,
  { study, siteId, ...ground }: Contracting & { readonly study: DemoStudy; readonly siteId: string | null },
): Promise<void> {
  const payerId = await ensureOrganization(act, { name: terms.payer, kind: 'sponsor' });
  const contract = await createContract(act, ground.studyId, { code: terms.code, siteId, payerId, currency: terms.currency });
  const first = Math.min(...study.sites.map((place) => openingDay(ground.today, place)));
  const rates = {
    effectiveFrom: dateOf(first).toString(),
    overheadBasisPoints: terms.overheadBasisPoints,
    holdback: { basisPoints: terms.holdbackBasisPoints, of: 'gross' as const, clause: 'Exhibit B, holdback' },
    billing: { clock: 'month-end' as const, termDays: 45 },
  };
  const draft = await draftVersion(act, contract.id, { ...rates, copyTermsOf: null });
  const saved = await saveTerms(act, draft.id, draft.version, {
    ...rates,
    visitTerms: visitTerms(study.key, terms, ground.schedule),
    invoiceables: [],
    screenFailure: null,
  });
  await releaseVersion(act, saved.id, saved.version);
}

function visitTerms(study: string, terms: DemoTerms, { schedule }: LoadedSchedule) {
  const forgotten = planted.filter((problem) => problem.study === study).flatMap(({ visit }) => visit ?? []);
  return schedule.visits
    .filter(({ key, name }) => !forgotten.includes(key) && !forgotten.includes(name))
    .map((visit) => ({
      key: `visit-${visit.key}`.slice(0, 64),
      visitKey: visit.key,
      label: visit.name,
      clause: `Exhibit B, ${visit.name}`,
      directMinor: String(terms.visitMinor + terms.activityMinor * (visit.activities?.length ?? 0)),
      withOverhead: true,
      withHoldback: true,
      partial: { kind: 'full' as const },
    }));
}

async function readGround(act: Act, sites: ReadonlyMap<string, string>): Promise<DemoGround> {
  const { rows } = await act.tx.$client.query<{ id: string; study: string; site: string; enrolled: number }>(
    `select ss.id, st.code as study, si.code as site,
       (select count(*)::integer from subjects.pub_subject s where s.study_site_id = ss.id) as enrolled
     from studies.pub_study_site ss join studies.pub_study st on st.id = ss.study_id join network.pub_site si on si.id = ss.site_id`,
  );
  const schedules = new Map<string, LoadedSchedule>();
  for (const row of rows.filter(({ study }, index) => rows.findIndex((other) => other.study === study) === index)) {
    const schedule = await scheduleAt(act, row.id);
    if (schedule) schedules.set(row.study, schedule);
  }
  return {
    sites,
    studies: await idsByCode(act, 'studies.pub_study'),
    schedules,
    studySites: new Map(rows.map(({ study, site, id, enrolled }) => [placeKey(study, site), { id, enrolled }])),
  };
}
