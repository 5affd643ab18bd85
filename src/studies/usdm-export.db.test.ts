// Schedules taken out as digital protocol files on the database: what leaves comes back the same, and that it left is written down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule as nlx301 } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { releaseSchedule } from '../../tests/support/schedule-release.ts';
import { sampleUsdm } from './formats/usdm/sample-usdm.ts';

let world: World;
let manager: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
});
afterAll(() => world.close());

const words = {
  title: 'NLX-301 in advanced solid tumours',
  phases: ['III'],
  therapeuticAreas: ['Oncology'],
  sponsor: 'Aurelia Therapeutics',
  cro: 'Norvane',
};

/** A study with NLX-301's schedule, written by hand and released. */
async function handWritten(code: string, firstDay: 0 | 1 = 0): Promise<string> {
  const study = await manager.api('POST', '/studies', { code, name: code, ...words });
  expect(study.status, JSON.stringify(study.body)).toBe(200);
  const draft = await manager.api('POST', `/studies/${study.body.id}/schedules`, { schedule: { ...nlx301, firstDay } });
  expect(draft.status, JSON.stringify(draft.body)).toBe(200);
  await releaseSchedule(manager, draft.body);
  return study.body.id as string;
}

const gridOf = async (studyId: string) => {
  const { body } = await manager.api('GET', `/studies/${studyId}/schedule`);
  const withoutIds = (records: Record<string, unknown>[]) => records.map(({ id: _id, ...record }) => record);
  return {
    firstDay: body.schedule.firstDay,
    visits: withoutIds(body.visits),
    activities: withoutIds(body.activities),
    blocks: body.blocks,
    arms: body.arms,
    epochs: body.epochs,
    decisions: body.decisions,
  };
};

describe('taking a schedule out as a digital protocol', () => {
  it.each([0, 1] as const)(
    '[J06] a schedule written by hand (first day %i) is the same after its file was imported as another study',
    async (firstDay) => {
      const studyId = await handWritten(`NLX-30${firstDay}`, firstDay);
      const file = await manager.api('GET', `/studies/${studyId}/usdm`);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toBe('application/json');
      expect(file.headers.get('content-disposition')).toContain(`NLX-30${firstDay}-schedule-1.usdm.json`);
      const sent = await manager.send('protocol', 'again.json', JSON.stringify(file.body));
      const imported = await manager.api('POST', '/studies/imports', { fileId: sent.body.id, code: `AGAIN-${firstDay}` });
      expect(imported.body).toMatchObject({ visits: 6, scheduleStatus: 'released', isNew: true, warnings: [] });
      expect(await gridOf(imported.body.study.id)).toEqual(await gridOf(studyId));
      const study = await manager.api('GET', `/studies/${imported.body.study.id}`);
      expect(study.body).toMatchObject({
        title: words.title,
        phases: ['III'],
        therapeuticAreas: ['Oncology'],
        sponsor: { name: words.sponsor },
      });
    },
  );

  it('[J06] an imported protocol leaves with its criteria and amendments; a schedule written over it takes them along', async () => {
    const sent = await manager.send('protocol', 'sample.json', JSON.stringify(sampleUsdm()));
    const imported = await manager.api('POST', '/studies/imports', { fileId: sent.body.id });
    const studyId = imported.body.study.id as string;
    const first = await manager.api('GET', `/studies/${studyId}/usdm`);
    const version = (body: { study: { versions: Record<string, unknown[]>[] } }) => body.study.versions[0] ?? {};
    expect(version(first.body)['amendments']).toMatchObject([{ number: '1', summary: 'Adds a cycle' }]);
    expect(version(first.body)['studyDesigns']).toMatchObject([{ encounters: [{ id: 'ENC_SCREENING' }, {}, {}, {}] }]);
    const draft = await manager.api('POST', `/studies/${studyId}/schedules`, { schedule: nlx301 });
    expect(draft.status).toBe(200);
    const second = await manager.api('GET', `/studies/${studyId}/usdm?version=2`);
    expect(second.headers.get('content-disposition')).toContain('SAMPLE-1-schedule-2.usdm.json');
    expect(version(second.body)['amendments']).toMatchObject([{ number: '1' }]);
    expect(version(second.body)['studyDesigns']).toMatchObject([{ encounters: nlx301.visits.map(({ key }) => ({ name: key })) }]);
    expect((await manager.api('GET', `/studies/${studyId}/usdm?version=9`)).status).toBe(404);
  });

  it('[BR-27] every export stands in the trail with who took which bytes; whoever may not read the schedule takes nothing', async () => {
    const studyId = await handWritten('NLX-TRAIL');
    const reader = await world.person('Rita Reader', [{ role: 'monitor', studyId }]);
    expect((await reader.api('GET', `/studies/${studyId}/usdm`)).status).toBe(200);
    const outsider = await world.person('Otto Outsider', [{ role: 'institution', studyId }]);
    expect((await outsider.api('GET', `/studies/${studyId}/usdm`)).status).toBe(403);
    const { rows } = await world.superuser.query(
      `select actor_name, action, after ->> 'file_name' as file, length(after ->> 'file_sha256') as digest from audit.entry
         where record_table = 'studies.usdm_export' and study_id = $1`,
      [studyId],
    );
    expect(rows).toEqual([
      { actor_name: 'Rita Reader', action: 'studies.export-usdm', file: 'NLX-TRAIL-schedule-1.usdm.json', digest: 64 },
    ]);
  });

  it('[SAF-08] the eleventh file of one person within an hour is refused with the time to wait; another person goes on', async () => {
    const studyId = await handWritten('NLX-399');
    const own = await world.person('Ned Network', [{ role: 'network-manager' }]);
    for (let turn = 0; turn < 10; turn++) expect((await own.api('GET', `/studies/${studyId}/usdm`)).status).toBe(200);
    const eleventh = await own.api('GET', `/studies/${studyId}/usdm`);
    expect([eleventh.status, eleventh.headers.get('retry-after')]).toEqual([429, '3600']);
    expect((await manager.api('GET', `/studies/${studyId}/usdm`)).status).toBe(200);
    world.now = world.now.add({ minutes: 61 });
    expect((await own.api('GET', `/studies/${studyId}/usdm`)).status).toBe(200);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
