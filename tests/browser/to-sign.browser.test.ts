// J10 steps 1, 2 and 8: the investigator's queue over all studies, records read and signed by one act, one returned, and nothing of others.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[J10] the investigator on Tuesday 14 April 2026', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  const complaints: string[][] = [];

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage('2026-04-14T15:00:00Z'), openChromium()]);
    page = await openPage();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  async function openPage(more: Parameters<typeof openWindow>[2] = {}): Promise<Page> {
    const opened = await openWindow(browser, stage, more);
    complaints.push(opened.complaints);
    return opened.page;
  }
  const lines = () => page.getByRole('list', { name: 'To sign' }).getByRole('button', { expanded: false });

  it('1. one queue over all studies is home: what it is in words, how long it waits, and the lag of oversight with its n', async () => {
    await enterAs(page, 'Dr Irene Walsh');
    await page.getByRole('heading', { name: 'To sign', level: 1 }).waitFor();
    await lines().first().waitFor();
    const words = await wordsOf(page);
    expect(words).toContain('101-007 Screening Visit record, NLX-301, Site 101');
    expect(words).toMatch(/Oversight lag: no visit is signed yet \(n = 0\)/);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'to-sign-1-queue');
  });

  it('2. two records are read one by one, by keyboard, and signed by one act that says it is a demo’s', async () => {
    const first = lines().filter({ hasText: '101-007' }).first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Exactly this is signed').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'to-sign-2-record');
    await page.getByRole('button', { name: 'Reviewed, sign with others' }).click();
    await page.getByText('Exactly this is signed').waitFor();
    await page.getByRole('button', { name: 'Reviewed, sign with others' }).click();
    await page.getByRole('button', { name: 'Sign 2 reviewed' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Sign 2 records' }).waitFor();
    await dialog.getByLabel('Type: demo signature').fill('yes');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog.getByText('Type exactly: demo signature').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'to-sign-3-signing');
    await dialog.getByLabel('Type: demo signature').fill('demo signature');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText('2 records signed').waitFor();
    await page.getByText(/Oversight lag: .* n = 2 signed visits/).waitFor();
    const { rows } = await stage.world.superuser.query<{ id: string }>('select record_id as id from signatures.signature limit 1');
    await page.goto(`/visits/${rows[0]?.id}`);
    await page.getByText('Demo signature').waitFor();
    const words = await wordsOf(page);
    expect(words).toContain('Dr Irene Walsh, Reviewed');
    expect(words).toContain('2026-04-14 10:00:00 -05:00 (America/Chicago), 2026-04-14 15:00:00 UTC');
    expect(words).toContain('Covers the record as it is');
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'to-sign-4-signed');
  });

  it('8. nothing of another investigator’s site is offered, and its address tells of no such record', async () => {
    const seen = await stage.world.superuser.query<{ id: string; site_id: string }>(
      `select v.id from visits.visit_occurrence v join network.site s on s.id = v.site_id where s.code <> 'AUS' limit 1`,
    );
    await page.goto('/to-sign');
    await page.getByRole('heading', { name: 'To sign', level: 1 }).waitFor();
    expect(await wordsOf(page)).not.toContain('102-');
    if (seen.rows[0]) {
      const answer = await page.request.get(`${stage.address}/api/signatures/records/${seen.rows[0].id}?kind=visits.source`);
      expect(answer.status()).toBe(404);
    }
  });

  it('on a telephone, in the dark and in Spanish it is whole', async () => {
    const narrow = await openPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'es-ES' });
    await enterAs(narrow, 'Dr Irene Walsh');
    await narrow.evaluate(() => localStorage.setItem('language', 'es'));
    await narrow.goto('/to-sign');
    await narrow.getByRole('list', { name: 'Por firmar' }).getByRole('button').first().click();
    await narrow.getByText('Se firma exactamente esto').waitFor();
    expect(await faultsOf(narrow)).toEqual([]);
    await picture(narrow, 'to-sign-5-phone');
  });

  it('nothing was complained of but the wrong word', () => {
    expect(complaints.flat().filter((line) => !/422 .*\/api\/signatures/.test(line))).toEqual([]);
  });
});
