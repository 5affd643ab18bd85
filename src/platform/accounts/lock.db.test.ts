// Locks, recovery codes, the guard in front of the library, and addresses behind proxies, over HTTP on real PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, type Member, type Visitor, addMember, codeOf, enrol, openDoor } from '../../../tests/support/visitor.ts';
import { type World, openWorld } from '../../../tests/support/world.ts';
import { trustedProxies } from '../http/client-address.ts';

let world: World;
let door: Door;
let admin: Visitor;
beforeAll(async () => {
  world = await openWorld();
  door = openDoor(world);
  admin = (await enrol(door, await addMember(world, door, 'Ada Admin', 'administrator'))).visitor;
});
afterAll(async () => {
  await door.close();
  await world.close();
});

const enter = (visitor: Visitor, { email }: { email: string }, password: string) =>
  visitor.post('/auth/sign-in/email', { email, password });
/** So that the five attempts of a minute do not stand in the way of the ten that lock. */
const waitAMinute = () => world.superuser.query(`delete from auth."rateLimit"`);
async function guess(member: { email: string }, times: number, visitor = door.visitor()): Promise<number[]> {
  const statuses: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    await waitAMinute();
    statuses.push((await enter(visitor, member, `a guess, the ${turn}th`)).status);
  }
  await waitAMinute();
  return statuses;
}
const attemptsOf = async (member: Member) =>
  (
    await world.superuser.query(`select failures, locks, locked_until - now() as left from auth.attempt where account_id = $1`, [
      member.accountId,
    ])
  ).rows;
const endLock = (member: Member) =>
  world.superuser.query('update auth.attempt set locked_until = now() where account_id = $1', [member.accountId]);
const personOf = async (member: Member) => (await admin.get(`/access/people/${member.id}`)).body;

describe('ten wrong passwords or codes in a row', () => {
  it('[ACC-01, ACC-02, P11-21] lock the account without a word; the person and the administrators are told, and the right password answers like a wrong one', async () => {
    const bob = await addMember(world, door, 'Bob Locked', 'quality');
    await (await enrol(door, bob)).visitor.post('/auth/sign-out');
    expect(await guess(bob, 9)).toEqual(Array.from({ length: 9 }, () => 401));
    expect((await personOf(bob)).lockedUntil).toBeNull();
    const tenth = await enter(door.visitor(), bob, 'a guess, the last');
    const right = await enter(door.visitor(), bob, bob.password);
    const unknown = await enter(door.visitor(), { email: 'nobody@example.org' }, bob.password);
    expect([right.status, right.text]).toEqual([tenth.status, tenth.text]);
    expect([unknown.status, unknown.text]).toEqual([tenth.status, tenth.text]);
    const names = (headers: Headers) => [...headers.keys()].sort();
    expect(names(right.headers)).toEqual(names(unknown.headers));
    await door.accounts.settle();
    const seen = await personOf(bob);
    const minutes = (Date.parse(seen.lockedUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    expect(seen.can.unlock).toBe(true);
    const { rows } = await world.superuser.query(
      `select kind, mail_due, until is not null as until from access.account_event where person_id = $1 and kind = 'locked'`,
      [bob.id],
    );
    expect(rows).toEqual([{ kind: 'locked', mail_due: true, until: true }]);
    const events = (await admin.get(`/access/events?personId=${bob.id}`)).body as { kind: string }[];
    expect(events.map((event) => event.kind)).toContain('locked');
  });

  it('[ACC-01] the lock ends by itself, the next one lasts twice as long, and a full sign-in forgets both', async () => {
    const cy = await addMember(world, door, 'Cy Twice');
    const { otpauth } = await enrol(door, cy);
    await guess(cy, 10);
    await endLock(cy);
    const visitor = door.visitor();
    expect((await enter(visitor, cy, cy.password)).body.twoFactorRedirect).toBe(true);
    expect(await attemptsOf(cy)).toHaveLength(1);
    await guess(cy, 10);
    const [again] = await attemptsOf(cy);
    expect(again).toMatchObject({ failures: 0, locks: 2 });
    expect(again.left.minutes).toBeGreaterThanOrEqual(29);
    await endLock(cy);
    await waitAMinute();
    const last = door.visitor();
    await enter(last, cy, cy.password);
    expect((await last.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) })).status).toBe(200);
    expect(await attemptsOf(cy)).toEqual([]);
  });

  it('[ACC-01] nobody holds a lock for ever: what comes while it lasts is not counted', async () => {
    const di = await addMember(world, door, 'Di Held');
    await guess(di, 10);
    const [before] = await attemptsOf(di);
    await guess(di, 12);
    const [after] = await attemptsOf(di);
    expect(after).toMatchObject({ failures: 0, locks: 1 });
    expect(after.left.minutes).toBeLessThanOrEqual(before.left.minutes);
  });

  it('[ACC-01] codes count like passwords, and the right code then answers like a wrong one', async () => {
    const ed = await addMember(world, door, 'Ed Codes');
    const { otpauth, backupCodes, visitor: first } = await enrol(door, ed);
    await first.post('/auth/sign-out');
    for (const round of [1, 2]) {
      await waitAMinute();
      const visitor = door.visitor();
      expect([round, (await enter(visitor, ed, ed.password)).status]).toEqual([round, 200]);
      for (let turn = 0; turn < 5; turn++) await visitor.post('/auth/two-factor/verify-totp', { code: `99999${turn}` });
    }
    expect((await attemptsOf(ed))[0]).toMatchObject({ locks: 1 });
    await waitAMinute();
    expect((await enter(door.visitor(), ed, ed.password)).status).toBe(401);
    await endLock(ed);
    const visitor = door.visitor();
    await enter(visitor, ed, ed.password);
    await world.superuser.query(`update auth.attempt set locked_until = now() + interval '1 minute' where account_id = $1`, [ed.accountId]);
    const wrong = await visitor.post('/auth/two-factor/verify-totp', { code: '000000' });
    const right = await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) });
    expect([right.status, right.text]).toEqual([wrong.status, wrong.text]);
    expect((await visitor.post('/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(401);
    expect((await visitor.get('/access/me')).status).toBe(401);
  });

  it('[ACC-01] an administrator takes the lock away for a reason; others and the person themselves do not', async () => {
    const flo = await addMember(world, door, 'Flo Freed');
    await guess(flo, 10);
    const unlock = (by: Visitor) => by.post(`/access/people/${flo.id}/unlocking`, { reason: 'called by telephone' });
    const { visitor: reader } = await enrol(door, await addMember(world, door, 'Reg Reader', 'regulatory'));
    expect((await unlock(reader)).status).toBe(403);
    expect((await reader.get(`/access/people/${flo.id}`)).body).toMatchObject({ lockedUntil: null, can: { unlock: false } });
    expect((await unlock(admin)).status).toBe(200);
    expect((await unlock(admin)).body.code).toBe('not-locked');
    expect((await enter(door.visitor(), flo, flo.password)).status).toBe(200);
    const { rows } = await world.superuser.query(`select actor_name, reason from audit.entry where action = 'access.unlock-person'`);
    expect(rows).toEqual([{ actor_name: 'Ada Admin', reason: 'called by telephone' }]);
  });

  it('[ACC-03] a stranger locks out strangers: the device that its person signed in from goes on', async () => {
    const gus = await addMember(world, door, 'Gus Known');
    const known = door.visitor();
    const { otpauth, visitor: elsewhere } = await enrol(door, gus);
    await elsewhere.post('/auth/sign-out');
    await waitAMinute();
    await enter(known, gus, gus.password);
    expect((await known.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) })).status).toBe(200);
    await known.post('/auth/sign-out');
    await guess(gus, 10);
    expect((await enter(door.visitor(), gus, gus.password)).status).toBe(401);
    expect((await enter(known, gus, gus.password)).body.twoFactorRedirect).toBe(true);
    // The cookie of one person is nothing on the account of another, and a forged one is none.
    const hal = await addMember(world, door, 'Hal Other');
    await guess(hal, 10);
    expect((await enter(known, hal, hal.password)).status).toBe(401);
    known.cookies.set('siteward.device', encodeURIComponent(`${hal.accountId}:forged.signature`));
    await waitAMinute();
    expect((await enter(known, hal, hal.password)).status).toBe(401);
  });

  it('[ACC-01] an open session does not guess the password either', async () => {
    const ivy = await addMember(world, door, 'Ivy Stolen');
    const { visitor } = await enrol(door, ivy);
    for (let turn = 0; turn < 10; turn++) await visitor.post('/auth/prove', { password: `a guess, the ${turn}th` });
    expect((await visitor.post('/auth/prove', { password: ivy.password })).status).toBe(400);
    await endLock(ivy);
    expect((await visitor.post('/auth/prove', { password: ivy.password })).status).toBe(200);
  });
});

describe('the second step', () => {
  it('[ACC-16] is still open after a wrong and after a used code', async () => {
    const kim = await addMember(world, door, 'Kim Again');
    const { otpauth, visitor: first } = await enrol(door, kim);
    await first.post('/auth/sign-out');
    const used = codeOf(otpauth, Date.now() - 30_000);
    const visitor = door.visitor();
    await enter(visitor, kim, kim.password);
    const verify = (code: string) => visitor.post('/auth/two-factor/verify-totp', { code });
    expect((await verify('000000')).body.code).toBe('INVALID_CODE');
    expect((await verify(used)).body.code).toBe('CODE_ALREADY_USED');
    expect((await verify(codeOf(otpauth))).status).toBe(200);
    expect((await visitor.get('/access/me')).status).toBe(200);
  });

  it('[ACC-16] says so when the sign-in does not wait any more', async () => {
    const lea = await addMember(world, door, 'Lea Gone');
    const { otpauth } = await enrol(door, lea);
    const visitor = door.visitor();
    await enter(visitor, lea, lea.password);
    for (let turn = 0; turn < 5; turn++) await visitor.post('/auth/two-factor/verify-totp', { code: `99999${turn}` });
    const sixth = await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) });
    expect(sixth.body.code).toBe('TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE');
    expect((await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) })).body.code).toBe('INVALID_TWO_FACTOR_COOKIE');
  });
});

describe('recovery codes', () => {
  it('[ACC-09] are renewed by the password, and the earlier ones stop working', async () => {
    const max = await addMember(world, door, 'Max Codes');
    const { visitor, backupCodes } = await enrol(door, max);
    expect((await visitor.post('/auth/two-factor/generate-backup-codes', { password: 'not the password' })).status).toBe(400);
    const renewed = await visitor.post('/auth/two-factor/generate-backup-codes', { password: max.password });
    expect(renewed.body.backupCodes).toHaveLength(10);
    const use = async (code: string | undefined) => {
      const other = door.visitor();
      await enter(other, max, max.password);
      return (await other.post('/auth/two-factor/verify-backup-code', { code })).status;
    };
    expect(await use(backupCodes[0])).toBe(401);
    expect(await use(renewed.body.backupCodes[0])).toBe(200);
    expect(await use(renewed.body.backupCodes[0])).toBe(401);
  });
});

describe('a session that took only the password', () => {
  it('[ACC-11, P11-17] adds no passkey, proves nothing and changes no password', async () => {
    const ned = await addMember(world, door, 'Ned Half');
    const half = door.visitor();
    await enter(half, ned, ned.password);
    await enrol(door, ned);
    expect((await half.get('/auth/passkey/generate-register-options')).status).toBe(401);
    expect((await half.post('/auth/prove', { password: ned.password })).status).toBe(401);
    expect((await half.post('/auth/change-password', { currentPassword: ned.password, newPassword: 'another long password' })).status).toBe(
      401,
    );
    expect((await half.post('/auth/two-factor/generate-backup-codes', { password: ned.password })).status).toBe(401);
  });

  it('changing the password ends every other session and is told', async () => {
    const ola = await addMember(world, door, 'Ola Change');
    const { visitor, otpauth } = await enrol(door, ola);
    const other = door.visitor();
    await enter(other, ola, ola.password);
    await other.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) });
    expect((await other.get('/access/me')).status).toBe(200);
    const changed = await visitor.post('/auth/change-password', { currentPassword: ola.password, newPassword: 'another long password' });
    expect(changed.status, changed.text).toBe(200);
    expect((await other.get('/access/me')).status).toBe(401);
    const { rows } = await world.superuser.query(`select 1 from access.account_event where person_id = $1 and kind = 'password-changed'`, [
      ola.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('the address of the client', () => {
  const attemptsBy = async (from: Door, forwarded: string) => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 35; turn++) {
      const visitor = from.visitor();
      statuses.push(
        (
          await visitor.post(
            '/auth/sign-in/email',
            { email: `p${turn}@example.org`, password: 'a guess' },
            { 'x-forwarded-for': forwarded },
          )
        ).status,
      );
    }
    return statuses.filter((status) => status === 429).length;
  };

  it('[ACC-12] is what a trusted proxy says, and the limit per address follows it; anybody else’s word is worth nothing', async () => {
    const behind = openDoor(world, { trustsProxy: trustedProxies('10.1.0.0/16') });
    try {
      await waitAMinute();
      expect(await attemptsBy(behind, '203.0.113.9')).toBeGreaterThan(0);
      expect(await attemptsBy(behind, '203.0.113.10, 203.0.113.9')).toBe(35);
      await waitAMinute();
      expect(await attemptsBy(door, '203.0.113.9')).toBe(0);
    } finally {
      await behind.close();
    }
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
