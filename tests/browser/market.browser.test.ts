// Leaders read how large the market is and how sure that is, walk down its segments, and hold scenarios beside each other.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { personOf } from './product-pages.ts';
import { enterAs, goTo, looksWell, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('the market', () => {
  let noor: DemoWindow;
  let page: Page;

  beforeAll(async () => {
    noor = await openDemoWindow('Noor Haddad');
    page = noor.page;
  }, 240_000);
  afterAll(() => noor?.close());

  it('[MKT-104] without an outlook the page says what one is, and has it made by a job', async () => {
    await noor.stage.world.superuser.query('delete from market.run');
    await goTo(page, '/market');
    expect(await wordsOf(page)).toContain('No outlook yet');
    await looksWell(page, 'market-none', ({ width }) => width === 390);
    await page.getByRole('button', { name: 'Make the outlook' }).click();
    await page.waitForURL('**/jobs/*');
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Open the outlook' }).click();
    await page.waitForURL('**/market');
  }, 180_000);

  it('[MKT-100] the total, the growth and the fan say how sure they are and where they come from', async () => {
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

  it('[MKT-102] any cut in any year, by country or region, areas or countries; the address keeps the choice', async () => {
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

  it('[MKT-101] [MKT-104] [MKT-106] checks are told in words, assumptions by what they move, and the run by its digests', async () => {
    await goTo(page, '/market');
    const words = await wordsOf(page);
    expect(words).toMatch(
      /Holds North America is the largest region On the shipped assumptions alone it holds: 50\.\d % of 2025\. It holds in \d+\.\d % of the refits\./,
    );
    expect(words).toMatch(/Of \d+ assumptions, Total of 2031 moves Oncology in 2031 most: from [\d,]+ to USD [\d,]+ million/);
    expect(words).toMatch(/Seed [0-9a-f]{16} Input [0-9a-f]{64} Result [0-9a-f]{64}/);
  });

  it('[MKT-103] segments are walked down from the market to a phase of an area in a country', async () => {
    await goTo(page, '/market/segments');
    const table = page.getByRole('grid').first();
    expect((await table.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/North America 4,\d{3} 4\d\.\d [\d,]+–[\d,]+ 5\.\d\d assumed/);
    expect((await table.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/1 study, 3 sites|nobody of ours/);
    await looksWell(page, 'market-segments', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await table.getByRole('row', { name: /^North America/ }).press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await page.locator('a:focus').innerText()).toBe('Europe');
    for (const [key, heading] of [
      ['Europe', 'Europe'],
      ['France', 'France'],
      ['Oncology', 'Oncology'],
      ['Phase II', 'Phase II'],
    ] as const) {
      await page.getByRole('link', { name: key, exact: true }).click();
      await page.locator('h1:focus').getByText(heading).waitFor();
    }
    expect(new URL(page.url()).search).toBe('?region=Europe&country=FR&area=Oncology&phase=II');
    expect(await wordsOf(page)).toMatch(/80 % [\d.,]+–[\d.,]+/);
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

  it('[MKT-105] a scenario that ships is taken, looked at before it is kept, made, and stands beside the reference', async () => {
    await goTo(page, '/market/scenarios');
    expect(await wordsOf(page)).toContain('No scenario yet');
    await looksWell(page, 'market-scenarios-none', ({ width }) => width === 390);
    await goTo(page, '/market/scenarios');
    await page.getByRole('button', { name: 'Slower market' }).click();
    await page.getByRole('heading', { level: 1, name: 'New scenario' }).waitFor();
    expect(await page.getByLabel('How much').inputValue()).toBe('0.89');
    await page.getByRole('button', { name: 'Add a change' }).click();
    await page.getByRole('button', { name: 'Save the scenario' }).click();
    expect(await wordsOf(page)).toContain('Choose what changes.');
    const second = page.getByRole('group', { name: 'Change 2' });
    await second.getByLabel('Assumption').selectOption({ label: 'Growth against the market: Oncology' });
    await second.getByLabel('How', { exact: true }).selectOption('becomes');
    await second.getByLabel('How much').fill('0');
    await page.getByRole('button', { name: 'What it would do' }).click();
    await page.getByRole('heading', { name: 'What it would do' }).waitFor();
    await page.getByRole('table').first().waitFor();
    await looksWell(page, 'market-scenario', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await page.getByRole('button', { name: 'Save the scenario' }).click();
    await page.waitForURL('**/market/scenarios');
    await page.getByRole('button', { name: 'Make them now' }).click();
    await page.waitForURL('**/jobs/*');
    await page.getByText('1 outlook was made and is kept.').waitFor({ timeout: 120_000 });
    await goTo(page, '/market/scenarios');
    const words = await wordsOf(page);
    expect(words).toMatch(/Slower market is furthest from the reference in 2031: USD 8,304 million, −1,026 against 9,330 million\./);
    expect(words).toMatch(/Total of 2031 × 0\.89; Growth against the market: Oncology = 0 8,304 \([\d,]+–[\d,]+\) −1,026/);
    expect(words).toMatch(/Oncology assumed 2,963 [\d,]+ \(−[\d,]+\)/);
    await looksWell(page, 'market-scenarios');
  }, 240_000);

  it('[MKT-103] who sees a site alone reads the market, without scenarios and without where the network stands', async () => {
    const director = await noor.another();
    await enterAs(director.page, personOf('site-director'));
    await goTo(director.page, '/market/segments');
    const tabs = director.page.getByRole('navigation', { name: 'Parts of the market' });
    expect(await tabs.innerText()).toContain('Segments');
    expect(await tabs.innerText()).not.toContain('Scenarios');
    expect(await director.page.getByRole('grid').first().innerText()).not.toContain('Ours');
    await goTo(director.page, '/market');
    expect(await director.page.getByRole('button', { name: 'Make it again' }).count()).toBe(0);
    expect(director.complaints).toEqual([]);
    await director.page.context().close();
  });

  it('[MKT-100] it reads in Spanish, every word of it', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    for (const [address, said] of [
      ['/market', 'De 6.710 millones de USD (publicado) en 2025 a 9.330 millones de USD (publicado) en 2031.'],
      ['/market/segments', 'Asia-Pacífico'],
      ['/market/scenarios', 'es el más alejado de la referencia en 2031'],
    ] as const) {
      await goTo(page, address);
      expect(await wordsOf(page)).toContain(said);
      await picture(page, `market-es${address.replaceAll('/', '-')}`);
    }
    await page.evaluate(() => localStorage.removeItem('language'));
    expect(noor.complaints).toEqual([]);
  });
});
