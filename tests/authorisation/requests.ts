// One request per route of the contract, aimed at the records of a place; what is written is refused by the domain after the guard.
import { newId } from '#lib';
import { sampleUsdm } from '../../src/studies/formats/usdm/sample-usdm.ts';
import { sampleIssuer, sampleTerms } from '../../src/finance/sample.ts';
import { sampleEvent } from '../../src/safety/sample.ts';
import { samplePdf, samplePng } from '../../src/files/sample.ts';
import { marketRequests } from './market-requests.ts';
import { schedule } from '../../examples/nlx-301/story.ts';

/** The ids that requests carry, and the names that would be taken. */
export interface Targets {
  readonly siteId: string;
  readonly studyId: string;
  readonly studySiteId: string;
  readonly scheduleVersionId: string;
  readonly subjectId: string;
  readonly visitId: string;
  readonly contractId: string;
  readonly versionId: string;
  readonly lineId: string;
  readonly deviationId: string;
  readonly adverseEventId: string;
  readonly signalId: string;
  /** An event that was recorded for an invoice and withdrawn. */
  readonly eventId: string;
  readonly organizationId: string;
  readonly issuerId: string;
  readonly invoiceId: string;
  readonly personId: string;
  readonly grantId: string;
  readonly jobId: string;
  readonly keyId: string;
  readonly sessionId: string;
  readonly viewId: string;
  readonly passkeyId: string;
  /** A scenario of the market, a count of registry files, and a record that no book of evidence holds. */
  readonly scenarioId: string;
  readonly importId: string;
  readonly evidenceId: string;
  /** A report of the market, and one of its chapters. */
  readonly reportId: string;
  readonly chapter: string;
  /** A document of the place, and the protocol of its study. */
  readonly fileId: string;
  readonly protocolFileId: string;
  readonly studyCode: string;
}

/** What stands in a request besides its address; `amends` carries a version that nobody ever read. */
export interface Asked {
  readonly query?: string;
  readonly body?: unknown;
  /** The record in the address, where it is not the subject. */
  readonly recordId?: string;
  /** Of a body that is a file. */
  readonly type?: string;
  readonly amends?: true;
}

const usdm = JSON.stringify(sampleUsdm());
const bytesOf = (text: string) => new TextEncoder().encode(text);
const farAhead = '2099-12-31';
const rates = { effectiveFrom: farAhead, overheadBasisPoints: 0, holdback: null };
const amend =
  (body: unknown = {}): (() => Asked) =>
  () => ({ body, amends: true });

/** By operation name. A command without a version is one that the domain refuses, so that nothing changes for the next who asks. */
export const requests: Readonly<Record<string, (at: Targets) => Asked>> = {
  'access.me': () => ({}),
  'access.account': () => ({}),
  'access.create-key': ({ grantId }) => ({ body: { name: 'Of another', grantIds: [grantId], expiresOn: farAhead } }),
  'access.revoke-key': () => ({}),
  'access.end-session': () => ({}),
  'access.end-other-sessions': () => ({}),
  'access.remove-passkey': () => ({}),
  'access.events': () => ({}),
  'access.unlock-person': () => ({ body: { reason: 'called by telephone' } }),
  'access.reset-second-factor': () => ({ body: { reason: 'lost the telephone' } }),
  'access.people': () => ({}),
  'access.person': () => ({}),
  'access.add-person': () => ({ body: { name: 'Taken Address', email: 'taken@example.org', kind: 'staff' } }),
  'access.invite-person': () => ({}),
  'access.disable-person': amend({ reason: 'left' }),
  'access.give-grant': ({ siteId, studyId }) => ({
    body: { role: 'coordinator', siteId, studyId, validFrom: '2026-02-01', validTo: '2026-01-01', reason: 'dates that run backwards' },
  }),
  'access.revoke-grant': amend({ reason: 'left' }),
  'audit.history': () => ({}),
  'notifications.list': () => ({}),
  'notifications.count': () => ({}),
  'notifications.mark-read': () => ({ body: { ids: [] } }),
  'desk.views': () => ({}),
  'desk.keep-view': () => ({
    body: { table: 'studies', name: 'Mine', view: { find: '', conditions: {}, hidden: [], sort: null }, isDefault: false },
  }),
  'desk.forget-view': () => ({}),
  'desk.search': () => ({ query: 'typed=NLX' }),
  'platform.jobs': () => ({}),
  'platform.job': () => ({}),
  'platform.cancel-job': () => ({}),
  'network.organizations': () => ({}),
  'network.create-organization': () => ({ body: { name: 'Aurelia Therapeutics', kind: 'sponsor', country: null } }),
  'network.amend-organization': amend({ country: 'US' }),
  'network.sites': () => ({}),
  'network.site': () => ({}),
  'network.create-site': () => ({
    body: {
      code: 'S1',
      name: 'Taken code',
      city: null,
      country: 'US',
      timeZone: 'America/Chicago',
      operatingModel: 'owned',
      institutionId: null,
    },
  }),
  'network.amend-site': amend({ city: 'Elsewhere' }),
  'network.set-opening-hours': amend({ hours: [] }),
  'network.load-holidays': amend({ year: 2027 }),
  'network.set-holidays': amend({ holidays: [] }),
  'studies.studies': () => ({}),
  'studies.study': () => ({}),
  'studies.create-study': () => ({
    body: { code: 'T1', name: 'Taken', title: 'Taken', phases: [], therapeuticAreas: [], sponsor: null, cro: null },
  }),
  'studies.amend-study': amend({ name: 'Renamed' }),
  'studies.preview-import': () => ({}),
  'studies.import-protocol': ({ studyCode, protocolFileId }) => ({ body: { fileId: protocolFileId, code: studyCode } }),
  'studies.schedule': () => ({}),
  'studies.save-schedule': () => ({ body: { schedule: { ...schedule, visits: [...schedule.visits, ...schedule.visits] } } }),
  'studies.schedule-document': () => ({}),
  'studies.amend-schedule': amend({ schedule }),
  'studies.release-schedule': amend({ sha256: '0'.repeat(64), demoConfirmation: 'demo signature' }),
  'studies.protocol': () => ({}),
  'studies.export-usdm': () => ({}),
  'studies.study-sites': () => ({}),
  'studies.study-site': () => ({}),
  'studies.open-study-at-site': ({ siteId }) => ({ body: { siteId, number: 'X-9', targetEnrolment: null, openedOn: null } }),
  'studies.amend-study-site': amend({ targetEnrolment: 5 }),
  'studies.change-study-site-status': amend({ to: 'on-hold', reason: 'a pause' }),
  'files.add-protocol': () => ({ query: 'name=protocol.json', body: bytesOf(usdm), type: 'application/json' }),
  'files.add-dataset': () => ({ query: 'name=dm.csv', body: bytesOf('STUDYID,USUBJID\n'), type: 'text/csv' }),
  'files.add-registry': () => ({ query: 'name=studies.json', body: bytesOf('[]'), type: 'application/json' }),
  'files.add-logo': () => ({ query: 'name=logo.png', body: samplePng(), type: 'image/png' }),
  'files.add-document': ({ siteId, studyId }) => ({
    query: `name=letter.pdf&siteId=${siteId}&studyId=${studyId}`,
    body: samplePdf(),
    type: 'application/pdf',
  }),
  'files.file': () => ({}),
  'files.content': () => ({}),
  'signatures.to-sign': () => ({}),
  'signatures.returned': () => ({}),
  'signatures.record': ({ visitId }) => ({ query: 'kind=visits.source', recordId: visitId }),
  'signatures.sign': ({ visitId }) => ({
    body: { records: [{ kind: 'visits.source', recordId: visitId, version: 999_999, sha256: '0'.repeat(64) }], demoConfirmation: null },
  }),
  'signatures.return': ({ visitId }) => ({ body: { kind: 'visits.source', reason: 'incomplete' }, amends: true, recordId: visitId }),
  'forecasting.study': () => ({}),
  'forecasting.network': () => ({}),
  'forecasting.run-study': () => ({ body: { days: [farAhead] } }),
  'forecasting.run-network': () => ({ body: { days: [farAhead] } }),
  ...marketRequests,
  'interop.import-sdtm': ({ fileId }) => ({ body: { fileIds: [fileId], timeZone: 'America/Chicago' } }),
  'subjects.list': () => ({}),
  'subjects.view': () => ({}),
  'subjects.funnel': () => ({}),
  'subjects.identity': () => ({ query: 'purpose=walk' }),
  'subjects.find': () => ({ body: { by: 'name', value: 'Nobody of That Name', purpose: 'walk' } }),
  'subjects.consent': () => ({ body: { consentedOn: farAhead } }),
  'subjects.advance': amend({ to: 'withdrawn', on: '2026-04-01', reason: 'moved away', withdrawnFrom: ['treatment'] }),
  'subjects.reach-milestone': amend({ kind: 'progression', on: '2026-04-01' }),
  'visits.of-subject': () => ({}),
  'visits.view': () => ({}),
  'visits.due': () => ({}),
  'visits.due-list': () => ({}),
  'visits.windows': () => ({}),
  'visits.complete': amend({ actualDate: '2026-04-01', modality: 'on-site', activities: [] }),
  'visits.book': amend({ bookedFor: '2026-04-20' }),
  'visits.correct': amend({ reason: 'wrong day' }),
  'visits.miss': amend({ reasonCode: 'participant-illness' }),
  'visits.cancel': amend({ reasonCode: 'participant-request' }),
  'visits.add-unscheduled': () => ({ body: { name: 'Twice', activities: ['ECG', 'ECG'], bookedFor: '2001-01-01' } }),
  'safety.of-subject': () => ({}),
  'safety.of-study-site': () => ({}),
  'safety.adverse-event': () => ({}),
  'safety.record': () => ({ body: { ...sampleEvent, startedOn: farAhead } }),
  'safety.amend': amend({ severity: 'severe', reason: 'it got worse' }),
  'safety.resolve': amend({ outcome: 'recovered', endedOn: '2026-04-12' }),
  'safety.judge': amend({ causality: 'possible', reason: null }),
  'safety.report': amend({ sentAt: '2026-04-13T13:00:00Z', sentTo: 'The sponsor' }),
  'finance.contracts': () => ({}),
  'finance.create-contract': ({ siteId }) => ({ body: { code: 'C1', siteId, payerId: null, currency: 'XXX' } }),
  'finance.contract': () => ({}),
  'finance.draft-version': () => ({ body: { ...rates, copyTermsOf: newId() } }),
  'finance.save-terms': amend({ ...sampleTerms, effectiveFrom: farAhead }),
  'finance.release-version': amend({ dryRunSha256: '0'.repeat(64) }),
  'finance.dry-run': () => ({}),
  'finance.earned': () => ({}),
  'finance.studies': () => ({}),
  'finance.line': () => ({}),
  'finance.visit-earnings': () => ({}),
  'finance.preview-earnings': () => ({ query: 'serviceDate=2026-04-01' }),
  'monitoring.indicators': () => ({}),
  'monitoring.indicator': () => ({ query: 'indicator=deviations&by=study-site' }),
  'monitoring.indicator-trend': ({ siteId, studyId }) => ({
    query: `indicator=deviations&by=study-site&siteId=${siteId}&studyId=${studyId}`,
  }),
  'monitoring.indicator-rows': ({ siteId, studyId }) => ({
    query: `indicator=deviations&by=study-site&siteId=${siteId}&studyId=${studyId}`,
  }),
  'monitoring.signals': () => ({ query: 'closed=true' }),
  'monitoring.signal': () => ({}),
  'monitoring.signals-quality': () => ({}),
  'monitoring.handle-signal': amend({ to: 'being-looked-at', comment: 'will call the site' }),
  'monitoring.run-indicators': () => ({}),
  'desk.network': () => ({}),
  'desk.sites': () => ({}),
  'desk.site': () => ({}),
  'desk.portal': () => ({}),
  'desk.portal-study': () => ({}),
  'finance.events-of-subject': () => ({}),
  'finance.record-event': ({ contractId }) => ({ body: { contractId, termKey: 're-consent', on: farAhead, note: 'not yet' } }),
  'finance.withdraw-event': () => ({ body: { reason: 'once more' } }),
  'finance.uninvoiced': () => ({}),
  'finance.preview-invoice-run': () => ({ query: `cutOff=${farAhead}` }),
  'finance.run-invoices': ({ issuerId, contractId, siteId }) => ({
    body: { issuerId, cutOff: farAhead, siteId, invoices: [{ contractId, lineCount: 1, totalMinor: '1' }] },
  }),
  'finance.invoices': () => ({}),
  'finance.invoice': () => ({}),
  'finance.invoice-pdf': () => ({}),
  'finance.remove-invoice-lines': amend({ lineIds: [newId()] }),
  'finance.discard-invoice': amend(),
  'finance.preview-issue': () => ({}),
  'finance.issue-invoice': amend(),
  'finance.send-invoice': amend({ sentOn: '2026-04-01' }),
  'finance.void-invoice': amend({ reason: 'a mistake' }),
  'finance.credit-invoice': amend({ lineIds: null, reason: 'a mistake', frees: true }),
  'finance.issuers': () => ({}),
  'finance.save-issuer': amend(sampleIssuer),
  'monitoring.deviations': () => ({}),
  'monitoring.studies': () => ({}),
  'monitoring.deviation': () => ({}),
  'monitoring.raise-deviation': () => ({
    body: { category: 'other', visitId: null, occurredOn: farAhead, summary: 'Not yet', reason: null },
  }),
  'monitoring.assess': amend({ to: 'assessed', important: true, reason: 'it matters' }),
};

/** The address of a route at the targets. */
export function addressOf(path: string, at: Targets, { query, recordId = at.subjectId }: Asked): string {
  const ids: Record<string, string> = { ...at, recordId, year: '2027' };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = ids[name];
    if (value === undefined) throw new Error(`No target for ${name} of ${path}`);
    return value;
  });
  return query === undefined ? filled : `${filled}?${query}`;
}
