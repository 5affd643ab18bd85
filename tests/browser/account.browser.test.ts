// One's own account in a browser: a passkey of a virtual device, the proof that is asked for once more, a key, and another password.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { faultsOf, settled } from './page-checks.ts';
import { type Stage, openStage } from './stage.ts';
import { picture, signInFirst, typePassword, type FirstSignIn } from './steps.ts';

const email = 'ana.own@example.org';
const password = 'a short sentence is good';
const another = 'a quite different sentence';

describe.skipIf(!hasChromium)('one’s own account', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let codeAt: FirstSignIn['codeAt'];
  const press = (name: string | RegExp, within: Page = page) => within.getByRole('button', { name, exact: true }).click();
  const drawer = () => page.getByRole('dialog').last();
  const withPassword = (secret: string) => typePassword(page, email, secret);

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openStage({ kind: 'real', named: true }), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
    const client = await page.context().newCDPSession(page);
    await client.send('WebAuthn.enable');
    await client.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    });
    const accountId = await stage.installation.accounts.create({ name: 'Ana Own', email, password });
    const { superuser } = stage.world;
    const [personId, rootId] = [newId(), newId()];
    await superuser.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Root of the test')`, [rootId]);
    await superuser.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', 'Ana Own', $2, $3)`, [
      personId,
      email,
      accountId,
    ]);
    for (const role of ['administrator', 'quality'])
      await superuser.query(
        `insert into access."grant" (id, person_id, role, valid_from, given_by, reason) values ($1, $2, $3, '2020-01-01', $4, 'test')`,
        [newId(), personId, role, rootId],
      );
    ({ codeAt } = await signInFirst(page, email, password));
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  it('[ACC-07] a passkey is added after the password was typed once more', async () => {
    await stage.world.superuser.query(`update auth.session set "provedAt" = now() - interval '1 hour'`);
    await press('Account: Ana Own');
    await press('My account');
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await press('Add a passkey');
    await drawer().getByLabel('Name of this device').fill('Work laptop');
    await drawer().getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Is it you?').waitFor();
    await picture(page, 'account-1-proof');
    await drawer().getByLabel('Password', { exact: true }).fill('not the password');
    await press('Go on');
    await page.getByText('This did not prove it.').waitFor();
    await drawer().getByLabel('Password', { exact: true }).fill(password);
    await press('Go on');
    await page.getByRole('cell', { name: 'Work laptop', exact: true }).waitFor();
  });

  it('[ACC-10] a key is shown once and listed by its beginning', async () => {
    await press('Make a key');
    await drawer().getByLabel('What it is for').fill('Nightly export');
    await drawer().getByLabel('Quality, the whole network').check();
    await drawer().getByLabel('Last day').fill('2026-12-31');
    await drawer().getByRole('button', { name: 'Make a key' }).click();
    await page.getByText('Keep this key now').waitFor();
    const secret = await drawer().locator('code').innerText();
    expect(secret).toMatch(/^swk_[A-Za-z0-9_-]{43}$/);
    await picture(page, 'account-2-key');
    await press('I have kept it');
    await page.getByRole('cell', { name: 'Nightly export', exact: true }).waitFor();
    expect(await page.getByText(secret).count()).toBe(0);
  });

  it('[ACC-10] a key, a passkey or a session that could not be ended says so where it stands; the key is taken back when the server answers', async () => {
    const { superuser } = stage.world;
    await superuser.query(
      `insert into auth.session ("expiresAt", token, "updatedAt", "userAgent", "userId", proof)
       select "expiresAt", 'of-another-window', "updatedAt", 'Firefox/1 Linux', "userId", proof from auth.session limit 1`,
    );
    await page.goto('/account');
    const heard = complaints.length;
    const refused = /\/(revocation|end|others|removal)$/;
    await page.route(refused, (route) => route.abort());
    for (const name of ['Take back the key Nightly export', 'Remove the passkey Work laptop', 'Sign out Firefox, Linux']) {
      await press(name);
      const section = page.locator('section').filter({ has: page.getByRole('button', { name, exact: true }) });
      await section.getByRole('alert').getByText('The server cannot be reached').waitFor();
    }
    expect(await page.getByText('The server cannot be reached').count()).toBe(3);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints.splice(heard)).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('ERR_FAILED')));
    await page.unroute(refused);
    await press('Sign out Firefox, Linux');
    await page.getByText('One session was ended.').waitFor();
    expect(await page.getByText('The server cannot be reached').count()).toBe(2);
    await press('Take back the key Nightly export');
    await page.getByText('Taken back').first().waitFor();
  });

  it('stands in two widths and both schemes, and in Spanish, without a fault', async () => {
    for (const [width, scheme] of [
      [1440, 'light'],
      [1440, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      for (const address of ['/account']) {
        await page.goto(address);
        await settled(page);
        expect([address, width, scheme, await faultsOf(page)]).toEqual([address, width, scheme, []]);
        await picture(page, `account-3-${width}-${scheme}`);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.evaluate(() => localStorage.setItem('language', 'es'));
    await page.goto('/account');
    await page.getByRole('heading', { level: 1, name: 'Mi cuenta' }).waitFor();
    await page.getByText('Llave de acceso añadida').waitFor();
    await picture(page, 'account-4-es');
    await page.evaluate(() => localStorage.removeItem('language'));
  });

  it('[ACC-11] the passkey signs in without password and code, and is removed', async () => {
    await page.goto('/account');
    await press('Account: Ana Own');
    await press('Sign out');
    await page.waitForURL('**/sign-in*');
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'account-5-sign-in');
    await press('Sign in with a passkey');
    await page.getByRole('navigation').first().waitFor();
    await page.goto('/account');
    await page.getByText('Signed in with a passkey').first().waitFor();
    await press('Remove the passkey Work laptop');
    await page.getByText('No passkey yet').waitFor();
  });

  it('[ACC-11] a passkey that the server did not hear of says so, and so does one tried too often', async () => {
    const apart = await openWindow(browser, stage);
    await apart.page.goto('/sign-in');
    await apart.page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    await apart.page.context().setOffline(true);
    await press('Sign in with a passkey', apart.page);
    await apart.page.getByText('The server cannot be reached.').waitFor();
    await apart.page.context().setOffline(false);
    await apart.page.route('**/passkey/generate-authenticate-options', (route) => route.fulfill({ status: 429 }));
    await press('Sign in with a passkey', apart.page);
    await apart.page.getByText('Too many attempts.').waitFor();
    await apart.page.context().close();
  });

  it('[ACC-05] a forgotten password is replaced by the link of a letter, and the second factor is still asked for', async () => {
    await press('Account: Ana Own');
    await press('Sign out');
    await page.getByText('Forgot your password?').click();
    // The page before has a field of the same name and stays until this one has loaded.
    await page.getByRole('button', { name: 'Send the link' }).waitFor();
    await page.getByLabel('Email').fill(email);
    await press('Send the link');
    await page.getByText('If this address belongs to an account').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'account-6-forgotten');
    await expect.poll(() => tokenOf(stage), { timeout: 10_000 }).toMatch(/^[\w-]{43}$/);
    const token = await tokenOf(stage);
    await page.goto(`/new-password#${token}`);
    await page.getByLabel('New password', { exact: true }).fill(another);
    await page.getByLabel('The same password again').fill(another);
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'account-7-new-password');
    await press('Set the new password');
    await page.getByText('Your new password counts from now on.').waitFor();
    await withPassword(another);
    await page.getByLabel('Code from your authenticator app').fill(codeAt(Date.now()));
    await press('Check code');
    await page.getByRole('navigation').first().waitFor();
  });

  it('left nothing in the console but refusals', () => {
    expect(complaints.filter((text) => !/status of (400|401|403)/.test(text))).toEqual([]);
  });
});

/** The token of the last letter with a link to another password. */
async function tokenOf({ installation }: Stage): Promise<string> {
  const folder = installation.home.mailFolder;
  for (const file of (await readdir(folder))
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .toReversed()) {
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('=\n', '').replaceAll('=3D', '=');
    const token = /\/new-password#([\w-]{43})/.exec(text)?.[1];
    if (token) return token;
  }
  return '';
}
