// People and grants over the API: administrators give and take back, never for themselves, and it acts at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from '../../tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const forever = { siteId: null, studyId: null, validFrom: '2020-01-01', validTo: null, reason: 'joins the team' };

describe('people and grants', () => {
  it('[P11-04] nobody gets in without a session', async () => {
    const answer = await world.request(null, 'GET', '/access/me');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not-signed-in', status: 401, requestId: expect.any(String) });
  });

  it('a guessed session token opens nothing', async () => {
    expect((await world.request('s:00000000000000000000000000000000', 'GET', '/access/me')).status).toBe(401);
  });

  it('[A11-06] an administrator adds a person and grants a role, and the person holds it at the next request', async () => {
    const admin = await world.person('Ada Admin', [{ role: 'administrator' }]);
    const ben = await world.person('Ben Newcomer');
    expect((await ben.api('GET', '/access/people')).status).toBe(403);
    const given = await admin.api('POST', `/access/people/${ben.id}/grants`, { ...forever, role: 'quality' });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    expect(given.body).toMatchObject({ role: 'quality', inForce: true });
    expect((await ben.api('GET', '/access/me')).body.permissions).toContain('monitoring.assess');
    const revoked = await admin.api('POST', `/access/grants/${given.body.id}/revocation`, { reason: 'left' }, { 'if-match': '1' });
    expect(revoked.status, JSON.stringify(revoked.body)).toBe(200);
    expect((await ben.api('GET', '/access/me')).body.permissions).not.toContain('monitoring.assess');
  });

  it('[P11-18] an administrator cannot grant to themselves', async () => {
    const admin = await world.person('Self Server', [{ role: 'administrator' }]);
    expect((await admin.api('POST', `/access/people/${admin.id}/grants`, { ...forever, role: 'finance' })).status).toBe(403);
  });

  it('[P11-15] an address that once belonged to somebody is never given to another', async () => {
    const admin = await world.person('Ada Second', [{ role: 'administrator' }]);
    const body = { name: 'Carla', email: 'carla@example.org', kind: 'staff' };
    const first = await admin.api('POST', '/access/people', body);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    await admin.api('POST', `/access/people/${first.body.id}/disabling`, { reason: 'left' }, { 'if-match': '1' });
    expect((await admin.api('POST', '/access/people', { ...body, name: 'Another' })).status).toBe(409);
  });

  it('a disabled person fails within one request', async () => {
    const admin = await world.person('Ada Third', [{ role: 'administrator' }]);
    const dan = await world.person('Dan Leaver', [{ role: 'quality' }]);
    expect((await dan.api('GET', '/access/me')).status).toBe(200);
    await admin.api('POST', `/access/people/${dan.id}/disabling`, { reason: 'left' }, { 'if-match': '1' });
    expect((await dan.api('GET', '/access/me')).status).toBe(401);
  });

  it('the same key and body give the same answer, another body is refused', async () => {
    const admin = await world.person('Ada Fourth', [{ role: 'administrator' }]);
    const key = { 'idempotency-key': 'one-key-for-two-requests' };
    const body = { name: 'Eve', email: 'eve@example.org', kind: 'staff' };
    const [first, second] = [await admin.api('POST', '/access/people', body, key), await admin.api('POST', '/access/people', body, key)];
    expect(second.body).toEqual(first.body);
    expect((await admin.api('POST', '/access/people', { ...body, name: 'Mallory' }, key)).status).toBe(422);
  });

  it('a key outside the body is refused without echoing it', async () => {
    const admin = await world.person('Ada Fifth', [{ role: 'administrator' }]);
    const answer = await admin.api('POST', '/access/people', { name: 'F', email: 'f@example.org', kind: 'staff', isAdmin: 'canary-value' });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('canary-value');
    expect(JSON.stringify(answer.body)).not.toContain('isAdmin');
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
