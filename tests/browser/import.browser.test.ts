// A protocol chosen, looked at and imported in a browser: what the preview says is what is made; in both languages, widths and schemes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleUsdm } from '../../src/studies/formats/usdm/sample-usdm.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

const fileOf = (name: string, content: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

describe.skipIf(!hasChromium)('[UPLOAD-06] importing a protocol in the pages', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Noor Haddad');
    await page.goto('/studies/import');
    await settled(page);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('a file that is no JSON is refused in words, and nothing is kept', async () => {
    await page.locator('input[type=file]').setInputFiles(fileOf('letter.json', '<html>'));
    await page.getByText('The file is not JSON, or it ends too early.').waitFor();
    // The browser itself notes every answer of 4xx.
    expect(complaints.splice(0)).toHaveLength(1);
  });

  it('the preview shows study, counts, visits and remarks before anything is made', async () => {
    await page.locator('input[type=file]').setInputFiles(fileOf('sample.json', JSON.stringify(sampleUsdm())));
    await page.getByRole('heading', { name: 'What this file would become' }).waitFor();
    await settled(page);
    const words = await wordsOf(page);
    for (const each of ['A new study: SAMPLE-1', 'Visits 6', 'Epochs 3', 'Create the study SAMPLE-1 with this schedule'])
      expect(words).toContain(each);
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [1440, 'dark'],
      [390, 'dark'],
      [390, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([width, colorScheme, ...(await faultsOf(page))]).toEqual([width, colorScheme]);
      await picture(page, `import-preview-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('a code that is taken by another study says so; the import makes what was shown', async () => {
    await page.getByLabel('Study code').fill('NLX-301');
    await page.getByText('A new version for NLX-301').waitFor();
    await page.getByLabel('Study code').fill('');
    await page.getByText('A new study: SAMPLE-1').waitFor();
    await page.getByRole('button', { name: 'Import protocol' }).click();
    await page.getByText('SAMPLE-1 is imported: 6 visits.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('in Spanish it reads in Spanish', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.goto('/studies/import');
    await page.locator('input[type=file]').setInputFiles(fileOf('sample.json', JSON.stringify(sampleUsdm())));
    await page.getByText('Ya importado, como SAMPLE-1').waitFor();
    await picture(page, 'import-preview-es');
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
