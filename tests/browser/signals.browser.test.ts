// The quality department's way: what stands out, where, why, the rows behind it, and an answer to the signal.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portfolio } from '#demo/rules';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { openDriftAt } from './signalling.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture } from './steps.ts';

const DRM = portfolio.filter(({ key }) => key === 'DRM-204');

describe.skipIf(!hasChromium)('risk indicators and signals', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage('2026-11-22T15:00:00Z', DRM), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await enterAs(page, 'Quentin Adair');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  it('[KRI-04] the network’s manager finds the signals that are new at home', async () => {
    const { page: noor, complaints: faults } = await openWindow(browser, stage);
    await enterAs(noor, 'Noor Haddad');
    await noor.getByRole('region', { name: 'New signals' }).waitFor();
    await settled(noor);
    await picture(noor, 'network-signals-1440-light');
    await noor.getByRole('region', { name: 'New signals' }).getByRole('link').first().click();
    await noor.getByText('Quality and the director of the site answer signals.').waitFor();
    expect(await faultsOf(noor)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('[KRI-01] the list says what stands out, and an indicator shows every place between the limits of its funnel', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Quality' }).click();
    await page.getByRole('link', { name: 'Indicators', exact: true }).click();
    await heading('Risk indicators');
    await picture(page, 'indicators-1440-light');
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('row', { name: /Deviations/ })
      .getByRole('link')
      .first()
      .click();
    await heading(/^Deviations/);
    await page
      .getByRole('img', { name: /Every place against what is usual/ })
      .locator('svg')
      .waitFor();
    await page.getByText(/lies? outside the limits: .*Table Bay Research/).waitFor();
    await picture(page, 'indicator-1440-light');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('[KRI-01, KRI-05] a place says why in words, shows its months and drift, and leads to the rows that were counted', async () => {
    await page.getByLabel('Compare').selectOption({ label: 'Studies at sites' });
    await page.getByRole('link', { name: 'Table Bay Research, DRM-204' }).click();
    await heading(/Table Bay Research, DRM-204/);
    await page.getByText(/in \d+ visits, where the same studies have .* standard deviations above\./).waitFor();
    await page
      .getByRole('img', { name: /Month by month/ })
      .locator('svg')
      .waitFor();
    await page
      .getByRole('img', { name: /Drift between looks/ })
      .locator('svg')
      .waitFor();
    await settled(page);
    await picture(page, 'indicator-place-1440-light');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('row').getByRole('link').first().click();
    await page.getByRole('heading', { level: 2, name: 'Assessment' }).waitFor();
    await page.goBack();
    await heading(/Table Bay Research, DRM-204/);
  });

  it('[KRI-04] a signal is taken, explained and closed with an outcome, each step in its history', async () => {
    await page.getByRole('button', { name: 'Open the signal' }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('Being looked at').first().waitFor();
    await page.getByLabel('Next step').last().selectOption('explained');
    await page.getByRole('button', { name: 'Explain it' }).click();
    await page.getByText('Write what it was, or what was done.').waitFor();
    await page.getByLabel(/What it was, or what was done/).fill('The centrifuge was broken for three months');
    await picture(page, 'signal-1440-light');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Explain it' }).click();
    await page.getByText('The centrifuge was broken for three months').first().waitFor();
    await page.getByLabel('Next step').last().selectOption('closed');
    await page.getByLabel('Outcome').selectOption('problem-confirmed');
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByText('There was a problem').first().waitFor();
    await page
      .getByText(/Quentin Adair answered signal deviations/)
      .first()
      .waitFor();
    await page.getByRole('row', { name: /^owner nothing Quentin Adair$/i }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('[KRI-01] a look that is asked for runs as a job, and says what came of it', async () => {
    await page.goto('/quality/indicators');
    await page.getByRole('button', { name: 'Look now' }).click();
    await heading('Look at the risk indicators');
    await page.getByText('Done', { exact: true }).waitFor();
    // The deviations that were looked into meanwhile are still there: nothing new was recorded.
    await page.getByText('Nothing was recorded since the last look of today; nothing was kept.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the indicators' }).click();
    await heading('Risk indicators');
  });

  it('[KRI-06] the page of proof tells which planted problems were found and which signals point at none', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Quality' }).click();
    await page.getByRole('link', { name: 'How good', exact: true }).click();
    await heading('How good our signals are');
    await page.getByText(/\d of \d problems that indicators watch for were found/).waitFor();
    await page
      .getByRole('row', { name: /Cape Town leaves one procedure in twelve undone/ })
      .getByText('Found by its signal')
      .waitFor();
    await picture(page, 'signals-proof-1440-light');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('reads well on a phone, in the dark and in Spanish', async () => {
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    for (const [name, address, title] of [
      ['indicators', '/quality/indicators', 'Indicadores de riesgo'],
      ['indicator', '/quality/indicators/deviations', 'Desviaciones'],
      ['signals', '/quality/signals?state=all', 'Señales'],
      ['signals-proof', '/quality/proof', 'Fiabilidad de nuestras señales'],
    ] as const) {
      await page.goto(address);
      await heading(title);
      await settled(page);
      expect(await faultsOf(page), name).toEqual([]);
      await picture(page, `${name}-390-dark-es`);
    }
    expect(complaints).toEqual([]);
  });

  it('[K05, KRI-03] a signal of drift says since when, and what was usual there before', async () => {
    const signalId = await openDriftAt(stage.world.superuser, 'JNB');
    const { page: quentin, complaints: faults } = await openWindow(browser, stage);
    await enterAs(quentin, 'Quentin Adair');
    await quentin.goto(`/signals/${signalId}`);
    const reason = 'where 3.5 of 100 visits were usual here before: rising, as sure as 3.9 standard deviations.';
    await quentin.getByText(`9 of 60 visits since 30 Sep 2026, ${reason}`).waitFor();
    await picture(quentin, 'signal-drift-1440-light');
    expect(await faultsOf(quentin)).toEqual([]);
    await quentin.getByRole('button', { name: 'Figures and rows' }).click();
    await quentin.getByRole('heading', { level: 1, name: 'Highveld Trials' }).waitFor();
    // Of visits outside their window only a rise is watched: one line and its alarm.
    await quentin.goto(quentin.url().replace('missed-visits', 'out-of-window'));
    await quentin
      .getByRole('img', { name: /Drift between looks/ })
      .locator('svg')
      .waitFor();
    await settled(quentin);
    expect(await quentin.getByText('Evidence of a fall').count()).toBe(0);
    await picture(quentin, 'indicator-place-rise-1440-light');
    expect(await faultsOf(quentin)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
