// What holds for every page: a heading, one current link in each navigation, no sideways scrolling, no findings of axe, nothing in the console.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { idle, quiet } from './quiet.ts';

/** Loads axe into the page; once per navigation. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis)) return;
  await page.evaluate(axe.source);
}

/**
 * Everything wrong with the page as it stands, one line each; empty when all is well. What is wrong at first sight is looked at
 * again after a while, because colours change gently and parts of a page may still be on their way.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  await loadAxe(page);
  await idle(page);
  for (const waitMs of [0, 400, 1_000]) {
    await page.waitForTimeout(waitMs);
    if ((await faultsNow(page)).length === 0) return [];
  }
  return faultsNow(page);
}

async function faultsNow(page: Page): Promise<string[]> {
  const { headings, current, overflow, violations } = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    const found = await loaded.run(document, { resultTypes: ['violations'] });
    const { scrollWidth, clientWidth } = document.documentElement;
    const current = [...document.querySelectorAll('nav')].map((nav) =>
      [...nav.querySelectorAll('[aria-current="page"]')].map(({ textContent }) => textContent ?? ''),
    );
    return {
      headings: document.querySelectorAll('h1').length,
      current: current.filter(({ length }) => length > 1),
      overflow: scrollWidth - clientWidth,
      violations: found.violations,
    };
  });
  return [
    ...(headings === 1 ? [] : [`${headings} headings of the first level`]),
    ...current.map((links) => `several links are the current page: ${links.join(', ')}`),
    ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
    ...violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `axe ${id}: ${node.html.slice(0, 120)} ${node.any[0]?.message.slice(0, 160) ?? ''}`),
    ),
  ];
}

/** Waits until the page shows what it has to show: its heading, no placeholder, no running request. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await quiet(page);
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 5_000 });
}
