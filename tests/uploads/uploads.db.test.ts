// Files in and out over the API: who may, what is taken, what is recorded, and what is left of a file that was refused.
import { createHash } from 'node:crypto';
import { readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepKept } from '#files';
import { newId } from '#lib';
import { Refusal } from '#platform';
import { samplePdf, samplePng } from '../../src/files/sample.ts';
import { type TestPerson, type World, openWorld } from '../support/world.ts';
import { type Socket, headOf, onTheWire, openSocket, sendMade } from './socket.ts';

let world: World;
let socket: Socket;
let nora: TestPerson;
const site = newId();
const otherSite = newId();

beforeAll(async () => {
  world = await openWorld();
  socket = await openSocket(world);
  nora = await world.person('Nora Network', [{ role: 'network-manager' }]);
  await world.superuser.query(
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Here', 'H', 'US', 'UTC', 'owned'), ($2, 'There', 'T', 'US', 'UTC', 'owned')`,
    [site, otherSite],
  );
});
afterAll(async () => {
  await socket.close();
  await world.close();
});

/** Everything that lies in the stores, half uploads included. */
async function lying(): Promise<string[]> {
  const names = await readdir(world.filesFolder, { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
const records = async () => Number((await world.superuser.query('select count(*) as n from files.file')).rows[0].n);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Runs the attempts and sees that neither bytes nor a record of them stayed. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const before = [await lying(), await records()];
  await work();
  expect([await lying(), await records()]).toEqual(before);
}

describe('sending', () => {
  it('[UPLOAD-04] the record says who sent what, and stands in the trail; the same bytes twice are one file', async () => {
    const pdf = samplePdf('Approval');
    const first = await nora.send('document', '../Approval\u202e.pdf', pdf, { siteId: site });
    expect(first.body).toMatchObject({
      use: 'document',
      name: 'Approval.pdf',
      contentType: 'application/pdf',
      sizeBytes: pdf.length,
      sha256: sha256(pdf),
      siteId: site,
      studyId: null,
    });
    const { rows } = await world.superuser.query(
      `select f.uploaded_by, f.declared_type, e.action, e.actor_id from files.file f join audit.entry e on e.record_table = 'files.file' and e.record_id = f.id where f.id = $1`,
      [first.body.id],
    );
    expect(rows).toEqual([{ uploaded_by: nora.id, declared_type: 'application/pdf', action: 'files.add-document', actor_id: nora.id }]);
    const again = await nora.send('document', 'Same.pdf', pdf, { siteId: site });
    expect(again.body.id).not.toBe(first.body.id);
    expect((await lying()).filter((name) => name === sha256(pdf))).toHaveLength(1);
  });

  it('[UPLOAD-08] the same upload under its key answers the same, another file under that key is refused', async () => {
    const key = { 'idempotency-key': newId(), 'content-type': 'application/pdf' };
    const path = `/files/document?name=a.pdf&siteId=${site}`;
    const [one, two] = [await nora.api('POST', path, samplePdf('One'), key), await nora.api('POST', path, samplePdf('One'), key)];
    expect([one.status, two.body]).toEqual([200, one.body]);
    await leavesNothing(async () => {
      expect(await nora.api('POST', path, samplePdf('Two'), key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
      expect(await nora.api('POST', path, samplePdf('Three'), { ...key, 'idempotency-key': 'short' })).toMatchObject({ status: 400 });
    });
    // Refused under that key, but somebody's record needs these bytes.
    const kept = samplePdf('Kept elsewhere');
    const record = await nora.send('document', 'kept.pdf', kept, { siteId: site });
    expect((await nora.api('POST', path, kept, key)).status).toBe(422);
    expect((await nora.api('GET', `/files/${record.body.id}/content`)).status).toBe(200);
  });

  it('[UPLOAD-02] whoever lacks the right is refused before the first byte is asked for', async () => {
    const clerk = await world.person('Finn Finance', [{ role: 'finance' }]);
    await leavesNothing(async () => {
      expect((await clerk.send('protocol', 'p.json', '{}')).status).toBe(403);
      const headers = { 'content-type': 'application/json', 'content-length': '50000000' };
      for (const [credential, status] of [
        [clerk.credential, 403],
        ['s:nobody', 401],
      ] as const) {
        const answer = await onTheWire(socket.port, [headOf('/api/files/protocol?name=p.json', credential, headers)]);
        expect(answer.status, answer.text).toBe(status);
      }
    });
  });

  it('[UPLOAD-02] a wrong type is 415, no length 411, too large 413, a missing name 400, each in words', async () => {
    const path = '/api/files/protocol?name=p.json';
    const ask = async (headers: Record<string, string>, address = path) =>
      onTheWire(socket.port, [headOf(address, nora.credential, headers)]);
    await leavesNothing(async () => {
      for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/zip', 'application/jsonp', '']) {
        const answer = await ask({ 'content-type': type, 'content-length': '2' });
        expect([type, answer.status]).toEqual([type, 415]);
        expect(answer.text).toContain('The body must be application/json.');
      }
      expect((await ask({ 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': '2' })).status).toBe(415);
      const endless = await ask({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
      expect([endless.status, endless.text]).toEqual([411, expect.stringContaining('Content-Length')]);
      const large = await ask({ 'content-type': 'application/json', 'content-length': '50000001' });
      expect([large.status, large.text]).toEqual([413, expect.stringContaining('The file is larger than 50 MB.')]);
      expect((await ask({ 'content-type': 'application/json', 'content-length': '2' }, '/api/files/protocol')).status).toBe(400);
      expect((await nora.send('document', 'a.pdf', samplePdf('Without a place'))).body.code).toBe('place-required');
      const unplaced = { 'content-type': 'application/pdf', 'content-length': '100000000' };
      expect((await ask(unplaced, '/api/files/document?name=a.pdf')).text).toContain('place-required');
    });
  });

  it('[UPLOAD-02] a write beyond the limit is refused before its body is asked for, and each upload is one write', async () => {
    let writes = 0;
    const strict = await openSocket(world, { stallMs: 500, wholeMs: 2_000 }, () => {
      writes += 1;
      if (writes > 2) throw new Refusal('too-many-requests', { retryAfterSeconds: 60 });
    });
    const head = (length: number) =>
      headOf('/api/files/protocol?name=p.json', nora.credential, {
        'content-type': 'application/json',
        'content-length': String(length),
        connection: 'close',
      });
    for (const turn of [1, 2]) expect((await onTheWire(strict.port, [head(2), '{}'])).status, String(turn)).toBe(200);
    expect(writes).toBe(2);
    await leavesNothing(async () => expect((await onTheWire(strict.port, [head(50_000_000)])).status).toBe(429));
    await strict.close();
  });

  it('[UPLOAD-03] kept bytes that no record needs are swept when they are older than an hour, and no others', async () => {
    const { body } = await nora.send('document', 'a.pdf', samplePdf('Recorded'), { siteId: site });
    const [old, young] = [await world.files.kept.put(samplePdf('Old orphan')), await world.files.kept.put(samplePdf('Young orphan'))];
    const before = new Date(Date.now() - 2 * 3_600_000);
    for (const digest of [body.sha256, old.sha256]) await utimes(join(world.filesFolder, digest.slice(0, 2), digest), before, before);
    expect(await sweepKept({ database: world.database, files: world.files, now: () => world.now })).toBe(1);
    expect(await world.files.kept.size(old.sha256)).toBeUndefined();
    expect(await world.files.kept.size(young.sha256)).toBeDefined();
    expect((await nora.api('GET', `/files/${body.id}/content`)).status).toBe(200);
    await world.files.kept.discard(young.sha256);
  });

  it('[UPLOAD-02] a document goes to no place that its sender does not reach', async () => {
    const cora = await world.person('Cora Coordinator', [{ role: 'coordinator', siteId: site }]);
    expect((await cora.send('document', 'a.pdf', samplePdf('Cora'), { siteId: site })).status).toBe(200);
    await leavesNothing(async () => {
      expect((await cora.send('document', 'a.pdf', samplePdf('Of another site'), { siteId: otherSite })).status).toBe(404);
      expect((await cora.send('document', 'a.pdf', samplePdf('Of no site'), { siteId: newId() })).status).toBe(404);
      const headers = { 'content-type': 'application/pdf', 'content-length': '100000000' };
      const head = headOf(`/api/files/document?name=a.pdf&siteId=${otherSite}`, cora.credential, headers);
      expect((await onTheWire(socket.port, [head])).status).toBe(404);
    });
  });

  it('[UPLOAD-01] 50 MB stream through with flat memory', async () => {
    const megabyte = Buffer.alloc(1_000_000, 0x20);
    megabyte[0] = 0x7b;
    const slow = await openSocket(world, { stallMs: 20_000, wholeMs: 60_000 });
    const headers = {
      'x-test-credential': nora.credential,
      'idempotency-key': newId(),
      'content-type': 'application/json',
      'content-length': '50000000',
    };
    globalThis.gc?.();
    const before = process.memoryUsage();
    let peak = before.rss;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const answer = await sendMade(slow.port, '/api/files/protocol?name=big.json', headers, function* () {
      for (let sent = 0; sent < 50; sent += 1) yield megabyte;
    });
    clearInterval(watch);
    await slow.close();
    expect(answer.status, answer.text).toBe(200);
    const risenMB = (peak - before.rss) / 1_048_576;
    console.info(`50 MB uploaded, resident memory rose by ${risenMB.toFixed(0)} MB at its peak`);
    expect(risenMB).toBeLessThan(100);
  });
});

describe('bodies that do not come as they should', () => {
  const head = (length: number) =>
    headOf('/api/files/protocol?name=p.json', nora.credential, { 'content-type': 'application/json', 'content-length': String(length) });

  it('[UPLOAD-03] one that is cut off leaves nothing', async () => {
    await leavesNothing(async () => {
      await onTheWire(socket.port, [head(1_000), `{"half": "${'x'.repeat(200)}`], { end: true, waitMs: 50 });
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
  });

  it('[HOSTILE-06, UPLOAD-03] one that stalls, or drips for ever, is ended with 408 and leaves nothing', async () => {
    await leavesNothing(async () => {
      const stalled = await onTheWire(socket.port, [head(1_000), '{"half'], { waitMs: 20 });
      expect([stalled.status, stalled.text]).toEqual([408, expect.stringContaining('too-slow')]);
      const dripping = await onTheWire(socket.port, [head(1_000), '{', ...Array.from({ length: 60 }, () => ' ')], { waitMs: 100 });
      expect(dripping.status, dripping.text).toBe(408);
    });
  });

  it('[HOSTILE-06] a length that is too short ends the file there; what follows is no request of anybody', async () => {
    const answer = await onTheWire(socket.port, [head(2), '{}GET /api/me HTTP/1.1\r\n\r\n'], { waitMs: 30 });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(sha256(new TextEncoder().encode('{}')));
    for (const length of ['-1', '1e3', '0x10', '2, 3', '99999999999999999999'])
      expect(
        (await onTheWire(socket.port, [headOf('/api/files/protocol?name=p', nora.credential, { 'content-length': length }), '{}'])).status,
      ).toBe(400);
    const both = headOf('/api/files/protocol?name=p', nora.credential, { 'content-length': '2', 'transfer-encoding': 'chunked' });
    expect((await onTheWire(socket.port, [both, '{}'])).status).toBe(400);
  });

  it('[HOSTILE-06] 10,000 headers, a header of 100 kB and no HTTP at all are refused, and the server goes on', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `x-${at}: 1\r\n`).join('');
    expect((await onTheWire(socket.port, [`GET /healthz HTTP/1.1\r\nhost: a\r\n${many}\r\n`])).status).toBe(431);
    expect((await onTheWire(socket.port, [`GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`])).status).toBe(431);
    expect((await onTheWire(socket.port, ['\u0016\u0003\u0001 no http\r\n\r\n'])).status).toBe(400);
    expect((await onTheWire(socket.port, ['GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'])).status).toBe(200);
  });

  it('[HOSTILE-06] a JSON body without an end is cut at 4 MB with 413', async () => {
    const line = 'x'.repeat(0x10000);
    const chunked = headOf('/api/organizations', nora.credential, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
    const answer = await onTheWire(socket.port, [chunked, ...Array.from({ length: 80 }, () => `10000\r\n${line}\r\n`)]);
    expect([answer.status, answer.text]).toEqual([413, expect.stringContaining('too-large')]);
  });
});

describe('handing out', () => {
  it('[UPLOAD-05] to be saved: attachment, its own type, sandboxed, under a name that breaks no header', async () => {
    const { body } = await nora.send('document', 'Aprobación "final"; x=1\r\n.pdf', samplePdf('Out'), { siteId: site });
    const answer = await nora.api('GET', `/files/${body.id}/content`);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(new TextDecoder().decode(samplePdf('Out')));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(samplePdf('Out').length),
      'content-disposition': `attachment; filename="Aprobacio_n _final_; x=1.pdf"; filename*=UTF-8''Aprobaci%C3%B3n%20_final_%3B%20x%3D1.pdf`,
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('[UPLOAD-05] somebody of another site gets the same answer as for an id that nobody has', async () => {
    const { body } = await nora.send('document', 'a.pdf', samplePdf('Mine'), { siteId: site });
    const there = await world.person('Theo There', [{ role: 'coordinator', siteId: otherSite }]);
    const here = await world.person('Hana Here', [{ role: 'coordinator', siteId: site }]);
    for (const id of [body.id, newId(), 'no-id', '%2e%2e%2f%2e%2e%2fetc%2fpasswd']) {
      const { status, body: problem } = await there.api('GET', `/files/${id}/content`);
      expect([id, status, problem.code]).toEqual([id, 404, 'not-found']);
    }
    expect((await here.api('GET', `/files/${body.id}/content`)).status).toBe(200);
  });

  it('[UPLOAD-05] a damaged file never reaches its end', async () => {
    const pdf = samplePdf('Damaged');
    const { body } = await nora.send('document', 'a.pdf', pdf, { siteId: site });
    const place = join(world.filesFolder, sha256(pdf).slice(0, 2), sha256(pdf));
    const changed = pdf.slice();
    changed[30] = (changed[30] ?? 0) ^ 1;
    await writeFile(place, changed);
    await expect(nora.api('GET', `/files/${body.id}/content`)).rejects.toThrow('is not what was stored');
    await truncate(place, 10);
    await expect(nora.api('GET', `/files/${body.id}/content`)).rejects.toThrow('is not what was stored');
    expect((await nora.send('document', 'a.pdf', pdf, { siteId: site })).status).toBe(200);
    expect((await nora.api('GET', `/files/${body.id}/content`)).status).toBe(200);
  });

  it('[UPLOAD-07] a dataset is gone after a day; its record stays and says so', async () => {
    const { body } = await nora.send('dataset', 'dm.csv', 'STUDYID,USUBJID\n');
    const place = join(world.filesFolder, 'passing', body.sha256.slice(0, 2), body.sha256);
    expect(await world.files.passing.sweep()).toBe(0);
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await utimes(place, yesterday, yesterday);
    expect(await world.files.passing.sweep()).toBe(1);
    expect((await nora.api('GET', `/files/${body.id}`)).status).toBe(200);
    expect(await nora.api('GET', `/files/${body.id}/content`)).toMatchObject({ status: 410, body: { code: 'gone' } });
  });

  it('[UPLOAD-04] a logo is seen by everybody who may see files', async () => {
    const { body } = await nora.send('logo', 'logo.png', samplePng(64, 64));
    const there = await world.person('Lou There', [{ role: 'coordinator', siteId: otherSite }]);
    expect((await there.api('GET', `/files/${body.id}`)).body).toMatchObject({ name: 'logo.png', contentType: 'image/png' });
  });
});

it('leaves no defects behind, but the damaged files', () => {
  expect(world.defects.map(String).filter((defect) => !defect.includes('is not what was stored'))).toEqual([]);
});
