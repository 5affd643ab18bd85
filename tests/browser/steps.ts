// What people do in every browser test: come in by one click, look whether something stands on the page, keep a picture.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const pictures = join('tests', 'browser', 'pictures');

/** Signs in as a person of the demo from the sign-in page; ends on their first page. */
export async function enterAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.getByRole('navigation').first().waitFor();
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
