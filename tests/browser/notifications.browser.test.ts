// What somebody else did reaches those who look after the site; views of tables follow a person to another browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchSubmissionWindows } from '../../src/app/duties.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs, picture } from './steps.ts';

const post = (page: Page, path: string, body: unknown, key: string, version?: number) =>
  page.evaluate(
    async ([address, content, idempotencyKey, ifMatch]) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey ?? '',
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      };
      return (await fetch(`/api${address}`, { method: 'POST', headers, body: content ?? '' })).status;
    },
    [path, JSON.stringify(body), key, version === undefined ? '' : String(version)],
  );

describe.skipIf(!hasChromium)('notifications and kept views', () => {
  let stage: Stage;
  let browser: Browser;
  let ana: Page;
  let dana: Page;
  let complaints: string[];
  let subjectId: string;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openDemoStage(), openChromium()]);
    ana = (await openWindow(browser, stage)).page;
    ({ page: dana, complaints } = await openWindow(browser, stage));
    const { rows } = await stage.world.superuser.query(`select id from subjects.subject where number = '101-007'`);
    subjectId = rows[0].id;
    // What the demo's own course told is old news here.
    await stage.world.superuser.query('delete from notifications.notification');
    await enterAs(ana, 'Ana Ruiz');
    await enterAs(dana, 'Dana Whitfield');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('[J1.9, BR-23] a serious event that the coordinator records is told to the director, with its due time on the site’s clock', async () => {
    await dana.getByRole('link', { name: 'Notifications: Nothing new' }).waitFor();
    const event = {
      term: 'Pneumonia',
      startedOn: '2026-04-12',
      endedOn: null,
      severity: 'severe',
      grade: null,
      serious: true,
      criteria: ['hospitalisation'],
      outcome: 'not-recovered',
      actionTaken: 'interrupted',
      awareAt: '2026-04-13T13:30:00Z',
    };
    expect(await post(ana, `/subjects/${subjectId}/adverse-events`, event, 'an-event-to-be-told')).toBe(200);
    await dana.reload();
    await dana.getByRole('link', { name: 'Notifications: 1 new' }).click();
    await dana.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    const line = dana.getByRole('listitem').filter({ hasText: '101-007' });
    await line.getByText('101-007: serious adverse event, report due 14 Apr 2026, 08:30 CDT').waitFor();
    await line.getByText('NLX-301, Austin Clinical Research').waitFor();
    await line.getByText('13 Apr 2026, 09:00 CDT').waitFor();
    expect(await faultsOf(dana)).toEqual([]);
    await picture(dana, 'notifications-1440-light');
  });

  it('reads well on a phone, in the dark and in Spanish', async () => {
    await dana.evaluate(() => localStorage.setItem('language', 'es'));
    await dana.setViewportSize({ width: 390, height: 844 });
    await dana.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await dana.reload();
    await settled(dana);
    await dana.getByText('101-007: acontecimiento adverso grave').waitFor();
    expect(await faultsOf(dana)).toEqual([]);
    await picture(dana, 'notifications-390-dark-es');
    await dana.evaluate(() => localStorage.setItem('language', 'en'));
    await dana.setViewportSize({ width: 1440, height: 900 });
    await dana.reload();
  });

  it('opening it leads to the record and marks it as read', async () => {
    await dana.getByRole('link', { name: /101-007: serious/ }).click();
    await dana.getByRole('heading', { level: 1, name: /101-007/ }).waitFor();
    await dana.getByRole('link', { name: 'Notifications: Nothing new' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('[SIG-07] a judgement of causality that is returned is told to the coordinator, and leads to the events of the participant', async () => {
    const irene = (await openWindow(browser, stage)).page;
    await enterAs(irene, 'Dr Irene Walsh');
    const { rows } = await stage.world.superuser.query(`select id, version from safety.adverse_event where term = 'Pneumonia'`);
    const [{ id, version }] = rows;
    const judgement = { causality: 'possible', reason: 'known of the class' };
    expect(await post(irene, `/adverse-events/${id}/causality`, judgement, 'a-judgement-to-return', version)).toBe(200);
    const returning = { kind: 'safety.causality', reason: 'The onset is missing' };
    expect(await post(irene, `/signatures/records/${id}/return`, returning, 'a-judgement-returned', version + 1)).toBe(200);
    await ana.goto('/notifications');
    await settled(ana);
    expect(await faultsOf(ana)).toEqual([]);
    await ana
      .getByRole('link', { name: '101-007: the investigator returned the causality of an adverse event instead of signing it' })
      .click();
    await ana.waitForURL(new RegExp(`/subjects/${subjectId}\\?section=events`));
    await ana.getByText('Pneumonia').first().waitFor();
  });

  it('[BR-11] items whose time to be invoiced goes by are told by the duty, one leads to its line and several to their list', async () => {
    const farah = await openWindow(browser, stage);
    await enterAs(farah.page, 'Farah Idris');
    const { rows } = await stage.world.superuser.query(`select id from finance.contract where code = 'C1'`);
    const record = (on: string, key: string) =>
      post(
        farah.page,
        `/subjects/${subjectId}/invoiceable-events`,
        { contractId: rows[0].id, termKey: 're-consent', on, note: 'signed' },
        key,
      );
    expect(await record('2026-01-16', 're-consent-of-january')).toBe(200);
    expect([await watchSubmissionWindows(stage.installation), await watchSubmissionWindows(stage.installation)]).toEqual([1, 0]);
    await farah.page.goto('/notifications');
    await farah.page
      .getByRole('link', { name: 'An earned item has to be invoiced by 16 Apr 2026: four fifths of the time are gone' })
      .click();
    await farah.page.getByRole('heading', { level: 1, name: /195\.00 USD/ }).waitFor();
    expect(await record('2026-02-20', 're-consent-of-february')).toBe(200);
    expect(await record('2026-02-21', 'another-of-february')).toBe(200);
    expect(await watchSubmissionWindows(stage.installation)).toBe(2);
    await farah.page.evaluate(() => localStorage.setItem('language', 'es'));
    await farah.page.goto('/notifications');
    await settled(farah.page);
    expect(await faultsOf(farah.page)).toEqual([]);
    await picture(farah.page, 'notifications-windows-es');
    await farah.page
      .getByRole('link', {
        name: '2 conceptos devengados deben facturarse, el primero hasta el 21 may 2026: ha pasado la mitad del plazo',
      })
      .click();
    await expect.poll(() => farah.page.getByRole('combobox', { name: 'Facturar hasta' }).inputValue()).toBe('true');
    await expect.poll(() => farah.page.getByRole('row').count()).toBe(4);
    expect(await faultsOf(farah.page)).toEqual([]);
    await picture(farah.page, 'uninvoiced-watched-es');
    expect(farah.complaints).toEqual([]);
  });

  it('a view kept in one browser opens the list in another, and a link carries it', async () => {
    await ana.goto('/studies');
    await settled(ana);
    const { rows } = await stage.world.superuser.query(`select id from studies.study_site where number = '101'`);
    const list = `/study-sites/${rows[0].id}`;
    await ana.goto(`${list}?find=101-00`);
    await settled(ana);
    await ana.getByRole('button', { name: 'Views' }).click();
    await ana.getByLabel('Keep this view as').fill('The first nine');
    await ana.getByRole('button', { name: 'Keep view' }).click();
    await ana.getByRole('button', { name: 'Open this list with The first nine' }).click();
    await ana.getByRole('button', { name: 'Open this list with The first nine', pressed: true }).waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await picture(ana, 'kept-views-1440-light');
    const again = (await openWindow(browser, stage)).page;
    await enterAs(again, 'Ana Ruiz');
    await again.goto(list);
    await again.waitForURL(/find=101-00/);
    await again.goto(`${list}?find=101-003`);
    await settled(again);
    expect(again.url()).toContain('find=101-003');
    await enterAs(dana, 'Dana Whitfield');
    await dana.goto(list);
    await settled(dana);
    expect(dana.url()).not.toContain('find=');
  });
});
