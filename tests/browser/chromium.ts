// The browser of the browser tests: a Chromium that is installed already, started without a window and without calls home.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { followTraffic } from './quiet.ts';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const usual = usualPlaces.find((place) => existsSync(place));
  if (usual) return usual;
  const found = spawnSync('which', ['chromium'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

const executable = findChromium();

/** Whether there is a Chromium; where there is none, tests are skipped by name after one plain line. */
export const hasChromium = executable !== undefined;
if (!hasChromium) console.warn('No Chromium was found (set CHROMIUM to its path): the browser tests are skipped.');

/** Starts the browser. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ ...(executable ? { executablePath: executable } : {}), args: flags });
}

/** A page with what went wrong in it: messages of the console and errors that nobody caught. */
export interface WatchedPage {
  readonly page: Page;
  /** What the console complained about, oldest first. */
  readonly complaints: string[];
}

/** Where a window looks, and the frozen instant that its own clock shows; `Stage` is one. */
export interface Place {
  readonly address: string;
  readonly clock: { now: () => { readonly epochMilliseconds: number } };
}

/** A window of its own, with its own cookies. English, New York time (no site's zone but Miami's), no movement. */
export async function openWindow(browser: Browser, { address, clock }: Place, more: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
    ...more,
  });
  context.setDefaultTimeout(15_000);
  await context.clock.setFixedTime(clock.now().epochMilliseconds);
  // Some violations are swallowed by the library that caused them; none shall happen at all.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      console.error(`breaks the page's policy: ${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    );
  });
  const page = await context.newPage();
  followTraffic(page);
  return { page, complaints: watch(page) };
}

function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
