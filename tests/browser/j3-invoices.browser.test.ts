// J3 step 7: an invoice run takes what is billable and uninvoiced, gives a legal number, and nothing of it changes afterwards.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { samplePng } from '../../src/files/sample.ts';
import { addIssuer, plainPng } from './invoicing.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[J3] [BR-06] [BR-07] an invoice run on 13 April 2026', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  let manager: Page;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    manager = (await openWindow(browser, stage)).page;
    await enterAs(manager, 'Noor Haddad');
    await addIssuer(manager);
    page = (await openWindow(browser, stage)).page;
    await enterAs(page, 'Farah Idris');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  async function look(name: string): Promise<void> {
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [1440, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      expect(await faultsOf(page), `${name} ${width} ${colorScheme}`).toEqual([]);
      await picture(page, `j3-${name}-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  it('the logo is chosen and seen before it is saved; what cannot be one is refused in words', async () => {
    await manager.goto('/money/issuers');
    await manager
      .getByRole('row', { name: /Łódź Sites Network/ })
      .getByRole('button', { name: 'Edit' })
      .click();
    const drawer = manager.getByRole('dialog');
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      drawer.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
    await choose('logo.svg', 'image/svg+xml', Buffer.from('<svg/>'));
    await drawer.getByText('A logo is a PNG or a JPEG picture; this file is neither.').waitFor();
    await choose('broken.png', 'image/png', Buffer.from(samplePng(40, 12)));
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('This picture cannot be printed.', { exact: false }).waitFor();
    await choose('logo.png', 'image/png', plainPng(120, 36));
    const seen = drawer.getByRole('img', { name: 'The logo that was chosen' });
    await seen.waitFor();
    expect(await seen.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(120);
    expect(await faultsOf(manager)).toEqual([]);
    await picture(manager, 'j3-logo-chosen');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Particulars saved').waitFor();
    await manager
      .getByRole('row', { name: /Łódź Sites Network/ })
      .getByRole('button', { name: 'Edit' })
      .click();
    const kept = manager.getByRole('dialog').getByRole('img', { name: 'The logo on our invoices' });
    await kept.waitFor();
    await expect.poll(() => kept.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(120);
    await manager.keyboard.press('Escape');
  });

  it('7. only billable, un-invoiced lines are offered, and what stays behind says why', async () => {
    await page.goto('/money/uninvoiced');
    await settled(page);
    expect(await wordsOf(page)).toContain('Billable, not invoiced 46,995.00 USD 26 lines');
    await look('uninvoiced');
    await page.getByRole('button', { name: 'Invoice run' }).click();
    await page.getByLabel('Invoice up to').fill('2026-03-31');
    await page.getByRole('heading', { name: 'Left out, and why' }).waitFor();
    expect(await wordsOf(page)).toContain('Held back');
    await look('run');
    await page.getByRole('button', { name: 'Create drafts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Draft invoice' }).waitFor();
    await look('draft');
  });

  it('7. the legal number is assigned, and a line edit is refused after issue', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('button', { name: 'Issue', exact: true }).click();
    const preview = page.getByRole('region', { name: 'Issuing this invoice' });
    await preview.getByText('It takes the next number of the range SW-{year}-{number:5}: SW-2026-00001', { exact: false }).waitFor();
    const draft = await (await page.request.get(`/api/invoices/${id}`)).json();
    expect([draft.status, draft.number]).toEqual(['draft', null]);
    const told = await preview.innerText();
    for (const text of ['Nothing has changed yet.', `${draft.lineCount} lines`, '13 Apr 2026', 'are locked']) expect(told).toContain(text);
    await look('issue-preview');
    await preview.getByRole('button', { name: 'Issue SW-2026-00001' }).click();
    await page.getByText('Invoice SW-2026-00001 issued').waitFor();
    await page.getByRole('heading', { level: 1, name: /Invoice.*SW-2026-00001/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Take chosen lines off' }).count()).toBe(0);
    const invoice = await (await page.request.get(`/api/invoices/${id}`)).json();
    const edit = await page.request.post(`/api/invoices/${id}/removal`, {
      headers: { origin: new URL(page.url()).origin, 'idempotency-key': 'edit-after-issue', 'if-match': `${invoice.version}` },
      data: { lineIds: [invoice.lines[0].id] },
    });
    expect([edit.status(), (await edit.json()).code]).toEqual([422, 'invoice-locked']);
    const pdf = await page.request.get(`/api/invoices/${id}/pdf`);
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    await look('issued');
  });

  it('a line that was credited is not offered for another credit note, and says on which it was', async () => {
    const invoice = new URL(page.url()).pathname;
    await page.setViewportSize({ width: 390, height: 844 });
    const [first] = (await (await page.request.get(`/api${invoice}`)).json()).lines;
    const card = page.getByRole('row').filter({ hasText: first.subjectNumber }).first();
    await card.click({ position: { x: 300, y: 12 } });
    expect(await card.getByRole('checkbox').isChecked()).toBe(true);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Credit note' }).click();
    await page.getByRole('dialog').getByText('1 chosen line').waitFor();
    await page.getByRole('dialog').getByLabel('Reason').fill('The visit was on another day');
    await page.getByRole('dialog').getByRole('button', { name: 'Issue a credit note' }).click();
    await page.getByRole('heading', { level: 1, name: /Credit note.*CN-2026-00001/ }).waitFor();
    await page.goto(invoice);
    const barred = card.getByRole('checkbox', { name: `Select ${first.subjectNumber}: credited already on CN-2026-00001` });
    await barred.waitFor();
    expect(await barred.isDisabled()).toBe(true);
    await look('credited-line');
    await card.focus();
    await page.keyboard.press('Space');
    expect(await barred.isChecked()).toBe(false);
  });

  it('a credit note over all that is left is issued with a reason and opens', async () => {
    await page.getByRole('button', { name: 'Credit note' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Agreed with the payer');
    await page.getByRole('dialog').getByRole('button', { name: 'Issue a credit note' }).click();
    await page.getByRole('heading', { level: 1, name: /Credit note.*CN-2026-00002/ }).waitFor();
    await look('credit-note');
    await page.goto('/invoices');
    await page.getByText('SW-2026-00001').waitFor();
    expect(await wordsOf(page)).toContain('CN-2026-00002');
    await look('invoices');
    await page.goto('/money/issuers');
    await page.getByText('SW-{year}-{number:5}').first().waitFor();
    await look('issuers');
  });
});
