// The first page, the way from page to page role by role, and every page by its address, in a real browser on the whole demo network.
import { existsSync } from 'node:fs';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { addressOf, personOf, productPages, recordIds } from '../tests/browser/product-pages.ts';
import { freePort } from '#platform';
import { asSuperuser, buildProgram, homes, killProgram, pause, startProgram, stopProgram } from '../tests/faults/program.ts';
import { median } from './rounds.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const rounds = 3;
/** One of each role that a home page was made for. */
const people = ['Ana Ruiz', 'Dr Irene Walsh', 'Farah Idris', 'Dana Whitfield', 'Noor Haddad', 'Sven Aurel'];
const placesEach = 5;

/** Milliseconds until a view stood still, and how many of them came after the last answer it needed. */
interface View {
  readonly whole: number;
  readonly afterData: number;
}

/**
 * Prints medians in milliseconds: the sign-in page with an empty and a warm cache, each role's home, going from page to page, and every page
 * of the product by its address.
 */
export async function benchPages(say: (text: string) => void): Promise<void> {
  if (!existsSync(executablePath)) {
    say(`\nPages: skipped, there is no Chromium at ${executablePath} (CHROMIUM_PATH)`);
    return;
  }
  const [built, folder] = [await buildProgram({ pages: true }), await homes()];
  const home = await folder.make();
  const running = await startProgram(built.entry, home, await freePort(), 'demo');
  try {
    await loaded(running);
    const browser = await chromium.launch({ executablePath, headless: true, args });
    try {
      await walk(browser, running.url, say);
      await visitAll(browser, running.url, await recordsOf(home), say);
    } finally {
      await browser.close();
    }
  } finally {
    await stopProgram(running).finally(() => killProgram(running));
    await folder.remove();
    await built.remove();
  }
}

async function loaded(running: Awaited<ReturnType<typeof startProgram>>): Promise<void> {
  while (!running.said().includes('Ctrl-C stops it.')) {
    if (running.child.exitCode !== null) throw new Error(running.said());
    await pause(200);
  }
  if (running.said().includes('could not be loaded')) throw new Error(running.said());
}

async function walk(browser: Browser, url: string, say: (text: string) => void): Promise<void> {
  const { keep, tell } = table();
  for (let round = 0; round < rounds; round += 1)
    for (const name of people) {
      const context = await browser.newContext();
      await context.addInitScript(watch);
      const page = await context.newPage();
      const person = page.getByRole('button', { name });
      const menu = page.getByRole('navigation').first().getByRole('link');
      keep('sign-in page, empty cache', await opened(page, () => page.goto(url), person));
      keep('sign-in page, warm cache', await opened(page, () => page.reload(), person));
      keep(`home of ${name}, one click`, await changed(page, person));
      keep(`home of ${name}, warm cache`, await opened(page, () => page.reload(), menu.first()));
      for (let place = 0; place < Math.min(placesEach, await menu.count()); place += 1)
        keep(`${name}: ${(await menu.nth(place).textContent())?.trim()}`, await changed(page, menu.nth(place)));
      await context.close();
    }
  say(
    `\nViews of the whole demo network in Chromium, medians of ${rounds} rounds (aims: first view 1,000 ms, later ones 200 ms after their data)`,
  );
  tell(say);
}

/** Every page that has a record in the demo and nothing to be done on it first, opened by who works on it most. */
async function visitAll(browser: Browser, url: string, ids: ReadonlyMap<string, string>, say: (text: string) => void): Promise<void> {
  const { keep, tell } = table();
  const open = productPages.filter((each) => !each.prepare && !/\$(jobId|importId)/.test(each.path));
  for (const role of new Set(open.map(({ may }) => may[0]))) {
    const context = await browser.newContext();
    await context.addInitScript(watch);
    const page = await context.newPage();
    const person = page.getByRole('button', { name: personOf(role) });
    await opened(page, () => page.goto(url), person);
    await changed(page, person);
    for (let round = 0; round < rounds; round += 1)
      for (const each of open.filter(({ may }) => may[0] === role))
        keep(`${each.name}, ${role}`, await opened(page, () => page.goto(url + addressOf(each, ids)), page.locator('main h1').first()));
    await context.close();
  }
  say(`\nEvery page by its address, the program begun anew each time, medians of ${rounds} rounds`);
  tell(say);
}

async function recordsOf(home: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await asSuperuser(home, (client) => client.query<{ name: string; id: string }>(recordIds));
  return new Map(rows.map(({ name, id }) => [name, id]));
}

function table(): { keep: (name: string, view: View) => void; tell: (say: (text: string) => void) => void } {
  const views = new Map<string, View[]>();
  return {
    keep: (name, view) => void views.set(name, [...(views.get(name) ?? []), view]),
    tell: (say) => {
      say(`${''.padEnd(44)}${'whole'.padStart(9)}${'after its data'.padStart(18)}`);
      for (const [name, list] of views) {
        const [whole, afterData] = [median(list.map((view) => view.whole)), median(list.map((view) => view.afterData))];
        say(`${name.padEnd(44)}${whole.toFixed(0).padStart(6)} ms${afterData.toFixed(0).padStart(15)} ms`);
      }
    },
  };
}

/** A view that begins with a request for the page itself; it is there once the landmark is. */
async function opened(page: Page, open: () => Promise<unknown>, landmark: Locator): Promise<View> {
  await open();
  await landmark.waitFor();
  return stillness(page, 0);
}

/** A view that begins with a click, made inside the page so that the driver's way to it is not counted. */
async function changed(page: Page, element: Locator): Promise<View> {
  await element.waitFor();
  const begun = await element.evaluate((clicked: HTMLElement) => {
    const now = performance.now();
    clicked.click();
    return now;
  });
  return stillness(page, begun);
}

// Before any script of the page: when the page last changed, and when the last answer to a question had come. The document's head is not
// looked at: files fetched ahead of their use are named there.
const watch = `
  globalThis.seen = { change: 0, answer: 0 };
  new MutationObserver((changes) => { if (changes.some(({ target }) => !document.head?.contains(target))) seen.change = performance.now(); })
    .observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name.includes('/api/')) seen.answer = Math.max(seen.answer, entry.responseEnd);
  }).observe({ type: 'resource', buffered: true });
  globalThis.isStill = () => performance.now() - Math.max(seen.change, seen.answer) > 400
    && document.querySelector('[aria-busy="true"]') === null && document.querySelector('h1, h2') !== null;
`;
interface Watched {
  readonly seen: { readonly change: number; readonly answer: number };
  readonly isStill: () => boolean;
}
// Still: for 400 ms nothing changed, nothing was answered, and nothing says that it waits. The view was complete at its last change.
async function stillness(page: Page, begun: number): Promise<View> {
  await page.waitForFunction(() => (globalThis as unknown as Watched).isStill());
  const { change, answer } = await page.evaluate(() => (globalThis as unknown as Watched).seen);
  return { whole: Math.max(0, change - begun), afterData: Math.max(0, change - Math.max(begun, answer)) };
}
