// The table of every list, walked by keyboard over 1,218 rows: a window of them, finding, order, views, downloads, cards on a phone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build, preview, type PreviewServer } from 'vite';
import { fixedClock } from '#platform';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf } from './page-checks.ts';
import { picture } from './steps.ts';

describe.skipIf(!hasChromium)('a table of 1,218 rows', () => {
  let browser: Browser;
  let server: PreviewServer;
  let folder: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siteward-gallery-'));
    const config = { configFile: 'vite.config.ts', mode: 'gallery', logLevel: 'error' } as const;
    await build({ ...config, build: { outDir: folder, emptyOutDir: true } });
    server = await preview({ ...config, build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
    browser = await openChromium();
    const address = server.resolvedUrls?.local[0] ?? '';
    ({ page, complaints } = await openWindow(browser, { address, clock: fixedClock('2026-04-13T14:00:00Z') }, { acceptDownloads: true }));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/gallery.html#/');
    await page.reload();
    await row('P-100').waitFor();
  });

  const row = (code: string) => page.getByRole('row').filter({ hasText: code }).first();
  const codes = async () => (await page.locator('tbody tr[data-index] td:nth-child(2)').allInnerTexts()).map((text) => text.trim());
  const focusedCode = () => page.evaluate(() => document.activeElement?.querySelector('td:nth-child(2)')?.textContent ?? '');
  const find = () => page.getByRole('searchbox', { name: 'Find in Parcels to do' });

  it('keeps a window of its rows in the page, and tells how many there are', async () => {
    expect((await codes()).length).toBeLessThan(80);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1219');
    await page.getByText('1218 rows').waitFor();
  });

  it('is walked with the arrow keys, Home and End, and Enter opens', async () => {
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedCode).toBe('P-100');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedCode).toBe('P-101');
    await page.keyboard.press('End');
    await expect.poll(focusedCode).toBe('P-1317');
    expect(await row('P-1317').isVisible()).toBe(true);
    await page.keyboard.press('PageUp');
    await expect.poll(focusedCode).toBe('P-1307');
    await page.keyboard.press('Home');
    await expect.poll(focusedCode).toBe('P-100');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('/parcels/P-100');
  });

  it('finds what is typed after a slash, says how many, and leaves with Escape', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('held ashford p-10');
    await page.getByText('of 1218 rows').waitFor();
    await expect.poll(() => page.url()).toContain('find=held');
    await find().fill('nowhere to be found');
    await page.getByText('No row fits').waitFor();
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await page.getByText('1218 rows', { exact: true }).waitFor();
    await find().fill('ashford');
    await page.getByText('of 1218 rows').waitFor();
    // Chromium empties a search field by itself on a real key, other browsers do not; this one reaches the table alone.
    await find().dispatchEvent('keydown', { key: 'Escape' });
    await expect.poll(() => find().inputValue()).toBe('');
    await page.getByText('1218 rows', { exact: true }).waitFor();
  });

  it('is ordered by its headers, which say so', async () => {
    const header = page.getByRole('columnheader', { name: /Cost/ });
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    await expect.poll(async () => (await codes())[0]).toBe('P-1317');
  });

  it('shows the columns and rows that are asked for, and keeps them under a name', async () => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Weight' }).uncheck();
    await page.getByLabel('Only rows where Cost is').fill('> 164000');
    await page.getByText('of 1218 rows').waitFor();
    await picture(page, 'table-columns');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('columnheader', { name: /Weight/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Keep this view as').fill('Dear ones');
    await page.getByRole('button', { name: 'Keep view' }).click();
    await page.getByRole('link', { name: 'Table' }).first().click();
    await page.getByText('1218 rows', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: 'Dear ones', exact: true }).click();
    await page.getByText('of 1218 rows').waitFor();
    expect(await page.getByRole('columnheader', { name: /Weight/ }).count()).toBe(0);
  });

  it.each([
    ['CSV, for any program', 'Parcels to do.csv', '\ufeffParcel,Status,'],
    ['Excel workbook', 'Parcels to do.xlsx', 'PK'],
  ])('is downloaded as %s', async (choice, name, start) => {
    await find().fill('P-13');
    await page.getByText('of 1218 rows').waitFor();
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: choice }).click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect((await readFile(await download.path(), 'utf8')).slice(0, start.length)).toBe(start);
  });

  it.each(['light', 'dark'] as const)('has no fault of access in the %s, wide or as cards on a phone', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = [...(await faultsOf(page))];
    await page.setViewportSize({ width: 390, height: 844 });
    faults.push(...(await faultsOf(page)));
    await picture(page, `table-cards-${colorScheme}`);
    expect([...faults, ...complaints]).toEqual([]);
  });
});
