// Signing a visit's source: who may, what is bound, what a change does to it, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { schedule } from '../../examples/nlx-301/story.ts';
import { sampleSerious } from '../../src/safety/sample.ts';
import { verifySignatures } from '#signatures';
import { type SampleStudy, openSampleStudy } from '../../src/subjects/sample.ts';
import * as sample from '../../src/visits/sample.ts';
import { type Door, type Visitor, addMember, codeOf, enrol, openDoor } from '../support/visitor.ts';
import { type TestPerson, type World, openWorld } from '../support/world.ts';

let world: World;
let nlx: SampleStudy;
let carla: TestPerson;
let pia: TestPerson;
let otto: TestPerson;
let subjectId: string;
beforeAll(async () => {
  world = await openWorld('2026-04-13T14:00:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const at = (number: '101' | '102') => ({ siteId: nlx.sites[number].siteId, studyId: nlx.studyId });
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', ...at('101') }]);
  pia = await world.person('Pia Investigator', [{ role: 'investigator', ...at('101') }]);
  otto = await world.person('Otto Other', [{ role: 'investigator', ...at('102') }]);
});
afterAll(() => world.close());

const record = (person: Pick<TestPerson, 'api'>, visitId: string) => person.api('GET', `/signatures/records/${visitId}?kind=visits.source`);
interface Shown {
  readonly recordId: string;
  readonly version: number;
  readonly contentSha256: string;
}
const asked = ({ recordId, version, contentSha256 }: Shown) => ({ kind: 'visits.source', recordId, version, sha256: contentSha256 });
const signing = (person: TestPerson, shown: readonly Shown[], demoConfirmation: string | null = 'demo signature') =>
  person.api('POST', '/signatures', { records: shown.map(asked), demoConfirmation });

/** A fresh subject whose screening took place; answers the visit's id. */
async function screened(): Promise<string> {
  subjectId = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-24');
  const { status, body } = await sample.completeAs(carla, schedule, subjectId, 'V1', '2026-03-24');
  expect([status, body]).toEqual([200, expect.anything()]);
  return body.id;
}
const queueOf = async (person: TestPerson) =>
  (await person.api('GET', '/signatures/to-sign')).body.items as { recordId: string; standing: string; waitingDays: number }[];

describe('signing', () => {
  it('[SIG-03, SIG-08] a completed visit waits, is shown exactly as it is bound, and carries name, meaning and time once it is signed', async () => {
    const visitId = await screened();
    expect(await queueOf(pia)).toEqual([expect.objectContaining({ recordId: visitId, standing: 'waiting' })]);
    const shown = (await record(pia, visitId)).body;
    expect(shown).toMatchObject({ standing: 'waiting', needs: 'demo', can: { sign: true, return: true } });
    expect(shown.content.facts).toContainEqual({ name: 'actual-date', value: '2026-03-24' });
    const signed = await signing(pia, [shown]);
    expect(signed.status, JSON.stringify(signed.body)).toBe(200);
    expect(signed.body.signatures).toEqual([
      expect.objectContaining({
        recordVersion: shown.version,
        meaning: 'reviewed',
        signerName: 'Pia Investigator',
        method: 'demo',
        demo: true,
        signedAt: '2026-04-13T14:00:00Z',
        signedAtSite: '2026-04-13T09:00:00-05:00[America/Chicago]',
        covers: true,
      }),
    ]);
    expect((await record(carla, visitId)).body).toMatchObject({ standing: 'signed', needs: null, can: { sign: false, return: false } });
    expect(await queueOf(pia)).toEqual([]);
    const { body } = await pia.api('GET', `/audit/records/${visitId}/history?with=children`);
    expect(body.entries.map((entry: { action: string; actorName: string }) => [entry.action, entry.actorName])).toContainEqual([
      'signatures.sign',
      'Pia Investigator',
    ]);
  });

  it('[SIG-07] a visit corrected after it was signed is signed no more, says so, and waits again', async () => {
    const visitId = await screened();
    await signing(pia, [(await record(pia, visitId)).body]);
    const visit = await sample.visitOf(carla, subjectId, 'V1');
    await carla.api('POST', `/visits/${visitId}/reopening`, { reason: 'wrong day' }, { 'if-match': `${visit.version}` });
    expect((await record(pia, visitId)).body).toMatchObject({ standing: 'changed-since', notReady: 'not-complete', can: { sign: false } });
    expect(await queueOf(pia)).toEqual([]);
    await sample.completeAs(carla, schedule, subjectId, 'V1', '2026-03-25');
    const again = (await record(pia, visitId)).body;
    expect(again).toMatchObject({ standing: 'changed-since', notReady: null, signatures: [{ covers: false }] });
    expect(await queueOf(pia)).toEqual([expect.objectContaining({ recordId: visitId, standing: 'changed-since' })]);
    expect((await signing(pia, [again])).status).toBe(200);
    expect((await record(pia, visitId)).body.signatures.map((one: { covers: boolean }) => one.covers)).toEqual([true, false]);
  });

  it('several records are signed by one act, each with its own digest', async () => {
    const ids = [await screened(), await screened()];
    const shown = await Promise.all(ids.map(async (id) => (await record(pia, id)).body));
    const { body } = await signing(pia, shown);
    expect(new Set(body.signatures.map((one: { contentSha256: string }) => one.contentSha256)).size).toBe(2);
    expect(new Set(body.signatures.map((one: { signingId: string }) => one.signingId)).size).toBe(1);
  });

  it('[SIG-07] a record is returned with a comment, leaves the queue, stands with its keepers, and waits again once it is changed', async () => {
    const visitId = await screened();
    const shown = (await record(pia, visitId)).body;
    const path = `/signatures/records/${visitId}/return`;
    const body = { kind: 'visits.source', reason: 'The weight is missing' };
    const returned = await pia.api('POST', path, body, { 'if-match': `${shown.version}` });
    const [news] = (await carla.api('GET', '/notifications?only=unread')).body.items;
    expect(news).toMatchObject({ kind: 'record-returned', facts: { record: 'visits.source', recordId: visitId } });
    expect((await pia.api('GET', '/notifications/count')).body.unread).toBe(0);
    expect(returned.body).toMatchObject({
      standing: 'returned',
      returned: { reason: 'The weight is missing' },
      can: { return: false, sign: true },
    });
    expect((await pia.api('POST', path, body, { 'if-match': `${shown.version}` })).body.code).toBe('already-returned');
    expect(await queueOf(pia)).toEqual([]);
    const list = (await carla.api('GET', '/signatures/returned')).body;
    expect(list).toEqual([
      expect.objectContaining({ recordId: visitId, reason: 'The weight is missing', returnedByName: 'Pia Investigator' }),
    ]);
    const visit = await sample.visitOf(carla, subjectId, 'V1');
    await carla.api('POST', `/visits/${visitId}/reopening`, { reason: 'weight added' }, { 'if-match': `${visit.version}` });
    await sample.completeAs(carla, schedule, subjectId, 'V1', '2026-03-24');
    expect((await carla.api('GET', '/signatures/returned')).body).toEqual([]);
    expect(await queueOf(pia)).toEqual([expect.objectContaining({ recordId: visitId, standing: 'waiting' })]);
    await signing(pia, [(await record(pia, visitId)).body]);
  });

  it('[KPI-28] the lag of oversight is the median of days from visit to first signature, with its n', async () => {
    const { body } = await pia.api('GET', '/signatures/to-sign');
    // All were seen on 2026-03-24 (one corrected to 03-25 after its first signature) and signed on 2026-04-13.
    expect(body.oversight).toEqual({ medianDays: 20, signed: 5 });
  });
});

describe('refusals', () => {
  it('[SIG-02] a coordinator is refused, and an investigator of another site is told of no such record', async () => {
    const visitId = await screened();
    const shown = (await record(carla, visitId)).body;
    expect(shown.can).toEqual({ sign: false, return: false });
    expect((await signing(carla, [shown])).status).toBe(403);
    expect((await signing(otto, [shown])).status).toBe(404);
    expect((await record(otto, visitId)).status).toBe(404);
    expect(await queueOf(otto)).toEqual([]);
  });

  it('[SIG-01] nothing is signed that was not shown as it is: not complete, another version, another content, twice', async () => {
    const visitId = await screened();
    const shown = (await record(pia, visitId)).body;
    const code = async (records: readonly Shown[], word?: string | null) => (await signing(pia, records, word)).body.code;
    expect(await code([{ ...shown, version: shown.version - 1 }])).toBe('version-conflict');
    expect(await code([{ ...shown, contentSha256: '0'.repeat(64) }])).toBe('content-changed');
    expect(await code([shown, shown])).toBe('record-named-twice');
    expect(await code([shown], null)).toBe('demo-confirmation-missing');
    const planned = await sample.visitOf(carla, subjectId, 'V2');
    const notYet = (await record(pia, planned.id)).body;
    expect(notYet).toMatchObject({ notReady: 'not-complete', can: { sign: false } });
    expect(await code([notYet])).toBe('not-ready-to-sign');
    expect((await signing(pia, [shown])).status).toBe(200);
    expect(await code([shown])).toBe('already-signed');
    const unknown = await pia.api('POST', '/signatures', {
      records: [{ ...asked(shown), kind: 'visits.unknown' }],
      demoConfirmation: 'demo signature',
    });
    expect(unknown.status).toBe(404);
  });

  it('[SIG-04] nobody changes or deletes a signature, not even by SQL', async () => {
    const change = (text: string) => world.superuser.query(text);
    await expect(change(`update signatures.signature set signer_name = 'Somebody else'`)).rejects.toThrow(/stays as it is/);
    await expect(change('delete from signatures.signature')).rejects.toThrow(/stays as it is/);
    const byProgram = pia.act('tamper', (act) => act.tx.$client.query('delete from signatures.signature'));
    await expect(byProgram).rejects.toThrow(/permission denied/);
  });

  it('[SIG-04] a content whose digest is another one is kept by nobody', async () => {
    await expect(
      world.superuser.query(
        `insert into signatures.signature select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'content', s.content || ' '))).* from signatures.signature s limit 1`,
      ),
    ).rejects.toThrow(/check constraint/);
  });
});

describe('proving who one is', () => {
  let door: Door;
  let visitor: Visitor;
  let otpauth: string;
  let password: string;
  let accountId: string;
  beforeAll(async () => {
    door = openDoor(world);
    const member = await addMember(world, door, 'Ines Real', 'investigator');
    ({ password, accountId } = member);
    ({ visitor, otpauth } = await enrol(door, member));
  });
  afterAll(() => door.close());

  const shownTo = async () => (await visitor.get(`/signatures/records/${await screened()}?kind=visits.source`)).body;
  const sign = (shown: readonly Shown[]) => visitor.post('/signatures', { records: shown.map(asked) });
  const prove = (shown: readonly Shown[], proof: Record<string, string>) =>
    visitor.post('/auth/prove-signing', { contents: shown.map((one) => one.contentSha256), ...proof });

  it('[SIG-05] the session alone never signs, nor the typed word of a demo, nor a proof of the session’s own freshness', async () => {
    const shown = await shownTo();
    expect(shown.needs).toBe('both');
    expect((await sign([shown])).body).toMatchObject({ code: 'signing-proof-needed', data: { needs: 'both', withinSeconds: 60 } });
    const typed = await visitor.post('/signatures', { records: [asked(shown)], demoConfirmation: 'demo signature' });
    expect(typed.body.code).toBe('signing-proof-needed');
  });

  it('[SIG-05] the first signing takes password and code; later ones one of them; each proof signs once and only what it was given for', async () => {
    const [first, second] = [await shownTo(), await shownTo()];
    expect((await prove([first], { password })).body.code).toBe('BOTH_NEEDED');
    expect((await prove([first], { password, code: codeOf(otpauth) })).status).toBe(200);
    expect((await sign([second])).body.code).toBe('signing-proof-needed');
    const signed = await sign([first]);
    expect(signed.body.signatures, JSON.stringify(signed.body)).toMatchObject([
      { method: 'password-and-code', demo: false, signerName: 'Ines Real' },
    ]);
    expect((await sign([second])).body.code).toBe('signing-proof-needed');
    expect((await visitor.get(`/signatures/records/${second.recordId}?kind=visits.source`)).body.needs).toBe('one');
    expect((await prove([second], { password })).status).toBe(200);
    expect((await sign([second])).body.signatures).toMatchObject([{ method: 'password' }]);
  });

  it('[SIG-05] a proof is good for sixty seconds', async () => {
    const shown = await shownTo();
    await prove([shown], { password });
    await world.superuser.query(`update auth.signing_proof set proved_at = proved_at - interval '61 seconds' where used_at is null`);
    expect((await sign([shown])).body.code).toBe('signing-proof-needed');
  });

  it('[SIG-05] another session signs by no proof of this one', async () => {
    const shown = await shownTo();
    await prove([shown], { password });
    await world.superuser.query(`update auth.signing_proof set session_id = $1 where used_at is null`, [newId()]);
    expect((await sign([shown])).body.code).toBe('signing-proof-needed');
  });

  it('[SIG-06] a wrong password or a used code is refused, told in the trail, and counted until the account is locked', async () => {
    const shown = await shownTo();
    expect((await prove([shown], { password: 'not the password' })).body.code).toBe('INVALID_PASSWORD');
    // The next period's, which no test before this one can have used, whenever the period ends.
    const code = codeOf(otpauth, Date.now() + 30_000);
    expect((await prove([await shownTo()], { code })).status).toBe(200);
    expect((await prove([shown], { code })).body.code).toBe('INVALID_PASSWORD');
    const { rows } = await world.superuser.query(
      `select action from audit.entry where record_table = 'access.account_event' and after ->> 'kind' = 'signing-refused'`,
    );
    expect(rows.length).toBe(2);
    expect((await sign([shown])).body.code).toBe('signing-proof-needed');
    for (let guess = 0; guess < 9; guess++) await prove([shown], { password: `guess number ${guess}` });
    const locked = await world.superuser.query('select 1 from auth.attempt where account_id = $1 and locked_until > now()', [accountId]);
    expect(locked.rowCount).toBe(1);
    expect((await prove([shown], { password })).body.code).toBe('INVALID_PASSWORD');
    expect((await sign([shown])).body.code).toBe('signing-proof-needed');
  });

  it('[SIG-05] a key of a program signs nothing', async () => {
    const ines = await world.person('Ina Key', [{ role: 'investigator' }]);
    const { rows } = await world.superuser.query<{ id: string }>(`select id from access."grant" where person_id = $1`, [ines.id]);
    const made = await ines.api('POST', '/access/account/keys', { name: 'a program', grantIds: [rows[0]?.id], expiresOn: '2027-01-31' });
    const shown = (await record(ines, await screened())).body;
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const answer = await world.request(`k:${made.body.secret}`, 'POST', '/signatures', {
      records: [asked(shown)],
      demoConfirmation: 'demo signature',
    });
    expect([answer.status, answer.body.data], JSON.stringify(answer.body)).toEqual([403, expect.objectContaining({ only: 'session' })]);
  });

  it('[SIG-04] the verification finds every signature sound, and one that was put under another record by the owner of the database', async () => {
    const reader = { query: <R extends object>(text: string) => world.superuser.query<R>(text) };
    const sound = await verifySignatures(reader);
    expect(sound.problems).toEqual([]);
    expect(sound.signatures).toBeGreaterThan(5);
    const other = await screened();
    await world.superuser.query('begin');
    await world.superuser.query('alter table signatures.signature disable trigger keep_as_signed');
    await world.superuser.query(
      'update signatures.signature set record_id = $1 where id = (select id from signatures.signature order by signed_at, id limit 1)',
      [other],
    );
    const moved = await verifySignatures(reader);
    await world.superuser.query('rollback');
    expect(moved.problems.map((problem) => problem.message).join(' ')).toMatch(
      /speaks of another record.*does not know that its signer.*not what was signed/,
    );
  });

  it('[J10] a serious event waits by its deadline, is judged before it is signed, and is signed by its judge alone', async () => {
    await screened();
    const { body: event } = await carla.api('POST', `/subjects/${subjectId}/adverse-events`, sampleSerious);
    expect(event.id, JSON.stringify(event)).toBeDefined();
    const first = (await pia.api('GET', '/signatures/to-sign')).body.items[0];
    expect(first).toMatchObject({ kind: 'safety.causality', recordId: event.id, standing: 'not-ready', dueAt: expect.any(String) });
    const show = async (person: TestPerson) => (await person.api('GET', `/signatures/records/${event.id}?kind=safety.causality`)).body;
    expect(await show(pia)).toMatchObject({ notReady: 'not-judged', can: { sign: false } });
    const body = { causality: 'possible', reason: 'known of the class' };
    await pia.api('POST', `/adverse-events/${event.id}/causality`, body, { 'if-match': `${event.version}` });
    const shown = await show(pia);
    const records = [{ kind: 'safety.causality', recordId: event.id, version: shown.version, sha256: shown.contentSha256 }];
    const colleague = await world.person('Sam Sub', [{ role: 'investigator', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
    const signed = (person: TestPerson) => person.api('POST', '/signatures', { records, demoConfirmation: 'demo signature' });
    expect((await signed(colleague)).body.code).toBe('not-yours-to-sign');
    expect((await signed(pia)).body.signatures).toMatchObject([{ meaning: 'authored', covers: true }]);
    expect((await show(pia)).standing).toBe('signed');
  });

  it('[SIG-07] a judgement of causality that is returned is told once to the coordinators of its site, and to nobody else', async () => {
    await screened();
    const { body: event } = await carla.api('POST', `/subjects/${subjectId}/adverse-events`, sampleSerious);
    const judgement = { causality: 'possible', reason: 'known of the class' };
    await pia.api('POST', `/adverse-events/${event.id}/causality`, judgement, { 'if-match': `${event.version}` });
    const { siteId } = nlx.sites['101'];
    const colleague = await world.person('Cole League', [{ role: 'coordinator', siteId }]);
    const strangers = await Promise.all(
      [
        { role: 'coordinator' as const, siteId: nlx.sites['102'].siteId },
        { role: 'coordinator' as const },
        { role: 'finance' as const, siteId },
      ].map((grant, number) => world.person(`Stranger ${number}`, [grant])),
    );
    const { version } = (await pia.api('GET', `/signatures/records/${event.id}?kind=safety.causality`)).body;
    const giveBack = () =>
      pia.api(
        'POST',
        `/signatures/records/${event.id}/return`,
        { kind: 'safety.causality', reason: 'The onset is missing' },
        { 'if-match': `${version}` },
      );
    expect((await giveBack()).body.standing).toBe('returned');
    expect((await giveBack()).body.code).toBe('already-returned');
    const toldTo = async (person: TestPerson) =>
      (await person.api('GET', '/notifications')).body.items.filter(({ kind }: { kind: string }) => kind === 'returned-to-site');
    const facts = { record: 'safety.causality', recordId: event.id, subjectId, subject: event.subjectNumber };
    for (const person of [carla, colleague])
      expect(await toldTo(person), person.name).toEqual([expect.objectContaining({ facts, readAt: null })]);
    for (const person of [pia, otto, ...strangers]) expect(await toldTo(person), person.name).toEqual([]);
    expect(JSON.stringify(await toldTo(carla))).not.toContain('The onset is missing');
  });

  it('[SIG-05] without the wall’s own condition a signature without a proof would be kept', async () => {
    const copy = (act: string) =>
      pia.act(act, (one) =>
        one.tx.$client.query(
          `insert into signatures.signature select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'signing_id', gen_random_uuid(),
             'signer_id', $1::text, 'method', 'password', 'demo', false, 'proof_id', gen_random_uuid()))).* from signatures.signature s limit 1`,
          [pia.id],
        ),
      );
    await expect(copy('forge')).rejects.toThrow(/row-level security/);
    await world.superuser.query(`alter policy signed on signatures.signature with check (signer_id = (select access.actor_id()))`);
    await expect(copy('forge')).resolves.toMatchObject({ rowCount: 1 });
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
