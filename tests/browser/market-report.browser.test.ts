// Leaders have the report of the market made, read it chapter by chapter, take it along, and find the same numbers in every form of it.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../support/read-pdf.ts';
import { sheetsOfWorkbook } from '../support/read-workbook.ts';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { goTo, looksWell, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[MKT-149] the report of the market', () => {
  let noor: DemoWindow;
  let page: Page;

  beforeAll(async () => {
    noor = await openDemoWindow('Noor Haddad');
    page = noor.page;
  }, 240_000);
  afterAll(() => noor?.close());

  it('1. it is made by a job with its progress, and opens where the job ends', async () => {
    await noor.stage.world.superuser.query('delete from market.run');
    await goTo(page, '/market/report');
    expect(await wordsOf(page)).toContain('There is no outlook yet');
    await goTo(page, '/market');
    await page.getByRole('button', { name: 'Make the outlook' }).click();
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 120_000 });
    await goTo(page, '/market/report');
    expect(await wordsOf(page)).toContain('No report yet');
    await looksWell(page, 'market-report-none', ({ width }) => width === 390);
    await page.getByRole('button', { name: 'Make the report' }).click();
    await page.waitForURL('**/jobs/*');
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 170_000 });
    await page.getByRole('button', { name: 'Open the report' }).click();
    await page.waitForURL('**/market/report?report=*');
    await page.getByRole('heading', { level: 2, name: '1 Product overview' }).waitFor();
  }, 300_000);

  it('2. its contents stand at the side, and a chapter looks well in every look', async () => {
    const contents = page.getByRole('navigation', { name: 'Contents of the report' });
    expect(await contents.getByRole('link').count()).toBe(36);
    await contents.getByRole('link', { name: '5 Global outlook' }).press('Enter');
    await page.locator('h2:focus').getByText('5 Global outlook').waitFor();
    await page.getByRole('heading', { level: 3, name: '5.1 Size and forecast by value' }).waitFor();
    expect(await wordsOf(page)).toContain(
      'The market was worth USD 6,710.0 million in 2025 and is forecast to reach USD 9,330.0 million in 2031',
    );
    await looksWell(page, 'market-report');
    await goTo(page, page.url().replace(/chapter=.*/, 'chapter=recommendations'));
    await picture(page, 'market-report-recommendations');
  }, 120_000);

  it('3. page, PDF and workbook have the same numbers, in the order of the tables', async () => {
    const report = new URL(page.url()).searchParams.get('report') ?? '';
    await goTo(page, `/market/report?report=${report}`);
    const download = async (name: string): Promise<Buffer> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      return readFile(await file.path());
    };
    const pdf = readPdf(await download('PDF'));
    const sheets = sheetsOfWorkbook(await download('Workbook (XLSX)'));
    const said = new Set(pdf.tags.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim()));
    let numbers = 0;
    for (const chapter of ['summary', 'global', 'region-europe', 'country-us', 'country-sa', 'recommendations']) {
      await goTo(page, `/market/report?report=${report}&chapter=${chapter}`);
      for (const { id, rows } of await tablesOn(page)) {
        const sheet = sheets.find(({ name }) => name === id)?.rows.slice(2) ?? [];
        for (const [at, cells] of rows.entries())
          for (const [column, { text, isNumber }] of cells.entries()) {
            expect(said.has(text.replaceAll(/\s+/g, ' ').trim()), `${id}: ${text}`).toBe(true);
            const kept = sheet[at]?.[column];
            if (!isNumber || text === '–') continue;
            numbers += 1;
            expect(kept && 'number' in kept ? kept.number : null, `${id}: ${text}`).toBe(
              Number(text.replaceAll(',', '').replace('−', '-')),
            );
          }
      }
    }
    expect(numbers).toBeGreaterThan(800);
  }, 240_000);

  it('4. nothing went wrong in the page', () => expect(noor.complaints).toEqual([]));
});

interface ShownTable {
  readonly id: string;
  readonly rows: readonly (readonly { readonly text: string; readonly isNumber: boolean }[])[];
}

function tablesOn(page: Page): Promise<ShownTable[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableElement>('table[data-table]')].map((table) => ({
      id: table.dataset['table'] ?? '',
      rows: [...table.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
        [...row.children].map((cell) => ({
          text: cell.textContent ?? '',
          isNumber: (cell as HTMLElement).dataset['number'] !== undefined,
        })),
      ),
    })),
  );
}
