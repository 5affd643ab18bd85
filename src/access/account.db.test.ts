// One's own account over HTTP on real PostgreSQL: keys, sessions, the proof that is asked for once more, and help for who is locked out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, type Member, type Visitor, addMember, codeOf, enrol, openDoor } from '../../tests/support/visitor.ts';
import { type World, openWorld } from '../../tests/support/world.ts';

let world: World;
let door: Door;
beforeAll(async () => {
  world = await openWorld();
  // Keys end by the database's clock, and the program's must not stand elsewhere.
  world.now = world.now.add({ milliseconds: Date.now() - world.now.epochMilliseconds });
  door = openDoor(world);
});
afterAll(async () => {
  await door.close();
  await world.close();
});

const today = () => world.now.toZonedDateTimeISO('UTC').toPlainDate();
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const account = async (visitor: Visitor) => (await visitor.get('/access/account')).body;
const grantOf = async (visitor: Visitor): Promise<string> => (await account(visitor)).grants[0].id;
const forgetProof = (member: Member) =>
  world.superuser.query(`update auth.session set "provedAt" = now() - interval '10 minutes 1 second' where "userId" = $1`, [
    member.accountId,
  ]);
const eventsOf = async (member: Member): Promise<string[]> =>
  (await world.superuser.query('select kind from access.account_event where person_id = $1 order by at', [member.id])).rows.map(
    (row) => row.kind,
  );

describe('a key for a program', () => {
  const signedIn = async (name: string, role = 'quality') => {
    const member = await addMember(world, door, name, role);
    const { visitor } = await enrol(door, member);
    const wish = { name: 'nightly export', grantIds: [await grantOf(visitor)], expiresOn: today().add({ days: 30 }).toString() };
    return { member, visitor, wish };
  };

  it('[ACC-10] acts with the grants it carries, is told once, and only its digest is kept', async () => {
    const { member, visitor, wish } = await signedIn('Key Holder');
    const made = await visitor.post('/access/account/keys', wish, { 'idempotency-key': 'the-same-key-again' });
    expect([made.status, made.body.state], made.text).toEqual([200, 'live']);
    const { secret } = made.body;
    const me = await door.visitor().get('/access/me', bearer(secret));
    expect([me.status, me.body.person?.name]).toEqual([200, 'Key Holder']);
    expect(me.body.permissions).toContain('monitoring.assess');
    const again = await visitor.post('/access/account/keys', wish, { 'idempotency-key': 'the-same-key-again' });
    expect([again.body.id, again.body.secret]).toEqual([made.body.id, null]);
    const { rows } = await world.superuser.query(
      `select (select string_agg(k::text, '') from access.api_key k) || (select string_agg(e::text, '') from audit.entry e) || (select string_agg(i::text, '') from platform.idempotency i) as all`,
    );
    expect(rows[0].all).toContain(made.body.id);
    expect(rows[0].all).not.toContain(secret);
    expect(JSON.stringify(await account(visitor))).not.toContain(secret);
    expect(await eventsOf(member)).toContain('key-created');
    for (const wrong of [`${secret}x`, secret.slice(0, -1), 'swk_', ''])
      expect([wrong, (await door.visitor().get('/access/me', bearer(wrong))).status]).toEqual([wrong, 401]);
  });

  it('[ACC-10] ends at once when it is taken back, on its last day, with its grant and with its person', async () => {
    const { member, visitor, wish } = await signedIn('Key Ender');
    const { id, secret } = (await visitor.post('/access/account/keys', wish)).body;
    const call = () => door.visitor().get('/access/me', bearer(secret));
    for (const [harm, cure] of [
      [`update access.api_key set expires_at = now()`, `update access.api_key set expires_at = now() + interval '1 day'`],
      [`update access.person set disabled_at = now()`, `update access.person set disabled_at = null`],
    ]) {
      const where = harm?.includes('person') ? [member.id] : [id];
      await world.superuser.query(`${harm} where id = $1`, where);
      expect([harm, (await call()).status]).toEqual([harm, 401]);
      await world.superuser.query(`${cure} where id = $1`, where);
      expect([cure, (await call()).status]).toEqual([cure, 200]);
    }
    await world.superuser.query('update access."grant" set revoked_at = now() where person_id = $1', [member.id]);
    expect((await call()).body.permissions).not.toContain('monitoring.assess');
    expect((await visitor.post(`/access/account/keys/${id}/revocation`)).body.state).toBe('revoked');
    expect((await call()).status).toBe(401);
    expect((await visitor.post(`/access/account/keys/${id}/revocation`)).body.code).toBe('already-ended');
  });

  it('[ACC-10] carries a part of its person’s grants and no more, never administration, and at most a year', async () => {
    const { member, visitor, wish } = await signedIn('Key Narrow');
    const other = await signedIn('Key Other');
    const { rows } = await world.superuser.query<{ id: string }>(
      `insert into access."grant" (id, person_id, role, valid_from, given_by, reason)
       select gen_random_uuid(), $1, r, '2020-01-01', g.given_by, 'test' from access."grant" g, unnest(array['finance', 'administrator']) r where g.person_id = $1
       returning id`,
      [member.id],
    );
    const { secret } = (await visitor.post('/access/account/keys', wish)).body;
    const { permissions, grants } = (await door.visitor().get('/access/me', bearer(secret))).body;
    expect(grants.map((grant: { role: string }) => grant.role)).toEqual(['quality']);
    expect(permissions).not.toContain('finance.view');
    expect(permissions).not.toContain('access.administer');
    expect((await door.visitor().get('/access/people', bearer(secret))).status).toBe(403);
    const refused = async (change: object) => (await visitor.post('/access/account/keys', { ...wish, ...change })).body.code;
    expect(await refused({ grantIds: [rows[1]?.id] })).toBe('key-administers');
    expect(await refused({ grantIds: other.wish.grantIds })).toBe('grant-not-own');
    expect(await refused({ expiresOn: today().subtract({ days: 1 }).toString() })).toBe('date-past');
    expect(await refused({ expiresOn: today().add({ days: 367 }).toString() })).toBe('key-too-long');
  });

  it('[ACC-10] looks after no account: it makes no key, ends no session and sees neither', async () => {
    const { visitor, wish } = await signedIn('Key Humble');
    const { secret, id } = (await visitor.post('/access/account/keys', wish)).body;
    const program = door.visitor();
    expect((await program.get('/access/account', bearer(secret))).status).toBe(403);
    expect((await program.post('/access/account/keys', wish, bearer(secret))).status).toBe(403);
    expect((await program.post(`/access/account/keys/${id}/revocation`, {}, bearer(secret))).status).toBe(403);
    expect((await program.post('/access/account/sessions/others/end', {}, bearer(secret))).status).toBe(403);
  });

  it('[ACC-10] is nobody else’s to see or to take back', async () => {
    const { visitor, wish } = await signedIn('Key Private');
    const { id } = (await visitor.post('/access/account/keys', wish)).body;
    const other = await signedIn('Key Curious', 'administrator');
    expect((await other.visitor.post(`/access/account/keys/${id}/revocation`)).status).toBe(404);
    expect((await account(other.visitor)).keys).toEqual([]);
  });
});

describe('sessions', () => {
  it('[ACC-08] live side by side; each is listed, one is ended without the others, and all others at once', async () => {
    const member = await addMember(world, door, 'Sue Sessions', 'quality');
    const { visitor: first, otpauth } = await enrol(door, member);
    const second = door.visitor();
    await second.post('/auth/sign-in/email', { email: member.email, password: member.password });
    await second.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) });
    const third = door.visitor();
    await third.post('/auth/sign-in/email', { email: member.email, password: member.password });
    await third.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth, Date.now() + 30_000) });
    const { sessions } = await account(second);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((session: { isThis: boolean }) => session.isThis)).toHaveLength(1);
    const ofThird = (await account(third)).sessions.find((session: { isThis: boolean }) => session.isThis).id;
    expect((await second.post(`/access/account/sessions/${ofThird}/end`)).body).toEqual({ ended: 1 });
    expect([(await third.get('/access/me')).status, (await first.get('/access/me')).status]).toEqual([401, 200]);
    const own = (await account(second)).sessions.find((session: { isThis: boolean }) => session.isThis).id;
    expect((await second.post(`/access/account/sessions/${own}/end`)).status).toBe(404);
    expect((await second.post('/access/account/sessions/others/end')).body).toEqual({ ended: 1 });
    expect([(await first.get('/access/me')).status, (await second.get('/access/me')).status]).toEqual([401, 200]);
    expect(await eventsOf(member)).toContain('sessions-ended');
  });

  it('[ACC-08] show nobody’s token and are nobody else’s to end', async () => {
    const member = await addMember(world, door, 'Tom Token');
    const { visitor } = await enrol(door, member);
    const { rows } = await world.superuser.query('select id, token from auth.session where "userId" = $1', [member.accountId]);
    expect(JSON.stringify(await account(visitor))).not.toContain(rows[0].token);
    const { visitor: stranger } = await enrol(door, await addMember(world, door, 'Una Stranger', 'administrator'));
    expect((await stranger.post(`/access/account/sessions/${rows[0].id}/end`)).status).toBe(404);
    expect((await visitor.get('/access/me')).status).toBe(200);
  });

  it('[P11-04] of a person who is closed off are gone, not only refused', async () => {
    const { visitor: admin } = await enrol(door, await addMember(world, door, 'Vera Admin', 'administrator'));
    const member = await addMember(world, door, 'Will Leave');
    await enrol(door, member);
    expect((await admin.post(`/access/people/${member.id}/disabling`, { reason: 'left' }, { 'if-match': '1' })).status).toBe(200);
    expect((await world.superuser.query('select 1 from auth.session where "userId" = $1', [member.accountId])).rowCount).toBe(0);
  });
});

describe('the proof that is asked for once more', () => {
  it('[ACC-07] is needed ten minutes after the last one for what changes rights and keys, and for nothing else', async () => {
    const member = await addMember(world, door, 'Xena Proof', 'administrator');
    const { visitor } = await enrol(door, member);
    const person = { name: 'New Person', email: 'new.person@example.org', kind: 'staff' };
    await forgetProof(member);
    const refused = await visitor.post('/access/people', person);
    expect([refused.status, refused.body.code, refused.body.data]).toEqual([403, 'proof-needed', { withinMinutes: 10 }]);
    expect((await visitor.get('/access/people')).status).toBe(200);
    expect((await visitor.get('/auth/passkey/generate-register-options')).status).toBe(403);
    expect((await visitor.post('/auth/prove', { password: 'not the password' })).status).toBe(400);
    expect((await visitor.post('/access/people', person)).status).toBe(403);
    expect((await visitor.post('/auth/prove', { password: member.password })).status).toBe(200);
    expect((await visitor.post('/access/people', person)).status).toBe(200);
    expect((await visitor.get('/auth/passkey/generate-register-options')).status).toBe(200);
  });

  it('[ACC-06] gives the session another token; the one before opens nothing', async () => {
    const member = await addMember(world, door, 'Yan Rotate');
    const { visitor } = await enrol(door, member);
    const before = new Map(visitor.cookies);
    const answer = await visitor.post('/auth/prove', { password: member.password });
    const [line = ''] = answer.headers.getSetCookie();
    expect(line).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect((await visitor.get('/access/me')).status).toBe(200);
    for (const [name, value] of before) visitor.cookies.set(name, value);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('[ACC-07] every route that administers people or keys asks for it', async () => {
    const { accessContract } = await import('./contract.ts');
    const metas = Object.values(accessContract).map(
      (route) => route['~orpc'].meta as { name: string; permission: string; command?: true; fresh?: true },
    );
    const changesRights = metas.filter(
      (meta) => meta.command && (meta.permission === 'access.administer' || /create-key|remove-passkey/.test(meta.name)),
    );
    expect(changesRights.length).toBeGreaterThan(8);
    expect(changesRights.filter((meta) => !meta.fresh)).toEqual([]);
  });
});

describe('whoever lost their second factor', () => {
  it('[P11-20] sets up another after an administrator forgot it, for a reason that stands in the trail; nobody does so for themselves', async () => {
    const boss = await addMember(world, door, 'Zoe Admin', 'administrator');
    const { visitor: admin } = await enrol(door, boss);
    const member = await addMember(world, door, 'Abe Lost', 'quality');
    const { visitor } = await enrol(door, member);
    const reset = (id: string) => admin.post(`/access/people/${id}/second-factor-reset`, { reason: 'seen in person, telephone lost' });
    expect((await reset(boss.id)).status).toBe(403);
    expect((await reset(member.id)).status).toBe(200);
    expect((await visitor.get('/access/me')).status).toBe(401);
    const anew = door.visitor();
    expect((await anew.post('/auth/sign-in/email', { email: member.email, password: member.password })).body.twoFactorRedirect).toBeFalsy();
    expect((await anew.get('/access/me')).status).toBe(401);
    const { visitor: again } = await enrol(door, member);
    expect((await again.get('/access/me')).status).toBe(200);
    const { rows } = await world.superuser.query(
      `select actor_name, reason from audit.entry where record_table = 'access.account_event' and action = 'access.reset-second-factor'`,
    );
    expect(rows).toEqual([{ actor_name: 'Zoe Admin', reason: 'seen in person, telephone lost' }]);
  });
});

describe('addresses of people', () => {
  it('[ACC-14] are for those who may view people and for their owners; names are for everybody', async () => {
    const addressSeen = async (role: 'coordinator' | 'regulatory' | 'administrator' | 'finance') => {
      const person = await world.person(`Reader ${role}`, [{ role }]);
      return person.act('look', async ({ tx }) => {
        const { rows } = await tx.$client.query(
          `select count(access.email_of(id))::int as addresses, count(name)::int as names from access.person where kind = 'staff' and id <> access.actor_id()`,
        );
        return rows[0] as { addresses: number; names: number };
      });
    };
    for (const role of ['coordinator', 'finance'] as const) {
      const { addresses, names } = await addressSeen(role);
      expect([role, addresses]).toEqual([role, 0]);
      expect(names).toBeGreaterThan(5);
    }
    for (const role of ['regulatory', 'administrator'] as const) expect((await addressSeen(role)).addresses).toBeGreaterThan(5);
    const own = await world.person('Reader own', [{ role: 'recruiter' }]);
    expect((await own.api('GET', '/access/account')).body.email).toMatch(/^reader\.own\./);
    await expect(own.act('probe', ({ tx }) => tx.$client.query('select email from access.person'))).rejects.toThrow(/permission denied/);
  });

  it('[ACC-14] the database asks for the roles that the permission is given to', async () => {
    const { roles, roleNames } = await import('./rules.ts');
    const { rows } = await world.superuser.query(`select pg_get_functiondef('access.may_view_people()'::regprocedure) as source`);
    const inDatabase = [...(rows[0].source as string).matchAll(/'([a-z-]+)'/g)]
      .map((match) => match[1])
      .filter((name) => name !== 'operator');
    const byPermission = roleNames.filter((role) => roles[role].includes('access.view-people'));
    expect(inDatabase.filter((name) => (roleNames as readonly (string | undefined)[]).includes(name)).sort()).toEqual(
      [...byPermission].sort(),
    );
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
