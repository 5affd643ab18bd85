// The first administrator by the console's token, everybody else by an invitation in the post.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailer, systemClock, type Mailer } from '#platform';
import { type Door, type Visitor, codeOf, openDoor } from '../../tests/support/visitor.ts';
import { type World, openWorld } from '../../tests/support/world.ts';
import { type Post, openPost } from './post.ts';
import { issueSetupToken } from './setup-door.ts';

let world: World;
let door: Door;
let post: Post;
let letters: string;
const committed: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  door = openDoor(world, { onCommitted: (command) => committed.push(command) });
  letters = await mkdtemp(join(tmpdir(), 'letters-'));
  const mailer = openMailer({ kind: 'files', from: 'siteward@example.org' }, letters, systemClock);
  post = openPost({ authDatabase: door.authDatabase, macKey: door.macKey, mailer, baseUrl: 'https://siteward.test' });
});
afterAll(async () => {
  await post.stop();
  await door.close();
  await world.close();
  await rm(letters, { recursive: true });
});

const password = 'a password of some length';
const wish = (token: string, name = 'Ada First') => ({
  token,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
  password,
});
const accounts = async () => Number((await world.superuser.query('select count(*) from auth."user"')).rows[0].count);
const letterTo = async (address: string) => {
  for (const file of (await readdir(letters)).sort().reverse()) {
    const text = (await readFile(join(letters, file), 'utf8')).replaceAll('=\n', '').replaceAll('=3D', '=');
    if (text.includes(`To: ${address}`)) return text;
  }
  return '';
};
const tokenIn = (letter: string) => /\/invitation#([A-Za-z0-9_-]{43})/.exec(letter)?.[1] ?? '';

/** Signs in with a second factor just set up. */
async function signIn(email: string): Promise<Visitor> {
  const visitor = door.visitor();
  await visitor.post('/auth/sign-in/email', { email, password });
  const enabled = await visitor.post('/auth/two-factor/enable', { password });
  await visitor.post('/auth/two-factor/verify-totp', { code: codeOf(enabled.body.totpURI) });
  return visitor;
}

describe('setting up', () => {
  it('is needed while nobody has an account; a wrong, malformed or expired token makes nothing', async () => {
    const visitor = door.visitor();
    expect((await visitor.get('/setup')).body).toEqual({ needed: true, demo: false });
    expect((await visitor.post('/setup', wish('a-guess-of-more-than-twenty'))).body.code).toBe('token-refused');
    expect((await visitor.post('/setup', { ...wish('a-guess-of-more-than-twenty'), password: 'short' })).status).toBe(400);
    const old = (await issueSetupToken(door.parts)) ?? '';
    await world.superuser.query('update access.invitation set expires_at = now()');
    expect((await visitor.post('/setup', wish(old))).status).toBe(422);
    expect(await accounts()).toBe(0);
  });

  it('a new token ends the one before', async () => {
    const first = (await issueSetupToken(door.parts)) ?? '';
    await issueSetupToken(door.parts);
    expect((await door.visitor().post('/setup', wish(first))).status).toBe(422);
  });

  it('of several who use the token at once one becomes administrator, and nothing is left of the others', async () => {
    const token = (await issueSetupToken(door.parts)) ?? '';
    const names = ['Ada First', 'Bob First', 'Cyd First', 'Ada First'];
    const answers = await Promise.all(names.map((name) => door.visitor().post('/setup', wish(token, name))));
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 422, 422, 422]);
    expect(await accounts()).toBe(1);
    const { rows } = await world.superuser.query(`select p.name, g.role from access."grant" g join access.person p on p.id = g.person_id`);
    expect(rows).toEqual([{ name: names[answers.findIndex((answer) => answer.status === 200)], role: 'administrator' }]);
  });

  it('is over then: no token is issued, none works, and the page says so', async () => {
    expect((await door.visitor().get('/setup')).body).toEqual({ needed: false, demo: false });
    expect(await issueSetupToken(door.parts)).toBeNull();
  });

  it('does not exist in a demo', async () => {
    const demo = openDoor(world, { demo: true });
    expect((await demo.visitor().get('/setup')).body).toEqual({ needed: false, demo: true });
    expect((await demo.visitor().post('/setup', wish('a-guess-of-more-than-twenty'))).status).toBe(422);
    await demo.close();
  });
});

describe('an invitation', () => {
  let admin: Visitor;
  const add = async (name: string) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const answer = await admin.post('/access/people', { name, email, kind: 'staff' });
    expect(answer.status, answer.text).toBe(200);
    return { email, person: answer.body as { id: string } };
  };
  beforeAll(async () => {
    const { rows } = await world.superuser.query(`select email from auth."user"`);
    admin = await signIn(rows[0].email);
    expect((await admin.get('/access/me')).status).toBe(200);
    // The letter about the second factor that was just set up.
    expect(await post.send()).toBe(1);
  });

  it('is written with its person, mailed after the commit, and opens an account once', async () => {
    const { email, person } = await add('Dee Invited');
    expect(person).toMatchObject({ account: 'invited', invitation: { mailed: false, expired: false }, can: { invite: true } });
    expect(committed).toContain('access.add-person');
    expect(await post.send()).toBe(1);
    expect(await post.send()).toBe(0);
    const letter = await letterTo(email);
    const token = tokenIn(letter);
    expect(token).toHaveLength(43);
    expect(letter).toContain('https://siteward.test/invitation#');
    const { rows } = await world.superuser.query('select * from access.invitation where person_id = $1', [person.id]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await door.visitor().post('/auth/sign-in/email', { email, password })).status).toBe(401);
    expect((await door.visitor().post('/invitations/acceptance', { token, password })).status).toBe(200);
    expect((await door.visitor().post('/invitations/acceptance', { token, password: 'another long password' })).status).toBe(422);
    const dee = await signIn(email);
    expect((await dee.get('/access/me')).body).toMatchObject({ person: { name: 'Dee Invited' }, grants: [] });
    expect((await admin.get(`/access/people/${person.id}`)).body).toMatchObject({
      account: 'open',
      invitation: null,
      can: { invite: false },
    });
  });

  it('used by several at once opens one account', async () => {
    const { email, person } = await add('Eli Raced');
    await post.send();
    const token = tokenIn(await letterTo(email));
    const answers = await Promise.all(
      [1, 2, 3].map((n) => door.visitor().post('/invitations/acceptance', { token, password: `${password} ${n}` })),
    );
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 422, 422]);
    const winner = answers.findIndex((answer) => answer.status === 200) + 1;
    expect((await door.visitor().post('/auth/sign-in/email', { email, password: `${password} ${winner}` })).status).toBe(200);
    const { rows } = await world.superuser.query(
      'select count(*) from auth."user" u join access.person p on p.account_id = u.id where p.id = $1',
      [person.id],
    );
    expect(rows[0].count).toBe('1');
  });

  it('sent again stops the earlier link', async () => {
    const { email, person } = await add('Flo Again');
    await post.send();
    const first = tokenIn(await letterTo(email));
    expect((await admin.post(`/access/people/${person.id}/invitations`)).status).toBe(200);
    await post.send();
    const second = tokenIn(await letterTo(email));
    expect(second).not.toBe(first);
    expect((await door.visitor().post('/invitations/acceptance', { token: first, password })).status).toBe(422);
    expect((await door.visitor().post('/invitations/acceptance', { token: second, password })).status).toBe(200);
    expect((await admin.post(`/access/people/${person.id}/invitations`)).body.code).toBe('has-account');
  });

  it('of a person who was closed off, or past its time, opens nothing', async () => {
    const { email, person } = await add('Gil Late');
    await post.send();
    const token = tokenIn(await letterTo(email));
    await admin.post(`/access/people/${person.id}/disabling`, { reason: 'changed their mind' }, { 'if-match': '1' });
    expect((await door.visitor().post('/invitations/acceptance', { token, password })).status).toBe(422);
    const late = await add('Hua Late');
    await post.send();
    const lateToken = tokenIn(await letterTo(late.email));
    await world.superuser.query('update access.invitation set expires_at = now() where person_id = $1', [late.person.id]);
    expect((await door.visitor().post('/invitations/acceptance', { token: lateToken, password })).status).toBe(422);
    expect((await admin.get(`/access/people/${late.person.id}`)).body.invitation).toMatchObject({ mailed: true, expired: true });
  });

  it('whose letter could not be sent is sent later, and does not hold up the others', async () => {
    const [ian, jo] = [await add('Ian Unreachable'), await add('Jo Reachable')];
    const sentTo: string[] = [];
    let isDown = true;
    const mailer: Mailer = {
      send: async ({ to }) => {
        if (isDown && to === ian.email) throw new Error('the mail server did not take the message');
        sentTo.push(to);
        return { messageId: to };
      },
      close: async () => {},
    };
    const shaky = openPost({ authDatabase: door.authDatabase, macKey: door.macKey, mailer, baseUrl: 'https://siteward.test' });
    await world.superuser.query('update access.account_event set mail_due = false');
    expect(await shaky.send()).toBe(1);
    expect(sentTo).toEqual([jo.email]);
    isDown = false;
    await Promise.all([shaky.send(), shaky.send()]);
    expect(sentTo).toEqual([jo.email, ian.email]);
    await shaky.stop();
  });

  it('is an administrator’s to give: others neither invite nor see one', async () => {
    const { person } = await add('Kit Pending');
    const clerk = await world.person('Reg Clerk', [{ role: 'regulatory' }]);
    expect((await clerk.api('POST', `/access/people/${person.id}/invitations`)).status).toBe(403);
    expect((await clerk.api('GET', `/access/people/${person.id}`)).body).toMatchObject({ invitation: null, can: { invite: false } });
    await expect(clerk.act('probe', ({ tx }) => tx.$client.query('select secret_sha256 from access.invitation'))).rejects.toThrow(
      /permission denied/,
    );
    const seen = await clerk.act('probe', ({ tx }) => tx.$client.query('select id from access.invitation'));
    expect(seen.rowCount).toBe(0);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
