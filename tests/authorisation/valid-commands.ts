// Valid commands of every kind on a stage of their own: each call prepares a record that the command can still be used on.
import { newId } from '#lib';
import { sampleUsdm } from '../../src/studies/formats/usdm/sample-usdm.ts';
import { sampleInvoiceables, sampleTerms } from '../../src/finance/sample.ts';
import { type Builders, completionOf, consent, draftOf, ifMatch, makeSite, taken, visitsOf } from '../journeys/nlx-301-network.ts';
import { releaseOf } from '../support/release.ts';
import type { TestPerson, World } from '../support/world.ts';
import type { Ground } from './ground.ts';
import { incidentCommands } from './valid-incidents.ts';
import { accountCommands } from './valid-account-commands.ts';
import { scheduleCommands } from './valid-schedules.ts';
import { marketCommands } from './valid-market-commands.ts';
import { invoiceCommands } from './valid-invoices.ts';
import { signatureCommands } from './valid-signatures.ts';
import { skipCommands } from './valid-skips.ts';

/** A command ready to be sent. */
export interface ReadyCommand {
  readonly by: TestPerson;
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** Who acts, and where. */
export interface Stage {
  readonly world: World;
  readonly ground: Ground;
  readonly admin: TestPerson;
  readonly quality: TestPerson;
}

const sentBy = async (person: TestPerson, use: string, name: string, content: string): Promise<string> =>
  taken(await person.send(use, name, content), name).id;

/** Prepares a record and the command on it. */
export type Prepare = (stage: Stage) => Promise<ReadyCommand>;
const unique = (): string => `N${newId().replaceAll('-', '').slice(4)}`;
const words = () => ({
  name: unique(),
  title: 'A study',
  phases: ['III'],
  therapeuticAreas: ['oncology'],
  sponsor: 'Aurelia Therapeutics',
  cro: 'Norvane',
});
const siteWords = () => ({
  code: unique(),
  name: unique(),
  city: 'Austin',
  country: 'US',
  timeZone: 'America/Chicago',
  operatingModel: 'owned',
  institutionId: null,
});
const rates = {
  effectiveFrom: '2026-01-15',
  overheadBasisPoints: 3_000,
  holdback: { basisPoints: 1_000, of: 'gross', clause: 'Exhibit B' },
  billing: { clock: 'month-end', termDays: 45 },
};
const proRata = { kind: 'pro-rata', directMinorByActivity: { ecg: '60000', labs: '60000' } };
async function freshPerson({ admin }: Stage): Promise<{ id: string; version: number }> {
  return taken(
    await admin.api('POST', '/access/people', { name: 'Fresh', email: `${unique().toLowerCase()}@example.org`, kind: 'staff' }),
    'person',
  );
}

const grantBody = { role: 'recruiter', siteId: null, studyId: null, validFrom: '2026-01-01', validTo: '2026-12-31', reason: 'joins' };

async function amendable(by: TestPerson, path: string, body: Record<string, unknown>, suffix = ''): Promise<ReadyCommand> {
  const { version } = taken(await by.api('GET', path), path);
  return { by, path: `${path}${suffix}`, body, headers: ifMatch(version) };
}

const freshSite = ({ builders }: Ground): Promise<string> => makeSite(builders, siteWords());

async function freshContract({ builders }: Ground, studyId: string): Promise<string> {
  const { contracts } = builders;
  return taken(
    await contracts.api('POST', `/studies/${studyId}/contracts`, { code: unique(), siteId: null, payerId: null, currency: 'USD' }),
    'contract',
  ).id;
}

async function unscheduled(builders: Builders, subjectId: string): Promise<string> {
  return taken(
    await builders.coordinator.api('POST', `/subjects/${subjectId}/visits`, { name: 'Extra', activities: ['ecg', 'labs'] }),
    'visit',
  ).id;
}

/** A subject that may be enrolled. */
async function eligible({ ground }: Stage): Promise<{ id: string; version: number }> {
  const { coordinator } = ground.builders;
  const { id } = await consent(coordinator, ground.own.studySiteId);
  const version = async () => taken(await coordinator.api('GET', `/subjects/${id}`), 'subject').version as number;
  for (const to of ['in-screening', 'eligible'])
    taken(await coordinator.api('POST', `/subjects/${id}/status`, { to, on: '2026-03-01' }, ifMatch(await version())), to);
  return { id, version: await version() };
}

/** By operation name; more than one where a field stands only in another form of the body. Commands without a body are missing. */
export const validCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'access.add-person': [
    async ({ admin }) => ({
      by: admin,
      path: '/access/people',
      body: { name: 'Fresh', email: `${unique().toLowerCase()}@example.org`, kind: 'staff' },
    }),
  ],
  ...accountCommands,
  'access.disable-person': [
    async (stage) => {
      const { id, version } = await freshPerson(stage);
      return { by: stage.admin, path: `/access/people/${id}/disabling`, body: { reason: 'left' }, headers: ifMatch(version) };
    },
  ],
  'access.give-grant': [
    async (stage) => ({ by: stage.admin, path: `/access/people/${stage.ground.own.personId}/grants`, body: grantBody }),
  ],
  'access.revoke-grant': [
    async ({ admin, ground }) => {
      const { id, version } = taken(await admin.api('POST', `/access/people/${ground.own.personId}/grants`, grantBody), 'grant');
      return { by: admin, path: `/access/grants/${id}/revocation`, body: { reason: 'left' }, headers: ifMatch(version) };
    },
  ],
  'forecasting.run-study': [
    async ({ ground }) => ({
      by: ground.builders.manager,
      path: `/studies/${ground.own.studyId}/forecasts`,
      body: { days: ['2026-03-01'] },
    }),
  ],
  'forecasting.run-network': [async ({ ground }) => ({ by: ground.builders.manager, path: '/forecasts', body: { days: ['2026-03-01'] } })],
  'interop.import-sdtm': [
    async ({ ground }) => ({
      by: ground.builders.manager,
      path: `/studies/${ground.own.studyId}/sdtm-imports`,
      body: { fileIds: [await sentBy(ground.builders.manager, 'dataset', 'dm.csv', 'STUDYID,USUBJID\n')], timeZone: 'America/Chicago' },
    }),
  ],
  'network.create-organization': [
    async ({ ground }) => ({ by: ground.builders.manager, path: '/organizations', body: { name: unique(), kind: 'cro', country: 'US' } }),
  ],
  'network.amend-organization': [
    async ({ ground }) => {
      const { manager } = ground.builders;
      const { id, version } = taken(
        await manager.api('POST', '/organizations', { name: unique(), kind: 'cro', country: 'US' }),
        'organization',
      );
      return {
        by: manager,
        path: `/organizations/${id}`,
        body: { name: unique(), kind: 'vendor', country: 'US' },
        headers: ifMatch(version),
      };
    },
  ],
  'network.create-site': [async ({ ground }) => ({ by: ground.builders.manager, path: '/sites', body: siteWords() })],
  'network.amend-site': [
    async ({ ground }) => {
      const { code: _, ...rest } = siteWords();
      return amendable(ground.builders.manager, `/sites/${await freshSite(ground)}`, rest);
    },
  ],
  'network.set-opening-hours': [
    async ({ ground }) =>
      amendable(
        ground.builders.manager,
        `/sites/${await freshSite(ground)}`,
        { hours: [{ weekday: 1, opens: '08:00', closes: '16:00' }] },
        '/opening-hours',
      ),
  ],
  'network.set-holidays': [
    async ({ ground }) =>
      amendable(
        ground.builders.manager,
        `/sites/${await freshSite(ground)}`,
        { holidays: [{ onDate: '2027-07-04', name: 'Independence Day' }] },
        '/holidays/2027',
      ),
  ],
  'studies.create-study': [async ({ ground }) => ({ by: ground.builders.manager, path: '/studies', body: { code: unique(), ...words() } })],
  'studies.amend-study': [async ({ ground }) => amendable(ground.builders.manager, `/studies/${ground.otherStudy.studyId}`, words())],
  'studies.import-protocol': [
    async ({ ground }) => ({
      by: ground.builders.manager,
      path: '/studies/imports',
      body: {
        fileId: await sentBy(ground.builders.manager, 'protocol', 'p.json', JSON.stringify(sampleUsdm())),
        code: unique(),
        firstDay: 0,
      },
    }),
  ],
  'studies.open-study-at-site': [
    async ({ ground }) => {
      const siteId = await makeSite(ground.builders, {
        code: unique(),
        name: unique(),
        city: 'Austin',
        country: 'US',
        timeZone: 'America/Chicago',
      });
      const dates = { openedOn: '2026-01-20', enrolmentPlannedFrom: '2026-02-01', enrolmentPlannedTo: '2026-12-01' };
      return {
        by: ground.builders.manager,
        path: `/studies/${ground.own.studyId}/sites`,
        body: { siteId, number: unique(), targetEnrolment: 5, ...dates },
      };
    },
  ],
  'studies.amend-study-site': [
    async ({ ground }) =>
      amendable(ground.builders.manager, `/study-sites/${ground.elsewhere.studySiteId}`, {
        openedOn: '2026-01-20',
        enrolmentPlannedFrom: '2026-02-01',
        enrolmentPlannedTo: '2026-12-01',
        scheduleVersionId: ground.elsewhere.scheduleVersionId,
      }),
  ],
  'studies.change-study-site-status': [
    async ({ ground }) => {
      const path = `/study-sites/${ground.elsewhere.studySiteId}`;
      const { next, version } = taken(await ground.builders.manager.api('GET', path), path);
      return {
        by: ground.builders.manager,
        path: `${path}/status`,
        body: { to: next.includes('on-hold') ? 'on-hold' : next[0], reason: 'a pause' },
        headers: ifMatch(version),
      };
    },
  ],
  'subjects.find': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: `/study-sites/${ground.own.studySiteId}/subject-search`,
      body: { by: 'name', value: 'Zoe Quarryman', purpose: 'calls about the next visit' },
    }),
  ],
  'subjects.consent': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: `/study-sites/${ground.own.studySiteId}/subjects`,
      body: {
        consentedOn: '2026-02-24',
        identity: {
          name: 'Zoe Quarryman',
          birthDate: '1970-01-01',
          phone: '+1 512 555 0100',
          email: 'zoe@example.org',
          address: '1 Road',
          identifier: 'MRN-1',
        },
      },
    }),
  ],
  'subjects.advance': [
    async ({ ground }) => {
      const { id, version } = await consent(ground.builders.coordinator, ground.own.studySiteId);
      return {
        by: ground.builders.coordinator,
        path: `/subjects/${id}/status`,
        body: { to: 'withdrawn', on: '2026-03-01', reason: 'moved', withdrawnFrom: ['procedures'] },
        headers: ifMatch(version),
      };
    },
    async (stage) => {
      const { id, version } = await eligible(stage);
      return {
        by: stage.ground.builders.coordinator,
        path: `/subjects/${id}/status`,
        body: { to: 'enrolled', on: '2026-03-10', arm: 'A' },
        headers: ifMatch(version),
      };
    },
  ],
  'visits.complete': [
    async ({ ground }) => {
      const { coordinator } = ground.builders;
      const visitId = await unscheduled(ground.builders, ground.own.subjectId);
      const { body, version } = await completionOf(coordinator, visitId, '2026-04-01');
      const activities = (body['activities'] as { key: string }[]).map(({ key }, index) =>
        index === 0 ? { key, done: false, notDoneReason: 'machine broken' } : { key, done: true },
      );
      return { by: coordinator, path: `/visits/${visitId}/completion`, body: { ...body, activities }, headers: ifMatch(version) };
    },
    async ({ ground }) => {
      const { coordinator } = ground.builders;
      const { id } = await consent(coordinator, ground.own.studySiteId);
      const visits = await visitsOf(coordinator, id);
      for (const [key, on] of [
        ['V1', '2026-02-24'],
        ['V2', '2026-03-10'],
      ] as const) {
        const ready = await completionOf(coordinator, visits.get(key)?.id ?? '', on);
        taken(await coordinator.api('POST', `/visits/${visits.get(key)?.id}/completion`, ready.body, ifMatch(ready.version)), key);
      }
      const visitId = visits.get('V3')?.id ?? '';
      const { body, version } = await completionOf(coordinator, visitId, '2026-04-13');
      return {
        by: coordinator,
        path: `/visits/${visitId}/completion`,
        body: { ...body, reasonCode: 'other', reason: 'the road was closed' },
        headers: ifMatch(version),
      };
    },
  ],
  'visits.book': [
    async ({ ground }) => {
      const visitId = await unscheduled(ground.builders, ground.own.subjectId);
      return amendable(ground.builders.coordinator, `/visits/${visitId}`, { bookedFor: '2026-05-01' }, '/booking');
    },
  ],
  'visits.correct': [
    async ({ ground }) => {
      const { coordinator } = ground.builders;
      const visitId = await unscheduled(ground.builders, ground.own.subjectId);
      const { body, version } = await completionOf(coordinator, visitId, '2026-04-01');
      const done = taken(await coordinator.api('POST', `/visits/${visitId}/completion`, body, ifMatch(version)), 'completion');
      return { by: coordinator, path: `/visits/${visitId}/reopening`, body: { reason: 'wrong day' }, headers: ifMatch(done.version) };
    },
  ],
  'visits.add-unscheduled': [
    async ({ ground }) => ({
      by: ground.builders.coordinator,
      path: `/subjects/${ground.own.subjectId}/visits`,
      body: { name: 'Extra', bookedFor: '2026-05-01', activities: ['ecg'] },
    }),
  ],
  'finance.create-contract': [
    async ({ ground }) => ({
      by: ground.builders.contracts,
      path: `/studies/${ground.own.studyId}/contracts`,
      body: { code: unique(), siteId: ground.own.siteId, payerId: ground.own.organizationId, currency: 'USD' },
    }),
  ],
  'finance.draft-version': [
    async ({ ground }) => ({
      by: ground.builders.contracts,
      path: `/contracts/${await freshContract(ground, ground.otherStudy.studyId)}/versions`,
      body: { ...rates, copyTermsOf: null },
    }),
  ],
  'finance.release-version': [
    async ({ ground }) => {
      const { contracts } = ground.builders;
      const draft = await draftOf(contracts, await freshContract(ground, ground.otherStudy.studyId), sampleTerms);
      return { by: contracts, path: `/contract-versions/${draft.id}/release`, ...(await releaseOf(contracts, draft)) };
    },
  ],
  'finance.save-terms': [
    async ({ ground }) => {
      const { contracts } = ground.builders;
      const { id, version } = await draftOf(contracts, await freshContract(ground, ground.otherStudy.studyId), sampleTerms);
      const [first, ...others] = sampleTerms.visitTerms;
      return {
        by: contracts,
        path: `/contract-versions/${id}/terms`,
        body: { ...sampleTerms, visitTerms: [{ ...first, partial: proRata }, ...others] },
        headers: ifMatch(version),
      };
    },
    async ({ ground }) => {
      const { contracts } = ground.builders;
      const { id, version } = await draftOf(contracts, await freshContract(ground, ground.otherStudy.studyId), sampleTerms);
      const [first, ...others] = sampleTerms.visitTerms;
      const partial = { kind: 'all-or-nothing', requiredActivities: ['ecg'] };
      const screenFailure = { ...sampleTerms.screenFailure, amount: { kind: 'flat', directMinor: '120000', withOverhead: true } };
      return {
        by: contracts,
        path: `/contract-versions/${id}/terms`,
        // The first that is fed with texts is one of a procedure: it has every field.
        body: { ...sampleTerms, visitTerms: [{ ...first, partial }, ...others], screenFailure, invoiceables: sampleInvoiceables.slice(1) },
        headers: ifMatch(version),
      };
    },
  ],
  ...marketCommands,
  ...invoiceCommands,
  ...incidentCommands,
  ...scheduleCommands,
  ...signatureCommands,
  ...skipCommands,
};
