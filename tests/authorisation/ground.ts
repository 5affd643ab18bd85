// The ground of the walk: two sites, two studies, each study open at both sites, and records with telling names in all four places.
import { newId } from '#lib';
import { samplePdf } from '../../src/files/sample.ts';
import { sampleUsdm } from '../../src/studies/formats/usdm/sample-usdm.ts';
import {
  type Builders,
  complete,
  consent,
  draftOf,
  ifMatch,
  makeContract,
  makeSite,
  makeStudy,
  signInBuilders,
  taken,
  termsOf,
  visitsOf,
} from '../journeys/nlx-301-network.ts';
import { contract } from '../../examples/nlx-301/story.ts';
import { sampleIssuer } from '../../src/finance/sample.ts';
import { sampleSerious } from '../../src/safety/sample.ts';
import type { TestPerson, World } from '../support/world.ts';
import { standingReport } from './market-ground.ts';
import type { Targets } from './requests.ts';

/** A study at a site with its records. The marks are words that stand in the names of its site, its study and its own records. */
export interface Place extends Targets {
  readonly name: string;
  readonly marks: { readonly site: string; readonly study: string; readonly pair: string };
}

/** The four places: own site and study, own site other study, other site own study, and wholly elsewhere. */
export interface Ground {
  readonly builders: Builders;
  readonly own: Place;
  readonly otherStudy: Place;
  readonly otherSite: Place;
  readonly elsewhere: Place;
  readonly places: readonly Place[];
}

/** Builds the ground. */
export async function makeGround(world: World): Promise<Ground> {
  const builders = await signInBuilders(world);
  await world.superuser.query(
    `set role siteward_jobs; select jobs.create_queue(kind, '{"policy":"standard"}') from unnest(array['interop.import-sdtm', 'monitoring.run-indicators', 'forecasting.run', 'market.run', 'market.import-activity', 'market.make-report']) kind; reset role`,
  );
  const sites: { id: string; code: string }[] = [];
  for (const code of ['S1', 'S2']) {
    const id = await makeSite(builders, { code, name: `Mark of site ${code}`, city: 'Austin', country: 'US', timeZone: 'America/Chicago' });
    sites.push({ id, code });
  }
  const common = { ...(await peopleOf(world)) };
  const places: Place[] = [];
  for (const code of ['T1', 'T2']) {
    const study = await makeStudy(
      builders,
      code,
      sites.map((site) => ({ siteId: site.id, number: `${code}-${site.code}` })),
    );
    const protocolFileId = await nameStudy(builders, study.studyId, code);
    const [site1, site2] = study.sites;
    if (!site1 || !site2) throw new Error('a study without its sites');
    for (const [at, site] of [site1, site2].entries()) {
      places.push(await furnish(world, builders, { ...common, study, site, siteCode: `S${at + 1}`, protocolFileId }));
    }
  }
  const [own, otherSite, otherStudy, elsewhere] = places as [Place, Place, Place, Place];
  return { builders, own, otherStudy, otherSite, elsewhere, places };
}

async function nameStudy({ manager }: Builders, studyId: string, code: string): Promise<string> {
  const { version } = taken(await manager.api('GET', `/studies/${studyId}`), 'study');
  taken(await manager.api('PATCH', `/studies/${studyId}`, { name: `Mark of study ${code}` }, ifMatch(version)), 'name');
  const content = sampleUsdm();
  const { id } = taken(await manager.send('protocol', 'protocol.json', JSON.stringify(content)), 'protocol file');
  taken(await manager.api('POST', '/studies/imports', { fileId: id, code }), 'protocol');
  return id;
}

async function peopleOf(world: World): Promise<PersonTargets> {
  const person = await world.person('Vic Tim', [{ role: 'recruiter' }]);
  const { rows } = await world.superuser.query<{ id: string }>(`select id from access."grant" where person_id = $1`, [person.id]);
  const jobId = newId();
  await world.superuser.query(`insert into platform.job_run (id, kind, asked_by, state) values ($1, 'interop.import-sdtm', $2, 'queued')`, [
    jobId,
    person.id,
  ]);
  await world.superuser.query(
    `insert into access.person (id, kind, name, email) values ($1, 'staff', 'Taken Address', 'taken@example.org')`,
    [newId()],
  );
  const [keyId, passkeyId, viewId, scenarioId, importId] = [newId(), newId(), newId(), newId(), newId()];
  await world.superuser.query(
    `insert into market.scenario (id, line_id, number, name, changes, saved_by, saved_by_name, saved_at) values ($1, $1, 1, 'Scenario of Vic', '[]', $2, 'Vic Tim', now())`,
    [scenarioId, person.id],
  );
  await world.superuser.query(
    `insert into market.activity_import (id, file_name, file_sha256, files, format, classifier_version, counts, warnings, told, cells, cells_sha256, imported_by, imported_by_name, imported_at)
     values ($1, 'empty.csv', repeat('0', 64), '[]', 'table', 'none', '{}', '[]', $3, '[]', repeat('0', 64), $2, 'Vic Tim', now())`,
    [importId, person.id, toldNothing],
  );
  await world.superuser.query(
    `insert into desk.saved_view (id, person_id, table_name, name, view) values ($1, $2, 'studies', 'View of Vic', '{}')`,
    [viewId, person.id],
  );
  await world.superuser.query(
    `insert into access.api_key (id, person_id, name, start, secret_sha256, grant_ids, expires_at) values ($1, $2, 'Key of Vic', 'swk_mark', '\\x00', array[$3]::uuid[], '2099-01-01')`,
    [keyId, person.id, rows[0]?.id],
  );
  await world.superuser.query(
    `insert into auth.passkey (id, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp") select $1, 'k', account_id, 'c', 0, 'd', false from access.person where id = $2`,
    [passkeyId, person.id],
  );
  const session = await world.superuser.query<{ id: string }>('select id from auth.session where token = $1', [person.credential.slice(2)]);
  return {
    personId: person.id,
    grantId: rows[0]?.id ?? '',
    jobId,
    keyId,
    passkeyId,
    viewId,
    scenarioId,
    importId,
    ...(await standingReport(world)),
    sessionId: session.rows[0]?.id ?? '',
  };
}

/** What a count of registry files tells that held nothing. */
const toldNothing = {
  asOf: null,
  byPhase: [],
  byStatus: [],
  byType: [],
  byCountry: [],
  byArea: [],
  areaReadFrom: { conditions: 0, mesh: 0, title: 0, nothing: 0 },
  areaDecidedBy: [],
};

/** What a person has that others must not reach. */
type PersonTargets = Pick<
  Targets,
  | 'personId'
  | 'grantId'
  | 'jobId'
  | 'keyId'
  | 'passkeyId'
  | 'sessionId'
  | 'viewId'
  | 'scenarioId'
  | 'importId'
  | 'evidenceId'
  | 'reportId'
  | 'chapter'
>;

interface Furnishing extends PersonTargets {
  readonly study: { readonly studyId: string; readonly code: string; readonly scheduleVersionId: string };
  readonly site: { readonly siteId: string; readonly studySiteId: string };
  readonly siteCode: string;
  readonly protocolFileId: string;
}

/** Puts a subject, visits, a contract that earned, a deviation and an adverse event into a study-site, all named after it. */
export async function furnish(
  world: World,
  builders: Builders,
  { study, site, siteCode, protocolFileId, ...person }: Furnishing,
): Promise<Place> {
  const { coordinator, contracts, manager } = builders;
  const [{ id: organizationId }] = taken(await manager.api('GET', '/organizations'), 'organizations');
  const pair = `Mark of ${siteCode} in ${study.code}`;
  const place = { studyId: study.studyId, siteId: site.siteId };
  const made = await makeContract(builders, { ...place, code: `C1-${siteCode}`, versions: 1, payerId: organizationId });
  const terms = termsOf(contract[1] as (typeof contract)[number]);
  const draft = await draftOf(contracts, made.contractId, {
    ...terms,
    visitTerms: terms.visitTerms.map((term) => ({ ...term, clause: pair })),
  });
  const subject = await consent(coordinator, site.studySiteId, { identity: { name: pair } });
  await complete(coordinator, (await visitsOf(coordinator, subject.id)).get('V1')?.id ?? '', '2026-02-24');
  const unscheduled = taken(
    await coordinator.api('POST', `/subjects/${subject.id}/visits`, { name: pair, activities: ['ecg'] }),
    'unscheduled visit',
  );
  const raised = { category: 'other', visitId: unscheduled.id, occurredOn: '2026-04-01', summary: pair, reason: pair };
  const deviation = taken(await coordinator.api('POST', `/subjects/${subject.id}/deviations`, raised), 'deviation');
  const serious = { ...sampleSerious, term: pair, startedOn: '2026-04-01' };
  const event = taken(await coordinator.api('POST', `/subjects/${subject.id}/adverse-events`, serious), 'adverse event');
  const { items } = taken(await manager.api('GET', `/studies/${study.studyId}/earned?siteId=${site.siteId}`), 'lines');
  const fileId = await keepLetter(manager, `${pair}.pdf`, place);
  return {
    name: `${siteCode} in ${study.code}`,
    marks: { site: `Mark of site ${siteCode}`, study: `Mark of study ${study.code}`, pair },
    ...place,
    studyCode: study.code,
    studySiteId: site.studySiteId,
    scheduleVersionId: study.scheduleVersionId,
    subjectId: subject.id,
    visitId: unscheduled.id,
    contractId: made.contractId,
    versionId: draft.id,
    lineId: items[0].id,
    deviationId: deviation.id,
    adverseEventId: event.id,
    signalId: await openSignal(world, place, pair),
    organizationId,
    ...(await invoiceTargets(builders, { contractId: made.contractId, siteId: site.siteId, subjectId: subject.id, note: pair })),
    ...person,
    fileId,
    protocolFileId,
  };
}

/** A look that found the study-site to stand out, the signal of it, and a problem known there, each with the mark in its words. */
export async function openSignal(
  { superuser }: World,
  { siteId, studyId }: { siteId: string; studyId: string },
  mark: string,
): Promise<string> {
  const runs = await superuser.query<{ id: string }>(
    `insert into monitoring.indicator_run (id, as_of, input_sha256, kernel_version, summary) values ($1, '2026-04-12', repeat('0', 64), 'test', '{"comparisons":[],"driftAt":{}}')
     on conflict (as_of, input_sha256) do update set kernel_version = 'test' returning id`,
    [newId()],
  );
  const runId = runs.rows[0]?.id;
  const figure = { numerator: 9, denominator: 40, expected: 3.5, score: 3.4, flag: 2, q: 0.01, drift: null };
  await superuser.query(
    `insert into monitoring.indicator_result (id, run_id, dimension, site_id, study_id, figures) values ($1, $2, 'study-site', $3, $4, $5)`,
    [newId(), runId, siteId, studyId, JSON.stringify({ deviations: figure })],
  );
  await superuser.query(
    `insert into monitoring.known_problem (id, key, site_id, study_id, sentence, sentence_es, indicators) values ($1, $2, $3, $4, $2, $2, '{deviations}')`,
    [newId(), mark, siteId, studyId],
  );
  const signalId = newId();
  await superuser.query(
    `insert into monitoring.signal (id, indicator, dimension, site_id, study_id, direction, state, comment, run_id, opened_on, numerator, denominator, expected, score, flag)
     values ($1, 'deviations', 'study-site', $2, $3, 'high', 'new', $4, $5, '2026-04-12', 9, 40, 3.5, 3.4, 2)`,
    [signalId, siteId, studyId, mark, runId],
  );
  return signalId;
}

async function withdrawnEvent({ finance }: Builders, subjectId: string, body: Record<string, unknown>): Promise<string> {
  const { id } = taken(await finance.api('POST', `/subjects/${subjectId}/invoiceable-events`, body), 'event');
  taken(await finance.api('POST', `/invoiceable-events/${id}/withdrawal`, { reason: 'not this participant' }), 'withdrawal');
  return id;
}

interface Invoiced {
  readonly contractId: string;
  readonly siteId: string;
  readonly subjectId: string;
  readonly note: string;
}

async function invoiceTargets(builders: Builders, { contractId, siteId, subjectId, note }: Invoiced) {
  const event = { contractId, termKey: 're-consent', on: '2026-01-20', note };
  const eventId = await withdrawnEvent(builders, subjectId, event);
  const issuerId = await issuerOf(builders);
  return { eventId, issuerId, invoiceId: await draftInvoice(builders, { issuerId, contractId, siteId }) };
}

/** Who issues invoices, made when first asked for. */
export async function issuerOf({ manager }: Builders): Promise<string> {
  const known = taken(await manager.api('GET', '/issuers'), 'issuers') as { id: string | null }[];
  const [first] = known.filter((issuer) => issuer.id !== null);
  if (first?.id) return first.id;
  const own = taken(await manager.api('POST', '/organizations', { name: 'Our sites', kind: 'smo', country: null }), 'organization');
  return taken(await manager.api('PUT', `/issuers/${own.id}`, sampleIssuer, ifMatch(0)), 'issuer').id;
}

/** Drafts an invoice over all that is billable under a contract at a site. */
export async function draftInvoice(
  { finance }: Builders,
  { issuerId, contractId, siteId }: { readonly issuerId: string; readonly contractId: string; readonly siteId: string },
): Promise<string> {
  const cutOff = '2026-04-30';
  const query = `cutOff=${cutOff}&contractId=${contractId}&siteId=${siteId}`;
  const { groups } = taken(await finance.api('GET', `/invoice-runs/preview?${query}`), 'preview');
  const { lineCount, totalMinor } = groups[0];
  const body = { issuerId, cutOff, siteId, invoices: [{ contractId, lineCount, totalMinor }] };
  return taken(await finance.api('POST', '/invoice-runs', body), 'run')[0].id;
}

async function keepLetter(by: TestPerson, name: string, place: { siteId: string; studyId: string }): Promise<string> {
  return taken(await by.send('document', name, samplePdf(), place), 'document').id;
}

/** The same request's targets with ids that nobody has. */
export function nowhere(place: Place): Place {
  const ids = Object.fromEntries(
    Object.keys(place)
      .filter((key) => key.endsWith('Id'))
      .map((key) => [key, newId()]),
  );
  return { ...place, ...ids, studyCode: `N${newId().slice(0, 8)}` } as Place;
}
