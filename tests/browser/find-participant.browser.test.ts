// Somebody calls the site and gives a name: the coordinator finds the participant, says what for, and opens the page.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture } from './steps.ts';

describe.skipIf(!hasChromium)('finding a participant who calls', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let studySiteId: string;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Ana Ruiz');
    const { rows } = await stage.world.superuser.query(`select id from studies.study_site where number = '101'`);
    studySiteId = rows[0].id;
    await page.goto(`/study-sites/${studySiteId}`);
    const status = await page.evaluate(async (address) => {
      const body = { consentedOn: '2026-04-10', identity: { name: 'Carmen Ibáñez', phone: '+1 512 555 0199' } };
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'consent-for-the-search' };
      return (await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    }, `/api/study-sites/${studySiteId}/subjects`);
    expect(status).toBe(200);
    await page.reload();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const drawer = () => page.getByRole('dialog');
  const search = () => drawer().getByRole('button', { name: 'Search', exact: true }).click();

  it('[HIP-06] without a purpose nothing is searched for; with one the participant is found by number', async () => {
    await page.getByRole('button', { name: 'Find a participant' }).click();
    await drawer().getByLabel('Name', { exact: false }).last().fill('carmen ibáñez');
    await search();
    await drawer().getByText('Say what you search for.').waitFor();
    await drawer().getByLabel('What for').fill('calls about her next visit');
    await search();
    await drawer().getByText('One participant:').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'find-participant');
    const { rows } = await stage.world.superuser.query('select purpose, field, found from vault.search_event');
    expect(rows).toEqual([{ purpose: 'calls about her next visit', field: 'name', found: 1 }]);
  });

  it('a number that nobody has is said so; what is no number is explained beside it', async () => {
    await drawer().getByLabel('Search by').selectOption({ label: 'Telephone' });
    await drawer().getByLabel('Telephone').fill('12');
    await search();
    await drawer().getByText('This is no telephone number').waitFor();
    await drawer().getByLabel('Telephone').fill('+1 512 555 0000');
    await search();
    await drawer().getByText('Nobody at this site').waitFor();
    await drawer().getByLabel('Telephone').fill('001 (512) 555-0199');
    await search();
    await drawer().getByText('One participant:').waitFor();
    await drawer().getByRole('listitem').getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '101-' }).waitFor();
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
  });

  it('reads well on a phone and in the dark', async () => {
    await page.goto(`/study-sites/${studySiteId}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Find a participant' }).click();
    await drawer().getByLabel('What for').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'find-participant-phone-dark');
  });
});
