// Subjects on the database: numbers that are never shared, the life cycle, walls, imports, the funnel.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type ImportedSubjectInput, importSubjects, reachMilestone } from './index.ts';
import { type SampleStudy, openSampleStudy } from './sample.ts';

let world: World;
let nlx: SampleStudy;
let manager: TestPerson;
let carla: TestPerson;
let miami: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
  miami = await world.person('Mia Miami', [{ role: 'coordinator', siteId: nlx.sites['102'].siteId, studyId: nlx.studyId }]);
});
afterAll(() => world.close());

const consent = (person: TestPerson, number: keyof SampleStudy['sites'], consentedOn = '2026-04-01') =>
  person.api('POST', `/study-sites/${nlx.sites[number].studySiteId}/subjects`, { consentedOn });
const move = (person: TestPerson, subject: { id: string; version: number }, body: Record<string, unknown>) =>
  person.api('POST', `/subjects/${subject.id}/status`, body, { 'if-match': String(subject.version) });
async function count(table: string): Promise<number> {
  return Number((await world.superuser.query(`select count(*) as n from ${table}`)).rows[0].n);
}

describe('consent', () => {
  it('[P11-06] a consent issues the next number and begins the history', async () => {
    const answer = await consent(carla, '101', '2026-02-24');
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    expect(answer.body).toMatchObject({
      number: '101-001',
      status: 'consented',
      statusText: 'Consented',
      consentedOn: '2026-02-24',
      milestones: [{ kind: 'consented', on: '2026-02-24', source: 'program' }],
      history: [{ step: 1, from: null, to: 'consented', on: '2026-02-24' }],
      next: ['in-screening', 'issued-in-error', 'withdrawn', 'lost-to-follow-up', 'died'],
      can: { advance: true },
    });
  });

  it('twenty consents at once get twenty different numbers without a gap', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => consent(miami, '102')));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    const numbers = answers.map((answer) => answer.body.number).sort();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => `102-${String(index + 1).padStart(3, '0')}`));
  });

  it('a consent of twenty equal requests with one key has one effect and twenty equal answers', async () => {
    const before = await count('subjects.subject');
    const path = `/study-sites/${nlx.sites['101'].studySiteId}/subjects`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        carla.api('POST', path, { consentedOn: '2026-04-02' }, { 'idempotency-key': 'one-consent-for-twenty' }),
      ),
    );
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body).toMatchObject({ consentedOn: '2026-04-02' });
    expect(await count('subjects.subject')).toBe(before + 1);
  });

  it("lies not in the future of the site's own calendar", async () => {
    world.now = Temporal.Instant.from('2026-04-14T03:00:00Z');
    try {
      expect((await consent(carla, '101', '2026-04-14')).body).toMatchObject({ code: 'future-date', data: { today: '2026-04-13' } });
    } finally {
      world.now = Temporal.Instant.from('2026-04-13T14:00:00Z');
    }
  });

  it('is refused where the study does not recruit', async () => {
    await world.superuser.query(`update studies.study_site set status = 'active-not-recruiting' where id = $1`, [
      nlx.sites['103'].studySiteId,
    ]);
    const bogota = await world.person('Berta Bogota', [{ role: 'coordinator', siteId: nlx.sites['103'].siteId, studyId: nlx.studyId }]);
    expect((await consent(bogota, '103')).body).toMatchObject({ status: 422, code: 'study-site-not-recruiting' });
    await world.superuser.query(`update studies.study_site set status = 'active-recruiting' where id = $1`, [nlx.sites['103'].studySiteId]);
  });

  it('[P11-04] needs the right, and another site does not exist', async () => {
    const quality = await world.person('Quinn Quality', [{ role: 'quality' }]);
    expect((await consent(quality, '101')).status).toBe(403);
    expect((await consent(miami, '101')).status).toBe(404);
  });
});

describe('the life cycle', () => {
  it('[P11-06] moves only along allowed steps, with reasons and in the order of time', async () => {
    const { body: subject } = await consent(carla, '101', '2026-03-01');
    expect((await move(carla, subject, { to: 'enrolled', on: '2026-03-02' })).body).toMatchObject({ code: 'transition-not-allowed' });
    const screening = await move(carla, subject, { to: 'in-screening', on: '2026-03-02' });
    expect([screening.status, screening.body]).toEqual([200, expect.anything()]);
    expect((await move(carla, screening.body, { to: 'screen-failure', on: '2026-03-05' })).body).toMatchObject({ code: 'reason-missing' });
    expect((await move(carla, screening.body, { to: 'eligible', on: '2026-03-01' })).body).toMatchObject({ code: 'before-previous-step' });
    const failed = await move(carla, screening.body, { to: 'screen-failure', on: '2026-03-05', reason: 'criterion 4' });
    expect(failed.body).toMatchObject({ status: 'screen-failure', next: [], can: { advance: false } });
    expect((await move(carla, failed.body, { to: 'eligible', on: '2026-03-06' })).body).toMatchObject({ code: 'transition-not-allowed' });
  });

  it('two people who read the same version do not overwrite each other', async () => {
    const { body: subject } = await consent(carla, '101');
    const [first, second] = await Promise.all([
      move(carla, subject, { to: 'in-screening', on: '2026-04-02' }),
      move(carla, subject, { to: 'withdrawn', on: '2026-04-02', reason: 'moved away', withdrawnFrom: ['procedures'] }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const loser = first.status === 409 ? first : second;
    expect(loser.body).toMatchObject({ code: 'version-conflict', data: { yours: 1, current: { version: 2 } } });
  });

  it('[P11-04] a monitor reads, may not move, and does not see the arm', async () => {
    const { body: subject } = await consent(carla, '101');
    await world.superuser.query(`update subjects.subject set arm = 'High dose' where id = $1`, [subject.id]);
    const monitor = await world.person('Cora Cra', [{ role: 'monitor', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
    expect((await carla.api('GET', `/subjects/${subject.id}`)).body.arm).toBe('High dose');
    expect((await monitor.api('GET', `/subjects/${subject.id}`)).body).toMatchObject({ arm: null, can: { advance: false, seeArm: false } });
    expect((await move(monitor, subject, { to: 'in-screening', on: '2026-04-02' })).status).toBe(403);
    expect((await miami.api('GET', `/subjects/${subject.id}`)).status).toBe(404);
    expect((await move(miami, subject, { to: 'in-screening', on: '2026-04-02' })).status).toBe(404);
  });

  it('texts come back as the text they are', async () => {
    const { body: subject } = await consent(carla, '101');
    const reason = `<img src=x onerror=alert(1)> '; drop table subjects.subject; --`;
    const answer = await move(carla, subject, { to: 'issued-in-error', on: '2026-04-02', reason });
    expect(answer.body.history[1]).toMatchObject({ to: 'issued-in-error', reason });
  });

  it('a milestone moves the subject where the life cycle allows it, and repeats without effect', async () => {
    const { body: subject } = await consent(carla, '101');
    await move(carla, subject, { to: 'in-screening', on: '2026-04-02' });
    const reach = (kind: 'randomised' | 'first-dose' | 'progression', on: string) =>
      carla.act('visits.complete', (act) => reachMilestone(act, { subjectId: subject.id, kind, on }));
    await reach('first-dose', '2026-04-03');
    expect((await carla.api('GET', `/subjects/${subject.id}`)).body.status).toBe('in-screening');
    await reach('randomised', '2026-04-03');
    await reach('first-dose', '2026-04-03');
    const before = await count('audit.entry');
    await reach('randomised', '2026-04-03');
    expect(await count('audit.entry')).toBe(before);
    const { body } = await carla.api('GET', `/subjects/${subject.id}`);
    expect(body.status).toBe('on-treatment');
    expect(body.history.map((step: { to: string }) => step.to)).toEqual([
      'consented',
      'in-screening',
      'eligible',
      'enrolled',
      'on-treatment',
    ]);
  });

  it('every step of the subject stands in the trail with who did it', async () => {
    const { body: subject } = await consent(carla, '101');
    await move(carla, subject, { to: 'withdrawn', on: '2026-04-02', reason: 'no time', withdrawnFrom: ['procedures', 'contact'] });
    const { rows } = await world.superuser.query(`select action, actor_name, reason from audit.entry where record_id = $1 order by id`, [
      subject.id,
    ]);
    expect(rows).toEqual([
      { action: 'subjects.consent', actor_name: 'Carla Coordinator', reason: null },
      { action: 'subjects.advance', actor_name: 'Carla Coordinator', reason: 'no time' },
    ]);
  });
});

describe('taking over subjects', () => {
  const imported = (number: string, steps: ImportedSubjectInput['steps']): ImportedSubjectInput => ({
    studySiteId: nlx.sites['103'].studySiteId,
    number,
    steps,
  });

  it('keeps whole histories, undated steps included, and a repeated import adds nothing', async () => {
    const inputs = [
      imported('103-041', [
        { to: 'consented', on: null },
        { to: 'in-screening', on: '2025-05-02' },
        { to: 'screen-failure', on: null },
      ]),
      imported('103-042', [
        { to: 'consented', on: '2025-05-01' },
        { to: 'in-screening', on: '2025-05-02' },
        { to: 'eligible', on: '2025-05-20' },
        { to: 'enrolled', on: '2025-05-20' },
        { to: 'on-treatment', on: '2025-05-20' },
        { to: 'withdrawn', on: '2025-07-01' },
      ]),
    ];
    const first = await manager.act('interop.import', (act) => importSubjects(act, inputs));
    expect(first).toMatchObject({
      added: 2,
      subjects: [
        { number: '103-041', isNew: true },
        { number: '103-042', isNew: true },
      ],
    });
    const entries = await count('audit.entry');
    const again = await manager.act('interop.import', (act) => importSubjects(act, inputs));
    expect(again).toEqual({ added: 0, subjects: first.subjects.map((subject) => ({ ...subject, isNew: false })) });
    expect(await count('audit.entry')).toBe(entries);
    const { body } = await manager.api('GET', `/subjects/${first.subjects[0]?.subjectId}`);
    expect(body).toMatchObject({ status: 'screen-failure', consentedOn: null, source: 'imported', milestones: [] });
    expect(body.history.map((step: { on: string | null }) => step.on)).toEqual([null, '2025-05-02', null]);
  });

  it('the next number follows the highest taken over', async () => {
    const bogota = await world.person('Bruno Bogota', [{ role: 'coordinator', siteId: nlx.sites['103'].siteId, studyId: nlx.studyId }]);
    expect((await consent(bogota, '103')).body.number).toBe('103-043');
  });

  it('a history against the life cycle is refused with its place, and nothing is kept', async () => {
    const before = await count('subjects.subject');
    const inputs = [
      imported('103-050', [{ to: 'consented', on: '2025-05-01' }]),
      imported('103-051', [
        { to: 'consented', on: '2025-05-01' },
        { to: 'completed', on: '2025-06-01' },
      ]),
    ];
    await expect(manager.act('interop.import', (act) => importSubjects(act, inputs))).rejects.toMatchObject({
      code: 'transition-not-allowed',
      detail: { subject: '103-051', step: 2 },
    });
    expect(await count('subjects.subject')).toBe(before);
  });

  it('needs the right to import', async () => {
    await expect(
      carla.act('interop.import', (act) =>
        importSubjects(act, [
          { ...imported('101-900', [{ to: 'consented', on: '2025-05-01' }]), studySiteId: nlx.sites['101'].studySiteId },
        ]),
      ),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the funnel', () => {
  it('counts subjects of each site in reach, numbers issued in error nowhere', async () => {
    const { body } = await manager.api('GET', `/studies/${nlx.studyId}/funnel`);
    const atBogota = body.sites.find((site: { site: string }) => site.site === '103');
    expect(atBogota).toMatchObject({ screened: 3, screenFailure: 1, randomised: 1, treated: 1, completed: 0, discontinued: 1, ongoing: 0 });
    expect(body.sites.find((site: { site: string }) => site.site === '102')).toMatchObject({ screened: 20, treated: 0 });
    const own = await miami.api('GET', `/studies/${nlx.studyId}/funnel`);
    expect(own.body.sites.map((site: { site: string }) => site.site)).toEqual(['102']);
    const stranger = await world.person('Stan Stranger', [
      { role: 'coordinator', siteId: nlx.sites['101'].siteId, studyId: nlx.sites['101'].siteId },
    ]);
    expect((await stranger.api('GET', `/studies/${nlx.studyId}/funnel`)).status).toBe(404);
  });

  it('the list of a study-site shows its subjects by number', async () => {
    const { body } = await miami.api('GET', `/study-sites/${nlx.sites['102'].studySiteId}/subjects`);
    expect(body.subjects).toHaveLength(20);
    expect(body).toMatchObject({
      subjects: [{ number: '102-001', status: 'consented' }, { number: '102-002' }, ...Array(18).fill({})],
      can: { consent: true },
    });
    expect((await miami.api('GET', `/study-sites/${nlx.sites['101'].studySiteId}/subjects`)).status).toBe(404);
  });
});

describe('after all this', () => {
  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
