// Leadership reads where the network stands in the market, what follows from that, and tries a new site.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { portfolio } from '#demo/rules';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { enterAs, goTo, looksWell, picture, wordsOf } from './steps.ts';

const studies = portfolio.filter(({ key }) => key === 'CRD-305');

describe.skipIf(!hasChromium)('[MKT-125] [MKT-126] [MKT-127] the position in the market', () => {
  let noor: DemoWindow;
  let page: Page;

  beforeAll(async () => {
    noor = await openDemoWindow('Noor Haddad', studies);
    page = noor.page;
  }, 240_000);
  afterAll(() => noor?.close());

  it('0. without an outlook the page says so and shows what was earned; then one is there to be held against', async () => {
    await goTo(page, '/market/position');
    await page.getByText('No outlook has been made yet').waitFor();
    await looksWell(page, 'market-position-none', ({ width }) => width === 390);
    const { origin } = new URL(page.url());
    const asked = await page.request.post('/api/market/runs', {
      headers: { origin, 'idempotency-key': newId() },
      data: { base: true, scenarioIds: [] },
    });
    expect(asked.status()).toBe(200);
    await expect
      .poll(async () => (await noor.stage.world.superuser.query('select 1 from market.run')).rowCount, { timeout: 120_000 })
      .toBe(1);
  }, 180_000);

  it('1. four figures say where the network stands, and each cut sets what it has beside the market', async () => {
    await goTo(page, '/market');
    await page.getByRole('link', { name: 'Position', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Position' }).waitFor();
    await page.getByText('Earned in twelve months').waitFor();
    const words = await wordsOf(page);
    expect(words).toMatch(/Earned in twelve months USD [\d,]+ assumed/);
    expect(words).toMatch(/Share of the market of site management [\d.]+ % modelled of USD [\d,]+ million worldwide/);
    expect(words).toMatch(/Studies 2 counted at \d+ study-sites/);
    expect(words).toMatch(/Our largest share is [\d.]+ %, in .+; of site management worldwide we have [\d.]+ %\./);
    await looksWell(page, 'market-position');
    await page.getByLabel('By', { exact: true }).selectOption('country');
    await page
      .getByRole('table', { name: 'Parts of the market' })
      .getByRole('row', { name: /United States/ })
      .waitFor();
  });

  it('2. white spots come with the reason why each is one, the one that adds most first', async () => {
    await goTo(page, '/market/position?part=spots');
    const words = await wordsOf(page);
    expect(words).toMatch(/there the market adds most, USD [\d.,]+ million until 2031\./);
    expect(words).toMatch(/Large and growing at least as fast as all; (\d+ sites? of ours|no site of ours) .+; we run/);
    await looksWell(page, 'market-white-spots');
    await goTo(page, '/market/position?part=concentration');
    expect(await wordsOf(page)).toMatch(/Index of [\d,]+ of 10,000 \(Herfindahl-Hirschman\)/);
    await looksWell(page, 'market-concentration', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await goTo(page, '/market/position?part=pipeline');
    expect(await wordsOf(page)).toMatch(/Expected USD [\d,]+ assumed/);
    await looksWell(page, 'market-pipeline');
  });

  it('3. recommendations are sentences with their figures', async () => {
    await goTo(page, '/market/recommendations');
    const words = await wordsOf(page);
    expect(words).toMatch(/At stake: USD [\d,]+/);
    expect(words).toMatch(/Take .+ to sites that we have: .+|Take what we know of .+ to a new country: .+/);
    expect(words).not.toMatch(/todo\.|\{\{/);
    await looksWell(page, 'market-recommendations');
  });

  it('4. a new site is answered while it is typed, names what is wrong, and is kept under a name', async () => {
    await goTo(page, '/market/new-site');
    await page.getByText('Choose a country and an area; the answer follows.').waitFor();
    await page.getByLabel(/^Country/).selectOption({ label: 'Spain' });
    await page.getByLabel('City').fill('Seville');
    await page.getByRole('checkbox', { name: 'Oncology' }).check();
    await page.getByRole('checkbox', { name: 'CNS' }).check();
    const answer = page.getByRole('region', { name: 'The answer' });
    await answer.getByText(/of 2,000 drawn cases/).waitFor();
    await page.getByLabel('Studies that it takes on').fill('90');
    await page.getByText('A whole number from 1 to 40.').waitFor();
    await page.getByLabel('Studies that it takes on').fill('8');
    await page.getByLabel('Cost a month').fill('4000');
    await page.getByLabel('Cost of opening').fill('20000');
    await answer.getByText(/80 % (between month \d+ and month \d+|from month \d+)/).waitFor();
    expect(await answer.innerText()).toMatch(/Market in the catchment, 2026\s+USD [\d.,]+ million/);
    await looksWell(page, 'market-new-site');
    const before = await noor.stage.world.superuser.query('select count(*)::int as n from market.new_site_case');
    expect(before.rows).toEqual([{ n: 0 }]);
    await page.getByRole('button', { name: 'Keep this case' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByLabel('Name').fill('Seville, two areas');
    await page.getByRole('button', { name: 'Keep this case' }).click();
    await page.getByText(/Kept by Noor Haddad on .+, as it was answered then\./).waitFor();
    await page.getByRole('link', { name: 'Seville, two areas' }).waitFor();
    await looksWell(page, 'market-new-site-kept', ({ width, colorScheme }) => width === 1440 && colorScheme === 'light');
  });

  it('9. it reads in Spanish, and a director of a site is told that the position is not theirs to see', async () => {
    const { page: director } = await noor.another();
    await enterAs(director, 'Dana Whitfield');
    await goTo(director, '/market/position');
    await director.getByText('You may not do this').waitFor();
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    for (const [name, address] of [
      ['position', '/market/position'],
      ['recommendations', '/market/recommendations'],
      ['white-spots', '/market/position?part=spots'],
    ] as const) {
      await goTo(page, address);
      await picture(page, `market-${name}-es-1440-light`);
    }
    expect(await wordsOf(page)).toMatch(/Grande y crece al menos tanto como el conjunto/);
    expect(noor.complaints).toEqual([]);
  });
});
