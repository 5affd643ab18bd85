// Every page of the product: who works on it, who may not open it, and where its record is. One list for axe, the picture tests and the guide.
import { readFile } from 'node:fs/promises';
import { newId } from '#lib';
import type { Role } from '#access/rules';
import { cast } from '#demo/rules';
import type { Page } from 'playwright-core';

/** A page to open, with its section or filter. */
export interface ProductPage {
  /** Names its pictures; unique. */
  readonly name: string;
  readonly path: string;
  readonly search?: string;
  /** Who may: the first one works here most and opens it in tests; the guide keeps a picture for each. */
  readonly may: readonly [Role, ...Role[]];
  /** One who may not; absent where every role may. */
  readonly mayNot?: Role;
  /** What is done on the page before it is looked at. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Every page. A page of a room that is missing here fails `pages.browser.test.ts`. */
export const productPages: readonly ProductPage[] = [
  { name: 'today', path: '/today', may: ['coordinator', 'investigator'], mayNot: 'finance' },
  { name: 'to-sign', path: '/to-sign', may: ['investigator'], mayNot: 'coordinator' },
  { name: 'network', path: '/network', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'network-findings', path: '/network', may: ['network-manager'], search: '?section=findings&tone=all' },
  { name: 'network-map', path: '/network', may: ['network-manager'], search: '?section=map' },
  { name: 'site', path: '/site', may: ['site-director'], mayNot: 'coordinator' },
  { name: 'portal', path: '/portal', may: ['sponsor', 'monitor'], mayNot: 'coordinator' },
  { name: 'portal-study', path: '/portal/$studyId', may: ['sponsor', 'monitor'], mayNot: 'coordinator' },
  { name: 'studies', path: '/studies', may: ['network-manager', 'recruiter', 'institution', 'sponsor', 'regulatory'] },
  { name: 'protocol-import', path: '/studies/import', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'protocol-preview', path: '/studies/import', may: ['network-manager'], prepare: chooseProtocol },
  { name: 'new-study', path: '/studies/new', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'schedule-version', path: '/studies/$studyId/schedules/$number/edit', may: ['network-manager'] },
  { name: 'schedule', path: '/studies/$studyId', may: ['network-manager', 'recruiter'], search: '?section=schedule' },
  { name: 'study-sites', path: '/studies/$studyId', may: ['network-manager', 'sponsor'], search: '?section=sites' },
  { name: 'protocol', path: '/studies/$importedStudyId', may: ['network-manager', 'recruiter'], search: '?section=protocol' },
  { name: 'forecast', path: '/studies/$studyId/forecast', may: ['network-manager', 'site-director'], mayNot: 'coordinator' },
  { name: 'forecast-what-if', path: '/studies/$studyId/forecast', may: ['network-manager'], search: '?section=whatIf' },
  { name: 'forecast-record', path: '/studies/$studyId/forecast', may: ['network-manager'], search: '?section=record' },
  { name: 'forecasts', path: '/forecasts', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market', path: '/market', may: ['network-manager', 'site-director'], mayNot: 'coordinator' },
  { name: 'market-segments', path: '/market/segments', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-scenario', path: '/market/scenarios/$scenarioId', may: ['network-manager'], mayNot: 'site-director' },
  { name: 'market-scenarios', path: '/market/scenarios', may: ['network-manager'], mayNot: 'site-director' },
  { name: 'market-position', path: '/market/position', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-white-spots', path: '/market/position', may: ['network-manager'], search: '?part=spots' },
  { name: 'market-recommendations', path: '/market/recommendations', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-new-site', path: '/market/new-site', may: ['network-manager'], mayNot: 'site-director' },
  { name: 'market-evidence', path: '/market/evidence', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-evidence-new', path: '/market/evidence/new', may: ['network-manager'], mayNot: 'site-director' },
  { name: 'market-evidence-record', path: '/market/evidence/$evidenceId', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-assumptions', path: '/market/assumptions', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-activity', path: '/market/activity', may: ['network-manager', 'site-director'], mayNot: 'coordinator' },
  { name: 'market-activity-new', path: '/market/activity/new', may: ['network-manager'], mayNot: 'site-director' },
  { name: 'market-activity-count', path: '/market/activity/$importId', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-report', path: '/market/report', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-companies', path: '/market/companies', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-company', path: '/market/companies/$company', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'market-strategy', path: '/market/strategy', may: ['network-manager'], mayNot: 'coordinator' },
  { name: 'trial-import', path: '/studies/$studyId/import', may: ['network-manager'], mayNot: 'coordinator' },
  {
    name: 'participants',
    path: '/study-sites/$studySiteId',
    may: ['coordinator', 'site-director', 'monitor', 'regulatory'],
  },
  { name: 'due', path: '/study-sites/$studySiteId', may: ['coordinator', 'site-director'], search: '?section=due' },
  { name: 'visits', path: '/subjects/$subjectId', may: ['coordinator', 'monitor', 'sponsor', 'auditor'], mayNot: 'contracts' },
  { name: 'adverse-events', path: '/subjects/$eventSubjectId', may: ['coordinator', 'investigator'], search: '?section=events' },
  { name: 'status', path: '/subjects/$subjectId', may: ['coordinator'], search: '?section=history' },
  { name: 'earnings', path: '/subjects/$subjectId', may: ['finance'], search: '?section=earnings' },
  { name: 'trail', path: '/subjects/$subjectId', may: ['coordinator', 'auditor'], search: '?section=trail' },
  { name: 'visit', path: '/visits/$visitId', may: ['coordinator', 'monitor'], mayNot: 'finance' },
  { name: 'visit-done', path: '/visits/$doneVisitId', may: ['coordinator'], mayNot: 'finance' },
  {
    name: 'history',
    path: '/history/$recordId',
    may: ['coordinator', 'auditor'],
    mayNot: 'finance',
    search: '?zone=America/Chicago&of=101-007',
  },
  { name: 'money', path: '/money', may: ['finance', 'contracts', 'site-director', 'network-manager', 'auditor'], mayNot: 'coordinator' },
  { name: 'uninvoiced', path: '/money/uninvoiced', may: ['finance', 'site-director'], mayNot: 'contracts' },
  { name: 'invoice-particulars', path: '/money/issuers', may: ['network-manager', 'finance'], mayNot: 'contracts' },
  { name: 'invoices', path: '/invoices', may: ['finance'], mayNot: 'contracts' },
  { name: 'invoice-run', path: '/invoices/new', may: ['finance'], mayNot: 'network-manager' },
  { name: 'invoice', path: '/invoices/$invoiceId', may: ['finance'], mayNot: 'contracts' },
  { name: 'invoice-draft', path: '/invoices/$draftInvoiceId', may: ['finance'] },
  { name: 'credit-note', path: '/invoices/$creditNoteId', may: ['finance'] },
  { name: 'earned', path: '/studies/$studyId/earned', may: ['finance'], mayNot: 'contracts' },
  { name: 'why-this-amount', path: '/accrual-lines/$lineId', may: ['finance'], mayNot: 'contracts' },
  { name: 'contracts', path: '/studies/$studyId/contracts', may: ['contracts'], mayNot: 'coordinator' },
  { name: 'contract', path: '/contracts/$contractId', may: ['contracts', 'auditor'], mayNot: 'coordinator' },
  {
    name: 'quality',
    path: '/quality',
    may: ['quality', 'site-director', 'network-manager', 'regulatory', 'monitor', 'sponsor'],
    mayNot: 'finance',
  },
  { name: 'deviations', path: '/studies/$studyId/deviations', may: ['quality'], mayNot: 'finance' },
  { name: 'deviation', path: '/deviations/$deviationId', may: ['quality', 'site-director'], mayNot: 'finance' },
  { name: 'indicators', path: '/quality/indicators', may: ['quality', 'site-director', 'network-manager'], mayNot: 'coordinator' },
  { name: 'indicator', path: '/quality/indicators/$indicator', may: ['quality'], mayNot: 'monitor' },
  {
    name: 'indicator-place',
    path: '/quality/indicators/$indicator/place',
    may: ['quality', 'site-director'],
    mayNot: 'sponsor',
    search: '?by=site&site=$siteId',
  },
  { name: 'signals', path: '/quality/signals', may: ['quality', 'site-director'], mayNot: 'regulatory' },
  { name: 'signal', path: '/signals/$signalId', may: ['quality'], mayNot: 'auditor' },
  { name: 'signals-proof', path: '/quality/proof', may: ['quality', 'network-manager'], mayNot: 'coordinator' },
  { name: 'people', path: '/people', may: ['administrator', 'regulatory'], mayNot: 'coordinator' },
  { name: 'person', path: '/people/$personId', may: ['administrator'], mayNot: 'coordinator' },
  { name: 'notifications', path: '/notifications', may: ['network-manager'] },
  { name: 'jobs', path: '/jobs', may: ['network-manager'] },
  { name: 'job', path: '/jobs/$jobId', may: ['network-manager'] },
  { name: 'account', path: '/account', may: ['coordinator'] },
  // Last, because the study has a draft from then on.
  { name: 'schedule-editor', path: '/studies/$studyId', may: ['network-manager'], search: '?section=schedule', prepare: beginDraft },
];

/** The person of the demo who signs in for a role. */
export function personOf(role: Role): string {
  const person = cast.find((candidate) => candidate.role === role);
  if (!person) throw new Error(`nobody in the demo is ${role}`);
  return person.name;
}

/** The address of a page, its records named by `recordIds`. Throws where no such record is known. */
export function addressOf({ path, search = '' }: ProductPage, ids: ReadonlyMap<string, string>): string {
  return (path + search).replaceAll(/\$(\w+)/g, (_, name: string) => recordOf(name, ids));
}

/** What addresses name by a key: a version by its number, an indicator, a record of the published frame. */
const keys: ReadonlyMap<string, string> = new Map([
  ['number', '1'],
  ['indicator', 'deviations'],
  ['scenarioId', 'new'],
  ['evidenceId', 'frame-size-2025'],
  ['company', 'wcg-clinical'],
]);

function recordOf(name: string, ids: ReadonlyMap<string, string>): string {
  const id = keys.get(name) ?? ids.get(name);
  if (id === undefined) throw new Error(`no record is known for ${name}`);
  return id;
}

/** The records of the demo by the names that addresses give them. */
export const recordIds = `
  with seventh as (select * from subjects.subject where number = '101-007'),
    study as (select id from studies.study where code = 'NLX-301')
  select 'personId' as name, id from access.person where name = 'Ana Ruiz'
  union all select 'recordId', id from visits.visit_occurrence where subject_id = (select id from seventh) and visit_key = 'V2'
  union all select 'studyId', id from study
  union all select 'importedStudyId', id from studies.study where code = 'DRM-204'
  union all select 'studySiteId', id from studies.study_site where number = '101'
  union all select 'subjectId', id from seventh
  union all (select 'eventSubjectId', s.id from safety.adverse_event e
    join subjects.subject s on s.id = e.subject_id join network.site si on si.id = s.site_id
    where si.code = 'AUS' order by e.serious desc, e.id limit 1)
  union all select 'visitId', id from visits.visit_occurrence where subject_id = (select id from seventh) and visit_key = 'V3'
  union all select 'doneVisitId', id from visits.visit_occurrence
    where subject_id = (select id from subjects.subject where number = '101-003') and visit_key = 'V3'
  union all (select 'lineId', id from finance.accrual_line
    where visit_key = 'V3' and kind = 'payable' and study_id = (select id from study) order by id limit 1)
  union all (select 'invoiceId', id from finance.invoice order by kind = 'invoice' and status in ('issued', 'sent') desc, id limit 1)
  union all (select 'draftInvoiceId', id from finance.invoice order by status = 'draft' desc, id limit 1)
  union all (select 'creditNoteId', id from finance.invoice order by kind = 'credit-note' desc, id limit 1)
  union all select 'contractId', id from finance.contract where code = 'C1'
  union all (select 'deviationId', id from monitoring.deviation
    where study_id = (select id from study) order by site_id = (select site_id from seventh) desc, id limit 1)
  union all select 'siteId', id from network.site where code = 'AUS'
  union all (select 'signalId', id from monitoring.signal order by direction = 'low' desc, abs(score) desc, id limit 1)`;

// A protocol that the demo does not hold yet: one of its own under another name.
async function chooseProtocol(page: Page): Promise<void> {
  const text = await readFile('examples/protocols/drm-204.usdm.json', 'utf8');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'drm-205.usdm.json', mimeType: 'application/json', buffer: Buffer.from(text.replaceAll('DRM-204', 'DRM-205')) });
  await page.getByRole('button', { name: 'Import protocol' }).waitFor();
}

async function beginDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit as a new draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'Edit schedule' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
}

/** Asks for an import that is refused as a job, so that there is a job to look at; answers its id. */
export async function importNothing(page: Page, studyId: string): Promise<string> {
  const { origin } = new URL(page.url());
  const sent = await page.request.post('/api/files/dataset?name=dm.csv', {
    headers: { origin, 'idempotency-key': newId(), 'content-type': 'text/csv' },
    data: 'no,table,of,subjects\n',
  });
  const answer = await page.request.post(`/api/studies/${studyId}/sdtm-imports`, {
    headers: { origin, 'idempotency-key': newId() },
    data: { timeZone: 'UTC', fileIds: [((await sent.json()) as { id: string }).id] },
  });
  if (!answer.ok()) throw new Error(`the import was answered ${answer.status()}: ${await answer.text()}`);
  return ((await answer.json()) as { jobId: string }).jobId;
}

const registryStudy = (nctId: string, condition: string, country: string) => ({
  protocolSection: {
    identificationModule: { nctId },
    statusModule: {
      overallStatus: 'RECRUITING',
      startDateStruct: { date: '2024-03-01' },
      completionDateStruct: { date: '2027-02-28' },
      lastUpdatePostDateStruct: { date: '2026-03-31' },
    },
    designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'] },
    conditionsModule: { conditions: [condition] },
    contactsLocationsModule: { locations: [{ country }, { country: 'United States' }] },
  },
});

/** Has a file of a registry with two studies counted; answers the count's id once its job is over. */
export async function countTwoStudies(page: Page): Promise<string> {
  const { origin } = new URL(page.url());
  const sent = await page.request.post('/api/files/registry?name=trials.json', {
    headers: { origin, 'idempotency-key': newId(), 'content-type': 'application/json' },
    data: [registryStudy('NCT90000001', 'Breast Cancer', 'Spain'), registryStudy('NCT90000002', 'Migraine', 'Germany')],
  });
  const answer = await page.request.post('/api/market/activity', {
    headers: { origin, 'idempotency-key': newId() },
    data: { fileIds: [((await sent.json()) as { id: string }).id] },
  });
  if (!answer.ok()) throw new Error(`the count was answered ${answer.status()}: ${await answer.text()}`);
  for (const until = Date.now() + 30_000; Date.now() < until; await page.waitForTimeout(100)) {
    const { imports } = (await (await page.request.get('/api/market/activity')).json()) as { imports: readonly { id: string }[] };
    if (imports[0]) return imports[0].id;
  }
  throw new Error('the count of the registry file is not over');
}
