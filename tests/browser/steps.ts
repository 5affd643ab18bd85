// What people do in every browser test: come in, go somewhere, look whether something stands on the page and looks well, keep a picture.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { codeOf } from '../support/visitor.ts';
import { faultsOf, settled } from './page-checks.ts';

const pictures = join('tests', 'browser', 'pictures');

/** Signs in as a person of the demo from the sign-in page; ends on their first page. */
export async function enterAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** What the first sign-in of an account left behind. */
export interface FirstSignIn {
  /** The secret of the authenticator app, as the page showed it. */
  readonly key: string;
  /** The code that was typed; the one of half a minute ago, so that the present one is still good. */
  readonly entered: string;
  /** The code of the app at an instant. */
  readonly codeAt: (atMs: number) => string;
}

/** Types email and password on the sign-in page and sends them. */
export async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in for the first time, sets up the second factor on the way and ends on the first page. */
export async function signInFirst(page: Page, email: string, password: string): Promise<FirstSignIn> {
  await typePassword(page, email, password);
  const code = page.getByLabel('Code from your authenticator app');
  await code.waitFor();
  const key = (await page.locator('p > code').innerText()).replaceAll(/\s/g, '');
  const codeAt = (atMs: number) => codeOf(`otpauth://totp/Siteward?secret=${key}`, atMs);
  const entered = codeAt(Date.now() - 30_000);
  await code.fill(entered);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Open Siteward', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
  return { key, entered, codeAt };
}

/** Every page is looked at wide and narrow, light and dark. */
export const fourLooks = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;

/** Goes to an address, wide and light, and waits for what it has to show. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.setViewportSize(fourLooks[0]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(address);
  await settled(page);
}

/** Fails where the page has a fault in one of the four looks; keeps a picture of those that `hasPicture` names, of all if left out. */
export async function looksWell(
  page: Page,
  name: string,
  hasPicture: (look: (typeof fourLooks)[number]) => boolean = () => true,
): Promise<void> {
  const faults: string[] = [];
  for (const look of fourLooks) {
    const { width, height, colorScheme } = look;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    faults.push(...(await faultsOf(page)).map((fault) => `${width} ${colorScheme}: ${fault}`));
    if (hasPicture(look)) await picture(page, `${name}-${width}-${colorScheme}`);
  }
  expect(faults).toEqual([]);
}

/** The words of a part of the page with white space made single, so that tests read like sentences. */
export async function wordsOf(page: Page, selector = 'main'): Promise<string> {
  const text = await page.locator(selector).first().innerText();
  return text.replaceAll(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
}

/** Keeps a picture of the whole page for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: 'disabled' });
}
