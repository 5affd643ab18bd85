// Signing in on real PostgreSQL: passwords, limits, cookies, and what ends a session.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, type Visitor, addMember, enrol, openDoor } from '../../../tests/support/visitor.ts';
import { type World, openWorld } from '../../../tests/support/world.ts';

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

const COOKIE = 'siteward.session_token';
const tokenOf = (visitor: Visitor) => decodeURIComponent(visitor.cookies.get(COOKIE) ?? '').split('.')[0] ?? '';
const sessionsOf = async (accountId: string) =>
  (await world.superuser.query('select token, proof from auth.session where "userId" = $1', [accountId])).rows as {
    token: string;
    proof: string;
  }[];

describe('signing in by password', () => {
  it('[P11-17] keeps passwords as Argon2id of at least 19 MiB and two passes', async () => {
    const ann = await addMember(world, door, 'Ann Hash');
    const { rows } = await world.superuser.query('select password from auth.account where "userId" = $1', [ann.accountId]);
    const [, , version, costs] = (rows[0].password as string).split('$');
    expect(rows[0].password).toMatch(/^\$argon2id\$/);
    expect(version).toBe('v=19');
    expect(costs).toBe('m=32768,t=3,p=1');
    expect(rows[0].password).not.toContain(ann.password);
  });

  it('[ACC-04] answers a wrong password and an unknown address alike, to the byte', async () => {
    const ben = await addMember(world, door, 'Ben Wrong');
    const wrong = await door.visitor().post('/auth/sign-in/email', { email: ben.email, password: 'not the password' });
    const unknown = await door.visitor().post('/auth/sign-in/email', { email: 'nob.odyoo@example.org', password: 'not the password' });
    expect(wrong.status).toBe(401);
    expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
    const names = (headers: Headers) => [...headers.keys()].sort();
    expect(names(unknown.headers)).toEqual(names(wrong.headers));
  });

  it('answers a closed person like a wrong password, and keeps no session', async () => {
    const cleo = await addMember(world, door, 'Cleo Closed');
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [cleo.id]);
    const closed = await door.visitor().post('/auth/sign-in/email', { email: cleo.email, password: cleo.password });
    const wrong = await door.visitor().post('/auth/sign-in/email', { email: cleo.email, password: 'not the password' });
    expect([closed.status, closed.text]).toEqual([wrong.status, wrong.text]);
    expect(await sessionsOf(cleo.accountId)).toEqual([]);
  });

  it('[P11-21] refuses the sixth attempt of a minute on one account with 429, from wherever it comes, known or not', async () => {
    const dora = await addMember(world, door, 'Dora Stuffed');
    for (const email of [dora.email, 'nobody.at.all@example.org']) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 5; attempt++) {
        statuses.push((await door.visitor().post('/auth/sign-in/email', { email, password: `guess number ${attempt}` })).status);
      }
      const sixth = await door.visitor().post('/auth/sign-in/email', { email: email.toUpperCase(), password: dora.password });
      expect([...statuses, sixth.status]).toEqual([401, 401, 401, 401, 401, 429]);
      expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await world.superuser.query(`update auth."rateLimit" set "lastRequest" = "lastRequest" - 61000 where key like 'account|%'`);
    const later = await door.visitor().post('/auth/sign-in/email', { email: dora.email, password: dora.password });
    expect(later.status).toBe(200);
  });

  it('counts attempts that are sent at once one by one', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        door.visitor().post('/auth/sign-in/email', { email: 'burst@example.org', password: 'guess guess guess' }),
      ),
    );
    expect(all.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(all.filter((answer) => answer.status === 429)).toHaveLength(7);
  });

  it('[ACC-06] never hands the session token to a script: not in any body, only in an HttpOnly cookie of the same site', async () => {
    const eve = await addMember(world, door, 'Eve Cookie');
    const visitor = door.visitor();
    const answer = await visitor.post('/auth/sign-in/email', { email: eve.email, password: eve.password });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(tokenOf(visitor));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [line = ''] = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith(COOKIE));
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Strict/i);
    expect(line).toMatch(/; Path=\//i);
    expect(line).not.toMatch(/; Secure/i);
    expect(line).not.toMatch(/; Domain/i);
  });

  it('[ACC-06] marks the cookie Secure where the address is https', async () => {
    const secure = openDoor(world, { baseUrl: 'https://siteward.test' });
    try {
      const fay = await addMember(world, secure, 'Fay Secure');
      const answer = await secure.visitor().post('/auth/sign-in/email', { email: fay.email, password: fay.password });
      const [line = ''] = answer.headers.getSetCookie().filter((cookie) => cookie.includes('session_token'));
      expect(line).toMatch(/^__Host-siteward\.session_token=/);
      expect(line).toMatch(/; Secure/i);
    } finally {
      await secure.close();
    }
  });

  it('opens no sign-up, no password reset and no endpoint beyond the list', async () => {
    for (const path of [
      '/sign-up/email',
      '/request-password-reset',
      '/two-factor/disable',
      '/api-key/create',
      '/demo/sign-in',
      '/update-user',
      '/verify-email',
    ]) {
      expect([path, (await door.visitor().post(`/auth${path}`, {})).status]).toEqual([path, 404]);
    }
    expect((await door.visitor().get('/auth/list-sessions')).status).toBe(404);
    expect((await door.visitor().get('/auth/get-session')).status).toBe(404);
  });

  it('[ACC-15] refuses writes from a foreign page, with and without a session', async () => {
    const gil = await addMember(world, door, 'Gil Foreign', 'administrator');
    const { visitor } = await enrol(door, gil);
    const foreign = { origin: 'https://elsewhere.example' };
    const content = { name: 'X', email: 'x@example.org', kind: 'staff' };
    for (const path of ['/access/people', '/auth/sign-out', '/auth/sign-in/email', '/setup', '/invitations/acceptance']) {
      expect([path, (await visitor.post(path, content, foreign)).status]).toEqual([path, 403]);
    }
    expect((await visitor.post('/access/people', content)).status).toBe(200);
  });
});

describe('a session', () => {
  const signedIn = async (name: string) => {
    const member = await addMember(world, door, name);
    return { member, ...(await enrol(door, member)) };
  };

  it('opens its person with two factors', async () => {
    const { visitor } = await signedIn('Hal Home');
    const me = await visitor.get('/access/me');
    expect([me.status, me.body.person?.name]).toEqual([200, 'Hal Home']);
  });

  it('with a tampered signature or token is nobody', async () => {
    const { visitor } = await signedIn('Ida Tamper');
    const value = decodeURIComponent(visitor.cookies.get(COOKIE) ?? '');
    const [token = '', signature = ''] = value.split('.');
    const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const bySomebody = createHmac('sha256', 'another secret').update(token).digest('base64');
    for (const forged of [
      `${token}.${flip(signature)}`,
      `${flip(token)}.${signature}`,
      `${token}.${bySomebody}`,
      `${token}.`,
      token,
      '.',
      '%',
    ]) {
      visitor.cookies.set(COOKIE, encodeURIComponent(forged));
      expect([forged.length, (await visitor.get('/access/me')).status]).toEqual([forged.length, 401]);
    }
  });

  it('[HIP-01] ends after fifteen idle minutes and is not revived by the request that finds it idle', async () => {
    const { visitor } = await signedIn('Jon Idle');
    expect((await visitor.get('/access/me')).status).toBe(200);
    await world.superuser.query(`update auth.session set "updatedAt" = now() - interval '15 minutes 1 second' where token = $1`, [
      tokenOf(visitor),
    ]);
    expect((await visitor.get('/access/me')).status).toBe(401);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('a request on the way keeps it alive', async () => {
    const { visitor } = await signedIn('Kay Busy');
    await world.superuser.query(`update auth.session set "updatedAt" = now() - interval '14 minutes' where token = $1`, [tokenOf(visitor)]);
    expect((await visitor.get('/access/me')).status).toBe(200);
    const { rows } = await world.superuser.query(
      `select now() - "updatedAt" < interval '1 minute' as fresh from auth.session where token = $1`,
      [tokenOf(visitor)],
    );
    expect(rows[0].fresh).toBe(true);
  });

  it('[HIP-01] ends after twelve hours, however busy', async () => {
    const { visitor } = await signedIn('Lea Long');
    await world.superuser.query(`update auth.session set "createdAt" = now() - interval '12 hours 1 second' where token = $1`, [
      tokenOf(visitor),
    ]);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('[ACC-06] signing out ends it on the server, so that a kept copy of the cookie opens nothing', async () => {
    const { visitor, member } = await signedIn('Max Leave');
    const copy = new Map(visitor.cookies);
    expect((await visitor.post('/auth/sign-out')).status).toBe(200);
    expect(await sessionsOf(member.accountId)).toEqual([]);
    for (const [name, value] of copy) visitor.cookies.set(name, value);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('[P11-04] of a person who is closed off fails at the next request, on every endpoint', async () => {
    const { visitor, member } = await signedIn('Ned Gone');
    expect((await visitor.get('/access/me')).status).toBe(200);
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [member.id]);
    expect((await visitor.get('/access/me')).status).toBe(401);
    const changed = await visitor.post('/auth/change-password', { currentPassword: member.password, newPassword: 'another long password' });
    expect(changed.status).toBe(401);
    expect(await sessionsOf(member.accountId)).toEqual([]);
  });

  it('[ACC-06] is a new one after each sign-in: a token planted before is worth nothing', async () => {
    const member = await addMember(world, door, 'Ola Fixed');
    const visitor = door.visitor();
    visitor.cookies.set(COOKIE, 'planted.token');
    await visitor.post('/auth/sign-in/email', { email: member.email, password: member.password });
    expect(visitor.cookies.get(COOKIE)).not.toBe('planted.token');
    expect(await sessionsOf(member.accountId)).toEqual([{ token: tokenOf(visitor), proof: 'password' }]);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
