// The second factor on real PostgreSQL: demanded of everybody real, a code works once, a backup code works once; demo people.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { type Door, type Member, type Visitor, addMember, codeOf, enrol, openDoor } from '../../../tests/support/visitor.ts';
import { type World, openWorld } from '../../../tests/support/world.ts';
import { declaredRoutes } from '../../app/routes.ts';
import { proofOf } from './session-proof.ts';

let world: World;
let door: Door;
beforeAll(async () => {
  world = await openWorld();
  door = openDoor(world);
});
afterAll(async () => {
  await door.close();
  await world.close();
});

const password = async (member: Member): Promise<Visitor> => {
  const visitor = door.visitor();
  const answer = await visitor.post('/auth/sign-in/email', { email: member.email, password: member.password });
  expect([answer.status, answer.body.twoFactorRedirect], answer.text).toEqual([200, true]);
  return visitor;
};
const sessions = async (member: Member) =>
  (await world.superuser.query('select proof from auth.session where "userId" = $1', [member.accountId])).rows.map((row) => row.proof);

describe('the second factor', () => {
  it('[P11-17] is demanded of a real person by every route of the contract, until it is set up', async () => {
    const ann = await addMember(world, door, 'Ann Unready', 'administrator');
    const visitor = door.visitor();
    const answer = await visitor.post('/auth/sign-in/email', { email: ann.email, password: ann.password });
    expect(answer.status).toBe(200);
    const routes = declaredRoutes().filter((route) => !route.meta.public);
    expect(routes.length).toBeGreaterThan(5);
    const opened: string[] = [];
    for (const route of routes) {
      const path = route.path.replaceAll(/\{[^}]+\}/g, newId());
      const { status } = await visitor.send(route.method, path, {}, { 'if-match': '1' });
      // 400 is the shape of the request, judged before anybody is asked who they are.
      if (status !== 401 && status !== 400) opened.push(`${route.method} ${route.path} ${status}`);
    }
    expect(opened).toEqual([]);
    expect((await visitor.get('/access/me')).status).toBe(401);
    const enabled = await visitor.post('/auth/two-factor/enable', { password: ann.password });
    expect(enabled.body.backupCodes).toHaveLength(10);
    expect((await visitor.get('/access/me')).status).toBe(401);
    expect((await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(enabled.body.totpURI) })).status).toBe(200);
    expect((await visitor.get('/access/me')).status).toBe(200);
    expect(await sessions(ann)).toEqual(['two-factors']);
  });

  it('needs the password again before a key is shown, and shows none twice', async () => {
    const bea = await addMember(world, door, 'Bea Peek');
    const visitor = door.visitor();
    await visitor.post('/auth/sign-in/email', { email: bea.email, password: bea.password });
    expect((await visitor.post('/auth/two-factor/enable', { password: 'not the password' })).status).toBe(400);
    const { visitor: enrolled } = await enrol(door, bea);
    const again = await enrolled.post('/auth/two-factor/enable', { password: bea.password });
    expect([again.status, again.body.totpURI]).toEqual([400, undefined]);
  });

  it('a session that took only the password opens nothing, also after the person has set up a second factor elsewhere', async () => {
    const cal = await addMember(world, door, 'Cal Twice');
    const early = door.visitor();
    await early.post('/auth/sign-in/email', { email: cal.email, password: cal.password });
    await enrol(door, cal);
    expect((await early.get('/access/me')).status).toBe(401);
  });

  it('password alone gives no session where the factor is set up; a code completes it', async () => {
    const dan = await addMember(world, door, 'Dan Steps');
    const { otpauth, visitor: first } = await enrol(door, dan);
    await first.post('/auth/sign-out');
    const visitor = await password(dan);
    expect(await sessions(dan)).toEqual([]);
    expect((await visitor.post('/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
    expect((await visitor.get('/access/me')).status).toBe(401);
    const done = await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) });
    expect(done.status, done.text).toBe(200);
    expect(done.body.token).toBeUndefined();
    expect((await visitor.get('/access/me')).status).toBe(200);
  });

  it('a code works once: the second use is refused and leaves no session, also after another code in between', async () => {
    const eva = await addMember(world, door, 'Eva Replay');
    const { otpauth, visitor: first } = await enrol(door, eva);
    await first.post('/auth/sign-out');
    const [now, next] = [codeOf(otpauth), codeOf(otpauth, Date.now() + 30_000)];
    const outcomes: [string, number, number][] = [];
    for (const [name, code] of [
      ['A', now],
      ['A', now],
      ['B', next],
      ['A', now],
      ['B', next],
    ] as const) {
      const visitor = await password(eva);
      const { status } = await visitor.post('/auth/two-factor/verify-totp', { code });
      const me = (await visitor.get('/access/me')).status;
      outcomes.push([name, status, me]);
      if (status === 200) await visitor.post('/auth/sign-out');
      expect(await sessions(eva)).toEqual([]);
      await world.superuser.query(`delete from auth."rateLimit"`);
    }
    expect(outcomes).toEqual([
      ['A', 200, 200],
      ['A', 401, 401],
      ['B', 200, 200],
      ['A', 401, 401],
      ['B', 401, 401],
    ]);
  });

  it('one code sent twice at once opens one session', async () => {
    const fin = await addMember(world, door, 'Fin Race');
    const { otpauth, visitor: first } = await enrol(door, fin);
    await first.post('/auth/sign-out');
    const visitors = [await password(fin), await password(fin), await password(fin)];
    const code = codeOf(otpauth);
    const answers = await Promise.all(visitors.map((visitor) => visitor.post('/auth/two-factor/verify-totp', { code })));
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 401, 401]);
    expect(await sessions(fin)).toEqual(['two-factors']);
  });

  it('a code with spaces or zeros around it is no way around that', async () => {
    const gus = await addMember(world, door, 'Gus Spaces');
    const { otpauth, visitor: first } = await enrol(door, gus);
    await first.post('/auth/sign-out');
    const code = codeOf(otpauth);
    expect((await (await password(gus)).post('/auth/two-factor/verify-totp', { code })).status).toBe(200);
    for (const variant of [` ${code}`, `${code} `, `0${code}`, `${code}\n`]) {
      const visitor = await password(gus);
      expect([variant, (await visitor.post('/auth/two-factor/verify-totp', { code: variant })).status]).toEqual([variant, 401]);
      expect((await visitor.get('/access/me')).status).toBe(401);
      await world.superuser.query(`delete from auth."rateLimit"`);
    }
  });

  it('[P11-21] five wrong codes end the attempt, and the right code does not open it any more', async () => {
    const hal = await addMember(world, door, 'Hal Guess');
    const { otpauth, visitor: first } = await enrol(door, hal);
    await first.post('/auth/sign-out');
    const visitor = await password(hal);
    for (let guess = 0; guess < 5; guess++) {
      expect((await visitor.post('/auth/two-factor/verify-totp', { code: `99999${guess}` })).status).toBe(401);
    }
    expect((await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) })).status).not.toBe(200);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('[ACC-09] a backup code works once, also when it is sent twice at once', async () => {
    const ivy = await addMember(world, door, 'Ivy Backup');
    const { backupCodes, visitor: first } = await enrol(door, ivy);
    await first.post('/auth/sign-out');
    const [one, two] = backupCodes;
    const visitor = await password(ivy);
    expect((await visitor.post('/auth/two-factor/verify-backup-code', { code: one })).status).toBe(200);
    expect((await visitor.get('/access/me')).status).toBe(200);
    expect((await (await password(ivy)).post('/auth/two-factor/verify-backup-code', { code: one })).status).toBe(401);
    const pair = [await password(ivy), await password(ivy)];
    const answers = await Promise.all(pair.map((each) => each.post('/auth/two-factor/verify-backup-code', { code: two })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const { rows } = await world.superuser.query('select "backupCodes" from auth."twoFactor" where "userId" = $1', [ivy.accountId]);
    expect(rows[0].backupCodes).not.toContain(one);
  });

  it('no device is trusted for thirty days, and no session is left out', async () => {
    const joy = await addMember(world, door, 'Joy Trust');
    const { otpauth, backupCodes } = await enrol(door, joy);
    const visitor = await password(joy);
    expect((await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth), trustDevice: true })).status).toBe(400);
    expect((await visitor.post('/auth/two-factor/verify-backup-code', { code: backupCodes[0], disableSession: true })).status).toBe(400);
    expect([...visitor.cookies.keys()].filter((name) => name.includes('trust'))).toEqual([]);
  });

  it('[ACC-11] a passkey counts as two factors only when the device checked its owner', () => {
    const flags = (byte: number) => ({
      response: { response: { authenticatorData: Buffer.concat([Buffer.alloc(32), Buffer.from([byte])]).toString('base64url') } },
    });
    const path = '/passkey/verify-authentication';
    expect(proofOf({ path, body: flags(0b101) })).toBe('two-factors');
    expect(proofOf({ path, body: flags(0b001) })).toBe('password');
    expect(proofOf({ path, body: {} })).toBe('password');
    expect(proofOf(null)).toBe('password');
  });
});

describe('a demo', () => {
  it('offers sign-in by one click for its own people only, and only where it is a demo', async () => {
    const demo = openDoor(world, { demo: true });
    try {
      const real = await addMember(world, demo, 'Kim Real', 'quality');
      const accountId = await demo.accounts.createDemo({ name: 'Lou Demo', email: 'lou@demo.example' });
      const personId = newId();
      await world.superuser.query(
        `insert into access.person (id, kind, name, email, account_id, second_factor) values ($1, 'staff', 'Lou Demo', 'lou@demo.example', $2, 'waived')`,
        [personId, accountId],
      );
      await world.superuser.query(
        `insert into access."grant" (id, person_id, role, valid_from, given_by, reason) values ($1, $2, 'coordinator', '2020-01-01', $3, 'demo')`,
        [newId(), personId, real.id],
      );
      const visitor = demo.visitor();
      expect((await visitor.get('/demo/people')).body).toEqual([{ accountId, name: 'Lou Demo', roles: ['coordinator'] }]);
      expect((await visitor.post('/auth/demo/sign-in', { accountId: real.accountId })).status).toBe(404);
      expect((await visitor.post('/auth/demo/sign-in', { accountId: newId() })).status).toBe(404);
      expect((await visitor.post('/auth/demo/sign-in', { accountId })).status).toBe(200);
      const me = await visitor.get('/access/me');
      expect([me.status, me.body.person?.name, me.body.demo]).toEqual([200, 'Lou Demo', true]);
      const outside = door.visitor();
      expect((await outside.post('/auth/demo/sign-in', { accountId })).status).toBe(404);
      expect((await outside.get('/demo/people')).status).toBe(404);
    } finally {
      await demo.close();
    }
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
