// Who may change the network: the network's managers everything, a site's director their site.
import { type Actor, may } from '#access/rules';

/** Whether the actor may add or correct organizations and add sites: only who works for the whole network. */
export function canEditNetwork(actor: Actor): boolean {
  return may(actor, 'network.add', { siteId: null, studyId: null });
}

/** Whether the actor may correct this site, its hours and holidays. */
export function canAmendSite(actor: Actor, site: { readonly id: string }): boolean {
  return may(actor, 'network.edit', { siteId: site.id, studyId: null });
}
