// Leaders read how large the market is and how sure that is, walk down its segments, and hold scenarios beside each other.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow, type WatchedPage } from './chromium.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, goTo, looksWell, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[MKT-100] the market', () => {
  let stage: Stage;
  let browser: Browser;
  let noor: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    noor = await openWindow(browser, stage);
    page = noor.page;
    await enterAs(page, 'Noor Haddad');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('1. without an outlook the page says what one is, and has it made by a job', async () => {
    await stage.world.superuser.query('delete from market.run');
    await goTo(page, '/market');
    expect(await wordsOf(page)).toContain('No outlook yet');
    await looksWell(page, 'market-none', ({ width }) => width === 390);
    await page.getByRole('button', { name: 'Make the outlook' }).click();
    await page.waitForURL('**/jobs/*');
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Open the outlook' }).click();
    await page.waitForURL('**/market');
  }, 180_000);

  it('2. the total, the growth and the fan say how sure they are and where they come from', async () => {
    await goTo(page, '/market');
    const words = await wordsOf(page);
    expect(words).toMatch(/Total of 2025 USD 6,710 million published 80 % [\d,]+–[\d,]+/);
    expect(words).toMatch(/Total of 2031 USD 9,330 million published/);
    expect(words).toMatch(/5\.65 % a year published/);
    expect(words).toMatch(/5\.6477 % a year modelled/);
    expect(words).toMatch(/From USD 6,710 million \(published\) in 2025 to USD 9,330 million \(published\) in 2031\./);
    expect(words).toContain('Answers what is held now');
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    expect((await page.locator('figure table').first().innerText()).replaceAll(/\s+/g, ' ')).toMatch(/2028 7,912 modelled/);
    await page.getByRole('button', { name: 'Show as picture' }).first().click();
    await looksWell(page, 'market-outlook');
  });

  it('3. any cut in any year, by country or region, areas or countries; the address keeps the choice', async () => {
    await goTo(page, '/market?cut=country&year=2025&map=region&growth=country');
    const words = await wordsOf(page);
    expect(words).toMatch(/United States comes first with \d+\.\d % of 2025/);
    expect(words).toMatch(/Where the market is, 2025/);
    expect(words).toMatch(/North America has 50\.\d %/);
    await page.getByLabel('Cut by').selectOption('phase');
    await page.waitForURL(/cut=phase/);
    expect(await wordsOf(page)).toContain('Phase III comes first');
    await page.getByRole('button', { name: 'Show as table' }).nth(2).click();
    expect((await page.locator('figure table').first().innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /North America .+ 50\.\d % .+ assumed/,
    );
    await looksWell(page, 'market-cuts', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
  });

  it('4. checks are told in words, assumptions by what they move, and the run by its digests', async () => {
    await goTo(page, '/market');
    const words = await wordsOf(page);
    expect(words).toMatch(
      /Holds North America is the largest region On the shipped assumptions alone it holds: 50\.\d % of 2025\. It holds in \d+\.\d % of the refits\./,
    );
    expect(words).toMatch(/Of \d+ assumptions, Total of 2031 moves Oncology in 2031 most: from [\d,]+ to USD [\d,]+ million/);
    expect(words).toMatch(/Seed [0-9a-f]{16} Input [0-9a-f]{64} Result [0-9a-f]{64}/);
  });

  it('5. segments are walked down from the market to a phase of an area in a country', async () => {
    await goTo(page, '/market/segments');
    const table = page.getByRole('grid').first();
    expect((await table.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/North America 4,\d{3} 4\d\.\d [\d,]+–[\d,]+ 5\.\d\d modelled/);
    expect((await table.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/1 study, 3 sites|nobody of ours/);
    await looksWell(page, 'market-segments', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    for (const [key, heading] of [
      ['Europe', 'Europe'],
      ['France', 'France'],
      ['Oncology', 'Oncology'],
      ['Phase II', 'Phase II'],
    ] as const) {
      await page.getByRole('link', { name: key, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    expect(new URL(page.url()).search).toBe('?region=Europe&country=FR&area=Oncology&phase=II');
    expect(await wordsOf(page)).toContain('no interval was worked out here');
    await looksWell(page, 'market-segment-leaf', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await page.getByRole('link', { name: 'France' }).click();
    await page.getByLabel('Service').selectOption('Monitoring');
    await page.waitForURL(/service=Monitoring/);
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV, for any program' }).click(),
    ]);
    expect((await readFile(await download.path(), 'utf8')).split('\n')[0]).toMatch(/Therapeutic area.*Tag/);
  });
});
