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

/** Figures computed beside the data, by site number. */
interface Expected {
  readonly sites: Readonly<Record<string, { readonly screened: number; readonly treated: number }>>;
}

describe.skipIf(!hasChromium || isAbsent)(
  'the CDISC pilot in the pages (skipped where SITEWARD_TEST_DATA has no usdm and no sdtm-cdiscpilot01)',
  () => {
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
      ({ page, complaints } = await openWindow(browser, stage));
      await enterAs(page, 'Noor Haddad');
    });
    afterAll(async () => {
      await browser?.close();
      await stage?.close();
    });

    it('shows the sites with how far their participants came', async () => {
      await page.goto(`/studies/${studyId}?section=sites`);
      await settled(page);
      const words = await wordsOf(page);
      expect(words).toContain('9 sites in your reach');
      const { sites } = JSON.parse(readFileSync(join(folder, 'funnel_expected.json'), 'utf8')) as Expected;
      const rows = await page.getByRole('row').allInnerTexts();
      for (const [number, { screened, treated }] of Object.entries(sites)) {
        const cells = rows
          .find((row) => row.startsWith(number))
          ?.split('\t')
          .map((cell) => cell.trim());
        expect([number, ...(cells?.slice(-3, -1) ?? [])]).toEqual([number, `${screened}`, `${treated}`]);
      }
      await picture(page, 'lzzt-1-sites');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('shows the schedule of the protocol as a grid', async () => {
      await page.goto(`/studies/${studyId}?section=schedule`);
      await settled(page);
      const words = await wordsOf(page);
      for (const each of [
        'Screening 1 2 weeks before Baseline',
        'Week 2 2 weeks after Baseline, ±3',
        'Week 24 24 weeks after Baseline, ±4',
      ])
        expect(words).toContain(each);
      expect(words).toContain('Arms Placebo, Xanomeline Low Dose, Xanomeline High Dose');
      await picture(page, 'lzzt-2-schedule');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('shows the participants of site 701', async () => {
      await page.goto(`/studies/${studyId}?section=sites`);
      await page.getByRole('row').filter({ hasText: '701' }).getByRole('link').first().click();
      await page.getByRole('link', { name: '01-701-1015' }).waitFor();
      await settled(page);
      expect(await wordsOf(page)).toContain('Participants 51');
      expect(
        await page
          .getByRole('row')
          .filter({ hasText: /01-701-/ })
          .count(),
      ).toBe(51);
      await picture(page, 'lzzt-3-participants');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('shows the swim-lane of one participant', async () => {
      await page.getByRole('link', { name: '01-701-1015' }).click();
      await page.getByRole('heading', { level: 1, name: '01-701-1015' }).waitFor();
      await settled(page);
      const words = await wordsOf(page);
      expect(words).toContain('16 visits took place.');
      expect(words).toContain(
        'Week 6 Done in its window Day 43, 13 Feb 2014, window 10–16 Feb 2 Jan 2014, the visit that took place – Day 42, Wed 12 Feb 2014',
      );
      expect(words).toContain(
        'Week 8 Done 3 days late Day 57, 27 Feb 2014, window 24 Feb – 2 Mar 2 Jan 2014, the visit that took place – Day 63, Wed 5 Mar 2014',
      );
      await picture(page, 'lzzt-4-swim-lane');
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  },
);
