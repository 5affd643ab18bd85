// Identities in the vault: encrypted everywhere, read for a purpose and in scope only, erased for good.
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { openCipher } from '../platform/crypto/index.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import {
  type IdentityField,
  type IdentityToAdd,
  addIdentity,
  amendIdentity,
  eraseIdentity,
  findPeople,
  readIdentities,
  rotateKek,
} from './index.ts';

const first = { version: 1, key: randomBytes(32) };
const second = { version: 2, key: randomBytes(32) };
const blindIndexKey = randomBytes(32);
const keys = openCipher({ keyEncryptionKeys: [first], blindIndexKey });
const rosa = {
  name: 'Rosa Canary-Delgado',
  phone: '+1 312 555 0199',
  'birth-date': '1960-02-29',
  email: 'rosa.canary@example.org',
  identifier: 'MRN-CANARY-77',
};
const [site, otherSite, study, otherStudy] = [newId(), newId(), newId(), newId()];

let world: World;
let ana: TestPerson;
let ben: TestPerson;
let sponsor: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  ana = await world.person('Ana Ruiz', [{ role: 'coordinator', siteId: site }]);
  ben = await world.person('Ben Elsewhere', [{ role: 'coordinator', siteId: otherSite }]);
  sponsor = await world.person('Sam Sponsor', [{ role: 'sponsor', studyId: study, validTo: '2099-01-01' }], 'external');
});
afterAll(() => world.close());

const add = (who: TestPerson, toAdd: IdentityToAdd = { siteId: site, studyId: study, fields: rosa }) =>
  who.act('subjects.identify', (act) => addIdentity(act, keys, toAdd));
const read = (who: TestPerson, ids: readonly string[], purpose = 'call about visit 3') =>
  who.act('subjects.identify', (act) => readIdentities(act, keys, ids, ['name', 'phone'], purpose));
const find = (who: TestPerson, field: IdentityField, value: string, at = { siteId: site, studyId: study }, purpose = 'a call came in') =>
  who.act('subjects.find', (act) => findPeople(act, keys, { ...at, field, value, purpose }));
const events = async (id: string) =>
  (await world.superuser.query(`select * from vault.read_event where person_id = $1 order by at`, [id])).rows;

describe('identities in the vault', () => {
  it('[GDP-01] what was added is read in scope, and every read is logged with actor, fields and purpose', async () => {
    const id = await add(ana);
    expect((await read(ana, [id])).get(id)).toEqual({ name: rosa.name, phone: rosa.phone });
    expect(await events(id)).toMatchObject([{ actor_id: ana.id, purpose: 'call about visit 3', fields: ['name', 'phone'], site_id: site }]);
  });

  it('[GDP-01] no value stands in clear in any row of any table, nor in the trail', async () => {
    await add(ana);
    const tables = (
      await world.superuser.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema'`,
      )
    ).rows;
    for (const { name } of tables) {
      const { rows } = await world.superuser.query(`select t::text as row from ${name} t`);
      const text = rows.map((row) => row.row).join('\n');
      for (const value of ['Canary', 'canary', '5550199', '1960-02-29']) {
        expect(text.includes(value), `${value} in ${name}`).toBe(false);
        expect(text.includes(Buffer.from(value).toString('hex')), `hex ${value} in ${name}`).toBe(false);
      }
    }
  });

  it('[HIP-02] a read that is rolled back has answered nothing and a purpose is required', async () => {
    const id = await add(ana);
    await expect(
      ana.act('subjects.identify', async (act) => {
        await readIdentities(act, keys, [id], ['name'], 'curiosity');
        throw new Error('the request failed');
      }),
    ).rejects.toThrow('the request failed');
    expect(await events(id)).toEqual([]);
    await expect(read(ana, [id], ' ')).rejects.toMatchObject({ code: 'purpose-required' });
    await expect(
      ana.act('x', (act) => act.tx.$client.query(`select * from vault.read_identities($1, '{name}', '')`, [[id]])),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('[P11-07] out of scope there is nothing to read, find, correct or erase', async () => {
    const id = await add(ana);
    expect((await read(ben, [id])).size).toBe(0);
    await expect(find(ben, 'phone', rosa.phone)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await find(ben, 'phone', rosa.phone, { siteId: otherSite, studyId: study })).toEqual([]);
    expect(
      (
        await ben.act('x', (act) =>
          act.tx.$client.query(`select vault.find_people($1, $2, 'phone', $3, 'a way around')`, [
            site,
            study,
            keys.digest('phone', '13125550199'),
          ]),
        )
      ).rowCount,
    ).toBe(0);
    await expect(
      ben.act('x', (act) => amendIdentity(act, keys, { personId: id, field: 'name', value: 'X', version: 1 })),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(ben.act('x', (act) => eraseIdentity(act, id, 1))).rejects.toMatchObject({ code: 'not-found' });
    await expect(add(ben)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await events(id)).toEqual([]);
  });

  it('[HIP-05] a sponsor in scope may know nobody', async () => {
    const id = await add(ana);
    await expect(read(sponsor, [id])).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(find(sponsor, 'name', rosa.name)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await events(id)).toEqual([]);
  });

  it('[GDP-01] the program itself cannot select ciphertext or keys, nor find them in the trail', async () => {
    await add(ana);
    for (const statement of [
      `select ciphertext from vault.identity`,
      `select wrapped_key from vault.person`,
      `select digest from vault.blind_index`,
      `select * from vault.identity`,
      `update vault.identity set ciphertext = '' returning ciphertext`,
      `insert into vault.read_event select gen_random_uuid(), id, site_id, study_id, id, 'x', '{}', now() from vault.person`,
    ])
      await expect(
        ana.act('x', (act) => act.tx.$client.query(statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
    expect(
      (await ana.act('x', (act) => act.tx.$client.query(`select 1 from audit.entry where record_table like 'vault.%'`))).rowCount,
    ).toBe(0);
  });

  it('a part of an identity is not planted on a person behind a wall', async () => {
    const id = await add(ana);
    await expect(
      ben.act('x', (act) =>
        act.tx.$client.query(
          `insert into vault.identity (id, person_id, site_id, study_id, field, ciphertext) values ($1, $2, $3, $4, 'address', '\\x00')`,
          [newId(), id, otherSite, otherStudy],
        ),
      ),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it('ciphertext that is moved to another person, field or version does not open', async () => {
    const [one, two] = [
      await add(ana),
      await add(ana, { siteId: site, studyId: study, fields: { name: 'Other Person', phone: '+1 312 555 0000' } }),
    ];
    const swap = (text: string) => world.superuser.query(text, [one, two]);
    await swap(
      `update vault.identity t set ciphertext = s.ciphertext from vault.identity s where t.person_id = $1 and s.person_id = $2 and t.field = 'name' and s.field = 'name'`,
    );
    await expect(read(ana, [one])).rejects.toThrow('does not open');
    await swap(`update vault.person t set wrapped_key = s.wrapped_key from vault.person s where t.id = $1 and s.id = $2`);
    await expect(read(ana, [one])).rejects.toThrow('does not open');
    await world.superuser.query(
      `update vault.identity t set ciphertext = s.ciphertext from vault.identity s where t.person_id = $1 and s.person_id = $1 and t.field = 'name' and s.field = 'phone'`,
      [two],
    );
    await expect(read(ana, [two])).rejects.toThrow('does not open');
  });

  it('a wrong key-encryption key opens nothing', async () => {
    const id = await add(ana);
    const wrong = openCipher({ keyEncryptionKeys: [{ version: 1, key: randomBytes(32) }], blindIndexKey });
    await expect(ana.act('x', (act) => readIdentities(act, wrong, [id], ['name'], 'call'))).rejects.toThrow('does not open');
  });

  it('people are found by any spelling of a value, in scope only', async () => {
    const id = await add(ana, { siteId: site, studyId: study, fields: { name: 'Jürgen  Müller', email: 'J.Mueller@Example.org' } });
    const there = await add(ben, { siteId: otherSite, studyId: study, fields: { name: 'Jürgen Müller' } });
    expect(await find(ana, 'name', ' JÜRGEN müller')).toEqual([id]);
    expect(await find(ben, 'name', 'Jürgen Müller', { siteId: otherSite, studyId: study })).toEqual([there]);
    expect(await find(ana, 'email', 'j.mueller@example.org')).toEqual([id]);
    expect(await find(ana, 'name', 'Jurgen Muller')).toEqual([]);
    await expect(find(ana, 'address', 'anywhere')).rejects.toMatchObject({ code: 'not-findable' });
  });

  it('[HIP-06] a search is written down with its purpose, found or not, and whoever is found counts as read', async () => {
    const id = await add(ana, { siteId: site, studyId: study, fields: { phone: '+1 312 555 0444' } });
    await find(ana, 'phone', '0013125550444', undefined, 'asks for the date');
    await find(ana, 'phone', '0013125550445', undefined, 'wrong number');
    expect(await events(id)).toMatchObject([{ actor_id: ana.id, purpose: 'asks for the date', fields: ['phone'] }]);
    const { rows } = await world.superuser.query(`select * from vault.search_event where purpose = any ($1) order by at`, [
      ['asks for the date', 'wrong number'],
    ]);
    expect(rows).toMatchObject([
      { actor_id: ana.id, site_id: site, study_id: study, field: 'phone', found: 1 },
      { actor_id: ana.id, field: 'phone', found: 0 },
    ]);
    await expect(find(ana, 'phone', '13125550444', undefined, ' x ')).rejects.toMatchObject({ code: 'purpose-required' });
    await expect(
      ana.act('x', (act) => act.tx.$client.query(`select vault.find_people($1, $2, 'phone', '\\x00', '')`, [site, study])),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('[HIP-06] the sixty-first search within an hour is refused, and the next hour begins anew', async () => {
    const cora = await world.person('Cora Curious', [{ role: 'coordinator', siteId: site }]);
    const searched = (minutesAgo: number) =>
      world.superuser.query(
        `insert into vault.search_event (id, site_id, study_id, actor_id, purpose, field, found, at)
         select gen_random_uuid(), $1, $2, $3, 'set-up', 'birth-date', 0, now() - make_interval(mins => $4) from generate_series(1, 59)`,
        [site, study, cora.id, minutesAgo],
      );
    await searched(61);
    await searched(5);
    const both = await Promise.allSettled([find(cora, 'birth-date', '1970-01-01'), find(cora, 'birth-date', '1970-01-02')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(find(cora, 'birth-date', '1970-01-03')).rejects.toMatchObject({ code: 'too-many-requests', detail: { perHour: 60 } });
    expect(await find(ana, 'birth-date', '1970-01-03')).toEqual([]);
  });

  it('a correction needs the version that was read, and moves what the person is found by', async () => {
    const id = await add(ana, { siteId: site, studyId: study, fields: { phone: '+1 312 555 0777' } });
    expect(
      await ana.act('x', (act) => amendIdentity(act, keys, { personId: id, field: 'phone', value: '+1 312 555 0888', version: 1 })),
    ).toBe(2);
    await expect(
      ana.act('x', (act) => amendIdentity(act, keys, { personId: id, field: 'phone', value: '+1 312 555 0999', version: 1 })),
    ).rejects.toMatchObject({ code: 'version-conflict' });
    expect((await read(ana, [id])).get(id)).toEqual({ phone: '+1 312 555 0888' });
    expect(await find(ana, 'phone', '13125550777')).toEqual([]);
    expect(await find(ana, 'phone', '13125550888')).toEqual([id]);
    await expect(add(ana, { personId: id, fields: { phone: '13125550000' } })).rejects.toMatchObject({ code: 'already-exists' });
    expect(await add(ana, { personId: id, fields: { name: 'Late Name' } })).toBe(id);
    expect((await read(ana, [id])).get(id)).toEqual({ name: 'Late Name', phone: '+1 312 555 0888' });
  });

  it('[GDP-02] an erased person is unreadable in every row and in the trail, and is no longer found', async () => {
    const id = await add(ana, { siteId: site, studyId: study, fields: { name: 'Erased Person' } });
    const before = (
      await world.superuser.query(
        `select i.ciphertext, p.wrapped_key from vault.identity i join vault.person p on p.id = i.person_id where p.id = $1`,
        [id],
      )
    ).rows[0];
    await ana.act('subjects.erase', (act) => eraseIdentity(act, id, 1));
    expect((await read(ana, [id])).size).toBe(0);
    expect(await find(ana, 'name', 'Erased Person')).toEqual([]);
    await expect(
      ana.act('x', (act) => amendIdentity(act, keys, { personId: id, field: 'name', value: 'Back', version: 1 })),
    ).rejects.toMatchObject({ code: 'identity-erased' });
    await expect(ana.act('x', (act) => eraseIdentity(act, id, 1))).rejects.toMatchObject({ code: 'identity-erased' });
    const wrapped = before.wrapped_key.toString('hex');
    const { rows } = await world.superuser.query(
      `select (select count(*) from audit.entry where before::text like $1 or after::text like $1)::int as in_trail, (select count(*) from vault.person where encode(wrapped_key, 'hex') = $2)::int as in_rows`,
      [`%${wrapped}%`, wrapped],
    );
    expect(rows[0]).toEqual({ in_trail: 0, in_rows: 0 });
  });

  it('[G16] keys are rotated part by part, nothing is lost on the way, and the old key can go', async () => {
    const operator = await world.operator();
    const ids = await Promise.all(
      Array.from({ length: 5 }, (_, at) => add(ana, { siteId: site, studyId: study, fields: { name: `Rotated ${at}` } })),
    );
    const both = openCipher({ keyEncryptionKeys: [first, second], blindIndexKey });
    const damaged = await add(ana, { siteId: site, studyId: study, fields: { name: 'Damaged' } });
    await world.superuser.query(`update vault.person set wrapped_key = decode(repeat('00', 60), 'hex') where id = $1`, [damaged]);
    let [next, rewrapped, unreadable]: [string | null, number, string[]] = [null, 0, []];
    do {
      const part = await operator.act('vault.rotate', (act) => rotateKek(act, both, { most: 2, after: next }));
      [next, rewrapped, unreadable] = [part.next, rewrapped + part.rewrapped, [...unreadable, ...part.unreadable]];
      const all = await ana.act('x', (act) => readIdentities(act, both, ids, ['name'], 'check'));
      expect(all.size).toBe(5);
    } while (next !== null);
    expect(rewrapped).toBeGreaterThanOrEqual(5);
    expect(unreadable).toContain(damaged);
    const left = await world.superuser.query(`select id from vault.person where key_version = 1 and erased_at is null`);
    expect(left.rows.map((row) => row.id).sort()).toEqual(unreadable.sort());
    const newOnly = openCipher({ keyEncryptionKeys: [second], blindIndexKey });
    expect((await ana.act('x', (act) => readIdentities(act, newOnly, ids, ['name'], 'check'))).get(ids[4] ?? '')).toEqual({
      name: 'Rotated 4',
    });
  });

  it('[G15] no value stands in clear in the files of the database or its log of writes', async (context) => {
    const canary = `Zz${randomBytes(9).toString('hex')}`;
    await add(ana, { siteId: site, studyId: study, fields: { name: canary, identifier: canary.toUpperCase() } });
    await world.superuser.query('checkpoint');
    const { rows } = await world.superuser.query(
      `select current_setting('data_directory') as folder, (select oid from pg_database where datname = current_database()) as oid`,
    );
    const folders = [path.join(rows[0].folder, 'base', String(rows[0].oid)), path.join(rows[0].folder, 'pg_wal')];
    const files = await Promise.all(folders.map((folder) => readdir(folder).catch(() => null)));
    if (files.some((list) => list === null)) return context.skip('the data directory is not readable from here');
    for (const [at, list] of files.entries()) {
      for (const name of list ?? []) {
        const content = await readFile(path.join(folders[at] ?? '', name)).catch(() => Buffer.alloc(0));
        for (const form of [canary, canary.toLowerCase(), canary.toUpperCase(), Buffer.from(canary).toString('base64')])
          expect(content.includes(form), name).toBe(false);
      }
    }
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
