// What is held of the market on a real database: evidence that is never overwritten, assumptions and scenarios by version, outlooks kept to the byte.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText } from '#forecasting/rules';
import { sha256Hex } from '#platform';
import { until } from '../../tests/support/imports.ts';
import { type MarketWorld, openMarketWorld } from '../../tests/support/market-world.ts';
import type { ApiAnswer } from '../../tests/support/world.ts';
import { makeOutlooks, refreshOutlook } from './index.ts';
import { type Outlook, outlook, packIntervals, planOutlook, publishedFrame, segmentIntervals, unpackCells } from './rules.ts';
import { sampleEvidence, sampleScenario } from './sample.ts';
import { loadCells, loadIntervals, loadRun, loadRunInput } from './store/runs.ts';

let market: MarketWorld;
let world: MarketWorld['world'];
let nora: MarketWorld['nora'];
let dora: MarketWorld['dora'];

beforeAll(async () => {
  market = await openMarketWorld();
  ({ world, nora, dora } = market);
});
afterAll(() => market?.close());

const draftOf = (draft: unknown) => `draft=${encodeURIComponent(JSON.stringify(draft))}`;
const book = async (by = nora) => (await by.api('GET', '/market/evidence')).body;
const made = (base = true, scenarioIds: string[] = []) => nora.act('market.run', (act) => makeOutlooks(act, { base, scenarioIds }));
const look = async (query = '', by = nora): Promise<ApiAnswer['body']> => (await by.api('GET', `/market/outlook${query}`)).body;
const entryOf = async (id: string) => (await book()).entries.find((one: { record: { id: string } }) => one.record.id === id);

describe('outlooks', () => {
  it('[MKT-66] before any, none is told; a job makes one with its steps, and makes the same nothing twice', async () => {
    expect(await look()).toEqual({ latest: null, isCurrent: null, can: { run: true, edit: true, seePosition: true } });
    const asked = await nora.api('POST', '/market/runs', { base: true, scenarioIds: [] });
    expect(asked.status).toBe(200);
    expect(await until(asked.body.jobId, nora)).toMatchObject({ kind: 'market.run', state: 'done', result: { made: 1, known: 0 } });
    expect(await made()).toEqual({ made: 0, known: 1 });
    const { latest, isCurrent } = await look();
    expect(isCurrent).toBe(true);
    expect(
      latest.outlook.total.map(({ year, value, tag }: { year: number; value: number; tag: string }) => [year, value, tag]),
    ).toContainEqual([2025, 6710, 'published']);
    expect((await nora.api('POST', '/market/runs', { base: false, scenarioIds: [] })).body).toMatchObject({ code: 'nothing-asked' });
  });

  it('[MKT-66] a kept outlook is made again from its kept input, to the byte', async () => {
    const { latest } = await look();
    const { run, input, cells, intervals } = await nora.act('market.look', async (act) => ({
      run: await loadRun(act.tx, latest.run.id),
      input: await loadRunInput(act.tx, latest.run.id),
      cells: await loadCells(act.tx, latest.run.id),
      intervals: await loadIntervals(act.tx, latest.run.id),
    }));
    if (!run || !input || !cells || !intervals) throw new Error('no run');
    const question = { ...input, activity: [] };
    expect(sha256Hex(canonicalText(question))).toBe(run.inputSha256);
    expect(run.seed).toBe(run.inputSha256.slice(0, 16));
    const again = outlook(question, run.seed);
    if (!again.ok) throw new Error(again.refusal);
    expect(sha256Hex(canonicalText(again.value))).toBe(run.resultSha256);
    const kept: Outlook = { ...run.result, cells: unpackCells(cells) };
    expect(canonicalText(kept)).toBe(canonicalText(again.value));
    const plan = planOutlook(question);
    if (!plan.ok) throw new Error(plan.refusal);
    expect(intervals).toEqual(packIntervals(segmentIntervals(plan.value, run.seed)));
  });

  it('[MKT-69] cells by any two cuts add up to the margins and to the total of their year', async () => {
    const { latest } = await look();
    const { body } = await nora.api('GET', '/market/outlook/cells?by=area&then=region&year=2031');
    expect(body.tag).toBe('modelled');
    const whole = latest.outlook.total.find(({ year }: { year: number }) => year === 2031);
    expect(body.totals).toEqual([{ year: 2031, value: expect.closeTo(9330, 3), ofMarket: 1, interval80: whole.interval80 }]);
    const ofOncology = body.rows.filter(({ key }: { key: string }) => key === 'Oncology');
    const margin = latest.outlook.margins.area.find((one: { key: string; year: number }) => one.key === 'Oncology' && one.year === 2031);
    expect(ofOncology.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBeCloseTo(margin.value, 3);
    const filtered = (await nora.api('GET', '/market/outlook/cells?area=Oncology&service=Monitoring&region=Europe&by=country')).body;
    expect(filtered.rows.map(({ key }: { key: string }) => key)).toContain('DE');
    expect(filtered.rows.map(({ key }: { key: string }) => key)).not.toContain('US');
    expect(filtered.totals[0].ofMarket).toBeLessThan(0.1);
    const germany = filtered.rows.find(({ key, year }: { key: string; year: number }) => key === 'DE' && year === 2031);
    expect(germany.interval80[0]).toBeLessThan(germany.value);
    expect(germany.interval80[1]).toBeGreaterThan(germany.value);
    const oncologyInEurope = ofOncology.find(({ then }: { then: string }) => then === 'Europe');
    expect((await nora.api('GET', '/market/outlook/cells?area=Oncology&by=region&year=2031')).body.rows).toContainEqual(
      expect.objectContaining({ key: 'Europe', interval80: oncologyInEurope.interval80 }),
    );
  });

  it('[MKT-84] one is made without being asked where none answers the present question', async () => {
    expect(await nora.act('market.refresh', (act) => refreshOutlook(act))).toEqual({ made: 0, known: 1 });
  });
});

describe('evidence', () => {
  it('[MKT-60] the published frame is there, and what is added stands beside it with its source', async () => {
    const before = await book();
    expect(before.entries).toHaveLength(publishedFrame.length);
    expect(before.entries[0]).toMatchObject({ origin: 'published', state: 'counts', record: { value: 6710, tag: 'published' } });
    const added = await nora.api('POST', '/market/evidence', {
      record: { ...sampleEvidence, quantity: 'sites', value: 12, unit: 'count' },
    });
    expect(added.body).toMatchObject({ contradictions: [] });
    expect(await entryOf(added.body.id)).toMatchObject({
      origin: 'network',
      state: 'counts',
      addedBy: 'Nora Network',
      record: { source: 'A second report' },
    });
  });

  it('[MKT-61] a record that contradicts another shows that, and what it does to the outlook, before it is added', async () => {
    const { body } = await nora.api(
      'GET',
      `/market/evidence/preview?${draftOf({ record: { ...sampleEvidence, value: 12 }, supersedes: null })}`,
    );
    expect(body.contradictions).toMatchObject([{ quantity: 'market-size', year: 2025, values: [6710, 12_000] }]);
    const first = body.effect.totals[0];
    expect(first).toMatchObject({ year: 2025, before: 6710, after: 6710 });
    expect(first.after80[1] - first.after80[0]).toBeGreaterThan(first.before80[1] - first.before80[0]);
    expect(
      (await book()).entries.some(
        ({ record }: { record: { value: unknown; unit: string } }) => record.value === 12 && record.unit === 'USD billion',
      ),
    ).toBe(false);
  });

  it('[MKT-61] a record that cannot be is not added, for no outlook could be made any more', async () => {
    const { entries } = await book();
    const none = await nora.api('POST', '/market/evidence', { record: { ...sampleEvidence, value: -7 } });
    expect([none.status, none.body.code, none.body.data?.fault]).toEqual([422, 'bad-assumptions', 'evidence-size']);
    const share = { kind: 'share', quantity: 'share', unit: '%', value: 160, sd: 0.05, segment: { axis: 'region', key: 'Europe' } };
    const part = await nora.api('POST', '/market/evidence', { record: { ...sampleEvidence, ...share } });
    expect([part.status, part.body.data?.fault]).toEqual([422, 'claim-share']);
    expect((await book()).entries).toHaveLength(entries.length);
  });

  it('[MKT-62] a record that stands in for the published total is the total, and the earlier one stays in the book', async () => {
    const { id } = publishedFrame[0] as (typeof publishedFrame)[number];
    const { body } = await nora.api('GET', `/market/evidence/preview?${draftOf({ record: sampleEvidence, supersedes: id })}`);
    expect(body.contradictions).toEqual([]);
    expect(body.effect.totals[0]).toMatchObject({ before: 6710, after: 7400 });
    const done = await nora.api('POST', `/market/evidence/${id}/successor`, { record: sampleEvidence, reason: 'A newer edition' });
    expect(done.status).toBe(200);
    expect(await entryOf(id)).toMatchObject({
      state: 'superseded',
      supersededBy: done.body.id,
      ended: { reason: 'A newer edition', by: 'Nora Network' },
    });
    expect((await look()).isCurrent).toBe(false);
    expect(await made()).toEqual({ made: 1, known: 0 });
    const { latest } = await look();
    expect(latest.outlook.total[0]).toMatchObject({ year: 2025, value: 7400 });
    expect(latest.outlook.evidence.map((record: { id: string }) => record.id)).not.toContain(id);
    const again = await nora.api('POST', `/market/evidence/${id}/successor`, { record: sampleEvidence, reason: 'Once more' });
    expect([again.status, again.body.code]).toEqual([422, 'evidence-ended']);
    const withdrawn = await nora.api('POST', `/market/evidence/${done.body.id}/successor`, { record: null, reason: 'Read wrongly' });
    expect([withdrawn.status, withdrawn.body.code, withdrawn.body.data?.year]).toEqual([422, 'total-missing', 2025]);
    expect(await entryOf(done.body.id)).toMatchObject({ state: 'counts', ended: null });
  });

  it('[MKT-183] what the outlook becomes without a record is shown before it is withdrawn, and one without which there is no total stays', async () => {
    const without = async (supersedes: string | null) =>
      (await nora.api('GET', `/market/evidence/preview?${draftOf({ record: null, supersedes })}`)).body;
    const { body } = await nora.api('POST', '/market/evidence', { record: { ...sampleEvidence, value: 12 } });
    const seen = await without(body.id);
    const [first] = seen.effect.totals;
    expect([seen.contradictions, seen.effect.refusal, first.before, first.after]).toEqual([[], null, 7400, 7400]);
    expect(first.after80[1] - first.after80[0]).toBeLessThan(first.before80[1] - first.before80[0]);
    expect((await without('frame-size-2031')).effect.refusal).toMatchObject({ code: 'total-missing', facts: { year: 2031 } });
    expect((await nora.api('GET', `/market/evidence/preview?${draftOf({ record: null, supersedes: null })}`)).status).toBe(400);
    expect((await nora.api('POST', `/market/evidence/${body.id}/successor`, { record: null, reason: 'Read wrongly' })).status).toBe(200);
    expect(await entryOf(body.id)).toMatchObject({ state: 'withdrawn', ended: { reason: 'Read wrongly' } });
  });

  it('[MKT-63] nothing that was said is changed or deleted, and each row stands in the trail', async () => {
    const change = (text: string) => nora.act('test.change', (act) => act.tx.$client.query(text));
    for (const table of ['evidence', 'assumption_set', 'scenario', 'run', 'activity_import', 'activity_choice', 'note', 'new_site_case']) {
      await expect(change(`update market.${table} set id = id`), table).rejects.toMatchObject({ code: '42501' });
      await expect(change(`delete from market.${table}`), table).rejects.toMatchObject({ code: '42501' });
    }
    const { rows } = await world.superuser.query(
      `select action, after from audit.entry where record_table = 'market.evidence' order by id limit 1`,
    );
    expect(rows[0]).toMatchObject({ action: 'market.add-evidence', after: { record: { source: 'A second report' } } });
  });
});

describe('assumptions and scenarios', () => {
  const change = { id: 'growth.area.Oncology', value: 0, reason: 'No faster than the market' };
  const saved = (version: number, body: object) => nora.api('POST', '/market/assumptions', body, { 'if-match': `${version}` });
  const own = async () => (await nora.api('GET', '/market/assumptions')).body.own;

  it('[MKT-65] what other assumptions would do is shown before they are held', async () => {
    const { body } = await nora.api('GET', `/market/assumptions/preview?${draftOf({ changes: [change], claims: [] })}`);
    expect(body.refusal).toBeNull();
    expect(body.totals.every(({ before, after }: { before: number; after: number }) => before === after)).toBe(true);
    const oncology = body.parts.find(({ key }: { key: string }) => key === 'Oncology');
    expect(oncology.after).toBeLessThan(oncology.before);
  });

  it('[MKT-64] assumptions are saved as a whole with their reason, one set after the other, and refused by the place that is wrong', async () => {
    const content = { changes: [change], claims: [], own: await own() };
    const wrong = await saved(0, { ...content, changes: [{ id: 'growth.area.Onkology', value: 0 }], reason: 'A slip' });
    expect([wrong.status, wrong.body.code, wrong.body.data?.path ?? wrong.body.path]).toEqual([422, 'bad-assumptions', 'changes[0].id']);
    expect((await saved(0, { ...content, reason: 'Our view' })).body).toEqual({ version: 1 });
    const { status, body } = await nora.api('GET', '/market/assumptions');
    expect([status, body.version, body.history[0]]).toEqual([
      200,
      1,
      expect.objectContaining({ number: 1, reason: 'Our view', by: 'Nora Network', changed: 1 }),
    ]);
    expect(body.assumptions.find(({ id }: { id: string }) => id === change.id)).toMatchObject({ value: 0, tag: 'assumed' });
    expect(body.shipped.find(({ id }: { id: string }) => id === change.id).value).toBeGreaterThan(0);
    expect((await saved(0, { ...content, reason: 'Too late' })).status).toBe(409);
    expect((await saved(1, { ...content, changes: [], reason: 'Back to what ships' })).status).toBe(200);
    const second = await nora.api('GET', '/market/assumptions');
    expect(second.body.history.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
  });

  it('[MKT-67] scenarios are kept through their versions and compared side by side with what is in force', async () => {
    const added = await nora.api('POST', '/market/scenarios', sampleScenario);
    expect(added.body).toMatchObject({ version: 1, name: 'Slower', latest: null });
    const wrong = await nora.api('POST', '/market/scenarios', { ...sampleScenario, changes: [{ id: 'nothing', add: 1 }] });
    expect(wrong.body).toMatchObject({ code: 'bad-assumptions' });
    await made(true, [added.body.id]);
    const { body } = await nora.api('GET', '/market/scenarios/comparison');
    expect(body.columns.map((one: { name: string | null; isCurrent: boolean }) => [one.name, one.isCurrent])).toEqual([
      [null, true],
      ['Slower', true],
    ]);
    const [base, slower] = body.columns.map(({ totals }: { totals: { value: number }[] }) => totals.at(-1)?.value);
    expect(slower / base).toBeCloseTo(0.9, 6);
    expect(body.parts.find(({ key }: { key: string }) => key === 'Oncology').values).toHaveLength(2);
    const amended = await nora.api(
      'PUT',
      `/market/scenarios/${added.body.id}`,
      { ...sampleScenario, changes: [{ id: 'frame.total.2031', factor: 0.8 }], retired: false },
      { 'if-match': '1' },
    );
    expect(amended.body).toMatchObject({ version: 2, isCurrent: false });
    expect(await made(false, [added.body.id])).toEqual({ made: 1, known: 0 });
    expect((await look(`?scenarioId=${added.body.id}`)).latest.run).toMatchObject({ scenario: 'Slower' });
    const runs = (await nora.api('GET', '/market/runs')).body;
    expect(runs.filter(({ scenarioId }: { scenarioId: string | null }) => scenarioId === added.body.id)).toHaveLength(2);
    expect((await nora.api('GET', '/market/scenarios')).body.offered.length).toBeGreaterThan(2);
    // Three outlooks of a thousand refits each.
  }, 240_000);
});

describe('who sees what', () => {
  it('[MKT-80] directors read the market, and neither scenarios, position nor strategy, which are for the whole network', async () => {
    expect((await book(dora)).can).toEqual({ edit: false });
    const seen = await look('', dora);
    expect([seen.latest.run.scenarioId, seen.can]).toEqual([null, { run: false, edit: false, seePosition: false }]);
    const runs = (await dora.api('GET', '/market/runs')).body;
    expect(runs.every(({ scenarioId }: { scenarioId: string | null }) => scenarioId === null)).toBe(true);
    for (const path of ['position', 'recommendations', 'scenarios', 'scenarios/comparison', 'strategy', 'new-sites'])
      expect((await dora.api('GET', `/market/${path}`)).status, path).toBe(403);
    expect((await dora.api('POST', '/market/evidence', { record: sampleEvidence })).status).toBe(403);
    const ofStudy = await world.person('Stu Dy', [{ role: 'network-manager', studyId: (await study()).id }]);
    expect((await ofStudy.api('POST', '/market/runs', { base: true, scenarioIds: [] })).status).toBe(403);
    const sponsor = await world.person('Spo Nsor', [{ role: 'sponsor' }]);
    expect((await sponsor.api('GET', '/market/outlook')).status).toBe(403);
  });
});

async function study(): Promise<{ id: string }> {
  const words = { name: 'S', title: 'S', phases: [], therapeuticAreas: [], sponsor: null, cro: null };
  return (await nora.api('POST', '/studies', { code: 'S-1', ...words })).body;
}

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
