// What the network does about facts told on its left.
import { type Act, type RoomListener, listens } from '#access';
import { grantGiven } from '#access/contract';
import { Refusal } from '#platform';
import { loadSite } from './store.ts';

/** A grant names a site that there is. */
async function refuseUnknownSite(act: Act, { siteId }: { readonly siteId: string | null }): Promise<void> {
  if (siteId !== null && !(await loadSite(act.tx, siteId))) throw new Refusal('scope-unknown', { field: 'siteId' });
}

export const networkListeners: readonly RoomListener[] = [listens(grantGiven, 'network.refuseUnknownSite', refuseUnknownSite)];
