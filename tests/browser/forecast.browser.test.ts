// The COO reads what will happen and how sure that is, tries what would change it, and sees how good earlier forecasts were.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portfolio } from '#demo/rules';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { goTo, looksWell, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[FC-03] [FC-04] [FC-05] [FC-06] [FC-07] the forecast of a study', () => {
  let noor: DemoWindow;
  let page: Page;
  let studyId: string;

  beforeAll(async () => {
    const studies = portfolio.filter(({ key }) => key === 'CRD-305');
    noor = await openDemoWindow('Noor Haddad', studies);
    page = noor.page;
    const { rows } = await noor.stage.world.superuser.query<{ id: string }>(`select id from studies.study where code = 'CRD-305'`);
    studyId = rows[0]?.id ?? '';
  }, 240_000);
  afterAll(() => noor?.close());

  const ahead = (days: number) => new Date(Date.parse('2026-04-13') + days * 86_400_000).toISOString().slice(0, 10);

  it('1. the network home names the studies least likely to reach their target, and leads to the forecast', async () => {
    await goTo(page, '/network');
    const least = page.getByRole('region', { name: 'Least likely to reach their target' });
    await least.waitFor();
    await picture(page, 'forecast-home');
    await least.getByRole('link', { name: 'CRD-305' }).click();
    await page.waitForURL(`**/studies/${studyId}/forecast`);
    await page.getByRole('heading', { level: 1, name: /Forecast/ }).waitFor();
  });

  it('2. one sentence says how likely, when, how late, and what part of the risk lies with sites that are not open', async () => {
    await goTo(page, `/studies/${studyId}/forecast`);
    const words = await wordsOf(page);
    expect(words).toMatch(/\d+ % likely to finish by the planned \d+ \w+ \d{4}\./);
    expect(words).toMatch(/2 sites that have not opened are \d+ % of the risk\./);
    expect(words).toMatch(/Expected on .+: \d+ of \d+, 80 % between \d+ and \d+\./);
    expect(words).toContain('Earlier forecasts');
    await page.getByRole('button', { name: 'Table' }).first().click();
    expect(await page.locator('figure table').first().innerText()).toContain('97.5 %');
    await page
      .getByRole('button', { name: /picture/i })
      .first()
      .click();
    await page.locator('figure svg').first().waitFor();
    await looksWell(page, 'forecast-study');
  });

  it('3. what if is answered in the page, and writes nothing', async () => {
    await goTo(page, `/studies/${studyId}/forecast?section=whatIf`);
    const before = await noor.stage.world.superuser.query('select count(*)::int as n from forecasting.run');
    const chance = async () => Number((await page.locator('#content [aria-live] dd').first().innerText()).match(/\d+/)?.[0]);
    const now = await chance();
    await page.getByLabel('Target').fill('500');
    await expect.poll(chance).toBeLessThan(Math.max(now, 1));
    await page.getByRole('button', { name: 'As it is' }).click();
    await expect.poll(chance).toBe(now);
    const said = await page.locator('#content [aria-live]').innerText();
    await page.locator('fieldset input[type=checkbox]').first().focus();
    const from = performance.now();
    await page.keyboard.press('Space');
    await page.waitForFunction((was) => document.querySelector<HTMLElement>('#content [aria-live]')?.innerText !== was, said, {
      polling: 5,
    });
    const took = performance.now() - from;
    console.info(`what if: answered after ${took.toFixed(0)} ms`);
    await page.getByRole('button', { name: 'As it is' }).click();
    await expect.poll(chance).toBe(now);
    expect(await wordsOf(page)).toContain('Which site to add');
    expect(await wordsOf(page)).toMatch(/enrols like one of this study drawn by lot: [\d.]+ a month on average/);
    for (const at of [1, 2]) {
      await page.getByRole('button', { name: 'Add a site' }).click();
      await page
        .getByRole('group', { name: `Site to add ${at}` })
        .getByLabel('Opens on')
        .fill(ahead(20 * at));
    }
    await page.getByRole('group', { name: 'Site to add 2' }).getByLabel('Enrols like').selectOption({ index: 1 });
    await expect.poll(chance).toBeGreaterThan(now);
    const added = await chance();
    await page.getByRole('group', { name: 'Close' }).getByRole('checkbox').first().check();
    await expect.poll(chance).toBeLessThan(added);
    expect(await page.getByRole('group', { name: 'Site to add 1' }).innerText()).toMatch(/[\d.]+ a month, 80 % [\d.]+–[\d.]+/);
    await page.getByRole('group', { name: 'Site to add 1' }).getByLabel('Opens on').fill('2020-01-01');
    expect(await page.getByRole('group', { name: 'Site to add 1' }).innerText()).toMatch(/A day from .+ on\./);
    await page.getByRole('group', { name: 'Site to add 1' }).getByLabel('Opens on').fill(ahead(20));
    expect(await page.getByRole('table', { name: 'Which site to add' }).locator('tbody tr').count()).toBeGreaterThan(2);
    await looksWell(page, 'forecast-what-if');
    expect((await noor.stage.world.superuser.query('select count(*)::int as n from forecasting.run')).rows).toEqual(before.rows);
  });

  it('4. earlier forecasts stand beside what came', async () => {
    await goTo(page, `/studies/${studyId}/forecast?section=record`);
    expect(await wordsOf(page)).toMatch(/80 % held \d+ %/);
    await looksWell(page, 'forecast-record');
  });

  it('5. it reads in Spanish, every word of it', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await goTo(page, `/studies/${studyId}/forecast`);
    expect(await wordsOf(page)).toMatch(/\d+ % de probabilidad de terminar antes del .+ previsto\./);
    await picture(page, 'forecast-study-es');
    await goTo(page, `/studies/${studyId}/forecast?section=whatIf`);
    await picture(page, 'forecast-what-if-es');
    await page.evaluate(() => localStorage.removeItem('language'));
  });

  it('6. the network is forecast as a whole', async () => {
    await goTo(page, '/forecasts');
    expect(await wordsOf(page)).toContain('Participants of all studies by day');
    await looksWell(page, 'forecast-network');
    expect(noor.complaints).toEqual([]);
  });
});
