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
    evidenceId: 'not-in-the-book',
    reportId: await standingReport(world),
    chapter: 'overview',
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
