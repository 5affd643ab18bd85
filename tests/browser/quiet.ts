// When a page has nothing left to do: no request of it is open, and it has drawn what the last answers brought.
import type { Page, Request } from 'playwright-core';

interface Traffic {
  begun: number;
  readonly open: Set<Request>;
}

const seen = new WeakMap<Page, Traffic>();

/** Follows the requests of a new page; `quiet` needs it. */
export function followTraffic(page: Page): void {
  const traffic: Traffic = { begun: 0, open: new Set() };
  seen.set(page, traffic);
  page.on('request', (request) => {
    traffic.begun += 1;
    traffic.open.add(request);
  });
  const over = (request: Request) => void traffic.open.delete(request);
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  // What a page asked for that is left behind is never answered.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) for (const request of traffic.open) if (!request.isNavigationRequest()) traffic.open.delete(request);
  });
}

/** Waits until the page has drawn and has no work at hand. */
export async function idle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 10), { timeout: 1_000 }))),
  );
}

/** Waits until the page is idle three times in a row and asks for nothing meanwhile. Throws, with what is still open, after 15 s. */
export async function quiet(page: Page): Promise<void> {
  const traffic = seen.get(page);
  if (!traffic) throw new Error('nobody follows what this page asks for: open it with openWindow');
  const until = performance.now() + 15_000;
  for (let calm = 0; calm < 3;) {
    const { begun } = traffic;
    await idle(page);
    calm = traffic.open.size === 0 && traffic.begun === begun ? calm + 1 : 0;
    if (performance.now() > until) throw new Error(`still asks for ${[...traffic.open].map((request) => request.url()).join(', ')}`);
  }
}
