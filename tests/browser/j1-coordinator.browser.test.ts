// J1: Monday 13 April 2026, 09:00 in Austin. The coordinator sees the late visit of 101-007 and records it, out of its window.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[J1] the coordinator of Austin on Monday 13 April 2026, 09:00', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let otherPage: Page;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Ana Ruiz');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const lateVisit = () => page.getByRole('row').filter({ hasText: '101-007' });
  const completeButton = () => page.getByRole('button', { name: 'Complete visit' });
  const tableOf = (name: string) => page.getByRole('region', { name, exact: true });
  const isCompleted = () => page.getByRole('heading', { level: 2, name: 'What was recorded' }).waitFor();

  it('1. Today lists V3 of 101-007 as three days late, with the day its window ended', async () => {
    await lateVisit().waitFor();
    const words = await lateVisit().innerText();
    expect(words).toContain('Week 4');
    expect(words).toContain('3 days late, window ended 10 Apr');
    await picture(page, 'j1-1-today');
  });

  it('2. the visit says that it is outside its window and is not completed without a reason', async () => {
    await lateVisit().getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'Week 4' }).waitFor();
    await page.getByText('Outside its window by 3 days (late): say why.').waitFor();
    await page.getByText('1,950.00 USD').waitFor();
    expect(await wordsOf(page)).toContain('Completing this earns 1,950.00 USD (1,755.00 now, 195.00 held back)');
    await page.getByRole('button', { name: 'All done' }).click();
    await completeButton().click();
    await page.getByText('Choose why the visit was outside its window.').waitFor();
    await expectFocusOn('Reason');
    await picture(page, 'j1-2-refused');
    expect(await completedVisits()).toBe(0);
  });

  it('[BR-02] [BR-05] 5. completing shows 1,755.00 payable and 195.00 held back, 1,950.00 in all, and drafts the deviation', async () => {
    otherPage = await page.context().newPage();
    await fillIn(otherPage);
    await page.bringToFront();
    await page.getByLabel('Reason').selectOption({ label: 'Participant travel' });
    await page.getByLabel('In words (optional)').fill('Flight was cancelled');
    await completeButton().dblclick();
    await isCompleted();
    const earned = tableOf('What it earned');
    await earned.waitFor();
    expect(amountsIn(await earned.innerText())).toEqual(['1,755.00', '195.00', '1,950.00']);
    const deviations = tableOf('Deviations');
    await deviations.waitFor();
    expect(await deviations.innerText()).toMatch(/3 days/);
    expect(await deviations.innerText()).toContain('Waiting for assessment');
    expect(await wordsOf(page)).toContain('Participant travel');
    await picture(page, 'j1-5-completed');
  });

  it('a deviation that no rule can see is raised by hand and waits beside it', async () => {
    await page.getByRole('button', { name: 'Raise deviation' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('What happened').waitFor();
    await drawer.getByRole('button', { name: 'Raise deviation' }).click();
    await drawer.getByText('Choose the day it occurred.').waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'j1-5-raise');
    await drawer.getByLabel('Kind').selectOption({ index: 1 });
    await drawer.getByLabel('Occurred on').fill('2026-04-13');
    await drawer.getByLabel('What happened').fill('The blood tube was labelled after the draw');
    await drawer.getByRole('button', { name: 'Raise deviation' }).click();
    await tableOf('Deviations').getByText('The blood tube was labelled after the draw').waitFor();
  });

  it('[BR-03] 6. the windows that follow stay counted from Day 1', async () => {
    const words = await wordsOf(page);
    expect(words).toContain('Week 8 Day 57, 5 May 2026, window 2–8 May');
    expect(words).toContain('End of treatment Day 85, 2 Jun 2026, window 26 May – 9 Jun');
  });

  it('[BR-07] 7. neither the double click nor a reload nor a second window earns a second time', async () => {
    await page.reload();
    await isCompleted();
    expect(await completeButton().count()).toBe(0);
    await otherPage.getByRole('button', { name: 'Complete visit' }).click();
    await otherPage.getByText('Somebody recorded this visit while you were typing').waitFor();
    await picture(otherPage, 'j1-7-recorded-meanwhile');
    expect(await completedVisits()).toBe(1);
    expect(await linesInDatabase()).toEqual(['holdback 19500', 'payable 175500']);
  });

  it('10. the history tells who, when, old and new, and why', async () => {
    await page.bringToFront();
    const address = page.url();
    await page.getByRole('heading', { level: 1 }).press('h');
    const drawer = page.getByRole('dialog', { name: /^History of / });
    const history = drawer.getByRole('region', { name: 'History' });
    const entry = history.getByRole('listitem').filter({ hasText: 'Flight was cancelled' }).first();
    await entry.waitFor();
    const words = await entry.innerText();
    expect(words).toContain('Ana Ruiz completed visit Week 4.');
    expect(words).toMatch(/\d{1,2} \w{3} \d{4}, \d\d:\d\d C[DS]T/);
    expect(words).toMatch(/state\s+planned\s+completed/);
    expect(words).toMatch(/kind of reason\s+nothing\s+participant travel/);
    expect(words).toContain('Flight was cancelled');
    expect(words).toMatch(/days outside the window\s+nothing\s+3/);
    const told = await history.innerText();
    for (const activity of ['Vital signs', 'Haematology and chemistry', 'Study drug'])
      expect(told).toContain(`Ana Ruiz recorded activity ${activity}.\n`);
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'j1-10-history');
    await drawer.getByRole('link', { name: 'Open as a page' }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(page.url()).toBe(address);
    await page.getByRole('button', { name: 'History' }).click();
    await history.getByText('Flight was cancelled').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('went without a complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });

  async function fillIn(into: Page): Promise<void> {
    await into.goto(page.url());
    await into.getByRole('button', { name: 'All done' }).click();
    await into.getByLabel('Reason').selectOption({ label: 'Participant illness' });
  }

  async function expectFocusOn(label: string): Promise<void> {
    await expect.poll(() => page.getByLabel(label).evaluate((element) => element === document.activeElement)).toBe(true);
  }

  const visitId = () => new URL(page.url()).pathname.split('/').at(-1);

  async function completedVisits(): Promise<number> {
    const { rowCount } = await stage.world.superuser.query(`select 1 from visits.visit_occurrence where id = $1 and state = 'completed'`, [
      visitId(),
    ]);
    return rowCount ?? 0;
  }

  async function linesInDatabase(): Promise<string[]> {
    const { rows } = await stage.world.superuser.query<{ line: string }>(
      `select kind || ' ' || amount_minor as line from finance.accrual_line where visit_id = $1 order by 1`,
      [visitId()],
    );
    return rows.map(({ line }) => line);
  }
});

/** The amounts of money in a text, in its order. */
function amountsIn(text: string): string[] {
  return text.match(/[\d,]+\.\d\d/g) ?? [];
}
