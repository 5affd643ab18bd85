// A real trial in the pages: the CDISC pilot from its protocol and its datasets; skipped by name where the files are not at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importSdtm } from '#interop';
import { importUsdmFile } from '#studies';
import { operatorRun } from '../../src/app/operator.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture, wordsOf } from './steps.ts';

const data = process.env['SITEWARD_TEST_DATA'] ?? '../shared/data';
const protocolFile = join(data, 'usdm/studies/cdisc_pilot_lzzt_v4.json');
const folder = join(data, 'sdtm-cdiscpilot01');
const isAbsent = !existsSync(protocolFile) || !existsSync(folder);

describe.skipIf(!hasChromium || isAbsent)('the CDISC pilot in the pages (skipped where SITEWARD_TEST_DATA has no usdm and no sdtm-cdiscpilot01)', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let studyId: string;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    const operator = await operatorRun(stage.installation, 'tester');
    const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
    const { study } = await operator('studies.import', (act) => importUsdmFile(act, { bytes: bytesOf(protocolFile), code: 'LZZT' }));
    const files = ['dm.csv', 'sv.csv', 'ds.csv', 'ex.csv', 'ae.csv'].map((name) => ({ name, bytes: bytesOf(join(folder, name)) }));
    await operator('interop.import-sdtm', (act) =>
      importSdtm(act, { files, studyCode: 'LZZT', timeZone: 'America/New_York', anchor: 'first-dose' }),
    );
    studyId = study.id;
    ({ page, complaints } = await openWindow(browser, stage.address));
    await enterAs(page, 'Noor Haddad');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('shows the sites with how far their participants came', async () => {
    await page.goto(`/studies/${studyId}?section=sites`);
    await settled(page);
    console.log((await wordsOf(page)).slice(0, 3000));
    await picture(page, 'lzzt-1-sites');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows the schedule of the protocol as a grid', async () => {
    await page.goto(`/studies/${studyId}?section=schedule`);
    await settled(page);
    console.log((await wordsOf(page)).slice(0, 3000));
    await picture(page, 'lzzt-2-schedule');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows the participants of site 701', async () => {
    await page.goto(`/studies/${studyId}?section=sites`);
    await page.getByRole('row').filter({ hasText: '701' }).getByRole('link').first().click();
    await page.getByRole('link', { name: '01-701-1015' }).waitFor();
    await settled(page);
    console.log((await wordsOf(page)).slice(0, 2500));
    await picture(page, 'lzzt-3-participants');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows the swim-lane of one participant', async () => {
    await page.getByRole('link', { name: '01-701-1015' }).click();
    await page.getByRole('heading', { level: 1, name: '01-701-1015' }).waitFor();
    await settled(page);
    console.log((await wordsOf(page)).slice(0, 4000));
    await picture(page, 'lzzt-4-swim-lane');
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
