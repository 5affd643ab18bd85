// The front door of a real installation: the first administrator sets up, must enrol a second factor, and no code works twice.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueSetupToken } from '../../src/app/setup-door.ts';
import { codeOf } from '../support/visitor.ts';
import { hasChromium, openChromium, openWindow } from './chromium.ts';
import { type Stage, openStage } from './stage.ts';
import { picture, wordsOf } from './steps.ts';

const email = 'alma.first@example.org';
const password = 'a short sentence is good';

describe.skipIf(!hasChromium)('the front door of a real installation', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let key = '';
  let firstCode = '';

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openStage({ kind: 'real' }), openChromium()]);
    ({ page, complaints } = await openWindow(browser, stage));
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const codeAt = (atMs: number) => codeOf(`otpauth://totp/Siteward?secret=${key}`, atMs);
  const signIn = async () => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press('Sign in');
  };

  it('sends whoever is not signed in to the sign-in page and offers no demo people', async () => {
    await page.goto('/people');
    await page.getByLabel('Email').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await page.getByText('Sign in as').count()).toBe(0);
  });

  it('sets up the first administrator by the token of the console, and refuses a wrong one', async () => {
    const token = await issueSetupToken(stage.installation);
    await page.goto('/setup');
    await page.getByLabel('Setup token').fill('x'.repeat(32));
    await page.getByLabel('Your name').fill('Alma First');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('The same password again').fill(password);
    await picture(page, 'sign-in-1-setup');
    await press('Set up');
    await page.getByText('This token is wrong, used or expired.').waitFor();
    await page.getByLabel('Setup token').fill(token ?? '');
    await press('Set up');
    await page.waitForURL('**/sign-in');
    await page.goto('/setup');
    await page.getByText('Siteward is set up already.').waitFor();
  });

  it('opens nothing on the password alone: the second factor is to be set up first', async () => {
    await page.goto('/sign-in');
    await signIn();
    await page.waitForURL('**/enrol');
    await page.getByLabel('Code from your authenticator app').waitFor();
    await page.goto('/people');
    await page.getByLabel('Email').waitFor();
    await signIn();
    await page.getByLabel('Code from your authenticator app').waitFor();
    await picture(page, 'sign-in-2-enrol');
  });

  it('lets in by the code of the shown key, after the backup codes are kept', async () => {
    key = (await page.locator('p > code').innerText()).replaceAll(/\s/g, '');
    await page.getByLabel('Code from your authenticator app').fill('000000');
    await press('Confirm');
    await page.getByText('This code is wrong.').waitFor();
    firstCode = codeAt(Date.now());
    await page.getByLabel('Code from your authenticator app').fill(firstCode);
    await press('Confirm');
    await page.getByRole('heading', { name: 'Keep your backup codes' }).waitFor();
    await picture(page, 'sign-in-3-backup-codes');
    await press('Open Siteward');
    await page.getByText('Keep the codes first').waitFor();
    await page.getByLabel('I have kept these codes').check();
    await press('Open Siteward');
    await page.getByRole('navigation').first().waitFor();
    expect(await wordsOf(page, 'body')).toContain('Alma First');
  });

  it('signs out, and the pages are closed', async () => {
    await page.getByRole('button', { name: 'Alma First' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/sign-in');
    await page.goto('/people');
    await page.getByLabel('Email').waitFor();
  });

  it('refuses the code that was used already, and takes the next one', async () => {
    await signIn();
    const code = page.getByLabel('Code from your authenticator app');
    await code.fill(firstCode);
    await press('Check code');
    await page.getByText('This code was used already.').waitFor();
    await picture(page, 'sign-in-4-code-refused');
    await code.fill(codeAt(Date.now() + 30_000));
    await press('Check code');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/people');
  });

  it('[ACC-16] goes back to the password and says why when the sign-in waits no longer', async () => {
    const { page: other } = await openWindow(browser, stage);
    await other.goto('/sign-in');
    await other.getByLabel('Email').fill(email);
    await other.getByLabel('Password', { exact: true }).fill(password);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByLabel('Code from your authenticator app').waitFor();
    await stage.world.superuser.query('delete from auth.verification');
    await other.getByLabel('Code from your authenticator app').fill('000000');
    await other.getByRole('button', { name: 'Check code' }).click();
    await other.getByText('The sign-in waited too long').waitFor();
    await other.getByLabel('Password', { exact: true }).waitFor();
    await picture(other, 'sign-in-5-gone');
    await other.context().close();
  });

  it('left nothing in the console but refusals: of tokens, codes and closed pages', () => {
    const expected = /status of (400|401|403|422)/;
    expect(complaints.filter((text) => !expected.test(text))).toEqual([]);
  });
});
