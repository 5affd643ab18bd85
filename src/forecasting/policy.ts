// Who may see and make forecasts, and of what; the same answers guard the commands and fill `can`.
import { type Actor, may } from '#access/rules';

/** A study at all its sites. */
export const wholeStudy = (studyId: string) => ({ studyId, siteId: null });

/** The network as a whole. */
export const wholeNetwork = { studyId: null, siteId: null };

/** Whether the actor may make a forecast of a whole study. */
export function canRun(actor: Actor, studyId: string): boolean {
  return may(actor, 'forecasting.run', wholeStudy(studyId));
}

/** Whether the actor may make a forecast of the network. */
export function canRunNetwork(actor: Actor): boolean {
  return may(actor, 'forecasting.run', wholeNetwork);
}

/** Whether the actor sees the forecast of a study as a whole, or of a study at a site. */
export function canSee(actor: Actor, at: { readonly studyId: string | null; readonly siteId: string | null }): boolean {
  return may(actor, 'forecasting.view', at);
}
