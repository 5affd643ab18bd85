// Leadership has files of a registry counted: a faulty line is told by its place or refuses all, and an outlook then stands on the count.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type DemoWindow, openDemoWindow } from './demo-window.ts';
import { enterAs, goTo, looksWell, picture, wordsOf } from './steps.ts';

/** A study in the registry's own shape. */
function study(
  digits: number,
  facts: { phase: string; status?: string; condition: string; countries: readonly string[]; from: string; to: string },
): string {
  return JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: `NCT${String(digits).padStart(8, '0')}` },
      statusModule: {
        overallStatus: facts.status ?? 'COMPLETED',
        startDateStruct: { date: facts.from },
        completionDateStruct: { date: facts.to },
        lastUpdatePostDateStruct: { date: '2025-09-30' },
      },
      conditionsModule: { conditions: [facts.condition] },
      designModule: { studyType: 'INTERVENTIONAL', phases: [facts.phase] },
      contactsLocationsModule: { locations: facts.countries.map((country) => ({ country })) },
    },
  });
}

const sound = [
  study(1, {
    phase: 'PHASE3',
    condition: 'Lung Cancer',
    countries: ['United States', 'United States', 'France'],
    from: '2019-03',
    to: '2024-06',
  }),
  study(2, {
    phase: 'PHASE2',
    condition: 'Alzheimer Disease',
    countries: ['Spain', 'Thailand', 'Atlantis'],
    from: '2021-01',
    to: '2027-12',
  }),
  study(3, {
    phase: 'PHASE1',
    status: 'RECRUITING',
    condition: 'Asthma',
    countries: ['Germany', 'United States'],
    from: '2023-05',
    to: '2028-02',
  }),
];
const faulty = [sound[0], '{"protocolSection":', ...sound.slice(1)].join('\n');

describe.skipIf(!hasChromium)('[MKT-160] registry activity', () => {
  let noor: DemoWindow;
  let page: Page;

  beforeAll(async () => {
    noor = await openDemoWindow('Noor Haddad');
    page = noor.page;
  }, 240_000);
  afterAll(() => noor?.close());

  async function count(name: string, text: string, strict: boolean): Promise<void> {
    await goTo(page, '/market/activity/new');
    await page.getByLabel('Files of the registry').setInputFiles({ name, mimeType: 'application/x-ndjson', buffer: Buffer.from(text) });
    if (strict) await page.getByLabel('Nothing at all if anything is faulty').check();
    await page.getByRole('button', { name: 'Count them' }).click();
    await page.waitForURL('**/jobs/*');
  }

  it('1. before anything was counted the page teaches what to fetch and from which menu', async () => {
    await goTo(page, '/market');
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    await page.getByText('No registry file was counted yet').waitFor();
    const words = await wordsOf(page);
    expect(words).toContain('Outlooks stand on the shipped weights');
    expect(words).toContain('choose Download above the list of results, then JSON');
    await looksWell(page, 'market-activity-none');
  });

  it('[MKT-161] 2. with the tick one fault refuses all, its place is named, and nothing is kept', async () => {
    await goTo(page, '/market/activity');
    await page.getByRole('button', { name: 'Count registry files' }).click();
    await page.getByLabel('Files of the registry').setInputFiles([]);
    expect(await page.getByRole('button', { name: 'Count them' }).isDisabled()).toBe(true);
    await page
      .getByLabel('Files of the registry')
      .setInputFiles({ name: 'trials.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(faulty) });
    await looksWell(page, 'market-activity-new');
    await count('trials.ndjson', faulty, true);
    await page.getByText('Failed', { exact: true }).first().waitFor({ timeout: 60_000 });
    expect(await wordsOf(page)).toContain('trials.ndjson, row 2');
    await goTo(page, '/market/activity');
    await page.getByText('No registry file was counted yet').waitFor();
  });

  it('[MKT-160] 3. without it what is sound is counted, and the fault is told by file and line', async () => {
    await count('trials.ndjson', faulty, false);
    await page.getByText('3 studies were counted and the count is kept.').waitFor({ timeout: 60_000 });
    expect(await wordsOf(page)).toContain('1 fault was found');
    await page.getByRole('button', { name: 'Open the count' }).click();
    await page.getByRole('heading', { level: 1, name: 'trials.ndjson' }).waitFor();
    const words = await wordsOf(page);
    expect(words).toMatch(/Studies 3 counted 0 other versions left out/);
    expect(words).toMatch(/Facilities 8 counted/);
    expect(words).toMatch(/Countries 6 counted 1 in no known country/);
    expect(words).toContain('30 Sep 2025');
    expect(words).toMatch(/This is not sound JSON; the study is left out\. Fault trials\.ndjson, line 2 1/);
    expect(words).toMatch(/PHASE1 1/);
    expect(words).toMatch(/RECRUITING 1/);
    expect(words).toMatch(/Thailand Others in Asia Pacific 1 1 counted/);
    expect(words).toContain('Atlantis (1)');
    expect(words).toMatch(/259 of 270 by their conditions \(95\.9 %, 95 % 92\.9 % to 97\.7 %\)/);
    expect(words).toMatch(/Oncology 1 33\.3 counted 97\.8 % \(45 of 46\) 100\.0 % \(45 of 45\)/);
    expect(words).toMatch(/alzheimer\* CNS 1/);
    await looksWell(page, 'market-activity-import');
    await page.getByRole('button', { name: 'Show as table' }).click();
    const table = (await page.locator('figure table').innerText()).replaceAll(/\s+/g, ' ');
    // Three places of the first study and three of the second run the whole year.
    expect(table).toContain('2022 6.0 counted Up to the day of the files');
    expect(table).toMatch(/2027 [\d.]+ counted Registered, still to come/);
  });

  it('[MKT-162] 4. the outlook is made from it by a job, says so, and its shares are counted', async () => {
    await page.getByRole('button', { name: 'Make the outlook from it' }).click();
    await page.waitForURL('**/jobs/*');
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 120_000 });
    await goTo(page, '/market?cut=country&year=2025');
    expect(await wordsOf(page)).toContain('counted from a registry file');
    await page.getByRole('button', { name: 'Show as table' }).nth(1).click();
    expect((await page.locator('figure table').first().innerText()).replaceAll(/\s+/g, ' ')).toMatch(/United States .+ counted/);
    await goTo(page, '/market/activity');
    const list = await wordsOf(page, 'table');
    expect(list).toMatch(/trials\.ndjson [0-9a-f]{12} 3 0 8 6 1 30 Sep 2025 .+ the present one/);
    await looksWell(page, 'market-activity');
    await page.getByRole('link', { name: 'trials.ndjson' }).click();
    await page.getByRole('link', { name: 'Open the outlook on it' }).waitFor();
  }, 180_000);

  it('[MKT-186] 5. outlooks are let to stand on the shipped weights with a reason, and on the count again', async () => {
    await goTo(page, '/market/activity');
    await page.getByRole('button', { name: 'Let outlooks stand on the shipped weights' }).click();
    await page.getByRole('button', { name: 'Choose', exact: true }).click();
    await page.getByText('Say why.').waitFor();
    await page.getByLabel('Why').fill('The file is a sample');
    await looksWell(page, 'market-activity-choose', ({ width }) => width === 390);
    await page.getByRole('button', { name: 'Choose', exact: true }).click();
    await page.getByText(/^Chosen by Noor Haddad, .*: The file is a sample/).waitFor();
    expect(await wordsOf(page)).toContain('Outlooks stand on the shipped weights');
    await looksWell(page, 'market-activity-chosen', ({ width, colorScheme }) => (width === 390) === (colorScheme === 'dark'));
    await page.getByRole('link', { name: 'trials.ndjson' }).click();
    await page.getByText('Not in force', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Let outlooks stand on this count' }).click();
    await page.getByLabel('Why').fill('It is whole after all');
    await page.getByRole('button', { name: 'Choose', exact: true }).click();
    await page.getByText('Outlooks stand on this count', { exact: true }).waitFor();
    await page.getByText(/^Chosen by Noor Haddad, .*: It is whole after all/).waitFor();
    await page.getByRole('link', { name: 'Open the outlook on it' }).waitFor();
  });

  it('[MKT-160] 6. it reads in Spanish, and a director reads without counting', async () => {
    const { page: director, complaints } = await noor.another();
    await enterAs(director, 'Dana Whitfield');
    await goTo(director, '/market/activity');
    expect(await director.getByRole('button', { name: 'Count registry files' }).count()).toBe(0);
    await director.evaluate(() => localStorage.setItem('language', 'es'));
    await goTo(director, '/market/activity');
    await director.getByRole('link', { name: 'trials.ndjson' }).click();
    await director.getByText('Las perspectivas se apoyan en este recuento').waitFor();
    expect(await wordsOf(director)).toContain('No es JSON válido; el estudio se omite.');
    expect(await director.getByRole('button', { name: 'Calcular la perspectiva con él' }).count()).toBe(0);
    await picture(director, 'market-activity-import-es-1440-light');
    expect([...complaints, ...noor.complaints]).toEqual([]);
  });
});
