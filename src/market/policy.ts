// Who may see the market and change what is held of it; the same answers guard the commands and fill `can`.
import { type Actor, may } from '#access/rules';

/** The network as a whole: what it makes of the market names its own money, studies and plans. */
export const wholeNetwork = { studyId: null, siteId: null };

/** Whether the actor may say what is held of the market: evidence, assumptions, scenarios, notes. */
export function canEdit(actor: Actor): boolean {
  return may(actor, 'market.edit', wholeNetwork);
}

/** Whether the actor may have outlooks made and activity counted. */
export function canRun(actor: Actor): boolean {
  return may(actor, 'market.run', wholeNetwork);
}

/** Whether the actor sees where the network stands in the market, and what it plans. */
export function canSeePosition(actor: Actor): boolean {
  return may(actor, 'market.view', wholeNetwork);
}
