// Taking over a trial from its SDTM files against one bare insert of as many rows.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSdtm, sdtmFolder } from '#interop';
import { importUsdmFile } from '#studies';
import { addCaller, sessionOf } from '../tests/faults/people.ts';
import type { Ground } from './ground.ts';

const data = process.env['SITEWARD_TEST_DATA'] ?? '../shared/data';
const protocolFile = join(data, 'usdm/studies/cdisc_pilot_lzzt_v4.json');
const folder = join(data, 'sdtm-cdiscpilot01');
const tables = [
  'network.site',
  'studies.study_site',
  'subjects.subject',
  'subjects.status_event',
  'subjects.milestone',
  'visits.visit_occurrence',
];

/** Prints rows per second of the import of the CDISC pilot, trail included, and of the bare insert. Once: a second import writes nothing. */
export async function benchImport(ground: Ground, say: (text: string) => void): Promise<void> {
  if (!existsSync(protocolFile) || !existsSync(folder)) {
    say('\nImport of the CDISC pilot: skipped, SITEWARD_TEST_DATA has no usdm and no sdtm-cdiscpilot01');
    return;
  }
  const manager = await addCaller(ground.installation.home.folder, 'Ina Import', [{ role: 'network-manager' }]);
  const credential = sessionOf(manager);
  const bytes = new Uint8Array(readFileSync(protocolFile));
  await ground.act('studies.import', (act) => importUsdmFile(act, { bytes, code: 'LZZT' }), credential);
  const files = (await sdtmFolder(folder)).map(({ name, path }) => ({ name, bytes: new Uint8Array(readFileSync(path)) }));
  const before = await rowsOf(ground);
  const startedAt = performance.now();
  await ground.act(
    'interop.import-sdtm',
    (act) => importSdtm(act, { files, studyCode: 'LZZT', timeZone: 'America/New_York', anchor: 'first-dose' }),
    credential,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const rows = (await rowsOf(ground)) - before;
  const bareSeconds = await bareInsert(ground, rows);
  const ratio = rows / bareSeconds / (rows / seconds);
  say(`\nImport of the CDISC pilot: ${rows} rows with their trail in ${seconds.toFixed(2)} s, ${Math.round(rows / seconds)} rows/s`);
  say(
    `  bare insert of as many rows, one statement: ${bareSeconds.toFixed(3)} s, ${Math.round(rows / bareSeconds)} rows/s, ${ratio.toFixed(0)}x`,
  );
}

async function rowsOf(ground: Ground): Promise<number> {
  const sum = tables.map((table) => `(select count(*) from ${table})`).join(' + ');
  const { rows } = await ground.bare.query<{ count: string }>(`select (${sum}) as count`);
  return Number(rows[0]?.count);
}

async function bareInsert(ground: Ground, rows: number): Promise<number> {
  const records = Array.from({ length: rows }, (_, n) => ({
    name: `Visit ${n}`,
    on: '2026-04-06',
    state: 'completed',
    earliest: '2026-04-03',
    latest: '2026-04-09',
  }));
  await ground.bare.query(
    'create table public.bare_import (id uuid primary key default gen_random_uuid(), name text, "on" date, state text, earliest date, latest date)',
  );
  const startedAt = performance.now();
  await ground.bare.query(
    `insert into public.bare_import (name, "on", state, earliest, latest)
     select r.* from jsonb_to_recordset($1::jsonb) as r (name text, "on" date, state text, earliest date, latest date)`,
    [JSON.stringify(records)],
  );
  return (performance.now() - startedAt) / 1_000;
}
