// The first page and the way from page to page in a real browser, on the demo as a visitor gets it.
import { existsSync } from 'node:fs';
import { type Page, chromium } from 'playwright-core';
import { buildProgram, freePort, homes, killProgram, pause, startProgram, stopProgram } from '../tests/faults/program.ts';
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
const rounds = 5;

/** Prints medians in milliseconds: the sign-in page with an empty and a warm cache, signing in, and going from page to page. */
export async function benchPages(say: (text: string) => void): Promise<void> {
  if (!existsSync(executablePath)) {
    say(`\nPages: skipped, there is no Chromium at ${executablePath} (CHROMIUM_PATH)`);
    return;
  }
  const [built, folder] = [await buildProgram(), await homes()];
  const running = await startProgram(built.entry, await folder.make(), await freePort(), 'demo');
  try {
    while (!running.said().includes('Ctrl-C stops it.')) {
      if (running.child.exitCode !== null) throw new Error(running.said());
      await pause(100);
    }
    await walk(running.url, say);
  } finally {
    await stopProgram(running).finally(() => killProgram(running));
    await folder.remove();
    await built.remove();
  }
}

async function walk(url: string, say: (text: string) => void): Promise<void> {
  const browser = await chromium.launch({ executablePath, headless: true, args });
  const times = new Map<string, number[]>();
  const time = async (name: string, work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const person = page.getByRole('button', { name: /Ana Ruiz/ });
      await time('sign-in page, empty cache', async () => (await page.goto(url), await person.waitFor()));
      await time('sign-in page, warm cache', async () => (await page.reload(), await person.waitFor()));
      await time('one click to the home page', async () => (await person.click(), await settled(page, /^(?!.*sign-in)/)));
      const links = await page.getByRole('navigation').first().getByRole('link').all();
      for (const link of links.slice(0, 5)) {
        const name = (await link.textContent())?.trim() ?? '';
        await time(`page to page: ${name}`, async () => (await link.click(), await settled(page, /./)));
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
  say('\nPages of the demo in Chromium, medians of five rounds');
  for (const [name, list] of times) say(`${name.padEnd(44)}${median(list).toFixed(0).padStart(8)} ms`);
}

/** The page shows its heading and asks the server for nothing more. */
async function settled(page: Page, address: RegExp): Promise<void> {
  await page.waitForURL((url) => address.test(url.pathname));
  await page.getByRole('heading').first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' });
}
