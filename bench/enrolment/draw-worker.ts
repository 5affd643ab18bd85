// One worker of the forecast bench: draws the blocks of paths it is asked for.
import { parentPort } from 'node:worker_threads';
import { type SiteCount, pathDrawer } from '#stats';

/** Which blocks of which network. */
export interface DrawRequest {
  readonly sites: readonly SiteCount[];
  readonly blocks: readonly number[];
  readonly seed: number;
}

parentPort?.on('message', ({ sites, blocks, seed }: DrawRequest) => {
  const drawer = pathDrawer(sites, seed);
  parentPort?.postMessage(blocks.map((block) => drawer.block(block)));
});
