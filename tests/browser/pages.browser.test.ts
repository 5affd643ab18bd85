// Every page of the product, as a role that may open it and as one that may not: wide and narrow, light and dark.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#access/rules';
import { portfolio } from '#demo/rules';
import { refreshMarket } from '../../src/app/duties.ts';
import { pages } from '../../src/app/web/pages.ts';
import { hasChromium, openChromium, openWindow, type WatchedPage } from './chromium.ts';
import { addIssuer, billTwice } from './invoicing.ts';
import { faultsOf } from './page-checks.ts';
import { addressOf, countTwoStudies, importNothing, personOf, productPages, recordIds } from './product-pages.ts';
import { openSignalAt } from './signalling.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, goTo, looksWell } from './steps.ts';

/** NLX-301 has neither an imported protocol nor adverse events; this study has both, here at one site with a few participants. */
const imported = portfolio
  .filter(({ key }) => key === 'DRM-204')
  .map((study) => ({
    ...study,
    sites: study.sites.filter(({ site }) => site === 'AUS').map((place) => ({ ...place, ratePerMonth: 0.5 })),
  }));

describe.skipIf(!hasChromium)('every page of the product', () => {
  let stage: Stage;
  let browser: Browser;
  let ids: ReadonlyMap<string, string>;
  const windows = new Map<string, WatchedPage>();

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(undefined, imported), openChromium()]);
    for (const person of new Set(productPages.flatMap(({ may, mayNot }) => [may[0], ...(mayNot ? [mayNot] : [])]).map(personOf))) {
      const opened = await openWindow(browser, stage);
      await enterAs(opened.page, person);
      windows.set(person, opened);
    }
    await refreshMarket(stage.installation);
    await openSignalAt(stage.world.superuser, 'AUS');
    const { rows } = await stage.world.superuser.query<{ name: string; id: string }>(recordIds);
    const records = new Map(rows.map(({ name, id }) => [name, id]));
    const invoices = await billTwice(windowOf('finance').page, await addIssuer(windowOf('network-manager').page));
    ids = new Map([
      ...records,
      ...Object.entries(invoices),
      ['jobId', await importNothing(windowOf('network-manager').page, records.get('studyId') ?? '')],
      ['importId', await countTwoStudies(windowOf('network-manager').page)],
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const windowOf = (role: Role): WatchedPage => {
    const found = windows.get(personOf(role));
    if (!found) throw new Error(`${role} has not come in`);
    return found;
  };

  it('has a case here', () => {
    const covered = new Set(productPages.map(({ path }) => path));
    expect(pages.map(({ path }) => path).filter((path) => !covered.has(path))).toEqual([]);
  });

  it.each(productPages.map((each) => ({ ...each, address: `${each.path}${each.search ?? ''} (${each.name})`, worker: each.may[0] })))(
    '$address opens to $worker, wide and narrow, light and dark, without a fault',
    async (each) => {
      const { page, complaints } = windowOf(each.worker);
      complaints.splice(0);
      await goTo(page, addressOf(each, ids));
      await each.prepare?.(page);
      expect(await page.locator('main').innerText()).not.toMatch(/This does not exist|There is no such record|Something went wrong/);
      expect(await page.locator('h1').first().innerText()).not.toMatch(/You may not open|no such page|could not be shown/);
      await looksWell(page, `page-${each.name}`, ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
      expect(complaints).toEqual([]);
    },
  );

  it.each(productPages.flatMap((each) => (each.mayNot ? [{ ...each, mayNot: each.mayNot }] : [])))(
    '$path is denied to $mayNot in words',
    async (each) => {
      const { page } = windowOf(each.mayNot);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(addressOf(each, ids));
      await page.getByRole('heading', { level: 1, name: 'You may not open this page' }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Go to my first page' }).waitFor();
    },
  );
});
