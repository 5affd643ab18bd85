// The demo in a window: the program served, a browser, and a person of the demo who has come in.
import type { Browser, Page } from 'playwright-core';
import type { DemoStudy } from '#demo/rules';
import { type WatchedPage, openChromium, openWindow } from './chromium.ts';
import { type Stage, openDemoStage } from './stage.ts';
import { enterAs } from './steps.ts';

/** Somebody's window on a demo of its own. */
export interface DemoWindow {
  readonly stage: Stage;
  readonly page: Page;
  /** What the page complained of in the console. */
  readonly complaints: WatchedPage['complaints'];
  /** Another window on the same demo, where nobody has come in yet. */
  readonly another: () => Promise<WatchedPage>;
  readonly close: () => Promise<void>;
}

/** Loads a demo with these studies of the portfolio beside NLX-301, and comes in as one of its people. */
export async function openDemoWindow(person: string, studies: readonly DemoStudy[] = []): Promise<DemoWindow> {
  const [stage, browser] = await Promise.all([openDemoStage(undefined, studies), openChromium()]);
  const { page, complaints } = await openWindow(browser, stage);
  await enterAs(page, person);
  return { stage, page, complaints, another: () => openWindow(browser, stage), close: () => closed(browser, stage) };
}

async function closed(browser: Browser, stage: Stage): Promise<void> {
  await browser.close();
  await stage.close();
}
