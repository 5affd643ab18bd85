// The command palette: from anywhere to any record, page and action with the keyboard alone, in English and Spanish.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture } from './steps.ts';

describe.skipIf(!hasChromium)('the command palette', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Ana Ruiz');
    await settled(page);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const field = () => page.getByRole('combobox');
  const chosen = () => page.getByRole('option', { selected: true });

  it('opens by Ctrl-K, finds a participant by number and opens the record by Enter', async () => {
    await page.keyboard.press('Control+k');
    await field().waitFor();
    await page.keyboard.type('101-007');
    await chosen().filter({ hasText: '101-007' }).waitFor();
    expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'palette-1440-light');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /101-007/ }).waitFor();
  });

  it('shows what was opened lately first', async () => {
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('group', { name: 'Recent' })
      .getByRole('option', { name: /101-007/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await field().waitFor({ state: 'detached' });
  });

  it('records a consent at a site that is chosen by keyboard', async () => {
    await page.keyboard.press('Meta+k');
    await field().waitFor();
    await page.keyboard.type('record cons');
    await chosen().filter({ hasText: 'Record a consent at' }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /Record a consent at/ })
      .first()
      .waitFor();
    await page.keyboard.type('nlx');
    await chosen().filter({ hasText: 'NLX-301' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/do=consent/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /consent/i })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('do='));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('offers nobody what they may not do, and says that nothing fits', async () => {
    await page.keyboard.press('Control+k');
    await field().waitFor();
    await page.keyboard.type('import a proto');
    await page.getByText('Nothing fits “import a proto”').waitFor();
    await page.keyboard.press('Escape');
  });

  it('lists the shortcuts by ?, not while somebody types', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'shortcuts-1440-light');
    await page.keyboard.press('Escape');
  });

  it('reads well on a phone, in the dark and in Spanish', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.reload();
    await settled(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Buscar', exact: true }).click();
    await page.getByRole('group', { name: 'Acciones' }).waitFor();
    await field().fill('101-00');
    await page.getByRole('option', { name: /101-003/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'palette-390-dark-es');
    await page.keyboard.press('Escape');
    await picture(page, 'shell-390-dark-es');
    expect(complaints).toEqual([]);
  });
});
