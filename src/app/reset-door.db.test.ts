// A forgotten password: the same answer for everybody, a letter for whoever has an account, and a link that works once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailer } from '#platform';
import { type Door, type Member, addMember, codeOf, enrol, openDoor } from '../../tests/support/visitor.ts';
import { type World, openWorld } from '../../tests/support/world.ts';
import { type Post, openPost } from './post.ts';

let world: World;
let door: Door;
let post: Post;
const letters: { to: string; subject: string; text: string }[] = [];
beforeAll(async () => {
  world = await openWorld();
  door = openDoor(world, { resetsAnHour: 8 });
  const mailer: Mailer = {
    send: async (mail) => {
      letters.push(mail);
      return { messageId: String(letters.length) };
    },
    close: async () => {},
  };
  post = openPost({ authDatabase: door.authDatabase, macKey: door.macKey, mailer, baseUrl: 'https://siteward.test' });
});
afterAll(async () => {
  await post.stop();
  await door.close();
  await world.close();
});

const resets = async () => Number((await world.superuser.query('select count(*) from access.password_reset')).rows[0].count);
const ask = (email: string) => door.visitor().post('/password-reset', { email });
/** Asks and waits until what follows the answer is done. */
async function askAndSend(email: string): Promise<void> {
  const before = await resets();
  expect((await ask(email)).status).toBe(200);
  await door.settled();
  expect(await resets()).toBe(before + 1);
  await post.send();
}
const tokenFor = ({ email }: { email: string }): string =>
  letters
    .toReversed()
    .map((letter) => (letter.to === email ? /\/new-password#([A-Za-z0-9_-]{43})/.exec(letter.text)?.[1] : undefined))
    .find((token) => token !== undefined) ?? '';
const complete = (token: string, password = 'a new password of length') =>
  door.visitor().post('/password-reset/completion', { token, password });
const signIn = (member: Member, password: string) => door.visitor().post('/auth/sign-in/email', { email: member.email, password });

describe('[ACC-04, ACC-05] a forgotten password', () => {
  it('answers alike, to the byte, for addresses that exist, that do not, and that are closed off', async () => {
    const ann = await addMember(world, door, 'Ann Known');
    const closed = await addMember(world, door, 'Ben Closed');
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [closed.id]);
    const answers = [await ask(ann.email), await ask('nobody@example.org'), await ask(closed.email), await ask(ann.email.toUpperCase())];
    const form = ({ status, text, headers }: (typeof answers)[number]) => [status, text, [...headers.keys()].sort()];
    for (const answer of answers) expect(form(answer)).toEqual(form(answers[0] as (typeof answers)[number]));
    expect(answers[0]?.status).toBe(200);
    await door.settled();
    expect(await resets()).toBe(2);
    await post.send();
    expect(letters.map((letter) => letter.to)).toEqual([ann.email]);
    expect((await ask('no address')).status).toBe(400);
  });

  it('is replaced once by the link; every session and waiting sign-in ends, the person is told, and the second factor is still asked for', async () => {
    const cal = await addMember(world, door, 'Cal Forgot', 'quality');
    const { visitor, otpauth } = await enrol(door, cal);
    const waiting = door.visitor();
    await waiting.post('/auth/sign-in/email', { email: cal.email, password: cal.password });
    await askAndSend(cal.email);
    const token = tokenFor(cal);
    expect((await complete(token, 'short')).status).toBe(400);
    expect((await complete('w'.repeat(43))).status).toBe(422);
    expect((await complete(token)).status).toBe(200);
    expect((await complete(token, 'yet another password')).body.code).toBe('token-refused');
    expect((await visitor.get('/access/me')).status).toBe(401);
    expect((await waiting.post('/auth/two-factor/verify-totp', { code: codeOf(otpauth) })).status).toBe(401);
    expect((await signIn(cal, cal.password)).status).toBe(401);
    const anew = await signIn(cal, 'a new password of length');
    expect([anew.status, anew.body.twoFactorRedirect]).toEqual([200, true]);
    await post.send();
    const notice = letters.at(-1);
    expect([notice?.to, notice?.subject]).toEqual([cal.email, 'Your Siteward password was replaced']);
    const { rows } = await world.superuser.query(
      `select action, reason from audit.entry where record_table = 'access.account_event' and op = 'insert' and after ->> 'kind' = 'password-reset'`,
    );
    expect(rows).toEqual([{ action: 'access.reset-password', reason: 'By a one-time link' }]);
  });

  it('one link sent twice at once changes the password once', async () => {
    const dan = await addMember(world, door, 'Dan Race');
    await askAndSend(dan.email);
    const token = tokenFor(dan);
    const answers = await Promise.all([complete(token, 'the first of two passwords'), complete(token, 'the second of two passwords')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it('an older link, one past its time, and one of somebody closed off open nothing; the database keeps digests', async () => {
    const eva = await addMember(world, door, 'Eva Late');
    await askAndSend(eva.email);
    const first = tokenFor(eva);
    await askAndSend(eva.email);
    const second = tokenFor(eva);
    expect(second).not.toBe(first);
    expect((await complete(first)).status).toBe(422);
    const { rows } = await world.superuser.query(
      `select string_agg(r::text, '') as kept, extract(epoch from max(expires_at) - now())::int as seconds from access.password_reset r`,
    );
    expect(rows[0].kept).not.toContain(second);
    expect(rows[0].seconds).toBeLessThanOrEqual(1_800);
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [eva.id]);
    expect((await complete(second)).status).toBe(422);
    await world.superuser.query('update access.person set disabled_at = null where id = $1', [eva.id]);
    await world.superuser.query('update access.password_reset set expires_at = now() where person_id = $1', [eva.id]);
    expect((await complete(second)).status).toBe(422);
  });

  it('a lock stays: a letter proves the mailbox and not the second factor', async () => {
    const fay = await addMember(world, door, 'Fay Locked');
    await world.superuser.query(
      `update auth."rateLimit" set count = 0; insert into auth.attempt (key, account_id, locked_until) values ('k', '${fay.accountId}', now() + interval '1 hour')`,
    );
    await askAndSend(fay.email);
    await complete(tokenFor(fay));
    expect((await world.superuser.query('select 1 from auth.attempt where account_id = $1', [fay.accountId])).rowCount).toBe(1);
  });

  it('three letters an hour are written to one person, and one address of the network asks so often and no more', async () => {
    const gus = await addMember(world, door, 'Gus Flooded');
    const before = await resets();
    const from = door.visitor();
    const statuses: number[] = [];
    for (let turn = 0; turn < 9; turn++) statuses.push((await from.post('/password-reset', { email: gus.email })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    await door.settled();
    expect((await resets()) - before).toBe(3);
  });

  it('what is asked for at once is done one after the other, and one that is lost is said in the log without the address', async () => {
    const hal = await addMember(world, door, 'Hal Hasty');
    const before = await resets();
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await ask(hal.email)).status));
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
    await door.settled();
    expect((await resets()) - before).toBe(3);

    await world.superuser.query('alter table access.password_reset rename to away');
    expect((await ask(hal.email)).status).toBe(200);
    await door.settled();
    await world.superuser.query('alter table access.away rename to password_reset');
    expect(world.defects.splice(0)).toMatchObject([{ code: '42P01' }]);
    expect((await resets()) - before).toBe(3);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
