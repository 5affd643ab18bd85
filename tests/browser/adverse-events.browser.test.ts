// J1 step 9 and J10 step 4: a serious adverse event is recorded in Austin, its 24 hours run, and the investigator judges its causality.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

const investigator = 'Dr Irene Walsh';

describe.skipIf(!hasChromium)('[J1] [BR-23] a serious adverse event on Tuesday 14 April 2026, 16:20 in Austin', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  // One living list for each window.
  const complaints: string[][] = [];
  let address: string;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage('2026-04-14T21:20:00Z'), openChromium()]);
    page = await openPage();
    await enterAs(page, 'Ana Ruiz');
    const { rows } = await stage.world.superuser.query<{ id: string }>(`select id from subjects.subject where number = '101-007'`);
    address = `/subjects/${rows[0]?.id}?section=events`;
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const submit = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const field = (label: string) => page.getByRole('dialog').getByLabel(label);

  it('a participant without events says so, and the form names what is missing beside its field', async () => {
    await page.goto(address);
    await page.getByText('No adverse events').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record adverse event' }).click();
    await field('Event').waitFor();
    await submit('Record adverse event');
    await page.getByText('Say what happened.').waitFor();
    await page.getByText('Say when it began, at least the year.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'ae-1-form');
  });

  it('9. logged at 16:20 it has 24 h 00 min, due on 15 April 16:20 CDT', async () => {
    expect(await field('Day the site knew of it').inputValue()).toBe('2026-04-14');
    expect(await field('Time the site knew of it').inputValue()).toBe('16:20');
    await field('Event').fill('Pneumonia');
    await field('Began').fill('2026-04-13');
    await field('Severity').selectOption({ label: 'Severe' });
    await field('Is it serious?').selectOption({ label: 'Yes' });
    await submit('Record adverse event');
    await page.getByText('Name what makes it serious.').waitFor();
    await field('stay in hospital, or a longer one').check();
    // What lies ahead is told by the server: the clock of this device is not the clock of the stage.
    await field('Began').fill('2026-04-15');
    await field('Day the site knew of it').fill('2026-04-15');
    await submit('Record adverse event');
    await page.getByText('This has not come yet at the site.').first().waitFor();
    expect(await field('Began').getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => complaints[0]?.splice(0)).toEqual([expect.stringContaining('status of 422')]);
    await field('Began').fill('2026-04-13');
    await field('Day the site knew of it').fill('2026-04-14');
    await submit('Record adverse event');
    await page.getByRole('status').filter({ hasText: '24 h 00 min left' }).waitFor();
    expect(await wordsOf(page)).toContain('Pneumonia: 24 h 00 min left, due 15 Apr 2026, 16:20 CDT');
    expect(await wordsOf(page)).toContain('Waits for the investigator');
    await settled(page);
    await picture(page, 'ae-2-clock');
  });

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i px, %s, the opened event has no faults', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    await page.getByRole('button', { name: 'Pneumonia' }).click();
    await page.getByRole('heading', { level: 2, name: 'Pneumonia' }).waitFor();
    await settled(page);
    expect(await page.getByRole('button', { name: 'Judge causality' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, `ae-3-event-${width}-${colorScheme}`);
  });

  it('[AE-05] J10 4. the investigator judges causality; the report stops the clock', async () => {
    page = await openPage();
    await enterAs(page, investigator);
    await page.goto(address);
    await page.getByRole('button', { name: 'Pneumonia' }).click();
    await page.getByRole('button', { name: 'Judge causality' }).click();
    await field('Did the study treatment cause it?').selectOption({ label: 'Possible' });
    await submit('Judge causality');
    await page.getByText(`Possible, judged by ${'Dr Irene Walsh'}`).first().waitFor();
    await page.getByRole('button', { name: 'Record a report' }).click();
    await field('Sent to').fill('Norvane safety desk');
    await submit('Record a report');
    await page.getByText('Reported in time').waitFor();
    expect(await wordsOf(page)).toContain('Report 1 to Norvane safety desk, sent 14 Apr 2026, 16:20 CDT');
    expect(await page.getByRole('status').filter({ hasText: 'left' }).count()).toBe(0);
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'ae-4-judged');
  });

  it('in Spanish no word of the panel is missing', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.goto(address);
    await page.getByText('Acontecimientos adversos').first().waitFor();
    await page.getByRole('button', { name: 'Pneumonia' }).click();
    await page.getByText('Comunicado a tiempo').waitFor();
    await picture(page, 'ae-5-spanish');
  });

  it('went without a complaint of the browser', () => {
    expect(complaints).toEqual([[], []]);
  });

  async function openPage(): Promise<Page> {
    const watched = await openWindow(browser, stage);
    complaints.push(watched.complaints);
    return watched.page;
  }
});
