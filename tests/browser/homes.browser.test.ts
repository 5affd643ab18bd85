// J5, J6 and J8: the COO's network, a director's own site and its enrolment, and the portal of a sponsor who sees one study and no other.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, openWindow, type WatchedPage } from './chromium.ts';
import { faultsOf } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, goTo, looksWell, picture, wordsOf } from './steps.ts';

describe.skipIf(!hasChromium)('[J5] [J6] [J8] homes that look over several study-sites', () => {
  let stage: Stage;
  let browser: Browser;
  const windows = new Map<string, WatchedPage>();

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    for (const person of ['Noor Haddad', 'Dana Whitfield', 'Sven Aurel']) {
      const opened = await openWindow(browser, stage);
      await enterAs(opened.page, person);
      windows.set(person, opened);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const windowOf = (person: string): Page => {
    const found = windows.get(person);
    if (!found) throw new Error(`${person} has not come in`);
    return found.page;
  };

  it('[J6] [DK-03] 1. the COO lands on the network: study by site with n, and each cell opens its rows', async () => {
    const page = windowOf('Noor Haddad');
    await goTo(page, '/');
    expect(new URL(page.url()).pathname).toBe('/network');
    const words = await wordsOf(page);
    expect(words).toContain('NLX-301');
    expect(words).toMatch(/\d of 12/);
    await looksWell(page, 'home-network');
    await goTo(page, '/network?show=overdue');
    await page.getByRole('link', { name: /open/ }).first().click();
    await page.waitForURL('**/study-sites/*');
    for (const show of ['visits', 'earned', 'uninvoiced']) {
      await goTo(page, `/network?show=${show}`);
      expect(await faultsOf(page)).toEqual([]);
    }
  });

  it('[J6] 2. what needs somebody stands as a list with the reason in words', async () => {
    const page = windowOf('Noor Haddad');
    await goTo(page, '/network?section=findings&tone=all');
    const words = await wordsOf(page);
    expect(words).toMatch(/Visits overdue \d+, oldest \d+ days/);
    await looksWell(page, 'home-findings');
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.waitForURL((url) => url.pathname !== '/network');
  });

  it('[J6] the map names every site, and each is a door', async () => {
    const page = windowOf('Noor Haddad');
    await goTo(page, '/network?section=map');
    await page.getByRole('link', { name: /^Austin/ }).waitFor();
    await looksWell(page, 'home-map');
  });

  it('[J6] 8. a director sees the own site and no other', async () => {
    const page = windowOf('Dana Whitfield');
    await goTo(page, '/');
    expect(new URL(page.url()).pathname).toBe('/site');
    const words = await wordsOf(page);
    expect(words).toContain('Austin Clinical Research');
    expect(words).not.toContain('Biscayne');
    await page.getByRole('heading', { name: 'Enrolment over time' }).waitFor();
    await looksWell(page, 'home-site');
    await goTo(page, '/network');
    expect(await wordsOf(page)).toContain('You may not open');
  });

  it('[J5] 5. checking enrolment: against the target in a sentence, month by month in a picture and in its table, as the records say', async () => {
    const page = windowOf('Dana Whitfield');
    await goTo(page, '/site');
    const { rows } = await stage.world.superuser.query<{ enrolled: number; target: number }>(`select
        (select count(distinct e.subject_id)::int from subjects.status_event e join subjects.subject s on s.id = e.subject_id
          join studies.study_site ss on ss.id = s.study_site_id where ss.number = '101' and e.to_status = 'enrolled') as enrolled,
        (select target_enrolment from studies.study_site where number = '101') as target`);
    const [{ enrolled, target } = { enrolled: 0, target: 0 }] = rows;
    expect(enrolled).toBeGreaterThan(0);
    expect(await wordsOf(page)).toMatch(new RegExp(`Enrolled ${enrolled} of ${target}`));
    const figure = page.getByRole('figure').filter({ has: page.getByRole('heading', { name: 'Enrolment over time' }) });
    await figure.getByRole('button', { name: 'Show as table' }).click();
    const last = (await figure.getByRole('row').last().innerText()).split(/\s{2,}|\t|\n/);
    expect(last).toContain(`${enrolled}`);
    await looksWell(page, 'home-site-enrolment');
  });

  it('[J8] 1. a sponsor sees the own study at all its sites, by number', async () => {
    const page = windowOf('Sven Aurel');
    await goTo(page, '/');
    expect(new URL(page.url()).pathname).toBe('/portal');
    await looksWell(page, 'home-portal');
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Enrolment over time' }).waitFor();
    expect((await wordsOf(page)).match(/Austin|Biscayne|Andes/g)?.length).toBeGreaterThanOrEqual(3);
    await looksWell(page, 'home-portal-study');
  });

  it('[J8] 7. the address of a study of another sponsor is answered as if there were none', async () => {
    const page = windowOf('Sven Aurel');
    const { rows } = await stage.world.superuser.query<{
      id: string;
    }>(`insert into studies.study (id, code, name, title, phases, therapeutic_areas)
      values (gen_random_uuid(), 'OTH-1', 'Another sponsor’s study', 'A study', '{}', '{}') returning id`);
    await goTo(page, `/portal/${rows[0]?.id}`);
    const words = await wordsOf(page);
    expect(words).not.toContain('Another sponsor');
    expect(words).toContain('There is no such record in your scope');
    await picture(page, 'home-portal-denied');
  });

  it('went without a complaint of the browser', () => {
    const complaints = [...windows.values()].flatMap((each) => each.complaints);
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  });
});
