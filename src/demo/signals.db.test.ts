// The whole demo network and what its indicators make of it: which planted problems become signals, and how many signals point at none.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { lookAtIndicators } from '#monitoring';
import { loadDemoInto } from '../../tests/support/demo.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { portfolio } from './rules.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('2026-11-22T12:00:00Z');
  await loadDemoInto(world, { portfolio, seed: 20_260_413 });
}, 600_000);
afterAll(() => world.close());

/** What the quality page says, asked by one who sees the whole network. */
const quality = async () => {
  const person = await world.person('Quinn Auditor', [{ role: 'quality' }]);
  return { person, answer: (await person.api('GET', '/quality/signals-quality')).body };
};

describe('signals on the demo network', () => {
  it('[KRI-06] find four of the seven planted problems that indicators watch for, and raise one false alarm', async () => {
    const { planted, judged } = (await quality()).answer;
    const keysOf = (isFound: boolean) =>
      planted.problems
        .filter((one: { indicators: string[]; signals: object[] }) => one.indicators.length > 0 && one.signals.length > 0 === isFound)
        .map((one: { key: string }) => one.key);
    expect(keysOf(true)).toEqual(['late-visits', 'misses-procedures', 'never-enrols', 'under-reports']);
    // Ten of 17 failures, five withdrawals and seven visits missed since the coordinator left are too few to stand out among so many places.
    expect(keysOf(false)).toEqual(['leaver', 'leaves-early', 'screen-failures']);
    const problem = (key: string) => planted.problems.find((one: { key: string }) => one.key === key);
    // Nine missed visits are well within chance over all that was due; what was added since September is nearer to a signal.
    expect(problem('leaver').nearest).toMatchObject({ why: 'not-sure', foundBy: 'drift', since: '2026-09-30' });
    expect(problem('screen-failures').nearest).toMatchObject({ why: 'not-sure', numerator: 10, denominator: 17 });
    expect(problem('leaves-early').nearest).toMatchObject({ why: 'not-sure', indicator: 'withdrawals', numerator: 5 });
    expect(problem('leaver').sentence.es).toContain('Londres');
    expect(planted.problems.filter((one: { indicators: string[] }) => one.indicators.length === 0)).toHaveLength(3);
    expect(planted.falseAlarms.map((one: { indicator: string; siteCode: string }) => [one.indicator, one.siteCode])).toEqual([
      ['adverse-events', 'AUS'],
    ]);
    expect([planted.signals, planted.drifts]).toEqual([6, 0]);
    expect(judged.every((one: { open: number }) => one.open > 0)).toBe(true);
  });

  it('[KRI-03] looked at again on the same day keep nothing and open nothing, and the next day none of them twice', async () => {
    const operator = await world.operator();
    const look = () => operator.act('monitoring.run-indicators', (act) => lookAtIndicators(act));
    expect(await look()).toMatchObject({ isNew: false, signals: 0 });
    world.now = Temporal.Instant.from('2026-11-23T12:00:00Z');
    const next = await look();
    const { rows } = await world.superuser.query<{ n: number }>(
      `select count(*)::integer as n from (select indicator, site_id, study_id, direction from monitoring.signal group by 1, 2, 3, 4 having count(*) > 1) d`,
    );
    expect([next.isNew, rows[0]?.n]).toEqual([true, 0]);
  });

  it('[KRI-01] every number leads to its rows: as many as were counted, of this place alone', async () => {
    const { person } = await quality();
    const signals = (await person.api('GET', '/quality/signals')).body;
    expect(signals.length).toBeGreaterThan(4);
    for (const { indicator, siteId, studyId } of signals) {
      const group = `indicator=${indicator}&by=${studyId ? 'study-site' : 'site'}&siteId=${siteId}${studyId ? `&studyId=${studyId}` : ''}`;
      const { group: figure, looks, alarm } = (await person.api('GET', `/quality/indicator-trend?${group}`)).body;
      const rows = (await person.api('GET', `/quality/indicator-rows?${group}&limit=200`)).body;
      expect([rows.count, rows.items.length], group).toEqual([figure.numerator, figure.numerator]);
      expect([looks.length, alarm > 0], group).toEqual([6, true]);
    }
  });

  it('[KRI-07] a director sees the signals and figures of the own site and no other, and answers them there', async () => {
    const { rows } = await world.superuser.query<{ id: string }>(`select id from network.site where code = 'GDL'`);
    const siteId = rows[0]?.id ?? '';
    const director = await world.person('Dina Rector', [{ role: 'site-director', siteId }]);
    const signals = (await director.api('GET', '/quality/signals')).body;
    expect(signals.map(({ siteCode, indicator }: Record<string, string>) => [siteCode, indicator])).toEqual([['GDL', 'out-of-window']]);
    const { groups, limits, numerator } = (await director.api('GET', '/quality/indicator?indicator=out-of-window&by=site')).body;
    expect([groups.map((group: { siteCode: string }) => group.siteCode), limits.length > 10, numerator > 400]).toEqual([
      ['GDL'],
      true,
      true,
    ]);
    const [{ id, version }] = signals;
    const step = (body: object, at: number) => director.api('POST', `/signals/${id}/steps`, body, { 'if-match': `${at}` });
    expect((await step({ to: 'being-looked-at' }, version)).body).toMatchObject({ state: 'being-looked-at', ownerName: 'Dina Rector' });
    expect((await step({ to: 'acted-on' }, version + 1)).status).toBe(422);
    expect((await step({ to: 'acted-on', comment: 'Visits are booked earlier' }, version)).status).toBe(409);
    expect((await step({ to: 'acted-on', comment: 'Visits are booked earlier' }, version + 1)).body).toMatchObject({ state: 'acted-on' });
    const closed = await step({ to: 'closed', outcome: 'problem-confirmed' }, version + 2);
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'problem-confirmed', comment: 'Visits are booked earlier', next: [] });
    expect((await director.api('POST', '/quality/indicator-runs')).status).toBe(403);
  });

  it('[KRI-04] those who answer signals are told of new ones at their sites, and an owner of what somebody else did with theirs', async () => {
    const site = (await world.superuser.query<{ id: string }>(`select id from network.site where code = 'CPT'`)).rows[0]?.id ?? '';
    const director = await world.person('Dan Rector', [{ role: 'site-director', siteId: site }]);
    const [{ id, version }] = (await director.api('GET', '/quality/signals')).body;
    const step = (by: TestPerson, body: object, at: number) => by.api('POST', `/signals/${id}/steps`, body, { 'if-match': `${at}` });
    expect((await step(director, { to: 'being-looked-at' }, version)).status).toBe(200);
    const { person } = await quality();
    expect((await step(person, { to: 'explained', comment: 'The centrifuge is broken' }, version + 1)).status).toBe(200);
    const told = (await director.api('GET', '/notifications')).body.items;
    expect(told.map(({ kind, facts }: { kind: string; facts: object }) => [kind, facts])).toEqual([
      ['signal-moved', { indicator: 'deviations', state: 'explained', signalId: id }],
    ]);
    const { rows } = await world.superuser.query<{ name: string; n: number }>(
      `select p.name, count(*)::integer as n from notifications.notification n join access.person p on p.id = n.person_id
       where n.kind = 'signals-opened' group by p.name order by p.name`,
    );
    expect(rows.map(({ name }) => name)).toContain('Quentin Adair');
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
