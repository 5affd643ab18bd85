// The network on the market, on a real database: its own studies and earnings, new-site cases, companies, and activity that was counted.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText } from '#forecasting/rules';
import { type Jobs, sha256Hex } from '#platform';
import { type Nlx301Network, complete, makeNlx301, makeSite, taken, visitsOf } from '../../tests/journeys/nlx-301-network.ts';
import { startJobs, until } from '../../tests/support/imports.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { makeOutlooks, marketImportCommand } from './index.ts';
import { newSiteFound } from './rules.ts';
import { sampleNewSite } from './sample.ts';
import { loadActivity } from './store/activity.ts';

let world: World;
let network: Nlx301Network;
let nora: TestPerson;
let jobs: Jobs;

beforeAll(async () => {
  world = await openWorld();
  network = await makeNlx301(world);
  nora = network.builders.manager;
  const visits = await visitsOf(network.builders.coordinator, network.subjectId);
  await complete(network.builders.coordinator, visits.get('V1')?.id ?? '', '2026-02-24');
  jobs = await startJobs(world);
}, 60_000);
afterAll(async () => {
  await jobs?.stop();
  await world?.close();
});

const get = async (path: string, by = nora): Promise<ApiAnswer['body']> => taken(await by.api('GET', `/market/${path}`), path);
const draftOf = (draft: unknown) => `draft=${encodeURIComponent(JSON.stringify(draft))}`;

describe('the position', () => {
  it('[MKT-70] without an outlook it is told without a market', async () => {
    const body = await get('position');
    expect(body).toMatchObject({
      run: null,
      window: { from: '2025-04', to: '2026-03' },
      total: { market: null, share: null },
      whiteSpots: [],
    });
  });

  it('[MKT-70] what was earned stands on the cells of its study and country, with its share of the market', async () => {
    await nora.act('market.run', (act) => makeOutlooks(act, { base: true, scenarioIds: [] }));
    const body = await get('position');
    const { items } = (await nora.api('GET', `/studies/${network.studyId}/earned?siteId=${network.austin.siteId}`)).body;
    const earned = items.reduce((sum: number, line: { amountMinor: string }) => sum + Number(line.amountMinor), 0) / 100;
    expect(earned).toBeGreaterThan(0);
    expect(body.total).toMatchObject({ revenue: expect.closeTo(earned, 6), before: 0, growth: null, studies: 1, places: 3 });
    expect(body.earned).toEqual([
      { currency: 'USD', amountMinor: `${Math.round(earned * 100)}`, beforeMinor: '0', usd: expect.closeTo(earned, 6) },
    ]);
    const us = body.cuts.country.find(({ key }: { key: string }) => key === 'US');
    expect(us).toMatchObject({ places: 2, revenue: expect.closeTo(earned, 6) });
    expect(us.share).toBeCloseTo(earned / us.market, 12);
    expect(body.cuts.area[0]).toMatchObject({ key: 'Oncology', studies: 1 });
    expect(body.tags).toMatchObject({ market: 'modelled', rates: 'assumed' });
    // The outlook begins in 2025: of the window's months nine lie there and three in 2026.
    const { totals } = await get('outlook/cells?service=Site%20management&by=service');
    const at = (year: number) => totals.find((one: { year: number }) => one.year === year).value;
    expect(body.total.market / 1e6).toBeCloseTo((9 * at(2025) + 3 * at(2026)) / 12, 6);
  });

  it('[MKT-72] white spots are told with what of the network is near them', async () => {
    const { whiteSpots } = await get('position');
    expect(whiteSpots.length).toBeGreaterThan(3);
    expect(
      whiteSpots.some(({ area, country }: { area: string; country: string }) => area === 'Oncology' && ['US', 'CO'].includes(country)),
    ).toBe(false);
    expect(whiteSpots.find(({ country }: { country: string }) => country === 'US')).toMatchObject({ sitesInCountry: 2 });
  });

  it('[MKT-74] the pipeline is valued by the contract in force', async () => {
    const { pipeline } = await get('position');
    const row = pipeline.rows.find(({ siteId }: { siteId: string }) => siteId === network.austin.siteId);
    expect(row).toMatchObject({ state: 'active-recruiting', perParticipant: { basis: 'contract', currency: 'USD' }, chance: 0.8 });
    expect(row.contracted).toBeCloseTo((row.remaining * Number(row.perParticipant.amountMinor)) / 100, 6);
    const { cases } = (await nora.api('GET', `/contract-versions/${network.contract.versionIds[0]}/dry-run`)).body;
    const complete = cases.filter(({ kind }: { kind: string }) => kind === 'complete');
    const sum = complete.reduce((total: number, { totals }: { totals: { grossMinor: string } }) => total + Number(totals.grossMinor), 0);
    expect(Number(row.perParticipant.amountMinor)).toBe(sum / complete.length);
    expect(pipeline.expected).toBeCloseTo(0.8 * pipeline.contracted, 6);
  });

  it('[MKT-75] recommendations are ordered by what is at stake', async () => {
    const { run, recommendations } = await get('recommendations');
    expect(run).not.toBeNull();
    const codes = recommendations.map(({ code }: { code: string }) => code);
    expect(codes).toContain('enrol-what-is-contracted');
    expect(codes).toContain('enter-area-where-we-are');
    const stakes = recommendations.map(({ atStake }: { atStake: number }) => atStake);
    expect(stakes).toEqual(stakes.toSorted((a: number, b: number) => b - a));
  });
});

describe('new sites', () => {
  it('[MKT-76] a case is answered from the network’s own openings', async () => {
    const body = await get(`new-sites/preview?${draftOf(sampleNewSite)}`);
    expect(body).toMatchObject({
      catchment: { of: 'DE', activity: null },
      studiesThatFit: [{ studyId: network.studyId, area: 'Oncology', sites: 3 }],
      history: { followed: 3, inChosenAreas: false },
      paths: 2_000,
      tags: { costs: 'assumed', outcome: 'modelled' },
    });
    expect(body.warnings).toContain('few-followed');
    expect(body.catchment.market.ofCatchment).toBeCloseTo(body.catchment.market.last * sampleNewSite.catchmentShare, 9);
    const wrong = await nora.api('GET', `/market/new-sites/preview?${draftOf({ ...sampleNewSite, country: 'XX' })}`);
    expect(wrong.body).toMatchObject({ code: 'country-unknown' });
    expect((await nora.api('GET', '/market/new-sites/preview?draft=%7B')).status).toBe(400);
  });

  it('[MKT-77] a case is kept under a name with its answer, once, and made again to the byte', async () => {
    const first = await nora.api('POST', '/market/new-sites', { name: 'Leipzig', input: sampleNewSite });
    const again = await nora.api('POST', '/market/new-sites', { name: 'Leipzig', input: sampleNewSite });
    expect([first.status, again.body.id]).toEqual([200, first.body.id]);
    const [kept, ...others] = await get('new-sites');
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ name: 'Leipzig', input: sampleNewSite, by: 'Nora Network' });
    const { rows } = await world.superuser.query('select input, result_sha256 from market.new_site_case');
    expect(sha256Hex(canonicalText(rows[0].input))).toBe(kept.inputSha256);
    expect(sha256Hex(canonicalText(newSiteFound(rows[0].input, kept.seed)))).toBe(rows[0].result_sha256);
  });
});

describe('companies and strategy', () => {
  const note = {
    company: 'wcg-clinical',
    section: 'overview',
    text: 'Runs a network of sites.',
    strength: null,
    source: null,
    sourceDate: null,
  };
  const bare = { evidenceIds: [] as string[], supersedes: null as string | null, reason: null as string | null };
  const write = (body: object) => nora.api('POST', '/market/notes', { ...note, ...bare, ...body });

  it('[MKT-78] ten companies are profiled by name, and a fact about one needs a source', async () => {
    const { companies } = await get('companies');
    expect(companies).toHaveLength(10);
    expect(companies[0]).toMatchObject({ company: 'wcg-clinical', name: 'WCG Clinical', notes: [] });
    expect(JSON.stringify(companies)).not.toMatch(/"share":/);
    expect((await write({})).body).toMatchObject({ code: 'source-missing', data: { path: 'body.source' } });
    const written = await write({ source: 'Their site', sourceDate: '2026-01' });
    expect(written.status).toBe(200);
    expect((await write({ company: 'nobody', source: 'x' })).body).toMatchObject({ code: 'company-unknown' });
    expect((await write({ section: 'rivalry', source: 'x' })).body).toMatchObject({ code: 'section-wrong' });
    expect((await write({ evidenceIds: ['no-such'], section: 'strength' })).body).toMatchObject({ code: 'evidence-unknown' });
    const next = await write({
      evidenceIds: ['development-wcg'],
      text: 'Enhanced its network.',
      supersedes: written.body.id,
      reason: 'Newer',
    });
    expect(next.status).toBe(200);
    const [wcg] = (await get('companies')).companies;
    expect(wcg.notes).toMatchObject([
      { id: next.body.id, text: 'Enhanced its network.', evidence: [{ id: 'development-wcg' }], supersedes: written.body.id },
    ]);
  });

  it('[MKT-79] the SWOT and the five forces begin with what the evidence says, and are rewritten by people', async () => {
    const { notes } = await get('strategy');
    const of = (section: string) => notes.filter((one: { section: string }) => one.section === section);
    for (const section of ['weakness', 'opportunity', 'threat', 'rivalry', 'new-entrants', 'substitutes', 'buyers', 'suppliers'])
      expect(of(section).length, section).toBeGreaterThan(0);
    expect(of('strength')).toEqual([]);
    const [buyers] = of('buyers');
    expect(buyers).toMatchObject({ origin: 'proposed', evidence: [{ id: 'driver-spending' }] });
    const ours = {
      company: null,
      section: 'buyers',
      text: 'Few sponsors buy most.',
      strength: 4,
      supersedes: buyers.id,
      reason: 'Our own experience',
    };
    expect((await write(ours)).status).toBe(200);
    expect((await get('strategy')).notes.filter((one: { section: string }) => one.section === 'buyers')).toMatchObject([
      { text: 'Few sponsors buy most.', strength: 4, origin: 'written', by: 'Nora Network' },
    ]);
    expect((await write(ours)).body).toMatchObject({ code: 'note-unknown' });
    const [threat] = of('threat');
    expect((await write({ company: null, section: 'threat', text: null, supersedes: threat.id, reason: 'Not for us' })).status).toBe(200);
    expect((await get('strategy')).notes.map(({ id }: { id: string }) => id)).not.toContain(threat.id);
  });
});

describe('activity', () => {
  const studies = [
    'NCT Number,Conditions,Phases,Study Status,Start Date,Completion Date,Locations',
    'NCT00000001,Breast Cancer,PHASE3,COMPLETED,2025-01-01,2026-01-01,"Hospital, Leipzig, Germany|Clinic, Sidney, Australia"',
    'NCT00000002,Asthma,PHASE2|PHASE3,COMPLETED,2024-01-01,2026-01-01,"Practice, Oslo, Norway"',
  ].join('\n');

  it('[MKT-82] a table of a registry is counted by a job, kept once, and the next outlook stands on it', async () => {
    await nora.act('market.run', (act) => makeOutlooks(act, { base: true, scenarioIds: [] }));
    const ask = async () => {
      const fileId = taken(await nora.send('registry', 'studies.csv', studies), 'file').id;
      const asked = taken(await nora.api('POST', '/market/activity', { fileIds: [fileId] }), 'activity');
      return until(asked.jobId, nora);
    };
    const first = await ask();
    expect(first).toMatchObject({ state: 'done', result: { isNew: true, studies: 2 } });
    expect(await ask()).toMatchObject({
      state: 'done',
      result: { isNew: false, importId: (first['result'] as { importId: string }).importId },
    });
    const { imports } = await get('activity');
    const [kept, ...others] = imports;
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ fileName: 'studies.csv', counts: { studies: 2, facilityRows: 3 }, importedBy: 'Nora Network' });
    const activity = await nora.act('market.look', (act) => loadActivity(act.tx));
    const in2025 = activity?.cells
      .filter(({ year }) => year === 2025)
      .map(({ country, area, phase, siteYears }) => [country, area, phase, siteYears]);
    expect(in2025).toEqual([
      ['DE', 'Oncology', 'III', 1],
      ['Others (Europe)', 'Endocrinology-Respiration', 'II', 0.5],
      ['Others (Europe)', 'Endocrinology-Respiration', 'III', 0.5],
      ['AU', 'Oncology', 'III', 1],
    ]);
    expect((await get('outlook')).isCurrent).toBe(false);
    await nora.act('market.run', (act) => makeOutlooks(act, { base: true, scenarioIds: [] }));
    const { latest, isCurrent } = await get('outlook');
    expect([isCurrent, latest.run.activityImportId]).toEqual([true, kept.id]);
    const oncology = latest.outlook.margins.area.find((one: { key: string; year: number }) => one.key === 'Oncology' && one.year === 2025);
    expect(oncology.tag).toBe('counted');
    const body = await get(`new-sites/preview?${draftOf(sampleNewSite)}`);
    expect(body.catchment).toMatchObject({ activityYear: 2025, activity: [{ area: 'Oncology', siteYears: 1 }] });
  });

  it('[MKT-82] the command counts files of any size on the caller’s side, and keeps the same count once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'siteward-registry-'));
    await writeFile(join(folder, 'studies.csv'), studies);
    await writeFile(join(folder, 'more.json'), JSON.stringify([{ protocolSection: { identificationModule: { nctId: 'NCT00000003' } } }]));
    const { act } = await world.operator();
    const kept = async (...names: string[]) => {
      const input = await marketImportCommand.prepare({ positionals: names, flags: {}, cwd: folder });
      return marketImportCommand.run({ act }, input, []);
    };
    const first = await kept('studies.csv');
    expect(await kept('studies.csv')).toEqual({ ...first, isNew: false });
    const both = await kept('studies.csv', 'more.json');
    expect(both).toMatchObject({ isNew: true, studies: 3 });
    expect(await kept('more.json', 'studies.csv')).toEqual({ ...both, isNew: false });
    await expect(kept('nothing.csv')).rejects.toMatchObject({ code: 'no-such-file' });
    await rm(folder, { recursive: true });
  });

  it('[MKT-82] what holds no study is refused by its first fault, and files of others are not read', async () => {
    const fileId = taken(await nora.send('registry', 'other.csv', 'a,b\n1,2\n'), 'file').id;
    const asked = taken(await nora.api('POST', '/market/activity', { fileIds: [fileId] }), 'activity');
    expect(await until(asked.jobId, nora)).toMatchObject({ state: 'failed', result: { code: 'unknown-table' } });
    const other = await world.person('Nina Network', [{ role: 'network-manager' }]);
    const theirs = taken(await other.send('registry', 'studies.csv', studies), 'file').id;
    expect((await nora.api('POST', '/market/activity', { fileIds: [theirs] })).body).toMatchObject({ code: 'file-unknown' });
  });
});

it('[MKT-80] a director of the whole network sees the position, and one of a site does not', async () => {
  const whole = await world.person('Dina Director', [{ role: 'site-director' }]);
  expect((await whole.api('GET', '/market/position')).status).toBe(200);
  const siteId = await makeSite(network.builders, { code: 'ZZZ', name: 'Z', city: 'Austin', country: 'US', timeZone: 'America/Chicago' });
  const own = await world.person('Dora Director', [{ role: 'site-director', siteId }]);
  expect((await own.api('GET', '/market/position')).status).toBe(403);
  expect((await get('companies', own)).companies).toHaveLength(10);
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
