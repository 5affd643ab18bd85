// Studies on the database: import, hand-written schedules, hostile text.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { releaseSchedule } from '../../tests/support/schedule-release.ts';
import { sampleUsdm } from './formats/usdm/sample-usdm.ts';
import { loadSchedule, studyByCode } from './questions.ts';

const pilotFile = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm/studies/cdisc_pilot_lzzt_v4.json');

let world: World;
let manager: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
});
afterAll(() => world.close());

const aStudy = {
  code: 'HAND-1',
  name: 'A study by hand',
  title: 'A study by hand',
  phases: ['III'],
  therapeuticAreas: ['Oncology'],
  sponsor: 'Aurelia Therapeutics',
  cro: 'Norvane',
};
const fromV2 = { anchor: { kind: 'visit', visitKey: 'V2' }, offset: { kind: 'day', day: 29 }, windowBeforeDays: 3, windowAfterDays: 3 };
const byHand = {
  visits: [
    { key: 'V2', name: 'Randomisation', timing: null, carries: ['randomised'], activities: [{ key: 'labs', name: 'Labs' }] },
    {
      key: 'V3',
      name: 'Week 4',
      timing: fromV2,
      activities: [
        { key: 'labs', name: 'Labs', validDays: 14 },
        { key: 'ecg', name: 'ECG' },
      ],
    },
  ],
};

async function rows(table: string): Promise<number> {
  return Number((await world.superuser.query(`select count(*) as n from ${table}`)).rows[0].n);
}

/** Sends a protocol and imports it; answers the refusal of whichever came first. */
async function importing(person: TestPerson, name: string, content: string, more: { code?: string } = {}): Promise<ApiAnswer> {
  const sent = await person.send('protocol', name, content);
  return sent.status === 200 ? person.api('POST', '/studies/imports', { fileId: sent.body.id, ...more }) : sent;
}

describe('importing a digital protocol', () => {
  it.skipIf(!existsSync(pilotFile))(
    '[J06] the pilot protocol becomes a study with 24 visits and a released schedule; importing it twice changes nothing',
    async () => {
      const sent = await manager.send('protocol', 'pilot.json', readFileSync(pilotFile));
      const body = { fileId: sent.body.id };
      const first = await manager.api('POST', '/studies/imports', body);
      expect(first.status, JSON.stringify(first.body)).toBe(200);
      expect(first.body).toMatchObject({ study: { code: 'CDISC-PILOT-LZZT' }, visits: 24, isNew: true, scheduleStatus: 'released' });
      const before = [await rows('studies.protocol_version'), await rows('studies.visit_definition'), await rows('audit.entry')];
      const second = await manager.api('POST', '/studies/imports', body);
      expect(second.body).toEqual({ ...first.body, isNew: false });
      expect([await rows('studies.protocol_version'), await rows('studies.visit_definition'), await rows('audit.entry')]).toEqual(before);
      const study = await manager.api('GET', `/studies/${first.body.study.id}`);
      expect(study.body).toMatchObject({
        phases: ['II'],
        sponsor: { name: expect.any(String) },
        scheduleVersions: [{ number: 1, status: 'released' }],
      });
      const grid = await manager.api('GET', `/studies/${first.body.study.id}/schedule`);
      expect(grid.status, JSON.stringify(grid.body).slice(0, 500)).toBe(200);
      expect(grid.body.visits.filter((visit: { isMain: boolean }) => visit.isMain)).toHaveLength(16);
      expect(grid.body.activities).toHaveLength(36);
      expect(grid.body.visits.find((visit: { key: string }) => visit.key === 'WK2')).toMatchObject({
        timing: {
          anchor: { kind: 'visit', key: 'DOSE' },
          offset: { kind: 'duration', amount: 2, unit: 'week', direction: 'after' },
          windowBeforeDays: 3,
          windowAfterDays: 3,
        },
      });
      const marks = grid.body.activities.reduce((total: number, activity: { visits: unknown[] }) => total + activity.visits.length, 0);
      expect(marks).toBe(144);
      const protocol = await manager.api('GET', `/studies/${first.body.study.id}/protocol`);
      expect(protocol.body.criteria).toHaveLength(31);
      expect(protocol.body.amendments).toHaveLength(1);
      const loaded = await manager.act('test', (act) => loadSchedule(act, first.body.scheduleVersionId));
      expect(loaded?.schedule.visits).toHaveLength(16);
      expect(loaded?.visits).toHaveLength(24);
    },
  );

  it('[J06] another file of the same study becomes the next version as a draft', async () => {
    const file = sampleUsdm();
    const first = await importing(manager, 'a.json', JSON.stringify(file));
    expect(first.body).toMatchObject({ study: { code: 'SAMPLE-1' }, visits: 6, scheduleStatus: 'released' });
    (file.study.versions[0] as { versionIdentifier: string }).versionIdentifier = '2';
    const second = await importing(manager, 'b.json', JSON.stringify(file));
    expect(second.body).toMatchObject({ study: first.body.study, isNew: true, scheduleStatus: 'draft' });
    const study = await manager.api('GET', `/studies/${first.body.study.id}`);
    expect(study.body.scheduleVersions.map((version: { number: number; status: string }) => [version.number, version.status])).toEqual([
      [2, 'draft'],
      [1, 'released'],
    ]);
    expect((await manager.api('GET', `/studies/${first.body.study.id}/schedule`)).body.schedule.number).toBe(1);
    const released = await releaseSchedule(manager, { id: second.body.scheduleVersionId, version: 1 });
    expect(released.body).toMatchObject({ number: 2, status: 'released', can: { release: false } });
    expect((await releaseSchedule(manager, { id: second.body.scheduleVersionId, version: 2 })).body.code).toBe('already-released');
  });

  it('[J06] the same file sent twice at once makes one study with one version', async () => {
    const file = sampleUsdm();
    file.study.name = 'AT-ONCE';
    const answers = await Promise.all([1, 2, 3, 4].map(() => importing(manager, 'a.json', JSON.stringify(file))));
    expect(answers.map((answer) => [answer.status, answer.body.visits])).toEqual(Array(4).fill([200, 6]));
    expect(answers.filter((answer) => answer.body.isNew)).toHaveLength(1);
    const other = await Promise.all(
      ['2', '3', '4'].map((label) => {
        (file.study.versions[0] as { versionIdentifier: string }).versionIdentifier = label;
        return importing(manager, 'a.json', JSON.stringify(file));
      }),
    );
    expect(other.map((answer) => [answer.status, answer.body.isNew])).toEqual(Array(3).fill([200, true]));
    const study = await manager.api('GET', `/studies/${answers[0]?.body.study.id}`);
    expect(study.body.scheduleVersions.map((version: { number: number }) => version.number)).toEqual([4, 3, 2, 1]);
  });

  it('[J06] names at the limit of the reader, in any script, are kept', async () => {
    const file = sampleUsdm();
    file.study.name = `LONG-${'\u{20000}'.repeat(600)}`;
    for (const [at, instance] of (file.study.versions[0]?.studyDesigns[0]?.scheduleTimelines[0]?.instances ?? []).entries())
      instance.name = `${'\u{20000}'.repeat(490)}${at}`;
    const made = await importing(manager, 'a.json', JSON.stringify(file));
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const grid = await manager.api('GET', `/studies/${made.body.study.id}/schedule`);
    expect(new Set(grid.body.visits.map((visit: { key: string }) => visit.key)).size).toBe(6);
  });

  it.each([
    ['{', 'not-json', '$'],
    ['{"study":{}}', 'unknown-version', '$.usdmVersion'],
    [JSON.stringify({ ...sampleUsdm(), study: { ...sampleUsdm().study, name: 'nul \u0000 inside' } }), 'unstorable-text', '$'],
    [JSON.stringify({ ...sampleUsdm(), study: { ...sampleUsdm().study, name: 'half \ud800 pair' } }), 'unstorable-text', '$'],
    [JSON.stringify({ ...sampleUsdm(), study: { ...sampleUsdm().study, name: '研究' } }), 'study-code-required', '$.study.name'],
  ])('[J06] a file that cannot be taken is refused with the place: %#', async (content, code, path) => {
    const answer = await importing(manager, 'broken.json', content);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, data: { path } });
  });

  it('[J06] only who works for the network imports a new study', async () => {
    const coordinator = await world.person('Cora', [{ role: 'coordinator' }]);
    expect((await importing(coordinator, 'a.json', '{}')).status).toBe(403);
    const elsewhere = await world.person('Nora', [{ role: 'network-manager', studyId: '0192f0c1-2345-7abc-8def-0123456789ab' }]);
    const file = sampleUsdm();
    file.study.name = 'SAMPLE-2';
    expect((await importing(elsewhere, 'a.json', JSON.stringify(file))).status).toBe(403);
    const theirs = await manager.send('protocol', 'a.json', JSON.stringify(file));
    const both = await world.person('Nadia', [{ role: 'network-manager' }]);
    expect((await both.api('POST', '/studies/imports', { fileId: theirs.body.id })).status).toBe(404);
  });

  it('[UPLOAD-06] a preview says what the import then makes, and writes nothing', async () => {
    const file = sampleUsdm();
    file.study.name = 'PREVIEWED';
    const sent = await manager.send('protocol', 'p.json', JSON.stringify(file));
    const ask = (query = '') => manager.api('GET', `/files/${sent.body.id}/protocol${query}`);
    const before = [await rows('studies.study'), await rows('audit.entry')];
    const first = await ask();
    expect(first.body).toMatchObject({ becomes: 'new-study', code: 'PREVIEWED', existing: null, file: { name: 'p.json' } });
    expect(first.body.visits).toHaveLength(6);
    expect((await ask('?code=SAMPLE-1')).body).toMatchObject({ becomes: 'new-version', existing: { code: 'SAMPLE-1' } });
    expect([await rows('studies.study'), await rows('audit.entry')]).toEqual(before);
    const made = await manager.api('POST', '/studies/imports', { fileId: sent.body.id });
    expect(made.body).toMatchObject({ visits: first.body.visits.length, warnings: first.body.warnings, study: { code: 'PREVIEWED' } });
    expect((await ask()).body).toMatchObject({ becomes: 'same-file', existing: { code: 'PREVIEWED' } });
    file.study.name = 'sample-1';
    const other = await manager.send('protocol', 'p.json', JSON.stringify({ ...file, study: { ...file.study, name: 'SAMPLE  1' } }));
    const clash = await manager.api('GET', `/files/${other.body.id}/protocol`);
    expect(clash.body).toMatchObject({ becomes: 'name-differs', code: 'SAMPLE-1' });
    const unnamed = await manager.send('protocol', 'p.json', JSON.stringify({ ...file, study: { ...file.study, name: '研究' } }));
    expect((await manager.api('GET', `/files/${unnamed.body.id}/protocol`)).body).toMatchObject({ becomes: 'code-required', code: null });
  });

  it.each(['nul \u0000 inside', 'half \ud800 pair'])(
    '[UPLOAD-06] a preview refuses text that the import would refuse: %#',
    async (name) => {
      const content = JSON.stringify({ ...sampleUsdm(), study: { ...sampleUsdm().study, name } });
      const sent = await manager.send('protocol', 'broken.json', content);
      const answer = await manager.api('GET', `/files/${sent.body.id}/protocol`);
      expect(answer).toMatchObject({ status: 422, body: { code: 'unstorable-text', data: { path: '$' } } });
    },
  );
});

describe('studies by hand', () => {
  it('a study is added and corrected; a stale version gets the present one, a taken code is refused', async () => {
    const made = await manager.api('POST', '/studies', aStudy);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body).toMatchObject({ code: 'HAND-1', sponsor: { name: 'Aurelia Therapeutics' }, cro: { name: 'Norvane' }, version: 1 });
    expect((await manager.api('POST', '/studies', aStudy)).status).toBe(409);
    const amended = await manager.api('PATCH', `/studies/${made.body.id}`, { title: 'Another title', cro: null }, { 'if-match': '1' });
    expect(amended.body).toMatchObject({ title: 'Another title', cro: null, sponsor: { name: 'Aurelia Therapeutics' }, version: 2 });
    const stale = await manager.api('PATCH', `/studies/${made.body.id}`, { title: 'Third' }, { 'if-match': '1' });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', data: { yours: 1, current: { title: 'Another title', version: 2 } } },
    });
  });

  it('a schedule by hand is a draft, is released, and then cannot change; what cannot be projected is refused', async () => {
    const study = await manager.act('test', (act) => studyByCode(act, 'HAND-1'));
    const circle = {
      visits: [{ ...byHand.visits[1], key: 'V2', timing: { ...fromV2, anchor: { kind: 'visit', visitKey: 'V3' } } }, byHand.visits[1]],
    };
    expect((await manager.api('POST', `/studies/${study?.id}/schedules`, { schedule: circle })).body.code).toBe('anchor-circle');
    const draft = await manager.api('POST', `/studies/${study?.id}/schedules`, { schedule: byHand });
    expect(draft.body, JSON.stringify(draft.body)).toMatchObject({ number: 1, status: 'draft', can: { release: true } });
    expect((await releaseSchedule(manager, { id: draft.body.id, version: 7 })).body).toMatchObject({
      code: 'version-conflict',
      data: { current: { version: 1 } },
    });
    expect((await releaseSchedule(manager, { id: draft.body.id, version: 1 })).body).toMatchObject({
      status: 'released',
      version: 2,
    });
    const grid = await manager.api('GET', `/studies/${study?.id}/schedule`);
    expect(grid.body.activities).toMatchObject([
      {
        key: 'labs',
        visits: [
          { key: 'V2', validDays: null },
          { key: 'V3', validDays: 14 },
        ],
      },
      { key: 'ecg', visits: [{ key: 'V3' }] },
    ]);
    const loaded = await manager.act('test', (act) => loadSchedule(act, draft.body.id));
    expect(loaded?.schedule.visits[1]).toEqual({ ...byHand.visits[1], carries: [], modalities: ['on-site'] });
  });
});

describe('hostile text', () => {
  const hostile = `<script>alert(1)</script> '; drop table studies.study; -- \${7*7} {{x}} =cmd() "quoted" \\u0000 Ünïcode 研究`;

  it('comes back as text from every field', async () => {
    const made = await manager.api('POST', '/studies', {
      ...aStudy,
      code: 'HOSTILE',
      name: hostile,
      title: hostile,
      phases: [hostile],
      therapeuticAreas: [hostile],
      sponsor: hostile,
      cro: hostile,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body).toMatchObject({
      name: hostile,
      title: hostile,
      phases: [hostile],
      therapeuticAreas: [hostile],
      sponsor: { name: hostile },
      cro: { name: hostile },
    });
    const key = hostile.slice(0, 120);
    const schedule = {
      visits: [{ key, name: hostile, timing: null, epoch: hostile, timeline: hostile, arms: [key], activities: [{ key, name: hostile }] }],
      epochs: [{ key, name: hostile }],
      arms: [{ key, name: hostile }],
      decisions: [{ key, timeline: hostile, branches: [{ condition: hostile, target: key }], otherwise: null, loops: false }],
      activities: [{ key, name: hostile, group: hostile }],
    };
    const draft = await manager.api('POST', `/studies/${made.body.id}/schedules`, { schedule });
    expect(draft.status, JSON.stringify(draft.body)).toBe(200);
    const grid = (await manager.api('GET', `/studies/${made.body.id}/schedule`)).body;
    expect(grid).toMatchObject({
      ...schedule,
      visits: [{ key, name: hostile, epoch: hostile, timeline: hostile, arms: [key] }],
      activities: [{ key, name: hostile, group: hostile, visits: [{ key }] }],
    });
  });

  it('in a protocol it comes back as text too', async () => {
    const file = sampleUsdm();
    file.study.name = `HX ${hostile}`;
    const design = file.study.versions[0]?.studyDesigns[0];
    for (const part of [...(design?.encounters ?? []), ...(design?.activities ?? []), ...(design?.epochs ?? []), ...(design?.arms ?? [])])
      part.label = hostile as never;
    for (const instance of design?.scheduleTimelines[0]?.instances ?? []) instance.name = hostile;
    const made = await importing(manager, hostile.slice(0, 100), JSON.stringify(file), { code: 'HX' });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const grid = (await manager.api('GET', `/studies/${made.body.study.id}/schedule`)).body;
    expect(grid.visits[0]).toMatchObject({ key: hostile, name: hostile, epoch: hostile });
    expect(grid.activities[0].name).toBe(hostile);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
