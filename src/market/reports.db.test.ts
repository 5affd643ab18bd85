// Reports on a real database: made by a job out of what the network holds, kept once with their files, and read back chapter by chapter.
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepKept } from '#files';
import { sha256Hex } from '#platform';
import { until } from '../../tests/support/imports.ts';
import { type MarketWorld, openMarketWorld } from '../../tests/support/market-world.ts';
import { readPdf } from '../../tests/support/read-pdf.ts';
import { sheetsOfWorkbook } from '../../tests/support/read-workbook.ts';
import { makeOutlooks } from './index.ts';

let market: MarketWorld;
let world: MarketWorld['world'];
let nora: MarketWorld['nora'];
let dora: MarketWorld['dora'];

beforeAll(async () => {
  market = await openMarketWorld();
  ({ world, nora, dora } = market);
});
afterAll(() => market?.close());

const make = async () => until((await nora.api('POST', '/market/reports', {})).body.jobId, nora, 4_000);
const listed = async () => (await nora.api('GET', '/market/reports')).body;
const bytesOf = async (reportId: string, language: string, format: string): Promise<Uint8Array> => {
  const { rows } = await world.superuser.query<{ sha256: string }>(
    'select sha256 from market.report_file where report_id = $1 and language = $2 and format = $3',
    [reportId, language, format],
  );
  return world.files.kept.read(rows[0]?.sha256 ?? '', 50_000_000);
};

describe('reports of the market', () => {
  it('[MKT-147] without an outlook there is nothing to report of', async () => {
    expect(await listed()).toEqual({ reports: [], hasOutlook: false, can: { make: true } });
    expect((await nora.api('POST', '/market/reports', {})).body).toMatchObject({ code: 'outlook-missing' });
  });

  it('[MKT-147] a job makes one in both languages with its files, and keeps the same content once', { timeout: 180_000 }, async () => {
    await nora.act('market.run', (act) => makeOutlooks(act, { base: true, scenarioIds: [] }));
    expect(await make()).toMatchObject({ kind: 'market.make-report', state: 'done', result: { isNew: true } });
    expect(await make()).toMatchObject({ state: 'done', result: { isNew: false } });
    const { reports, hasOutlook } = await listed();
    expect(hasOutlook).toBe(true);
    expect(reports).toHaveLength(1);
    expect(reports[0].files.map(({ language, format }: { language: string; format: string }) => `${language} ${format}`)).toEqual([
      'en pdf',
      'en xlsx',
      'es pdf',
      'es xlsx',
    ]);
  });

  it('[MKT-145] page, PDF and workbook of a kept report say the same, and the bytes are those of their digest', async () => {
    const [head] = (await listed()).reports;
    for (const { language, format, sha256 } of head.files) {
      const answer = await nora.api('GET', `/market/reports/${head.id}/file?language=${language}&format=${format}`);
      expect(answer.headers.get('content-type')).toContain(format === 'pdf' ? 'application/pdf' : 'spreadsheetml');
      expect(answer.headers.get('content-disposition')).toContain(`-${language}.${format}`);
      expect(sha256Hex(await bytesOf(head.id, language, format))).toBe(sha256);
    }
    const { body } = await nora.api('GET', `/market/reports/${head.id}/chapters/country-es?language=es`);
    expect(body.title).toBe('España');
    const table = body.sections[1].blocks.find((block: { kind: string }) => block.kind === 'table').table;
    const sheets = sheetsOfWorkbook(Buffer.from(await bytesOf(head.id, 'es', 'xlsx')));
    const sheet = sheets.find(({ name }) => name === table.id);
    const first = table.rows[0].cells.map(({ value, text }: { value: number | null; text: string }) => value ?? text);
    expect(
      sheet?.rows[2]
        ?.slice(0, first.length)
        .map((cell) => (cell && 'number' in cell ? cell.number : cell && 'text' in cell ? cell.text : null)),
    ).toEqual(first);
    const pdf = readPdf(await bytesOf(head.id, 'es', 'pdf'));
    expect(pdf.language).toBe('es');
    const texts = pdf.tags.map(({ text }) => text);
    for (const { text } of table.rows[0].cells) expect(texts).toContain(text);
  });

  it('[UPLOAD-03, MKT-147] its files stay when bytes that nobody needs are swept', async () => {
    const [{ id, files }] = (await listed()).reports;
    const orphan = await world.files.kept.put(Buffer.from('drawn for a report that was rolled back'));
    const before = new Date(Date.now() - 2 * 3_600_000);
    for (const { sha256 } of [...files, orphan]) await utimes(join(world.filesFolder, sha256.slice(0, 2), sha256), before, before);
    expect(await sweepKept({ database: world.database, files: world.files, now: () => world.now })).toBe(1);
    for (const { language, format } of files)
      expect((await nora.api('GET', `/market/reports/${id}/file?language=${language}&format=${format}`)).status).toBe(200);
  });

  it('[MKT-147] its contents name every chapter in the language asked for', async () => {
    const [{ id }] = (await listed()).reports;
    const { body } = await nora.api('GET', `/market/reports/${id}?language=es`);
    expect(body.title).toContain('perspectiva');
    expect(body.chapters).toHaveLength(36);
    expect(body.chapters[0].sections[0]).toEqual({ id: 'overview.product', number: '1.1', title: 'Qué se vende' });
    expect((await nora.api('GET', `/market/reports/${id}/chapters/no-such`)).status).toBe(404);
  });

  it('[MKT-148] only who sees the whole network reads reports, for they name its money and plans', async () => {
    const [{ id }] = (await listed()).reports;
    for (const path of [
      '/market/reports',
      `/market/reports/${id}`,
      `/market/reports/${id}/chapters/overview`,
      `/market/reports/${id}/file`,
    ])
      expect((await dora.api('GET', path)).status, path).toBe(403);
    expect((await dora.api('POST', '/market/reports', {})).status).toBe(403);
  });
});
