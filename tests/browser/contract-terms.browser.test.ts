// Contract terms are entered beside the schedule by keyboard, tried on invented participants, and released; a raise is pasted from a spreadsheet.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, looksWell, picture, wordsOf } from './steps.ts';

const prices = ['1200', '2000', '1500', '1500', '1800', '300'];
const complete = 'Every visit on its target day';
describe.skipIf(!hasChromium)('[FIN-02] the terms of a contract beside the schedule', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Colin Meyer');
    const { rows } = await stage.world.superuser.query<{ id: string }>(`select id from studies.study where code = 'NLX-301'`);
    await page.goto(`/studies/${rows[0]?.id}/contracts`);
    await page.getByRole('button', { name: 'New contract' }).first().click();
    await page.getByLabel('Code').fill('C9');
    await page.getByLabel('Covers').selectOption({ label: 'Austin Clinical Research' });
    await page.getByRole('button', { name: 'Open contract' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contract C9' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const sums = () => wordsOf(page, 'section[aria-label="By these prices"]');
  const dryRun = (name: string) => page.getByRole('region', { name, exact: true }).last();
  const draft = async (from: string) => {
    await page
      .getByRole('button', { name: /^Draft the (first|next) version$/ })
      .first()
      .click();
    await page.getByLabel('In force from').last().fill(from);
    await page.getByRole('button', { name: 'Draft', exact: true }).click();
    await page.getByRole('form').waitFor();
  };

  it('[BR-08] [BR-09] every visit of the schedule stands there to be priced; Enter leads from amount to amount, and sums follow', async () => {
    await draft('2026-01-15');
    await page.getByLabel('Overhead', { exact: false }).first().fill('30');
    await page.getByLabel('The payer holds back a part').check();
    await page
      .getByRole('group', { name: 'Rates' })
      .getByLabel(/^Clause/)
      .fill('Exhibit B, holdback');
    await page.getByLabel('Clause of new prices').fill('Exhibit B');
    const words = await wordsOf(page, 'form');
    expect(words).toContain('V3 Week 4 Treatment, Day 29 ±3');
    await page.getByLabel('Direct, V1').focus();
    for (const price of prices) {
      await page.keyboard.type(price);
      await page.keyboard.press('Enter');
    }
    await expect.poll(sums).toContain('Complete participant 10,790.00 USD Payable now 9,711.00 USD, Held back 1,079.00 USD');
    expect(await sums()).toContain('Planned visits without a price 0');
  });

  it('what is no amount is told while it is typed', async () => {
    await page.getByLabel('Direct, V5').fill('18oo');
    await page.getByText('An amount, such as 1500.00.').waitFor();
    await page.getByLabel('Direct, V5').fill('1800');
    expect(await page.getByText('An amount, such as 1500.00.').count()).toBe(0);
  });

  it('[BR-11] [BR-14] what need not happen is priced beside the visits, by keyboard, with its cap and its window', async () => {
    const items = page.getByRole('group', { name: 'Beside the visits' });
    await items.getByRole('button', { name: 'Add an item' }).click();
    await page.getByLabel('Item, new row').fill('Unscheduled visit');
    await items.getByRole('button', { name: 'Add an item' }).click();
    await page.getByLabel('Item, new row').fill('Repeat ECG');
    await page.getByLabel('Paid for, Repeat ECG').selectOption({ label: 'a procedure at an unscheduled visit' });
    await page.getByLabel('Procedure, Repeat ECG').selectOption({ label: '12-lead ECG' });
    await page.getByLabel('Direct, Unscheduled visit').focus();
    for (const price of ['650', '90']) {
      await page.keyboard.type(price);
      await page.keyboard.press('Enter');
    }
    for (const item of ['Unscheduled visit', 'Repeat ECG']) await page.getByLabel(`Clause, ${item}`).fill('Exhibit B, conditional');
    await page.getByLabel('At most per participant, Repeat ECG').fill('3');
    await page.getByLabel('Invoiced within days, Repeat ECG').fill('90');
    const cap = page.getByLabel('At most in all per site, Unscheduled visit');
    await cap.fill('0');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('An amount above zero, or nothing.').waitFor();
    await cap.fill('12,000.00');
    expect((await items.innerText()).replaceAll(/\s+/g, ' ')).toContain('845.00');
    expect(await sums()).toContain('10,790.00 USD');
  });

  it('[FIN-02] [BR-10] the dry run stands beside the release: 10,790.00 complete, 1,560.00 for a screen failure', async () => {
    await page.getByRole('button', { name: 'Add a term for screen failures' }).click();
    await page.getByLabel('Visits it replaces').fill('V1');
    await page
      .getByRole('group', { name: 'Screen failures' })
      .getByLabel(/^Clause/)
      .fill('Exhibit B, screen failures');
    await page.getByLabel('Paid at the start').fill('2');
    await page.getByLabel('At most, if limited').fill('8');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft of version 1 saved.').waitFor();
    await page.getByRole('button', { name: 'Preview release' }).click();
    const run = dryRun('Dry run');
    await run.waitFor();
    const words = (await run.innerText()).replaceAll(/\s+/g, ' ');
    expect(words).toContain(`${complete}: 10,790.00 USD`);
    expect(words).toContain('Sum 10,790.00 9,711.00 1,079.00');
    expect(words).toContain('Screening failed, the first at its site: 1,560.00 USD');
    expect(words).toContain('Leaves after half of the visits: 6,110.00 USD');
    expect(words).toContain('The cap of Unscheduled visit pays 14 in full at one site; the next is cut to 170.00 USD.');
    expect(words).toContain('Never more than 8 screen failures are paid at a site.');
    expect(words).toContain('One of each item beside the visits: 962.00 USD');
    expect(await wordsOf(page)).toContain('visits done since then that earned nothing earn now, in arrears');
    await looksWell(page, 'terms');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Release version 1' }).click();
    await page.getByText('Version 1 of contract C9 is in force as dated.').waitFor();
  });

  it('[BR-15] a raise is pasted from a spreadsheet into a copy of version 1, and the dry run tells the difference', async () => {
    await draft('2026-06-01');
    await page.getByLabel('Direct, V1').focus();
    await page.evaluate(() => {
      const cells = new DataTransfer();
      cells.setData('text/plain', 'Visit\tAmount\nWeek 8\t1,700.00\nWeek 99\t10\n');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: cells, bubbles: true, cancelable: true }));
    });
    await page.getByText('1 price was pasted. Not recognised, and left out: Week 99 10.').waitFor();
    await expect.poll(sums).toContain('Complete participant 11,050.00 USD');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft of version 2 saved.').waitFor();
    await page.getByRole('button', { name: 'Preview release' }).click();
    await dryRun('Dry run').waitFor();
    const words = await wordsOf(page);
    expect(words).toContain(`${complete}: 11,050.00 USD`);
    expect(words).toMatch(/V4 Week 8 1,950\.00 USD, 195\.00 held back 2,210\.00 USD, 221\.00 held back/);
  });

  it('[BR-13] a visit paid pro rata is priced activity by activity, and costs what they cost', async () => {
    await page.getByLabel('Partly done, FU').selectOption({ label: 'pro rata' });
    await page.getByLabel('Safety follow-up call').fill('350');
    expect(await page.getByLabel('Direct, FU').inputValue()).toBe('350.00');
    await expect.poll(sums).toContain('Complete participant 11,115.00 USD');
    await picture(page, 'terms-pro-rata');
  });

  it('stands there in Spanish too', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.reload();
    await page.getByRole('button', { name: 'Ver antes de publicar' }).click();
    await page.getByRole('region', { name: 'Ensayo', exact: true }).waitFor();
    const words = await wordsOf(page);
    expect(words).toContain('Todas las visitas en su día previsto: 11,050.00 USD');
    expect(words).not.toMatch(/\b(dryRun|sums|need|failure)\.\w+/);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'terms-es');
  });

  it('went without a complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });
});
