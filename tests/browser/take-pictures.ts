// `npm run pictures`: serves the demo network with a clock that stands still and photographs its pages for the guide, role by role.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { type Role, roleNames } from '#access/rules';
import { createLog, fixedClock, freePort, readConfig } from '#platform';
import { loadDemo } from '../../src/app/demo.ts';
import { refreshMarket } from '../../src/app/duties.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { operatorRun } from '../../src/app/operator.ts';
import { serveInstallation } from '../../src/app/serve.ts';
import { hasChromium, openChromium, openWindow, type Place } from './chromium.ts';
import { buildPages } from './ground.ts';
import { settled } from './page-checks.ts';
import { addressOf, countTwoStudies, importNothing, personOf, productPages, recordIds } from './product-pages.ts';
import { enterAs } from './steps.ts';

const usage = `npm run pictures -- [--today 2026-04-13] [--home FOLDER] [--out FOLDER] [--role ROLE] [--dark] [--spanish]

Writes docs/guide/pictures/<role>-<page>-<width>.webp. A --home keeps the loaded demo for the next run with the same day.
--dark and --spanish show the pages so, for a look; choose another --out with them.`;

/** Wide as at a desk and narrow as on a phone; longer pages are cut at `most`. */
const looks = [
  { width: 1440, height: 900, most: 1200 },
  { width: 390, height: 844, most: 1400 },
] as const;

const { values: choice } = parseArgs({
  options: {
    today: { type: 'string', default: '2026-04-13' },
    home: { type: 'string' },
    out: { type: 'string', default: join('docs', 'guide', 'pictures') },
    role: { type: 'string' },
    dark: { type: 'boolean', default: false },
    spanish: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const isLook = choice.dark || choice.spanish;
const say = (text: string) => process.stderr.write(`${text}\n`);

if (choice.help) say(usage);
else if (!hasChromium) process.exitCode = 1;
else await run();

async function run(): Promise<void> {
  await buildPages();
  const temporary = choice.home === undefined ? await mkdtemp(join(tmpdir(), 'siteward-pictures-')) : null;
  const installation = await openDemo(choice.home ?? join(temporary ?? '', 'home'));
  try {
    const serving = await serveInstallation(installation);
    const browser = await openChromium();
    try {
      say(`Loading the demo as of ${choice.today}`);
      await loadDemo(installation, (note, done, total) => {
        if (total === 0 || done % 100 === 0) say(`  ${note} ${done}/${total}`);
      });
      await refreshMarket(installation);
      const kept = await photograph(browser, installation);
      if (!isLook && choice.role === undefined) await removeOthers(kept);
      say(`${kept.size} pictures in ${choice.out}`);
    } finally {
      await browser.close();
      await serving.stop();
    }
  } finally {
    await installation.stop();
    if (temporary) await rm(temporary, { recursive: true, force: true });
  }
}

async function openDemo(home: string): Promise<Installation> {
  const port = await freePort();
  return openInstallation({
    config: readConfig({ env: { PORT: String(port), SITEWARD_HOME: home }, cwd: process.cwd() }),
    kind: 'demo',
    version: 'pictures',
    programFolder: process.cwd(),
    clock: fixedClock(`${choice.today}T14:00:00Z`),
    log: createLog('error'),
  });
}

async function photograph(browser: Browser, installation: Installation): Promise<Set<string>> {
  await mkdir(choice.out, { recursive: true });
  const operator = await operatorRun(installation, 'pictures');
  const { rows } = await operator('pictures.read', (act) => act.tx.$client.query<{ name: string; id: string }>(recordIds));
  const ids = new Map(rows.map(({ name, id }) => [name, id]));
  const place: Place = { address: installation.config.baseUrl, clock: installation.clock };
  const kept = new Set<string>();
  if (choice.role === undefined) await atTheDoor(browser, place, kept);
  for (const role of roleNames.filter((each) => choice.role === undefined || choice.role === each)) await asRole(role);
  return kept;

  async function asRole(role: Role): Promise<void> {
    const { page, complaints } = await openPage(browser, place);
    await enterAs(page, personOf(role));
    if (role === 'network-manager') ids.set('jobId', await importNothing(page, ids.get('studyId') ?? ''));
    for (const each of productPages.filter(({ may }) => may.includes(role))) {
      await page.setViewportSize(looks[0]);
      // Not before, because the outlook of the pages before it would no longer answer what is held.
      if (role === 'network-manager' && each.name === 'market-activity') ids.set('importId', await countTwoStudies(page));
      await page.goto(addressOf(each, ids));
      await settled(page);
      await each.prepare?.(page);
      const heading = await page.locator('h1').first().innerText();
      if (/You may not open|no such page|could not be shown/.test(heading))
        throw new Error(`${role} does not see ${each.name}: ${heading}`);
      await take(page, `${role}-${each.name}`, kept);
    }
    for (const complaint of complaints) say(`  ${role}: ${complaint}`);
    say(`  ${role}: done`);
    await page.context().close();
  }
}

// The sign-in page of a demo stands before all roles.
async function atTheDoor(browser: Browser, place: Place, kept: Set<string>): Promise<void> {
  const { page } = await openPage(browser, place);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: personOf('coordinator') }).waitFor();
  await take(page, 'sign-in', kept);
  await page.context().close();
}

async function openPage(browser: Browser, place: Place) {
  const opened = await openWindow(browser, place, { colorScheme: choice.dark ? 'dark' : 'light' });
  if (choice.spanish) await opened.page.addInitScript(() => localStorage.setItem('language', 'es'));
  return opened;
}

// Through the browser's own protocol, because its WebP is a quarter of a PNG.
async function take(page: Page, name: string, kept: Set<string>): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const { width, height, most } of looks) {
    await page.setViewportSize({ width, height });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(250);
    // The window grows with its page, so that what is fixed to the window's foot stands at the picture's.
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(Math.max(whole, height), most) });
    await page.evaluate(() => globalThis.scrollTo(0, 0));
    const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
    const file = `${name}-${width}.webp`;
    await writeFile(join(choice.out, file), Buffer.from(data, 'base64'));
    kept.add(file);
  }
  await client.detach();
}

async function removeOthers(kept: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(choice.out)) if (file.endsWith('.webp') && !kept.has(file)) await rm(join(choice.out, file));
}
