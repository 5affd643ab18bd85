// Builds the pages once for all browser tests, before the first of them: two builds at once would take them from each other.
import { hasChromium } from './chromium.ts';
import { buildPages } from './ground.ts';

/** Vitest's global set-up. */
export async function setup(): Promise<void> {
  if (hasChromium) await buildPages();
}
