// A schedule is released by somebody with an account of their own: password and authenticator's code, refused when wrong or used, then by the password alone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { createStudy, saveSchedule } from '#studies';
import { plannedSchedule } from '../../examples/nlx-301/demo.ts';
import { operatorRun } from '../../src/app/operator.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openStage } from './stage.ts';
import { picture, signInFirst, wordsOf, type FirstSignIn } from './steps.ts';

const email = 'maya.own@example.org';
const password = 'a short sentence is good';
const release = 'Sign and release version 1';

describe.skipIf(!hasChromium)('[SIG-09] a schedule released by an account', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let codeAt: FirstSignIn['codeAt'];
  let studyId: string;
  let entered = '';
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const drawer = () => page.getByRole('dialog').last();
  const submit = (name: string) => drawer().getByRole('button', { name, exact: true }).click();
  const leave = async () => {
    await submit('Cancel');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const prove = async (secret: string, code: string) => {
    await drawer().getByLabel('Password', { exact: true }).fill(secret);
    await drawer().getByLabel('Code of the authenticator app').fill(code);
  };
  const open = async (number: number, draft: boolean) => {
    await page.goto(`/studies/${studyId}?section=schedule&version=${number}`);
    if (draft) await page.getByText('I have checked this schedule').first().waitFor();
    await settled(page);
  };
  const kept = async () =>
    (
      await stage.world.superuser.query(
        `select v.number, v.status, s.method, s.demo, s.signer_name as signer from studies.schedule_version v
           left join signatures.signature s on s.record_id = v.id where v.study_id = $1 order by v.number`,
        [studyId],
      )
    ).rows.map(({ number, status, method, demo, signer }) => [number, status, method, demo, signer]);

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openStage({ kind: 'real', now: '2026-03-10T15:00:00Z' }), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    await addMaya();
    const run = await operatorRun(stage.installation, 'tester');
    studyId = await run('studies.create', async (act) => {
      const { id } = await createStudy(act, {
        code: 'NLX-301',
        name: 'NLX-301',
        title: 'A phase III study',
        phases: ['III'],
        therapeuticAreas: [],
        sponsor: 'Aurelia Therapeutics',
        cro: 'Norvane',
      });
      await saveSchedule(act, { studyId: id, schedule: plannedSchedule });
      return id;
    });
    ({ codeAt, entered } = await signInFirst(page, email, password));
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('[SIG-05] the first signing asks for password and code; a wrong password, a used code and nothing at all release nothing', async () => {
    await open(1, true);
    await page.getByLabel('Reason').fill('Protocol 3.0');
    await press(release);
    await drawer().getByText('The first signing of a session takes your password and a code.').waitFor();
    expect(await drawer().getByLabel('Type: demo signature').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'signed-release-1-proof');
    const refused = drawer().getByText('Password or code is wrong, or the code was used before.');
    const attempts = () =>
      stage.world.superuser.query(`select 1 from access.account_event where kind = 'signing-refused'`).then(({ rowCount }) => rowCount);
    await submit(release);
    await drawer().getByText('Type your password.').waitFor();
    await drawer().getByText('Type the code that the app shows now.').waitFor();
    await prove(password, '');
    await submit(release);
    await drawer().getByText('Type your password.').waitFor({ state: 'detached' });
    await drawer().getByText('Type the code that the app shows now.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await attempts(), 'what is only missing is no attempt').toBe(0);
    for (const [secret, code] of [
      ['not the password', codeAt(Date.now())],
      [password, entered],
    ] as const) {
      await prove(secret, code);
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/auth/prove-signing'));
      await submit(release);
      expect((await answered).status()).toBeLessThan(500);
      await refused.waitFor();
    }
    expect([await attempts(), await kept()]).toEqual([2, [[1, 'draft', null, null, null]]]);
    await leave();
    await press(release);
    expect(await drawer().getByLabel('Password', { exact: true }).inputValue()).toBe('');
    expect(await refused.count()).toBe(0);
    await prove(password, entered);
    await submit(release);
    await refused.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'signed-release-2-refused');
  });

  it('[SIG-03] password and code release it, and the signature says by whom and how, and nowhere that it proves nothing', async () => {
    await prove(password, codeAt(Date.now()));
    await submit(release);
    await page.getByRole('region', { name: 'Signatures' }).getByText('Covers the record as it is').waitFor();
    expect(await kept()).toEqual([[1, 'released', 'password-and-code', false, 'Maya Own']]);
    await settled(page);
    const words = await wordsOf(page);
    expect(words).toContain('Maya Own');
    expect(words).toContain('by password and code');
    expect(words).toContain('Protocol 3.0');
    expect(words.toLowerCase()).not.toContain('demo');
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'signed-release-3-released');
  });

  it('[SIG-01] what somebody else changed meanwhile is not released; what is shown then is, by the password alone', async () => {
    await press('Edit as a new draft');
    await page.getByRole('heading', { level: 1, name: 'Edit schedule' }).waitFor();
    await open(2, true);
    await stage.world.superuser.query(
      `update studies.schedule_version set version = version + 1, saved_by_name = 'Somebody' where study_id = $1 and number = 2`,
      [studyId],
    );
    const second = 'Sign and release version 2';
    await press(second);
    await drawer().getByText('Your password is enough: you have signed before in this session.').waitFor();
    expect(await drawer().getByLabel('Code of the authenticator app').count()).toBe(0);
    await drawer().getByLabel('Password', { exact: true }).fill(password);
    await submit(second);
    await drawer().getByText('The record was changed since you read it. Open it again.').waitFor();
    expect((await kept())[1]?.slice(0, 3)).toEqual([2, 'draft', null]);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'signed-release-4-changed');
    await leave();
    await page.getByRole('region', { name: 'What the signature binds' }).getByText('Somebody', { exact: true }).waitFor();
    await press(second);
    expect(await drawer().getByText('The record was changed since you read it.').count()).toBe(0);
    await drawer().getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Signatures' }).getByText('Covers the record as it is').waitFor();
    expect((await kept())[1]).toEqual([2, 'released', 'password', false, 'Maya Own']);
  });

  it('on a phone, in the dark and in Spanish the drawer has no fault', async () => {
    await press('Edit as a new draft');
    await page.getByRole('heading', { level: 1, name: 'Edit schedule' }).waitFor();
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`/studies/${studyId}?section=schedule&version=3`);
    await settled(page);
    await page.getByRole('button', { name: 'Firmar y publicar la versión 3' }).click();
    await drawer().getByLabel('Contraseña', { exact: true }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'signed-release-5-390-dark-es');
    // What was refused above is all that the browser complained about.
    expect(complaints.filter((line) => !/40[0139]|412|422/.test(line))).toEqual([]);
  });

  async function addMaya(): Promise<void> {
    const { superuser } = stage.world;
    const accountId = await stage.installation.accounts.create({ name: 'Maya Own', email, password });
    const [personId, rootId] = [newId(), newId()];
    await superuser.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Root of the test')`, [rootId]);
    await superuser.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', 'Maya Own', $2, $3)`, [
      personId,
      email,
      accountId,
    ]);
    await superuser.query(
      `insert into access."grant" (id, person_id, role, valid_from, given_by, reason) values ($1, $2, 'network-manager', '2020-01-01', $3, 'test')`,
      [newId(), personId, rootId],
    );
  }
});
